// Files on their way into the page: the first rows while the rest is read,
// the rows of a file, its columns, several files and how they join.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKindred } from './help/kindred.mjs';

/** The bytes of the file whose first rows are waited for. */
const LARGE = 95_000_000;

/** Milliseconds that a drop may take until rows are there; more where the
 * machine is shared. */
const AT_ONCE = 300;

/** A file of order lines, written for the test. @param {number} n_bytes */
function orderLines(n_bytes) {
  const path = join(mkdtempSync(join(tmpdir(), 'kindred-')), 'shop.csv');
  const head = 'order_number,customer,order_date,product,quantity,unit_price\n';
  const line = (/** @type {number} */ i) =>
    `${500_000 + (i >> 2)},C${i % 40_000},2024-${String(1 + (i % 12)).padStart(2, '0')}-`
    + `${String(1 + (i % 28)).padStart(2, '0')},"Candle, no. ${i % 900}",${1 + (i % 6)},${i % 90}.50\n`;
  let text = head;
  for (let i = 0; text.length < n_bytes; i++) text += line(i);
  writeFileSync(path, text);
  return path;
}

/**
 * Drops files on the page, as a visitor does, and waits for the first row.
 * @param {import('./help/kindred.mjs').Kindred} kindred
 * @param {string[]} paths
 * @returns {Promise<number>} milliseconds, by the page's own clock
 */
async function dropAndSee(kindred, paths) {
  await chooseAside(kindred, paths);
  return kindred.frame.evaluate(async () => {
    const began = performance.now();
    Reflect.get(globalThis, 'dropThem')();
    const rows = '[data-testid=first-rows]:not([hidden]) tbody tr';
    while (!document.querySelector(rows) && performance.now() - began < 10_000) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - began;
  });
}

/** Has files at hand in the page that `dropThem` drops.
 * @param {import('./help/kindred.mjs').Kindred} kindred @param {any} files */
async function chooseAside(kindred, files) {
  await kindred.frame.evaluate(() => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', multiple: true, id: 'for-the-test' });
    document.body.append(input);
  });
  await kindred.frame.locator('#for-the-test').setInputFiles(files);
  await kindred.frame.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector('#for-the-test'));
    const dataTransfer = new DataTransfer();
    for (const file of input.files ?? []) dataTransfer.items.add(file);
    input.remove();
    Reflect.set(globalThis, 'dropThem', () => document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })));
  });
}

test('the first rows of 95 MB are there at once', async (t) => {
  const path = orderLines(LARGE);
  t.after(() => rmSync(path));
  const kindred = await openKindred(t);
  const took = await dropAndSee(kindred, [path]);
  t.diagnostic(`first rows ${took.toFixed(0)} ms after the drop`);
  const rows = kindred.at('first-rows').locator('tbody tr');
  assert.equal(await kindred.state(), 'loading', 'the file was still being read');
  assert.equal(await rows.count(), 50);
  assert.match(await rows.first().innerText(), /500,?000\s+C0\s+2024-01-01\s+Candle, no\. 0/);
  assert.equal(await kindred.ends(), 'ready');
  assert.equal(await kindred.at('first-rows').isHidden(), true);
  assert.ok(took < 3 * AT_ONCE, `${took} ms`);
  await looksAtLastRow(kindred, t);
});

/** The longest the page stood still, in milliseconds. @type {() => void} */
const watchTasks = () => {
  Reflect.set(globalThis, 'longest', 0);
  new PerformanceObserver((list) => {
    const all = list.getEntries().map((entry) => entry.duration);
    Reflect.set(globalThis, 'longest', Math.max(Reflect.get(globalThis, 'longest'), ...all));
  }).observe({ type: 'longtask' });
};

/** Opens the rows of a large file, goes to the end and scrolls about.
 * @param {import('./help/kindred.mjs').Kindred} kindred
 * @param {import('node:test').TestContext} t */
