//! The minimum spanning tree of all samples, and single linkage on it.

use numeric::tick::{Interrupted, Tick};
use wide::f64x4;

use super::dendrogram::Join;
use super::scaled::Scaled;

/// Samples worked on at once.
const LANES: usize = 4;

/// Steps between two ticks.
const STEPS: usize = 256;

/// What is not yet in the tree, `[block][feature][lane]`.
struct Outside {
    values: Vec<f64x4>,
    /// The squared distance to the tree; infinite for what is in it.
    away: Vec<f64x4>,
    /// The sample of the tree that is so near.
    from: Vec<f64x4>,
    /// The sample of each lane, ascending; then lanes without one.
    samples: Vec<u32>,
    n_left: usize,
    n_features: usize,
}

/// The minimum spanning tree by Prim's algorithm from the first sample, its
/// edges as they are found. Of equally near samples the one with the lower
/// index is taken first, joined to the one of the tree that came first.
///
/// Prim (1957, DOI 10.1002/j.1538-7305.1957.tb01515.x).
///
/// ```text
/// O(n_samples² · n_features), memory O(n_samples · n_features)
/// ```
///
/// # Errors
/// The tick asked to stop.
pub(super) fn tree(
    x: &Scaled,
    tick: Tick<'_>,
) -> Result<Vec<Join>, Interrupted> {
    let n = x.n_samples();
    let mut outside = Outside::new(x);
    let mut joins = Vec::with_capacity(n.saturating_sub(1));
    let mut newest = 0;
    for step in 1..n {
        if step % STEPS == 1 {
            let left = outside.n_left as f64 / n as f64;
            tick(1.0 - left * left)?;
        }
        let nearest = outside.nearest(x.sample(newest), newest);
        joins.push(Join {
            ends: [nearest.from, nearest.sample],
            height: x.unscaled(nearest.away.sqrt()),
        });
        newest = nearest.sample as usize;
        outside.remove(nearest.lane);
    }
    Ok(joins)
}

/// The next edge of the tree.
struct Nearest {
    away: f64,
    from: u32,
    sample: u32,
    lane: usize,
}

impl Outside {
    /// All samples but the first.
    fn new(x: &Scaled) -> Self {
        let d = x.n_features();
        let samples: Vec<u32> = (1..x.n_samples() as u32).collect();
        let mut values = Vec::new();
        for four in samples.chunks(LANES) {
            for j in 0..d {
                let mut lanes = [f64::INFINITY; LANES];
                for (lane, &sample) in lanes.iter_mut().zip(four) {
                    *lane = x.sample(sample as usize)[j];
                }
                values.push(f64x4::from(lanes));
            }
        }
        let n_blocks = samples.len().div_ceil(LANES);
        Self {
            values,
            away: vec![f64x4::splat(f64::INFINITY); n_blocks],
            from: vec![f64x4::splat(0.0); n_blocks],
            n_left: samples.len(),
            samples,
            n_features: d,
        }
    }

    /// Tells all that a sample has come to the tree; the nearest of them. Not
    /// inlined: in a browser a function becomes fast between two calls.
    #[inline(never)]
    fn nearest(&mut self, newest: &[f64], index: usize) -> Nearest {
        let own = f64x4::splat(index as f64);
        let mut best = f64x4::splat(f64::INFINITY);
        let mut best_block = f64x4::splat(0.0);
        let blocks = self.values.chunks_exact(self.n_features);
        let known = self.away.iter_mut().zip(&mut self.from);
        for (at, (block, (away, from))) in blocks.zip(known).enumerate() {
            let mut squares = f64x4::splat(0.0);
            for (values, value) in block.iter().zip(newest) {
                let apart = *values - f64x4::splat(*value);
                squares += apart * apart;
            }
            let nearer = squares.simd_lt(*away);
            *from = nearer.bitselect(own, *from);
            *away = nearer.bitselect(squares, *away);
            let first = away.simd_lt(best);
            best = first.bitselect(*away, best);
            let at = f64x4::splat(at as f64);
            best_block = first.bitselect(at, best_block);
        }
        self.first(best.to_array(), best_block.to_array())
    }

    /// Of the nearest of each lane, the nearest; ties to the lower index.
    fn first(&self, best: [f64; LANES], blocks: [f64; LANES]) -> Nearest {
        let places = best.iter().zip(blocks).enumerate();
        let places =
            places.map(|(l, (&away, b))| (away, b as usize * LANES + l));
        let (away, lane) = places
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
            .expect("a block has lanes");
        let from = self.from[lane / LANES].to_array()[lane % LANES];
        Nearest {
            away,
            from: from as u32,
            sample: self.samples[lane],
            lane,
        }
    }

    fn remove(&mut self, lane: usize) {
        let block = lane / LANES;
        let first = block * self.n_features;
        for values in &mut self.values[first..first + self.n_features] {
            values.as_mut_array()[lane % LANES] = f64::INFINITY;
        }
        self.away[block].as_mut_array()[lane % LANES] = f64::INFINITY;
        self.samples[lane] = u32::MAX;
        self.n_left -= 1;
        if self.n_left < self.samples.len() / 4 * 3 {
            self.close_up();
        }
    }

    /// Moves what is left together, in its order.
    fn close_up(&mut self) {
        let d = self.n_features;
        let mut to = 0;
        for lane in 0..self.samples.len() {
            if self.samples[lane] == u32::MAX {
                continue;
            }
            self.samples[to] = self.samples[lane];
            let (new, old) = (to / LANES, lane / LANES);
            let shift = |all: &mut [f64x4], new: usize, old: usize| {
                let value = all[old].to_array()[lane % LANES];
                all[new].as_mut_array()[to % LANES] = value;
            };
            for j in 0..d {
                shift(&mut self.values, new * d + j, old * d + j);
            }
            shift(&mut self.away, new, old);
            shift(&mut self.from, new, old);
            to += 1;
        }
        self.samples.truncate(to);
        self.away.truncate(to.div_ceil(LANES));
        self.from.truncate(to.div_ceil(LANES));
        self.values.truncate(to.div_ceil(LANES) * d);
        for lane in to..self.away.len() * LANES {
            let first = lane / LANES * d;
            for values in &mut self.values[first..first + d] {
                values.as_mut_array()[lane % LANES] = f64::INFINITY;
            }
            self.away[lane / LANES].as_mut_array()[lane % LANES] =
                f64::INFINITY;
        }
    }
}
