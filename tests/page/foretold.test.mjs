// What came after, by what was known before: in the built page.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';
import { nativeRun } from './help/terminal.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** 400 customers of whom every second, by nothing that is known, comes again. */
const shop = () => {
  const lines = ['customer,date,amount'];
  const day = (/** @type {number} */ n) =>
    new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
  for (let customer = 0; customer < 400; customer += 1) {
    const mixed = (customer * 2654435761) % 4096;
    lines.push(`K${customer},${day(mixed % 200)},${20 + (customer * 7919) % 60}.00`);
    if (mixed >= 2048) lines.push(`K${customer},${day(310 + mixed % 50)},${30 + mixed % 9}.00`);
  }
  return `${lines.join('\n')}\n`;
};

/** @param {import('./help/kindred.mjs').Kindred} kindred
 * @param {string} of @param {string} days */
async function asks(kindred, of, days) {
  await kindred.frame.locator('#permission summary').click();
  await kindred.at('outcome-select').selectOption(of);
  await kindred.at('horizon-input').fill(days);
  await kindred.at('horizon-input').press('Tab');
}

const analysisOf = async (/** @type {import('./help/kindred.mjs').Kindred} */ kindred) =>
  JSON.parse((await kindred.download('export-analysis')).text);

test('what came after is asked for, told in two tables, and taken away', async (t) => {
  const kindred = await openKindred(t, { width: 390, scheme: 'dark' });
  await kindred.loadSample();
  const unasked = await kindred.run();
  assert.ok(await kindred.at('foretold').isHidden());
  assert.ok(await kindred.at('horizon-input').isHidden());
  await asks(kindred, 'left', '120');
  assert.notEqual(await kindred.run(), unasked);
  const { foretold } = await analysisOf(kindred);
  const { leaves, subgroups } = foretold;
  assert.ok(leaves.length > 1 && subgroups.length > 0);
  for (const [name, told] of Object.entries({ leaves, subgroups })) {
    const rows = kindred.at(`table-${name}`).locator('tbody tr');
    const shown = await rows.evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent)));
    const share = (/** @type {number} */ it) => `${Math.round(it * 100)}%`;
    assert.deepEqual(shown, told.map((/** @type {any} */ { words, customers, estimate, ratio }) => {
      const [low, high] = estimate.interval.map(share);
      return [words, String(customers), share(estimate.mean), `${low} to ${high}`, ratio.toFixed(2)];
    }));
  }
  assert.ok(await kindred.frame.locator('.stacks:visible').count() >= 3, 'compared, leaves, subgroups');
  const cut = await kindred.frame.locator('.scroll:has(> .stacks)').evaluateAll((all) =>
    all.filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.ariaLabel));
  assert.deepEqual(cut, [], 'a phone shows every cell without scrolling sideways');
  const said = await kindred.at('foretold').innerText();
  assert.match(said, /Who bought nothing in the 120 days from .* on/);
  assert.match(said, new RegExp(`one half of ${foretold.customers} customers`));
  const plan = JSON.parse((await kindred.download('export-plan')).text);
  assert.deepEqual(plan.outcome, { horizon_days: 120, of: 'left' });
  const report = (await kindred.download('export-report')).text;
  assert.ok(report.includes('What came after') && report.includes('Groups that stand out'));

  await kindred.frame.evaluate(axe);
  const faults = await kindred.frame.evaluate(() =>
    Reflect.get(globalThis, 'axe').run(document.querySelector('#foretold')));
  assert.deepEqual(faults.violations.map((/** @type {any} */ v) => v.id), []);
  const overflow = await kindred.frame.evaluate(
    () => document.documentElement.scrollWidth - innerWidth,
  );
  assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);

  await kindred.at('language-select').selectOption('de');
  await kindred.frame.getByText('Gruppen, die sich abheben').waitFor();
  await kindred.frame.getByText(/Wer nichts kaufte in den 120 Tagen/).waitFor();
  await kindred.at('language-select').selectOption('en');
  await kindred.reaches('done');
  await kindred.at('outcome-select').selectOption('');
  assert.equal(await kindred.run(), unasked);
  assert.ok(await kindred.at('foretold').isHidden());
  assert.deepEqual(kindred.messages, []);
});

test('where nothing stands out or nothing can be told, the page says so', async (t) => {
  const file = join(mkdtempSync(join(tmpdir(), 'kindred-')), 'shop.csv');
  writeFileSync(file, shop());
  const kindred = await openKindred(t);
  await kindred.load(file);
  await asks(kindred, 'revenue', '60');
  const digest = await kindred.run();
  const { foretold } = await analysisOf(kindred);
  assert.deepEqual(foretold.subgroups, []);
  const said = await kindred.at('foretold').innerText();
  assert.ok(said.includes(`No group stands out by more than chance; ${foretold.n_tested} were tested.`), said);
  assert.ok(await kindred.at('table-subgroups').isHidden());
  // The terminal tells the same of the plan that is taken away.
  const plan = join(mkdtempSync(join(tmpdir(), 'kindred-')), 'plan.json');
  writeFileSync(plan, (await kindred.download('export-plan')).text);
  const native = nativeRun(file, plan);
  assert.equal(native.digest, digest);
  assert.deepEqual(native.foretold, foretold);

  await kindred.at('horizon-input').fill('300');
  await kindred.at('horizon-input').press('Tab');
  await kindred.run();
  assert.ok(await kindred.at('foretold').isHidden());
  const warned = await kindred.at('warning-list').innerText();
  assert.match(warned, /What came after is not told: .* twice the 300 days/);
  assert.deepEqual(kindred.messages, []);
});
