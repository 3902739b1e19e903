// Texts from before UTF-8 in the built page: what decodes them is taken out
// of the page when one is opened, and decodes as the terminal does.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openKindred } from './help/kindred.mjs';
import { nativeDigest } from './help/terminal.mjs';
import { orderLines, zip } from './help/xlsx.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kindred-'));

/** A shop whose customers have this name, a character a byte.
 * @param {string} name @param {number} [n] */
const shop = (name, n = 300) => {
  const [head, ...rows] = orderLines(n);
  const named = rows.map(([customer, ...rest]) => [`${name} ${customer}`, ...rest]);
  return Buffer.from([head, ...named].map((row) => row.join(',')).join('\n'), 'latin1');
};

/** Files that say the same in different bytes: name, bytes, encoding, the
 * customer's name.
 * @type {[string, Buffer, string, string][]} */
const OLD = [
  ['west.csv', shop('J\xfcrgen M\xfc\xdfig \x96 12 \x80'), 'windows-1252', 'Jürgen Müßig – 12 €'],
  ['japan.csv', shop('\x8eR\x93c\x82\xb3\x82\xad\x82\xe7'), 'Shift_JIS', '山田さくら'],
  ['china.csv.gz', gzipSync(shop('\xd5\xc5\xce\xb0 \xb1\xb1\xbe\xa9\xca\xd0')), 'gb18030', '张伟 北京市'],
  ['zipped.zip', zip({ 'moscow.csv': shop('\xc8\xe2\xe0\xed \xcf\xe5\xf2\xf0\xee\xe2') }), 'windows-1251', 'Иван Петров'],
  ['wide.csv', Buffer.concat([
    Buffer.from('\xff\xfe', 'latin1'), Buffer.from(shop('Zoe').toString(), 'utf16le'),
  ]), 'UTF-16LE', 'Zoe'],
];

/** @param {string} name @param {Buffer} bytes */
function written(name, bytes) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Notes which blocks are taken out of the page, but for that of the compute
 * workers, who rehearse after every file. */
const watch = () => {
  /** @type {string[]} */ const taken = [];
  Reflect.set(globalThis, 'taken', taken);
  const get = document.getElementById.bind(document);
  document.getElementById = (id) => {
    if (id.startsWith('kindred-') && id !== 'kindred-compute') taken.push(id);
    return get(id);
  };
};

/** @param {import('./help/kindred.mjs').Kindred} kindred
 * @returns {Promise<string[]>} */
const taken = (kindred) => kindred.frame.evaluate(() => Reflect.get(globalThis, 'taken'));

/** The first cell of the file that is loaded.
 * @param {import('./help/kindred.mjs').Kindred} kindred */
async function firstCell(kindred) {
  const card = kindred.at('file-card-0');
  const isOpen = await card.evaluate((it) => it.querySelector('details')?.open);
  if (!isOpen) await card.locator('summary').press('Enter');
  const cell = kindred.at('preview-table').locator('tbody td').first();
  await cell.waitFor();
  return cell.innerText();
}

/** Has the file read in another encoding.
 * @param {import('./help/kindred.mjs').Kindred} kindred @param {string} label */
async function readAs(kindred, label) {
  const chosen = kindred.frame.locator('[data-read=encoding]');
  await chosen.evaluate((it) => it.closest('details')?.setAttribute('open', ''));
  await chosen.selectOption(label);
  await kindred.frame.waitForTimeout(50);
  assert.equal(await kindred.ends(), 'ready');
}

for (const [name, bytes, encoding, letters] of OLD) {
  test(`${name} has the letters of ${encoding} and the terminal's digest`, async (t) => {
    const file = written(name, bytes);
    const kindred = await openKindred(t, { workers: 1 });
    await kindred.frame.evaluate(watch);
    await kindred.load(file);
    assert.match(await kindred.at('file-card-0').innerText(), new RegExp(encoding));
    assert.match(await firstCell(kindred), new RegExp(`^${letters} K`));
    assert.ok((await taken(kindred)).includes('kindred-encodings'));
    assert.equal(await kindred.run(), nativeDigest(file));
    assert.deepEqual(kindred.messages, []);
  });
}

test('UTF-8 takes nothing more out of the page, until it is read otherwise', async (t) => {
  const plain = Buffer.from(shop('J\xfcrgen').toString('latin1'));
  const kindred = await openKindred(t, { workers: 1 });
  await kindred.frame.evaluate(watch);
  await kindred.load(written('plain.csv', plain));
  assert.match(await firstCell(kindred), /^Jürgen K/);
  assert.deepEqual(await taken(kindred), []);
  await readAs(kindred, 'windows-1252');
  assert.match(await firstCell(kindred), /^JÃ¼rgen K/);
  assert.deepEqual(await taken(kindred), ['kindred-encodings']);
  await readAs(kindred, '');
  assert.match(await firstCell(kindred), /^Jürgen K/);
  assert.deepEqual(await taken(kindred), ['kindred-encodings'], 'once a worker');
});

test('a byte that is not of the encoding is told where it is', async (t) => {
  const good = shop('\x8eR\x93c\x82\xb3\x82\xad\x82\xe7', 9_000);
  const bad = Buffer.concat([good, Buffer.from('\n\xffK1,O-1,2024-05-05,3.50\n', 'latin1')]);
  const at = good.length + 1;
  const kindred = await openKindred(t, { workers: 1 });
  await kindred.load(written('bad.csv', bad));
  const told = await kindred.at('error-list').innerText();
  assert.match(told, new RegExp(`not valid Shift_JIS from byte ${at} `));
  assert.match(told, /Line 9002/);
});
