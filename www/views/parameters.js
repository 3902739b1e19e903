// @ts-check
// The figures of the method that is chosen, and of its judgement: one field
// each, for whatever the plan holds that has words here.

import { $$, fillSelect, make, send, slot } from '../dom.js';
import { figures } from '../plan.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** What may stand where a word stands. @type {{[field: string]: string[]}} */
const CHOICES = {
  'method.covariance': ['full', 'tied', 'diagonal'],
  'method.selection': ['excess-of-mass', 'leaf'],
};

export function createParameters() {
  const element = slot(document, 'parameters');
  let drawn = '';
  const update = onChange(
    (s) => [s.plan, s.text],
    (state) => {
      const { plan, text } = state;
      const all = plan ? figures(plan, Object.keys(text.parameters.named)) : [];
      const names = [text.parameters.title, ...all.map(([name]) => name)].join();
      if (names !== drawn) element.replaceChildren(...all.map(([name]) => label(name, state)));
      drawn = names;
      const values = new Map(all);
      for (const field of $$('[data-figure]', element)) {
        const value = values.get(field.dataset.figure ?? '');
        if (document.activeElement !== field) Object.assign(field, { value: String(value ?? '') });
      }
    },
  );
  return { element, update };
}

/** @param {string} name @param {State} state */
function label(name, { text }) {
  const [title = '', note = ''] = text.parameters.named[name] ?? [];
  const field = fieldOf(CHOICES[name], text.parameters.words);
  field.dataset.figure = name;
  field.dataset.testid = `figure-${name}`;
  field.addEventListener('change', () =>
    send(field, 'plan-figure', { field: name, value: field.value.trim() }));
  return make('label', [make('span', title), field, make('small', note)]);
}

/** @param {string[] | undefined} choices
 * @param {{[word: string]: string}} words @returns {Field} */
function fieldOf(choices, words) {
  if (!choices) {
    const input = document.createElement('input');
    return Object.assign(input, { type: 'number', step: 'any', min: '0', inputMode: 'decimal' });
  }
  const select = document.createElement('select');
  fillSelect(select, choices.map((it) => [it, words[it] ?? it]), '');
  return select;
}
