// Runs a Rust test program that was compiled to wasm32-wasip1: cargo's
// runner for "the same tests as WebAssembly". The program sees the
// repository and the real data, under the paths they have outside.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WASI } from 'node:wasi';

const [file, ...rest] = process.argv.slice(2);
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const data = process.env.KINDRED_DATA ?? resolve(root, '../shared/data');
const folders = [root, data, tmpdir()].filter((path) => existsSync(path));

const wasi = new WASI({
  version: 'preview1',
  args: [file, ...rest],
  env: { ...process.env, KINDRED_DATA: data },
  preopens: Object.fromEntries(folders.map((p) => [p, realpathSync(p)])),
  returnOnExit: true,
});
const module = await WebAssembly.compile(readFileSync(file));
const instance = await WebAssembly.instantiate(
  module,
  wasi.getImportObject(),
);
try {
  process.exitCode = wasi.start(instance);
} catch (error) {
  // A failed test aborts the whole program: panics don't unwind here.
  console.error(`${error}`);
  process.exitCode = 101;
}
