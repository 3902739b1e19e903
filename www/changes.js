// @ts-check
// What the user changes of the plan: events to plans.

import {
  keyOf,
  methodKey,
  withAsked,
  withField,
  withFigure,
  withMethod,
  withRemedy,
  withRole,
  withUse,
} from './plan.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./state.js').Plan} Plan */

/**
 * @param {object} page
 * @param {() => State} page.now
 * @param {(change: Partial<State>) => void} page.set
 * @param {(plan: Plan) => void} page.changePlan
 * @param {() => unknown} page.run runs the plan as it is then
 * @returns {Record<string, (detail: any) => unknown>} by the events' names
 */
export function createChanges({ now, set, changePlan, run }) {
  /** @param {(plan: Plan) => Plan} made */
  function change(made) {
    const { plan } = now();
    if (plan) changePlan(made(plan));
  }

  /** A method as it is proposed. @param {string} key */
  const proposed = (key) =>
    now().inspection?.methods.find((it) => methodKey(it) === key);

  /** @param {import('./plan.js').ColumnPlace & {role: import('./protocol').Role}} said */
  function giveRole({ source, column, role }) {
    const { plan, consent, given } = now();
    if (!plan) return;
    const { consent_column } = consent;
    const other = consent_column === column ? null : consent_column;
    set({
      given: new Set([...given, keyOf({ source, column })]),
      consent: { ...consent, consent_column: role === 'consent' ? column : other },
    });
    changePlan(withRole(plan, { source, column }, role));
  }

  return {
    role: giveRole,

    'plan-field': ({ field, value }) => change((plan) => withField(plan, field, value)),

    'plan-figure': ({ field, value }) =>
      change((plan) => withFigure(plan, field, value, proposed(methodKey(plan.method)))),

    method(key) {
      const method = proposed(key);
      if (method) change((plan) => withMethod(plan, method));
    },

    /** Another number of groups: from the same tree, or by what the evidence
     * says of it. */
    cut(k) {
      if (!now().plan) return undefined;
      change((plan) => withField(plan, 'n_clusters', k));
      return run();
    },

    /** Other segments, from a plan that says so. @param {Plan} plan */
    replan(plan) {
      changePlan(plan);
      return run();
    },
    hybrid: (asked) => change((plan) => withAsked(plan, asked)),

    'hybrid-use': ({ rule, use }) => change((plan) => withUse(plan, rule, use)),

    remedy: ({ remedy, isDone }) => change((plan) => withRemedy(plan, remedy, isDone)),

    'no-remedy': () => change((plan) => ({ ...plan, remedies: [] })),
  };
}
