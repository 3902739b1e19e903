// Lifecycle stages, and groups within them, in the built page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';

test('groups are looked for within lifecycle stages, and the stages are told', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  await kindred.frame.locator('#permission summary').click();
  const together = await kindred.run();
  const stages = kindred.frame.locator('#lifecycle table.stages tbody tr');
  assert.equal(await stages.count(), 5);
  const counts = await stages.locator('td:nth-child(2)').allInnerTexts();
  const sum = counts.reduce((all, it) => all + Number(it.replace(/\D/g, '')), 0);
  const analysis = JSON.parse((await kindred.download('export-analysis')).text);
  assert.equal(sum, analysis.customers.permitted);
  assert.ok(await kindred.at('least-input').isHidden());
  await kindred.at('staged-select').selectOption('stages');
  await kindred.at('least-input').fill('40');
  await kindred.at('least-input').press('Tab');
  assert.notEqual(await kindred.run(), together);
  const plan = JSON.parse((await kindred.download('export-plan')).text);
  assert.deepEqual(plan.staged, { least: 40 });
  const staged = JSON.parse((await kindred.download('export-analysis')).text);
  assert.equal(staged.reason.kind, 'in-parts');
  const several = staged.segments.filter((one) =>
    staged.segments.some((other) => other !== one && other.stage === one.stage));
  assert.ok(several.length > 1 && several.every((it) => it.size >= 40));
  const names = await kindred.at('segment-card').locator('h3').allInnerTexts();
  assert.ok(names.some((it) => it.includes('Active: ')), names.join('; '));
  await kindred.at('staged-select').selectOption('');
  assert.equal(await kindred.run(), together);
  assert.deepEqual(kindred.messages, []);
});