async function looksAtLastRow(kindred, t) {
  await kindred.frame.evaluate(watchTasks);
  const card = kindred.at('file-card-0');
  await card.locator('summary').click();
  const grid = card.locator('.grid');
  await grid.focus();
  await kindred.page.keyboard.press('End');
  const table = kindred.at('preview-table');
  const n = Number(await table.getAttribute('aria-rowcount')) - 1;
  await table.locator(`tr[aria-rowindex="${n + 1}"] td`).nth(5).waitFor();
  await kindred.frame.evaluate(async () => {
    const box = /** @type {HTMLElement} */ (document.querySelector('.grid'));
    for (let step = 0; step < 60; step++) {
      box.scrollTop = (box.scrollHeight * ((step * 37) % 60)) / 60;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  assert.ok(await table.locator('tbody tr').count() <= 14, 'few rows are in the document');
  const longest = await kindred.frame.evaluate(() => Reflect.get(globalThis, 'longest'));
  t.diagnostic(`${n} lines scrolled, longest task ${longest.toFixed(0)} ms`);
  assert.ok(longest < 100, `${longest} ms`);
}

/** @param {string} name @param {string} text */
const csv = (name, text) => ({
  name, mimeType: 'text/csv', buffer: Buffer.from(text),
});

const LINES = `order_id,customer_id,order_date,product,quantity,amount
1,C01,2024-01-05,Candle,1,4.50
2,C02,2024-01-06,Lamp,2,60.00
3,C03,2024-02-07,Candle,1,4.50
4,C09,2024-03-08,Vase,soon,12.00
5,,2024-03-09,Vase,1,12.00
`;
const CUSTOMERS = `customer_id,city,phone_note
C01,Ulm,a
C02,Bonn,b
C03,Ulm,c
C04,Kiel,d
`;

test('rows are shown as written, marked where unread, by keyboard', async (t) => {
  const kindred = await openKindred(t);
  const lines = Array.from({ length: 60 }, (_, i) => `C${i},2024-01-0${1 + (i % 9)},${i}.50,"a${i}\tb"`);
  lines[7] = 'C7,2024-01-02,soon,"\u001b[31m<b>x</b>"';
  await kindred.load(csv('shop.csv', `customer,date,amount,note\n${lines.join('\n')}\n`));
  const table = kindred.at('preview-table');
  assert.equal(await table.count(), 0, 'nothing leaves the worker unasked');
  await kindred.at('file-card-0').locator('summary').press('Enter');
  await table.locator('td').first().waitFor();
  assert.equal(await table.getAttribute('aria-rowcount'), '61');
  const row = (/** @type {number} */ n) => table.locator(`tr[aria-rowindex="${n + 1}"]`);
  assert.match(await row(8).innerText(), /8\s+C7\s+2024-01-02\s+soon\s+␛\[31m<b>x<\/b>/);
  assert.equal(await row(8).locator('.unread').innerText(), 'soon');
  assert.match(await row(1).innerText(), /a0␉b/);
  const first = async () => table.locator('tbody tr').first().getAttribute('aria-rowindex');
  await kindred.at('file-card-0').locator('.grid').focus();
  for (const [key, index] of [['ArrowDown', '3'], ['PageDown', '15'], ['ArrowUp', '14'], ['End', '49'], ['Home', '2']]) {
    await kindred.page.keyboard.press(key);
    assert.equal(await first(), index, key);
  }
  assert.deepEqual(kindred.messages, []);
});

test('a column is corrected by keyboard, and what was said stays', async (t) => {
  const kindred = await openKindred(t);
  await kindred.load(csv('shop.csv', LINES));
  const card = kindred.frame.locator('.column:has(h3 bdi:text-is("quantity"))');
  assert.equal(await kindred.at('column-card').count(), 6);
  assert.match(await card.innerText(), /text/);
  await kindred.at('role-3').selectOption('attribute');
  await card.locator('summary').press('Enter');
  const type = card.locator('[data-field=as_type]');
  await type.selectOption('integer');
  await kindred.frame.waitForTimeout(50);
  await kindred.ends();
  assert.match(await card.innerText(), /whole numbers.*could not be read so/s);
  assert.equal(await type.inputValue(), 'integer');
  assert.equal(await kindred.at('role-3').inputValue(), 'attribute');
  const focused = await kindred.frame.evaluate(() => document.activeElement?.getAttribute('data-field'));
  assert.equal(focused, 'as_type', 'the reader stays where they were');
  assert.match(await card.locator('.spread').getAttribute('aria-label') ?? '', /From 1 to 2; most lines, 3, at 1/);
  assert.match(await card.locator('table').innerText(), /1\s+3\s+2\s+1/);
});

test('several files say what they are and how they join', async (t) => {
  const kindred = await openKindred(t);
  await kindred.load(csv('lines.csv', LINES), csv('customers.csv', CUSTOMERS));
  assert.equal(await kindred.at('kind-0').inputValue(), 'lines');
  assert.equal(await kindred.at('kind-1').inputValue(), 'customers');
  const report = kindred.at('join-report');
  const said = await report.innerText();
  assert.match(said, /customers\.csv”: 3 of 5 purchases find their partner there/);
  assert.match(said, /Without a key: 1\. With one that it does not have: 1, such as C/);
  assert.doesNotMatch(said, /C09/, 'a key is masked');
  assert.match(said, /Of its 4 lines 3 belong to a purchase/);
  await kindred.at('key-column-1').selectOption('city');
  await report.getByText('0 of 5 purchases').waitFor();
  await kindred.at('key-column-1').selectOption('customer_id');
  await report.getByText('3 of 5 purchases').waitFor();
  await kindred.at('kind-1').selectOption('tickets');
  await report.getByText('3 of 5 purchases').waitFor();
  assert.equal(await kindred.at('kind-1').inputValue(), 'tickets');
  await kindred.at('language-select').selectOption('de');
  assert.match(await report.innerText(), /3 von 5 Käufen finden dort ihr Gegenstück/);
  assert.deepEqual(kindred.messages, []);
});

test('a file is added, taken instead, and removed', async (t) => {
  const kindred = await openKindred(t);
  await kindred.load(csv('lines.csv', LINES));
  await kindred.at('role-5').selectOption('price');
  await chooseAside(kindred, [csv('customers.csv', CUSTOMERS)]);
  await kindred.frame.evaluate(() => Reflect.get(globalThis, 'dropThem')());
  await kindred.at('offer-add').press('Enter');
  await kindred.at('file-card-1').waitFor();
  assert.equal(await kindred.at('role-5').inputValue(), 'price', 'what was said stays');
  assert.equal(await kindred.at('join-report').isVisible(), true);
  await kindred.at('file-card-1').getByRole('button', { name: 'Remove' }).press('Enter');
  await kindred.at('file-card-1').waitFor({ state: 'detached' });
  await kindred.ends();
  assert.equal(await kindred.at('join-report').isVisible(), false);
  assert.equal(await kindred.at('role-5').inputValue(), 'price');
  await kindred.at('add-input').setInputFiles([csv('customers.csv', CUSTOMERS)]);
  await kindred.at('file-card-1').waitFor();
  await kindred.frame.evaluate(() => Reflect.get(globalThis, 'dropThem')());
  await kindred.at('offer-replace').click();
  await kindred.at('file-card-1').waitFor({ state: 'detached' });
  assert.match(await kindred.at('file-card-0').innerText(), /customers\.csv/);
});

test('a folder that is dropped is told from a file', async (t) => {
  const kindred = await openKindred(t);
  await kindred.frame.evaluate(() => {
    const event = new Event('drop', { bubbles: true, cancelable: true });
    const entry = { isDirectory: true };
    const dataTransfer = { items: [{ webkitGetAsEntry: () => entry }], files: [] };
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
    document.body.dispatchEvent(event);
  });
  assert.match(await kindred.at('error-list').innerText(), /A folder was dropped/);
});

test('cells pasted from a spreadsheet keep their line breaks and quotes', async (t) => {
  const kindred = await openKindred(t);
  const pasted = 'customer\tdate\tamount\tnote\nC1\t2024-01-05\t4.50\t"two\nlines"\nC2\t2024-01-06\t6.00\t"say ""yes"", please"\n';
  await kindred.at('paste-input').fill(pasted);
  await kindred.at('column-table').waitFor();
  await kindred.ends();
  await kindred.at('file-card-0').locator('summary').click();
  const cells = kindred.at('preview-table').locator('tbody tr');
  await cells.first().locator('td').nth(3).waitFor();
  assert.equal(await cells.count(), 2);
  assert.equal(await cells.nth(0).locator('td').nth(3).innerText(), 'two␊lines');
  assert.equal(await cells.nth(1).locator('td').nth(3).innerText(), 'say "yes", please');
});

test('a paste with decimal commas is read as a spreadsheet means it', async (t) => {
  const kindred = await openKindred(t);
  const rows = Array.from({ length: 40 }, (_, i) =>
    `K${i % 20}\t${String(13 + (i % 15))}.01.2025\t1.${200 + i},${String(50 + i).slice(0, 2)} €`);
  await kindred.frame.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, `Kunde\tBestelldatum\tBetrag\r\n${rows.join('\r\n')}\r\n`);
  await kindred.at('column-table').waitFor();
  await kindred.ends();
  const roles = [];
  for (const place of [0, 1, 2]) roles.push(await kindred.at(`role-${place}`).inputValue());
  assert.deepEqual(roles, ['customer-id', 'date', 'amount']);
  const ledger = kindred.at('record-report').locator('.ledger');
  await ledger.getByText('in the file').waitFor();
  // 40 · 1,200 + (0 + … + 39) + (50 + … + 89) cents.
  assert.match(await ledger.innerText(), /in the file\s+40\s+€48,807\.80/);
});

test('a role and a type are corrected by keys alone', async (t) => {
  const kindred = await openKindred(t);
  await kindred.load(csv('shop.csv', LINES));
  const { keyboard } = kindred.page;
  const focused = () => kindred.frame.evaluate(() => {
    const { activeElement: it } = document;
    return it?.getAttribute('data-testid') ?? it?.getAttribute('data-field') ?? it?.tagName;
  });
  const tabTo = async (/** @type {string} */ name) => {
    for (let i = 0; i < 40 && (await focused()) !== name; i++) await keyboard.press('Tab');
    assert.equal(await focused(), name);
  };
  await kindred.frame.locator('#head-meaning').focus();
  await tabTo('role-4');
  await keyboard.type('attr');
  assert.equal(await kindred.at('role-4').inputValue(), 'attribute');
  assert.equal(await focused(), 'role-4');
  await tabTo('SUMMARY');
  await keyboard.press('Enter');
  const card = kindred.frame.locator('.column:has(h3 bdi:text-is("quantity"))');
  await card.locator('[data-field=as_type]').waitFor();
  await tabTo('as_type');
  await keyboard.press('w');
  await kindred.frame.waitForTimeout(50);
  await kindred.ends();
  assert.equal(await focused(), 'as_type', 'the reader stays where they were');
  assert.match(await card.innerText(), /whole numbers · /);
  assert.equal(await kindred.at('role-4').inputValue(), 'attribute');
});

test('a wide export folds what it does not use and says how many columns it shows', async (t) => {
  const kindred = await openKindred(t);
  const empty = Array.from({ length: 66 }, (_, i) => `Spare ${i}`);
  const lines = Array.from({ length: 20 }, (_, i) => `C${i},2025-01-0${1 + (i % 9)},${i}.50${','.repeat(66)}`);
  await kindred.load(csv('wide.csv', `customer,date,amount,${empty.join(',')}\n${lines.join('\n')}\n`));
  const unused = kindred.at('unused');
  assert.equal(await unused.locator('summary').first().innerText(), '66 columns are not used');
  assert.equal(await kindred.at('column-table').locator('li').count(), 3);
  assert.equal(await kindred.at('role-9').isVisible(), false);
  await unused.locator('summary').first().press('Enter');
  await kindred.at('role-9').selectOption('attribute');
  assert.equal(await unused.locator('summary').first().innerText(), '65 columns are not used');
  const card = kindred.at('file-card-0');
  await card.locator('summary').click();
  await card.getByText('60 of 69 columns are shown.').waitFor();
});

test('two files of one name have keys of their own', async (t) => {
  const kindred = await openKindred(t);
  const tickets = `customer_id,opened,phone_note\nC01,2024-02-01,a\nC02,2024-02-02,b\nC07,2024-02-03,c\n`;
  await kindred.load(csv('lines.csv', LINES), csv('export.csv', CUSTOMERS), csv('export.csv', tickets));
  await kindred.at('kind-2').selectOption('tickets');
  await kindred.frame.waitForFunction(() => document.querySelectorAll('[data-testid=join-report] li').length === 2);
  await kindred.at('key-column-2').selectOption('opened');
  await kindred.at('join-report').getByText('0 of 5 purchases').waitFor();
  assert.equal(await kindred.at('key-column-1').inputValue(), 'customer_id');
  assert.equal(await kindred.at('key-column-2').inputValue(), 'opened');
});
