// @ts-check
// Cells of a file as text on the page: nothing invisible stays invisible, and
// nothing turns what stands around it.

import { make, own } from './dom.js';

/** Control characters have pictures of their own, from U+2400 on. */
const PICTURES = 0x2400;
const DELETE = 0x7f;

/** What shows nothing, or turns the direction of what follows. */
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A text in which every character can be seen. @param {string} text */
export const visible = (text) => text.replace(HIDDEN, (character) => {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(PICTURES + code);
  if (code === DELETE) return '\u2421';
  return `⟨${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
});

/** @param {string[]} columns @param {string} corner names the first column */
export function headRow(columns, corner) {
  const cells = [corner, ...columns].map((name) => {
    const cell = make('th', [own(visible(name))]);
    cell.setAttribute('scope', 'col');
    return cell;
  });
  return make('tr', cells);
}

/**
 * A record as a row of a table.
 * @param {string[]} cells @param {string} name of the record
 * @param {(column: number) => string} markOf why a cell is marked, or nothing
 */
export function recordRow(cells, name, markOf = () => '') {
  const head = make('th', name, 'num');
  head.setAttribute('scope', 'row');
  const all = cells.map((text, column) => {
    const why = markOf(column);
    const cell = make('td', [own(visible(text))], why ? 'unread' : '');
    if (why) cell.title = why;
    return cell;
  });
  return make('tr', [head, ...all]);
}
