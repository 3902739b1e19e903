// @ts-check
// What is known beside the purchases: each attribute in every segment, which
// of them help to form segments, and blocks of survey questions.

import { visible } from '../cells.js';
import { $, byTest, fillSelect, fillTable, make, own, send, slot } from '../dom.js';
import { withAttributes } from '../plan.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../state.js').Analysis} Analysis */
/** @typedef {import('../protocol').LevelShare} LevelShare */

export function createAttributes() {
  const element = $('#attributes');
  const select = /** @type {HTMLSelectElement} */ (byTest('attributes-by', element));
  const take = /** @type {HTMLButtonElement} */ (byTest('attributes-button', element));
  const boxes = slot(element, 'boxes');
  /** @type {State | undefined} */
  let shown;
  let chosen = '';
  select.addEventListener('change', () => {
    chosen = select.value;
    if (shown?.analysis) drawTable(element, shown, shown.analysis, chosen);
  });
  take.addEventListener('click', () => {
    const { plan } = shown ?? {};
    if (!plan) return;
    const names = [...boxes.querySelectorAll('input')]
      .filter((box) => box.checked)
      .map((box) => box.value);
    send(element, 'replan', withAttributes(plan, names));
  });
  const draw = onChange(
    (s) => [s.analysis, s.text],
    (state) => {
      shown = state;
      const { analysis } = state;
      const all = analysis?.attributes ?? [];
      element.hidden = all.length === 0 && !analysis?.surveys?.length;
      if (!analysis || element.hidden) return;
      if (!all.some(({ name }) => name === chosen)) chosen = all[0]?.name ?? '';
      fillSelect(select, all.map(({ name, column }) => [name, visible(column)]), chosen);
      drawTable(element, state, analysis, chosen);
      drawBoxes(boxes, state, analysis);
      drawSurveys(element, state, analysis);
    },
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      draw(state);
      shown = state;
      take.disabled = state.phase === 'loading' || state.phase === 'running';
    },
  };
}

/** @param {HTMLElement} element @param {State} state @param {Analysis} analysis
 * @param {string} chosen */
function drawTable(element, { text, format }, analysis, chosen) {
  const t = text.attributes;
  const of = analysis.attributes?.find(({ name }) => name === chosen);
  slot(element, 'forms').textContent = of?.in_segments ? t.forms : '';
  const table = byTest('table-attributes', element);
  table.hidden = !of;
  if (!of) return;
  const { share } = format;
  /** @param {LevelShare} cell */
  const cell = (cell) => {
    if (!cell.share) return t.hidden;
    const range = make('small', t.between(share(cell.share.low), share(cell.share.high)));
    const way = (cell.index ?? 1) < 1 ? t.less : t.more;
    const times = cell.index === null ? [] : [make('small', t.times(format.ratio(cell.index)))];
    return make('span', [share(cell.share.share), ' ', range, ' ', ...times, ...(cell.differs ? [' ', make('b', way)] : [])]);
  };
  const rows = of.levels.map(({ level, all, segments }) => [
    own(visible(level)),
    all ? share(all.share) : t.hidden,
    ...segments.map(cell),
  ]);
  fillTable(table, [...t.head, ...analysis.segments.map(({ name }) => name)], rows);
}

/** @param {HTMLElement} boxes @param {State} state @param {Analysis} analysis */
function drawBoxes(boxes, { plan }, analysis) {
  const made = (analysis.attributes ?? []).map(({ name, column }) => {
    const box = document.createElement('input');
    Object.assign(box, { type: 'checkbox', value: name });
    box.checked = plan?.recipe.features.includes(name) ?? false;
    return make('label', [box, ' ', own(visible(column))], 'inline');
  });
  boxes.replaceChildren(...made);
}

/** @param {HTMLElement} element @param {State} state @param {Analysis} analysis */
function drawSurveys(element, { text, format }, { surveys = [] }) {
  const t = text.attributes;
  slot(element, 'surveys').hidden = surveys.length === 0;
  const { ratio } = format;
  const rows = surveys.map(({ name, items, n_complete, alpha, interval, refused }) => [
    own(visible(name)),
    items.map(({ column, reversed }) => (reversed ? t.turned(column) : column)).join(', '),
    format.count(n_complete),
    interval ? t.range(ratio(alpha), ratio(interval[0]), ratio(interval[1])) : '–',
    refused === null ? t.scored : t.refused[refused],
  ]);
  fillTable(byTest('table-surveys', element), t.surveyHead, rows);
}
