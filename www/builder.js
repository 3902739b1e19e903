// @ts-check
// The conditions of a rule as rows to be filled in: what stands in them is
// the condition. A row that lacks a value is not part of it yet.

import { $, make } from './dom.js';
import { rounded } from './rules.js';

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Text} Text
 * @typedef {import('./protocol').Condition} Condition
 * @typedef {import('./protocol').FeatureInfo} FeatureInfo
 * @typedef {{about: string, relation: string, values: string[]}} Row
 */

/** How relations stand to `all`, `any` and `not`. */
const JOINS = /** @type {const} */ (['all', 'any', 'none', 'notAll']);
/** Those of a feature, and those of all else. */
const MEASURED = /** @type {const} */ (['at-least', 'at-most', 'between', 'missing', 'known']);
const BELONGS = /** @type {const} */ (['is', 'not']);

/** The rows of a condition. @param {Condition} when @param {State} state
 * @param {string} own name of the rule, which can't name itself */
export function builder(when, state, own) {
  const { inner, isNot } = bare(when);
  const root = 'all' in inner || 'any' in inner ? { inner, isNot } : { inner: { all: [when] }, isNot: false };
  const element = group(root.inner, root.isNot, state, own);
  $(':scope > .row [data-part="drop"]', element).remove();
  element.addEventListener('click', (event) => press(event, state, own));
  element.addEventListener('change', ({ target }) => {
    const select = /** @type {HTMLSelectElement} */ (target);
    const row = select.closest('.condition');
    if (!row || !['about', 'relation'].includes(select.dataset.part ?? '')) return;
    const field = select.dataset.part === 'about' ? 'about' : 'relation';
    refill(row, field, state, own);
  });
  return element;
}

/** What the rows say. @param {Element} element of `builder` @returns {Condition} */
export const readBuilder = (element) => readGroup(element) ?? { all: [] };

/** Without what is not. @param {any} of @returns {{inner: any, isNot: boolean}} */
function bare(of, isNot = false) {
  return 'not' in of ? bare(of.not, !isNot) : { inner: of, isNot };
}

/** @param {any} of an `all` or an `any` @param {boolean} isNot
 * @param {State} state @param {string} own @returns {HTMLElement} */
function group(of, isNot, state, own) {
  const t = state.text.rules;
  const join = 'all' in of ? (isNot ? 'notAll' : 'all') : (isNot ? 'none' : 'any');
  const joins = choice(JOINS.map((it) => [it, t.joins[it]]), join, 'join', t.join);
  const parts = make('div', (of.all ?? of.any).map((/** @type {any} */ part) => child(part, state, own)), 'parts');
  const buttons = make('div', [
    button('add', t.addCondition),
    button('nest', t.addGroup),
    button('drop', t.removeGroup),
  ], 'row');
  return make('fieldset', [make('legend', [joins]), parts, buttons], 'conditions');
}

/** @param {any} of @param {State} state @param {string} own */
function child(of, state, own) {
  const { inner, isNot } = bare(of);
  return 'all' in inner || 'any' in inner
    ? group(inner, isNot, state, own)
    : row(rowOf(inner, isNot), state, own);
}

/** @param {any} of @param {boolean} isNot @returns {Row} */
function rowOf(of, isNot) {
  if (!('feature' in of)) {
    const kind = Object.keys(of)[0] ?? '';
    return { about: kind, relation: isNot ? 'not' : 'is', values: [String(of[kind])] };
  }
  const about = `feature/${of.feature}`;
  if ('missing' in of) return { about, relation: of.missing !== isNot ? 'missing' : 'known', values: [] };
  const relation = MEASURED.find((it) => it in of) ?? 'at-least';
  const values = [of[relation]].flat().map(String);
  return { about, relation: isNot ? `not ${relation}` : relation, values };
}

/** @param {Row} of @param {State} state @param {string} own */
function row(of, state, own) {
  const t = state.text.rules;
  const element = make('div', [
    choice(abouts(state, own, of.about), of.about, 'about', t.about),
    choice(relations(of, t), of.relation, 'relation', t.relation),
    ...values(of, state, own),
    button('drop', '×', t.removeCondition),
  ], 'condition');
  return element;
}

/** Attributes that form segments are no parts of a rule.
 * @param {import('./protocol').FeatureInfo} feature */
