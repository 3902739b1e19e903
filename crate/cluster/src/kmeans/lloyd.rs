//! Lloyd's iterations.

use ndarray::{Array2, ArrayView2};
use numeric::tick::{Interrupted, Tick};
use wide::f32x8;

use super::blocks::{Blocks, LANES};
use super::nearest::{Nearest, Packed, nearest_exactly};
use super::{Params, Stop};

/// A bit for each sample of a block.
const ALL: u32 = (1 << LANES) - 1;

/// The label of a sample that has none yet.
const NONE: f32 = -1.0;

/// The state of the iterations.
///
/// Every pass looks at every sample. Bounds that skip samples (Hamerly's
/// and Elkan's, per block) were measured: on overlapping groups they cost
/// more than they save, for the plain pass takes 4 ns a sample.
pub(super) struct Lloyd<'a> {
    /// `[sample][feature]`.
    samples: &'a [f64],
    n_features: usize,
    blocks: &'a Blocks,
    centres: Array2<f64>,
    /// The sum of the samples of each cluster, `[cluster][feature]`.
    sums: Vec<f64>,
    counts: Vec<usize>,
    labels: Vec<[f32; LANES]>,
}

/// A sample gets a new label.
struct Change {
    sample: u32,
    new: u32,
}

/// Where the iterations ended.
pub(crate) struct Ended {
    pub(crate) centres: Array2<f64>,
    pub(crate) labels: Vec<u32>,
    pub(crate) n_iterations: usize,
    pub(crate) stopped: Stop,
}

/// Iterates from `centres`, `(n_clusters, n_features)`, until no label
/// changes, the centres move less than the tolerance, or the iterations run
/// out. Every label is the nearest centre, as `f64` sees it.
pub(crate) fn run(
    x: ArrayView2<'_, f64>,
    blocks: &Blocks,
    centres: Array2<f64>,
    params: &Params,
    tick: Tick<'_>,
) -> Result<Ended, Interrupted> {
    let mut lloyd = Lloyd::new(x, blocks, centres);
    tick(0.0)?;
    lloyd.look();
    lloyd.finish(params, tick)
}

impl<'a> Lloyd<'a> {
    /// At `centres`, with no labels yet.
    pub(super) fn new(
        x: ArrayView2<'a, f64>,
        blocks: &'a Blocks,
        centres: Array2<f64>,
    ) -> Self {
        Self {
            samples: x.to_slice().expect("a matrix is row-major"),
            n_features: x.ncols(),
            blocks,
            sums: vec![0.0; centres.len()],
            counts: vec![0; centres.nrows()],
            centres,
            labels: vec![[NONE; LANES]; blocks.n_blocks()],
        }
    }

    /// Gives every sample its nearest centre and every centre a sample; how
    /// many changed.
    pub(super) fn look(&mut self) -> usize {
        self.assign() + self.fill_empty()
    }

    /// Iterates from the labels of the last look.
    pub(super) fn finish(
        mut self,
        params: &Params,
        tick: Tick<'_>,
    ) -> Result<Ended, Interrupted> {
        let enough = params.tolerance * self.blocks.frame().mean_variance();
        let limit = params.max_iterations;
        for n_done in 1..=limit {
            if self.step() <= enough {
                self.assign();
                return Ok(self.end(n_done, Stop::Converged));
            }
            if n_done == limit {
                break;
            }
            tick(n_done as f64 / limit as f64)?;
            if self.look() == 0 {
                return Ok(self.end(n_done + 1, Stop::Converged));
            }
        }
        self.assign();
        Ok(self.end(limit, Stop::IterationLimit))
    }

    /// The squared distances of the means of the clusters to the mean of
    /// all, summed over the samples: what the inertia lacks of its most.
    pub(super) fn between(&self) -> f64 {
        let means = self.blocks.frame().means();
        let sums = self.sums.chunks_exact(self.n_features);
        let of_cluster = |(sums, &count): (&[f64], &usize)| {
            let n = count.max(1) as f64;
            let away = sums.iter().zip(means).map(|(sum, mean)| {
                let away = sum - count as f64 * mean;
                away * away / n
            });
            away.sum::<f64>()
        };
        sums.zip(&self.counts).map(of_cluster).sum()
    }

    /// Gives every sample its nearest centre; how many changed.
    ///
    /// Samples are moved between the sums after the last look, so that
    /// their rows are fetched together instead of one wait at a time.
    fn assign(&mut self) -> usize {
        let packed = Packed::new(&self.centres, self.blocks.frame());
        let mut changes = Vec::new();
        for b in 0..self.blocks.n_blocks() {
            let block = self.blocks.block(b);
            let found = packed.nearest(block, self.blocks.norms(b));
            let same = found.labels.simd_eq(f32x8::from(self.labels[b]));
            let sure = found.margins.simd_gt(f32x8::ZERO);
            let doubtful = !(same & sure).to_bitmask() & ALL;
            if doubtful != 0 {
                self.collect_changes(b, &found, doubtful, &mut changes);
            }
        }
        for change in &changes {
            self.move_sample(change.sample as usize, change.new as usize);
        }
        changes.len()
    }

