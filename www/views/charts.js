// @ts-check
// Charts that the engine drew, each with its description and its table.

import { $, adoptSvg, fillTable, make, send } from '../dom.js';
import { createMap } from '../lasso.js';
import { label, panel } from '../panel.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../state.js').ChartName} ChartName */

/** In reading order, with the height to draw in CSS pixels.
 * @type {[ChartName, number][]} */
const CHARTS = [
  ['map', 340],
  ['neighbours', 340],
  ['evidence', 300],
  ['shares', 260],
  ['rfm', 284],
  ['profile', 320],
  ['tree', 300],
];

/** A change of width that is worth a new drawing, in CSS pixels. */
const A_CHANGE = 40;

/** @param {(text: string) => string} guard the Trusted Types policy */
export function createCharts(guard) {
  const element = $('#segments [data-slot="charts"]');
  // The two maps share one.
  const names = CHARTS.map(([name]) => name).filter((name) => name !== 'neighbours');
  /** @type {Map<ChartName, HTMLElement>} */
  const panels = new Map(names.map((name) => [name, panel(name)]));
  element.replaceChildren(...panels.values());
  watchWidth(element);

  const ofMap = /** @type {HTMLElement} */ (panels.get('map'));
  /** @type {State | undefined} */
  let last;
  const map = createMap(ofMap, () => last && drawMap(last));
  const drawMap = onChange(
    (s) => [s.drawings.get(map.seen()), s.analysis, s.text, map.seen()],
    (state) => {
      map.take(state);
      $('.plot', ofMap).dataset.testid = `chart-${map.seen()}`;
      $('table', ofMap).dataset.testid = `table-${map.seen()}`;
      drawPanel(ofMap, map.seen(), state, guard);
      map.answer();
    },
  );
  const draws = [...panels].filter(([name]) => name !== 'map').map(([name, panel]) =>
    onChange(
      (s) => [s.drawings.get(name), s.analysis, s.text],
      (state) => drawPanel(panel, name, state, guard),
    ));
  return {
    element,
    /** @param {State} state */
    update(state) {
      last = state;
      drawMap(state);
      for (const draw of draws) draw(state);
    },

    /** What to ask the engine for, at the size of the panels now.
     * @returns {{chart: ChartName, size: {width: number, height: number}}[]} */
    wanted: () =>
      CHARTS.map(([chart, height]) => {
        const plot = $('.plot', panels.get(chart) ?? ofMap);
        const width = Math.round(plot.clientWidth || element.clientWidth);
        return { chart, size: { width: clamp(width), height } };
      }),
  };
}

/** The range the engine draws in. @param {number} width */
const clamp = (width) => Math.min(2000, Math.max(200, width));

/**
 * @param {HTMLElement} element @param {ChartName} name @param {State} state
 * @param {(text: string) => string} guard
 */
function drawPanel(element, name, { analysis, drawings, text }, guard) {
  const t = text.segments;
  const drawing = drawings.get(name);
  const heading = $('h3', element);
  heading.textContent = drawing?.title || t.charts[name];
  const button = $('button', element);
  const table = $('.scroll', element);
  Object.assign(button.dataset, { show: t.showTable, hide: t.showChart });
  label(button, element, Boolean(table.hidden));
  table.setAttribute('aria-label', t.tableOf(heading.textContent));
  element.hidden = name === 'tree' && !analysis?.tree;
  if (!drawing) return;
  $('.caption', element).textContent = drawing.description;
  $('.plot', element).replaceChildren(adoptSvg(drawing.svg, guard));
  const { head, rows } = drawing.table;
  fillTable(table, head, rows);
  table.querySelector('[data-testid=table-arrows]')?.remove();
  if (drawing.arrows) table.append(arrowTable(drawing.arrows));
}

/** @param {import('../protocol').TableTwin} arrows */
function arrowTable({ head, rows }) {
  const table = make('table', [make('thead'), make('tbody')]);
  table.dataset.testid = 'table-arrows';
  fillTable(table, head, rows);
  return table;
}

/** Asks for new drawings when the page became wider or narrower.
 * @param {HTMLElement} element */
function watchWidth(element) {
  let last = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let wait;
  const observer = new ResizeObserver(() => {
    const width = element.clientWidth;
    if (!width || Math.abs(width - last) < A_CHANGE) return;
    const isFirst = last === 0;
    last = width;
    clearTimeout(wait);
    if (!isFirst) wait = setTimeout(() => send(element, 'redraw'), 250);
  });
  observer.observe(element);
}
