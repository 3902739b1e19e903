// The flow a visitor takes, in the built page: open, correct, permit, find,
// take away; by keyboard, by screen reader, on a phone, in the dark.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { en } from '../../www/text/en.js';
import { openKindred, realData } from './help/kindred.mjs';
import { orderLines } from './help/orders.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** What axe finds serious or critical. */
async function seriousFaults(kindred) {
  await kindred.frame.evaluate(axe);
  const found = await kindred.frame.evaluate(() =>
    Reflect.get(globalThis, 'axe').run(document, { resultTypes: ['violations'] }),
  );
  return found.violations
    .filter((v) => ['serious', 'critical'].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' | ')}`);
}

/** @param {string} name @param {string} text */
const csv = (name, text) => ({
  name, mimeType: 'text/csv', buffer: Buffer.from(text),
});

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [1280, 390]) {
    test(`no serious fault for a screen reader, ${width} px, ${scheme}`, async (t) => {
      const kindred = await openKindred(t, { width, scheme });
      assert.deepEqual(await seriousFaults(kindred), []);
      await kindred.loadSample();
      assert.deepEqual(await seriousFaults(kindred), []);
      await kindred.run();
      await kindred.at('chart-map').locator('svg').first().waitFor();
      assert.deepEqual(await seriousFaults(kindred), []);
      const overflow = await kindred.frame.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
      assert.deepEqual(kindred.messages, []);
    });
  }
}

test('the sample gives named segments, charts with tables, files', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  const digest = await kindred.run();
  const n_segments = await kindred.at('segment-card').count();
  assert.equal(n_segments, 5, 'as many as were planted');
  for (const chart of ['map', 'shares', 'rfm', 'evidence', 'profile']) {
    await kindred.at(`chart-${chart}`).locator('svg').first().waitFor();
    const rows = kindred.at(`table-${chart}`).locator('tbody tr');
    assert.ok((await rows.count()) > 0, `${chart} has a table`);
  }
  const labels = await kindred.download('export-labels');
  assert.equal(labels.name, 'labels.csv');
  const lines = labels.text.trim().split('\n');
  assert.equal(lines[0], 'customer,segment,confidence');
  const plan = await kindred.download('export-plan');
  assert.equal(JSON.parse(plan.text).permission.purpose, 'analytics');
  const report = await kindred.download('export-report');
  assert.ok(report.text.includes(digest), 'the report carries the digest');
  assert.ok(!report.text.includes('<script'));
  const ids = lines.slice(1).map((line) => line.split(',')[0]);
  const told = ids.filter((id) => id.length > 4 && report.text.includes(id));
  assert.deepEqual(told, [], 'no customer is named in the report');
});

test('before a run the page says what would become of every record', async (t) => {
  const kindred = await openKindred(t);
  const csv = 'customer_id,date,amount\n'
    + Array.from({ length: 40 }, (_, n) => `c${n % 9},2025-01-${10 + n % 9},${5 + n}.25\n`).join('')
    + ',2025-01-11,3.00\nc1,2025-01-12,-2.00\nc1,2025-01-10,5.25\nc1,2025-01-10,5.25\n';
  await kindred.load({ name: 'shop.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  const report = kindred.at('record-report');
  await report.waitFor();
  const rows = await report.locator('tbody tr').evaluateAll((all) => all.map((row) =>
    [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent?.replace('−', '-')))));
  const [read, ...parts] = rows;
  const returned = parts.pop();
  assert.ok(returned, 'what was given back is told');
  for (const column of [0, 1]) {
    const sum = parts.reduce((all, row) => all + Math.round(100 * row[column]), 0);
    assert.equal(sum, Math.round(100 * read[column]), 'the parts add up');
  }
  const odd = await report.locator('li').allTextContents();
  assert.ok(odd.some((text) => /repeat an earlier one/.test(text)), odd.join());
  assert.ok(odd.some((text) => /are returns/.test(text)), odd.join());
  await kindred.at('role-0').selectOption('attribute');
  await report.getByText('no column is the customer').waitFor();
});

test('a run without a purpose is refused with its reason', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  const button = kindred.at('run-button');
  if (await button.isEnabled()) {
    await button.click();
    assert.notEqual(await kindred.ends(), 'done');
  }
  assert.equal(await kindred.at('segment-card').count(), 0);
});

test('a file read again keeps what was said of the permission', async (t) => {
  const kindred = await openKindred(t);
  const rows = Array.from({ length: 40 }, (_, i) =>
    `c${i},0${1 + (i % 9)}/0${1 + (i % 7)}/2024,${10 + i}.5,${i % 2 ? 'yes' : 'no'}`);
  const text = `customer,date,amount,letters\n${rows.join('\n')}\n`;
  await kindred.load(csv('letters.csv', text));
  await kindred.at('consent-select').selectOption('letters');
  await kindred.at('basis-select').selectOption('consent');
  await kindred.at('as-of-input').fill('2024-12-31');
  await kindred.frame.evaluate(() => {
    for (const more of document.querySelectorAll('details')) more.open = true;
  });
  const order = kindred.frame.locator('[data-read=date_order]');
  await order.selectOption('month-day-year');
  await kindred.frame.waitForTimeout(50);
  await kindred.ends();
  assert.equal(await kindred.at('consent-select').inputValue(), 'letters');
  assert.equal(await kindred.at('basis-select').inputValue(), 'consent');
  assert.equal(await kindred.at('as-of-input').inputValue(), '2024-12-31');
});

test('a bad file says what and where, and the one before stays', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  const bad = csv('bad.csv', 'customer,date,amount\n1,2024-01-02,"3\n');
  assert.equal(await kindred.load(bad), 'failed');
  const words = await kindred.at('error-list').innerText();
  assert.match(words, /bad\.csv/);
  assert.match(words, /2/, 'it names the line');
  const columns = await kindred.at('column-table').innerText();
  assert.match(columns, /order_number/);
  assert.match(await kindred.run(), /^[0-9a-f]{64}$/);
});

/** Names in windows-1252 that begin behind 200 KB of ASCII: taken for UTF-8
 * until then. */
const LATE = 9_000;
const late = () => {
  const rows = Array.from({ length: LATE }, (_, i) =>
    `c${i % 900},2024-0${1 + (i % 9)}-1${i % 9},${10 + (i % 70)}.5,Tea`);
  rows[LATE - 1] = 'c7,2024-03-04,12.5,Caf\u00e9';
  const text = `customer,date,amount,item\n${rows.join('\n')}\n`;
  const buffer = Buffer.from(text, 'latin1');
  assert.ok(buffer.indexOf(0xe9) > 200_000);
  return { name: 'late.csv', mimeType: 'text/csv', buffer };
};

/** Chooses how a file is read; waits until it is read or refused. */
async function reads(kindred, field, value) {
  await kindred.frame.locator(`[data-read=${field}]`).selectOption(value);
  await kindred.frame.waitForTimeout(30);
  return kindred.ends();
}

test('a table ends where its header comes again, if so chosen', async (t) => {
  const kindred = await openKindred(t);
  const rows = Array.from({ length: 60 }, (_, i) => `K${i},2024-01-0${1 + (i % 9)},${i}.5`);
  const table = `customer,date,amount\n${rows.join('\n')}\n`;
  await kindred.load(csv('joined.csv', table + table.replaceAll('K', 'L')));
  const report = kindred.at('quality-report');
  assert.match(await report.innerText(), /1 records repeat the names of the columns/);
  await kindred.frame.locator('[data-slot=reading] summary').click();
  assert.equal(await reads(kindred, 'tables', 'first'), 'ready');
  assert.match(await report.innerText(), /60 records below were left out\. line 63/);
  await kindred.run();
  const plan = JSON.parse((await kindred.download('export-plan')).text);
  assert.equal(plan.sources[0].reading.tables, 'first');
  assert.deepEqual(kindred.messages, []);
});

test('another method is chosen, and finds its own groups', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  await kindred.frame.locator('#permission summary').click();
  const method = kindred.at('method-select');
  assert.equal(await method.inputValue(), 'k-means');
  const options = await method.locator('option').evaluateAll(
    (all) => all.map((it) => it.value),
  );
  assert.deepEqual(options, Object.keys(en.methods));
  await method.selectOption('hdbscan');
  assert.ok(await kindred.at('groups-input').isDisabled());
  await method.selectOption('agglomerative/genie');
  await kindred.at('groups-input').fill('4');
  await kindred.at('groups-input').press('Tab');
  const first = await kindred.run();
  const plan = JSON.parse((await kindred.download('export-plan')).text);
  assert.deepEqual(plan.method, {
    name: 'agglomerative', linkage: 'genie', n_clusters: 4, gini_threshold: 0.3,
  });
  assert.equal(await kindred.at('segment-card').count(), 4);
  await kindred.at('chart-tree').locator('svg').first().waitFor();
  assert.equal(await kindred.at('table-tree').locator('tbody tr').count(), 12);
  await kindred.at('cut-slider').fill('6');
  assert.equal(await kindred.at('cut-button').innerText(), 'Find 6 groups');
  await kindred.at('cut-button').click();
  await kindred.frame.getByText('Find 6 groups').waitFor();
  await kindred.ends();
  assert.equal(await kindred.at('segment-card').count(), 6);
  assert.deepEqual(await seriousFaults(kindred), []);
  await method.selectOption('agglomerative/ward');
  assert.notEqual(await kindred.run(), first);
  assert.deepEqual(kindred.messages, []);
});

test('a refused file is read in another way, as the hint says', async (t) => {
  const kindred = await openKindred(t, { width: 390, height: 844 });
  const controls = kindred.frame.locator('[data-slot=reading]');
  assert.ok(!(await controls.isVisible()));
  assert.equal(await kindred.load(late()), 'failed');
  const error = kindred.at('error-list');
  assert.equal(await error.getAttribute('data-code'), 'E_UTF8');
  const title = controls.locator('summary');
  assert.equal(await title.innerText(), 'How “late.csv” is read');
  assert.ok(!(await kindred.at('keep-button').isVisible()), 'nothing to keep');
  assert.deepEqual(await seriousFaults(kindred), []);

  const delimiter = kindred.frame.locator('[data-read=delimiter]');
  await delimiter.focus();
  assert.equal(await reads(kindred, 'delimiter', ','), 'failed');
  assert.equal(await error.getAttribute('data-code'), 'E_UTF8');
  assert.equal(await delimiter.inputValue(), ',', 'the choice is kept');
  const isThere = (/** @type {Element} */ it) => it === document.activeElement;
  assert.ok(await delimiter.evaluate(isThere), 'the focus stays');
  await kindred.at('language-select').selectOption('de');
  assert.equal(await title.innerText(), 'Wie „late.csv“ gelesen wird');
  await kindred.at('language-select').selectOption('en');
  const overflow = await kindred.frame.evaluate(
    () => document.documentElement.scrollWidth - innerWidth,
  );
  assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);

  assert.equal(await reads(kindred, 'encoding', 'windows-1252'), 'ready');
  assert.equal(await error.count(), 0);
  const report = kindred.at('quality-report');
  assert.match(await report.innerText(), /late\.csv\s+9,000 lines read/);
  assert.equal(await title.innerText(), 'How the file was read');
  assert.equal(await delimiter.inputValue(), ',');
  assert.match(await kindred.run(), /^[0-9a-f]{64}$/);
  const plan = JSON.parse((await kindred.download('export-plan')).text);
  assert.equal(plan.sources[0].reading.encoding, 'windows-1252');
  assert.equal(plan.sources[0].reading.delimiter, ',');
  assert.deepEqual(kindred.messages, []);
});

test('what is loaded stays while a refused file is read again', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  const digest = await kindred.run();
  const title = kindred.frame.locator('[data-slot=read-title]');
  const facts = () => kindred.at('file-card-0').innerText();
  const sample = await facts();

  await kindred.load(late());
  assert.equal(await title.innerText(), 'How “late.csv” is read');
  assert.equal(await facts(), sample);
  assert.equal(await reads(kindred, 'encoding', 'utf-8'), 'failed');
  assert.equal(await facts(), sample, 'after the second refusal too');
  assert.equal(await kindred.digest(), digest);
  await kindred.at('keep-button').click();
  assert.equal(await kindred.ends(), 'done');
  assert.equal(await title.innerText(), 'How the file was read');
  assert.equal(await kindred.frame.locator('[data-read=encoding]').inputValue(), '');
  assert.equal(await kindred.at('error-list').count(), 0);
  assert.equal(await kindred.run(), digest, 'it is still there to be run');

  await kindred.load(late());
  assert.equal(await reads(kindred, 'encoding', 'windows-1252'), 'ready');
  assert.match(await facts(), /late\.csv\s+9,000 lines read/);
  assert.equal(await kindred.at('segment-card').count(), 0);

  assert.equal(await reads(kindred, 'encoding', 'utf-8'), 'failed');
  assert.match(await facts(), /9,000 lines read/, 'as it was read before');
  assert.equal(await title.innerText(), 'How “late.csv” is read');
  await kindred.loadSample();
  assert.equal(await title.innerText(), 'How the file was read');
  await kindred.load(late());
  kindred.page.on('dialog', (dialog) => dialog.accept());
  await kindred.at('forget-button').click();
  await kindred.reaches('ready');
  assert.ok(!(await title.isVisible()), 'forgotten');
  assert.deepEqual(kindred.messages, []);
});

test('markup, formulas and names of JavaScript stay text', async (t) => {
  const kindred = await openKindred(t);
  const hostile = ['=1+1', '<img src=x onerror=alert(1)>', '__proto__', '@a', '+b'];
  const rows = Array.from({ length: 60 }, (_, i) => {
    const who = hostile[i] ?? `c${i}`;
    return [0, 1, 2].slice(0, 1 + (i % 3)).map(
      (j) => `"${who}",2024-0${1 + j}-1${i % 9},${10 + i}.5,"</script><b>${i}"`,
    ).join('\n');
  });
  const text = `customer,date,amount,__proto__\n${rows.join('\n')}\n`;
  await kindred.load(csv('<b>&.csv', text));
  await kindred.run();
  const polluted = await kindred.frame.evaluate(
    () => Reflect.get({}, 'polluted') ?? document.querySelector('img[src=x]'),
  );
  assert.equal(polluted, null);
  const labels = await kindred.download('export-labels');
  assert.ok(labels.text.includes(`"'=1+1"`), 'a formula is made harmless');
  const report = await kindred.download('export-report');
  assert.ok(!/<img|<\/script>/.test(report.text));
  assert.deepEqual(kindred.messages, []);
});

test('everything from the sample to the segments works by keyboard', async (t) => {
  const kindred = await openKindred(t);
  const { keyboard } = kindred.page;
  await kindred.at('sample-button').focus();
  await keyboard.press('Enter');
  await kindred.at('column-table').waitFor();
  await kindred.ends();
  await kindred.at('purpose-select').focus();
  await keyboard.press('ArrowDown');
  await kindred.at('run-button').focus();
  await keyboard.press('Enter');
  await kindred.reaches('done');
  const reached = new Set();
  await kindred.at('export-labels').focus();
  for (let i = 0; i < 4; i += 1) {
    const at = await kindred.frame.evaluate(
      () => document.activeElement?.getAttribute('data-testid'),
    );
    reached.add(at);
    await keyboard.press('Tab');
  }
  assert.ok(reached.has('export-labels'));
  assert.ok(reached.size > 1, 'focus moves on');
});

test('German changes every word and no figure', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  const digest = await kindred.run();
  const labels = await kindred.download('export-labels');
  await kindred.at('language-select').selectOption('de');
  const german = () => /Gruppen/.test(
    document.querySelector('[data-testid=verdict]')?.textContent ?? '');
  await kindred.frame.waitForFunction(german);
  await kindred.ends();
  assert.notEqual(await kindred.digest(), digest, 'it covers the sentences');
  assert.deepEqual(await kindred.download('export-labels'), labels);
  assert.equal(await kindred.frame.evaluate(() => document.documentElement.lang), 'de');
});

test('a German page refuses and warns in German, and both switch', async (t) => {
  const kindred = await openKindred(t);
  await kindred.at('language-select').selectOption('de');
  const bad = csv('bad.csv', 'kunde,datum,notiz,betrag\nK1,2024-01-02,gut,5\nK2,2024-01-03,"offen,6\n');
  assert.equal(await kindred.load(bad), 'failed');
  const error = kindred.at('error-list');
  const german = await error.innerText();
  assert.match(german, /Anführungszeichen, das nirgends geschlossen wird/);
  assert.match(german, /Datei „bad\.csv“ · Zeile 3 · Datensatz 2 · Spalte „notiz“/);
  assert.doesNotMatch(german, /quotation|line|column/);
  await kindred.at('language-select').selectOption('en');
  assert.match(await error.innerText(), /a quotation mark opens here/);
  assert.match(await error.innerText(), /line 3 · record 2 · column “notiz”/);
  assert.equal(await error.locator('[data-slot=message]').getAttribute('lang'), 'en');
  await kindred.at('language-select').selectOption('de');
  assert.equal(await error.innerText(), german);
  const chooser = kindred.at('language-select');
  await chooser.focus();
  await chooser.selectOption('en');
  const isThere = (/** @type {Element} */ it) => it === document.activeElement;
  assert.ok(await chooser.evaluate(isThere), 'the focus stays');
  await chooser.selectOption('de');

  const rows = Array.from({ length: 60 }, (_, i) => `K${i},2024-01-0${1 + (i % 9)},${i}.5`);
  rows[4] = 'K4,2024-01-05';
  await kindred.load(csv('ragged.csv', `kunde,datum,betrag\n${rows.join('\n')}\n`));
  const read = kindred.at('quality-report').locator('[data-slot=warnings]');
  assert.match(await read.innerText(), /1 Datensatz hat nicht 3 Felder und wurde beiseitegelegt; der erste hat 2\. Zeile 6/);
  await kindred.run();
  const warnings = await kindred.at('warning-list').innerText();
  assert.match(warnings, /1 Datensatz hat nicht 3 Felder/);
  const report = await kindred.download('export-report');
  assert.match(report.text, /Datensätze mit anderer Zahl von Feldern, beiseitegelegt \(1\)/);
  assert.deepEqual(kindred.messages, []);
});

test('a plan read into a page of another language keeps its digest', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  const digest = await kindred.run();
  const plan = await kindred.download('export-plan');
  const chooser = kindred.at('language-select');
  const shown = kindred.frame.locator(`[data-digest="${digest}"]`);
  await chooser.selectOption('de');
  await shown.waitFor({ state: 'detached' });
  await kindred.ends();
  await kindred.at('plan-input').setInputFiles({
    name: plan.name, mimeType: 'application/json', buffer: Buffer.from(plan.text),
  });
  await kindred.frame.waitForFunction(
    () => document.documentElement.lang === 'en', undefined, { timeout: 5_000 });
  assert.equal(await chooser.inputValue(), 'en', 'the select shows it');
  await kindred.at('run-button').click();
  await shown.waitFor();
  assert.equal(await kindred.ends(), 'done');
});

test('forgetting leaves nothing on the page', async (t) => {
  const kindred = await openKindred(t);
  await kindred.loadSample();
  await kindred.run();
  kindred.page.on('dialog', (dialog) => dialog.accept());
  await kindred.at('forget-button').click();
  await kindred.reaches('ready');
  assert.equal(await kindred.at('segment-card').count(), 0);
  assert.equal(kindred.page.workers().length, 0);
});

test('a million lines: bounded memory, a page that never stands still', async (t) => {
  const kindred = await openKindred(t);
  await kindred.frame.evaluate(() => {
    /** @type {number[]} */
    const tasks = [];
    Reflect.set(globalThis, 'longTasks', tasks);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
  await kindred.load(orderLines(1_000_000, 40_000));
  await kindred.run();
  const { tasks, memory } = await kindred.frame.evaluate(() => ({
    tasks: Reflect.get(globalThis, 'longTasks'),
    memory: Number(document.documentElement.dataset.memory),
  }));
  const longest = Math.max(0, ...tasks);
  t.diagnostic(`longest task ${longest.toFixed(0)} ms, memory ${(memory / 2 ** 20).toFixed(0)} MiB`);
  assert.ok(memory > 0 && memory < 512 * 2 ** 20, `${memory} bytes`);
  assert.ok(longest < 100, `the page stood still for ${longest} ms`);
});
