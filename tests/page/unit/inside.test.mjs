// Who lies inside a line drawn on a map, and what of it is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInside, rectangle, told } from '../../../www/inside.js';

/** 100 by 100 pixels from (10, 20); numbers from 0 to 10 in both directions. */
const plane = /** @type {import('../../../www/inside.js').Plane} */ ({
  across: [10, 110], down: [20, 120], x: [0, 10], y: [0, 10], smallest: 10,
});

/** @param {number} n @param {number} x @param {number} y @param {number} segment */
const some = (n, x, y, segment) => Array.from({ length: n }, () => ({ x, y, segment }));

test('a point is inside by the even-odd rule', () => {
  /** @type {import('../../../www/inside.js').Corner[]} */
  const horseshoe = [[0, 0], [9, 0], [9, 9], [6, 9], [6, 3], [3, 3], [3, 9], [0, 9]];
  assert.ok(isInside([1, 8], horseshoe));
  assert.ok(isInside([8, 8], horseshoe));
  assert.ok(!isInside([4.5, 8], horseshoe), 'between its ends');
  assert.ok(!isInside([1, 8], []));
});

test('upwards on the map is upwards on the paper', () => {
  const lower = rectangle(plane, { left: 0, right: 100, bottom: 0, top: 50 });
  const points = [...some(12, 5, 1, 0), ...some(15, 5, 9, 1)];
  const found = told(points, plane, lower, [0, 1]);
  assert.equal(found.n, 12);
  assert.deepEqual(found.rows, [
    { segment: 0, n: 12, ofInside: 1, ofShown: 12 / 27 },
    { segment: 1, n: 0, ofInside: 0, ofShown: 15 / 27 },
  ]);
});

test('fewer inside than may be told are not told', () => {
  const all = rectangle(plane, { left: 0, right: 100, bottom: 0, top: 100 });
  assert.deepEqual(told(some(9, 5, 5, 0), plane, all, [0]), { n: null, nShown: 9, rows: [] });
  assert.equal(told(some(10, 5, 5, 0), plane, all, [0]).n, 10);
  assert.equal(told(some(9, 50, 5, 0), plane, all, [0]).n, 0);
});

test('a small segment inside hides the next smallest with it', () => {
  const all = rectangle(plane, { left: 0, right: 100, bottom: 0, top: 100 });
  const points = [...some(3, 5, 5, 0), ...some(40, 5, 5, 1), ...some(20, 5, 5, 2)];
  const found = told(points, plane, all, [0, 1, 2]);
  assert.equal(found.n, 63);
  assert.deepEqual(found.rows.map((row) => row.n), [null, 40, null]);
  assert.deepEqual(found.rows.map((row) => row.ofInside), [null, 40 / 63, null]);
  assert.equal(found.rows[0]?.ofShown, null);
});
