// @ts-check
// Quality: what would become of every record, what is odd in the data and
// what is done about it, before anything is computed of anybody.

import { byTest, fillTable, make, own, send, slot } from '../dom.js';
import { ledgerRows } from '../ledger.js';
import { onChange } from '../state.js';
import { said } from '../told.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../protocol').Check} Check */
/** @typedef {import('../protocol').Review} Review */

export function createQuality() {
  const element = byTest('record-report');
  const table = slot(element, 'ledger');
  const list = slot(element, 'checks');
  const undo = byTest('no-remedy', element);
  /** The checks that are shown. @type {Check[]} */
  let shown = [];
  list.addEventListener('change', ({ target }) => {
    const { name, value } = /** @type {HTMLInputElement} */ (target);
    const remedy = shown.find((check) => idOf(check) === name)?.remedy;
    if (remedy) send(element, 'remedy', { remedy, isDone: value === 'mend' });
  });
  undo.addEventListener('click', () => send(element, 'no-remedy'));
  const draw = onChange(
    (s) => [s.review, s.text],
    (state) => {
      const { review, text, plan } = state;
      element.hidden = !review;
      if (!review) return;
      const isRefused = 'failure' in review;
      const why = isRefused ? said(review.failure, state).message : text.quality.lead;
      slot(element, 'why').textContent = why;
      slot(element, 'of-plan').hidden = isRefused;
      undo.hidden = !isRefused || !plan?.remedies.length;
      if (isRefused) return;
      fillTable(table, text.segments.ledger, ledgerRows(state, review));
      shown = review.checks;
      const focused = document.activeElement?.id;
      list.replaceChildren(...checks(state, review));
      const again = focused && [...list.querySelectorAll('input')].find(({ id }) => id === focused);
      if (again) again.focus();
    },
  );
  return { element, update: draw };
}

/** A name for the choice of a check. @param {Check} check */
const idOf = ({ name, columns }) => `check-${name}${name === 'missing-values' ? `-${columns[0]}` : ''}`;

/** @param {State} state @param {Review} review */
function checks(state, review) {
  const found = review.checks.map((check) => item(state, check, review));
  return found.length ? found : [make('li', state.text.quality.clean, 'calm')];
}

/** @param {State} state @param {Check} check @param {Review} review */
function item(state, check, review) {
  const { text, format } = state;
  const t = text.quality;
  const sentence = t.checks[check.name]({
    count: check.count,
    n: format.count(check.count),
    of: format.count(check.of),
    columns: format.list(columnsOf(check.columns, state)),
  });
  /** @param {(money: string) => string} told */
  const worthOf = (told) => told(format.money(check.amount ?? 0, review.amount));
  const worth = check.amount === null
    ? []
    : [` ${worthOf(check.name === 'order-totals' ? t.difference : t.worth)}`];
  const examples = check.examples.flatMap((example, nth) => [nth ? ', ' : ` ${t.examples} `, own(example)]);
  const said = [sentence, ...worth, ...examples];
  const element = check.remedy
    ? make('li', [choice(state, check, said, review)])
    : make('li', [make('p', said), make('p', reason(state, check), 'soft')]);
  element.dataset.check = check.name;
  return element;
}

/** Columns told by name. */
const TOLD = 6;

/** @param {string[]} columns @param {State} state */
function columnsOf(columns, { text, format }) {
  const some = columns.slice(0, TOLD).map(text.quoted);
  const more = columns.length - some.length;
  return more > 0 ? [...some, text.quality.more(format.count(more))] : some;
}

/** Why there is nothing to choose. @param {State} state @param {Check} check */
const reason = ({ text }, { name }) =>
  name === 'missing-values' ? text.quality.gone : text.quality.keep[name];

/** What is done about it: what nobody chose comes first.
 * @param {State} state @param {Check} check @param {(string | Node)[]} said
 * @param {Review} review */
function choice({ text, format }, check, said, review) {
  const t = text.quality;
  const { above, from } = /** @type {import('../protocol').Remedy} */ (check.remedy);
  const limit = {
    money: above === undefined ? '' : format.money(above, review.amount),
    day: from === undefined ? '' : format.day(from),
  };
  const options = [
    option(check, 'keep', t.keep[check.name], !check.is_remedied),
    option(check, 'mend', t.mend[check.name]?.(limit) ?? '', check.is_remedied),
  ];
  return make('fieldset', [make('legend', said), ...options]);
}

/** @param {Check} check @param {'keep' | 'mend'} value @param {string} text
 * @param {boolean} checked */
function option(check, value, text, checked) {
  const input = document.createElement('input');
  const name = idOf(check);
  Object.assign(input, { type: 'radio', name, value, checked, id: `${name}-${value}` });
  return make('label', [input, make('span', text)]);
}
