// Order lines by the million, the same each time.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LINES_AN_ORDER = 10;

/**
 * Writes a file of order lines, 62 bytes each without `note`; it goes with
 * the process.
 * @param {number} nLines @param {number} nCustomers @param {string} [note]
 * stands on each line
 */
export function orderLines(nLines, nCustomers, note = '') {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'lines.csv');
  const file = openSync(path, 'w');
  writeSync(file, `order,customer,date,product,quantity,price,country${note && ',note'}\n`);
  let state = 1;
  const next = (/** @type {number} */ n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  /** @type {string[]} */
  let parts = [];
  for (let order = 0; order < nLines / LINES_AN_ORDER; order += 1) {
    const u = next(nCustomers);
    const who = Math.floor((u * u) / nCustomers);
    const day = new Date(Date.UTC(2023, 0, 1 + next(700))).toISOString();
    const head = `${500_000 + order},${10_000 + who},${day.slice(0, 10)} ${10 + next(9)}:30:00`;
    for (let line = 0; line < LINES_AN_ORDER; line += 1) {
      const product = next(4_000);
      const price = ((100 + ((product * 7_919) % 3_000)) * (next(10) ? 1 : 0.85)) / 100;
      const rest = note && `,${note}`;
      const cells = `"Item ${product}, boxed",${1 + next(6)},${price.toFixed(2)},Germany${rest}`;
      parts.push(`${head},${cells}\n`);
    }
    if (parts.length > 50_000) {
      writeSync(file, parts.join(''));
      parts = [];
    }
  }
  writeSync(file, parts.join(''));
  closeSync(file);
  return path;
}
