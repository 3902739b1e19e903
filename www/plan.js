// @ts-check
// Changes of a plan, as the user makes them. Nothing here has a default: the
// engine proposes the plan, and checks what comes back.

import { areRules } from './rules.js';

/**
 * @typedef {import('./protocol').ColumnRole} ColumnRole
 * @typedef {import('./protocol').Method} Method
 * @typedef {import('./protocol').Plan} Plan
 * @typedef {import('./protocol').ReadOptions} ReadOptions
 * @typedef {import('./protocol').Role} Role
 * @typedef {import('./protocol').SourcePlan} SourcePlan
 * @typedef {import('./state.js').Consent} Consent
 * @typedef {import('./text/en.js').Text} Text
 */

/** Reading with nothing decided. @type {ReadOptions} */
export const AS_FOUND = Object.freeze({
  delimiter: null,
  encoding: null,
  has_header: null,
  date_order: null,
  decimal_mark: null,
  columns: [],
  decided: [],
  part: null,
});

/**
 * With what the user has said of the permission; without a purpose there is
 * none.
 * @param {Plan} plan @param {Consent} consent
 * @param {import('./protocol').Language} language
 * @returns {Plan}
 */
export function permitted(plan, { purpose, basis, consent_column }, language) {
  const permission = purpose && { purpose, basis, consent_column };
  return { ...plan, permission, language };
}

/** Where a column stands: which file, and its name.
 * @typedef {{source: number, column: string}} ColumnPlace */

/** One text for the place of a column. @param {ColumnPlace} place */
export const keyOf = ({ source, column }) => `${source}/${column}`;

/** Every role of a plan with its place. @param {Plan} plan */
export const placed = (plan) =>
  plan.sources.flatMap(({ roles }, source) =>
    roles.map((entry) => ({ ...entry, source })));

/** @param {Plan} plan
 * @param {(entry: ColumnRole, source: number) => ColumnRole} change */
const withRoles = (plan, change) => ({
  ...plan,
  sources: plan.sources.map((file, source) => ({
    ...file,
    roles: file.roles.map((entry) => change(entry, source)),
  })),
});

/** With another meaning of a column. @param {Plan} plan
 * @param {ColumnPlace} place @param {Role} role @returns {Plan} */
export const withRole = (plan, { source, column }, role) =>
  withRoles(plan, (entry, at) =>
    at === source && entry.column === column ? { column, role, confidence: 1 } : entry);

/**
 * With what the user said before of the files that are still there.
 * @param {Plan} plan @param {Plan} before @param {ReadonlySet<string>} given
 * @param {(number | undefined)[]} places where each file stood before
 * @returns {{plan: Plan, given: Set<string>}} what is given, at its new place
 */
export function carried(plan, before, given, places) {
  const still = new Set();
  /** @param {number} source @param {(source: number) => string} keyAt */
  const isGiven = (source, keyAt) => {
    const from = places[source];
    const has = from !== undefined && given.has(keyAt(from));
    if (has) still.add(keyAt(source));
    return has;
  };
  const sources = plan.sources.map((file, source) => {
    const old = before.sources[places[source] ?? -1];
    if (!old) return file;
    const roles = file.roles.map((entry) => {
      const { column } = entry;
      const same = old.roles.find((other) => other.column === column);
      return same && isGiven(source, (at) => keyOf({ source: at, column })) ? same : entry;
    });
    const kind = isGiven(source, kindKey) ? old.kind : file.kind;
    const key = isGiven(source, joinKey) ? old.key : file.key;
    return { ...file, roles, kind, key };
  });
  return { plan: { ...plan, sources }, given: still };
}

/** What was said of a file as a whole. @param {number} source */
export const kindKey = (source) => `${source}:kind`;
/** @param {number} source */
export const joinKey = (source) => `${source}:key`;

/** @typedef {import('./protocol').Remedy} Remedy */

/** Whether both answer one check of one column.
 * @param {Remedy} one @param {Remedy} other */
const isAbout = (one, other) => one.check === other.check && one.role === other.role;

/** With something done about what is odd, or nothing.
 * @param {Plan} plan @param {Remedy} remedy @param {boolean} isDone
 * @returns {Plan} */
export const withRemedy = (plan, remedy, isDone) => ({
  ...plan,
  remedies: [...plan.remedies.filter((it) => !isAbout(it, remedy)), ...(isDone ? [remedy] : [])],
});

/** How every file is read. @param {Plan} plan */
export const readings = (plan) => plan.sources.map(({ reading }) => reading);

/** With the readings of another plan. @param {Plan} plan @param {Plan} other
 * @returns {Plan} */
export const withReadingsOf = (plan, other) => ({
  ...plan,
  sources: plan.sources.map((file, source) =>
    ({ ...file, reading: other.sources[source]?.reading ?? file.reading })),
});

