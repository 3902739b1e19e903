// @ts-check
// The engine of the bench in JavaScript: the same tasks in Node (node.mjs)
// and in a browser's worker (worker.js).

import { readChunks } from '../../www/read.js';

/** Bytes asked for at a time. */
const CHUNK = 1 << 18;

/** What is read now: Chromium collects a stream that is held by nothing but
 * who waits for it, and then the reading never ends.
 * @type {Set<unknown>} */
const held = new Set();

/**
 * @param {WebAssembly.Module} module
 * @returns {Promise<any>} calls on one instance
 */
export async function open(module) {
  const { exports } = await WebAssembly.instantiate(module, {});
  const api = /** @type {any} */ (exports);
  const answer = () => JSON.parse(new TextDecoder().decode(
    new Uint8Array(api.memory.buffer, api.answer_start(), api.answer_length()),
  ));
  const put = (/** @type {Uint8Array} */ bytes) => {
    const start = api.input(bytes.length);
    new Uint8Array(api.memory.buffer, start, bytes.length).set(bytes);
  };
  return {
    /** @param {'rfm' | 'typed'} task @param {Pick<Blob, 'stream'>} file */
    async read(task, file) {
      api[`${task}_open`]();
      // As the page's worker reads a file.
      const reader = readChunks(file);
      held.add(reader);
      let buffer = new ArrayBuffer(CHUNK);
      for (;;) {
        const { value } = await reader.read(new Uint8Array(buffer));
        if (!value?.length) break;
        put(value);
        api.rfm_feed(value.length);
        buffer = value.buffer;
      }
      held.delete(reader);
      api[`${task}_finish`]();
      return answer();
    },
    /** A sheet's text, chunk by chunk, from another module.
     * @param {() => Uint8Array | undefined} next */
    sheet(next) {
      api.sheet_open();
      for (let chunk = next(); chunk; chunk = next()) {
        put(chunk);
        api.rfm_feed(chunk.length);
      }
      api.typed_finish();
      return answer();
    },
    matrix(/** @type {ArrayBuffer} */ cells, /** @type {number} */ d) {
      put(new Uint8Array(cells));
      api.matrix(d);
    },
    centres(/** @type {ArrayBuffer} */ cells, /** @type {number} */ d) {
      put(new Uint8Array(cells));
      api.centres(d);
    },
    task(/** @type {string} */ name) {
      put(new TextEncoder().encode(name));
      api.task_open();
    },
    run: () => (api.task_run(), answer()),
    fixed: () => (api.kmeans_fixed(), answer()),
    starts: (/** @type {number} */ from, /** @type {number} */ to) =>
      (api.kmeans_starts(from, to), answer()),
    megabytes: () => api.memory.buffer.byteLength / 2 ** 20,
  };
}

/**
 * Prepares a task once and gives what is to be repeated.
 * @param {any} engine
 * @param {string} task
 * @param {number} d
 * @param {() => Promise<Pick<Blob, 'stream'>>} lines
 * @param {(name: string) => Promise<ArrayBuffer>} cells
 */
export async function prepare(engine, task, d, lines, cells) {
  if (task === 'rfm' || task === 'typed') {
    const file = await lines();
    return () => engine.read(task, file);
  }
  engine.matrix(await cells('blobs'), d);
  if (task === 'kmeans_fixed') {
    engine.centres(await cells('init'), d);
    return () => engine.fixed();
  }
  if (task === 'kmeans') return () => engine.starts(0, 10);
  if (task === 'silhouette') engine.centres(await cells('init'), d);
  engine.task(task);
  return () => engine.run();
}

/**
 * Six repetitions as the peers do, the first warms up; fewer when they take
 * long, and a second of them where they are short, so that most are past the
 * browser's compiler.
 * @param {() => any} run
 * @param {() => Promise<number> | number} cpu seconds spent so far
 * @param {number} cap seconds
 */
export async function repeat(run, cpu, cap) {
  const seconds = [], wall = [];
  let quality, total = 0;
  do {
    const from = await cpu(), start = performance.now();
    quality = await run();
    wall.push((performance.now() - start) / 1e3);
    seconds.push(await cpu() - from);
    total += wall[wall.length - 1];
  } while ((seconds.length < 6 || total < 1) && total + wall[wall.length - 1] < cap);
  if (seconds.length > 1) { seconds.shift(); wall.shift(); }
  return { cpu_seconds: median(seconds), seconds: median(wall), cpu: seconds, wall, quality };
}

/** @param {number[]} list */
export const median = (list) =>
  [...list].sort((a, b) => a - b)[list.length >> 1];
