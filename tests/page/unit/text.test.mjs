// Both languages say everything, and the page asks for nothing else.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { de } from '../../../www/text/de.js';
import { en } from '../../../www/text/en.js';

const page = readFileSync(new URL('../../../index.html', import.meta.url), 'utf8');

/** Every path to a text. @param {object} texts @param {string} [base] @returns {[string, unknown][]} */
const paths = (texts, base = '') =>
  Object.entries(texts).flatMap(([name, text]) =>
    typeof text === 'object' ? paths(text, `${base}${name}.`) : [[base + name, text]]);

test('both languages have the same texts', () => {
  // What the engine says stands in `told.test.mjs`.
  const shape = (/** @type {object} */ { told, ...texts }) =>
    paths(texts).map(([name, text]) => `${name}: ${typeof text}`).sort();
  assert.deepEqual(shape(de), shape(en));
});

test('every export that is recognised has a name', () => {
  const folder = new URL('../../../crate/kindred/src/preset/', import.meta.url);
  const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const names = sources.flatMap((source) =>
    [...source.matchAll(/^ {4}name: "([^"]+)",$/gm)].map(([, name]) => name));
  assert.ok(names.length > 10);
  assert.deepEqual(names.sort(), Object.keys(en.presets).sort());
});

test('no text is empty', () => {
  for (const texts of [en, de]) {
    const empty = paths(texts).filter(([, text]) => text === '');
    assert.deepEqual(empty, []);
  }
});

test('every text that the structure names is there, and says the same', () => {
  const named = [...page.matchAll(/data-text="([\w.]+)"[^>]*>([^<]*)</g)];
  assert.ok(named.length > 50, 'the structure names its texts');
  const all = new Map(paths(en));
  for (const [, name, shown] of named) {
    assert.equal(typeof all.get(name), 'string', name);
    if (shown) assert.equal(shown, all.get(name), name);
  }
});

test('every label that the structure names is there', () => {
  const all = new Map(paths(en));
  for (const [, name] of page.matchAll(/data-label="([\w.]+)"/g)) {
    assert.equal(typeof all.get(name), 'string', name);
  }
});

test('counts have their singular', () => {
  assert.equal(en.summary.data('1', 1), '1 lines, 1 file');
  assert.equal(en.trust.requests(0), '0 requests');
  assert.equal(en.trust.requests(1), '1 request');
  assert.equal(de.trust.requests(1), '1 Anfrage');
});
