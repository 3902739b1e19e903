// @ts-check
// How much each side of the customers counts in a distance.

/** @typedef {import('./protocol').SideShare} SideShare */

/**
 * The part of all squared distances that each side has under other weights:
 * the engine's spread of a side times its weight, over the sum of these.
 * @param {Pick<SideShare, 'spread'>[]} sides
 * @param {number[]} weights one a side, `0..=4`
 * @returns {number[] | null} nothing where no side counts
 */
export function sharesUnder(sides, weights) {
  const parts = sides.map(({ spread }, at) => spread * (weights[at] ?? 0));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  return whole > 0 ? parts.map((part) => part / whole) : null;
}
