// @ts-check
// The built page as a visitor has it: node product.mjs PEERS prints one line.
// Cold start from disk, the sample, and a million order lines, with the
// largest wasm memory and the longest time the page's main thread was busy.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { browser as findBrowser, flags } from '../page/help/browser.mjs';
import { Kindred, built } from '../page/help/kindred.mjs';
import { median } from './lanes.mjs';

const [peers] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: findBrowser(), args: flags });

/** Watches long tasks and what the workers say of their memory. */
function watch() {
  const seen = { memory: 0, longest: 0 };
  Reflect.set(globalThis, 'seen', seen);
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.longest = Math.max(seen.longest, task.duration);
  }).observe({ entryTypes: ['longtask'] });
  const Plain = Worker;
  Reflect.set(globalThis, 'Worker', class extends Plain {
    /** @param {ConstructorParameters<typeof Worker>} args */
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        seen.memory = Math.max(seen.memory, data?.memory ?? 0);
      });
    }
  });
}

async function open() {
  const context = await browser.newContext({ locale: 'en-GB' });
  await context.addInitScript(watch);
  const page = await context.newPage();
  const from = performance.now();
  await page.goto(pathToFileURL(built).href);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('the shell made no frame');
  const kindred = new Kindred(page, frame, []);
  await kindred.reaches('ready');
  return { kindred, frame, context, seconds: (performance.now() - from) / 1e3 };
}

/** Seconds that something takes. */
async function time(/** @type {() => Promise<any>} */ work) {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1e3;
}

/**
 * Seconds from a press to the end of what it starts, by the page's own clock:
 * the driver's way to the button is no part of them.
 * @param {import('playwright-core').Frame} frame
 * @param {string} button
 */
const press = (frame, button) => frame.evaluate(async (name) => {
  const root = document.documentElement;
  const busy = () => ['loading', 'running'].includes(root.dataset.state ?? '');
  const from = performance.now();
  /** @type {HTMLElement} */ (document.querySelector(`[data-testid=${name}]`)).click();
  while (!busy()) await new Promise(requestAnimationFrame);
  while (busy()) await new Promise((resolve) => setTimeout(resolve, 1));
  return (performance.now() - from) / 1e3;
}, button);

try {
  const starts = [];
  for (let round = 0; round < 5; round++) {
    const { context, seconds } = await open();
    starts.push(seconds);
    await context.close();
  }
  const { kindred, frame, context } = await open();
  const sample_load = await press(frame, 'sample-button');
  await kindred.at('purpose-select').selectOption('analytics');
  const sample_run = await press(frame, 'run-button');
  if (await kindred.state() !== 'done') throw new Error('the sample gave no result');
  await context.close();
  const large = await open();
  const busy = async () => {
    await large.frame.waitForTimeout(200); // the observer tells later
    return large.frame.evaluate(() => {
      const seen = Reflect.get(globalThis, 'seen');
      const { longest } = seen;
      seen.longest = 0;
      return longest;
    });
  };
  const busy_start_ms = await busy();
  const load = await time(() => large.kindred.load(`${peers}/data/tx_1000000.csv`));
  const busy_load_ms = await busy();
  await large.kindred.at('purpose-select').selectOption('analytics');
  const run = await time(async () => {
    await large.kindred.at('run-button').click();
    await large.kindred.reaches('done', 300_000);
  });
  const busy_run_ms = await busy();
  const seen = await large.frame.evaluate(() => Reflect.get(globalThis, 'seen'));
  console.log(JSON.stringify({
    peer: 'kindred', task: 'product', version: browser.version(),
    kilobytes: readFileSync(built).length / 1024,
    cold_start: median(starts), sample_load, sample_run,
    million_load: load, million_run: run,
    wasm_memory_mb: seen.memory / 2 ** 20, busy_start_ms, busy_load_ms, busy_run_ms,
  }));
} finally {
  await browser.close();
}
