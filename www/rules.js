// @ts-check
// Rules as plain data: what is offered ready-made, and how two are combined.
// Who is in them the engine says.

/**
 * @typedef {import('./protocol').Analysis} Analysis
 * @typedef {import('./protocol').Condition} Condition
 * @typedef {import('./protocol').Rule} Rule
 * @typedef {import('./text/en.js').Text} Text
 */

/** Where a condition has the upper quartile of its feature. */
const UPPER = Symbol('the upper quartile');

/** What a shop asks for, each by the name of its text. A bound may be the
 * upper quartile over all customers. */
const READY = Object.freeze({
  frequent: { group: 'frequent' },
  firstTime: { group: 'first-time' },
  engaged: { group: 'engaged' },
  valuable: { feature: 'revenue', 'at-least': UPPER },
  slipping: { all: [{ stage: 'at-risk' }, { feature: 'revenue', 'at-least': UPPER }] },
  lapsed: { all: [{ stage: 'lapsed' }, { feature: 'revenue', 'at-least': UPPER }] },
  back: { stage: 'won-back' },
  once: {
    all: [
      { feature: 'orders', 'at-most': 1 },
      { feature: 'recency_days', 'at-least': UPPER },
    ],
  },
  returning: { feature: 'return_share', 'at-least': 0.25 },
});

/** The ready-made rules that the result tells, with their names: last the
 * rule of each segment, so that it can be kept while others are looked for.
 * @param {Analysis} analysis @param {Text} text @returns {Rule[]} */
export const ready = (analysis, text) => [
  ...Object.entries(READY).flatMap(([key, when]) => {
    const whole = settled(when, analysis);
    const name = Reflect.get(text.rules.made, key);
    return whole ? [{ name, when: whole }] : [];
  }),
  ...analysis.segments.filter(({ conditions }) => conditions.length > 0).map(ruleOf),
];

/** @param {Analysis['segments'][number]} segment @returns {Rule} */
const ruleOf = ({ name, conditions }) => {
  const all = conditions.map(({ feature, relation, threshold }) =>
    /** @type {Condition} */ ({ feature, [relation]: threshold }));
  return { name, when: { all } };
};

/** With its bounds; nothing where the result lacks what it is about.
 * @param {any} of @param {Analysis} analysis @returns {Condition | null} */
function settled(of, analysis) {
  if (of.all) {
    const parts = of.all.map((/** @type {unknown} */ part) => settled(part, analysis));
    return parts.every(Boolean) ? { all: parts } : null;
  }
  if (of.stage) return analysis.lifecycle ? of : null;
  if (of.group) return analysis.groups.some(({ group }) => group === of.group) ? of : null;
  const info = analysis.features.find(({ name }) => name === of.feature);
  if (!info) return null;
  if (of['at-least'] !== UPPER) return of;
  const upper = info.quartiles?.[2];
  return upper === undefined ? null : { ...of, 'at-least': rounded(upper) };
}

/** Three digits that say most: a bound to be said aloud. @param {number} n */
export const rounded = (n) => Number(n.toPrecision(3));

/** @param {'and' | 'or' | 'without'} how @param {Condition} a
 * @param {Condition} b @returns {Condition} */
export const combined = (how, a, b) => {
  if (how === 'or') return { any: [a, b] };
  return { all: [a, how === 'and' ? b : { not: b }] };
};

/** A name that no rule has: itself, else with a number.
 * @param {string} name @param {Rule[]} rules */
export function freeName(name, rules) {
  const isTaken = (/** @type {string} */ it) => rules.some((rule) => rule.name === it);
  let free = name;
  for (let n = 2; isTaken(free); n += 1) free = `${name} ${n}`;
  return free;
}

/** With a rule under another name, wherever others name it.
 * @param {Rule[]} rules @param {number} at @param {string} name @returns {Rule[]} */
export function renamed(rules, at, name) {
  const before = rules[at]?.name;
  const isOnly = rules.filter((rule) => rule.name === before).length === 1;
  const isFree = !rules.some((rule) => rule.name === name);
  return rules.map((rule, nth) => ({
    name: nth === at ? name : rule.name,
    when: isOnly && isFree && before ? following(rule.when, before, name) : rule.when,
  }));
}

/** @param {any} of @param {string} before @param {string} name @returns {Condition} */
function following(of, before, name) {
  const inner = (/** @type {any} */ part) => following(part, before, name);
  if (of.all) return { all: of.all.map(inner) };
  if (of.any) return { any: of.any.map(inner) };
  if (of.not) return { not: inner(of.not) };
  return of.rule === before ? { rule: name } : of;
}

/** Conditions within conditions that are still read. */
const DEEPEST = 40;

/** Whether rules of a saved plan are as far as the page relies on them.
 * @param {unknown} rules */
export const areRules = (rules) =>
  Array.isArray(rules)
  && rules.every((rule) => typeof rule?.name === 'string' && isCondition(rule.when, DEEPEST));

/** @param {any} of @param {number} left @returns {boolean} */
function isCondition(of, left) {
  if (!of || typeof of !== 'object' || left === 0) return false;
  const [join, ...more] = ['all', 'any', 'not'].filter((key) => key in of);
  const parts = join ? (join === 'not' ? [of.not] : of[join]) : [];
  return more.length === 0 && Array.isArray(parts) && parts.every((part) => isCondition(part, left - 1));
}

/** Rules and segments by a key of their own. @param {import('./state.js').State} state */
export const setsOf = ({ rules, analysis }) => [
  ...rules.map(({ name }) => ({ key: `rule/${name}`, name })),
  ...(analysis?.segments ?? []).map(({ id, name }) => ({ key: `segment/${id}`, name })),
];

/** @param {string} key @returns {Condition} */
export function conditionOf(key) {
  const [kind = ''] = key.split('/', 1);
  const rest = key.slice(kind.length + 1);
  return kind === 'rule' ? { rule: rest } : { segment: Number(rest) };
}
