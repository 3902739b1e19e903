// @ts-check
// One worker of the Chromium lane: prepares once, repeats when told.
import { open, prepare } from './lanes.mjs';

const get = async (/** @type {string} */ url) => {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url}: ${reply.status}`);
  return reply;
};

/** @type {any} */ let engine;
/** @type {() => any} */ let run;

const acts = {
  async prepare(/** @type {any} */ { module, task, n, d }) {
    engine = await open(module);
    run = await prepare(engine, task, d,
      async () => (await get(`/data/tx_${n}.csv`)).blob(),
      async (name) => (await get(name === 'init'
        ? `/data/init_8_${d}.f64` : `/data/${name}_${n}_${d}.f64`)).arrayBuffer());
  },
  run: () => run(),
  starts: (/** @type {any} */ { from, to }) => engine.starts(from, to),
  megabytes: () => engine.megabytes(),
};

self.onmessage = async ({ data: { id, act, ...rest } }) => {
  try {
    const value = await acts[/** @type {keyof typeof acts} */ (act)](rest);
    self.postMessage({ id, value });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
