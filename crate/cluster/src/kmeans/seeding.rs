//! Greedy k-means++: first centres drawn far from one another.

use ndarray::{Array2, ArrayView2};
use numeric::Rng;
use wide::f32x8;

use super::blocks::{Blocks, LANES};

/// Candidates measured in one pass over the samples.
const TRIALS: usize = 4;

/// Blocks whose sum is one step of a draw.
const CHUNK: usize = 32;

/// Squared distances of all samples to the nearest centre so far.
struct Reach {
    squares: Vec<f32x8>,
    chunk_sums: Vec<f64>,
}

/// Draws `k` samples as first centres, `(k, n_features)`.
///
/// Each is the best of `2 + ln k` candidates drawn with probability
/// proportional to the squared distance to the nearest centre so far
/// (Arthur and Vassilvitskii 2007; greedy as they suggest in §5). Where no
/// distance is left, centres repeat. O(n_samples · n_features · k · ln k).
pub(crate) fn draw(
    x: ArrayView2<'_, f64>,
    blocks: &Blocks,
    k: usize,
    rng: &mut Rng,
) -> Array2<f64> {
    let first = rng.below(x.nrows());
    let mut chosen = vec![first];
    let mut reach = Reach::nowhere(blocks, x.nrows());
    reach.add(blocks, &blocks.sample(first));
    let n_trials = 2 + libm::log(k as f64) as usize;
    while chosen.len() < k {
        let next = reach.best_of(n_trials, blocks, rng);
        reach.add(blocks, &blocks.sample(next));
        chosen.push(next);
    }
    x.select(ndarray::Axis(0), &chosen)
}

/// Draws the sample that joins `centres`, `(n_clusters, n_features)`, as one
/// more, in the way of [`draw`].
pub(crate) fn draw_one_more(
    blocks: &Blocks,
    centres: &Array2<f64>,
    n_samples: usize,
    rng: &mut Rng,
) -> usize {
    let n_trials = 2 + libm::log(centres.nrows() as f64 + 1.0) as usize;
    let mut reach = Reach::nowhere(blocks, n_samples);
    for centre in centres.rows() {
        let frame = blocks.frame();
        let values = centre.iter().enumerate();
        let centre: Vec<f32> = values.map(|(j, &v)| frame.map(j, v)).collect();
        reach.add(blocks, &centre);
    }
    reach.best_of(n_trials, blocks, rng)
}

impl Reach {
    /// To no centre yet.
    fn nowhere(blocks: &Blocks, n_samples: usize) -> Self {
        let mut reach = Self {
            squares: vec![f32x8::splat(f32::MAX); blocks.n_blocks()],
            chunk_sums: vec![0.0; blocks.n_blocks().div_ceil(CHUNK)],
        };
        let filled = n_samples % LANES;
        if filled > 0 {
            let mut last = [f32::MAX; LANES];
            last[filled..].fill(0.0);
            reach.squares[blocks.n_blocks() - 1] = f32x8::from(last);
        }
        reach
    }

    /// The candidate that leaves the smallest sum; ties to the earlier draw.
    fn best_of(
        &self,
        n_trials: usize,
        blocks: &Blocks,
        rng: &mut Rng,
    ) -> usize {
        let candidates: Vec<usize> =
            (0..n_trials).map(|_| self.draw(rng)).collect();
        let mut best = (candidates[0], f64::INFINITY);
        for batch in candidates.chunks(TRIALS) {
            let left = match batch.len() {
                1 => self.left_after::<1>(blocks, batch),
                2 => self.left_after::<2>(blocks, batch),
                3 => self.left_after::<3>(blocks, batch),
                _ => self.left_after::<TRIALS>(blocks, batch),
            };
            for (&candidate, left) in batch.iter().zip(left) {
                if left < best.1 {
                    best = (candidate, left);
                }
            }
        }
        best.0
    }

    /// A sample, drawn in proportion to its squared distance.
    fn draw(&self, rng: &mut Rng) -> usize {
        let total: f64 = self.chunk_sums.iter().sum();
        let mut rest = rng.uniform() * total;
        let mut last = 0;
        for (chunk, &sum) in self.chunk_sums.iter().enumerate() {
            if sum > 0.0 {
                last = chunk;
                if rest < sum {
                    break;
                }
            }
            rest -= sum;
        }
        self.draw_in_chunk(last, rest)
    }

