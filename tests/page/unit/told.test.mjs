// Every refusal and warning that the page can meet is said in German, with
// nothing but what the engine gives.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { createFormat } from '../../../www/format.js';
import { de } from '../../../www/text/de.js';
import { en } from '../../../www/text/en.js';
import { said, where } from '../../../www/told.js';

const www = new URL('../../../www/', import.meta.url);
const german = { text: de, format: createFormat('de') };
const english = { text: en, format: createFormat('en') };

/** What stands beside the facts of every code. */
const SPOT = ['file', 'line', 'record', 'column', 'byte', 'count'];

/** Every code of the engine with its facts, from the types that the engine
 * wrote; a fact that may be missing ends in `?`. */
function promised() {
  const types = readFileSync(new URL('protocol.d.ts', www), 'utf8');
  const body = /export type Codes = \{\n(.*?)\n\};/s.exec(types)?.[1] ?? '';
  const codes = body.split('\n').map((line) => {
    const [, code, facts] = /^ {2}"([\w-]+)": \{(.*)\},$/.exec(line) ?? [];
    const names = [...(facts ?? '').matchAll(/"([\w-]+)"(\??): string/g)];
    return /** @type {[string, string[]]} */ ([code, names.map(([, name, may]) => name + may)]);
  });
  return new Map(codes);
}

