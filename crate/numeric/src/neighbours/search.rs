//! Walking the tree, the nearer half first.

use std::collections::BinaryHeap;

use wide::f64x4;

use super::{LANES, Tree};

/// Halves that wait, at most one a level: 2³² samples have 31.
const DEPTH: usize = 40;

/// The nearest so far, by squared distance and index.
pub(super) struct Found {
    k: usize,
    /// The bits of a number that is not negative are in its order.
    heap: BinaryHeap<(u64, u32)>,
}

impl Found {
    pub(super) fn new(k: usize) -> Self {
        let heap = BinaryHeap::with_capacity(k + 1);
        Self { k, heap }
    }

    /// Takes one where it is among the `k` nearest; gives the distance from
    /// which on none is.
    fn offer(&mut self, squared: f64, index: u32) -> f64 {
        let new = (squared.to_bits(), index);
        if self.heap.len() < self.k {
            self.heap.push(new);
        } else if let Some(mut farthest) = self.heap.peek_mut()
            && new < *farthest
        {
            *farthest = new;
        }
        self.limit()
    }

    fn limit(&self) -> f64 {
        if self.heap.len() < self.k {
            return f64::INFINITY;
        }
        let farthest = self.heap.peek();
        farthest.map_or(-1.0, |worst| f64::from_bits(worst.0))
    }

    /// Gives all, the nearest first, and is empty again.
    pub(super) fn drain(&mut self, mut take: impl FnMut(f64, u32)) {
        let mut all = std::mem::take(&mut self.heap).into_sorted_vec();
        for &(bits, index) in &all {
            take(f64::from_bits(bits), index);
        }
        all.clear();
        self.heap = all.into();
    }
}

impl Tree {
    /// Visits samples near `sample`, which is in the tree's own unit: calls
    /// `visit` with the position and the squared distance of each one that
    /// is no farther than the limit. What `visit` gives is the new limit;
    /// below 0 the walk ends. A node for which `skip` holds is passed over.
    ///
    /// The order of visits is fixed, the nearer half of a node first.
    #[inline]
    pub fn walk(
        &self,
        sample: &[f64],
        limit: f64,
        mut skip: impl FnMut(usize) -> bool,
        mut visit: impl FnMut(usize, f64) -> f64,
    ) {
        if self.nodes.is_empty() {
            return;
        }
        let mut limit = limit;
        let mut waiting = [(0.0, 0); DEPTH];
        waiting[0] = (self.gap(0, sample), 0);
        let mut n_waiting = 1;
        while n_waiting > 0 {
            n_waiting -= 1;
            let (mut gap, mut node) = waiting[n_waiting];
            while gap <= limit && !skip(node) {
                let Some([a, b]) = self.halves(node) else {
                    limit = self.scan(node, sample, limit, &mut visit);
                    break;
                };
                let mut near = (self.gap(a, sample), a);
                let mut far = (self.gap(b, sample), b);
                if far.0 < near.0 {
                    std::mem::swap(&mut near, &mut far);
                }
                waiting[n_waiting] = far;
                n_waiting += 1;
                (gap, node) = near;
            }
        }
    }

    /// Visits the samples of one node no farther than the limit, as
    /// [`Self::walk`] does; gives the last limit.
    #[inline]
    pub fn scan(
        &self,
        node: usize,
        sample: &[f64],
        limit: f64,
        mut visit: impl FnMut(usize, f64) -> f64,
    ) -> f64 {
        let d = self.n_features;
        let node = self.nodes[node];
        let (from, to) = (node.from as usize, node.to as usize);
        let (first, last) = (from / LANES, to.div_ceil(LANES));
        let mut limit = limit;
        let blocks = self.blocks[first * d..last * d].chunks_exact(d);
        for (start, block) in (from..).step_by(LANES).zip(blocks) {
            let squared = squares(block, sample);
            let mut near = squared.simd_le(f64x4::splat(limit)).to_bitmask();
            while near != 0 {
                let lane = near.trailing_zeros() as usize;
                near &= near - 1;
                let squared = squared.as_array()[lane];
                if squared <= limit {
                    limit = visit(start + lane, squared);
                }
            }
        }
        limit
    }

    /// The squared distance from a sample, in the tree's own unit, to the
    /// box of a node: no sample of it is nearer.
    #[inline]
    pub fn gap(&self, node: usize, sample: &[f64]) -> f64 {
        let d = self.n_features;
        let (least, most) = self.boxes[node * 2 * d..][..2 * d].split_at(d);
        let mut sum = 0.0;
        for ((x, least), most) in sample.iter().zip(least).zip(most) {
            let outside = larger(larger(least - x, x - most), 0.0);
            sum += outside * outside;
        }
        sum
    }

    /// Gathers the nearest to a sample in the tree's own unit, the one at
    /// position `own` left out.
    pub(super) fn gather(
        &self,
        sample: &[f64],
        own: usize,
        found: &mut Found,
    ) {
        let limit = found.limit();
        self.walk(
            sample,
            limit,
            |_| false,
            |at, squared| {
                if at == own {
                    return found.limit();
                }
                found.offer(squared, self.order[at])
            },
        );
    }

    /// The same with positions for indices, and whichever of those equally
    /// far are met first.
    pub(super) fn gather_any(
        &self,
        sample: &[f64],
        own: usize,
        found: &mut Found,
    ) {
        let visit = |at: usize, squared: f64| {
            if at != own {
                found.offer(squared, at as u32);
            }
            found.limit().next_down()
        };
        self.walk(sample, f64::INFINITY, |_| false, visit);
    }
}

/// The squared distances of four samples, summed in the order of features.
#[inline]
fn squares(block: &[f64x4], sample: &[f64]) -> f64x4 {
    let mut sum = f64x4::ZERO;
    for (values, &x) in block.iter().zip(sample) {
        let away = *values - f64x4::splat(x);
        sum += away * away;
    }
    sum
}

/// The larger of two numbers; `f64::max` is a call in WebAssembly.
#[inline]
fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}
