// @ts-check
// The user's own rules: ready-made ones, a builder for each with its count,
// two combined, and into the plan.

import { builder, readBuilder } from '../builder.js';
import { $, $$, byTest, fillSelect, make, own, send, slot } from '../dom.js';
import { combined, conditionOf, freeName, ready, renamed, setsOf } from '../rules.js';
import { onChange } from '../state.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../protocol').Rule} Rule
 * @typedef {import('../protocol').RuleResult} RuleResult
 */

export function createRules() {
  const element = $('#rules');
  const list = byTest('rule-list', element);
  const keep = /** @type {HTMLButtonElement} */ (byTest('rules-keep', element));
  /** @type {State} */
  let shown;
  /** What stands in the rows. @type {Rule[]} */
  let written = [];

  /** @param {Rule[]} rules */
  const give = (rules) => send(element, 'rules', rules);
  /** Rules of which the rows are made anew. @param {Rule} rule */
  const add = (rule) => {
    give([...shown.rules, { ...rule, name: freeName(rule.name, shown.rules) }]);
    $$('.rule [data-part="name"]', list).at(-1)?.focus();
  };

  /** What was typed: its rows stay as they are. @param {Event} event */
  const type = (event) => {
    const path = event.composedPath().filter((it) => it instanceof Element);
    const at = [...list.children].findIndex((it) => path.includes(it));
    const item = list.children[at];
    if (!item) return;
    const name = /** @type {HTMLInputElement} */ ($('[data-part="name"]', item)).value.trim();
    const when = readBuilder($('.conditions', item));
    const before = shown.rules;
    const next = renamed(before, at, name).map((rule, nth) => (nth === at ? { name, when } : rule));
    if (JSON.stringify(next) === JSON.stringify(before)) return;
    written = next;
    // Rows of others that name it go with it.
    for (const option of list.querySelectorAll('option')) {
      const row = option.closest('.condition');
      const isRule = row && /** @type {HTMLSelectElement} */ ($('[data-part="about"]', row)).value === 'rule';
      if (isRule && option.value === before[at]?.name) {
        Object.assign(option, { value: name, textContent: name });
      }
    }
    give(written);
  };
  // A select is read once its row has followed it.
  list.addEventListener('input', (event) => {
    if (!(event.target instanceof HTMLSelectElement)) type(event);
  });
  list.addEventListener('change', type);
  list.addEventListener('click', (event) => {
    const pressed = /** @type {Element} */ (event.target).closest('button');
    if (pressed?.dataset.part === 'remove') {
      const at = [...list.children].findIndex((item) => item.contains(pressed));
      give(shown.rules.filter((_, nth) => nth !== at));
      byTest('rule-add', element).focus();
    } else if (pressed) type(event);
  });
  byTest('rule-add', element).addEventListener('click', () => {
    const middle = shown.analysis?.features.find(({ name }) => name === 'orders')?.quartiles?.[1];
    const when = { feature: 'orders', 'at-least': middle ?? 1 };
    add({ name: shown.text.rules.named(shown.rules.length + 1), when: { all: [when] } });
  });
  byTest('rule-combine', element).addEventListener('click', () => {
    const [left, how, right] = ['left', 'how', 'right'].map(chosen);
    const name = [nameOf(shown, left), Reflect.get(shown.text.rules.hows, how), nameOf(shown, right)];
    add({ name: name.join(' '), when: combined(/** @type {'and'} */ (how), conditionOf(left), conditionOf(right)) });
  });
  /** @param {string} part */
  const select = (part) => /** @type {HTMLSelectElement} */ (byTest(`rule-${part}`, element));
  /** @param {string} part */
  const chosen = (part) => select(part).value;
  keep.addEventListener('click', () => send(element, 'keep-rules'));

  const drawReady = onChange((s) => [s.analysis, s.text], (state) => {
    const rules = state.analysis ? ready(state.analysis, state.text) : [];
    const buttons = rules.map((rule) => {
      const button = /** @type {HTMLButtonElement} */ (make('button', `+ ${rule.name}`));
      button.type = 'button';
      button.dataset.testid = 'rule-ready';
      button.addEventListener('click', () => add(rule));
      return button;
    });
    slot(element, 'ready').replaceChildren(...buttons);
  });
  const drawList = onChange((s) => [s.rules, s.text, s.analysis?.features], (state) => {
    list.replaceChildren(...state.rules.map((rule) => item(rule, state)));
  });
  const drawCombine = onChange((s) => [s.rules, s.analysis, s.text], (state) => {
    const sets = setsOf(state);
    const options = sets.map(({ key, name }) => /** @type {[string, string]} */ ([key, name]));
    for (const [part, nth] of /** @type {const} */ ([['left', 0], ['right', 1]])) {
      const before = chosen(part);
      const isThere = options.some(([key]) => key === before);
      fillSelect(select(part), options, isThere ? before : (options[nth]?.[0] ?? ''));
    }
    fillSelect(select('how'), Object.entries(state.text.rules.hows), chosen('how') || 'and');
  });
  const drawCounts = onChange((s) => [s.counted, s.text, s.rules, s.analysis], (state) => {
    [...list.children].forEach((it, at) => drawCount(it, resultOf(state, at), state));
  });
  return {
    element,
    /** @param {State} state */
    update(state) {
      const isTyped = shown && state.rules === written && state.text === shown.text
        && state.analysis?.features === shown.analysis?.features;
      shown = state;
      if (!isTyped) drawList(state);
      drawReady(state);
      drawCombine(state);
      drawCounts(state);
      const { rules, plan, counted, phase, text } = state;
      const isBusy = phase === 'loading' || phase === 'running';
      const isKept = JSON.stringify(rules) === JSON.stringify(plan?.rules ?? []);
      const isWrong = counted?.rules.some(({ problem }) => problem !== null) ?? true;
      keep.disabled = isKept || isWrong || isBusy;
      slot(element, 'kept').textContent = isKept && rules.length ? text.rules.isKept : text.rules.keepNote;
    },
  };
}

