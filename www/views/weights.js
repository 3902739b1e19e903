// @ts-check
// How much each side of the customers counts: sliders whose shares follow at
// once, and a run with them.

import { $, byTest, fillTable, make, send, slot } from '../dom.js';
import { withWeights } from '../plan.js';
import { onChange } from '../state.js';
import { sharesUnder } from '../weigh.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../protocol').SideShare} SideShare */

export function createWeights() {
  const element = $('#weights');
  const take = /** @type {HTMLButtonElement} */ (byTest('weights-button', element));
  /** @type {State | undefined} */
  let shown;
  /** @type {HTMLInputElement[]} */
  let sliders = [];
  const weights = () => sliders.map((slider) => Number(slider.value));
  const say = () => {
    if (shown) take.dataset.idle = String(!tell(element, shown, sliders, weights()));
    enable();
  };
  const enable = () => {
    const isBusy = shown?.phase === 'loading' || shown?.phase === 'running';
    take.disabled = isBusy || take.dataset.idle === 'true';
  };
  take.addEventListener('click', () => {
    const { plan, analysis } = shown ?? {};
    if (!plan || !analysis) return;
    const given = analysis.sides.map(({ side }, at) => [side, weights()[at]]);
    send(element, 'replan', withWeights(plan, Object.fromEntries(given)));
  });
  const draw = onChange(
    (s) => [s.analysis, s.plan?.recipe.weights, s.text],
    (state) => {
      shown = state;
      const sides = state.analysis?.sides ?? [];
      element.hidden = sides.length === 0;
      sliders = sides.map((side) => slider(state, side));
      for (const one of sliders) one.addEventListener('input', say);
      slot(element, 'sides').replaceChildren(...sliders.map((one, at) =>
        field(state, sides[at], one)));
      say();
    },
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      draw(state);
      shown = state;
      enable();
    },
  };
}

/** @param {State} state @param {SideShare} side */
function slider({ plan }, { side, weight }) {
  const made = document.createElement('input');
  Object.assign(made, { type: 'range', min: '0', max: '4', step: '0.1' });
  made.value = String(plan?.recipe.weights?.[side] ?? weight);
  made.dataset.testid = `weight-${side}`;
  return made;
}

/** @param {State} state @param {SideShare | undefined} of
 * @param {HTMLInputElement} input */
function field({ text }, of, input) {
  const name = text.weigh.sides[of?.side ?? 'value'];
  const label = make('label', [make('span', name[0]), input, make('output')]);
  label.append(make('small', name[1]));
  return label;
}

/** What these weights come to.
 * @param {HTMLElement} element @param {State} state
 * @param {HTMLInputElement[]} sliders @param {number[]} weights
 * @returns {boolean} whether any side counts */
function tell(element, { text, format, analysis }, sliders, weights) {
  const t = text.weigh;
  const sides = analysis?.sides ?? [];
  const shares = sharesUnder(sides, weights);
  const words = weights.map((weight, at) =>
    t.counts(format.figure(weight, ''), format.share(shares?.[at] ?? null)));
  sliders.forEach((slider, at) => {
    slider.setAttribute('aria-valuetext', words[at] ?? '');
    $('output', slider.parentElement ?? element).textContent = words[at] ?? '';
  });
  slot(element, 'nothing').textContent = shares ? '' : t.nothing;
  const rows = sides.map(({ side, n_features }, at) => [
    t.sides[side][0],
    format.count(n_features),
    format.figure(weights[at] ?? 0, ''),
    format.share(shares?.[at] ?? null),
  ]);
  fillTable($('table', element), t.head, rows);
  return shares !== null;
}
