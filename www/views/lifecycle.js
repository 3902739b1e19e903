// @ts-check
// Where customers stand by their own rhythm, and what they do.

import { $, fillTable, slot } from '../dom.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */

export function createLifecycle() {
  const element = $('#lifecycle');
  const draw = onChange(
    (s) => [s.analysis, s.text],
    (state) => {
      const { analysis } = state;
      element.hidden = !analysis?.lifecycle;
      if (analysis?.lifecycle) drawCounts(element, state, analysis, analysis.lifecycle);
    },
  );
  return { element, update: draw };
}

/** @param {HTMLElement} element @param {State} state
 * @param {import('../state.js').Analysis} analysis
 * @param {NonNullable<import('../state.js').Analysis['lifecycle']>} lifecycle */
function drawCounts(element, { text, format }, analysis, lifecycle) {
  const t = text.lifecycle;
  const n = analysis.customers.permitted;
  /** @param {string} words @param {number} count */
  const row = (words, count) => [words, format.count(count), format.share(count / n)];
  slot(element, 'usual').textContent = t.usual(format.count(Math.round(lifecycle.usual_gap_days)));
  fillTable($('table.stages', element), t.head,
    lifecycle.stages.map(({ stage, customers }) => row(`${t.stages[stage]}: ${t.stageNotes[stage]}`, customers)));
  fillTable($('table.groups', element), t.groupsHead,
    analysis.groups.map(({ group, customers }) => row(`${t.groups[group]}: ${t.groupNotes[group]}`, customers)));
}