/** What came of a rule; the count may still be that of other rules.
 * @param {State} state @param {number} at */
function resultOf({ rules, counted }, at) {
  const isOf = (/** @type {RuleResult | undefined} */ it) => it?.name === rules[at]?.name;
  const same = counted?.rules[at];
  return isOf(same) ? same : counted?.rules.find(isOf);
}

/** @param {Rule} rule @param {State} state */
function item(rule, state) {
  const t = state.text.rules;
  const name = document.createElement('input');
  Object.assign(name, { type: 'text', value: rule.name, maxLength: 80, autocomplete: 'off', spellcheck: false });
  name.dataset.part = 'name';
  name.dataset.testid = 'rule-name';
  const remove = /** @type {HTMLButtonElement} */ (make('button', t.remove, 'quiet'));
  remove.type = 'button';
  remove.dataset.part = 'remove';
  remove.setAttribute('aria-label', t.removeOf(rule.name));
  const count = make('p', '', 'counted');
  count.dataset.testid = 'rule-count';
  count.setAttribute('role', 'status');
  const words = make('p', '', 'soft small');
  words.dataset.testid = 'rule-words';
  const label = make('label', [make('span', t.name, 'soft small'), name], 'inline');
  const head = make('div', [label, remove], 'row');
  const element = make('li', [head, count, words, builder(rule.when, state, rule.name)], 'rule');
  element.dataset.testid = 'rule';
  return element;
}

/** @param {Element} element @param {RuleResult | undefined} result @param {State} state */
function drawCount(element, result, state) {
  if (!result) return;
  const { text, format, analysis } = state;
  const t = text.rules;
  const { figures, problem } = result;
  const count = byTest('rule-count', element);
  count.classList.toggle('note', problem !== null);
  byTest('rule-words', element).replaceChildren(own(result.words));
  if (!figures || !analysis) {
    count.textContent = problem ?? '';
    return;
  }
  count.dataset.customers = String(figures.customers);
  const worth = format.share(figures.share_of_revenue);
  const parts = [
    t.customers(format.count(figures.customers), format.share(figures.share_of_customers)),
    figures.revenue === null ? t.lines(worth) : t.revenue(format.money(figures.revenue, analysis.amount, 'round'), worth),
    ...(figures.orders === null ? [] : [t.orders(format.figure(figures.orders, ''))]),
    ...(figures.recency_days === null ? [] : [t.recency(format.figure(figures.recency_days, ''))]),
  ];
  const said = `${parts.join(' · ')}${figures.may_tell ? '' : `. ${t.few}`}`;
  if (count.textContent !== said) count.textContent = said;
}

/** @param {State} state @param {string} key */
const nameOf = (state, key) => setsOf(state).find((it) => it.key === key)?.name ?? '';
