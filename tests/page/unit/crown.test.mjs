// The cut of a tree, as the page shows it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cutSizes } from '../../../www/crown.js';

const sizes = [4, 3, 2, 1, 6, 5, 7];
const crown = {
  branches: sizes.map((size) => ({ size, label: 0 })),
  merges: [
    { left: 4, right: 5, height: 1, size: 11 },
    { left: 1, right: 2, height: 2, size: 5 },
    { left: 3, right: 8, height: 3, size: 6 },
    { left: 6, right: 7, height: 9, size: 18 },
    { left: 0, right: 9, height: 12, size: 10 },
    { left: 10, right: 11, height: 31, size: 28 },
  ],
};

test('a cut gives the sizes from left to right, and all customers', () => {
  assert.deepEqual(cutSizes(crown, 7), sizes);
  assert.deepEqual(cutSizes(crown, 4), [4, 6, 11, 7]);
  assert.deepEqual(cutSizes(crown, 2), [10, 18]);
  assert.deepEqual(cutSizes(crown, 1), [28]);
});
