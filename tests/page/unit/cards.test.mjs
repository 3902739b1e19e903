// A card says how stable its segment is, and where nobody knows.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { speak } from '../../../www/state.js';
import { stability } from '../../../www/views/cards.js';

/** @param {'en' | 'de'} language @param {number | null} value
 * @param {'segments' | 'no-structure'} verdict @param {number} k */
const said = (language, value, verdict, k) =>
  stability({ stability: value }, { ...speak(language), analysis: { verdict, k } });

test('a group that was not judged says so', () => {
  assert.equal(said('en', null, 'segments', 4).short, 'not judged');
  assert.match(said('en', null, 'segments', 4).long, /is not known/);
  assert.equal(said('de', null, 'segments', 4).short, 'nicht beurteilt');
});

test('one group of all is neither judged nor a value tier', () => {
  assert.deepEqual(said('en', null, 'segments', 1), { short: '', long: '' });
});

test('a value tier and a judged group say what they are', () => {
  assert.equal(said('en', null, 'no-structure', 4).short, 'value tier');
  assert.equal(said('en', 0.876, 'segments', 4).short, 'stability 0.88');
  assert.match(said('en', 0.876, 'segments', 4).long, /^Stability 0.88: /);
});

test('a rule of one’s own says that it was asked for', () => {
  const of = { stability: null, own: 'Regulars' };
  const analysis = { verdict: /** @type {const} */ ('segments'), k: 3 };
  const { short, long } = stability(of, { ...speak('de'), analysis });
  assert.equal(short, 'eigene Regel');
  assert.match(long, /verlangt, nicht gefunden/);
});
