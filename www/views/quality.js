// @ts-check
// Quality: what would become of every record, and what is odd in the data,
// before anything is computed of anybody.

import { byTest, fillTable, make, own, slot } from '../dom.js';
import { ledgerRows } from '../ledger.js';
import { onChange } from '../state.js';
import { said } from '../told.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../protocol').Check} Check */
/** @typedef {import('../protocol').Review} Review */

export function createQuality() {
  const element = byTest('record-report');
  const table = slot(element, 'ledger');
  const draw = onChange(
    (s) => [s.review, s.text],
    (state) => {
      const { review, text } = state;
      element.hidden = !review;
      if (!review) return;
      const isRefused = 'failure' in review;
      const why = isRefused ? said(review.failure, state).message : text.quality.lead;
      slot(element, 'why').textContent = why;
      slot(element, 'of-plan').hidden = isRefused;
      if (isRefused) return;
      fillTable(table, text.segments.ledger, ledgerRows(state, review));
      slot(element, 'checks').replaceChildren(...checks(state, review));
    },
  );
  return { element, update: draw };
}

/** @param {State} state @param {Review} review */
function checks(state, review) {
  const found = review.checks.map((check) => item(state, check, review));
  return found.length ? found : [make('li', state.text.quality.clean, 'calm')];
}

/** @param {State} state @param {Check} check @param {Review} review */
function item({ text, format }, check, review) {
  const t = text.quality;
  const sentence = t.checks[check.name]({
    count: check.count,
    n: format.count(check.count),
    of: format.count(check.of),
    columns: format.list(check.columns.map(text.quoted)),
  });
  const worth = check.amount === null
    ? []
    : [` ${t.worth(format.money(check.amount, review.amount))}`];
  const examples = check.examples.flatMap((example, nth) => [nth ? ', ' : ` ${t.examples} `, own(example)]);
  return make('li', [sentence, ...worth, ...examples]);
}
