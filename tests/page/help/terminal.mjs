// The terminal beside the page.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from './kindred.mjs';

/** It is done, or done with a doubt. */
const ENDS = [0, 4];

/** What the terminal is told if there is no plan. */
const ALONE = ['--purpose', 'analytics', '--basis', 'legitimate-interests'];

/** The digest that the terminal finds for a file.
 * @param {string} file @param {string} [plan] a plan that was saved */
export const nativeDigest = (file, plan) => nativeRun(file, plan).digest;

/** Where the terminal is, as `cargo test --workspace` compiles it: a build of
 * it alone chooses other features, and compiles everything once more. */
function compiled() {
  const words = ['test', '--locked', '-q', '--workspace', '--no-run'];
  const form = '--message-format=json-render-diagnostics';
  const options = { cwd: root, encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 28 };
  const said = execFileSync('cargo', [...words, form], /** @type {any} */ (options));
  const messages = String(said).split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const is = (/** @type {any} */ { executable, target, profile }) =>
    executable && target.name === 'kindred' && target.kind[0] === 'bin' && !profile.test;
  return messages.find(is).executable;
}

/** @type {string | undefined} */
let terminal;

/** The analysis that the terminal finds for a file.
 * @param {string} file @param {string} [plan] a plan that was saved */
export function nativeRun(file, plan) {
  terminal ??= compiled();
  const out = mkdtempSync(join(tmpdir(), 'kindred-'));
  const how = plan ? ['--plan', plan] : ALONE;
  try {
    execFileSync(terminal, ['run', file, ...how, '--out', out], { stdio: 'pipe' });
  } catch (error) {
    const { status, stderr } = /** @type {any} */ (error);
    if (!ENDS.includes(status)) throw new Error(String(stderr));
  }
  return JSON.parse(readFileSync(join(out, 'analysis.json'), 'utf8'));
}
