// @ts-check
// The compute workers of one session: jobs go out, outputs come back in job
// order, whatever the number of workers. A worker that dies or falls silent
// fails its batch and is replaced.

/** A worker without a sign of life for so long is dead, in milliseconds. */
const SILENCE = 30_000;

/** Numbers of a matrix that are sent at a time. */
const PART = 1 << 20;

/** Numbers of a matrix that all workers together hold, at about 12 bytes each,
 * unless one alone holds more. */
const MOST = 1 << 25;

/**
 * @typedef {object} Matrix
 * @property {string} key
 * @property {number} nFeatures
 * @property {number} length numbers of all samples
 * @property {(start: number, end: number, into: ArrayBuffer) => Float64Array<ArrayBuffer>} part
 *   a copy of some
 * @typedef {object} Hand
 * @property {Worker} worker
 * @property {string} key the matrix it holds
 * @property {number} given how much of it was sent
 * @property {number} index the job it runs, or -1
 * @property {number} fraction how much of the job is done
 * @property {number} heard when it was last heard of
 * @typedef {object} Batch
 * @property {Matrix | null} matrix that the jobs are on
 * @property {Uint8Array<ArrayBuffer>[]} jobs each sent to a worker, and gone with it
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
  /** Who waits for a file's hash.
   * @type {Hashing | null} */
  let hashing = null;
  let watch = 0;
  /** Who rehearses, apart from all work: it may fail or be ended.
   * @type {Worker | null} */
  let rehearsing = null;

  function endRehearsal() {
    rehearsing?.terminate();
    rehearsing = null;
  }

  function hire() {
    const worker = spawn();
    /** @type {Hand} */
    const hand = { worker, key: '', given: 0, index: -1, fraction: 0, heard: 0 };
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
    if (data.fed) return send(hand, data.fed);
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
    if (batch.matrix && hand.key !== batch.matrix.key) {
      hand.given = 0;
      hand.key = batch.matrix.key;
    }
    hand.index = batch.next++;
    hand.heard = performance.now();
    send(hand);
  }

  /** Sends the next part of the matrix, and the job with the last one: no
   * more than a part of it is ever under way, in one buffer.
   * @param {Hand} hand @param {ArrayBuffer} [into] where it has room */
  function send(hand, into) {
    if (!batch) return;
    const job = { index: hand.index, bytes: batch.jobs[hand.index] };
    if (!batch.matrix || hand.given === batch.matrix.length) {
      return hand.worker.postMessage({ job }, { transfer: [job.bytes.buffer] });
    }
    const { length, nFeatures, part } = batch.matrix;
    const start = hand.given;
    hand.given = Math.min(start + PART, length);
    const most = Math.min(PART, length) * Float64Array.BYTES_PER_ELEMENT;
    const values = part(start, hand.given, into ?? new ArrayBuffer(most));
    const matrix = { start, values, length, nFeatures };
    const message = hand.given === length ? { matrix, job } : { matrix };
    hand.worker.postMessage(message, { transfer: [values.buffer] });
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
    /**
     * Runs a batch; one at a time.
     * @param {Matrix | null} matrix it stays as it is while they run
     * @param {Uint8Array<ArrayBuffer>[]} jobs
     * @param {(fraction: number) => void} onProgress
     * @returns {Promise<Uint8Array[]>}
     */
    map(matrix, jobs, onProgress) {
      endRehearsal();
      const room = Math.floor(MOST / (matrix?.length ?? 1));
      const n = Math.max(1, Math.min(size, room, jobs.length));
      while (hands.length < n) hands.push(hire());
      return new Promise((resolve, reject) => {
        batch = {
          matrix, jobs, next: 0, done: 0, outputs: [],
          onProgress, resolve, reject,
        };
        if (jobs.length === 0) return end();
        watch = Number(setInterval(look, SILENCE / 10));
        for (const hand of hands.slice(0, n)) give(hand);
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
      endRehearsal();
      if (hands.length === 0) hands.push(hire());
      const [hand] = hands;
      hand.heard = performance.now();
      hand.worker.postMessage({ file });
      watch = Number(setInterval(look, SILENCE / 10));
      return new Promise((resolve, reject) => {
        hashing = { hand, onLife, resolve, reject };
      });
    },

    /** A worker that runs what a usual run does, a little of it, while nobody
     * waits: what it has a browser compile, all workers of the module have. */
    rehearse() {
      if (batch || hashing || rehearsing) return;
      rehearsing = spawn();
      rehearsing.onmessage = endRehearsal;
      rehearsing.onerror = (event) => {
        event.preventDefault?.();
        endRehearsal();
      };
      rehearsing.postMessage({ rehearse: true });
    },

    /** Ends a hash that nobody waits for any more. */
    endHash() {
      if (hashing) stop('unwanted');
    },

    /** Stops all work; whoever waits for it hears the reason. */
    stop,
  };
}