const isComputed = ({ side }) => side === 'value' || side === 'behaviour';

/** What a condition may be about, in groups.
 * @param {State} state @param {string} own @param {string} chosen
 * @returns {[string, string][]} */
function abouts({ analysis, rules, text }, own, chosen) {
  const t = text.rules;
  /** @type {[string, string][]} */
  const all = (analysis?.features ?? []).filter(isComputed).map((it) => [`feature/${it.name}`, it.title]);
  const kinds = /** @type {const} */ (['stage', 'group', 'segment', 'rule']);
  const has = {
    stage: Boolean(analysis?.lifecycle),
    group: Boolean(analysis?.groups.length),
    segment: true,
    rule: rules.some(({ name }) => name !== own),
  };
  all.unshift(...kinds.filter((it) => has[it] || it === chosen).map((it) =>
    /** @type {[string, string]} */ ([it, t.kinds[it]])));
  if (!all.some(([value]) => value === chosen)) {
    all.push([chosen, t.gone(chosen.replace('feature/', ''))]);
  }
  return all;
}

/** @param {Row} of @param {Text['rules']} t @returns {[string, string][]} */
function relations({ about, relation }, t) {
  if (!about.startsWith('feature/')) return BELONGS.map((it) => [it, t.relations[it]]);
  /** @type {[string, string][]} */
  const all = MEASURED.map((it) => [it, t.relations[it]]);
  // A plan may say that a comparison does not hold.
  const of = relation.split(' ')[1];
  if (of) all.push([relation, `${t.relations.not} (${Reflect.get(t.relations, of)})`]);
  return all;
}

/** @param {Row} of @param {State} state @param {string} own
 * @returns {HTMLElement[]} */
function values({ about, relation, values: given }, state, own) {
  const t = state.text.rules;
  const info = featureOf(about, state);
  if (!about.startsWith('feature/')) {
    const options = members(about, state, own);
    const [first = ''] = given;
    if (first && !options.some(([value]) => value === first)) options.push([first, t.gone(first)]);
    return [choice(options, first || (options[0]?.[0] ?? ''), 'value', t.value)];
  }
  const bare = relation.replace('not ', '');
  if (bare === 'missing' || bare === 'known') return [];
  const isShare = info?.unit.startsWith('%') ?? false;
  const n = bare === 'between' ? 2 : 1;
  return Array.from({ length: n }, (_, nth) => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'number', step: 'any', required: true });
    input.dataset.part = 'value';
    const value = given[nth];
    input.value = value === undefined ? '' : shown(Number(value), isShare);
    input.setAttribute('aria-label', `${nth ? t.valueTo : t.value}${info?.unit ? `, ${info.unit}` : ''}`);
    const unit = nth === n - 1 ? info?.unit ?? '' : t.valueTo;
    const label = make('span', [input, make('span', unit, 'soft small')], 'value');
    if (isShare) label.dataset.share = '';
    return label;
  });
}

/** Of shares per cent are written, without what a float adds.
 * @param {number} n @param {boolean} isShare */
const shown = (n, isShare) => String(isShare ? Number((n * 100).toPrecision(12)) : n);

/** @param {string} about @param {State} state @returns {FeatureInfo | undefined} */
const featureOf = (about, { analysis }) =>
  analysis?.features.find(({ name }) => `feature/${name}` === about);

/** What can be chosen of a kind. @param {string} kind @param {State} state
 * @param {string} own @returns {[string, string][]} */
function members(kind, { analysis, rules, text }, own) {
  const t = text.lifecycle;
  switch (kind) {
    case 'stage': return Object.entries(t.stages);
    case 'group': return (analysis?.groups ?? []).map(({ group: it }) => [it, t.groups[it]]);
    case 'segment': return (analysis?.segments ?? []).map(({ id, name }) => [String(id), name]);
    default: return rules.filter(({ name }) => name !== own).map(({ name }) => [name, name]);
  }
}

/** With other parts, for it is about something else.
 * @param {Element} element a row @param {'about' | 'relation'} changed
 * @param {State} state @param {string} own */
