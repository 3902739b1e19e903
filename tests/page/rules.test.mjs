// Rules of one's own in the built page: ready-made, built, combined, kept, and
// the same in the terminal.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';
import { nativeRun } from './help/terminal.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** Customers 0 to 59, of whom customer n buys 1 + n % 6 times. */
const shop = () => {
  const lines = ['customer,order,date,amount'];
  for (let customer = 0; customer < 60; customer += 1) {
    for (let order = 0; order <= customer % 6; order += 1) {
      const day = new Date(Date.UTC(2024, 0, 1 + (customer * 5 + order * 41) % 300));
      const amount = `${20 + customer}.${10 + order}`;
      lines.push(`K${customer},${customer}-${order},${day.toISOString().slice(0, 10)},${amount}`);
    }
  }
  return `${lines.join('\n')}\n`;
};

/** @param {import('node:test').TestContext} t @param {object} [look] */
async function opened(t, look) {
  const file = join(mkdtempSync(join(tmpdir(), 'kindred-')), 'shop.csv');
  writeFileSync(file, shop());
  const kindred = await openKindred(t, look);
  await kindred.load(file);
  const digest = await kindred.run();
  return { kindred, file, digest, rules: kindred.at('rule') };
}

/** Waits until a rule has so many customers.
 * @param {import('playwright-core').Locator} rule @param {number} n */
const counts = (rule, n) =>
  rule.locator(`[data-testid=rule-count][data-customers="${n}"]`).waitFor();

test('a rule is written by keyboard and counted as it is written', async (t) => {
  const { kindred, rules } = await opened(t);
  const { keyboard } = kindred.page;
  await kindred.at('rule-add').focus();
  await keyboard.press('Enter');
  const rule = rules.first();
  assert.ok(await rule.getByTestId('rule-name').evaluate((it) => it === document.activeElement));
  await keyboard.press('Control+A');
  await keyboard.type('Comes again');
  const bound = rule.locator('input[type=number]');
  await bound.focus();
  await keyboard.press('Control+A');
  await keyboard.type('5');
  await counts(rule, 20);
  assert.ok(await bound.evaluate((it) => it === document.activeElement), 'the focus stays');
  assert.equal(await rule.getByTestId('rule-words').innerText(), 'orders at least 5');
  assert.match(await rule.getByTestId('rule-count').innerText(), /20 customers, 33%.*revenue.*5.5 orders each/);
  // Not at least, but none of: the group as a whole is turned round.
  await rule.locator('legend select').selectOption('none');
  await counts(rule, 40);
  // A row without its value is not part of the rule yet.
  await bound.fill('');
  await rule.getByText('there is no condition in it').waitFor();
  await bound.fill('5');
  await counts(rule, 40);
  // A group of two in the first: not (orders ≥ 5 or ≤ 1).
  await rule.locator('[data-part=nest]').first().press('Enter');
  const inner = rule.locator('.conditions .condition').nth(1);
  await inner.locator('[data-part=relation]').selectOption('at-most');
  await inner.locator('input').fill('1');
  await counts(rule, 30);
  await inner.locator('[data-part=drop]').press('Enter');
  await counts(rule, 40);
  assert.deepEqual(kindred.messages, []);
});

