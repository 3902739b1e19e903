// @ts-check
// The session worker: owns the data, answers one request at a time, starts
// the compute workers itself.

import {
  Decoder, guess, initSync as startEncodings, named,
} from './pkg/encodings/encodings.js';
import { Engine, initSync } from './pkg/engine.js';
import { createPolicy } from './policy.js';
import { createPool } from './pool.js';
import { readChunks } from './read.js';
import { createReader } from './reader.js';

/** How long the engine may work before the worker hears messages again, in
 * milliseconds. */
const BREATH = 40;

/** The least time between two tellings of how far the jobs are, in
 * milliseconds. */
const BEAT = 100;

/** How long after a file the workers rehearse: the page shows it first, in
 * milliseconds. */
const QUIET = 200;

/** A file of so many bytes is hashed by a compute worker, beside its
 * reading. */
const LARGE = 4 << 20;

let lastWords = '';
Reflect.set(globalThis, 'kindredLastWords', (/** @type {string} */ words) => {
  lastWords = words;
});

/** @type {Engine} */ let engine;
/** @type {WebAssembly.Memory} */ let memory;
/** @type {ReturnType<typeof createPool>} */ let pool;
/** @type {ReturnType<typeof createReader>} */ let reader;
/** What workers start from, as the page gave it when it was first needed: the
 * compute workers and the heavy readers, by their names; and the encodings,
 * which start no worker.
 * @type {Map<string, {url?: string, module: WebAssembly.Module}>} */
const modules = new Map();
const policy = createPolicy();
/** Who waits for one. @type {Map<string, {resolve: () => void, reject: (why: unknown) => void}>} */
const wanted = new Map();
/** The request that runs. @type {{id: number, files: File[]} | null} */
let running = null;
/** The files that are loaded. @type {File[]} */
let loaded = [];

/** A file of the request, else of those that are loaded. @param {number} at */
const fileOf = (at) => {
  const files = running?.files.length ? running.files : loaded;
  const file = files[at];
  if (!file) throw new Error('there is no such file');
  return file;
};
let cancelled = false;
/** The last progress that the engine reported. @type {any} */
let last = null;
let breathed = 0;
/** How much of the request was told to be done. */
let overall = 0;
let rehearsed = false;

/** How far the request is. It never goes back: a stage may have several
 * batches of jobs. @param {any} progress */
function tell(progress) {
  overall = Math.max(overall, progress.overall);
  postMessage({ id: running?.id, progress: { ...progress, overall } });
}

/** Lets messages in. */
const breathe = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  });

/** What `host.rs` asks for. */
const host = {
  /** @param {number} file */
  open(file) {
    return readChunks(fileOf(file));
  },

  /** @param {number} file */
  hash(file) {
    const opened = running?.files[file];
    if (!opened || opened.size < LARGE) return undefined;
    return hashBeside(opened);
  },

  /** @param {any} preview */
  preview: (preview) => postMessage({ id: running?.id, preview }),
  /** @param {number} file @param {string} kind */
  parts(file, kind) {
    return reader.parts(fileOf(file), kind);
  },

  /** @param {string} part */
  openPart: (part) => reader.openPart(part),

  /** What decodes texts from before UTF-8, as `beside.rs` asks it. */
  async encodings() {
    await fetched('encodings');
    if (cancelled) throw 'cancelled';
    startEncodings({ module: modules.get('encodings')?.module });
    return {
      named,
      guess,
      /** @param {number} encoding */
      decoder: (encoding) => new Decoder(encoding),
    };
  },

  /** @param {any} progress */
  report(progress) {
    const now = performance.now();
    last = progress;
    // A stage's end always breathes: a stop is heard before anything of
    // what was there is replaced.
    if (now - breathed < BREATH && progress.fraction < 1) return undefined;
    tell(progress);
    return breathe().then(() => {
      breathed = performance.now();
      if (cancelled) throw 'cancelled';
    });
  },

  /**
   * @param {string | undefined} key of the matrix, where the jobs are on one
   * @param {number} at where it stands in the engine's memory, until the jobs
   *   are done
   * @param {number} length @param {number} nFeatures @param {Uint8Array<ArrayBuffer>[]} jobs
   * @param {any[]} stage progress at its start and at its end
   */
  async map(key, at, length, nFeatures, jobs, [from, to]) {
    tell(from);
    await breathe();
    await fetched('compute');
    if (cancelled) throw 'cancelled';
    const matrix = key === undefined ? null : {
      key,
      length,
      nFeatures,
      /** @param {number} start @param {number} end @param {ArrayBuffer} into */
      part(start, end, into) {
        const values = new Float64Array(into, 0, end - start);
        values.set(new Float64Array(memory.buffer, at, length).subarray(start, end));
        return values;
      },
    };
    let told = performance.now();
    const outputs = await pool.map(matrix, jobs, (fraction) => {
      const now = performance.now();
      if (now - told < BEAT) return;
      told = now;
      const share = to.overall - from.overall;
      tell({ stage: from.stage, fraction, overall: from.overall + fraction * share });
    });
    breathed = performance.now();
    return outputs;
  },
};

