// JSON lines and Parquet files in the built page, with the terminal's digest.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKindred, root } from './help/kindred.mjs';
import { nativeDigest } from './help/terminal.mjs';
import { orderLines } from './help/xlsx.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kindred-'));
const parquet = join(root, 'crate/parquet/tests/files/orders-pandas.parquet');

test('the page and the terminal agree on a Parquet file', async (t) => {
  const kindred = await openKindred(t, { workers: 1 });
  await kindred.load(parquet);
  assert.equal(kindred.page.workers().length, 1, 'the reader was ended');
  assert.equal(await kindred.run(), nativeDigest(parquet));
  assert.deepEqual(kindred.messages, []);
});

test('a Parquet file that is refused leaves what was there', async (t) => {
  const kindred = await openKindred(t, { workers: 1 });
  await kindred.load(parquet);
  const cut = join(folder, 'cut.parquet');
  writeFileSync(cut, readFileSync(parquet).subarray(0, 900));
  await kindred.load(cut);
  const told = await kindred.frame.locator('body').innerText();
  assert.match(told, /cut short/);
  await kindred.run();
});

test('the page and the terminal agree on one object a line', async (t) => {
  const [names, ...rows] = orderLines(500);
  const objects = rows.map((row) =>
    JSON.stringify(Object.fromEntries(names.map((name, i) => [name, row[i]]))));
  const file = join(folder, 'shop.ndjson');
  writeFileSync(file, objects.join('\n'));
  const kindred = await openKindred(t, { workers: 1 });
  await kindred.load(file);
  assert.equal(await kindred.run(), nativeDigest(file));
});
