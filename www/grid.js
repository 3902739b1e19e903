// @ts-check
// A table of any number of records of which only those in sight are in the
// document: a tall empty box gives the scroll bar, and the table stays at its
// top with the rows that belong there.

import { $, make } from './dom.js';
import { headRow, recordRow } from './cells.js';

/**
 * @typedef {import('./protocol').Rows} Rows
 * @typedef {import('./state.js').State} State
 * @typedef {(from: number, count: number) => Promise<Rows | null>} Fetch
 */

/** The height of a row in pixels, as the style sheet has it. */
const ROW = 26;
/** Rows in sight. */
const SIGHT = 13;
/** A box cannot be taller in every browser. */
const TALLEST = 8_000_000;
/** Records fetched at once, and how many such pages are kept. */
const PAGE = 200;
const KEPT = 12;
/** Milliseconds without scrolling before records are fetched. */
const CALM = 40;

/**
 * @param {number} n_records @param {string} label @param {State} state
 * @param {Fetch} fetchRows
 * @returns {HTMLElement[]} the box, and what it does not show
 */
export function createGrid(n_records, label, { text, format }, fetchRows) {
  const note = make('p', '', 'soft small');
  const table = make('table', [make('thead'), make('tbody')]);
  table.dataset.testid = 'preview-table';
  table.setAttribute('aria-rowcount', String(n_records + 1));
  table.setAttribute('aria-label', label);
  const space = make('div', [table], 'space');
  const element = make('div', [space], 'scroll grid');
  element.tabIndex = 0;
  element.setAttribute('role', 'region');
  element.setAttribute('aria-label', label);
  const inSight = (Math.min(n_records, SIGHT) + 1) * ROW + 20;
  element.style.setProperty('block-size', `${inSight}px`);
  const height = Math.min((n_records + 1) * ROW, TALLEST);
  space.style.setProperty('block-size', `${height}px`);
  const last = Math.max(0, n_records - SIGHT);
  const way = Math.max(1, height - (SIGHT + 1) * ROW);
  /** Pages that were fetched, the latest last. @type {Map<number, Rows>} */
  const pages = new Map();
  let first = 0;
  let isHeaded = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let later;

  /** @param {number} at a record */
  const pageOf = (at) => pages.get(Math.floor(at / PAGE));

  function draw() {
    const to = Math.min(n_records, first + SIGHT);
    const rows = [];
    for (let at = first; at < to; at++) {
      const page = pageOf(at);
      const nth = at % PAGE;
      const unread = page?.unread.filter(([record]) => record === nth) ?? [];
      const row = recordRow(page?.cells[nth] ?? ['…'], format.count(at + 1), (column) =>
        (unread.some(([, other]) => other === column) ? text.rows.unread : ''));
      row.setAttribute('aria-rowindex', String(at + 2));
      rows.push(row);
    }
    $('tbody', table).replaceChildren(...rows);
  }

  async function fetchInSight() {
    const wanted = [first, Math.min(n_records - 1, first + SIGHT)];
    for (const page of new Set(wanted.map((at) => Math.floor(at / PAGE)))) {
      if (pages.has(page)) continue;
      const rows = await fetchRows(page * PAGE, PAGE);
      if (!rows) return;
      pages.set(page, rows);
      const [oldest] = pages.keys();
      if (pages.size > KEPT && oldest !== undefined) pages.delete(oldest);
      if (!isHeaded) {
        isHeaded = true;
        const head = headRow(rows.columns, text.rows.record);
        head.setAttribute('aria-rowindex', '1');
        $('thead', table).replaceChildren(head);
        const [some, all] = [rows.columns.length, rows.n_columns];
        const isCut = all > some;
        note.textContent = isCut ? text.rows.cut(format.count(some), format.count(all)) : '';
      }
    }
    draw();
  }

  /** @param {number} to the first record in sight */
  function show(to) {
    const next = Math.min(last, Math.max(0, to));
    if (next === first && isHeaded) return;
    first = next;
    draw();
    clearTimeout(later);
    later = setTimeout(fetchInSight, CALM);
  }

  /** By keyboard: to a record, and the scroll bar with it. @param {number} to */
  function goTo(to) {
    show(to);
    element.scrollTop = Math.round((first / Math.max(1, last)) * way);
  }

  element.addEventListener('scroll', () => {
    const at = Math.round((element.scrollTop / way) * last);
    // What the keyboard chose is not rounded away.
    const isThere = Math.abs(Math.round((first / Math.max(1, last)) * way) - element.scrollTop) <= 1;
    if (!isThere) show(at);
  });
  element.addEventListener('keydown', (event) => {
    const { key } = event;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: SIGHT - 1, PageUp: 1 - SIGHT };
    const step = Reflect.get(steps, key);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (step) goTo(first + step);
    else if (key === 'Home') goTo(0);
    else if (key === 'End') goTo(last);
    else return;
    event.preventDefault();
  });
  fetchInSight();
  return [element, note];
}
