// Two segments beside each other in the built page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** How many orders each of 90 customers has: a third of them many. */
const nOrders = (/** @type {number} */ customer) => (customer % 3 ? 1 + (customer % 2) : 9 + (customer % 4));

const shop = () => {
  const lines = ['customer,order,date,amount'];
  for (let customer = 0; customer < 90; customer += 1) {
    for (let order = 0; order < nOrders(customer); order += 1) {
      const day = new Date(Date.UTC(2024, 0, 1 + ((customer * 5 + order * 29) % 330)));
      lines.push(`K${customer},${customer}-${order},${day.toISOString().slice(0, 10)},${20 + (customer % 7)}.50`);
    }
  }
  return { name: 'shop.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) };
};

/** @param {import('node:test').TestContext} t @param {object} [look] */
async function opened(t, look) {
  const kindred = await openKindred(t, look);
  await kindred.load(shop());
  await kindred.frame.evaluate(() => {
    for (const more of document.querySelectorAll('details')) more.open = true;
  });
  await kindred.at('groups-input').fill('3');
  await kindred.run();
  await kindred.at('table-compare').locator('tbody tr').first().waitFor();
  return kindred;
}

/** The rows of all features. @param {import('./help/kindred.mjs').Kindred} kindred */
const rows = (kindred) =>
  kindred.frame.locator('#compare details tbody tr').evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));

test('two segments are chosen by keyboard and say what all pairs say', async (t) => {
  const kindred = await opened(t);
  const labels = (await kindred.download('export-labels')).text.trim().split('\n').slice(1);
  const of = (/** @type {string} */ segment) => labels
    .map((line) => line.split(','))
    .filter((cells) => cells[1] === segment)
    .map(([customer = '']) => nOrders(Number(customer.slice(1))));
  const select = kindred.at('compare-other');
  for (const [other, key] of [['2', ''], ['1', 'ArrowUp']]) {
    const before = await kindred.at('compare-said').innerText();
    if (key) {
      await select.focus();
      await select.press(key);
      await kindred.frame.waitForFunction((said) =>
        document.querySelector('[data-testid=compare-said]')?.textContent !== said, before);
    }
    assert.equal(await select.inputValue(), other);
    const [mine, theirs] = [of('0'), of(other ?? '')];
    const wins = mine.flatMap((a) => theirs.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
    const share = wins.reduce((sum, win) => sum + win, 0) / wins.length;
    const orders = (await rows(kindred)).find(([feature]) => feature === 'Orders');
    assert.match(orders?.[3] ?? '', new RegExp(`^${share > 0.995 && share < 1 ? '> 99' : Math.round(100 * share)} `));
  }
  assert.match(await kindred.at('compare-said').innerText(), /in (> )?\d+ of 100 such pairs/);
  const strongest = await kindred.at('table-compare').locator('tbody tr').allInnerTexts();
  assert.equal(strongest.length, 8);
  for (const row of strongest) assert.match(row, /\d+ \(\d+ to \d+\)$/);
  assert.deepEqual(kindred.messages, []);
});

for (const width of [1280, 390]) {
  test(`the comparison has no serious fault for a screen reader, ${width} px, dark, German`, async (t) => {
    const kindred = await opened(t, { width, scheme: 'dark' });
    await kindred.at('language-select').selectOption('de');
    await kindred.ends();
    await kindred.at('compare-said').filter({ hasText: 'von 100 solchen Paaren' }).waitFor();
    await kindred.frame.evaluate(axe);
    const found = await kindred.frame.evaluate(() =>
      Reflect.get(globalThis, 'axe').run('#compare', { resultTypes: ['violations'] }));
    const serious = found.violations.filter((/** @type {any} */ it) => ['serious', 'critical'].includes(it.impact));
    assert.deepEqual(serious.map((/** @type {any} */ it) => it.id), []);
    const overflow = await kindred.frame.evaluate(() =>
      document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    if (process.env.KINDRED_LOOK) {
      const path = `${process.env.KINDRED_LOOK}/compare-${width}.png`;
      await kindred.frame.locator('#compare').screenshot({ path });
    }
  });
}
