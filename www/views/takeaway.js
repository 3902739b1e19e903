// @ts-check
// Take away: files made in this page.

import { $, $$, send } from '../dom.js';

/** @typedef {import('../state.js').State} State */

export function createTakeaway() {
  const element = $('#takeaway');
  const buttons = $$('[data-export]', element);
  for (const button of buttons) {
    button.addEventListener('click', () =>
      send(element, 'export', button.dataset.export));
  }
  return {
    element,
    /** @param {State} state */
    update({ text, phase }) {
      for (const button of buttons) {
        const what = Reflect.get(text.takeaway, button.dataset.export ?? '');
        button.setAttribute('aria-label', text.takeaway.saveOf(what));
        Object.assign(button, { disabled: phase === 'loading' || phase === 'running' });
      }
    },
  };
}
