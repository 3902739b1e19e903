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

/** The analysis that the terminal finds for a file.
 * @param {string} file @param {string} [plan] a plan that was saved */
export function nativeRun(file, plan) {
  const out = mkdtempSync(join(tmpdir(), 'kindred-'));
  const words = ['run', '--locked', '-q', '-p', 'kindred-cli', '--', 'run'];
  const how = plan ? ['--plan', plan] : ALONE;
  try {
    const args = [...words, file, ...how, '--out', out];
    execFileSync('cargo', args, { cwd: root, stdio: 'pipe' });
  } catch (error) {
    const { status, stderr } = /** @type {any} */ (error);
    if (!ENDS.includes(status)) throw new Error(String(stderr));
  }
  return JSON.parse(readFileSync(join(out, 'analysis.json'), 'utf8'));
}
