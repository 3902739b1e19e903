//! Ward's clusters by their centres and sizes: no matrix of distances.
//!
//! A search looks at eight clusters at once in `f32` and takes those in
//! `f64` that rounding may have hidden: its answer is that of `f64` alone.

use wide::f32x8;

use super::chain::{Clusters, Near};
use super::scaled::Scaled;

/// Clusters looked at together.
const LANES: usize = 8;

/// More than a coordinate's rounding to `f32` and that of a difference of
/// two, for coordinates in `-1.0..=1.0`.
const ROUNDING: f64 = 1.0 / (1 << 22) as f64;

/// Clusters as centres, sizes and, for the search, blocks of eight.
pub(super) struct Ward {
    exact: Exact,
    view: View,
    /// The coordinates of what is left, `[block][feature]`; infinite where
    /// there is no cluster.
    values: Vec<f32x8>,
    /// 1 / size of each lane.
    shares: Vec<f32x8>,
    /// The cluster of each lane, ascending; [`GONE`] where there is none.
    clusters: Vec<u32>,
    /// The lane of each cluster that is left.
    lanes: Vec<u32>,
    n_left: usize,
}

/// A lane without a cluster.
const GONE: u32 = u32::MAX;

/// What decides: centres, `(n_clusters, n_features)`, and sizes.
struct Exact {
    centres: Vec<f64>,
    sizes: Vec<f64>,
    n_features: usize,
    /// What a distance is divided by to be in the samples' own units.
    scale: f64,
}

/// How the coordinates of the blocks come about: centred, and by a power of
/// two in `-1.0..=1.0`.
struct View {
    means: Vec<f64>,
    zoom: f64,
}

impl Ward {
    /// Each sample of `x` is a cluster of the size `weights` tells.
    pub(super) fn new(x: Scaled, weights: &[u32]) -> Self {
        let n = weights.len();
        let view = View::around(x.values(), x.n_features());
        let exact = Exact {
            sizes: weights.iter().map(|&w| f64::from(w)).collect(),
            n_features: x.n_features(),
            scale: x.scale(),
            centres: x.into_values(),
        };
        let mut own = Self {
            exact,
            view,
            values: Vec::new(),
            shares: Vec::new(),
            clusters: (0..n as u32).collect(),
            lanes: vec![0; n],
            n_left: n,
        };
        own.fill();
        own
    }

    /// Writes the blocks of the clusters that are left, in their order.
    fn fill(&mut self) {
        let d = self.exact.n_features;
        self.clusters.retain(|&cluster| cluster != GONE);
        let n_blocks = self.clusters.len().div_ceil(LANES);
        self.values.clear();
        self.shares.clear();
        let nowhere = f32x8::splat(f32::INFINITY);
        self.values.resize(n_blocks * d, nowhere);
        self.shares.resize(n_blocks, f32x8::splat(1.0));
        for lane in 0..self.clusters.len() {
            self.lanes[self.clusters[lane] as usize] = lane as u32;
            self.write(lane);
        }
    }

    /// Writes the cluster of a lane as it is now.
    fn write(&mut self, lane: usize) {
        let d = self.exact.n_features;
        let (block, at) = (lane / LANES, lane % LANES);
        let cluster = self.clusters[lane] as usize;
        let centre = self.exact.centre(cluster);
        let to = &mut self.values[block * d..][..d];
        for (j, (to, value)) in to.iter_mut().zip(centre).enumerate() {
            to.as_mut_array()[at] = self.view.map(j, *value);
        }
        let share = 1.0 / self.exact.sizes[cluster];
        self.shares[block].as_mut_array()[at] = share as f32;
    }

    fn erase(&mut self, lane: usize) {
        let d = self.exact.n_features;
        for to in &mut self.values[lane / LANES * d..][..d] {
            to.as_mut_array()[lane % LANES] = f32::INFINITY;
        }
        self.clusters[lane] = GONE;
    }

    /// Of each lane of a block the bit that is set where its cluster may be
    /// as near as `limit` allows.
    #[inline]
    fn may_be_near(&self, block: usize, own: &[f32x8], limit: Limit) -> u32 {
        let values = &self.values[block * own.len()..][..own.len()];
        let mut squares = f32x8::splat(0.0);
        for (value, own) in values.iter().zip(own) {
            let apart = *value - *own;
            squares += apart * apart;
        }
        let most = (self.shares[block] + limit.share) * limit.most;
        squares.simd_le(most).to_bitmask()
    }

    fn limit(&self, own: usize, away: f64) -> Limit {
        let size = self.exact.sizes[own];
        let d = self.exact.n_features as f64;
        let reach = (away * 0.5).sqrt() * self.view.zoom;
        let most = reach + d.sqrt() * ROUNDING * size.sqrt();
        let most = most * most * (1.0 + (d + 16.0) * ROUNDING);
        Limit {
            share: f32x8::splat((1.0 / size) as f32),
            most: f32x8::splat(most.min(1e30) as f32),
        }
    }

