// @ts-check
// The Node lane: node node.mjs ENGINE.wasm DATA TASK N [D] prints one line.
import { openSync, readFileSync, readSync } from 'node:fs';
import { open, prepare, repeat } from './lanes.mjs';

const [wasm, data, task, n, d = '8'] = process.argv.slice(2);
const engine = await open(new WebAssembly.Module(readFileSync(wasm)));
/** @type {Record<string, string>} */
const names = { blobs: `blobs_${n}_${d}.f64`, init: `init_8_${d}.f64` };
const run = await prepare(engine, task, +d,
  async () => ({ stream: () => chunks(`${data}/tx_${n}.csv`) }),
  async (name) => new Uint8Array(readFileSync(`${data}/${names[name]}`)).buffer);
// The thread's own CPU time, as the peers' JavaScript lane.
const cpu = () => {
  const used = /** @type {any} */ (process).threadCpuUsage?.()
    ?? process.cpuUsage();
  return (used.user + used.system) / 1e6;
};
const result = await repeat(run, cpu, Number(process.env.PEERS_CAP ?? 8));
console.log(JSON.stringify({
  peer: 'kindred', task, n: +n, d: +d, version: `wasm, Node ${process.version}`,
  ...result, wasm_memory_mb: engine.megabytes(),
}));

/** The file as a browser streams it, without Node's own layers. */
function chunks(/** @type {string} */ path) {
  const file = openSync(path, 'r');
  const buffer = new Uint8Array(1 << 20);
  return new ReadableStream({
    pull(to) {
      const length = readSync(file, buffer);
      if (length > 0) to.enqueue(buffer.subarray(0, length));
      else to.close();
    },
  }, { highWaterMark: 0 });
}
