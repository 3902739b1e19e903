// @ts-check
// The Node lane: node node.mjs ENGINE.wasm DATA TASK N [D] prints one line.
import { openAsBlob, readFileSync } from 'node:fs';
import { open, prepare, repeat } from './lanes.mjs';

const [wasm, data, task, n, d = '8'] = process.argv.slice(2);
const engine = await open(new WebAssembly.Module(readFileSync(wasm)));
/** @type {Record<string, string>} */
const names = { blobs: `blobs_${n}_${d}.f64`, init: `init_8_${d}.f64` };
const run = await prepare(engine, task, +d,
  () => openAsBlob(`${data}/tx_${n}.csv`),
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
