// @ts-check
// A compute worker: one matrix, one job or one file to hash at a time, no
// state that matters.

import { Compute, initSync, sha256 } from './pkg/engine.js';
import { readChunks } from './read.js';

/** @type {Compute | null} */
let compute = null;
let lastWords = '';
Reflect.set(globalThis, 'kindredLastWords', (/** @type {string} */ words) => {
  lastWords = words;
});

/** The least time between two signs of life, in milliseconds. */
const BEAT = 200;

onmessage = ({ data }) => {
  if (data.module) initSync({ module: data.module });
  if (data.matrix) {
    compute?.free();
    compute = new Compute(data.matrix.values, data.matrix.nFeatures);
  }
  if (data.job) runJob(data.job);
  if (data.file) hash(data.file);
};

/** A sign of life, not too often. @param {(what: number) => void} give */
function beats(give) {
  let last = performance.now();
  return (/** @type {number} */ what) => {
    const now = performance.now();
    if (now - last < BEAT) return;
    last = now;
    give(what);
  };
}

/** Its hash, or `null` where not all of it could be read: it was changed.
 * @param {File} file */
async function hash(file) {
  const reader = readChunks(file);
  const beat = beats(() => postMessage({ hashing: true }));
  let length = 0;
  /** @param {Uint8Array<ArrayBuffer>} view */
  const read = async (view) => {
    const chunk = await reader.read(view);
    length += chunk.value?.byteLength ?? 0;
    beat(length);
    return chunk;
  };
  const counted = /** @type {any} */ ({ read });
  const digest = await sha256(counted).catch(() => null);
  postMessage({ hash: length === file.size ? digest : null });
}

/** @param {{index: number, bytes: Uint8Array<ArrayBuffer>}} job */
function runJob({ index, bytes }) {
  const tick = beats((fraction) => postMessage({ index, fraction }));
  try {
    const output = /** @type {Compute} */ (compute).run(bytes, tick);
    postMessage({ index, output }, { transfer: [output.buffer] });
  } catch (error) {
    postMessage({ crashed: lastWords || String(error) });
  }
}
