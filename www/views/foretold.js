// @ts-check
// What came after, by what was known before: parted by few questions, and
// groups that stand out.

import { $, fillTable, slot } from '../dom.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../protocol').Estimated} Estimated */
/** @typedef {import('../protocol').Foreseen} Foreseen */
/** @typedef {import('../protocol').Foretold} Foretold */

export function createForetold() {
  const element = $('#foretold');
  const draw = onChange(
    (s) => [s.analysis, s.text],
    (state) => {
      const foretold = state.analysis?.foretold;
      element.hidden = !foretold;
      if (foretold) drawAll(element, state, foretold);
    },
  );
  return { element, update: draw };
}

/** @param {HTMLElement} element @param {State} state @param {Foretold} foretold */
function drawAll(element, state, foretold) {
  const { text: { foretold: t }, format } = state;
  const { outcome: { of, horizon_days }, from, everybody, leaves, subgroups } = foretold;
  const tested = format.count(foretold.n_tested);
  const figures = figuresOf(state, of);
  const [mean = '', low = '', high = ''] = figures(everybody);
  const [n, all] = [everybody.customers, foretold.customers].map(format.count);
  slot(element, 'lead').textContent = t.lead(t.leads[of], format.count(horizon_days), format.day(from));
  slot(element, 'everybody').textContent = t.everybody(mean, low, high, n ?? '', all ?? '');
  /** @param {Foreseen} row */
  const cells = ({ words, customers, estimate, ratio }) => {
    const [own = '', least, most] = figures(estimate);
    return [words, format.count(customers), own, `${least} ${t.to} ${most}`, format.ratio(ratio)];
  };
  /** @param {string} name @param {Foreseen[]} rows @param {string} said */
  const draw = (name, rows, said) => {
    slot(element, `${name}-said`).textContent = said;
    const table = slot(element, name);
    table.hidden = rows.length === 0;
    fillTable(table, t.heads[of], rows.map(cells));
  };
  draw('leaves', leaves, leaves.length ? '' : t.noLeaves);
  draw('subgroups', subgroups, subgroups.length ? t.subgroupsNote(tested) : t.noSubgroups(tested));
}

/** The mean and the ends of its interval, as money or as a share.
 * @param {State} state @param {import('../protocol').CameAfter} of
 * @returns {(estimated: Estimated) => string[]} */
function figuresOf({ format, analysis }, of) {
  const amount = analysis?.amount;
  /** @param {number} value */
  const shown = (value) =>
    of === 'left' || !amount
      ? format.share(value)
      : format.money(Math.round(value * 10 ** amount.minor_digits), amount);
  return ({ mean, interval }) => [mean, ...interval].map(shown);
}
