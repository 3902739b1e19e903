// @ts-check
// Another number of groups than the recommended one, by what the evidence
// says of each.

import { $, byTest, fillSelect, send, slot } from '../dom.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */

export function createNumber() {
  const element = $('#number');
  const select = /** @type {HTMLSelectElement} */ (byTest('number-select', element));
  const take = /** @type {HTMLButtonElement} */ (byTest('number-button', element));
  /** @type {State | undefined} */
  let shown;
  const say = () => {
    if (!shown) return;
    const t = shown.text.segments;
    take.textContent = select.value ? t.takeCut(Number(select.value)) : t.takeJudged;
  };
  select.addEventListener('change', say);
  take.addEventListener('click', () => send(element, 'cut', select.value));
  let hasSeveral = false;
  const draw = onChange(
    (s) => [s.analysis, s.text],
    (state) => {
      shown = state;
      const { analysis, plan, text, format } = state;
      const evidence = analysis?.evidence ?? [];
      const several = evidence.filter(({ k, jaccard }) => k > 1 && jaccard.length > 0);
      const said = several.map(({ k, jaccard }) => /** @type {[string, string]} */ ([
        String(k),
        text.segments.ofNumber(k, format.share(Math.min(...jaccard))),
      ]));
      hasSeveral = said.length > 0;
      const given = plan && 'n_clusters' in plan.method ? plan.method.n_clusters : null;
      const now = String(given ?? '');
      const isSaid = now === '' || said.some(([k]) => k === now);
      if (!isSaid) said.push([now, text.segments.ofNumber(Number(now), format.share(null))]);
      fillSelect(select, [['', text.segments.judged], ...said], now);
      slot(element, 'note').textContent = text.segments.numberNote;
      say();
    },
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      draw(state);
      const { analysis, plan, phase, isStale } = state;
      const takes = plan !== null && 'n_clusters' in plan.method && !plan.staged;
      element.hidden = !analysis || !hasSeveral || !takes;
      take.disabled = phase === 'loading' || phase === 'running' || isStale;
    },
  };
}
