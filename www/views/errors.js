// @ts-check
// An error stands beside its cause, in words, with a way on.

import { $, fill, slot, stamp } from '../dom.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../protocol').Place} Place */

export function createErrors() {
  const element = stamp('t-error');
  const draw = onChange(
    (s) => [s.failure, s.text],
    (state) => {
      if (!state.failure) {
        element.remove();
        return;
      }
      const { failure, at } = state.failure;
      const own = Reflect.get(state.text.failures, failure.code);
      fill(element, {
        message: own?.message ?? failure.message,
        hint: own?.hint ?? failure.hint ?? '',
        place: failure.place ? place(failure.place, state) : '',
      });
      element.dataset.code = failure.code;
      slot(element, 'place').hidden = !failure.place;
      $(`[data-errors="${at}"]`).append(element);
      element.focus();
      element.scrollIntoView({ block: 'nearest' });
    },
  );
  return { element, update: draw };
}

/** @param {Place} place @param {State} state */
function place({ file, line, record, column, byte }, { text, format }) {
  const t = text.errors;
  const isExact = line === null && record === null;
  return [
    file && `${t.file} “${file}”`,
    line === null ? '' : `${t.line} ${format.count(line)}`,
    record === null ? '' : `${t.record} ${format.count(record)}`,
    column === null ? '' : `${t.column} “${column}”`,
    byte !== null && isExact ? `${t.byte} ${format.count(byte)}` : '',
  ].filter(Boolean).join(' · ');
}