    fn draw_in_chunk(&self, chunk: usize, mut rest: f64) -> usize {
        let first = chunk * CHUNK;
        let blocks = self.squares[first..].iter().take(CHUNK);
        let lanes = blocks.flat_map(|block| block.to_array());
        let mut drawn = first * LANES;
        for (lane, square) in lanes.enumerate() {
            let square = f64::from(square);
            if square > 0.0 {
                drawn = first * LANES + lane;
                if rest < square {
                    break;
                }
            }
            rest -= square;
        }
        drawn
    }

    /// The sum of squared distances were each of `N` candidates a centre.
    fn left_after<const N: usize>(
        &self,
        blocks: &Blocks,
        candidates: &[usize],
    ) -> Vec<f64> {
        let centres = transposed::<N>(blocks, candidates);
        let mut left = vec![0.0; N];
        for (chunk, squares) in self.squares.chunks(CHUNK).enumerate() {
            let mut sums = [f32x8::ZERO; N];
            for (b, &square) in squares.iter().enumerate() {
                let block = blocks.block(chunk * CHUNK + b);
                let distances = distances(block, &centres);
                for (sum, distance) in sums.iter_mut().zip(distances) {
                    *sum += square.fast_min(distance);
                }
            }
            for (left, sum) in left.iter_mut().zip(sums) {
                *left += sum_of_lanes(sum);
            }
        }
        left
    }

    /// Takes a place, in the blocks' coordinates, in as a centre.
    fn add(&mut self, blocks: &Blocks, centre: &[f32]) {
        for (chunk, squares) in self.squares.chunks_mut(CHUNK).enumerate() {
            let mut sum = f32x8::ZERO;
            for (b, square) in squares.iter_mut().enumerate() {
                let block = blocks.block(chunk * CHUNK + b);
                *square = square.fast_min(distance(block, centre));
                sum += *square;
            }
            self.chunk_sums[chunk] = sum_of_lanes(sum);
        }
    }
}

/// The candidates feature by feature.
fn transposed<const N: usize>(
    blocks: &Blocks,
    candidates: &[usize],
) -> Vec<[f32; N]> {
    let samples: Vec<Vec<f32>> =
        candidates.iter().map(|&c| blocks.sample(c)).collect();
    (0..samples[0].len())
        .map(|j| std::array::from_fn(|trial| samples[trial][j]))
        .collect()
}

#[inline]
fn distances<const N: usize>(
    block: &[f32x8],
    centres: &[[f32; N]],
) -> [f32x8; N] {
    let mut sums = [f32x8::ZERO; N];
    for (&x, centre) in block.iter().zip(centres) {
        for (sum, &c) in sums.iter_mut().zip(centre) {
            let away = x - f32x8::splat(c);
            *sum += away * away;
        }
    }
    sums
}

#[inline]
fn distance(block: &[f32x8], centre: &[f32]) -> f32x8 {
    let mut sum = f32x8::ZERO;
    for (&x, &c) in block.iter().zip(centre) {
        let away = x - f32x8::splat(c);
        sum += away * away;
    }
    sum
}

fn sum_of_lanes(lanes: f32x8) -> f64 {
    lanes.to_array().into_iter().map(f64::from).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_groups_each_get_a_first_centre() {
        let x = Array2::from_shape_fn((50, 2), |(i, j)| {
            (i % 5) as f64 * 100.0 + (i * 7 % 3 + j) as f64 * 0.1
        });
        let blocks = Blocks::new(x.view());
        for seed in 0..20 {
            let centres = draw(x.view(), &blocks, 5, &mut Rng::new(seed));
            let mut groups: Vec<i64> = centres
                .column(0)
                .iter()
                .map(|v| (v / 100.0).round() as i64)
                .collect();
            groups.sort_unstable();
            assert_eq!(groups, [0, 1, 2, 3, 4]);
        }
    }

    #[test]
    fn centres_repeat_where_no_distance_is_left() {
        let x = ndarray::array![[1.0], [1.0], [2.0]];
        let blocks = Blocks::new(x.view());
        let centres = draw(x.view(), &blocks, 3, &mut Rng::new(0));
        assert!(centres.iter().all(|&c| c == 1.0 || c == 2.0));
        assert!(centres.iter().any(|&c| c == 1.0));
        assert!(centres.iter().any(|&c| c == 2.0));
    }
}
