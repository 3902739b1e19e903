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

/** @param {File} file */
const hash = (file) => sha256(readChunks(file)).then(
  (digest) => postMessage({ hash: digest }),
  (error) => postMessage({ crashed: lastWords || String(error) }),
);

/** @param {{index: number, bytes: Uint8Array<ArrayBuffer>}} job */
function runJob({ index, bytes }) {
  let beat = performance.now();
  const tick = (/** @type {number} */ fraction) => {
    const now = performance.now();
    if (now - beat < BEAT) return;
    beat = now;
    postMessage({ index, fraction });
  };
  try {
    const output = /** @type {Compute} */ (compute).run(bytes, tick);
    postMessage({ index, output }, { transfer: [output.buffer] });
  } catch (error) {
    postMessage({ crashed: lastWords || String(error) });
  }
}
