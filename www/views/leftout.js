// @ts-check
// Who is left out, by an attribute that the reader chooses.

import { visible } from '../cells.js';
import { byTest, fillSelect, fillTable, own, slot } from '../dom.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../protocol').AttributeShares} AttributeShares */
/** @typedef {import('../protocol').Share} Share */

export function createLeftOut() {
  const element = byTest('left-out');
  const select = /** @type {HTMLSelectElement} */ (byTest('left-out-by', element));
  /** @type {State | null} */
  let last = null;
  let chosen = '';
  select.addEventListener('change', () => {
    chosen = select.value;
    if (last) drawTable(element, last, chosen);
  });
  const draw = onChange(
    (s) => [s.review, s.text],
    (state) => {
      last = state;
      const { review } = state;
      const found = review && 'left_out' in review ? review.left_out : null;
      const columns = found?.attributes.map(nameOf) ?? [];
      element.hidden = columns.length === 0;
      if (!columns.includes(chosen)) chosen = columns[0] ?? '';
      slot(element, 'by-consent').hidden = !found?.by_consent;
      fillSelect(select, columns.map((column) => [column, visible(column)]), chosen);
      drawTable(element, state, chosen);
    },
  );
  return { element, update: draw };
}

/** A column, with the file of customers it stands in. @param {AttributeShares} it */
const nameOf = ({ column, file }) => (file === null ? column : `${column} (${file})`);

/** @param {HTMLElement} element @param {State} state @param {string} chosen */
function drawTable(element, { review, text, format }, chosen) {
  const all = review && 'left_out' in review ? review.left_out.attributes : [];
  const of = all.find((it) => nameOf(it) === chosen);
  if (!of) return;
  const t = text.quality.leftOut;
  const isNobody = of.left_out === null || of.left_out === 0;
  slot(element, 'nobody').textContent = isNobody ? t.nobody(text.quoted(visible(nameOf(of)))) : '';
  const { share } = format;
  /** @param {Share | null} it */
  const told = (it) => (it ? t.range(share(it.share), share(it.low), share(it.high)) : t.hidden);
  const rows = of.values.map((it) => [
    it.value === null ? t.others : own(visible(it.value)),
    told(it.used),
    told(it.left_out),
    it.differs ? t.differs : '',
  ]);
  const table = byTest('table-left-out', element);
  table.hidden = isNobody;
  fillTable(table, t.head, rows);
}
