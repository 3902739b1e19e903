//! k-means of samples that count more or less than one.

use ndarray::Array2;
use numeric::Rng;
use numeric::rng::derive;
use numeric::tick::{Interrupted, Tick};

use super::blocks::Blocks;
use super::{Fit, Params, Stop, better, nearest};
use crate::{FeatureMatrix, partition::numbered};

/// Fits samples that each stand for `weights` of them: as if each were
/// there so many times, in the sizes that order the clusters also; the
/// inertia is the weighted sum. A sample of weight 0 moves nothing and is
/// labelled like the others.
///
/// Lloyd's iterations from weighted k-means++ starts (Arthur and
/// Vassilvitskii 2007).
///
/// ```text
/// O(restarts · iterations · n_samples · n_clusters · n_features)
/// ```
///
/// # Errors
/// The tick asked to stop.
///
/// # Panics
/// `params.n_clusters` is `None`, or `weights` is not one finite number of
/// at least 0 a sample, one of them above it.
///
/// ```
/// use cluster::{FeatureMatrix, kmeans};
/// let x = FeatureMatrix::new(ndarray::array![[0.0], [1.0], [9.0]]).unwrap();
/// let params = kmeans::Params {
///     n_clusters: Some(2),
///     ..kmeans::Params::default()
/// };
/// let never = &mut numeric::tick::never;
/// let weights = [3.0, 1.0, 5.0];
/// let fit = kmeans::fit_weighted(&x, &weights, &params, 1, never).unwrap();
/// assert_eq!(fit.centres, ndarray::array![[9.0], [0.25]]);
/// ```
pub fn fit_weighted(
    x: &FeatureMatrix,
    weights: &[f64],
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Fit, Interrupted> {
    assert_eq!(weights.len(), x.n_samples(), "one weight a sample");
    let valid = |w: &f64| *w >= 0.0 && w.is_finite();
    assert!(
        weights.iter().all(valid),
        "a weight is no number of samples"
    );
    assert!(weights.iter().any(|w| *w > 0.0), "no sample counts");
    let k = params.n_clusters.expect("the number is set");
    let k = k.clamp(1, x.n_samples());
    let blocks = Blocks::new(x.view());
    let n_restarts = params.n_restarts.max(1);
    let mut winner: Option<Fit> = None;
    for restart in 0..n_restarts {
        let done = restart as f64;
        let mut tick = |part| tick((done + part) / n_restarts as f64);
        let mut rng = Rng::new(derive(seed, restart as u64));
        let centres = draw(x, k, &mut rng, |_| weights.to_vec());
        let fit = iterate(x, &blocks, weights, centres, params, &mut tick)?;
        winner = Some(match winner {
            Some(winner) => better(winner, fit),
            None => fit,
        });
    }
    Ok(winner.expect("there is at least one restart"))
}

fn iterate(
    x: &FeatureMatrix,
    blocks: &Blocks,
    weights: &[f64],
    mut centres: Array2<f64>,
    params: &Params,
    tick: Tick<'_>,
) -> Result<Fit, Interrupted> {
    let limit = params.max_iterations;
    let enough = params.tolerance * blocks.frame().mean_variance();
    let mut labels: Vec<u32> = Vec::new();
    let (mut stopped, mut n_iterations) = (Stop::IterationLimit, limit);
    for done in 0..limit {
        tick(done as f64 / limit as f64)?;
        let next = nearest::labels(x.view(), blocks, &centres);
        let same = next == labels;
        labels = next;
        if same || means(x, &labels, weights, &mut centres) <= enough {
            (stopped, n_iterations) = (Stop::Converged, done + 1);
            break;
        }
    }
    let labels = nearest::labels(x.view(), blocks, &centres);
    Ok(in_order(x, weights, centres, labels, n_iterations, stopped))
}

/// Clusters in descending order of weight, ties by their first sample.
fn in_order(
    x: &FeatureMatrix,
    weights: &[f64],
    centres: Array2<f64>,
    labels: Vec<u32>,
    n_iterations: usize,
    stopped: Stop,
) -> Fit {
    let some: Vec<_> = labels.into_iter().map(Some).collect();
    let by_size = numbered(&some, centres.nrows());
    let labels: Vec<u32> = by_size.labels.into_iter().flatten().collect();
    let mut sizes = vec![0.0; by_size.old.len()];
    for (label, weight) in labels.iter().zip(weights) {
        sizes[*label as usize] += weight;
    }
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    let first = |c: usize| labels.iter().position(|l| *l as usize == c);
    let firsts: Vec<_> = (0..sizes.len()).map(first).collect();
    numeric::order::positions(&mut order, &|a, b| {
        let larger = sizes[b].total_cmp(&sizes[a]);
        larger.then(firsts[a].cmp(&firsts[b]))
    });
    let mut new = vec![0; order.len()];
    for (place, c) in order.iter().enumerate() {
        new[*c] = place as u32;
    }
    let labels: Vec<u32> = labels.iter().map(|l| new[*l as usize]).collect();
    let old: Vec<usize> = order.iter().map(|c| by_size.old[*c]).collect();
    let centres = centres.select(ndarray::Axis(0), &old);
    let squares = squares(x, &centres, &labels);
    let inertia = squares.iter().zip(weights).map(|(s, w)| s * w).sum();
    Fit {
        centres,
        labels,
        inertia,
        n_iterations,
        stopped,
    }
}

/// Moves every centre to the weighted mean of its samples; the sum of the
/// squared steps. One without weight stays.
pub(super) fn means(
    x: &FeatureMatrix,
    labels: &[u32],
    weights: &[f64],
    centres: &mut Array2<f64>,
) -> f64 {
    let mut sums = Array2::<f64>::zeros(centres.dim());
    let mut masses = vec![0.0; centres.nrows()];
    let samples = x.samples().chunks_exact(x.n_features());
    for ((sample, label), weight) in samples.zip(labels).zip(weights) {
        if *weight > 0.0 {
            masses[*label as usize] += weight;
            let sums = sums.row_mut(*label as usize);
            for (sum, value) in sums.into_iter().zip(sample) {
                *sum += weight * value;
            }
        }
    }
    let mut moved = 0.0;
    for (c, mass) in masses.into_iter().enumerate() {
        let pairs = centres.row_mut(c).into_iter().zip(sums.row(c));
        for (centre, sum) in pairs.filter(|_| mass > 0.0) {
            let new = sum / mass;
            moved += (new - *centre) * (new - *centre);
            *centre = new;
        }
    }
    moved
}

/// The squared distance of each sample to its own centre.
pub(super) fn squares(
    x: &FeatureMatrix,
    centres: &Array2<f64>,
    labels: &[u32],
) -> Vec<f64> {
    let d = x.n_features();
    let centres = centres.as_slice().expect("centres are row-major");
    let samples = x.samples().chunks_exact(d);
    let square = |(sample, label): (&[f64], &u32)| {
        let centre = &centres[*label as usize * d..][..d];
        numeric::squared_distance(sample, centre)
    };
    samples.zip(labels).map(square).collect()
}

/// Draws `k` samples as first centres, each in proportion to its weight and
/// to its squared distance to the nearest so far. `weigh` gives the weights
/// from these distances, all of them 1 at first.
pub(super) fn draw(
    x: &FeatureMatrix,
    k: usize,
    rng: &mut Rng,
    mut weigh: impl FnMut(&[f64]) -> Vec<f64>,
) -> Array2<f64> {
    let d = x.n_features();
    let mut squares = vec![1.0; x.n_samples()];
    let mut chosen = Vec::with_capacity(k);
    while chosen.len() < k {
        let weights = weigh(&squares);
        let pairs = squares.iter().zip(&weights);
        let next = one_of(pairs.map(|(s, w)| s * w), rng);
        let from = &x.samples()[next * d..][..d];
        let samples = x.samples().chunks_exact(d);
        for (square, sample) in squares.iter_mut().zip(samples) {
            let away = numeric::squared_distance(sample, from);
            *square = if chosen.is_empty() {
                away
            } else {
                square.min(away)
            };
        }
        chosen.push(next);
    }
    x.view().select(ndarray::Axis(0), &chosen)
}

/// A position, drawn in proportion to its part; the first where no part is
/// above 0.
fn one_of(parts: impl Iterator<Item = f64> + Clone, rng: &mut Rng) -> usize {
    let total: f64 = parts.clone().sum();
    let mut rest = rng.uniform() * total;
    let mut last = 0;
    for (at, part) in parts.enumerate() {
        if part > 0.0 {
            last = at;
            if rest < part {
                break;
            }
            rest -= part;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use numeric::{Rng, tick::never};
    use proptest::prelude::*;

    use super::super::{fit_from, tests::cloud};
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn weights_are_samples_that_stand_there_so_often(
            n in 20usize..80,
            d in 1usize..4,
            k in 1usize..5,
            seed: u64,
        ) {
            let x = cloud(n, d, k, seed);
            let mut rng = Rng::new(seed);
            let often: Vec<usize> = (0..n).map(|_| 1 + rng.below(4)).collect();
            let repeated: Vec<usize> = (0..n)
                .flat_map(|i| std::iter::repeat_n(i, often[i]))
                .collect();
            let first = x.select(ndarray::Axis(0), &(0..k).collect::<Vec<_>>());
            let x = FeatureMatrix::new(x).unwrap();
            let many = x.select(&repeated);
            let slow = fit_from(&many, first.clone(), 25, &mut never).unwrap();
            let weights: Vec<f64> = often.iter().map(|o| *o as f64).collect();
            let params = Params {
                max_iterations: 25,
                tolerance: 0.0,
                ..Params::default()
            };
            let blocks = Blocks::new(x.view());
            let fast = iterate(
                &x, &blocks, &weights, first, &params, &mut never
            ).unwrap();
            prop_assume!(slow.centres.nrows() == k);
            prop_assert!(
                (fast.inertia - slow.inertia).abs() <= 1e-9 * slow.inertia
            );
            let labels: Vec<u32> =
                repeated.iter().map(|i| fast.labels[*i]).collect();
            prop_assert_eq!(labels, slow.labels);
        }
    }

    #[test]
    fn the_best_of_several_starts_finds_weighted_groups() {
        let x = cloud(300, 2, 3, 5);
        let x = FeatureMatrix::new(x).unwrap();
        let params = Params {
            n_clusters: Some(3),
            ..Params::default()
        };
        let ones = fit_weighted(&x, &[1.0; 300], &params, 1, &mut never);
        let plain = super::super::fit(&x, &params, 1, &mut never).unwrap();
        let ratio = ones.unwrap().inertia / plain.inertia;
        assert!((ratio - 1.0).abs() < 1e-3, "{ratio}");
    }

    #[test]
    fn samples_of_no_weight_move_nothing() {
        let x = ndarray::array![[0.0], [2.0], [10.0], [12.0], [500.0]];
        let x = FeatureMatrix::new(x).unwrap();
        let params = Params {
            n_clusters: Some(2),
            ..Params::default()
        };
        let weights = [1.0, 1.0, 2.0, 2.0, 0.0];
        let fit = fit_weighted(&x, &weights, &params, 0, &mut never).unwrap();
        assert_eq!(fit.centres, ndarray::array![[11.0], [1.0]]);
        assert_eq!(fit.labels, [1, 1, 0, 0, 0]);
        assert_eq!(fit.inertia, 6.0);
    }
}
