// @ts-check
// The session worker: owns the data, answers one request at a time, starts
// the compute workers itself.

import { Engine, initSync } from './pkg/engine.js';
import { createPolicy } from './policy.js';
import { createPool } from './pool.js';
import { readChunks } from './read.js';
import { createReader } from './reader.js';

/** How long the engine may work before the worker hears messages again, in
 * milliseconds. */
const BREATH = 40;

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
/** Heavy readers that the page gave, by their names.
 * @type {Map<string, {url: string, module: WebAssembly.Module}>} */
const readers = new Map();
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

/** @param {any} progress */
const tell = (progress) => postMessage({ id: running?.id, progress });

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
    return pool.hash(opened, () => last && tell(last));
  },

  /** @param {any} preview */
  preview: (preview) => postMessage({ id: running?.id, preview }),
  /** @param {number} file @param {string} kind */
  parts(file, kind) {
    return reader.parts(fileOf(file), kind);
  },

  /** @param {string} part */
  openPart: (part) => reader.openPart(part),

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

  /** @param {string} key */
  hasMatrix: (key) => pool.hasMatrix(key),

  /**
   * @param {string} key @param {Float64Array | undefined} values
   * @param {number} nFeatures @param {Uint8Array[]} jobs
   * @param {any[]} stage progress at its start and at its end
   */
  async map(key, values, nFeatures, jobs, [from, to]) {
    tell(from);
    await breathe();
    if (cancelled) throw 'cancelled';
    const matrix = { key, values, nFeatures };
    const outputs = await pool.map(matrix, jobs, (fraction) => {
      const overall = from.overall + fraction * (to.overall - from.overall);
      tell({ stage: from.stage, fraction, overall });
    });
    breathed = performance.now();
    return outputs;
  },
};

/** @param {{module: WebAssembly.Module, compute: string, workers: number}} start */
function start({ module, compute, workers }) {
  memory = initSync({ module }).memory;
  const source = new Blob([compute], { type: 'text/javascript' });
  const url = URL.createObjectURL(source);
  const policy = createPolicy(url);
  const spawn = () => {
    const worker = new Worker(policy.workerUrl(url));
    worker.postMessage({ module });
    return worker;
  };
  pool = createPool(spawn, workers);
  reader = createReader(async (kind) => {
    if (!readers.has(kind)) await fetchReader(kind);
    const { url, module } = /** @type {any} */ (readers.get(kind));
    policy.admit(url);
    const worker = new Worker(policy.workerUrl(url));
    worker.postMessage({ module });
    return worker;
  });
  engine = new Engine(host);
}

/** Asks the page for a heavy reader. @param {string} kind */
function fetchReader(kind) {
  postMessage({ id: running?.id, need: kind });
  return new Promise((resolve, reject) => {
    wanted.set(kind, { resolve: () => resolve(undefined), reject });
  });
}

/** @param {{kind: string, source?: string, module?: WebAssembly.Module, error?: string}} given */
function receive({ kind, source, module, error }) {
  if (source && module) {
    const blob = new Blob([source], { type: 'text/javascript' });
    readers.set(kind, { url: URL.createObjectURL(blob), module });
    wanted.get(kind)?.resolve();
  } else wanted.get(kind)?.reject(error);
  wanted.delete(kind);
}

/** @param {{id: number, request: any, files: File[]}} call */
async function answer({ id, request, files }) {
  running = { id, files };
  cancelled = false;
  last = null;
  breathed = performance.now();
  try {
    const reply = await engine.handle(request);
    if (request.type === 'load') loaded = files;
    postMessage({ id, reply, memory: memory.buffer.byteLength });
  } catch (error) {
    pool.endHash();
    reader.stop('unwanted');
    postMessage(wrong(id, error));
  }
  running = null;
}

/** @param {number} id @param {any} error */
function wrong(id, error) {
  if (error && typeof error.code === 'string') return { id, failure: error };
  return { id, crashed: lastWords || String(error) };
}

onmessage = ({ data }) => {
  if (data.start) start(data.start);
  else if (data.reader) receive(data.reader);
  else if (data.call) answer(data.call);
  else if (data.cancel === running?.id) {
    cancelled = true;
    pool.stop('cancelled');
    reader.stop('cancelled');
  }
};
