// Opens the built page in Chromium and watches all it says.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

import { browser, flags } from './browser.mjs';

const dist = fileURLToPath(new URL('../../../dist/', import.meta.url));
export const hostedFolder = join(dist, 'hosted');
export const fileUrl = pathToFileURL(join(dist, 'kindred.html')).href;

/**
 * @typedef {object} Options
 * @property {string} [url]
 * @property {string} [executable] what starts the browser
 * @property {string} [netlog] where Chromium writes its network log
 * @property {boolean} [bare] any page: don't wait for Kindred in it
 * @property {object} [context] more for Playwright: viewport, colorScheme…
 */

/**
 * A persistent profile: in one that is thrown away Chromium does not even
 * send link hints, and a test would see nothing.
 * @param {Options} [options]
 */
export async function openPage(options = {}) {
  const { url = fileUrl, executable = browser(), netlog, bare } = options;
  const profile = mkdtempSync(join(tmpdir(), 'kindred-profile-'));
  const log = netlog
    ? [`--log-net-log=${netlog}`, '--net-log-capture-mode=IncludeSensitive']
    : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: true,
    args: [...flags, ...log],
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    ...options.context,
  });
  /** @type {string[]} */
  const said = [];
  context.on('console', (m) => said.push(`${m.type()}: ${m.text()}`));
  context.on('weberror', (e) => said.push(`error: ${e.error().message}`));
  await context.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (document.documentElement?.dataset.state !== 'ready') return;
      const now = performance.timeOrigin + performance.now();
      Reflect.set(globalThis, 'readyAt', now);
      watch.disconnect();
    });
    const seen = { subtree: true, childList: true, attributes: true };
    watch.observe(document, seen);
    /** @type {string[]} */
    const list = [];
    Reflect.set(globalThis, 'violations', list);
    addEventListener('securitypolicyviolation', (event) => {
      list.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const open = async () => {
    await page.goto(url);
    if (bare) return { frame: page.mainFrame(), time: 0 };
    const frame = await innerFrame(page);
    await frame.waitForSelector('html[data-state="ready"]');
    const ready = await frame.evaluate(() => Reflect.get(globalThis, 'readyAt'));
    const begun = await page.evaluate(() => performance.timeOrigin);
    return { frame, time: Math.round(ready - begun) };
  };
  const { frame, time } = await open();

  return {
    context,
    page,
    frame,
    profile,
    /** Everything on the console, and every uncaught error. */
    said,
    /** Milliseconds from the navigation to a page that can be used. */
    readyAfter: time,
    /** Opens it once more: milliseconds. The frame is another one then. */
    again: async () => (await open()).time,
    /** What the policy had to block, in the shell and in the frame. */
    async violations() {
      const lists = page.frames().map((f) =>
        f.evaluate(() => Reflect.get(globalThis, 'violations') ?? []),
      );
      return (await Promise.all(lists)).flat();
    },
    /** Closes the browser; the profile stays until it is removed. */
    close: () => context.close(),
    remove() {
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** @param {import('playwright-core').Page} page */
async function innerFrame(page) {
  const element = await page.waitForSelector('iframe');
  const frame = await element.contentFrame();
  if (!frame) throw new Error('the shell made no frame');
  return frame;
}