/** One text for a method: its name, with that of its linkage.
 * @param {Method} method */
export const methodKey = (method) =>
  method.name === 'agglomerative' ? `${method.name}/${method.linkage}` : method.name;

/** With a method as it is proposed, and the number of groups that was given.
 * @param {Plan} plan @param {Method} method @returns {Plan} */
export function withMethod(plan, method) {
  const given = 'n_clusters' in plan.method ? plan.method.n_clusters : null;
  const takes = 'n_clusters' in method;
  return { ...plan, method: takes ? { ...method, n_clusters: given } : method };
}

/** With sides that count otherwise; those that are not named stay.
 * @param {Plan} plan @param {Partial<import('./protocol').Weights>} weights
 * @returns {Plan} */
export function withWeights(plan, weights) {
  const all = { ...EVEN, ...plan.recipe.weights, ...weights };
  const { weights: _, ...recipe } = plan.recipe;
  const isEven = Object.values(all).every((weight) => weight === 1);
  return { ...plan, recipe: isEven ? recipe : { ...recipe, weights: all } };
}

/** Every side as it counts where nothing is said. */
const EVEN = { value: 1, behaviour: 1, profile: 1, voice: 1 };

/** With these attributes beside the features that form segments.
 * @param {Plan} plan @param {string[]} names as a recipe has them
 * @returns {Plan} */
export function withAttributes(plan, names) {
  const others = plan.recipe.features.filter((it) => !it.startsWith('attribute:'));
  return { ...plan, recipe: { ...plan.recipe, features: [...others, ...names] } };
}

/** @typedef {import('./protocol').Hybrid} Hybrid */

/** Segments as the method finds them. @type {Hybrid} */
export const NOTHING_ASKED = Object.freeze({
  freeze: [],
  seeds: [],
  stay: false,
  together: [],
  apart: [],
  least: null,
  most: null,
});

/** What a rule is for, where only one thing at a time is offered. */
const USES = Object.freeze(/** @type {const} */ (['freeze', 'seeds', 'together']));

/** @param {Hybrid} asked @param {string} rule */
export const useOf = (asked, rule) => USES.find((use) => asked[use].includes(rule)) ?? '';

/** With more asked of segments; a plan that asks nothing has no word of it.
 * @param {Plan} plan @param {Partial<Hybrid>} change @returns {Plan} */
export function withAsked({ hybrid: before, ...others }, change) {
  const hybrid = { ...NOTHING_ASKED, ...before, ...change };
  if (hybrid.seeds.length === 0) hybrid.stay = false;
  const isNothing = JSON.stringify(hybrid) === JSON.stringify(NOTHING_ASKED);
  return isNothing ? others : { ...others, hybrid };
}

/** With another use of a rule. @param {Plan} plan @param {string} rule
 * @param {string} use empty where it is only counted @returns {Plan} */
export function withUse(plan, rule, use) {
  const asked = plan.hybrid ?? NOTHING_ASKED;
  const lists = USES.map((own) => {
    const others = asked[own].filter((it) => it !== rule);
    return [own, own === use ? [...others, rule] : others];
  });
  return withAsked(plan, Object.fromEntries(lists));
}

/** Customers of the smallest group of a stage, where nothing is said. */
const LEAST = 30;

/** Days looked ahead, where nothing is said. */
const AHEAD = 90;

/**
 * With what stands in a field of the form; an empty one leaves it to the
 * engine.
 * @param {Plan} plan @param {string} field @param {string} value
 * @returns {Plan}
 */
export function withField(plan, field, value) {
  const given = value === '' ? null : value;
  switch (field) {
    case 'n_clusters': {
      const { method } = plan;
      // Some methods find the number themselves.
      if (!('n_clusters' in method)) return plan;
      const n_clusters = given === null ? null : Number(given);
      return { ...plan, method: { ...method, n_clusters } };
    }
    case 'staged': {
      const { staged: _, ...together } = plan;
      return given === null ? together : { ...plan, staged: { least: LEAST } };
    }
    case 'least':
      return { ...plan, staged: { least: given === null ? LEAST : Number(given) } };
    case 'outcome': {
      const { outcome, ...unasked } = plan;
      if (given === null) return unasked;
      const of = /** @type {import('./protocol').CameAfter} */ (given);
      return { ...plan, outcome: { horizon_days: AHEAD, ...outcome, of } };
    }
    case 'horizon_days': {
      const horizon_days = given === null ? AHEAD : Number(given);
      return { ...plan, outcome: { of: 'revenue', ...plan.outcome, horizon_days } };
    }
    case 'seed':
      return given === null ? plan : { ...plan, seed: Number(given) };
    case 'as_of':
      return { ...plan, as_of: given };
    case 'currency':
      return { ...plan, currency: given };
    case 'known': {
      const { known, ...others } = plan;
      return others;
    }
    default:
      throw new Error(`the plan has no field ${field}`);
  }
}

