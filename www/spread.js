// @ts-check
// How a column's values are spread: bars, what they say in words, and the
// table behind them. Every count was made by the engine.

import { fillTable, make, own } from './dom.js';
import { visible } from './cells.js';

/**
 * @typedef {import('./protocol').Histogram} Histogram
 * @typedef {import('./format.js').Format} Format
 * @typedef {import('./text/en.js').Text} Text
 * @typedef {{text: Text, format: Format}} Tongue
 */

/** One bar: what it holds, its records, and whether its name is the file's
 * own. @typedef {{name: string, count: number, isOwn: boolean}} Bar */

/** @param {Histogram} histogram @param {Tongue} tongue @returns {Bar[]} */
export function bars(histogram, { text, format }) {
  switch (histogram.of) {
    case 'nothing':
      return [];
    case 'numbers': {
      const { edges, counts, whole } = histogram;
      const name = (/** @type {number} */ at) => format.figure(edges[at] ?? null, '');
      return counts.map((count, at) => ({
        name: whole || name(at) === name(at + 1) ? name(at) : `${name(at)} – ${name(at + 1)}`,
        count,
        isOwn: false,
      }));
    }
    case 'dates': {
      const { starts, counts, months } = histogram;
      return counts.map((count, at) =>
        ({ name: format.months(starts[at] ?? '', months), count, isOwn: false }));
    }
    case 'texts': {
      const { texts, counts, others } = histogram;
      const rest = others ? [{ name: text.spread.others, count: others, isOwn: false }] : [];
      return [...counts.map((count, at) => ({ name: visible(texts[at] ?? ''), count, isOwn: true })), ...rest];
    }
  }
}

/**
 * The bars as a picture: upright for what has an order, lying for texts.
 * @param {Histogram} histogram @param {Tongue} tongue
 */
export function picture(histogram, tongue) {
  const all = bars(histogram, tongue);
  const box = make('div', '', histogram.of === 'texts' ? 'spread lying' : 'spread');
  if (!all.length) return box;
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', inWords(all, tongue));
  const most = all.reduce((high, bar) => Math.max(high, bar.count), 1);
  for (const { name, count, isOwn } of all) {
    const bar = make('i');
    bar.style.setProperty('--v', `${(100 * count) / most}%`);
    bar.classList.toggle('none', count === 0);
    if (histogram.of === 'texts') {
      box.append(make('span', [isOwn ? own(name) : name]), bar);
    } else {
      box.append(bar);
    }
  }
  return box;
}

/** From where to where a column goes, over all that the file holds.
 * @param {import('./protocol').ColumnInspection} column @param {Tongue} tongue */
export function ends({ range, type }, { text, format }) {
  if (!range) return '';
  const isDay = type === 'date' || type === 'timestamp';
  // Whole numbers are often numbers of orders: those have no thousands.
  const as = isDay ? format.day : type === 'decimal' ? format.exact : String;
  const [from, to] = range.map((end) => as(end));
  return from === to ? `${from}` : text.spread.fromTo(`${from}`, `${to}`);
}

/** @param {Bar[]} all @param {Tongue} tongue */
function inWords(all, { text, format }) {
  const high = all.reduce((best, bar) => (bar.count > best.count ? bar : best));
  const [first, last] = [all[0], all.at(-1)];
  return text.spread.words(
    first?.name ?? '', last?.name ?? '', high.name, format.count(high.count));
}

/** The table behind the bars. @param {Histogram} histogram @param {Tongue} tongue */
export function table(histogram, tongue) {
  const element = make('table', [make('thead'), make('tbody')]);
  const rows = bars(histogram, tongue).map(({ name, count, isOwn }) =>
    [isOwn ? own(name) : name, tongue.format.count(count)]);
  fillTable(element, tongue.text.spread.head, rows);
  return element;
}
