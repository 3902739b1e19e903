// @ts-check
// The top of a tree of groups, cut.

/** @typedef {import('./protocol').Crown} Crown */

/**
 * The sizes of the groups when the tree is cut into so many, from left to
 * right.
 * @param {Crown} crown @param {number} k from 1 to the number of branches
 */
export function cutSizes({ branches, merges }, k) {
  const nodes = branches.map(({ size }, at) => ({ size, first: at, isOpen: true }));
  for (const { left, right, size } of merges.slice(0, branches.length - k)) {
    const ends = [nodes[left], nodes[right]].filter((end) => end !== undefined);
    for (const end of ends) end.isOpen = false;
    nodes.push({ size, first: Math.min(...ends.map((end) => end.first)), isOpen: true });
  }
  const open = nodes.filter((node) => node.isOpen);
  return open.sort((a, b) => a.first - b.first).map((node) => node.size);
}
