// The segments as questions, and names that stay: in the built page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** The answers that the tree shows: the text of each leaf of the list. */
const answers = (kindred) =>
  kindred.at('questions-tree').locator('li:not(:has(li))').allTextContents();

/** The first number of an answer's last part: its customers. */
const customers = (/** @type {string} */ text) =>
  Number(/([\d.,]+) (?:customers|Kunden)/.exec(text)?.[1]?.replaceAll(/[.,]/g, ''));

const sum = (/** @type {number[]} */ all) => all.reduce((a, b) => a + b, 0);

test('the segments are told as questions, as many as the slider says', async (t) => {
  const kindred = await openKindred(t, { width: 390, scheme: 'dark' });
  await kindred.loadSample();
  await kindred.run();
  const analysis = JSON.parse((await kindred.download('export-analysis')).text);
  const { nodes, prices, n_leaves } = analysis.explained;
  const slider = kindred.at('questions-slider');
  assert.equal(Number(await slider.inputValue()), n_leaves);
  const shown = await answers(kindred);
  assert.equal(shown.length, n_leaves);
  assert.equal(sum(shown.map(customers)), analysis.customers.permitted);
  assert.ok(shown.every((text) => customers(text) >= 10), shown.join('\n'));
  const tree = await kindred.at('questions-tree').innerText();
  assert.ok(tree.startsWith(`${nodes[0].question.words}?`), tree);
  const rows = kindred.at('table-questions').locator('tbody tr');
  assert.equal(await rows.count(), prices.length);

  await slider.focus();
  await kindred.page.keyboard.press('End');
  const most = prices.at(-1);
  const all = await answers(kindred);
  assert.equal(all.length, most.n_leaves);
  assert.equal(sum(all.map(customers)), analysis.customers.permitted);
  const price = await kindred.at('questions-price').innerText();
  assert.match(price, new RegExp(`^${most.n_leaves} answers lead `));
  const valued = await slider.getAttribute('aria-valuetext');
  assert.ok(valued && price.startsWith(valued), `${valued}`);

  await kindred.frame.evaluate(axe);
  const faults = await kindred.frame.evaluate(() =>
    Reflect.get(globalThis, 'axe').run(document.querySelector('#questions')));
  assert.deepEqual(faults.violations.map((v) => v.id), []);
  const overflow = await kindred.frame.evaluate(
    () => document.documentElement.scrollWidth - innerWidth,
  );
  assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
  const report = (await kindred.download('export-report')).text;
  assert.ok(report.includes('The segments as questions'));

  await kindred.at('language-select').selectOption('de');
  await kindred.frame.getByText('Die Segmente als Fragen').waitFor();
  const german = await kindred.at('questions-price').innerText();
  assert.match(german, new RegExp(`^${most.n_leaves} Antworten führen `), 'the slider stays');
  assert.deepEqual(kindred.messages, []);
});

test('names of the last run stay, a name of ones own too, until named anew', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  const box = kindred.at('known-names');
  await kindred.frame.locator('#permission summary').click();
  assert.ok(!(await box.isVisible()), 'there was no run');
  const digest = await kindred.run();
  const names = () => kindred.at('segment-card').locator('h3').allTextContents();
  const before = await names();
  await kindred.loadSample();
  assert.ok(await box.isVisible());
  const told = await box.innerText();
  assert.ok(before.every((name) => told.includes(name)), told);
  assert.equal(await kindred.run(), digest, 'the same names, the same digest');
  assert.deepEqual(await names(), before);

  const plan = JSON.parse((await kindred.download('export-plan')).text);
  assert.ok(!JSON.stringify(plan.known).includes('customer'));
  plan.known.segments[0].name = 'Our regulars';
  await kindred.at('plan-input').setInputFiles({
    name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(plan)),
  });
  await kindred.frame.getByText('“Our regulars”').waitFor();
  assert.notEqual(await kindred.run(), digest);
  assert.deepEqual(await names(), ['Our regulars', ...before.slice(1)]);
  await kindred.at('name-anew').click();
  await box.waitFor({ state: 'hidden' });
  assert.equal(await kindred.run(), digest);
  assert.deepEqual(kindred.messages, []);
});
