//! The tree of all merges, its cuts and its cophenetic distances.

use numeric::order;
use serde::{Deserialize, Serialize};

use crate::{FeatureMatrix, forest::Forest};

/// Two clusters become one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Merge {
    /// The cluster with the lower number: below the number of leaves it is
    /// that leaf, and `n_leaves + i` is what merge `i` made.
    pub left: u32,
    /// The other one.
    pub right: u32,
    /// How far apart the two were, by the linkage.
    pub height: f64,
    /// Samples in the two together.
    pub size: u32,
}

/// Every merge from single leaves to one cluster, in ascending height.
///
/// A leaf is a sample, or a micro-cluster of samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dendrogram {
    /// One fewer than there are leaves.
    pub merges: Vec<Merge>,
}

/// Two clusters become one, each told by a leaf in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Join {
    pub(super) ends: [u32; 2],
    pub(super) height: f64,
}

/// Joins in ascending height, equal ones as they come.
pub(super) fn ascending(mut joins: Vec<Join>) -> Vec<Join> {
    order::by(&mut joins, |a, b| a.height.total_cmp(&b.height));
    joins
}

/// Where the leaves stand side by side so that no two merges cross.
struct Layout {
    /// The leaf at each place.
    leaves: Vec<u32>,
    /// The height of the merge between the leaf at each place and the one
    /// before it; at the first place 0.
    gaps: Vec<f64>,
}

impl Dendrogram {
    /// Takes joins as they come; one lower than those before it is raised to
    /// them.
    pub(super) fn in_turn(joins: &[Join], weights: &[u32]) -> Self {
        let n = weights.len();
        let mut roots = Forest::new(n);
        let mut number: Vec<u32> = (0..n as u32).collect();
        let mut sizes = weights.to_vec();
        let mut merges: Vec<Merge> = Vec::with_capacity(joins.len());
        for (join, at) in joins.iter().zip(n as u32..) {
            let [a, b] = join.ends.map(|leaf| roots.root(leaf));
            let size = sizes[a as usize] + sizes[b as usize];
            let [a_is, b_is] = [a, b].map(|root| number[root as usize]);
            let least = merges.last().map_or(0.0, |merge| merge.height);
            merges.push(Merge {
                left: a_is.min(b_is),
                right: a_is.max(b_is),
                height: join.height.max(least),
                size,
            });
            roots.join(a, b);
            let root = roots.root(a) as usize;
            (number[root], sizes[root]) = (at, size);
        }
        Self { merges }
    }

    /// Leaves.
    pub fn n_leaves(&self) -> usize {
        self.merges.len() + 1
    }

    /// The label of each leaf in `k` clusters, `0..k` in the order of their
    /// first leaves. Leaves at the same place are never parted, so there
    /// may be fewer clusters than `k`.
    ///
    /// O(n_leaves · α).
    ///
    /// ```
    /// use cluster::{FeatureMatrix, agglomerative};
    /// let x = ndarray::array![[0.0], [9.0], [0.1], [9.3]];
    /// let x = FeatureMatrix::new(x).unwrap();
    /// let tree = agglomerative::linkage(
    ///     &x,
    ///     &agglomerative::Params::default(),
    ///     &mut numeric::tick::never,
    /// )
    /// .unwrap();
    /// assert_eq!(tree.cut(2), [0, 1, 0, 1]);
    /// assert_eq!(tree.cut_at(0.2), [0, 1, 0, 2]);
    /// ```
    pub fn cut(&self, k: usize) -> Vec<u32> {
        let wanted = self.n_leaves() - k.clamp(1, self.n_leaves());
        let equal = self.merges.partition_point(|m| m.height <= 0.0);
        self.after(wanted.max(equal))
    }

    /// The label of each leaf where no merge higher than `height` is done,
    /// numbered in the order of their first leaves.
    pub fn cut_at(&self, height: f64) -> Vec<u32> {
        self.after(self.merges.partition_point(|m| m.height <= height))
    }

    /// The leaves in an order in which every cluster stands together.
    pub fn leaf_order(&self) -> Vec<u32> {
        self.layout().leaves
    }

    /// The height at which two leaves come together; 0 for one and the
    /// same.
    ///
    /// O(n_leaves).
    ///
    /// # Panics
    /// One is not below [`Self::n_leaves`].
    pub fn cophenetic(&self, a: usize, b: usize) -> f64 {
        let layout = self.layout();
        let place = |leaf: usize| {
            let found = layout.leaves.iter().position(|&l| l as usize == leaf);
            found.expect("every leaf has its place")
        };
        let (first, last) = (place(a).min(place(b)), place(a).max(place(b)));
        let between = &layout.gaps[first + 1..=last];
        between.iter().copied().fold(0.0, f64::max)
    }