function refill(element, changed, state, own) {
  const of = said(element);
  const isFeature = of.about.startsWith('feature/');
  const relation = changed === 'relation' ? of.relation : (isFeature ? 'at-least' : 'is');
  const kept = changed === 'relation' ? of.values : usual(of.about, state);
  const fresh = row({ about: of.about, relation, values: kept }, state, own);
  element.replaceChildren(...fresh.childNodes);
  $(`[data-part="${changed}"]`, element).focus();
}

/** What a feature is set against at first: its median.
 * @param {string} about @param {State} state */
function usual(about, state) {
  const middle = featureOf(about, state)?.quartiles?.[1];
  return middle === undefined ? [] : [String(rounded(middle))];
}

/** A row that counts at once. @param {State} state @param {string} own */
const firstRow = (state, own) => {
  const name = state.analysis?.features.find((it) => it.name === 'orders')?.name
    ?? state.analysis?.features[0]?.name;
  const about = `feature/${name}`;
  return row({ about, relation: 'at-least', values: usual(about, state) }, state, own);
};

/** @param {Event} event @param {State} state @param {string} own */
function press({ target }, state, own) {
  const pressed = /** @type {HTMLElement} */ (target).closest('button');
  if (!pressed) return;
  const { part } = pressed.dataset;
  const fieldset = /** @type {HTMLElement} */ (pressed.closest('.conditions'));
  if (part === 'drop') {
    const gone = pressed.closest('.condition') ?? fieldset;
    const around = gone.parentElement?.closest('.conditions');
    gone.remove();
    $('[data-part="add"]', around ?? fieldset).focus();
  } else {
    const inner = firstRow(state, own);
    const made = part === 'add' ? inner : group({ any: [] }, false, state, own);
    if (part === 'nest') $('.parts', made).append(inner);
    $(':scope > .parts', fieldset).append(made);
    $('select', made).focus();
  }
}

/** @param {Element} element @returns {Condition | null} */
function readGroup(element) {
  const join = valueOf(element, 'join');
  const parts = [...$(':scope > .parts', element).children]
    .map((part) => (part.matches('.conditions') ? readGroup(part) : readRow(part)))
    .filter((part) => part !== null);
  if (parts.length === 0) return null;
  const inner = join === 'all' || join === 'notAll' ? { all: parts } : { any: parts };
  return join === 'all' || join === 'any' ? inner : { not: inner };
}

/** @param {Element} element @returns {Row} */
function said(element) {
  const values = [...element.querySelectorAll('[data-part="value"]')].map((it) => {
    const { value } = /** @type {HTMLInputElement} */ (it);
    const isShare = it.closest('[data-share]') && value !== '';
    return isShare ? String(Number((Number(value) / 100).toPrecision(12))) : value;
  });
  return { about: valueOf(element, 'about'), relation: valueOf(element, 'relation'), values };
}

/** @param {Element} element @returns {Condition | null} */
function readRow(element) {
  const { about, relation, values: given } = said(element);
  if (!about.startsWith('feature/')) {
    const [value = ''] = given;
    if (value === '') return null;
    /** @type {any} */
    const of = { [about]: about === 'segment' ? Number(value) : value };
    return relation === 'not' ? { not: of } : of;
  }
  const feature = about.slice('feature/'.length);
  const bound = relation.replace('not ', '');
  if (bound === 'missing' || bound === 'known') return { feature, missing: bound === 'missing' };
  if (given.some((value) => value === '')) return null;
  const numbers = given.map(Number);
  /** @type {any} */
  const of = { feature, [bound]: bound === 'between' ? numbers : numbers[0] };
  return relation === bound ? of : { not: of };
}

/** @param {Element} element @param {string} part */
const valueOf = (element, part) =>
  /** @type {HTMLSelectElement} */ ($(`[data-part="${part}"]`, element)).value;

/** @param {[string, string][]} options @param {string} chosen
 * @param {string} part @param {string} label */
function choice(options, chosen, part, label) {
  const select = document.createElement('select');
  select.append(...options.map(([value, text]) => new Option(text, value)));
  select.value = chosen;
  select.dataset.part = part;
  select.setAttribute('aria-label', label);
  return select;
}

/** @param {string} part @param {string} text @param {string} [label] */
function button(part, text, label) {
  const element = /** @type {HTMLButtonElement} */ (make('button', text, 'quiet'));
  element.type = 'button';
  element.dataset.part = part;
  if (label) element.setAttribute('aria-label', label);
  return element;
}
