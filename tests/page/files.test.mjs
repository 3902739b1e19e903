// Files on their way into the page: the first rows while the rest is read,
// the rows of a file, its columns, several files and how they join.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';

/** The bytes of the file whose first rows are waited for. */
const LARGE = 95_000_000;

/** Milliseconds that a drop may take until rows are there; more where the
 * machine is shared. */
const AT_ONCE = 300;

/** A file of order lines, written for the test. @param {number} n_bytes */
function orderLines(n_bytes) {
  const path = join(mkdtempSync(join(tmpdir(), 'kindred-')), 'shop.csv');
  const head = 'order_number,customer,order_date,product,quantity,unit_price\n';
  const line = (/** @type {number} */ i) =>
    `${500_000 + (i >> 2)},C${i % 40_000},2024-${String(1 + (i % 12)).padStart(2, '0')}-`
    + `${String(1 + (i % 28)).padStart(2, '0')},"Candle, no. ${i % 900}",${1 + (i % 6)},${i % 90}.50\n`;
  let text = head;
  for (let i = 0; text.length < n_bytes; i++) text += line(i);
  writeFileSync(path, text);
  return path;
}

/**
 * Drops files on the page, as a visitor does, and waits for the first row.
 * @param {import('./help/kindred.mjs').Kindred} kindred
 * @param {string[]} paths
 * @returns {Promise<number>} milliseconds, by the page's own clock
 */
async function dropAndSee(kindred, paths) {
  await kindred.frame.evaluate(() => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', multiple: true, id: 'for-the-test' });
    document.body.append(input);
  });
  await kindred.frame.locator('#for-the-test').setInputFiles(paths);
  return kindred.frame.evaluate(async () => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector('#for-the-test'));
    const dataTransfer = new DataTransfer();
    for (const file of input.files ?? []) dataTransfer.items.add(file);
    input.remove();
    const began = performance.now();
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    const rows = '[data-testid=first-rows]:not([hidden]) tbody tr';
    while (!document.querySelector(rows) && performance.now() - began < 10_000) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - began;
  });
}

test('the first rows of 95 MB are there at once', async (t) => {
  const path = orderLines(LARGE);
  t.after(() => rmSync(path));
  const kindred = await openKindred(t);
  const took = await dropAndSee(kindred, [path]);
  t.diagnostic(`first rows ${took.toFixed(0)} ms after the drop`);
  const rows = kindred.at('first-rows').locator('tbody tr');
  assert.equal(await kindred.state(), 'loading', 'the file was still being read');
  assert.equal(await rows.count(), 50);
  assert.match(await rows.first().innerText(), /500,?000\s+C0\s+2024-01-01\s+Candle, no\. 0/);
  assert.equal(await kindred.ends(), 'ready');
  assert.equal(await kindred.at('first-rows').isHidden(), true);
  assert.ok(took < 3 * AT_ONCE, `${took} ms`);
});