    /// The correlation over all pairs of leaves between their Euclidean
    /// distance and the height at which they come together: 1 where the
    /// tree tells all distances. `None` where either does not vary.
    ///
    /// Sokal and Rohlf (1962, DOI 10.2307/1217208).
    ///
    /// ```text
    /// O(n_leaves² · n_features), memory O(n_leaves)
    /// ```
    ///
    /// # Panics
    /// `x` has another number of samples than there are leaves.
    pub fn cophenetic_correlation(&self, x: &FeatureMatrix) -> Option<f64> {
        assert_eq!(x.n_samples(), self.n_leaves(), "one leaf a sample");
        let layout = self.layout();
        let places: Vec<usize> =
            layout.leaves.iter().map(|&leaf| leaf as usize).collect();
        let x = x.select(&places);
        let samples: Vec<&[f64]> =
            x.samples().chunks_exact(x.n_features()).collect();
        let mut all = Moments::default();
        for (first, own) in samples.iter().enumerate() {
            let mut height = 0.0_f64;
            let mut row = Moments::default();
            let others = samples.iter().zip(&layout.gaps).skip(first + 1);
            for (other, gap) in others {
                height = height.max(*gap);
                let away = numeric::squared_distance(own, other);
                row.take(away.sqrt(), height);
            }
            all.add(&row);
        }
        all.correlation()
    }

    /// The clusters after so many merges.
    fn after(&self, n_merges: usize) -> Vec<u32> {
        let n = self.n_leaves();
        let mut cluster: Vec<u32> = (0..(n + n_merges) as u32).collect();
        for at in (0..n_merges).rev() {
            let merge = self.merges[at];
            let own = cluster[n + at];
            cluster[merge.left as usize] = own;
            cluster[merge.right as usize] = own;
        }
        let mut named = vec![u32::MAX; n + n_merges];
        let mut n_named = 0;
        let mut name = |cluster: &u32| {
            let name = &mut named[*cluster as usize];
            if *name == u32::MAX {
                *name = n_named;
                n_named += 1;
            }
            *name
        };
        cluster[..n].iter().map(&mut name).collect()
    }

    fn layout(&self) -> Layout {
        let n = self.n_leaves();
        let mut counts = vec![1_usize; n];
        for merge in &self.merges {
            let parts = [merge.left, merge.right].map(|at| at as usize);
            counts.push(counts[parts[0]] + counts[parts[1]]);
        }
        let mut starts = vec![0_usize; n + self.merges.len()];
        let mut gaps = vec![0.0; n];
        for (at, merge) in self.merges.iter().enumerate().rev() {
            let start = starts[n + at];
            let middle = start + counts[merge.left as usize];
            starts[merge.left as usize] = start;
            starts[merge.right as usize] = middle;
            gaps[middle] = merge.height;
        }
        let mut leaves = vec![0; n];
        for (leaf, &start) in starts[..n].iter().enumerate() {
            leaves[start] = leaf as u32;
        }
        Layout { leaves, gaps }
    }
}

/// Sums of pairs of numbers.
#[derive(Default)]
struct Moments {
    n: f64,
    sums: [f64; 2],
    squares: [f64; 2],
    products: f64,
}

impl Moments {
    fn take(&mut self, a: f64, b: f64) {
        self.n += 1.0;
        self.sums[0] += a;
        self.sums[1] += b;
        self.squares[0] += a * a;
        self.squares[1] += b * b;
        self.products += a * b;
    }

    fn add(&mut self, other: &Self) {
        self.n += other.n;
        for at in 0..2 {
            self.sums[at] += other.sums[at];
            self.squares[at] += other.squares[at];
        }
        self.products += other.products;
    }

    fn correlation(&self) -> Option<f64> {
        let [a, b] = self.sums.map(|sum| sum / self.n);
        let varies = [
            self.squares[0] - a * self.sums[0],
            self.squares[1] - b * self.sums[1],
        ];
        let least = |at: usize| self.squares[at] * 1e-14;
        if !(varies[0] > least(0) && varies[1] > least(1)) {
            return None;
        }
        let both = self.products - a * self.sums[1];
        Some(both / (varies[0] * varies[1]).sqrt())
    }
}