/** The hash of a file of the request that runs, by a compute worker.
 * @param {File} file */
async function hashBeside(file) {
  const asking = running;
  await fetched('compute');
  if (cancelled || running !== asking) throw 'cancelled';
  return pool.hash(file, () => last && tell(last));
}

/** Where a worker's source may be started from. @param {string} source */
function admitted(source) {
  const blob = new Blob([source], { type: 'text/javascript' });
  const url = URL.createObjectURL(blob);
  policy.admit(url);
  return url;
}

/** @param {{module: WebAssembly.Module, workers: number}} start */
function start({ module, workers }) {
  memory = initSync({ module }).memory;
  pool = createPool(() => begin('compute'), workers);
  reader = createReader(async (kind) => {
    await fetched(kind);
    return begin(kind);
  });
  engine = new Engine(host);
}

/** Starts a worker from what the page gave. @param {string} kind */
function begin(kind) {
  const { url, module } = /** @type {any} */ (modules.get(kind));
  const worker = new Worker(policy.workerUrl(url));
  worker.postMessage({ module });
  return worker;
}

/** Has what a worker starts from, asking the page where it is not here yet.
 * @param {string} kind */
async function fetched(kind) {
  if (modules.has(kind)) return;
  if (!wanted.has(kind)) postMessage({ id: running?.id, need: kind });
  await new Promise((resolve, reject) => {
    const others = wanted.get(kind);
    wanted.set(kind, {
      resolve: () => (others?.resolve(), resolve(undefined)),
      reject: (why) => (others?.reject(why), reject(why)),
    });
  });
}

/** @param {{kind: string, source?: string, module?: WebAssembly.Module, error?: string}} given */
function receive({ kind, source, module, error }) {
  if (module) {
    modules.set(kind, { url: source && admitted(source), module });
    wanted.get(kind)?.resolve();
  } else wanted.get(kind)?.reject(error);
  wanted.delete(kind);
}

/** @param {{id: number, request: any, files: File[]}} call */
async function answer({ id, request, files }) {
  running = { id, files };
  cancelled = false;
  last = null;
  overall = 0;
  breathed = performance.now();
  try {
    const reply = await engine.handle(request);
    postMessage({ id, reply, memory: memory.buffer.byteLength });
    if (request.type === 'load') loaded = files;
    if (!rehearsed) setTimeout(rehearse, QUIET);
  } catch (error) {
    pool.endHash();
    reader.stop('unwanted');
    postMessage(wrong(id, error));
  }
  running = null;
}

/** Once, after an answer and while nothing runs: a run is likely to follow the
 * first file. Where the module can't be had, the run will say so. */
function rehearse() {
  if (rehearsed || running) return;
  rehearsed = true;
  fetched('compute').then(() => pool.rehearse(), () => {});
}

/** @param {number} id @param {any} error */
function wrong(id, error) {
  if (error && typeof error.code === 'string') return { id, failure: error };
  return { id, crashed: lastWords || String(error) };
}

onmessage = ({ data }) => {
  if (data.start) start(data.start);
  else if (data.given) receive(data.given);
  else if (data.call) answer(data.call);
  else if (data.cancel === running?.id) {
    cancelled = true;
    pool.stop('cancelled');
    reader.stop('cancelled');
  }
};
