// @ts-check
// Changes of a plan, as the user makes them. Nothing here has a default: the
// engine proposes the plan, and checks what comes back.

/**
 * @typedef {import('./protocol').ColumnRole} ColumnRole
 * @typedef {import('./protocol').Plan} Plan
 * @typedef {import('./protocol').ReadOptions} ReadOptions
 * @typedef {import('./protocol').Role} Role
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

/** With another meaning of a column. @param {Plan} plan
 * @param {string} column @param {Role} role @returns {Plan} */
export function withRole(plan, column, role) {
  const roles = plan.roles.map((entry) =>
    entry.column === column ? { column, role, confidence: 1 } : entry);
  return { ...plan, roles };
}

/**
 * With the meanings that the user gave before, where their columns are still
 * there.
 * @param {Plan} plan @param {Plan} before @param {ReadonlySet<string>} given
 * @returns {Plan}
 */
export function withRolesOf(plan, before, given) {
  const old = new Map(before.roles.map((entry) => [entry.column, entry]));
  const roles = plan.roles.map((entry) =>
    (given.has(entry.column) && old.get(entry.column)) || entry);
  return { ...plan, roles };
}

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
      const n_clusters = given === null ? null : Number(given);
      return { ...plan, method: { ...plan.method, n_clusters } };
    }
    case 'seed':
      return given === null ? plan : { ...plan, seed: Number(given) };
    case 'as_of':
      return { ...plan, as_of: given };
    case 'currency':
      return { ...plan, currency: given };
    default:
      throw new Error(`the plan has no field ${field}`);
  }
}

/** With what stands in a select about the format.
 * @param {ReadOptions} reading @param {string} field @param {string} value
 * @returns {ReadOptions} */
export function withReading(reading, field, value) {
  const given = field === 'has_header' ? value === 'true' : value;
  return { ...reading, [field]: value === '' ? null : given };
}

/** @param {Plan} one @param {Plan} other */
export const isReadAlike = (one, other) =>
  JSON.stringify(one.reading) === JSON.stringify(other.reading);

/**
 * Reads a saved plan as far as the page relies on it; the engine checks the
 * rest.
 * @param {string} json @param {Text} text names every role and purpose
 * @returns {Plan | null} nothing where it is no plan
 */
export function readPlan(json, text) {
  try {
    const plan = JSON.parse(json);
    const parts = [plan.reading, plan.recipe, plan.method, plan.choice];
    const isWhole = parts.every((part) => part && typeof part === 'object')
      && Number.isInteger(plan.version)
      && ['en', 'de'].includes(plan.language)
      && plan.roles.every((/** @type {ColumnRole} */ entry) => isRole(entry, text))
      && isPermission(plan.permission, text);
    return isWhole ? plan : null;
  } catch {
    return null;
  }
}

/** @param {ColumnRole} entry @param {Text} text */
const isRole = ({ column, role }, text) =>
  typeof column === 'string' && Object.hasOwn(text.roles, role);

/** @param {Plan['permission']} permission @param {Text} text */
const isPermission = (permission, text) =>
  permission === null
  || (Object.hasOwn(text.purposes, permission.purpose)
    && Object.hasOwn(text.bases, permission.basis));
