// Weights of the sides, attributes and surveys, in the built page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** @param {import('./help/kindred.mjs').Kindred} kindred @param {string} part */
async function isAccessible(kindred, part) {
  await kindred.frame.evaluate(axe);
  const faults = await kindred.frame.evaluate((selector) =>
    Reflect.get(globalThis, 'axe').run(document.querySelector(selector)), part);
  assert.deepEqual(faults.violations.map((/** @type {{id: string}} */ v) => v.id), []);
  const overflow = await kindred.frame.evaluate(
    () => document.documentElement.scrollWidth - innerWidth,
  );
  assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
}

/** @param {import('./help/kindred.mjs').Kindred} kindred */
const analysisOf = async (kindred) =>
  JSON.parse((await kindred.download('export-analysis')).text);

test('sliders weigh the sides: shares follow at once, segments when asked', async (t) => {
  const kindred = await openKindred(t, { width: 390, scheme: 'dark' });
  await kindred.loadSample();
  const even = await kindred.run();
  const slider = kindred.at('weight-value');
  const said = () => slider.getAttribute('aria-valuetext');
  const before = await said();
  const { sides } = await analysisOf(kindred);
  const share = Math.round(100 * sides[0].share);
  assert.equal(before, `weight 1: ${share}% of the distance`);

  await slider.focus();
  await kindred.page.keyboard.press('End');
  const [value, behaviour] = sides.map((/** @type {{spread: number}} */ it) => it.spread);
  const heavy = Math.round((100 * 4 * value) / (4 * value + behaviour));
  assert.equal(await said(), `weight 4: ${heavy}% of the distance`);
  const cells = kindred.at('table-weights').locator('tbody tr').first().locator('td');
  assert.deepEqual(await cells.allTextContents(), [String(sides[0].n_features), '4', `${heavy}%`]);
  assert.equal(await kindred.digest(), even, 'nothing has run');
  await isAccessible(kindred, '#weights');

  await kindred.at('weights-button').click();
  await kindred.reaches('running');
  await kindred.reaches('done');
  assert.notEqual(await kindred.digest(), even);
  const analysis = await analysisOf(kindred);
  assert.equal(analysis.sides[0].weight, 4);
  assert.equal(Math.round(100 * analysis.sides[0].share), heavy);
  const plan = JSON.parse((await kindred.download('export-plan')).text);
  assert.equal(plan.recipe.weights.value, 4);
  const report = (await kindred.download('export-report')).text;
  assert.ok(report.includes(`value ${heavy}% (weight 4.00)`));

  for (const side of ['value', 'behaviour']) {
    await kindred.at(`weight-${side}`).focus();
    await kindred.page.keyboard.press('Home');
  }
  assert.ok(await kindred.at('weights-button').isDisabled());
  await kindred.frame.getByText('At least one side has to count.').waitFor();
  await kindred.page.keyboard.press('ArrowRight');
  assert.ok(await kindred.at('weights-button').isEnabled());
  assert.deepEqual(kindred.messages, []);
});

/** Orders and, in the same file, what is known of the customers. */
function shop() {
  const records = ['customer,date,amount,city,planet,trust_1,trust_2,trust_3'];
  for (let who = 0; who < 240; who += 1) {
    const isOften = who < 90;
    const city = isOften === who % 5 > 0 ? 'Ulm' : '<b>Bonn';
    const of = (/** @type {number} */ n) => 1 + ((who % 5) + (who % 11 === n ? 1 : 0)) % 5;
    const said = `${city},Earth,${of(1)},${of(2)},${6 - of(3)}`;
    for (let order = 0; order < (isOften ? 6 + (who % 5) : 1); order += 1) {
      const month = String(3 + ((who + order) % 9)).padStart(2, '0');
      const day = String(1 + ((who * 7) % 28)).padStart(2, '0');
      const units = isOften ? 40 + ((who * 31 + order * 17) % 60) : 5 + ((who * 13) % 12);
      records.push(`K${who},2024-${month}-${day},${units}.00,${said}`);
    }
  }
  return Buffer.from(`${records.join('\n')}\n`);
}

test('attributes describe the segments and form them only where it is said', async (t) => {
  const kindred = await openKindred(t);
  const file = { name: 'shop.csv', mimeType: 'text/csv', buffer: shop() };
  assert.equal(await kindred.load(file), 'ready');
  for (const place of [3, 4, 5, 6, 7]) {
    await kindred.at(`role-${place}`).selectOption('attribute');
  }
  const described = await kindred.run();
  const analysis = await analysisOf(kindred);
  assert.deepEqual(
    analysis.attributes.map((/** @type {{name: string}} */ it) => it.name),
    ['attribute:city', 'attribute:trust'],
  );
  assert.ok(!analysis.features.some((/** @type {{side: string}} */ it) => it.side === 'profile'));
  const table = kindred.at('table-attributes');
  const rows = table.locator('tbody tr');
  assert.deepEqual(await rows.locator('th').allTextContents(), ['<b>Bonn', 'Ulm']);
  assert.match(await rows.first().innerText(), /more often|less often/);
  const card = kindred.at('segment-card').first().locator('[data-slot="traits"]');
  assert.match(await card.innerText(), /city Ulm: \d+% \(all: \d+%\)/);
  const warned = await kindred.at('warning-list').innerText();
  assert.ok(warned.includes('“planet” (the same for everybody)'), warned);

  const survey = await kindred.at('table-surveys').innerText();
  assert.ok(survey.includes('trust_3 (turned around)'), survey);
  assert.match(survey, /0\.\d\d \(0\.\d\d to \d\.\d\d\)/);
  await isAccessible(kindred, '#attributes');

  await kindred.frame.locator('#attributes input[value="attribute:city"]').check();
  await kindred.at('attributes-button').click();
  await kindred.reaches('running');
  await kindred.reaches('done');
  assert.notEqual(await kindred.digest(), described);
  const formed = await analysisOf(kindred);
  assert.ok(formed.attributes[0].in_segments);
  assert.equal(await kindred.at('weight-profile').count(), 1);
  await kindred.frame.getByText('This one helped to form the segments').waitFor();
  const report = (await kindred.download('export-report')).text;
  assert.ok(report.includes('city (helped to form the segments)'));
  assert.ok(report.includes('Cronbach’s alpha'));

  await kindred.frame.locator('#attributes input[value="attribute:city"]').uncheck();
  await kindred.at('attributes-button').click();
  await kindred.reaches('running');
  await kindred.reaches('done');
  assert.equal(await kindred.digest(), described, 'as before');
  await kindred.at('language-select').selectOption('de');
  await kindred.reaches('running');
  await kindred.reaches('done');
  assert.match(await rows.first().innerText(), /häufiger|seltener/);
  assert.deepEqual(kindred.messages, []);
});
