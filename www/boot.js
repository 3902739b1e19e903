// @ts-check
// What the build embeds beside the frame's script, and how it is taken out.
//
// The inner document holds three blocks of plain text, which never run:
//   #kindred-wasm     the engine: WebAssembly, a character a byte
//   #kindred-worker   the source of the session worker (www/worker.js)
// and one for each module that is taken out when it is first needed, gzip in
// base64: four bytes with the length of the worker's source, the source, the
// WebAssembly:
//   #kindred-compute   of a compute worker (www/compute.js)
//   #kindred-workbook, #kindred-parquet   of the heavy readers
//   #kindred-encodings   of no worker: the session worker's engine decodes
//     by it what is no UTF-8
// All sources are complete scripts with the engine's glue bundled in; a
// worker calls `initSync({ module })` with the module it is sent.

import { createPolicy } from './policy.js';

/** @param {string} id */
function block(id) {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`the page was built without #${id}`);
  return text;
}

export const KINDRED = Object.freeze({
  /** The id of the element that holds the engine. */
  wasm: 'kindred-wasm',
  /** The source of the session worker. */
  worker: block('kindred-worker'),
});

/**
 * Bytes that stand as their own characters, or as those 256 places further;
 * by a loop, an iterator over a module holds the page up for 100 ms.
 * @param {string} text
 */
function bytesOf(text) {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/**
 * Compiles the engine, once a page.
 * @returns {Promise<WebAssembly.Module>}
 */
export function compileEngine() {
  return WebAssembly.compile(bytesOf(block(KINDRED.wasm)));
}

/**
 * Takes a module and its worker's source out of the page.
 * @param {string} kind
 */
export async function unpack(kind) {
  const bytes = bytesOf(atob(block(`kindred-${kind}`)));
  const stream = new Blob([bytes]).stream();
  const plain = stream.pipeThrough(new DecompressionStream('gzip'));
  const all = await new Response(plain).arrayBuffer();
  const length = new DataView(all).getUint32(0, true);
  const source = new TextDecoder().decode(new Uint8Array(all, 4, length));
  const module = await WebAssembly.compile(all.slice(4 + length));
  return { source, module };
}

const workerUrl = URL.createObjectURL(
  new Blob([KINDRED.worker], { type: 'text/javascript' }),
);

/** The frame's only policy: its worker and its charts. */
export const policy = createPolicy(workerUrl);

/**
 * Starts a session worker with the compiled engine.
 * @param {WebAssembly.Module} module
 * @param {number} workers how many compute workers it may start, at least 1
 * @returns {Worker}
 */
export function startWorker(module, workers) {
  const worker = new Worker(policy.workerUrl(workerUrl));
  worker.postMessage({ start: { module, workers } });
  return worker;
}
