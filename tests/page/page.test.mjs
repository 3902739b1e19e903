// The built page, opened from disk, as a visitor opens it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { fileUrl, openPage } from './help/page.mjs';

test('opens from disk within a second, without a word', async (t) => {
  const opened = await openPage();
  try {
    // The best of some; where others use the machine, its share of it.
    const share = Math.max(1, loadavg()[0] / availableParallelism());
    const limit = 1_000 * share;
    const times = [opened.readyAfter];
    while (Math.min(...times) >= limit && times.length < 5) {
      times.push(await opened.again());
    }
    t.diagnostic(`ready after ${times} ms at load ${loadavg()[0]}`);
    assert.ok(Math.min(...times) < limit, `ready after ${times} ms`);
    assert.deepEqual(opened.said, []);
    assert.deepEqual(await opened.violations(), []);
  } finally {
    await opened.close();
    opened.remove();
  }
});

test('the shell holds a sandboxed frame and no data', async () => {
  const opened = await openPage();
  try {
    const { page, frame } = opened;
    const sandbox = await page.getAttribute('iframe', 'sandbox');
    assert.equal(sandbox, 'allow-scripts allow-downloads allow-modals');
    assert.equal(await frame.evaluate(() => location.origin), 'null');
    const open = await frame.evaluate(() =>
      ['fetch', 'WebSocket', 'RTCPeerConnection', 'XMLHttpRequest', 'open']
        .filter((name) => Reflect.get(globalThis, name) !== undefined),
    );
    assert.deepEqual(open, []);
    const storage = await frame.evaluate(() => {
      try {
        return typeof localStorage;
      } catch {
        return 'refused';
      }
    });
    assert.equal(storage, 'refused');
  } finally {
    await opened.close();
    opened.remove();
  }
});

test('refuses to run inside another page', async () => {
  const opened = await openPage({ url: 'about:blank', bare: true });
  try {
    const { page } = opened;
    const html = readFileSync(fileURLToPath(fileUrl), 'utf8');
    await page.evaluate((text) => {
      const frame = document.createElement('iframe');
      frame.srcdoc = text;
      document.body.append(frame);
    }, html);
    await page
      .frameLocator('iframe')
      .getByText('does not run inside another page')
      .waitFor();
    assert.equal(page.frames().length, 2, 'it made its frame all the same');
  } finally {
    await opened.close();
    opened.remove();
  }
});

test('dark is one dark, of the system or of the visitor, and so is light', async () => {
  const opened = await openPage({ context: { colorScheme: 'light' } });
  try {
    const { page, frame } = opened;
    const choose = () => frame.getByTestId('theme-toggle').click();
    const colours = () => frame.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      const names = ['paper', 'card', 'ink', 'accent', 'bad', 's0', 's9'];
      const probe = document.body.appendChild(document.createElement('i'));
      const seen = names.map((name) => {
        probe.style.color = style.getPropertyValue(`--${name}`);
        return getComputedStyle(probe).color;
      });
      probe.remove();
      return [getComputedStyle(document.body).backgroundColor, style.colorScheme, ...seen];
    });
    const [, , ...light] = await colours();
    await choose();
    assert.deepEqual((await colours()).slice(2), light, 'light chosen in the light');
    await choose();
    const chosen = await colours();
    assert.equal(chosen[0], 'rgb(20, 23, 26)');
    assert.equal(chosen[1], 'dark');
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.deepEqual(await colours(), chosen, 'dark chosen in the dark');
    await choose();
    const [paper, scheme, ...dark] = await colours();
    assert.deepEqual([paper, 'dark', ...dark], chosen, 'the dark of the system');
    assert.equal(scheme, 'light dark');
    await choose();
    const [, , ...again] = await colours();
    assert.deepEqual(again, light, 'light chosen in the dark');
    assert.ok(dark.every((colour, at) => colour !== light[at]), 'each colour has two');
  } finally {
    await opened.close();
    opened.remove();
  }
});
