//! Lloyd's iterations, with blocks skipped whose labels cannot change.

use std::borrow::Cow;

use ndarray::{Array2, ArrayView2};
use numeric::tick::{Interrupted, Tick};
use wide::{f32x4, f32x8};

use super::blocks::{Blocks, LANES};
use super::nearest::{Nearest, Packed, nearest_exactly};
use super::{Params, Stop};

/// The label of a sample that has none yet.
const NONE: f32 = -1.0;

/// The order is changed when one in so many samples changes its label.
const SETTLED: usize = 8;

/// The state of the iterations.
///
/// A block is looked at again only when the centres have travelled so far
/// since the last look that a label in it may change: `travelled` adds up
/// the largest step of any centre, `deadlines` says at which sum the block
/// is due (the bound of Hamerly 2010, DOI 10.1137/1.9781611972801.12, held
/// per block instead of per sample). Once most labels have settled, samples
/// are put in order of how near they are to a change, so that few blocks
/// hold all that may change. A sample's place is where it stands in that
/// order.
pub(crate) struct Lloyd<'a> {
    /// `[sample][feature]`.
    samples: &'a [f64],
    n_features: usize,
    blocks: Cow<'a, Blocks>,
    /// The sample at each place; empty while samples are in their own order.
    order: Vec<u32>,
    centres: Array2<f64>,
    /// The sum of the samples of each cluster, `[cluster][feature]`.
    sums: Vec<f64>,
    counts: Vec<usize>,
    labels: Vec<[f32; LANES]>,
    deadlines: Vec<f64>,
    travelled: f64,
}

/// The sample at a place gets a new label.
struct Change {
    place: u32,
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
    let enough = params.tolerance * blocks.frame().mean_variance();
    let mut lloyd = Lloyd::new(x, blocks, centres);
    let mut n_iterations = 0;
    let mut stopped = Stop::IterationLimit;
    while n_iterations < params.max_iterations {
        tick(n_iterations as f64 / params.max_iterations as f64)?;
        n_iterations += 1;
        let n_changed = lloyd.assign() + lloyd.fill_empty();
        if lloyd.order.is_empty() && n_changed <= x.nrows() / SETTLED {
            lloyd.reorder();
        }
        if n_changed == 0 {
            stopped = Stop::Converged;
            break;
        }
        if lloyd.step() <= enough {
            stopped = Stop::Converged;
            break;
        }
    }
    lloyd.assign();
    Ok(lloyd.end(n_iterations, stopped))
}

impl<'a> Lloyd<'a> {
    fn new(
        x: ArrayView2<'a, f64>,
        blocks: &'a Blocks,
        centres: Array2<f64>,
    ) -> Self {
        Self {
            samples: x.to_slice().expect("a matrix is row-major"),
            n_features: x.ncols(),
            blocks: Cow::Borrowed(blocks),
            order: Vec::new(),
            sums: vec![0.0; centres.len()],
            counts: vec![0; centres.nrows()],
            centres,
            labels: vec![[NONE; LANES]; blocks.n_blocks()],
            deadlines: vec![0.0; blocks.n_blocks()],
            travelled: 0.0,
        }
    }

    /// Gives every sample its nearest centre; how many changed.
    ///
    /// Samples are moved between the sums after the last look, so that
    /// their rows are fetched together instead of one wait at a time.
    fn assign(&mut self) -> usize {
        let packed = Packed::new(&self.centres, self.blocks.frame());
        let mut changes = Vec::with_capacity(self.n_samples() / SETTLED);
        for b in 0..self.blocks.n_blocks() {
            if self.travelled < self.deadlines[b] {
                continue;
            }
            let norms = self.blocks.norms(b);
            let found = packed.nearest(self.blocks.block(b), norms);
            if !self.order.is_empty() {
                let slack = f64::from(smallest(found.slack(norms)));
                self.deadlines[b] = self.travelled + 0.5 * slack;
            }
            let same = found.labels.simd_eq(f32x8::from(self.labels[b]));
            let sure = found.margins.simd_gt(f32x8::ZERO);
            if !(same & sure).all() {
                self.collect_changes(b, &found, &mut changes);
            }
        }
        for change in &changes {
            self.move_sample(change.place as usize, change.new as usize);
        }
        changes.len()
    }

    /// The samples of a block whose label changes; what `f32` can't tell is
    /// decided in `f64`.
    #[inline(never)]
    fn collect_changes(
        &self,
        b: usize,
        nearest: &Nearest,
        changes: &mut Vec<Change>,
    ) {
        let found = nearest.labels.to_array();
        let margins = nearest.margins.to_array();
        let first = b * LANES;
        for lane in 0..LANES.min(self.n_samples() - first) {
            let new = if margins[lane] > 0.0 {
                found[lane] as u32
            } else {
                let sample = self.row(self.sample(first + lane));
                nearest_exactly(sample, self.centres.view()) as u32
            };
            if self.labels[b][lane] != new as f32 {
                let place = (first + lane) as u32;
                changes.push(Change { place, new });
            }
        }
    }

