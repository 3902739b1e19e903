// The two maps and the line around some of their customers, by mouse and by
// keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';

/** What the lasso says, as numbers. @param {import('./help/kindred.mjs').Kindred} kindred */
async function said(kindred) {
  const words = await kindred.at('lasso-said').innerText();
  const rows = await kindred.at('lasso-table').locator('tbody tr').evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')));
  return { words, rows };
}

/** @param {import('./help/kindred.mjs').Kindred} kindred
 * @param {Record<string, number>} sides in per cent */
async function enclose(kindred, sides) {
  for (const [side, part] of Object.entries(sides)) {
    await kindred.at(`lasso-${side}`).fill(String(part));
  }
}

const whole = (/** @type {string} */ cell) => Number(cell.replaceAll(',', ''));

test('arrows on one map, a warning on the other, by keyboard', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  await kindred.run();
  const analysis = JSON.parse((await kindred.download('export-analysis')).text);
  const { map } = analysis;
  await kindred.at('chart-map').locator('svg').waitFor();
  const arrows = kindred.at('table-arrows').locator('tbody tr');
  assert.equal(await arrows.count(), map.arrows.length);
  assert.ok(map.arrows.length > 1);
  const strokes = kindred.at('chart-map').locator('g.ink[fill=none] path');
  assert.equal(await strokes.count(), Math.min(6, map.arrows.length));

  await kindred.at('map-axes').focus();
  await kindred.page.keyboard.press('ArrowRight');
  const near = kindred.at('chart-neighbours');
  await near.locator('svg').waitFor();
  assert.equal(await kindred.at('chart-map').count(), 0);
  const isThere = (/** @type {Element} */ it) => it === document.activeElement;
  assert.ok(await kindred.at('map-neighbours').evaluate(isThere), 'the focus stays');
  const caption = kindred.frame.locator('.of-map .caption');
  assert.match(await caption.innerText(), /mean nothing/);
  const { trust } = map.neighbours;
  assert.ok((await caption.innerText()).includes(`${trust.toFixed(2)} of 1`));
  assert.equal(map.neighbours.places.length, map.points.length);
  assert.equal(await arrows.count(), 0);
  await kindred.at('language-select').selectOption('de');
  await kindred.ends();
  await near.locator('svg').waitFor();
  await kindred.frame.getByText('bedeuten auf dieser Karte nichts').waitFor();
  assert.deepEqual(kindred.messages, []);
});

test('a line around customers says how many of each segment are inside', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  await kindred.run();
  const { map, segments } = JSON.parse((await kindred.download('export-analysis')).text);
  const n = map.points.length;
  const all = `${n.toLocaleString('en-GB')} of the ${n.toLocaleString('en-GB')} customers`;
  for (const chart of ['map', 'neighbours']) {
    await kindred.at(chart === 'map' ? 'map-axes' : 'map-neighbours').check();
    const svg = kindred.at(`chart-${chart}`).locator('svg');
    await svg.scrollIntoViewIfNeeded();
    const box = await svg.boundingBox();
    assert.ok(box);
    const { mouse } = kindred.page;
    const [right, bottom] = [box.x + box.width - 1, box.y + box.height - 1];
    await mouse.move(box.x + 1, box.y + 1);
    await mouse.down();
    for (const [x, y] of [[right, box.y + 1], [right, bottom], [box.x + 1, bottom]]) {
      await mouse.move(x ?? 0, y ?? 0, { steps: 4 });
    }
    await mouse.up();
    await kindred.frame.locator('[data-testid=lasso] summary').evaluate((it) => {
      Reflect.set(it.parentElement ?? it, 'open', true);
    });
    const found = await said(kindred);
    assert.ok(found.words.startsWith(all), found.words);
    assert.equal(found.rows.length, segments.length);
    const sum = found.rows.reduce((sum, row) => sum + whole(row[0] ?? ''), 0);
    assert.equal(sum, n);
    assert.deepEqual(found.rows.map((row) => row[1]), found.rows.map((row) => row[2]));
    await kindred.at('lasso-clear').click();
    assert.equal((await said(kindred)).words, '');
  }

  // The left and the right half are the whole, where each is told.
  await enclose(kindred, { left: 0, right: 50, bottom: 0, top: 100 });
  const left = await said(kindred);
  await enclose(kindred, { left: 50, right: 100 });
  const right = await said(kindred);
  const [a, b] = [left, right].map(({ words }) => whole(words.split(' ')[0] ?? ''));
  assert.equal((a ?? 0) + (b ?? 0), n);
  assert.ok(a && b);
  // A sliver that grows: the first count that is told is ten or more.
  let least = 0;
  for (let part = 0; least === 0 && part < 100; part += 0.25) {
    await enclose(kindred, { left: 0, right: part });
    const { words, rows } = await said(kindred);
    if (!words.startsWith('Fewer than 10')) least = whole(words.split(' ')[0] ?? '');
    else assert.deepEqual(rows, []);
  }
  assert.ok(least >= 10, `${least}`);
  assert.deepEqual(kindred.messages, []);
});
