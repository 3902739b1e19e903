// @ts-check
// The page's only handle on the engine. One request runs at a time; later
// ones wait. Stopping a request keeps what is loaded and found; a dead worker
// is replaced, and what the next request needs is made again first: read from
// the user's own files, and found by the plan that was run.

/**
 * @typedef {import('./protocol').Request} Request
 * @typedef {import('./protocol').Reply} Reply
 * @typedef {import('./protocol').Failure} Failure
 * @typedef {import('./protocol').Preview} Preview
 * @typedef {import('./protocol').Progress} Progress
 * @typedef {object} Options
 * @property {AbortSignal} [signal]
 * @property {(progress: Progress) => void} [onProgress]
 * @property {(preview: Preview) => void} [onPreview] of a file still being
 * read
 * @property {(isRepeating: boolean) => void} [onRepeat] what a worker that is
 * gone knew is made again first; then it is there again
 * @property {File[]} [files]
 * @typedef {{request: Request, files: File[]}} Made
 * @typedef {object} Call
 * @property {number} id
 * @property {(reply: Reply) => void} resolve
 * @property {(reason: unknown) => void} reject
 * @property {(progress: Progress) => void} onProgress
 * @property {(preview: Preview) => void} onPreview
 */

/** A stopped worker that does not answer within so many milliseconds is
 * replaced. */
const PATIENCE = 3_000;

/** A worker without a sign of life for so many milliseconds is dead. */
const SILENCE = 60_000;

/** An error the engine reported. */
export class EngineError extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.message);
    this.name = 'EngineError';
    this.failure = failure;
  }
}

/** @param {string} what */
const crash = (what) =>
  new EngineError({
    code: 'internal',
    message: `The engine stopped unexpectedly: ${what}.`,
    hint: 'Your file is still open and is read again with your next step.',
    facts: { what },
    place: null,
  });

/** How many of the answers that last a request builds on: a load on none, a
 * run and a review on the load, rules that are kept on both, all else on the
 * three. */
const GROUNDS = { load: 0, run: 1, review: 1, keep: 2 };
/** @param {Request} request @returns {number} */
const groundOf = ({ type }) => Reflect.get(GROUNDS, type) ?? 3;

/** Whether its answer lasts. @param {Request} request */
const lasts = ({ type }) => ['load', 'run', 'keep'].includes(type);

/** @param {string} kind @returns {Promise<object>} */
const nothing = (kind) => Promise.reject(new Error(`no module ${kind}`));

/**
 * @param {() => Worker} spawn starts a session worker that has its module
 * @param {(kind: string) => Promise<object>} unpack takes a module that the
 * worker needs out of the page
 */
export function createEngine(spawn, unpack = nothing) {
  /** @type {Worker | null} */ let worker = null;
  /** @type {Call | null} */ let running = null;
  /** What the page shows came of these: the last load that was answered, the
   * last run on it, and the rules that were kept of that. @type {Made[]} */
  let made = [];
  /** How many of them the worker holds. */
  let held = 0;
  let queue = Promise.resolve();
  let lastId = 0;
  let memory = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let watch;

  function begin() {
    const started = spawn();
    started.onmessage = ({ data }) => hear(data);
    started.onerror = (event) => {
      event.preventDefault?.();
      die(event.message || 'unknown');
    };
    return started;
  }

  /** @param {unknown} reason */
  function stop(reason) {
    clearTimeout(watch);
    worker?.terminate();
    worker = null;
    held = 0;
    running?.reject(reason);
    running = null;
  }

  /** @param {string} what */
  const die = (what) => stop(crash(what));

  function attend() {
    clearTimeout(watch);
    watch = setTimeout(() => die('it fell silent'), SILENCE);
  }

  /** @param {any} data */
  function hear(data) {
    if (data.need) provide(data.need);
    if (!running || data.id !== running.id) return;
    if (data.crashed) return die(data.crashed);
    attend();
    if (data.need) return;
    if (data.progress) return running.onProgress(data.progress);
    if (data.preview) return running.onPreview(data.preview);
    clearTimeout(watch);
    memory = data.memory ?? memory;
    const { resolve, reject } = running;
    running = null;
    if (data.reply) resolve(data.reply);
    else reject(new EngineError(data.failure));
  }

  /** Gives the worker a module. @param {string} kind */
  function provide(kind) {
    const asking = worker;
    unpack(kind).then(
      (given) => asking?.postMessage({ given: { kind, ...given } }),
      (error) => asking?.postMessage({ given: { kind, error: String(error) } }),
    );
  }

  /** @param {Request} request @param {Options} options
   * @returns {Promise<Reply>} */
  function post(request, { onProgress = () => {}, onPreview = () => {}, files = [] }) {
    worker ??= begin();
    const started = worker;
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      running = { id, resolve, reject, onProgress, onPreview };
      attend();
      started.postMessage({ call: { id, request, files } });
    });
  }

  /** Makes again what the worker lacks of a request's ground.
   * @param {number} ground @param {Options} options */
  async function repeat(ground, options) {
    const missing = made.slice(held, ground);
    if (missing.length === 0) return;
    options.onRepeat?.(true);
    for (const { request, files } of missing) {
      await post(request, { ...options, files });
      held += 1;
      options.signal?.throwIfAborted();
    }
    options.onRepeat?.(false);
  }

  /** @param {Request} request @param {Options} options */
  async function send(request, options) {
    options.signal?.throwIfAborted();
    const ground = groundOf(request);
    await repeat(ground, options);
    const reply = await post(request, options);
    if (lasts(request)) keep({ request, files: options.files ?? [] }, ground, options);
    return reply;
  }

  /** The worker holds a new answer. Where the user stopped while it was on
   * its way the page never shows it, and the worker lacks the old one.
   * @param {Made} answered @param {number} ground @param {Options} options */
  function keep(answered, ground, { signal }) {
    held = ground;
    if (signal?.aborted) return;
    made = [...made.slice(0, ground), answered];
    held += 1;
  }

  /** Asks the worker to stop; it keeps its data if it answers in time. */
  function cancel() {
    if (!running || !worker) return;
    const { id } = running;
    worker.postMessage({ cancel: id });
    setTimeout(() => {
      if (running?.id === id) stop(new DOMException('stopped', 'AbortError'));
    }, PATIENCE);
  }

  /** @param {Promise<Reply>} work @param {AbortSignal} [signal]
   * @returns {Promise<Reply>} */
  function abortable(work, signal) {
    if (!signal) return work;
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      work.then(resolve, reject).finally(() => {
        signal.removeEventListener('abort', abort);
      });
    });
  }

  return {
    /**
     * @param {Request} request
     * @param {Options} [options]
     * @returns {Promise<Reply>} rejects with an EngineError, or at once with
     * the signal's reason
     */
    call(request, options = {}) {
      const { signal } = options;
      let mine = false;
      const onAbort = () => mine && cancel();
      signal?.addEventListener('abort', onAbort, { once: true });
      const work = queue.then(() => {
        mine = true;
        return send(request, options);
      });
      queue = work.then(() => {}, () => {}).then(() => {
        mine = false;
        signal?.removeEventListener('abort', onAbort);
      });
      return abortable(work, signal);
    },

    /** Forgets everything: the worker and all the data in it. */
    forget() {
      made = [];
      memory = 0;
      stop(new DOMException('the data was forgotten', 'AbortError'));
    },

    /** Whether there is no worker, and so no data. */
    get isEmpty() {
      return worker === null;
    },

    /** Bytes of the session's memory after its last answer. */
    get memory() {
      return memory;
    },
  };
}
