// The shares of the sides, as the sliders show them.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sharesUnder } from '../../../www/weigh.js';

const sides = [{ spread: 1 }, { spread: 3 }];

test('a side has its weight times its spread of the distance', () => {
  assert.deepEqual(sharesUnder(sides, [1, 1]), [0.25, 0.75]);
  assert.deepEqual(sharesUnder(sides, [3, 1]), [0.5, 0.5]);
  assert.deepEqual(sharesUnder(sides, [4, 0]), [1, 0]);
});

test('where nothing counts there are no shares', () => {
  assert.equal(sharesUnder(sides, [0, 0]), null);
  assert.equal(sharesUnder([{ spread: 0 }], [4]), null);
});
