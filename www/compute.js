// @ts-check
// A compute worker: one matrix, one job or one file to hash at a time, no
// state that matters.

import { Compute, FileHash, initSync, rehearse } from './pkg/compute/compute.js';
import { readChunks } from './read.js';

/** @type {Compute} */
let compute;
let lastWords = '';
Reflect.set(globalThis, 'kindredLastWords', (/** @type {string} */ words) => {
  lastWords = words;
});

/** Bytes of a file read at a time. */
const CHUNK = 1 << 18;

/** The least time between two signs of life, in milliseconds. */
const BEAT = 200;

onmessage = ({ data }) => {
  if (data.module) {
    initSync({ module: data.module });
    compute = new Compute();
  }
  if (data.matrix) take(data.matrix);
  if (data.job) runJob(data.job);
  else if (data.matrix) giveBack(data.matrix.values.buffer);
  if (data.file) hash(data.file);
  if (data.rehearse) {
    rehearse();
    postMessage({ rehearsed: true });
  }
};

/** A part of a matrix, the first of which ends the one before.
 * @param {{start: number, values: Float64Array, length: number, nFeatures: number}} part */
function take({ start, values, length, nFeatures }) {
  if (start === 0) compute.expect(length, nFeatures);
  compute.feed(values);
}

/** For the next part: else all of a matrix may wait for the collector.
 * @param {ArrayBuffer} fed */
function giveBack(fed) {
  postMessage({ fed }, { transfer: [fed] });
}

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
  const told = { hashing: true };
  const whole = feed(file, beats(() => postMessage(told))).catch(() => null);
  postMessage({ hash: await whole });
}

/** Reads a file through one buffer. @param {File} file
 * @param {(length: number) => void} beat */
async function feed(file, beat) {
  const reader = readChunks(file);
  const hash = new FileHash();
  let buffer = new ArrayBuffer(CHUNK);
  let length = 0;
  for (;;) {
    const { value } = await reader.read(new Uint8Array(buffer));
    if (!value?.length) break;
    hash.feed(value);
    length += value.length;
    buffer = value.buffer;
    beat(length);
  }
  return length === file.size ? hash.finish() : null;
}

/** @param {{index: number, bytes: Uint8Array<ArrayBuffer>}} job */
function runJob({ index, bytes }) {
  const tick = beats((fraction) => postMessage({ index, fraction }));
  try {
    const output = compute.run(bytes, tick);
    postMessage({ index, output }, { transfer: [output.buffer] });
  } catch (error) {
    postMessage({ crashed: lastWords || String(error) });
  }
}