    /// Those of the doubtful samples of a block, one bit each, whose label
    /// changes; what `f32` can't tell is decided in `f64`.
    #[inline(never)]
    fn collect_changes(
        &self,
        b: usize,
        nearest: &Nearest,
        mut doubtful: u32,
        changes: &mut Vec<Change>,
    ) {
        let found = nearest.labels.to_array();
        let margins = nearest.margins.to_array();
        let first = b * LANES;
        while doubtful != 0 {
            let lane = doubtful.trailing_zeros() as usize;
            doubtful &= doubtful - 1;
            if first + lane >= self.n_samples() {
                return;
            }
            let new = if margins[lane] > 0.0 {
                found[lane] as u32
            } else {
                let sample = self.row(first + lane);
                nearest_exactly(sample, self.centres.view()) as u32
            };
            if self.labels[b][lane] != new as f32 {
                let sample = (first + lane) as u32;
                changes.push(Change { sample, new });
            }
        }
    }

    fn n_samples(&self) -> usize {
        self.samples.len() / self.n_features
    }

    /// A sample of `x`; it does not borrow `self`.
    #[inline]
    fn row(&self, i: usize) -> &'a [f64] {
        &self.samples[i * self.n_features..(i + 1) * self.n_features]
    }

    #[inline]
    fn move_sample(&mut self, i: usize, new: usize) {
        let d = self.n_features;
        let old = self.labels[i / LANES][i % LANES];
        let sample = self.row(i);
        if old != NONE {
            let old = old as usize;
            let sums = &mut self.sums[old * d..(old + 1) * d];
            for (sum, value) in sums.iter_mut().zip(sample) {
                *sum -= value;
            }
            self.counts[old] -= 1;
        }
        let sums = &mut self.sums[new * d..(new + 1) * d];
        for (sum, value) in sums.iter_mut().zip(sample) {
            *sum += value;
        }
        self.counts[new] += 1;
        self.labels[i / LANES][i % LANES] = new as f32;
    }

    /// Gives each empty cluster, in order, the sample farthest from its own
    /// centre (ties: the lower index) that no cluster would be empty
    /// without; how many moved.
    fn fill_empty(&mut self) -> usize {
        if self.counts.iter().all(|&count| count > 0) {
            return 0;
        }
        let mut far = self.samples_by_distance().into_iter();
        let mut n_moved = 0;
        for empty in 0..self.counts.len() {
            if self.counts[empty] > 0 {
                continue;
            }
            let Some(i) = far.find(|&i| self.counts[self.label(i)] > 1) else {
                break;
            };
            self.move_sample(i, empty);
            n_moved += 1;
        }
        n_moved
    }

    /// Samples away from their centre, the farthest first.
    fn samples_by_distance(&self) -> Vec<usize> {
        let distances: Vec<f64> = (0..self.n_samples())
            .map(|i| {
                let centre = self.centres.row(self.label(i));
                let centre = centre.to_slice().expect("row-major");
                numeric::squared_distance(self.row(i), centre)
            })
            .collect();
        let mut order: Vec<usize> = (0..distances.len())
            .filter(|&i| distances[i] > 0.0)
            .collect();
        let farther =
            |a: usize, b: usize| distances[b].total_cmp(&distances[a]);
        numeric::order::positions(&mut order, &farther);
        order
    }

    fn label(&self, i: usize) -> usize {
        self.labels[i / LANES][i % LANES] as usize
    }

    /// Moves every centre to the mean of its samples; the sum of the
    /// squared steps.
    pub(super) fn step(&mut self) -> f64 {
        let mut total = 0.0;
        let sums = self.sums.chunks_exact(self.n_features);
        let centres = self.centres.rows_mut().into_iter();
        for ((mut centre, sums), &count) in centres.zip(sums).zip(&self.counts)
        {
            if count == 0 {
                continue;
            }
            for (old, sum) in centre.iter_mut().zip(sums) {
                let new = sum / count as f64;
                total += (new - *old) * (new - *old);
                *old = new;
            }
        }
        total
    }

    fn end(self, n_iterations: usize, stopped: Stop) -> Ended {
        let labels = &self.labels.as_flattened()[..self.n_samples()];
        Ended {
            labels: labels.iter().map(|&label| label as u32).collect(),
            centres: self.centres,
            n_iterations,
            stopped,
        }
    }
}
