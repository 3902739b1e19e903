// Opens the built page in a real browser, as a visitor with no network.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { browser as findBrowser, flags } from './browser.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const built = join(root, 'dist/kindred.html');

/** The real data, or null with a notice on a clone that has none.
 * @param {string} name */
export function realData(name) {
  const base = process.env.KINDRED_DATA ?? join(root, '../shared/data');
  const path = join(base, name);
  if (existsSync(path)) return path;
  if (process.env.CI) throw new Error(`the real data is missing: ${name}`);
  console.log(`left out: the real data ${name} is not on this machine`);
  return null;
}

/**
 * @param {import('node:test').TestContext} t closes the browser at its end
 * @param {{width?: number, height?: number, scheme?: 'light' | 'dark',
 *   workers?: number, before?: () => void}} [look] `before` runs in each
 *   document before the page's own script
 */
export async function openKindred(t, look = {}) {
  const { width = 1280, height = 800, scheme = 'light', workers } = look;
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: flags,
  });
  t.after(() => browser.close());
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    acceptDownloads: true,
    locale: 'en-GB',
  });
  if (look.before) await context.addInitScript(look.before);
  const page = await context.newPage();
  /** @type {string[]} */
  const messages = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(String(error)));
  await page.goto(pathToFileURL(built).href);
  const element = await page.waitForSelector('iframe');
  const frame = await element.contentFrame();
  if (!frame) throw new Error('the shell made no frame');
  if (workers) {
    await frame.evaluate((n) => {
      document.documentElement.dataset.workers = String(n);
    }, workers);
  }
  const kindred = new Kindred(page, frame, messages);
  await kindred.reaches('ready');
  return kindred;
}

export class Kindred {
  /** @param {import('playwright-core').Page} page
   * @param {import('playwright-core').Frame} frame
   * @param {string[]} messages */
  constructor(page, frame, messages) {
    this.page = page;
    this.frame = frame;
    this.messages = messages;
  }

  /** @param {string} name a `data-testid` */
  at(name) {
    return this.frame.getByTestId(name);
  }

  /** Waits for a state of the page. @param {string} state
   * @param {number} [timeout] milliseconds */
  async reaches(state, timeout = 60_000) {
    const found = (/** @type {string} */ want) =>
      document.documentElement.dataset.state === want;
    await this.frame.waitForFunction(found, state, { timeout });
  }

  state() {
    return this.frame.evaluate(() => document.documentElement.dataset.state);
  }

  /** Waits for the end of what runs and says how it ended.
   * @param {number} [timeout] milliseconds */
  async ends(timeout = 120_000) {
    const still = () =>
      !['loading', 'running'].includes(
        document.documentElement.dataset.state ?? '',
      );
    await this.frame.waitForFunction(still, undefined, { timeout });
    return this.state();
  }

  /** Opens files as a visitor does; waits until they are read or refused.
   * @param {...(string | {name: string, mimeType: string, buffer: Buffer})} files */
  async load(...files) {
    await this.at('file-input').setInputFiles(/** @type {any} */ (files));
    await this.frame.waitForTimeout(30);
    return this.ends();
  }

  /** Presses the sample button; waits until it is read. */
  async loadSample() {
    await this.at('sample-button').click();
    await this.at('column-table').waitFor();
    return this.ends();
  }

  /** Chooses a purpose and runs. @param {string} [purpose] */
  async start(purpose = 'analytics') {
    await this.at('purpose-select').selectOption(purpose);
    await this.at('run-button').click();
  }

  /** Runs to the end; gives the digest. */
  async run() {
    await this.start();
    await this.reaches('done', 120_000);
    return this.digest();
  }

  /** The whole digest that the page shows. */
  async digest() {
    const shown = this.at('digest');
    return (
      (await shown.getAttribute('data-digest')) ??
      (await shown.innerText()).replaceAll(/\s/g, '')
    );
  }

  /** Takes a file away. @param {string} button a `data-testid` */
  async download(button) {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.at(button).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    return { name: download.suggestedFilename(), text };
  }

  /** The page's session worker (it starts the others). */
  sessionWorker() {
    return this.page.workers()[0];
  }
}
