// The figures of a method and of its judgement, in the built page.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';
import { nativeDigest } from './help/terminal.mjs';

const shop = () => {
  const lines = ['customer,order,date,amount'];
  for (let customer = 0; customer < 90; customer += 1) {
    for (let order = 0; order <= (customer % 3 ? customer % 2 : 8 + (customer % 4)); order += 1) {
      const day = new Date(Date.UTC(2024, 0, 1 + ((customer * 5 + order * 29) % 330)));
      lines.push(`K${customer},${customer}-${order},${day.toISOString().slice(0, 10)},${20 + (customer % 7)}.50`);
    }
  }
  return `${lines.join('\n')}\n`;
};

test('what stands in the fields is in the plan, and runs in the terminal', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-'));
  const file = join(folder, 'shop.csv');
  writeFileSync(file, shop());
  const kindred = await openKindred(t);
  await kindred.load(file);
  await kindred.frame.evaluate(() => {
    for (const more of document.querySelectorAll('details')) more.open = true;
  });
  /** @param {string} name */
  const figure = (name) => kindred.at(`figure-${name}`);
  await kindred.at('method-select').selectOption('hdbscan');
  assert.equal(await figure('method.min_cluster_size').inputValue(), '');
  assert.equal(await figure('method.n_restarts').count(), 0, 'it has none');
  await figure('method.min_cluster_size').fill('12');
  await figure('method.selection').selectOption('leaf');
  await figure('choice.k_max').fill('6');
  await figure('choice.k_max').press('Tab');
  await kindred.run();
  const saved = await kindred.download('export-plan');
  const plan = JSON.parse(saved.text);
  assert.equal(plan.method.min_cluster_size, 12);
  assert.equal(plan.method.selection, 'leaf');
  assert.equal(plan.choice.k_max, 6);
  const path = join(folder, 'plan.json');
  writeFileSync(path, saved.text);
  assert.equal(nativeDigest(file, path), await kindred.digest());

  // A figure out of its range is refused by name, and nothing is lost.
  await figure('choice.k_max').fill('99');
  await kindred.at('run-button').click();
  await kindred.reaches('failed');
  assert.match(await kindred.at('error-list').innerText(), /choice\.k_max.*99.*2.*30/);
  await figure('choice.k_max').fill('6');
  await kindred.at('run-button').click();
  await kindred.reaches('done');
  assert.deepEqual(kindred.messages, []);
});
