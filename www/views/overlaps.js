// @ts-check
// How rules and segments overlap: who is in just these sets, most first, with
// its table.

import { $, $$, fillTable, make, send, slot } from '../dom.js';
import { label, panel } from '../panel.js';
import { conditionOf, setsOf } from '../rules.js';
import { onChange } from '../state.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../protocol').Overlaps} Overlaps
 */

/** So many sets can be set against each other. */
const MOST = 12;

export function createOverlaps() {
  const element = $('#rules [data-slot="overlaps"]');
  const sets = $('#rules [data-slot="sets"]');
  const chart = panel('overlaps');
  element.replaceChildren(chart);
  sets.addEventListener('change', () => {
    const keys = $$('input:checked', sets).map((it) => /** @type {HTMLInputElement} */ (it).value);
    send(element, 'overlap', keys.map(conditionOf));
  });
  const drawSets = onChange(
    (s) => [s.rules, s.analysis?.segments, s.text, s.overlap],
    (state) => {
      const chosen = new Set(state.overlap.map((it) => JSON.stringify(it)));
      const focused = /** @type {HTMLInputElement | null} */ (document.activeElement)?.value;
      const boxes = setsOf(state).map(({ key, name }) => {
        const input = document.createElement('input');
        const checked = chosen.has(JSON.stringify(conditionOf(key)));
        const disabled = !checked && chosen.size >= MOST;
        Object.assign(input, { type: 'checkbox', value: key, checked, disabled });
        return make('label', [input, make('span', [make('bdi', name)])], 'inline');
      });
      const had = sets.contains(document.activeElement);
      slot(sets, 'boxes').replaceChildren(...boxes);
      if (had) $$('input', sets).find((it) => /** @type {HTMLInputElement} */ (it).value === focused)?.focus();
    },
  );
  const draw = onChange((s) => [s.counted, s.text, s.analysis], (state) => {
    const overlaps = state.counted?.overlaps ?? null;
    element.hidden = !overlaps;
    if (overlaps) drawChart(chart, overlaps, state);
  });
  return {
    element,
    /** @param {State} state */
    update(state) {
      drawSets(state);
      draw(state);
    },
  };
}

/** @param {HTMLElement} chart @param {Overlaps} overlaps @param {State} state */
function drawChart(chart, overlaps, { text, format }) {
  const t = text.rules;
  $('h3', chart).textContent = t.overlaps;
  const button = $('button', chart);
  const table = $('.scroll', chart);
  Object.assign(button.dataset, { show: text.segments.showTable, hide: text.segments.showChart });
  label(button, chart, Boolean(table.hidden));
  table.setAttribute('aria-label', text.segments.tableOf(t.overlaps));
  const note = t.overlapsNote(format.count(overlaps.nobody));
  $('.caption', chart).textContent = note;
  const plot = $('.plot', chart);
  plot.setAttribute('role', 'img');
  plot.setAttribute('aria-label', note);
  plot.replaceChildren(legend(overlaps, format), ...lines(overlaps, format));
  const { patterns, sets, n_others, others, nobody } = overlaps;
  const all = nobody + others + patterns.reduce((sum, it) => sum + it.customers, 0);
  /** @param {string} name @param {number} n */
  const row = (name, n) => [name, format.count(n), format.share(n / all)];
  fillTable(table, t.head, [
    ...patterns.map((it) => row(format.list(it.sets.map((s) => sets[s]?.name ?? '')), it.customers)),
    ...(n_others ? [row(t.others(format.count(n_others)), others)] : []),
    row(t.nobody, nobody),
  ]);
}

/** Sets have letters, so that the lines stay narrow. @param {number} place */
const letter = (place) => String.fromCharCode(65 + place);

/** @param {Overlaps} overlaps @param {State['format']} format */
function legend({ sets }, format) {
  const items = sets.map(({ name, customers }, place) =>
    make('li', [make('b', letter(place)), ' ', make('bdi', name), ` ${format.count(customers)}`]));
  return make('ul', items, 'legend');
}

/** @param {Overlaps} overlaps @param {State['format']} format */
function lines({ sets, patterns }, format) {
  const most = patterns[0]?.customers ?? 1;
  return patterns.map((it) => {
    const marks = sets.map((_, place) => {
      const isIn = it.sets.includes(place);
      return make('i', isIn ? letter(place) : '·', isIn ? 'in' : '');
    });
    const bar = make('b');
    bar.style.setProperty('--w', `${(it.customers / most) * 100}%`);
    return make('div', [make('span', marks), make('span', [bar], 'bar'), format.count(it.customers)], 'pattern');
  });
}
