// @ts-check
// The page of the Chromium lane. `cpuSeconds` is given by chromium.mjs.
import { median, repeat } from './lanes.mjs';

/** @returns {(act: string, rest?: object) => Promise<any>} */
function start() {
  const worker = new Worker('/bench/worker.js', { type: 'module' });
  /** @type {Map<number, {resolve: Function, reject: Function}>} */
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data: { id, value, error } }) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    error ? reject?.(new Error(error)) : resolve?.(value);
  };
  return (act, rest = {}) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    worker.postMessage({ id: last, act, ...rest });
  });
}

/** @param {any} what */
async function lane({ task, n, d, cap }) {
  const from = performance.now();
  const module = await WebAssembly.compileStreaming(fetch('/engine.wasm'));
  const compile_seconds = (performance.now() - from) / 1e3;
  const call = start();
  await call('prepare', { module, task, n, d });
  const result = await repeat(() => call('run'),
    /** @type {any} */ (window).cpuSeconds, cap);
  return { ...result, compile_seconds, wasm_memory_mb: await call('megabytes') };
}

/**
 * The ten starts as ten jobs, pulled by 1 worker and by 2, in turn.
 * @param {any} what
 */
async function workers({ n, d, rounds = 5 }) {
  const module = await WebAssembly.compileStreaming(fetch('/engine.wasm'));
  const calls = [start(), start()];
  for (const call of calls) {
    await call('prepare', { module, task: 'kmeans', n, d });
    await call('starts', { from: 0, to: 2 });
  }
  /** @type {number[][]} */ const wall = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const many of [1, 2]) {
      const from = performance.now();
      let next = 0;
      await Promise.all(calls.slice(0, many).map(async (call) => {
        while (next < 10) { const job = next++; await call('starts', { from: job, to: job + 1 }); }
      }));
      wall[many - 1].push((performance.now() - from) / 1e3);
    }
  }
  return { one: median(wall[0]), two: median(wall[1]), wall };
}

Object.assign(window, { LANES: { lane, workers } });
