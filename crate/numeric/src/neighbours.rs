//! Exact nearest neighbours by a k-d tree.
//!
//! Samples are copied in the order of the leaves, four side by side, and a
//! leaf is scanned four samples at a time. The features' squares are summed
//! in their order, for a sample as for the box around many, so that rounding
//! never prunes a neighbour. Where there are too many features for boxes to
//! tell samples apart, what is left is that same scan of all blocks.
//!
//! Bentley 1975, DOI 10.1145/361002.361007.

mod build;
mod search;
#[cfg(test)]
mod tests;

use wide::f64x4;

use crate::tick::{Interrupted, Tick};
use search::Found;

/// Samples side by side in a block.
pub const LANES: usize = 4;

/// A k-d tree over samples. Built in O(n log n · n_features), O(n) memory.
///
/// A sample has an index, its place in what was given, and a position, its
/// place in the tree: samples near each other have positions near each
/// other. Squared distances inside are in the tree's own unit, see
/// [`Tree::squared`].
#[derive(Clone, Debug)]
pub struct Tree {
    n_features: usize,
    /// `[block][feature][lane]`; lanes without a sample are not numbers.
    blocks: Vec<f64x4>,
    /// The index of the sample at each position.
    order: Vec<u32>,
    nodes: Vec<Node>,
    /// Of each node the least value of every feature, then the greatest.
    boxes: Vec<f64>,
    /// A power of two that keeps squares of distances finite; mostly 1.
    unit: f64,
}

/// A run of positions, in a box; the root is node 0.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// The first position, a multiple of [`LANES`].
    pub from: u32,
    /// The position after the last.
    pub to: u32,
    /// The node of the later half; that of the earlier half follows its
    /// parent. 0 in a leaf.
    later: u32,
}

/// A sample near another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// Its index.
    pub index: u32,
    /// How far away it is, Euclidean.
    pub distance: f64,
}

impl Tree {
    /// Copies samples, one after the other, `n_features` numbers each; what
    /// does not fill a last one is no part of the tree.
    ///
    /// # Panics
    /// There are no features or 2³² samples or more. A number that is not
    /// finite makes no error but an answer without meaning.
    pub fn new(samples: &[f64], n_features: usize) -> Self {
        assert!(n_features > 0, "a sample has features");
        build::tree(samples, n_features)
    }

    /// Samples in the tree.
    pub fn n_samples(&self) -> usize {
        self.order.len()
    }

    /// The index of the sample at a position.
    #[inline]
    pub fn index(&self, position: usize) -> usize {
        self.order[position] as usize
    }

    /// The `k` nearest of the samples to a new one, the nearest first; ties
    /// to the lower index. Fewer where there are fewer.
    ///
    /// O(log n) where there are few features, O(n) where there are many.
    ///
    /// ```
    /// use numeric::neighbours::Tree;
    /// let tree = Tree::new(&[0.0, 5.0, 6.0], 1);
    /// let near = tree.nearest(&[4.0], 2);
    /// assert_eq!((near[0].index, near[1].index), (1, 2));
    /// assert_eq!((near[0].distance, near[1].distance), (1.0, 2.0));
    /// ```
    pub fn nearest(&self, sample: &[f64], k: usize) -> Vec<Neighbour> {
        let mut found = Found::new(k.min(self.n_samples()));
        self.gather(&self.inside(sample), usize::MAX, &mut found);
        let mut near = Vec::with_capacity(k.min(self.n_samples()));
        found
            .drain(|squared, index| near.push(self.neighbour(squared, index)));
        near
    }

    /// Calls `take` for each sample of the tree with its index and its `k`
    /// nearest others, the nearest first; ties to the lower index. The
    /// sample itself is left out, its doubles are not.
    ///
    /// # Errors
    /// The tick asked to stop.
    ///
    /// ```
    /// use numeric::neighbours::{Neighbour, Tree};
    /// let tree = Tree::new(&[0.0, 5.0, 6.0], 1);
    /// let mut nearest = [0; 3];
    /// let take =
    ///     |own: usize, near: &[Neighbour]| nearest[own] = near[0].index;
    /// tree.k_nearest(1, take, &mut numeric::tick::never).unwrap();
    /// assert_eq!(nearest, [1, 2, 1]);
    /// ```
    pub fn k_nearest(
        &self,
        k: usize,
        mut take: impl FnMut(usize, &[Neighbour]),
        tick: Tick<'_>,
    ) -> Result<(), Interrupted> {
        let mut near = Vec::new();
        let n = self.n_samples();
        let mut found = Found::new(k.min(n.saturating_sub(1)));
        let mut sample = self.buffer();
        for position in 0..n {
            pause(position, n, tick)?;
            self.sample(position, &mut sample);
            self.gather(&sample, position, &mut found);
            near.clear();
            found.drain(|squared, index| {
                near.push(self.neighbour(squared, index));
            });
            take(self.index(position), &near);
        }
        Ok(())
    }

