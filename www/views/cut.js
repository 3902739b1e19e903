// @ts-check
// The cut of the tree: how large the groups would be, and to take them.

import { $, byTest, send, slot } from '../dom.js';
import { cutSizes } from '../crown.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */

export function createCut() {
  const element = $('#cut');
  const slider = /** @type {HTMLInputElement} */ (byTest('cut-slider', element));
  const take = /** @type {HTMLButtonElement} */ (byTest('cut-button', element));
  /** @type {State | undefined} */
  let shown;
  const say = () => {
    const tree = shown?.analysis?.tree;
    if (!shown || !tree) return;
    const { text, format } = shown;
    const k = Number(slider.value);
    const sizes = cutSizes(tree, k).map(format.count).join(', ');
    const words = text.segments.cutInto(k, sizes);
    slot(element, 'sizes').textContent = words;
    slider.setAttribute('aria-valuetext', words);
    take.textContent = text.segments.takeCut(k);
  };
  slider.addEventListener('input', say);
  take.addEventListener('click', () => send(element, 'cut', slider.value));
  const draw = onChange(
    (s) => [s.analysis, s.text],
    (state) => {
      shown = state;
      const { analysis } = state;
      element.hidden = !analysis?.tree;
      if (!analysis?.tree) return;
      slider.max = String(analysis.tree.branches.length);
      slider.value = String(analysis.k);
      say();
    },
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      draw(state);
      // What the plan says now may be another method.
      const isBusy = state.phase === 'loading' || state.phase === 'running';
      take.disabled = isBusy || state.isStale;
    },
  };
}
