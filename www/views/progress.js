// @ts-check
// How far the work is, and the way to stop it.

import { byTest, send, slot } from '../dom.js';

/** @typedef {import('../state.js').State} State */

export function createProgress() {
  const element = slot(document, 'progress');
  const bar = /** @type {HTMLProgressElement} */ (byTest('progress', element));
  byTest('cancel-button', element).addEventListener('click', () =>
    send(element, 'cancel'));
  return {
    element,
    /** @param {State} state */
    update({ phase, progress, text, format }) {
      const isBusy = phase === 'loading' || phase === 'running';
      element.hidden = !isBusy;
      if (!isBusy) return;
      const t = text.progress;
      const stage = progress?.progress.stage;
      const idle = phase === 'loading' ? text.status.loading : text.status.running;
      slot(element, 'stage').textContent = stage ? t.stages[stage] : idle;
      const left = progress?.left ?? null;
      slot(element, 'left').textContent = left === null ? '' : t.left(format.left(left));
      if (progress) bar.value = progress.progress.overall;
      else bar.removeAttribute('value');
    },
  };
}
