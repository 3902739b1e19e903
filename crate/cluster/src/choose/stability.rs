//! Whether clusters come back: in resamples, and from one half in the other.

use numeric::Rng;
use numeric::rng::derive;
use numeric::tick::{Interrupted, Tick};

use super::evidence::{EvidenceJob, soon};
use crate::kmeans::{Fit, assign, grow};
use crate::{FeatureMatrix, validity};

/// For each cluster of each of the partitions `whole`, which are into
/// 2, 3, … clusters, the mean over bootstrap resamples of its Jaccard
/// coefficient with the most similar cluster of the resample, `0.0..=1.0`.
///
/// Hennig (2007, DOI 10.1016/j.csda.2006.11.025): samples drawn more than
/// once count once, as in his `clusterboot`.
pub(super) fn jaccard(
    x: &FeatureMatrix,
    whole: &[Vec<u32>],
    n_resamples: usize,
    job: &EvidenceJob,
    tick: Tick<'_>,
) -> Result<Vec<Vec<f64>>, Interrupted> {
    let k_of = |labels: &Vec<u32>| labels.iter().max().map_or(0, |&it| it + 1);
    let zeros = whole.iter().map(|it| vec![0.0; k_of(it) as usize]);
    let mut sums: Vec<Vec<f64>> = zeros.collect();
    let n = n_resamples.max(1) as f64;
    for resample in 0..n_resamples {
        let seed = derive(job.seed, resample as u64);
        let mut tick = |part| tick((resample as f64 + part) / n);
        one_resample(x, whole, (job, seed), &mut tick, &mut sums)?;
    }
    sums.iter_mut().flatten().for_each(|sum| *sum /= n);
    Ok(sums)
}

/// A bootstrap resample of `n` samples: who is drawn, ascending, each once.
pub(super) fn drawn(n: usize, rng: &mut Rng) -> Vec<usize> {
    let mut drawn: Vec<usize> = (0..n).map(|_| rng.below(n)).collect();
    drawn.sort_unstable();
    drawn.dedup();
    drawn
}

/// Adds what one resample says to the sums.
fn one_resample(
    x: &FeatureMatrix,
    whole: &[Vec<u32>],
    (job, seed): (&EvidenceJob, u64),
    tick: Tick<'_>,
    sums: &mut [Vec<f64>],
) -> Result<(), Interrupted> {
    let mut rng = Rng::new(seed);
    let drawn = drawn(x.n_samples(), &mut rng);
    let (part, k_max) = (x.select(&drawn), whole.len() + 1);
    let found = grow(&part, k_max, &soon(&job.starts), rng.next_u64(), tick)?;
    for ((labels, found), sums) in whole.iter().zip(&found[1..]).zip(sums) {
        let old: Vec<u32> = drawn.iter().map(|&i| labels[i]).collect();
        let similar = best_jaccard(&old, &found.labels, sums.len());
        sums.iter_mut().zip(similar).for_each(|(sum, j)| *sum += j);
    }
    Ok(())
}

/// For each of the `k` labels of `old`, its Jaccard coefficient with the
/// most similar label of `new`.
fn best_jaccard(old: &[u32], new: &[u32], k: usize) -> Vec<f64> {
    let table = validity::contingency(old, new);
    let of_new: Vec<usize> =
        table.columns().into_iter().map(|col| col.sum()).collect();
    let best = |row: ndarray::ArrayView1<'_, usize>| {
        let of_old: usize = row.sum();
        let all = row.iter().zip(&of_new);
        all.map(|(&both, &of_new)| {
            both as f64 / (of_old + of_new - both).max(1) as f64
        })
        .fold(0.0, f64::max)
    };
    let mut best: Vec<f64> = table.rows().into_iter().map(best).collect();
    best.resize(k, 0.0);
    best
}

/// For `k = 1..=k_max`, how well either random half predicts which samples
/// of the other belong together, in the cluster where it does so worst,
/// `0.0..=1.0`.
///
/// Tibshirani and Walther (2005, DOI 10.1198/106186005X59243), both ways.
pub(super) fn strength(
    x: &FeatureMatrix,
    k_max: usize,
    job: &EvidenceJob,
    tick: Tick<'_>,
) -> Result<Vec<f64>, Interrupted> {
    let mut rng = Rng::new(job.seed);
    let n = x.n_samples();
    let mut order: Vec<usize> = (0..n).collect();
    rng.shuffle(&mut order);
    let (one, other) = order.split_at(n / 2);
    let (one, other) = (x.select(one), x.select(other));
    let (params, seed) = (soon(&job.starts), rng.next_u64());
    let of_one = grow(&one, k_max, &params, seed, &mut |f| tick(0.5 * f))?;
    let mut tick = |f| tick(0.5 + 0.5 * f);
    let of_other = grow(&other, k_max, &params, seed, &mut tick)?;
    let both = of_one.iter().zip(&of_other).map(|(of_one, of_other)| {
        let there = predicted(&of_other.labels, &other, of_one);
        let back = predicted(&of_one.labels, &one, of_other);
        0.5 * (there + back)
    });
    Ok(both.collect())
}

fn predicted(labels: &[u32], x: &FeatureMatrix, by: &Fit) -> f64 {
    let predicted = assign(x, &by.centres);
    let table = validity::contingency(labels, &predicted);
    let pairs = |n: usize| n as f64 * (n as f64 - 1.0);
    let kept = table.rows().into_iter().map(|row| {
        let all = pairs(row.sum());
        let together: f64 = row.iter().map(|&n| pairs(n)).sum();
        if all > 0.0 { together / all } else { 1.0 }
    });
    kept.fold(1.0, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_jaccard_of_each_cluster_is_that_of_its_best_match() {
        let old = [0, 0, 0, 0, 1, 1, 2];
        let new = [5, 5, 5, 1, 1, 1, 1];
        let found = best_jaccard(&old, &new, 4);
        assert_eq!(found, [0.75, 0.5, 0.25, 0.0]);
    }
}
