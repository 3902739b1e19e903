// @ts-check
// Looks a plan over whenever it changes; the last plan wins.

import { EngineError } from './engine.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./state.js').Plan} Plan */
/** @typedef {ReturnType<typeof import('./engine.js').createEngine>} Engine */

/** Failures that are not of the plan. */
const OF_THE_ENGINE = new Set(['cancelled', 'internal', 'worker-crashed']);

/**
 * @param {object} page
 * @param {() => State} page.now
 * @param {(change: Partial<State>) => void} page.set
 * @param {Promise<Engine>} page.engine
 */
export function createReview({ now, set, engine }) {
  /** @type {Plan | null} */ let last = null;
  let isLooking = false;

  /** @param {Plan} plan @returns {Promise<State['review']>} */
  async function ask(plan) {
    try {
      const handle = await engine;
      const reply = await handle.call({ type: 'review', plan }, {});
      return reply.type === 'reviewed' ? reply.review : null;
    } catch (reason) {
      const isOfPlan = reason instanceof EngineError
        && !OF_THE_ENGINE.has(reason.failure.code);
      return isOfPlan ? { failure: reason.failure } : null;
    }
  }

  return async () => {
    if (isLooking) return;
    isLooking = true;
    for (let { plan } = now(); plan && plan !== last; { plan } = now()) {
      last = plan;
      const review = await ask(plan);
      if (now().plan === plan) set({ review });
    }
    isLooking = false;
  };
}
