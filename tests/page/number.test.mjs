// Another number of groups, taken from the evidence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';

test('another number of groups is taken from what the evidence says of it', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  await kindred.run();
  const judged = await kindred.at('segment-card').count();
  const select = kindred.at('number-select');
  assert.equal(await select.inputValue(), '');
  const options = await select.locator('option').allInnerTexts();
  assert.equal(options[0], 'As the evidence says');
  assert.match(options[1] ?? '', /^2 groups: \d+%$/);
  assert.equal(options.length, 12);
  assert.equal(await kindred.at('number-button').innerText(), 'Let the evidence decide');
  const other = judged === 5 ? 6 : 5;
  await select.selectOption(String(other));
  assert.equal(await kindred.at('number-button').innerText(), `Find ${other} groups`);
  await kindred.at('number-button').click();
  await kindred.ends();
  assert.equal(await kindred.at('segment-card').count(), other);
  assert.equal(await select.inputValue(), String(other));
  assert.equal(await kindred.at('groups-input').inputValue(), String(other));
  await select.selectOption('');
  await kindred.at('number-button').click();
  await kindred.ends();
  assert.equal(await kindred.at('segment-card').count(), judged);
  assert.equal(await select.inputValue(), '');
  assert.deepEqual(kindred.messages, []);
});
