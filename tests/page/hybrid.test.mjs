// Segments that are partly one's own, in the built page: a rule is frozen, a
// group begins in another, sizes are bounded, and the terminal says the same.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';
import { nativeRun } from './help/terminal.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** Customers 0 to 119, of whom customer n buys 1 + n % 6 times. */
const shop = () => {
  const lines = ['customer,order,date,amount'];
  for (let customer = 0; customer < 120; customer += 1) {
    for (let order = 0; order <= customer % 6; order += 1) {
      const day = new Date(Date.UTC(2024, 0, 1 + (customer * 5 + order * 41) % 300));
      const amount = `${20 + (customer * 7) % 60}.${10 + order}`;
      lines.push(`K${customer},${customer}-${order},${day.toISOString().slice(0, 10)},${amount}`);
    }
  }
  return `${lines.join('\n')}\n`;
};

/** @param {import('./help/kindred.mjs').Kindred} kindred
 * @param {'export-plan' | 'export-analysis'} what */
const exported = async (kindred, what) => JSON.parse((await kindred.download(what)).text);

test('a rule is frozen and groups are held to sizes, by keyboard', async (t) => {
  const file = join(mkdtempSync(join(tmpdir(), 'kindred-')), 'shop.csv');
  writeFileSync(file, shop());
  const kindred = await openKindred(t);
  const { keyboard } = kindred.page;
  await kindred.load(file);
  await kindred.frame.locator('#permission summary').click();
  assert.match(await kindred.at('hybrid').innerText(), /Rules that you build on a result/);
  const before = await kindred.run();

  await kindred.at('rule-ready').filter({ hasText: 'First-time buyers' }).click();
  await kindred.at('rule-add').click();
  await kindred.at('rule').nth(1).locator('input[type=number]').fill('5');
  await kindred.at('rule').nth(1).locator('[data-testid=rule-count][data-customers="40"]').waitFor();
  await kindred.at('rules-keep').click();
  const rows = kindred.at('hybrid-rule');
  await rows.nth(1).waitFor();
  assert.equal(await rows.count(), 2);

  const use = kindred.at('hybrid-use').first();
  await use.focus();
  await keyboard.press('ArrowDown');
  assert.equal(await kindred.at('hybrid-use').first().inputValue(), 'freeze');
  assert.ok(await kindred.at('hybrid-use').first().evaluate((it) => it === document.activeElement), 'the focus stays');
  assert.ok(await kindred.at('hybrid-stay').isHidden());
  await kindred.at('hybrid-use').nth(1).selectOption('seeds');
  await kindred.at('hybrid-stay').check();
  await kindred.at('hybrid-least').fill('25');
  await kindred.at('hybrid-most').fill('60');
  await kindred.at('hybrid-most').press('Tab');
  const digest = await kindred.run();
  assert.notEqual(digest, before);

  const plan = await exported(kindred, 'export-plan');
  assert.deepEqual(plan.hybrid, {
    freeze: ['First-time buyers'],
    seeds: ['Rule 2'],
    stay: true,
    together: [],
    apart: [],
    least: 25,
    most: 60,
  });
  const analysis = await exported(kindred, 'export-analysis');
  assert.equal(analysis.reason.kind, 'asked');
  const own = analysis.segments.filter((/** @type {{own?: string}} */ it) => it.own);
  assert.deepEqual(own.map((/** @type {any} */ it) => [it.name, it.size]), [['First-time buyers', 20]]);
  for (const { own: asked, size } of analysis.segments) {
    assert.ok(asked || (size >= 25 && size <= 60), `${size}`);
  }
  const card = kindred.at('segment-card').filter({ hasText: 'First-time buyers' });
  assert.match(await card.innerText(), /own rule/);
  assert.match(await kindred.at('verdict').innerText(), /asked for, not found/);
  const saved = join(mkdtempSync(join(tmpdir(), 'kindred-')), 'plan.json');
  writeFileSync(saved, JSON.stringify(plan));
  const inTerminal = nativeRun(file, saved);
  assert.equal(inTerminal.digest, digest);

  // Other rules would be other segments: the result waits to be made anew.
  await kindred.at('rule').nth(1).locator('input[type=number]').fill('4');
  await kindred.at('rules-keep').click();
  await kindred.frame.locator('[data-slot="stale"]').waitFor();
  await kindred.run();
  await kindred.at('hybrid-use').first().selectOption('');
  await kindred.at('hybrid-use').nth(1).selectOption('');
  await kindred.at('hybrid-least').fill('90');
  await kindred.at('hybrid-least').press('Tab');
  await kindred.at('run-button').click();
  const refusal = kindred.frame.locator('[data-errors="permission"]');
  await refusal.getByText('hybrid.most').first().waitFor();
  await kindred.at('hybrid-least').fill('');
  await kindred.at('hybrid-most').fill('');
  await kindred.at('hybrid-most').press('Tab');
  await kindred.run();
  assert.equal((await exported(kindred, 'export-plan')).hybrid, undefined);
  assert.deepEqual(kindred.messages, []);
});

test('the panel is reachable and says what it is, in German too', async (t) => {
  const kindred = await openKindred(t, { width: 390, height: 844 });
  await kindred.loadSample();
  await kindred.frame.locator('#permission summary').click();
  await kindred.at('language-select').selectOption('de');
  assert.match(await kindred.at('hybrid').innerText(), /Eigene Segmente und Bedingungen/);
  const wide = await kindred.at('hybrid').evaluate((it) => it.scrollWidth > it.clientWidth);
  assert.ok(!wide, 'nothing is cut off on a small screen');
  await kindred.frame.evaluate(axe);
  const found = await kindred.frame.evaluate(() =>
    Reflect.get(globalThis, 'axe').run('[data-testid=hybrid]', { resultTypes: ['violations'] }));
  const faults = found.violations.map((/** @type {{id: string}} */ it) => it.id);
  assert.deepEqual(faults, []);
  if (process.env.KINDRED_LOOK) {
    const path = join(process.env.KINDRED_LOOK, 'hybrid-390.png');
    await kindred.at('hybrid').screenshot({ path });
  }
  assert.deepEqual(kindred.messages, []);
});