/** The codes that the page's own scripts make. */
function made() {
  const scripts = readdirSync(www).filter((name) => name.endsWith('.js'));
  const text = scripts.map((name) => readFileSync(new URL(name, www), 'utf8')).join('\n');
  const codes = text.matchAll(/(?:code: |ofPage\()'([\w-]+)'/g);
  return [...new Set([...codes].map(([, code]) => code ?? ''))];
}

const codes = promised();

/** @param {string} code */
const sentence = (code) => Reflect.get(de.told, code);

/** @param {string} code @param {(name: string) => string | undefined} fact */
function read(code, fact) {
  const of = new Proxy({}, {
    get: (_, name) => fact(String(name)),
    has: () => true,
  });
  return sentence(code)(of);
}

/** Nothing is unfilled, and quotation marks are those of German.
 * @param {string} text */
const isSound = (text) =>
  typeof text === 'string' && text !== ''
  && !/undefined|null|NaN|\[object|[{}]|\s\s|^\s|\s$/.test(text)
  && !/[„“”"]/.test(text.replaceAll(/„[^„“]*“/g, ''));

test('the codes of the engine and of the page are known here', () => {
  assert.ok(codes.size > 50, `${codes.size} codes`);
  assert.ok(codes.has('E_QUOTE') && codes.has('no-usable-record'));
  assert.deepEqual(made().sort(), ['a-folder', 'bad-plan', 'internal', 'no-engine', 'unexpected']);
});

test('every code has its German, and no German is without a code', () => {
  const all = [...codes.keys(), ...made()];
  const missing = all.filter((code) => typeof sentence(code) !== 'function');
  assert.deepEqual(missing, []);
  const unknown = Object.keys(de.told).filter((code) => !all.includes(code));
  assert.deepEqual(unknown, []);
});

test('a German sentence names only what the engine gives', () => {
  for (const [code, facts] of codes) {
    const given = [...SPOT, ...facts.map((fact) => fact.replace('?', ''))];
    const [message, hint] = read(code, (name) => {
      assert.ok(given.includes(name), `${code} asks for ${name}`);
      return '7';
    });
    assert.ok(isSound(message), `${code}: ${message}`);
    assert.ok(code.startsWith('W_') || isSound(hint), `${code} has no way on`);
  }
});

test('a fact that is missing leaves no hole', () => {
  for (const [code, facts] of codes) {
    const [message, hint = 'x'] = read(code, (name) =>
      facts.includes(`${name}?`) ? undefined : '7');
    assert.ok(isSound(message) && isSound(hint), `${code}: ${message}`);
  }
});

test('every fact of the engine is used', () => {
  for (const [code, facts] of codes) {
    const asked = new Set();
    for (const value of ['0', '7']) {
      read(code, (name) => { asked.add(name); return value; });
    }
    const idle = facts.filter((fact) => !asked.has(fact.replace('?', '')));
    assert.deepEqual(idle, [], code);
  }
});

test('what was counted once stands in the singular', () => {
  for (const code of codes.keys()) {
    const [message] = read(code, () => '1');
    const wrong = / 1 (Datensätze|Zeilen|Werte|Zahlen|Beträge|Uhrzeiten|Spalten) /;
    assert.ok(!wrong.test(message), message);
  }
  const ragged = {
    code: 'W_RAGGED', message: '', count: 1000, place: null,
    facts: { expected: 4, found: 2 },
  };
  assert.equal(
    said(ragged, german).message,
    '1.000 Datensätze haben nicht 4 Felder und wurden beiseitegelegt; der erste hat 2.',
  );
});

/** What the engine said of every case of the suite.
 * @type {Record<string, any[]>} */
const cases = JSON.parse(
  readFileSync(new URL('../../ref/said.json', import.meta.url), 'utf8'));

test('all that the engine says of bad input is said in German', () => {
  const codes = new Set();
  for (const [name, all] of Object.entries(cases)) {
    for (const told of all) {
      const { message, hint, lang } = said(told, german);
      assert.equal(lang, '', `${name}: ${told.code} is not German`);
      assert.ok(isSound(message), `${name}: ${message}`);
      assert.notEqual(message, told.message, name);
      assert.ok(!told.hint || isSound(hint), `${name}: ${hint}`);
      assert.ok(!told.hint || hint !== told.hint, name);
      codes.add(told.code);
    }
  }
  assert.ok(codes.size >= 30, `${codes.size} codes were met`);
});

test('all that the engine says of bad input is its own in English', () => {
  for (const told of Object.values(cases).flat()) {
    const own = Object.hasOwn(en.told, told.code);
    assert.ok(own || said(told, english).message === told.message);
  }
});

const quote = {
  code: 'E_QUOTE', message: 'Line 3, column "note": …', hint: 'Close it.', facts: {},
  place: { file: 'bad.csv', line: 5013, record: 5012, column: 'note', byte: null },
};

test('the place is named in the words of the language', () => {
  assert.equal(
    where(quote, german).join(' · '),
    'Datei „bad.csv“ · Zeile 5.013 · Datensatz 5.012 · Spalte „note“',
  );
  assert.equal(
    where(quote, english).join(' · '),
    'file “bad.csv” · line 5,013 · record 5,012 · column “note”',
  );
});

test('English is that of the engine', () => {
  assert.deepEqual(said(quote, english), {
    message: quote.message, hint: quote.hint, lang: 'en',
  });
});

test('a code without German is said in English, and marked so', () => {
  const unknown = { ...quote, code: 'E_NEW' };
  assert.deepEqual(said(unknown, german), {
    message: quote.message, hint: quote.hint, lang: 'en',
  });
  const ofObjects = { ...quote, code: 'constructor' };
  assert.equal(said(ofObjects, german).message, quote.message);
});

test('a sentence of a result is in the language of its plan', () => {
  const small = {
    code: 'W_SMALL_CELL', message: 'Ein Feld …', count: 1, facts: {}, place: null,
  };
  assert.deepEqual(said(small, german), { message: 'Ein Feld …', hint: '', lang: '' });
});

test('a name of the file stays one name, short and in its own direction', () => {
  const column = 'a\u202eb';
  const twisted = { ...quote, place: { ...quote.place, column } };
  assert.equal(where(twisted, german)[3], `Spalte „\u2068${column}\u2069“`);
  const facts = { known: Array.from({ length: 300 }, () => 'x'.repeat(10_000)) };
  const long = said({ ...quote, code: 'unknown-column', facts }, german).message;
  assert.ok(long.length < 2_000 && long.includes('x…, …'), `${long.length}`);
});

test('a plan for another reading says what differs', () => {
  const told = {
    code: 'plan-reading', message: '', hint: null, place: null,
    facts: { option: 'delimiter', found: 'tab', expected: ';' },
  };
  assert.equal(
    said(told, german).message,
    'Die Datei wurde nicht so gelesen, wie der Plan es sagt: das Trennzeichen ist ein Tabulator, erwartet „;“.',
  );
});
