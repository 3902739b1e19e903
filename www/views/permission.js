// @ts-check
// Permission: purpose, basis and consent. No purpose is chosen for anyone.

import { $, byTest, fillSelect, send, slot } from '../dom.js';
import { methodKey } from '../plan.js';
import { columns, onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */

export function createPermission() {
  const element = $('#permission');
  /** @param {string} id */
  const select = (id) => /** @type {HTMLSelectElement} */ (byTest(id, element));
  const purpose = select('purpose-select');
  const basis = select('basis-select');
  const consent = select('consent-select');
  const method = select('method-select');
  const run = byTest('run-button', element);

  for (const one of [purpose, basis, consent]) {
    one.addEventListener('change', () =>
      send(element, 'permission', {
        purpose: purpose.value || null,
        basis: basis.value,
        consent_column: consent.value || null,
      }));
  }
  method.addEventListener('change', () => send(element, 'method', method.value));
  run.addEventListener('click', () => send(element, 'run'));
  listenForFields(element);
  byTest('name-anew', element).addEventListener('click', () =>
    send(element, 'plan-field', { field: 'known', value: '' }));

  const drawChoices = onChange(
    (s) => [s.inspection, s.text],
    (state) => {
      const t = state.text;
      const first = t.permission.choosePurpose;
      fillSelect(purpose, [['', first], ...Object.entries(t.purposes)], '');
      fillSelect(basis, Object.entries(t.bases), state.consent.basis);
      fillSelect(consent, consentOptions(state), '');
    },
  );
  const drawChosen = onChange(
    (s) => [s.inspection, s.plan, s.consent, s.analysis, s.text],
    (state) => {
      purpose.value = state.consent.purpose ?? '';
      basis.value = state.consent.basis;
      consent.value = state.consent.consent_column ?? '';
      drawNotes(element, state);
      drawFields(element, state);
      drawMethod(element, method, state);
      drawKnown(element, state);
    },
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      drawChoices(state);
      drawChosen(state);
      const isBusy = state.phase === 'loading' || state.phase === 'running';
      Object.assign(run, { disabled: isBusy });
    },
  };
}

/** Columns offered for consent. */
const MOST = 200;

/** Every column could be the one, the likely ones first.
 * @param {State} state @returns {[string, string][]} */
function consentOptions(state) {
  const all = columns(state).slice(0, MOST);
  const likely = all.filter((c) => c.role === 'consent' || c.type === 'boolean');
  const others = all.filter((c) => !likely.includes(c));
  const none = state.text.permission.noColumn;
  return [['', none], ...[...likely, ...others].map((c) => /** @type {[string, string]} */ ([c.name, c.name]))];
}

/** @param {HTMLElement} element @param {State} state */
function drawNotes(element, state) {
  const { text, format, consent, analysis } = state;
  const t = text.permission;
  const column = columns(state).find((c) => c.name === consent.consent_column);
  const words = column ? t.words(format.list(column.examples)) : '';
  const of = analysis?.customers;
  const left = of ? t.left(format.count(of.permitted), format.count(of.total)) : '';
  slot(element, 'basis').textContent = text.baseNotes[consent.basis];
  slot(element, 'consent').textContent = words;
  slot(element, 'purpose').textContent = left;
  slot(element, 'why').textContent = consent.purpose ? t.ready : t.whyNot;
}

/** @param {HTMLElement} element */
function listenForFields(element) {
  for (const name of ['n_clusters', 'seed', 'staged', 'least', 'outcome', 'horizon_days']) {
    const input = /** @type {HTMLInputElement | HTMLSelectElement} */ ($(`[data-plan="${name}"]`, element));
    input.addEventListener('change', () =>
      send(element, 'plan-field', { field: name, value: input.value.trim() }));
  }
  const plan = /** @type {HTMLInputElement} */ (byTest('plan-input', element));
  plan.addEventListener('change', () => {
    const file = plan.files?.[0];
    if (file) send(element, 'import-plan', file);
    plan.value = '';
  });
}

/** Whose names are kept. @param {HTMLElement} element @param {State} state */
function drawKnown(element, { plan, text }) {
  const box = slot(element, 'known');
  const segments = plan?.known?.segments ?? [];
  box.hidden = segments.length === 0;
  const names = segments.map(({ name }) => `“${name}”`).join(', ');
  $('p', box).textContent = names && text.segments.knownNames(names);
}

/** A plan may ask for a method that the page does not offer.
 * @param {HTMLElement} element @param {HTMLSelectElement} select
 * @param {State} state */
function drawMethod(element, select, { inspection, plan, text }) {
  if (!inspection || !plan) return;
  const key = methodKey(plan.method);
  /** @param {string} of @returns {[string, string]} */
  const words = (of) => Reflect.get(text.methods, of) ?? [of, ''];
  const options = inspection.methods.map(methodKey);
  const has = options.includes(key);
  const all = options.map((of) => /** @type {[string, string]} */ ([of, words(of)[0]]));
  fillSelect(select, has ? all : [...all, [key, text.permission.asPlanned(words(key)[0])]], key);
  const finds = 'n_clusters' in plan.method ? '' : ` ${text.permission.findsNumber}`;
  slot(element, 'method').textContent = words(key)[1] + finds;
  const groups = /** @type {HTMLInputElement} */ (byTest('groups-input', element));
  groups.disabled = finds !== '';
}

/** @param {HTMLElement} element @param {State} state */
function drawFields(element, { plan, text }) {
  const method = plan?.method;
  const staged = /** @type {HTMLSelectElement} */ (byTest('staged-select', element));
  fillSelect(staged, [['', text.lifecycle.together], ['stages', text.lifecycle.within]], plan?.staged ? 'stages' : '');
  slot(element, 'least').hidden = !plan?.staged;
  const outcome = /** @type {HTMLSelectElement} */ (byTest('outcome-select', element));
  fillSelect(outcome, [['', text.foretold.no], ...Object.entries(text.foretold.of)], plan?.outcome?.of ?? '');
  slot(element, 'horizon').hidden = !plan?.outcome;
  const fields = {
    n_clusters: method && 'n_clusters' in method ? method.n_clusters : null,
    seed: plan?.seed,
    staged: plan?.staged ? 'stages' : '',
    least: plan?.staged?.least,
    outcome: plan?.outcome?.of,
    horizon_days: plan?.outcome?.horizon_days,
  };
  for (const [name, value] of Object.entries(fields)) {
    const input = /** @type {HTMLInputElement | HTMLSelectElement} */ ($(`[data-plan="${name}"]`, element));
    if (document.activeElement !== input) input.value = String(value ?? '');
  }
}
