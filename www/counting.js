// @ts-check
// Counts rules while they are written; the last ones win.

/** @typedef {import('./state.js').State} State */
/** @typedef {ReturnType<typeof import('./engine.js').createEngine>} Engine */

/** A pause of so many milliseconds in writing is worth a count. */
const PAUSE = 60;

/**
 * @param {object} page
 * @param {() => State} page.now
 * @param {(change: Partial<State>) => void} page.set
 * @param {Promise<Engine>} page.engine
 */
export function createCounting({ now, set, engine }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let wait;
  let isCounting = false;
  let isLate = false;

  async function count() {
    if (isCounting) {
      isLate = true;
      return;
    }
    const { analysis, rules, overlap } = now();
    if (!analysis) return;
    isCounting = true;
    const handle = await engine;
    const asked = { type: /** @type {const} */ ('count'), rules, overlap };
    const reply = await handle.call(asked).catch(() => null);
    isCounting = false;
    const isSame = now().rules === rules && now().overlap === overlap && now().analysis === analysis;
    if (isSame && reply?.type === 'counted') set({ counted: reply.counted });
    if (isLate) {
      isLate = false;
      count();
    }
  }

  return () => {
    clearTimeout(wait);
    wait = setTimeout(count, PAUSE);
  };
}
