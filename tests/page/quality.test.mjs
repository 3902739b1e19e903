// What is odd in the data and what is done about it: chosen by keyboard, told
// at once to the cent, in the run and in the plan.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';
import { nativeDigest } from './help/terminal.mjs';

/** A hundred and fifty customers, and what is wrong. */
function shop() {
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const lines = ['customer_id,order_id,order_date,amount,channel'];
  for (let i = 0; i < 450; i++) {
    const who = i % 150;
    lines.push(`C${who},${1000 + i},2025-${two(1 + (i % 3))}-${two(1 + (i % 28))},`
      + `${20 + (who % 7)}.${10 + (i % 80)},${who % 3 ? 'web' : 'shop'}`);
  }
  const odd = [
    'C1,2000,2025-02-03,12.50,web',
    'C1,2000,2025-02-03,12.50,web',
    'C2,2001,2025-02-03,99999.00,web',
    'test-user,2002,2025-02-03,2.00,web',
    ',2003,2025-02-04,5.00,web',
    'C3,2004,2052-02-04,9.00,web',
  ];
  const nobody = Array.from({ length: 40 }, (_, i) =>
    `,${3000 + i},2025-02-0${1 + (i % 9)},5.00,${i % 4 ? 'shop' : 'web'}`);
  return [...lines, ...odd, ...nobody, ''].join('\n');
}

const NAMES = ['missing-values', 'repeated-records', 'far-dates', 'outlying-amounts', 'test-customers', 'large-buyers'];

/** @param {import('./help/kindred.mjs').Kindred} kindred @param {string} text */
const told = (kindred, text) =>
  kindred.at('record-report').locator('.ledger').getByText(text).waitFor();

test('what is odd is mended by choice, by keyboard, and the terminal does the same', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'shop.csv');
  writeFileSync(file, shop());
  const kindred = await openKindred(t);
  await kindred.load(file);
  const checks = kindred.at('checks');
  await checks.locator('li').first().waitFor();
  const names = await checks.locator('li').evaluateAll((all) =>
    all.map((item) => /** @type {HTMLElement} */ (item).dataset.check));
  assert.deepEqual(names, NAMES);
  assert.equal(await checks.locator('input:checked[value=keep]').count(), 6, 'nothing goes by itself');
  const first = kindred.frame.locator('#check-repeated-records-keep');
  await first.focus();
  await kindred.page.keyboard.press('ArrowDown');
  await told(kindred, '− lines that equal an earlier one');
  const focused = () => kindred.frame.evaluate(() => document.activeElement?.id);
  assert.equal(await focused(), 'check-repeated-records-mend', 'the reader stays there');
  for (const [name, reason] of [['far-dates', 'lines on or after the as-of day'], ['outlying-amounts', 'lines above a limit of the plan'], ['test-customers', 'test orders']]) {
    await kindred.frame.locator(`#check-${name}-mend`).press(' ');
    await told(kindred, `− ${reason}`);
  }
  assert.equal(await checks.locator('li').count(), 6, 'what was chosen can be taken back');
  assert.match(await kindred.at('record-report').locator('.ledger').innerText(),
    /− lines above a limit of the plan\s+1\s+99,999\.00/);
  assert.match(await kindred.at('table-left-out').innerText(),
    /shop\s+33% \(26% to 41%\)\s+71% \(56% to 83%\)\s+yes/);
  await kindred.run();
  assert.match(await kindred.at('reconciliation').locator('table').textContent() ?? '', /− test orders12\.00/);
  const { text } = await kindred.download('export-plan');
  const path = join(folder, 'plan.json');
  writeFileSync(path, text);
  const digest = await kindred.digest();
  assert.equal(nativeDigest(file, path), digest);
  await kindred.frame.locator('#check-far-dates-keep').press(' ');
  await kindred.frame.waitForFunction(() => !document.querySelector('.ledger')?.textContent?.includes('as-of'));
  assert.deepEqual(kindred.messages, []);
});
