// Workbooks and archives in the built page: read in a worker of their own,
// with the terminal's digest; what goes wrong there loses nothing.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';
import { nativeDigest } from './help/terminal.mjs';
import { orderLines, workbook, zip } from './help/xlsx.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kindred-'));
const COVER = [['The shop'], ['as of 2025']];

/** @param {string} name @param {Buffer} bytes */
function written(name, bytes) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

test('the page and the terminal agree on a workbook', async (t) => {
  const sheets = { Cover: COVER, Orders: orderLines(3_000) };
  const file = written('shop.xlsx', workbook(sheets));
  const kindred = await openKindred(t, { workers: 1 });
  await kindred.load(file);
  assert.equal(kindred.page.workers().length, 1, 'the reader was ended');
  assert.equal(await kindred.run(), nativeDigest(file));
  assert.deepEqual(kindred.messages, []);
});

test('a file of an archive is read like the file itself', async (t) => {
  const csv = orderLines(500).map((row) => row.join(',')).join('\n');
  const file = written('shop.zip', zip({ '../../orders.csv': csv }));
  const kindred = await openKindred(t, { workers: 1 });
  await kindred.load(file);
  assert.equal(await kindred.run(), nativeDigest(file));
});

test('a workbook that is refused leaves what was there', async (t) => {
  const good = written('good.xlsx', workbook({ Orders: orderLines(500) }));
  const kindred = await openKindred(t, { workers: 1 });
  await kindred.load(good);
  const bytes = readFileSync(good);
  const cut = written('cut.xlsx', bytes.subarray(0, bytes.length - 30));
  await kindred.load(cut);
  const told = await kindred.frame.locator('body').innerText();
  assert.match(told, /cut short/);
  assert.equal(kindred.page.workers().length, 1, 'the reader was ended');
  await kindred.run();
});

test('Stop ends the reading of a large workbook at once', async (t) => {
  const lines = orderLines(150_000);
  const file = written('large.xlsx', workbook({ Orders: lines }));
  const kindred = await openKindred(t, { workers: 1 });
  await kindred.at('file-input').setInputFiles(file);
  const took = await kindred.frame.evaluate(async () => {
    const { dataset } = document.documentElement;
    const pause = (ms = 1) => new Promise((done) => setTimeout(done, ms));
    while (dataset.state !== 'loading') await pause();
    await pause(250);
    if (dataset.state !== 'loading') return -1;
    const pressed = performance.now();
    const button = document.querySelector('[data-testid=cancel-button]');
    /** @type {HTMLElement} */ (button).click();
    while (dataset.state === 'loading') await pause();
    return performance.now() - pressed;
  });
  t.diagnostic(`stopped after ${took.toFixed(0)} ms`);
  assert.ok(took >= 0, 'it was still being read');
  assert.ok(took < 200, `stopped after ${took} ms`);
  const good = written('good.xlsx', workbook({ Orders: orderLines(500) }));
  await kindred.load(good);
  await kindred.run();
});

test('the sheet of a workbook is chosen on its card', async (t) => {
  const file = written('shop.xlsx', workbook({ Cover: COVER, Orders: orderLines(300), More: orderLines(40) }));
  const kindred = await openKindred(t);
  await kindred.load(file);
  const sheet = kindred.at('reading-0');
  assert.equal(await sheet.inputValue(), 'Orders');
  await sheet.selectOption('More');
  await kindred.at('file-card-0').getByText('40 lines').waitFor();
  assert.equal(await sheet.inputValue(), 'More');
});
