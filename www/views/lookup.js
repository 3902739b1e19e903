// @ts-check
// One customer, on request: the only place where a customer's own row shows.

import { $, byTest, fillTable, make, own, send } from '../dom.js';
import { glyph, N_PAINTS } from '../glyph.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */

export function createLookUp() {
  const element = byTest('look-up-result');
  const input = /** @type {HTMLInputElement} */ (byTest('look-up-input'));
  const button = /** @type {HTMLButtonElement} */ (byTest('look-up-button'));
  const ask = () => {
    const customer = input.value.trim();
    if (customer && !button.disabled) send(element, 'look-up', customer);
  };
  button.addEventListener('click', ask);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') ask();
  });
  const draw = onChange(
    (s) => [s.found, s.text],
    (state) => element.replaceChildren(...answer(state)),
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      draw(state);
      if (!state.analysis) input.value = '';
      button.disabled = state.phase === 'loading' || state.phase === 'running';
    },
  };
}

/** @param {State} state */
function answer({ found, text, format, analysis }) {
  const t = text.segments;
  if (found === undefined) return [];
  if (found === null) return [make('p', t.nobodyFound)];
  const segments = analysis?.segments ?? [];
  const place = segments.findIndex((s) => s.id === found.segment);
  const sign = make('span', [glyph(place)], `s${place % N_PAINTS}`);
  const line = make('p', [
    make('b', [own(found.customer)]),
    ' ',
    sign,
    ' ',
    own(found.segment_name),
    ` · ${t.sure(format.share(found.confidence))}`,
  ]);
  const table = make('table', [make('thead'), make('tbody')]);
  const rows = found.features.map(({ info, value }) => [
    info.title,
    format.value(value, info.unit),
    info.meaning,
  ]);
  fillTable(table, [t.profile[0] ?? '', '', ''], rows);
  const box = make('div', [table], 'scroll');
  box.tabIndex = 0;
  $('thead', table).remove();
  return [line, box];
}
