// @ts-check
// An error stands beside its cause, in words, with a way on.

import { $, fill, slot, stamp } from '../dom.js';
import { onChange } from '../state.js';
import { said, where } from '../told.js';

/** @typedef {import('../state.js').State} State */

export function createErrors() {
  const element = stamp('t-error');
  /** What was said last, whatever the language. @type {State['failure']} */
  let last = null;
  const draw = onChange(
    (s) => [s.failure, s.text],
    (state) => {
      const isNew = state.failure !== last;
      last = state.failure;
      if (!state.failure) {
        element.remove();
        return;
      }
      const { failure, at } = state.failure;
      const { message, hint, lang } = said(failure, state);
      fill(element, { message, hint, place: where(failure, state).join(' · ') });
      for (const name of ['message', 'hint']) {
        slot(element, name).lang = lang || state.language;
      }
      element.dataset.code = failure.code;
      slot(element, 'place').hidden = !failure.place;
      if (!isNew) return;
      $(`[data-errors="${at}"]`).append(element);
      element.focus();
      element.scrollIntoView({ block: 'nearest' });
    },
  );
  return { element, update: draw };
}