/**
 * What stands in the parts of a plan, by the part's name and its own, in the
 * order asked for; what is not there is left out.
 * @param {Plan} plan @param {string[]} names
 * @returns {[string, unknown][]}
 */
export function figures(plan, names) {
  // The linkages share a form; only Genie has a threshold.
  const { linkage } = { linkage: '', ...plan.method };
  const isIdle = (/** @type {string} */ name) =>
    name === 'method.gini_threshold' && linkage !== 'genie';
  return names.filter((name) => !isIdle(name)).flatMap((name) => {
    const { of, key } = part(plan, name);
    return Object.hasOwn(of, key) ? [[name, Reflect.get(of, key)]] : [];
  });
}

/** @param {Plan} plan @param {string} name */
function part(plan, name) {
  const [at = '', key = ''] = name.split('.');
  return { at, key, of: Reflect.get(plan, at) };
}

/**
 * With a figure of a part; an empty one is as it is proposed, where that is
 * known, else as it was.
 * @param {Plan} plan @param {string} name @param {string} value
 * @param {Method | undefined} proposed
 * @returns {Plan}
 */
export function withFigure(plan, name, value, proposed) {
  const { at, key, of } = part(plan, name);
  const before = of[key];
  const usual = at === 'method' && proposed ? Reflect.get(proposed, key) : before;
  const isWord = typeof before === 'string';
  const given = value === '' ? usual : isWord ? value : Number(value);
  return { ...plan, [at]: { ...of, [key]: given } };
}

/** With what stands in a select about the format.
 * @param {ReadOptions} reading @param {string} field @param {string} value
 * @returns {ReadOptions} */
export function withReading(reading, field, value) {
  const given = field === 'has_header' ? value === 'true' : value;
  return { ...reading, [field]: value === '' ? null : given };
}

/** With something decided of one column.
 * @param {ReadOptions} reading @param {string} column @param {string} field
 * @param {string} value empty leaves it to the engine
 * @returns {ReadOptions} */
export function withDecided(reading, column, field, value) {
  const none = { column, as_type: null, date_order: null, decimal_mark: null };
  const before = reading.decided.findLast((choice) => choice.column === column);
  const choice = { ...none, ...before, [field]: value === '' ? null : value };
  const isOpen = Object.values({ ...choice, column: null }).every((it) => it === null);
  const others = reading.decided.filter((other) => other.column !== column);
  return { ...reading, decided: isOpen ? others : [...others, choice] };
}

/** @param {Plan} one @param {Plan} other */
export const isReadAlike = (one, other) =>
  JSON.stringify(readings(one)) === JSON.stringify(readings(other));

/**
 * Reads a saved plan as far as the page relies on it; the engine checks the
 * rest.
 * @param {string} json @param {Text} text names every role and purpose
 * @returns {Plan | null} nothing where it is no plan
 */
export function readPlan(json, text) {
  try {
    const plan = JSON.parse(json);
    const files = plan.sources.map((/** @type {SourcePlan} */ file) => file.reading);
    const parts = [...files, plan.recipe, plan.method, plan.choice];
    // A plan from before there were choices has none.
    plan.remedies ??= [];
    plan.rules ??= [];
    if (plan.hybrid) plan.hybrid = { ...NOTHING_ASKED, ...plan.hybrid };
    const { freeze, seeds, together, apart } = plan.hybrid ?? NOTHING_ASKED;
    const isWhole = parts.every((part) => part && typeof part === 'object')
      && Array.isArray(plan.remedies)
      && Array.isArray(plan.known?.segments ?? [])
      && areRules(plan.rules)
      && [freeze, seeds, together, ...listed(apart)].every(areNames)
      && Number.isInteger(plan.version)
      && ['en', 'de'].includes(plan.language)
      && placed(plan).every((entry) => isRole(entry, text))
      && isPermission(plan.permission, text);
    return isWhole ? plan : null;
  } catch {
    return null;
  }
}

/** @param {unknown} of @returns {unknown[]} what is no list is a wrong one */
const listed = (of) => (Array.isArray(of) ? of : [of]);

/** @param {unknown} names */
const areNames = (names) =>
  Array.isArray(names) && names.every((name) => typeof name === 'string');

/** @param {ColumnRole} entry @param {Text} text */
const isRole = ({ column, role }, text) =>
  typeof column === 'string' && Object.hasOwn(text.roles, role);

/** @param {Plan['permission']} permission @param {Text} text */
const isPermission = (permission, text) =>
  permission === null
  || (Object.hasOwn(text.purposes, permission.purpose)
    && Object.hasOwn(text.bases, permission.basis));