    /// Puts samples in order of their slack.
    fn reorder(&mut self) {
        let packed = Packed::new(&self.centres, self.blocks.frame());
        let mut buckets = vec![0u8; self.blocks.n_blocks() * LANES];
        for (b, buckets) in buckets.chunks_mut(LANES).enumerate() {
            let norms = self.blocks.norms(b);
            let found = packed.nearest(self.blocks.block(b), norms);
            let slack = found.slack(norms).to_array();
            let all = buckets.iter_mut().zip(slack);
            all.for_each(|(bucket, slack)| *bucket = octave(slack));
        }
        buckets.truncate(self.n_samples());
        self.order = sorted_by_bucket(&buckets);
        self.blocks = Cow::Owned(self.blocks.reordered(&self.order));
        let old = self.labels.as_flattened().to_vec();
        let new = self.labels.as_flattened_mut();
        for (label, &i) in new.iter_mut().zip(&self.order) {
            *label = old[i as usize];
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

    /// The sample at a place.
    #[inline]
    fn sample(&self, place: usize) -> usize {
        self.order.get(place).map_or(place, |&i| i as usize)
    }

    #[inline]
    fn move_sample(&mut self, place: usize, new: usize) {
        let d = self.n_features;
        let old = self.labels[place / LANES][place % LANES];
        let sample = self.row(self.sample(place));
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
        self.labels[place / LANES][place % LANES] = new as f32;
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
        if n_moved > 0 {
            self.deadlines.fill(0.0);
        }
        n_moved
    }

    /// Places of samples away from their centre, the farthest first.
    fn samples_by_distance(&self) -> Vec<usize> {
        let distances: Vec<f64> = (0..self.n_samples())
            .map(|place| {
                let centre = self.centres.row(self.label(place));
                let sample = self.row(self.sample(place));
                let centre = centre.to_slice().expect("row-major");
                numeric::squared_distance(sample, centre)
            })
            .collect();
        let mut places: Vec<usize> = (0..distances.len())
            .filter(|&i| distances[i] > 0.0)
            .collect();
        places.sort_by(|&a, &b| {
            let nearer = distances[b].total_cmp(&distances[a]);
            nearer.then(self.sample(a).cmp(&self.sample(b)))
        });
        places
    }

    fn label(&self, place: usize) -> usize {
        self.labels[place / LANES][place % LANES] as usize
    }

    /// Moves every centre to the mean of its samples; the sum of the
    /// squared steps.
    fn step(&mut self) -> f64 {
        let d = self.n_features;
        let mut total = 0.0;
        let mut largest = 0.0f64;
        for (c, &count) in self.counts.iter().enumerate() {
            if count == 0 {
                continue;
            }
            let mut step = 0.0;
            let sums = &self.sums[c * d..(c + 1) * d];
            let mut centre = self.centres.row_mut(c);
            for (old, sum) in centre.iter_mut().zip(sums) {
                let new = sum / count as f64;
                step += (new - *old) * (new - *old);
                *old = new;
            }
            total += step;
            largest = largest.max(step);
        }
        let largest = self.blocks.frame().length(largest.sqrt());
        self.travelled += largest * (1.0 + 1e-9) + 1e-300;
        total
    }

    fn end(self, n_iterations: usize, stopped: Stop) -> Ended {
        let mut labels = vec![0; self.n_samples()];
        for place in 0..labels.len() {
            labels[self.sample(place)] = self.label(place) as u32;
        }
        Ended {
            labels,
            centres: self.centres,
            n_iterations,
            stopped,
        }
    }
}

/// Four steps an octave from 2^-24 on, `0..=127`; 0 for what is smaller.
fn octave(slack: f32) -> u8 {
    const SMALLEST: u32 = (127 - 24) << 2;
    let step = slack.max(0.0).to_bits() >> 21;
    step.saturating_sub(SMALLEST).min(127) as u8
}

/// Positions in ascending order of their bucket, `0..=127`, else in order.
fn sorted_by_bucket(buckets: &[u8]) -> Vec<u32> {
    let mut next = [0usize; 129];
    for &bucket in buckets {
        next[bucket as usize + 1] += 1;
    }
    for bucket in 1..next.len() {
        next[bucket] += next[bucket - 1];
    }
    let mut order = vec![0; buckets.len()];
    for (i, &bucket) in buckets.iter().enumerate() {
        order[next[bucket as usize]] = i as u32;
        next[bucket as usize] += 1;
    }
    order
}

#[inline]
fn smallest(lanes: f32x8) -> f32 {
    let [a, b, c, d, e, f, g, h] = lanes.to_array();
    let low = f32x4::from([a, b, c, d]).fast_min(f32x4::from([e, f, g, h]));
    let [a, b, c, d] = low.to_array();
    let lesser = |a: f32, b: f32| if b < a { b } else { a };
    lesser(lesser(a, b), lesser(c, d))
}
