// @ts-check
// What sets a segment apart beside its purchases.

/** @typedef {import('./protocol').AttributeTold} AttributeTold */

/** Traits that a card has room for. */
const MOST = 3;

/**
 * The levels whose share in a segment is another one than elsewhere and
 * higher, the one farthest from all customers first.
 * @param {AttributeTold[]} attributes
 * @param {number} place of the segment
 */
export function traits(attributes, place) {
  const all = attributes.flatMap(({ column, levels }) =>
    levels.flatMap(({ level, all, segments }) => {
      const cell = segments[place];
      const isHigh = cell?.differs && cell.index !== null && cell.index > 1;
      return isHigh && cell.share && all
        ? [{ column, level, share: cell.share.share, all: all.share, index: cell.index ?? 1 }]
        : [];
    }));
  return all.sort((a, b) => b.index - a.index).slice(0, MOST);
}
