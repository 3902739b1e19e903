// @ts-check
// Which rules are segments, where groups begin, and how large they are.

import { $, byTest, fillSelect, make, own, send, slot } from '../dom.js';
import { NOTHING_ASKED, useOf } from '../plan.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */

export function createHybrid() {
  const element = byTest('hybrid');
  const stay = /** @type {HTMLInputElement} */ (byTest('hybrid-stay', element));
  for (const name of ['least', 'most']) {
    const input = /** @type {HTMLInputElement} */ (byTest(`hybrid-${name}`, element));
    input.addEventListener('change', () =>
      send(element, 'hybrid', { [name]: input.value === '' ? null : Number(input.value) }));
  }
  stay.addEventListener('change', () => send(element, 'hybrid', { stay: stay.checked }));

  const draw = onChange((s) => [s.plan, s.text], (state) => {
    const { plan, text } = state;
    const asked = plan?.hybrid ?? NOTHING_ASKED;
    for (const name of /** @type {const} */ (['least', 'most'])) {
      const input = /** @type {HTMLInputElement} */ (byTest(`hybrid-${name}`, element));
      if (document.activeElement !== input) input.value = String(asked[name] ?? '');
    }
    drawRules(element, state);
    Object.assign(stay, { checked: asked.stay });
    slot(element, 'stay').hidden = asked.seeds.length === 0;
    const pairs = asked.apart.map((both) => both.map((name) => `“${name}”`).join(' / '));
    slot(element, 'apart').textContent = pairs.length ? text.hybrid.apart(pairs.join(', ')) : '';
  });
  return { element, update: draw };
}

/** A row a rule; the focus stays where it is.
 * @param {HTMLElement} element @param {State} state */
function drawRules(element, { plan, text }) {
  const t = text.hybrid;
  const list = $('ul', element);
  const known = (plan?.rules ?? []).map(({ name }) => name);
  const asked = plan?.hybrid ?? NOTHING_ASKED;
  const named = [...asked.freeze, ...asked.seeds, ...asked.together];
  const names = [...new Set([...known, ...named])];
  slot(element, 'no-rules').hidden = names.length > 0;
  const focused = [...list.children].findIndex((it) => it.contains(document.activeElement));
  list.replaceChildren(...names.map((name) => {
    const select = document.createElement('select');
    select.dataset.testid = 'hybrid-use';
    const uses = Object.entries(t.uses);
    fillSelect(select, uses, useOf(asked, name));
    select.addEventListener('change', () =>
      send(element, 'hybrid-use', { rule: name, use: select.value }));
    const title = known.includes(name) ? own(name) : make('span', t.gone(name), 'note');
    const item = make('li', [make('label', [title, select])]);
    item.dataset.testid = 'hybrid-rule';
    return item;
  }));
  const again = list.children[focused];
  if (again) $('select', again).focus();
}
