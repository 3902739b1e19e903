// @ts-check
// The segments as questions: a nested list of them, for as many answers as
// the slider says, with what so few cost.

import { $, byTest, fillTable, make, own, slot } from '../dom.js';
import { N_PAINTS, glyph } from '../glyph.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../protocol').Explained} Explained */

export function createQuestions() {
  const element = $('#questions');
  const slider = /** @type {HTMLInputElement} */ (byTest('questions-slider', element));
  /** @type {State | undefined} */
  let shown;
  const say = () => {
    const explained = shown?.analysis?.explained;
    if (shown && explained) drawTree(element, slider, shown, explained);
  };
  slider.addEventListener('input', say);
  const draw = onChange(
    (s) => [s.analysis, s.text],
    (state) => {
      const isSame = shown?.analysis === state.analysis;
      shown = state;
      const explained = state.analysis?.explained;
      element.hidden = !explained;
      if (!explained) return;
      const all = explained.prices.map((price) => price.n_leaves);
      slider.min = String(Math.min(...all));
      slider.max = String(Math.max(...all));
      slider.disabled = all.length < 2;
      if (!isSame) slider.value = String(explained.n_leaves);
      drawPrices(element, state, explained);
      say();
    },
  );
  return { element, update: draw };
}

/** @param {HTMLElement} element @param {HTMLInputElement} slider
 * @param {State} state @param {Explained} explained */
function drawTree(element, slider, state, explained) {
  const { text, format } = state;
  const t = text.segments;
  const n = Number(slider.value);
  const price = explained.prices.find((it) => it.n_leaves === n);
  if (!price) return;
  const words = t.price(format.count(n), format.share(price.agreement));
  const { cost_ratio: ratio } = price;
  slot(element, 'price').textContent = ratio === null
    ? words
    : `${words} ${t.width(format.ratio(ratio))}`;
  slider.setAttribute('aria-valuetext', words);
  /** @type {Set<number>} */
  const reached = new Set();
  const root = branch(state, explained, 0, n, '', reached);
  slot(element, 'tree').replaceChildren(root);
  const left = (state.analysis?.segments ?? []).filter(({ id }) => !reached.has(id));
  const names = left.map(({ name }) => `“${name}”`).join(', ');
  slot(element, 'unreached').textContent = names && t.unreached(names);
}

/**
 * A question with its answers, or where it leads.
 * @param {State} state @param {Explained} explained @param {number} at
 * @param {number} n answers
 * @param {string} answer that led here
 * @param {Set<number>} reached takes the segments
 * @returns {HTMLElement}
 */
function branch(state, explained, at, n, answer, reached) {
  const t = state.text.segments;
  const node = explained.nodes[at];
  if (!node) throw new Error(`there is no node ${at}`);
  const led = answer ? [make('b', answer), ' '] : [];
  const { question } = node;
  if (!question || question.n_leaves > n) {
    reached.add(node.segment);
    return make('li', [...led, ...leaf(state, node)]);
  }
  const unknown = question.unknown === null
    ? []
    : [' ', make('small', t.unknown(question.unknown ? t.yes : t.no))];
  const below = [
    branch(state, explained, question.yes, n, t.yes, reached),
    branch(state, explained, question.no, n, t.no, reached),
  ];
  return make('li', [...led, t.asks(question.words), ...unknown, make('ul', below)]);
}

/** @param {State} state @param {import('../protocol').ExplainedNode} node */
function leaf({ text, format, analysis }, { segment, size, purity }) {
  const place = (analysis?.segments ?? []).findIndex(({ id }) => id === segment);
  const sign = make('span', [glyph(place)], `s${place % N_PAINTS}`);
  const words = text.segments.leads(format.count(size), format.share(purity));
  const name = own(analysis?.segments[place]?.name ?? '');
  return [sign, ' ', name, ' ', make('small', words)];
}

/** @param {HTMLElement} element @param {State} state @param {Explained} explained */
function drawPrices(element, { text, format }, { prices }) {
  const rows = prices.map((price) => [
    format.count(price.n_leaves),
    format.share(price.agreement),
    price.cost_ratio === null ? '–' : format.ratio(price.cost_ratio),
  ]);
  fillTable($('table', element), text.segments.priceHead, rows);
}