    /// The candidates of one block, in `f64`, in ascending order.
    #[inline(never)]
    fn look(&self, own: u32, block: usize, mut bits: u32, best: &mut Near) {
        while bits != 0 {
            let lane = block * LANES + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            let index = self.clusters.get(lane).copied().unwrap_or(GONE);
            if index == own || index == GONE {
                continue;
            }
            let away = self.exact.away(own as usize, index as usize);
            if away < best.away {
                *best = Near { index, away };
            }
        }
    }
}

/// What a search still looks for.
///
/// ```text
/// 2 · |a − b|² / (1 / size_a + 1 / size_b) ≤ the squared distance so far
/// ```
#[derive(Clone, Copy)]
struct Limit {
    /// 1 / the size of the cluster that searches.
    share: f32x8,
    /// Half the squared distance so far, and what rounding may add.
    most: f32x8,
}

impl Clusters for Ward {
    fn n_left(&self) -> usize {
        self.n_left
    }

    fn first(&mut self) -> u32 {
        let first = self.clusters.iter().find(|&&cluster| cluster != GONE);
        *first.expect("a cluster is left")
    }

    fn nearest(&mut self, own: u32, preferred: Option<u32>) -> Near {
        let d = self.exact.n_features;
        let mut best = Near {
            index: preferred.unwrap_or(GONE),
            away: f64::INFINITY,
        };
        if let Some(known) = preferred {
            best.away = self.exact.away(own as usize, known as usize);
        }
        let lane = self.lanes[own as usize] as usize;
        let values = &self.values[lane / LANES * d..][..d];
        let values: Vec<f32x8> = values
            .iter()
            .map(|value| f32x8::splat(value.to_array()[lane % LANES]))
            .collect();
        let mut limit = self.limit(own as usize, best.away);
        for block in 0..self.shares.len() {
            let bits = self.may_be_near(block, &values, limit);
            if bits == 0 {
                continue;
            }
            let so_far = best.away;
            self.look(own, block, bits, &mut best);
            if best.away <= 0.0 {
                break;
            }
            if best.away < so_far {
                limit = self.limit(own as usize, best.away);
            }
        }
        best
    }

    fn unite(&mut self, gone: u32, kept: u32) {
        self.exact.unite(gone as usize, kept as usize);
        self.erase(self.lanes[gone as usize] as usize);
        self.write(self.lanes[kept as usize] as usize);
        self.n_left -= 1;
        if self.n_left < self.clusters.len() / 8 * 7 {
            self.fill();
        }
    }

    fn height(&self, away: f64) -> f64 {
        away.sqrt() / self.exact.scale
    }
}

impl Exact {
    fn centre(&self, cluster: usize) -> &[f64] {
        &self.centres[cluster * self.n_features..][..self.n_features]
    }

    /// The squared distance of two clusters, as Ward sees it: twice what
    /// their union adds to the squared distances to the own centre.
    fn away(&self, a: usize, b: usize) -> f64 {
        let (of_a, of_b) = (self.sizes[a], self.sizes[b]);
        let apart = numeric::squared_distance(self.centre(a), self.centre(b));
        2.0 * (of_a * of_b) / (of_a + of_b) * apart
    }

    fn unite(&mut self, gone: usize, kept: usize) {
        let (less, more) = (self.sizes[gone], self.sizes[kept]);
        let both = less + more;
        for j in 0..self.n_features {
            let other = self.centres[gone * self.n_features + j];
            let own = &mut self.centres[kept * self.n_features + j];
            *own = (less * other + more * *own) / both;
        }
        self.sizes[kept] = both;
    }
}

impl View {
    fn around(values: &[f64], d: usize) -> Self {
        let n = (values.len() / d) as f64;
        let mut means = vec![0.0; d];
        for sample in values.chunks_exact(d) {
            for (mean, value) in means.iter_mut().zip(sample) {
                *mean += value;
            }
        }
        means.iter_mut().for_each(|mean| *mean /= n);
        let mut widest = 0.0_f64;
        for sample in values.chunks_exact(d) {
            for (mean, value) in means.iter().zip(sample) {
                widest = widest.max((value - mean).abs());
            }
        }
        let (_, exponent) = libm::frexp(widest);
        Self {
            means,
            zoom: libm::ldexp(1.0, (-exponent).clamp(-1000, 1000)),
        }
    }

    #[inline]
    fn map(&self, feature: usize, value: f64) -> f32 {
        ((value - self.means[feature]) * self.zoom) as f32
    }
}
