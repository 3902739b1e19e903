// @ts-check
// The map's own tools: which of two maps, and a line around some customers.

import { $, $$, byTest, fillTable, own, slot, stamp } from './dom.js';
import { rectangle, told } from './inside.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./inside.js').Corner} Corner */

/** A corner of the line is so far from the last, in CSS pixels. */
const STEP = 3;

/** What stands where a count is too small to be told. */
const HIDDEN = '·';

/**
 * Puts the tools into the map's panel.
 * @param {HTMLElement} panel @param {() => void} onSwitch
 */
export function createMap(panel, onSwitch) {
  const tools = stamp('t-map');
  const [choice, lasso] = [$('[data-slot=maps]', tools), $('[data-slot=lasso]', tools)];
  $('.caption', panel).before(choice);
  panel.append(lasso);
  /** @type {'map' | 'neighbours'} */
  let seen = 'map';
  /** @type {State | undefined} */
  let shown;
  /** @type {Corner[]} */
  let outline = [];

  const plane = () => shown?.drawings.get(seen)?.plane;
  const answer = () => {
    draw(panel, outline);
    tell(lasso, outline, seen, shown);
  };
  /** @param {Corner[]} next */
  const enclose = (next) => {
    outline = next;
    answer();
  };

  choice.addEventListener('change', ({ target }) => {
    seen = /** @type {HTMLInputElement} */ (target).value === 'map' ? 'map' : 'neighbours';
    outline = [];
    onSwitch();
  });
  watchDrag($('.plot', panel), (next, isWhole) => {
    if (!plane()) return;
    outline = next;
    if (isWhole) answer();
    else draw(panel, outline);
  });
  lasso.addEventListener('input', () => {
    const on = plane();
    const of = { left: 0, right: 0, bottom: 0, top: 0 };
    for (const input of /** @type {HTMLInputElement[]} */ ($$('input', lasso))) {
      Reflect.set(of, input.name, Number(input.value));
    }
    if (on) enclose(rectangle(on, of));
  });
  byTest('lasso-clear', lasso).addEventListener('click', () => enclose([]));

  return {
    /** The chart in sight. */
    seen: () => seen,

    /** The state that is to be drawn. @param {State} state */
    take(state) {
      if (state.analysis !== shown?.analysis) outline = [];
      const isOne = !state.analysis?.map.neighbours;
      choice.hidden = isOne;
      if (isOne) seen = 'map';
      for (const radio of /** @type {HTMLInputElement[]} */ ($$('input', choice))) {
        radio.checked = radio.value === seen;
      }
      shown = state;
    },

    /** After the drawing is on the page. */
    answer() {
      lasso.hidden = !plane();
      // A drawing of another size has another plane.
      answer();
    },
  };
}

/**
 * Calls `take` with the line while it is drawn, and when it is whole. A
 * finger scrolls the page; a rectangle can be given in numbers.
 * @param {HTMLElement} plot
 * @param {(outline: Corner[], isWhole: boolean) => void} take
 */
function watchDrag(plot, take) {
  /** @type {Corner[] | null} */
  let line = null;
  plot.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch' || event.button !== 0 || !plot.firstChild) return;
    event.preventDefault();
    plot.setPointerCapture(event.pointerId);
    line = [place(plot, event)];
  });
  plot.addEventListener('pointermove', (event) => {
    const [x, y] = line?.at(-1) ?? [0, 0];
    if (!line) return;
    const next = place(plot, event);
    if (Math.abs(next[0] - x) + Math.abs(next[1] - y) < STEP) return;
    line.push(next);
    take(line, false);
  });
  const end = () => {
    if (line) take(line.length > 2 ? line : [], true);
    line = null;
  };
  plot.addEventListener('pointerup', end);
  plot.addEventListener('pointercancel', end);
}

/** @param {HTMLElement} plot @param {PointerEvent} event @returns {Corner} */
function place(plot, event) {
  const svg = /** @type {SVGSVGElement} */ (/** @type {unknown} */ ($('svg', plot)));
  const { left, top, width } = svg.getBoundingClientRect();
  const scale = svg.viewBox.baseVal.width / width;
  return [(event.clientX - left) * scale, (event.clientY - top) * scale];
}

/** @param {HTMLElement} panel @param {Corner[]} outline */
function draw(panel, outline) {
  const svg = panel.querySelector('.plot svg');
  if (!svg) return;
  const found = svg.querySelector('.lasso');
  const line = found ?? document.createElementNS(svg.namespaceURI, 'polygon');
  line.setAttribute('class', 'lasso');
  line.setAttribute('points', outline.map((at) => at.join(',')).join(' '));
  if (!found) svg.append(line);
}

/**
 * @param {HTMLElement} lasso @param {Corner[]} outline
 * @param {'map' | 'neighbours'} seen @param {State | undefined} state
 */
function tell(lasso, outline, seen, state) {
  const plane = state?.drawings.get(seen)?.plane;
  const table = $('.scroll', lasso);
  const words = slot(lasso, 'inside');
  table.hidden = true;
  words.textContent = '';
  if (!state?.analysis || !plane || outline.length === 0) return;
  const { analysis: { map, segments }, format, text } = state;
  const t = text.segments;
  const places = map.neighbours?.places;
  const points = seen === 'map' ? map.points : map.points.map(({ segment }, nth) => {
    const [x, y] = places?.[nth] ?? [NaN, NaN];
    return { x, y, segment };
  });
  const found = told(points, plane, outline, segments.map((it) => it.id));
  words.textContent = found.n === null
    ? t.fewInside(format.count(plane.smallest))
    : t.inside(format.count(found.n), format.count(found.nShown));
  const count = (/** @type {number | null} */ n) => (n === null ? HIDDEN : format.count(n));
  const share = (/** @type {number | null} */ n) => (n === null ? HIDDEN : format.share(n));
  const rows = found.rows.map((row) => {
    const name = segments.find((it) => it.id === row.segment)?.name ?? '';
    return [own(name), count(row.n), share(row.ofInside), share(row.ofShown)];
  });
  table.hidden = !found.n;
  fillTable(table, [...t.insideHead], rows);
}