test('rules are combined, kept, and the terminal counts the same', async (t) => {
  const { kindred, file, digest, rules } = await opened(t);
  const offered = kindred.at('rule-ready');
  await offered.filter({ hasText: 'First-time buyers' }).click();
  await counts(rules.first(), 10);
  await kindred.at('rule-add').click();
  await rules.nth(1).locator('input[type=number]').fill('3');
  await counts(rules.nth(1), 40);
  await kindred.at('rule-left').selectOption('rule/Rule 2');
  await kindred.at('rule-how').selectOption('without');
  await kindred.at('rule-right').selectOption('segment/0');
  await kindred.at('rule-combine').click();
  const third = rules.nth(2).getByTestId('rule-count');
  await third.filter({ hasText: 'customers' }).waitFor();
  // Renamed, it is still what the third names.
  await rules.nth(1).getByTestId('rule-name').fill('Three or more');
  await rules.nth(2).getByText('“Three or more” and not segment').waitFor();
  const keep = kindred.at('rules-keep');
  await keep.click();
  await kindred.frame.waitForFunction((before) =>
    document.querySelector('[data-testid=digest]')?.getAttribute('data-digest') !== before, digest);
  assert.ok(await keep.isDisabled(), 'the plan has them');
  const plan = await kindred.download('export-plan');
  const saved = join(mkdtempSync(join(tmpdir(), 'kindred-')), 'plan.json');
  writeFileSync(saved, plan.text);
  const analysis = JSON.parse((await kindred.download('export-analysis')).text);
  const native = nativeRun(file, saved);
  assert.equal(native.digest, await kindred.digest());
  assert.deepEqual(native.rules, analysis.rules);
  for (const [at, { figures }] of native.rules.entries()) await counts(rules.nth(at), figures.customers);
  assert.deepEqual(native.rules.map((it) => it.name).slice(0, 2), ['First-time buyers', 'Three or more']);

  // The plan, read again, has its rules again; run, it is the same answer.
  await kindred.at('forget-button').click();
  assert.equal(await rules.count(), 0);
  await kindred.load(file);
  await kindred.frame.evaluate(() => {
    for (const more of document.querySelectorAll('details')) more.open = true;
  });
  await kindred.at('plan-input').setInputFiles(saved);
  await kindred.at('run-button').click();
  await kindred.reaches('done');
  assert.equal(await kindred.digest(), native.digest);
  await counts(rules.nth(1), 40);
  assert.deepEqual(kindred.messages, []);
});

test('sets are held against each other, with a table', async (t) => {
  const { kindred, rules } = await opened(t);
  for (const bound of ['3', '5']) {
    await kindred.at('rule-add').click();
    await rules.last().locator('input[type=number]').fill(bound);
  }
  await counts(rules.last(), 20);
  const boxes = kindred.frame.locator('#rules .sets input');
  await boxes.nth(0).check();
  await boxes.nth(1).press('Space');
  const table = kindred.at('table-overlaps');
  await kindred.at('chart-overlaps').locator('.pattern').first().waitFor();
  assert.ok(await boxes.nth(1).evaluate((it) => it === document.activeElement), 'the focus stays');
  await kindred.frame.locator('.of-overlaps header button').press('Enter');
  const rows = await table.locator('tbody tr').evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent)));
  assert.deepEqual(rows, [
    ['Rule 1', '20', '33%'],
    ['Rule 1 and Rule 2', '20', '33%'],
    ['in none of them', '20', '33%'],
  ]);
});

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [1280, 390]) {
    test(`rules have no serious fault for a screen reader, ${width} px, ${scheme}`, async (t) => {
      const { kindred, rules } = await opened(t, { width, scheme });
      await kindred.at('language-select').selectOption('de');
      await kindred.ends();
      for (const ready of await kindred.at('rule-ready').all()) await ready.click();
      const n = await rules.count();
      assert.ok(n >= 3, `${n} are ready-made`);
      await rules.nth(1).locator('[data-part=nest]').click();
      const sets = await kindred.frame.locator('#rules .sets input').all();
      for (const box of sets.slice(0, 12)) await box.check();
      await kindred.at('chart-overlaps').locator('.pattern').first().waitFor();
      await kindred.frame.evaluate(axe);
      const found = await kindred.frame.evaluate(() =>
        Reflect.get(globalThis, 'axe').run('#rules', { resultTypes: ['violations'] }));
      const serious = found.violations
        .filter((it) => ['serious', 'critical'].includes(it.impact))
        .map((it) => `${it.id}: ${it.nodes.map((node) => node.target).join(' | ')}`);
      assert.deepEqual(serious, []);
      const overflow = await kindred.frame.evaluate(() =>
        document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
      const problems = await kindred.frame.locator('#rules .counted.note').allTextContents();
      assert.deepEqual(problems, [], 'every ready-made rule can be judged');
      if (process.env.KINDRED_LOOK) {
        const path = join(process.env.KINDRED_LOOK, `rules-${width}-${scheme}.png`);
        await kindred.frame.locator('#rules').screenshot({ path });
      }
    });
  }
}