    /// Calls `take` for each position with the squared distances, in the
    /// tree's own unit, and the positions of its `k` nearest others, the
    /// nearest first. Of those equally far any may be left out.
    ///
    /// # Errors
    /// The tick asked to stop.
    pub fn k_nearest_positions(
        &self,
        k: usize,
        mut take: impl FnMut(usize, &[(f64, u32)]),
        tick: Tick<'_>,
    ) -> Result<(), Interrupted> {
        let mut near = Vec::new();
        let n = self.n_samples();
        let mut found = Found::new(k.min(n.saturating_sub(1)));
        let mut sample = self.buffer();
        for position in 0..n {
            pause(position, n, tick)?;
            self.sample(position, &mut sample);
            self.gather_any(&sample, position, &mut found);
            near.clear();
            found.drain(|squared, at| near.push((squared, at)));
            take(position, &near);
        }
        Ok(())
    }

    /// The samples no farther than `radius` from a new one, in the order of
    /// their indices.
    ///
    /// ```
    /// use numeric::neighbours::Tree;
    /// let tree = Tree::new(&[0.0, 5.0, 6.0], 1);
    /// let near = tree.within(&[4.0], 1.0);
    /// assert_eq!(near.len(), 1);
    /// assert_eq!(near[0].index, 1);
    /// ```
    pub fn within(&self, sample: &[f64], radius: f64) -> Vec<Neighbour> {
        let limit = self.squared(radius);
        let mut near = Vec::new();
        self.walk(
            &self.inside(sample),
            limit,
            |_| false,
            |at, squared| {
                near.push(self.neighbour(squared, self.order[at]));
                limit
            },
        );
        crate::order::by(&mut near, |a, b| a.index.cmp(&b.index));
        near
    }

    /// The square of a distance in the tree's own unit, in which squares
    /// neither overflow nor vanish.
    pub fn squared(&self, distance: f64) -> f64 {
        let inside = distance * self.unit;
        inside * inside
    }

    /// The distance whose square, in the tree's own unit, is this.
    pub fn distance(&self, squared: f64) -> f64 {
        squared.sqrt() / self.unit
    }

    /// Room for one sample.
    pub fn buffer(&self) -> Vec<f64> {
        vec![0.0; self.n_features]
    }

    /// Writes the sample at a position, in the tree's own unit.
    #[inline]
    pub fn sample(&self, position: usize, into: &mut [f64]) {
        let from = position / LANES * self.n_features;
        let block = &self.blocks[from..from + self.n_features];
        for (to, values) in into.iter_mut().zip(block) {
            *to = values.as_array()[position % LANES];
        }
    }

    /// The squared distance between two positions, in the tree's own unit.
    #[inline]
    pub fn between(&self, a: usize, b: usize) -> f64 {
        let values = |at: usize| {
            let block = &self.blocks[at / LANES * self.n_features..];
            let block = &block[..self.n_features];
            block
                .iter()
                .map(move |values| values.as_array()[at % LANES])
        };
        let mut sum = 0.0;
        for (x, y) in values(a).zip(values(b)) {
            sum += (x - y) * (x - y);
        }
        sum
    }

    /// A new sample in the tree's own unit.
    ///
    /// # Panics
    /// It has other features.
    pub fn inside(&self, sample: &[f64]) -> Vec<f64> {
        assert_eq!(sample.len(), self.n_features, "features differ");
        sample.iter().map(|value| value * self.unit).collect()
    }

    /// Every node, the root first, parents before children.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The two halves of a node; `None` for a leaf.
    #[inline]
    pub fn halves(&self, node: usize) -> Option<[usize; 2]> {
        let later = self.nodes[node].later as usize;
        (later > 0).then_some([node + 1, later])
    }

    fn neighbour(&self, squared: f64, index: u32) -> Neighbour {
        let distance = self.distance(squared);
        Neighbour { index, distance }
    }
}

/// Ticks at every 1024th of `n` steps.
fn pause(step: usize, n: usize, tick: Tick<'_>) -> Result<(), Interrupted> {
    if step.is_multiple_of(1024) {
        tick(step as f64 / n as f64)?;
    }
    Ok(())
}
