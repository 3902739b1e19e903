//! The kernel that finds the nearest centre of eight samples at once.

use ndarray::{Array2, ArrayView2};
use wide::f32x8;

use super::blocks::{Blocks, Frame, LANES};

/// Centres worked on at once: four accumulators of eight lanes fit the
/// registers of SSE2 and of wasm.
const GROUP: usize = 4;

/// The score of a centre that does not exist.
const NO_CENTRE: f32 = -1e30;

/// Centres as the kernel reads them.
///
/// The nearest centre has the largest score `x·c − |c|²/2`. Its index
/// travels in the last bits of its score, so that one comparison finds
/// both.
pub(crate) struct Packed {
    weights: Vec<[f32; GROUP]>,
    offsets: Vec<[f32; GROUP]>,
    n_features: usize,
    /// The last bits of a score, which hold the index.
    index_bits: u32,
    error_per_norm: f32,
    error: f32,
}

/// What the kernel says of eight samples.
pub(crate) struct Nearest {
    /// The nearest centre of each, right wherever the margin is positive.
    pub(crate) labels: f32x8,
    /// The lead of the nearest centre's score over the second's, less all
    /// that rounding may have added. Not positive: `f32` can't tell.
    pub(crate) margins: f32x8,
}

impl Packed {
    /// Packs `centres`, `(n_clusters, n_features)`.
    pub(crate) fn new(centres: &Array2<f64>, frame: &Frame) -> Self {
        let (n_clusters, n_features) = centres.dim();
        let n_groups = n_clusters.div_ceil(GROUP);
        let mut weights = vec![[0f32; GROUP]; n_groups * n_features];
        let mut offsets = vec![[NO_CENTRE; GROUP]; n_groups];
        let mut longest = 0.0f64;
        for (c, centre) in centres.rows().into_iter().enumerate() {
            let (group, place) = (c / GROUP, c % GROUP);
            let mut square = 0.0;
            for (j, value) in centre.iter().enumerate() {
                let mapped = frame.map(j, *value);
                weights[group * n_features + j][place] = mapped;
                square += f64::from(mapped) * f64::from(mapped);
            }
            offsets[group][place] = (-0.5 * square) as f32;
            longest = longest.max(square.sqrt());
        }
        let index_bits = (n_groups * GROUP).next_power_of_two() as u32 - 1;
        let lost = n_features as f64 + 6.0 + 2.0 * f64::from(index_bits);
        let rounding = lost / f64::from(1 << 24);
        Self {
            weights,
            offsets,
            n_features,
            index_bits,
            error_per_norm: (rounding * longest * 1.01) as f32,
            error: (rounding * longest * longest * 1.01) as f32 + 1e-37,
        }
    }

    /// The nearest centre of each sample of a block, ties and near ties
    /// marked by a margin that is not positive.
    #[inline]
    pub(crate) fn nearest(&self, block: &[f32x8], norms: f32x8) -> Nearest {
        let mut best = f32x8::splat(NO_CENTRE);
        let mut second = f32x8::splat(NO_CENTRE);
        let keep = f32x8::splat(f32::from_bits(!self.index_bits));
        let mut index = 0;
        let groups = self.weights.chunks_exact(self.n_features);
        for (weights, &offsets) in groups.zip(&self.offsets) {
            for score in scores(block, weights, offsets) {
                let mark = f32x8::splat(f32::from_bits(index));
                let score = (score & keep) | mark;
                second = second.fast_max(best.fast_min(score));
                best = best.fast_max(score);
                index += 1;
            }
        }
        let labels = self.indices(best);
        let error = norms * f32x8::splat(self.error_per_norm)
            + f32x8::splat(self.error);
        Nearest {
            labels,
            margins: best - second - (error + error),
        }
    }

    /// The indices in the last bits of scores, as whole numbers: with the
    /// bits of 2^23 before them they are that much above it.
    #[inline]
    fn indices(&self, scores: f32x8) -> f32x8 {
        const BASE: f32 = 8_388_608.0;
        let last = f32x8::splat(f32::from_bits(self.index_bits));
        let base = f32x8::splat(BASE);
        ((scores & last) | base) - base
    }
}

#[inline]
fn scores(
    block: &[f32x8],
    weights: &[[f32; GROUP]],
    offsets: [f32; GROUP],
) -> [f32x8; GROUP] {
    let mut sums = offsets.map(f32x8::splat);
    for (&x, weight) in block.iter().zip(weights) {
        for (sum, &w) in sums.iter_mut().zip(weight) {
            *sum += x * f32x8::splat(w);
        }
    }
    sums
}

/// The nearest centre of one sample in `f64`; ties to the lower index.
pub(crate) fn nearest_exactly(
    sample: &[f64],
    centres: ArrayView2<'_, f64>,
) -> usize {
    let mut best = (0, f64::INFINITY);
    for (c, centre) in centres.rows().into_iter().enumerate() {
        let centre = centre.to_slice().expect("centres are row-major");
        let distance = numeric::squared_distance(sample, centre);
        if distance < best.1 {
            best = (c, distance);
        }
    }
    best.0
}

/// The label of every sample: its nearest centre, as `f64` sees it, ties to
/// the lower index.
pub(crate) fn labels(
    x: ArrayView2<'_, f64>,
    blocks: &Blocks,
    centres: &Array2<f64>,
) -> Vec<u32> {
    let packed = Packed::new(centres, blocks.frame());
    let mut labels = Vec::with_capacity(x.nrows());
    for b in 0..blocks.n_blocks() {
        let found = packed.nearest(blocks.block(b), blocks.norms(b));
        let near = found.labels.to_array();
        let margins = found.margins.to_array();
        let first = b * LANES;
        for lane in 0..LANES.min(x.nrows() - first) {
            let label = if margins[lane] > 0.0 {
                near[lane] as usize
            } else {
                let sample = x.row(first + lane);
                let sample = sample.to_slice().expect("row-major");
                nearest_exactly(sample, centres.view())
            };
            labels.push(label as u32);
        }
    }
    labels
}
