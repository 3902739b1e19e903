// @ts-check
// The whole step in the built page, from the press of the button, two seconds
// after the file was read, to the segments: node step.mjs PEERS TASK N D prints
// one line. A made-up shop of N customers, D features, k to 12, 100 resamples.
// Beside the seconds, the most memory that the page's process ever held, with
// all its workers.
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { browser as findBrowser, flags } from '../page/help/browser.mjs';
import { Kindred, built } from '../page/help/kindred.mjs';

const [, , n = '5000', d = '25'] = process.argv.slice(2);
const features = `recency_days orders revenue revenue_net tenure_days
  gap_mean_days gap_variation overdue_ratio active_months order_value_mean
  order_value_median order_value_variation order_value_trend return_share
  lines_per_order pieces_per_order products product_entropy new_product_share
  weekend_share evening_share order_hour season_share purchase_days
  gap_last_days`.split(/\s+/).slice(0, Number(d));

/** Numbers from 0 to 1, always the same. */
const draws = (seed = 1) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

/** Orders of four kinds of customers.
 * @param {string} path @param {number} customers */
async function shop(path, customers) {
  const draw = draws();
  const file = createWriteStream(path);
  file.write('customer,order,time,product,quantity,price\n');
  const from = Date.UTC(2024, 0, 1);
  const day = 86_400_000;
  let n_orders = 0;
  for (let customer = 0; customer < customers; customer++) {
    const kind = customer % 4;
    const [orders, worth, apart] =
      [[1, 20, 0], [2, 90, 120], [5, 25, 30], [8, 12, 60]][kind] ?? [1, 1, 0];
    let at = from + draw() * 300 * day + kind * 40 * day;
    let lines = '';
    for (let order = 0; order < orders; order++) {
      n_orders += 1;
      const n_lines = 1 + (draw() < 0.3 ? kind : 0);
      for (let line = 0; line < n_lines; line++) {
        const back = draw() < 0.04 ? -1 : 1;
        const pieces = back * (1 + Math.floor(draw() * (1 + kind)));
        const price = (worth * (0.5 + draw())).toFixed(2);
        const time = new Date(at).toISOString().slice(0, 13);
        lines += `C${customer},A${n_orders},${time}:00,P${Math.floor(draw() * 400)},${pieces},${price}\n`;
      }
      at += apart * day * (0.4 + 1.2 * draw()) + draw() * day;
    }
    if (!file.write(lines)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

/** The most memory that a renderer's process held, MiB.
 * @param {import('playwright-core').Browser} browser */
async function peak(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const held = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8')));
  return Math.max(...held.map((found) => Number(found?.[1] ?? 0))) / 1024;
}

/** The built page in a browser of its own.
 * @param {import('playwright-core').Browser} browser */
async function open(browser) {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(pathToFileURL(built).href);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('the shell made no frame');
  const kindred = new Kindred(page, frame, []);
  await kindred.reaches('ready');
  return { kindred, frame, context };
}

/** The page's own plan for such a file, with these features.
 * @param {import('playwright-core').Browser} browser @param {string} folder */
async function planned(browser, folder) {
  const path = join(folder, 'few.csv');
  await shop(path, 400);
  const { kindred, context } = await open(browser);
  await kindred.load(path);
  await kindred.run();
  const plan = JSON.parse((await kindred.download('export-plan')).text);
  await context.close();
  plan.recipe.features = features;
  Object.assign(plan.choice, { k_max: 12, n_resamples: 100 });
  return { name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(plan)) };
}

const folder = mkdtempSync(join(tmpdir(), 'kindred-step-'));
const browser = await chromium.launch({ executablePath: findBrowser(), args: flags });
try {
  const plan = await planned(browser, folder);
  const path = join(folder, 'shop.csv');
  await shop(path, Number(n));
  const { kindred, frame } = await open(browser);
  await kindred.load(path);
  await kindred.at('plan-input').setInputFiles(plan);
  await kindred.ends(600_000);
  // Somebody looks at what was read, meanwhile the workers rehearse.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const seconds = await frame.evaluate(async () => {
    const root = document.documentElement;
    const busy = () => ['loading', 'running'].includes(root.dataset.state ?? '');
    const from = performance.now();
    /** @type {HTMLElement} */ (document.querySelector('[data-testid=run-button]')).click();
    while (!busy()) await new Promise(requestAnimationFrame);
    await new Promise((/** @type {(_: void) => void} */ resolve) => {
      new MutationObserver(() => busy() || resolve())
        .observe(root, { attributes: true, attributeFilter: ['data-state'] });
    });
    return (performance.now() - from) / 1e3;
  });
  const state = await kindred.state();
  if (state !== 'done') throw new Error(`the step ended as ${state}`);
  console.log(JSON.stringify({
    peer: 'kindred', version: browser.version(), n: Number(n), d: features.length,
    step: seconds, process_peak_mb: await peak(browser), segments: await kindred.at('segment-card').count(),
  }));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
