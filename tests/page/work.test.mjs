// Where work runs: the same answer on any number of workers and natively;
// stopping and dying in every stage lose nothing that was loaded.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKindred, realData, root } from './help/kindred.mjs';

/** The stages in which a visitor can press Stop and see it act. */
const STAGES = ['features', 'choose', 'segment'];

/** The digest that the terminal finds for a file. @param {string} file */
function nativeDigest(file) {
  const out = mkdtempSync(join(tmpdir(), 'kindred-'));
  const words = ['run', '--locked', '-q', '-p', 'kindred-cli', '--', 'run'];
  const how = ['--purpose', 'analytics', '--basis', 'legitimate-interests'];
  const ends = [0, 4];
  try {
    const args = [...words, file, ...how, '--out', out];
    execFileSync('cargo', args, { cwd: root, stdio: 'pipe' });
  } catch (error) {
    const { status, stderr } = /** @type {any} */ (error);
    if (!ends.includes(status)) throw new Error(String(stderr));
  }
  return JSON.parse(readFileSync(join(out, 'analysis.json'), 'utf8')).digest;
}

test('1, 2 and 4 workers and the terminal agree to the last bit', async (t) => {
  const file = realData('cdnow/cdnow_sample_transactions.csv');
  if (!file) return;
  const native = nativeDigest(file);
  for (const workers of [1, 2, 4]) {
    const kindred = await openKindred(t, { workers });
    await kindred.load(file);
    assert.equal(await kindred.run(), native, `${workers} workers`);
    const running = kindred.page.workers().length;
    assert.equal(running, 1 + workers, 'a session and its compute workers');
  }
});

test('the page and the terminal agree on Online Retail', async (t) => {
  const file = realData('online_retail/online_retail_dev.csv.gz');
  if (!file) return;
  const kindred = await openKindred(t);
  await kindred.load(file);
  assert.equal(await kindred.run(), nativeDigest(file));
});

/** Runs until the page shows a stage. */
async function runUntil(kindred, stage) {
  await kindred.start();
  const shown = (/** @type {string} */ want) => {
    const { dataset } = document.documentElement;
    return dataset.stage === want || dataset.state === 'done';
  };
  await kindred.frame.waitForFunction(shown, stage, { polling: 5 });
  return (await kindred.state()) === 'running';
}

test('Stop answers in every stage and keeps what is loaded', async (t) => {
  const file = realData('online_retail/online_retail_dev.csv.gz');
  if (!file) return;
  const kindred = await openKindred(t);
  await kindred.load(file);
  let stopped = 0;
  for (const stage of STAGES) {
    if (!(await runUntil(kindred, stage))) continue;
    const took = await kindred.frame.evaluate(async () => {
      const began = performance.now();
      const press = document.querySelector('[data-testid=cancel-button]');
      /** @type {HTMLElement} */ (press).click();
      const { dataset } = document.documentElement;
      while (dataset.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      return performance.now() - began;
    });
    stopped += 1;
    t.diagnostic(`${stage}: stopped after ${took.toFixed(0)} ms`);
    assert.ok(took < 200, `${stage}: ${took} ms`);
    await kindred.at('column-table').waitFor();
  }
  assert.ok(stopped >= 2, 'the run was caught in its stages');
  const digest = await kindred.run();
  assert.match(digest, /^[0-9a-f]{64}$/);
});

test('Stop while a file is read keeps the file before', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  const rows = Array.from(
    { length: 400_000 },
    (_, i) => `c${i % 5000},2024-0${1 + (i % 9)}-11,${i % 97}.50`,
  );
  const buffer = Buffer.from(`customer,date,amount\n${rows.join('\n')}\n`);
  const input = kindred.at('file-input');
  await input.setInputFiles({ name: 'big.csv', mimeType: 'text/csv', buffer });
  await kindred.reaches('loading');
  await kindred.at('cancel-button').click();
  await kindred.ends();
  await kindred.start();
  await kindred.reaches('done');
  await kindred.at('segment-card').first().waitFor();
});

/** Throws in a worker, as a bug in it would. */
const kill = (/** @type {import('playwright-core').Worker} */ worker) =>
  worker
    .evaluate(() => {
      setTimeout(() => {
        throw new Error('killed by a test');
      });
    })
    .catch(() => {});

test('a worker killed in any stage loses no data', async (t) => {
  const file = realData('cdnow/cdnow_sample_transactions.csv');
  if (!file) return;
  const kindred = await openKindred(t, { workers: 2 });
  await kindred.load(file);
  const whole = await kindred.run();
  for (const stage of STAGES) {
    for (const which of [0, 1]) {
      if (!(await runUntil(kindred, stage))) continue;
      const victim = kindred.page.workers()[which];
      if (victim) await kill(victim);
      const end = await kindred.ends();
      if (end === 'failed') {
        const words = await kindred.at('error-list').innerText();
        assert.match(words, /unexpectedly/);
      }
      assert.equal(await kindred.run(), whole, `${stage}, worker ${which}`);
    }
  }
});
