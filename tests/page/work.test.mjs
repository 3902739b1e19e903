// Where work runs: the same answer on any number of workers and natively;
// stopping and dying in every stage lose nothing that was loaded.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKindred, realData } from './help/kindred.mjs';
import { nativeDigest } from './help/terminal.mjs';

/** The stages in which a visitor can press Stop and see it act. */
const STAGES = ['features', 'choose', 'segment'];

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

/** Waits for a stage and presses Stop in the page itself; tells how long
 * the page went on, in milliseconds, or that the stage was over before. */
function pressStop(kindred, stage) {
  return kindred.frame.evaluate(async (/** @type {string} */ want) => {
    const { dataset } = document.documentElement;
    const pause = () => new Promise((resolve) => setTimeout(resolve, 1));
    const isBusy = () => ['loading', 'running'].includes(dataset.state ?? '');
    const began = performance.now();
    while (!isBusy() && performance.now() - began < 5_000) await pause();
    while (isBusy() && dataset.stage !== want) await pause();
    if (!isBusy()) return { caught: false, took: 0 };
    const pressed = performance.now();
    const button = document.querySelector('[data-testid=cancel-button]');
    /** @type {HTMLElement} */ (button).click();
    while (isBusy()) await pause();
    return { caught: true, took: performance.now() - pressed };
  }, stage);
}

test('Stop answers in every stage and keeps what is loaded', async (t) => {
  const file = realData('online_retail/online_retail_dev.csv.gz');
  if (!file) return;
  const kindred = await openKindred(t);
  await kindred.load(file);
  let n_caught = 0;
  for (const stage of STAGES) {
    await kindred.start();
    const { caught, took } = await pressStop(kindred, stage);
    await kindred.ends();
    if (!caught) continue;
    n_caught += 1;
    t.diagnostic(`${stage}: stopped after ${took.toFixed(0)} ms`);
    assert.ok(took < 200, `${stage}: ${took} ms`);
    await kindred.at('column-table').waitFor();
  }
  assert.ok(n_caught >= 2, 'the run was caught in its stages');
  assert.match(await kindred.run(), /^[0-9a-f]{64}$/);
});

/** Order lines enough to be caught reading them. */
function bigFile() {
  const lines = Array.from(
    { length: 2_000_000 },
    (_, i) => `c${i % 5000},2024-0${1 + (i % 9)}-11,${i % 97}.50`,
  );
  const path = join(mkdtempSync(join(tmpdir(), 'kindred-')), 'big.csv');
  writeFileSync(path, `customer,date,amount\n${lines.join('\n')}\n`);
  return path;
}

/** A browser that can't fill a buffer of ours from a file. */
function noOwnBuffer() {
  const without = `
    const { getReader } = ReadableStream.prototype;
    ReadableStream.prototype.getReader = function (options) {
      if (options?.mode) throw new TypeError('unknown here');
      return getReader.call(this, options);
    };`;
  const Plain = Blob;
  globalThis.Blob = class extends Plain {
    /** @param {BlobPart[]} parts @param {BlobPropertyBag} [options] */
    constructor(parts, options) {
      const isScript = options?.type === 'text/javascript';
      super(isScript ? [without, ...parts] : parts, options);
    }
  };
}

/** Whether the session worker is such a browser's: the only one whose source
 * the page's `Blob` made, and at no certain place among them.
 * @param {import('./help/kindred.mjs').Kindred} kindred */
async function refuses(kindred) {
  const all = kindred.page.workers().map((worker) => worker.evaluate(() => {
    try {
      new ReadableStream({ type: 'bytes' }).getReader({ mode: 'byob' });
      return false;
    } catch {
      return true;
    }
  }));
  return (await Promise.all(all)).includes(true);
}

test('a large file is hashed beside its reading, in any browser', async (t) => {
  const path = bigFile();
  const expected = createHash('sha256').update(readFileSync(path)).digest('hex');
  for (const before of [undefined, noOwnBuffer]) {
    const kindred = await openKindred(t, { before });
    await kindred.load(path);
    const told = kindred.frame.locator('#data code').first();
    const shown = (await told.innerText()).replaceAll(/\s/g, '');
    assert.ok(expected.startsWith(shown) && shown.length >= 16, shown);
    const facts = await kindred.frame.locator('#data').innerText();
    assert.match(facts, /2,000,000/);
    assert.equal(await refuses(kindred), before === noOwnBuffer);
  }
});

test('a large file refused at its end leaves its worker to the next', async (t) => {
  const path = bigFile();
  appendFileSync(path, '"c1,2024-01-01,1.00\n');
  const kindred = await openKindred(t);
  await kindred.load(path);
  assert.match(await kindred.at('error-list').innerText(), /never closed/);
  await kindred.loadSample();
  assert.match(await kindred.run(), /^[0-9a-f]{64}$/);
});

test('Stop while a file is read keeps the file before', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  await kindred.at('file-input').setInputFiles(bigFile());
  const caught = await pressStop(kindred, 'read');
  assert.ok(caught.caught, 'the reading was caught');
  assert.ok(caught.took < 200, `${caught.took} ms`);
  assert.match(await kindred.at('column-table').innerText(), /order_number/);
  assert.match(await kindred.run(), /^[0-9a-f]{64}$/);
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

test('what the page shows outlives its session worker', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  const whole = await kindred.run();
  const before = await kindred.download('export-labels');
  const worker = kindred.sessionWorker();
  assert.ok(worker);
  const died = worker.waitForEvent('close');
  await kill(worker);
  await died;
  const began = performance.now();
  const after = await kindred.download('export-labels');
  t.diagnostic(`exported again ${(performance.now() - began).toFixed(0)} ms after`);
  assert.deepEqual(after, before);
  assert.equal(await kindred.ends(), 'done');
  const report = await kindred.download('export-report');
  assert.ok(report.text.includes(whole), 'the report has the same digest');
});

/** Runs until the page shows a stage; tells whether it was caught there. */
async function runUntil(kindred, stage) {
  await kindred.start();
  return kindred.frame.evaluate(async (/** @type {string} */ want) => {
    const { dataset } = document.documentElement;
    const pause = () => new Promise((resolve) => setTimeout(resolve, 1));
    while (dataset.state === 'running' && dataset.stage !== want) await pause();
    return dataset.state === 'running';
  }, stage);
}

test('a worker killed in any stage loses no data', async (t) => {
  const file = realData('cdnow/cdnow_sample_transactions.csv');
  if (!file) return;
  const kindred = await openKindred(t, { workers: 2 });
  await kindred.load(file);
  const whole = await kindred.run();
  const n_killed = [0, 0];
  for (const stage of STAGES) {
    for (const which of [0, 1]) {
      if (!(await runUntil(kindred, stage))) continue;
      const victim = kindred.page.workers()[which];
      if (victim) {
        await kill(victim);
        n_killed[which] += 1;
      }
      const end = await kindred.ends();
      if (end === 'failed') {
        const words = await kindred.at('error-list').innerText();
        assert.match(words, /unexpectedly/);
      }
      assert.equal(await kindred.run(), whole, `${stage}, worker ${which}`);
    }
  }
  assert.ok(n_killed.every((n) => n > 0), 'both kinds of worker were killed');
});
