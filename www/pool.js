// @ts-check
// The compute workers of one session: jobs go out, outputs come back in job
// order, whatever the number of workers. A worker that dies or falls silent
// fails its batch and is replaced.

/** A worker without a sign of life for so long is dead, in milliseconds. */
const SILENCE = 30_000;

/**
 * @typedef {{key: string, values?: Float64Array, nFeatures: number}} Matrix
 * @typedef {object} Hand
 * @property {Worker} worker
 * @property {string} key the matrix it holds
 * @property {number} index the job it runs, or -1
 * @property {number} fraction how much of the job is done
 * @property {number} heard when it was last heard of
 * @typedef {object} Batch
 * @property {Matrix} matrix
 * @property {Uint8Array[]} jobs
 * @property {number} next the first job not handed out
 * @property {number} done
 * @property {Uint8Array[]} outputs
 * @property {(fraction: number) => void} onProgress
 * @property {(outputs: Uint8Array[]) => void} resolve
 * @property {(reason: unknown) => void} reject
 * @typedef {object} Hashing
 * @property {Hand} hand
 * @property {() => void} onLife
 * @property {(hash: string | null) => void} resolve
 * @property {(reason: unknown) => void} reject
 */

/**
 * @param {() => Worker} spawn starts a worker that has its module
 * @param {number} size how many, at least 1
 */
export function createPool(spawn, size) {
  /** @type {Hand[]} */
  let hands = [];
  /** @type {Batch | null} */
  let batch = null;
  /** The matrix of the last batch, kept for workers that come later.
   * @type {Matrix | null} */
  let kept = null;
  /** Who waits for a file's hash.
   * @type {Hashing | null} */
  let hashing = null;
  let watch = 0;

  function hire() {
    const worker = spawn();
    /** @type {Hand} */
    const hand = { worker, key: '', index: -1, fraction: 0, heard: 0 };
    worker.onmessage = ({ data }) => hear(hand, data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      fail(event.message || 'unknown');
    };
    return hand;
  }

  /** @param {Hand} hand @param {any} data */
  function hear(hand, data) {
    if (data.crashed) return fail(data.crashed);
    hand.heard = performance.now();
    if (data.hashing) return hashing?.onLife();
    if (data.hash !== undefined) return hashed(data.hash);
    if (!batch) return;
    if (data.output) finish(hand, data.index, data.output);
    else hand.fraction = data.fraction;
    batch?.onProgress(done());
  }

  /** @param {string | null} hash */
  function hashed(hash) {
    hashing?.resolve(hash);
    hashing = null;
    clearInterval(watch);
  }

  function done() {
    if (!batch) return 1;
    const running = hands.reduce((sum, h) => sum + h.fraction, 0);
    return (batch.done + running) / batch.jobs.length;
  }

  /** @param {Hand} hand @param {number} index @param {Uint8Array} output */
  function finish(hand, index, output) {
    if (!batch) return;
    batch.outputs[index] = output;
    batch.done += 1;
    hand.index = -1;
    hand.fraction = 0;
    if (batch.done === batch.jobs.length) return end();
    give(hand);
  }

  function end() {
    const ended = batch;
    batch = null;
    clearInterval(watch);
    ended?.resolve(ended.outputs);
  }

  /** @param {Hand} hand */
  function give(hand) {
    if (!batch || batch.next === batch.jobs.length) return;
    const { key, values, nFeatures } = batch.matrix;
    const matrix = hand.key === key ? undefined : { values, nFeatures };
    hand.key = key;
    hand.index = batch.next++;
    hand.heard = performance.now();
    const job = { index: hand.index, bytes: batch.jobs[hand.index] };
    hand.worker.postMessage({ matrix, job });
  }

  /** @param {unknown} reason */
  function stop(reason) {
    const stopped = batch;
    batch = null;
    clearInterval(watch);
    for (const hand of hands) hand.worker.terminate();
    hands = [];
    stopped?.reject(reason);
    hashing?.reject(reason);
    hashing = null;
  }

  /** @param {string} what */
  function fail(what) {
    stop(new Error(what));
  }

  function look() {
    const now = performance.now();
    const silent = (/** @type {Hand} */ h) =>
      (h.index >= 0 || h === hashing?.hand) && now - h.heard > SILENCE;
    if (hands.some(silent)) fail('it fell silent');
  }

  return {
    /** @param {string} key */
    hasMatrix: (key) => kept?.key === key,

    /**
     * Runs a batch; one at a time.
     * @param {Matrix} matrix without values: the one of the last batch
     * @param {Uint8Array[]} jobs
     * @param {(fraction: number) => void} onProgress
     * @returns {Promise<Uint8Array[]>}
     */
    map(matrix, jobs, onProgress) {
      kept = matrix.values ? matrix : /** @type {Matrix} */ (kept);
      const run = kept;
      while (hands.length < size) hands.push(hire());
      return new Promise((resolve, reject) => {
        batch = {
          matrix: run, jobs, next: 0, done: 0, outputs: [],
          onProgress, resolve, reject,
        };
        if (jobs.length === 0) return end();
        watch = Number(setInterval(look, SILENCE / 10));
        for (const hand of hands) give(hand);
      });
    },

    /**
     * The SHA-256 of a file, by a worker beside whatever else goes on; one
     * at a time, and never during a batch.
     * @param {File} file
     * @param {() => void} onLife hears now and then that it goes on
     * @returns {Promise<string | null>} `null` where the file was changed
     */
    hash(file, onLife) {
      if (hands.length === 0) hands.push(hire());
      const [hand] = hands;
      hand.heard = performance.now();
      hand.worker.postMessage({ file });
      watch = Number(setInterval(look, SILENCE / 10));
      return new Promise((resolve, reject) => {
        hashing = { hand, onLife, resolve, reject };
      });
    },

    /** Ends a hash that nobody waits for any more. */
    endHash() {
      if (hashing) stop('unwanted');
    },

    /** Stops all work; whoever waits for it hears the reason. */
    stop,
  };
}
