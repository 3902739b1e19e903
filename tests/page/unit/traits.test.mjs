// What a card says of the attributes of a segment.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { traits } from '../../../www/traits.js';

const share = (/** @type {number} */ value) =>
  ({ count: 40, share: value, low: value - 0.1, high: value + 0.1 });

/** @param {string} level @param {number | null} index @param {boolean} differs */
const level = (level, index, differs) =>
  ({ level, all: share(0.2), segments: [{ share: share(0.4), index, differs }] });

test('a card names what is more frequent, the farthest first, and little', () => {
  const levels = [
    level('a', 1.5, true),
    level('b', 3, true),
    level('c', 9, false),
    level('d', 0.1, true),
    level('e', null, true),
    level('f', 2, true),
    level('g', 1.2, true),
  ];
  const told = [{ column: 'city', name: 'attribute:city', file: null,
    side: /** @type {const} */ ('profile'), in_segments: false, levels }];
  assert.deepEqual(traits(told, 0).map((it) => it.level), ['b', 'f', 'a']);
  assert.deepEqual(traits(told, 1), [], 'no such segment');
  assert.deepEqual(traits([], 0), []);
});
