// @ts-check
// Who of a map's customers lies inside a line drawn on it.

/** @typedef {{x: number, y: number, segment: number}} Point */
/** @typedef {[number, number]} Corner in CSS pixels of the drawing */
/** @typedef {import('./protocol').Plane} Plane */

/**
 * How many lie inside, of each segment. What is too little to be told is
 * `null`.
 * @typedef {object} Told
 * @property {number | null} n customers inside
 * @property {number} nShown customers on the map
 * @property {{segment: number, n: number | null, ofInside: number | null,
 *   ofShown: number | null}[]} rows none where `n` is not told
 */

/** Where a point lies in the drawing. @param {Plane} plane @param {Point} at
 * @returns {Corner} */
const onPaper = ({ across: [left, right], down: [top, bottom], ...ends }, { x, y }) => [
  left + ((x - ends.x[0]) / (ends.x[1] - ends.x[0])) * (right - left),
  bottom - ((y - ends.y[0]) / (ends.y[1] - ends.y[0])) * (bottom - top),
];

/** A rectangle in per cent of the plane, from its lower left.
 * @param {Plane} plane
 * @param {{left: number, right: number, bottom: number, top: number}} of
 * @returns {Corner[]} */
export function rectangle({ across, down }, of) {
  const x = (/** @type {number} */ part) => across[0] + (part / 100) * (across[1] - across[0]);
  const y = (/** @type {number} */ part) => down[1] - (part / 100) * (down[1] - down[0]);
  const { left, right, bottom, top } = of;
  return [[x(left), y(bottom)], [x(right), y(bottom)], [x(right), y(top)], [x(left), y(top)]];
}

/** By the even-odd rule. @param {Corner} at @param {Corner[]} outline */
export function isInside([x, y], outline) {
  let inside = false;
  outline.forEach(([x1, y1], place) => {
    const [x2, y2] = outline.at(place - 1) ?? [0, 0];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  });
  return inside;
}

/**
 * @param {Point[]} points @param {Plane} plane @param {Corner[]} outline
 * @param {number[]} segments in their order
 * @returns {Told}
 */
export function told(points, plane, outline, segments) {
  const inside = points.filter((point) => isInside(onPaper(plane, point), outline));
  const [n, nShown] = [inside.length, points.length];
  const isTold = (/** @type {number} */ some) => some === 0 || some >= plane.smallest;
  if (!isTold(n)) return { n: null, nShown, rows: [] };
  const countOf = (/** @type {Point[]} */ some, /** @type {number} */ segment) =>
    some.filter((point) => point.segment === segment).length;
  const counts = segments.map((segment) => countOf(inside, segment));
  const isHidden = counts.map((some) => !isTold(some));
  // One alone would follow from the sum.
  if (isHidden.filter(Boolean).length === 1) {
    const others = counts.filter((some, place) => some > 0 && !isHidden[place]);
    const companion = counts.findIndex(
      (some, place) => !isHidden[place] && some === Math.min(...others));
    if (companion >= 0) isHidden[companion] = true;
  }
  const rows = segments.map((segment, place) => {
    const some = isHidden[place] ? null : counts[place] ?? 0;
    const all = countOf(points, segment);
    return {
      segment,
      n: some,
      ofInside: some === null || n === 0 ? null : some / n,
      ofShown: isTold(all) ? all / nShown : null,
    };
  });
  return { n, nShown, rows };
}
