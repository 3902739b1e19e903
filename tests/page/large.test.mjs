// A file that is too large to be held, in a real browser.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';
import { orderLines } from './help/orders.mjs';

const ROOM = 256 * 2 ** 20;

test('five million lines in 256 MiB', async (t) => {
  const note = 'Delivered with care.';
  const path = orderLines(5_000_000, 200_000, note);
  const size = statSync(path).size;
  assert.ok(size > 400e6, `${size} bytes`);
  const kindred = await openKindred(t);
  const started = performance.now();
  await kindred.load(path);
  const read = performance.now();
  assert.equal(await kindred.at('file-large').count(), 1);
  await kindred.run();
  const done = performance.now();
  const memory = await kindred.frame.evaluate(() =>
    Number(document.documentElement.dataset.memory),
  );
  t.diagnostic(
    `${(size / 1e6).toFixed(0)} MB: read in ${(read - started).toFixed(0)} ms, ` +
      `answered in ${(done - read).toFixed(0)} ms, ${(memory / 2 ** 20).toFixed(0)} MiB`,
  );
  assert.ok(memory > 0 && memory <= ROOM, `${memory} bytes`);
});
