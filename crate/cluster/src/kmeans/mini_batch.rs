//! Mini-batch k-means: centres learn from small samples, then a few Lloyd
//! iterations over all.

use ndarray::Array2;
use numeric::Rng;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use super::blocks::Blocks;
use super::{Fit, Stop, in_order_of_size, lloyd, nearest};
use crate::{
    FeatureMatrix,
    method::{Unfit, clusters_within, within},
};

/// Batches without progress after which a start ends.
const PATIENCE: usize = 10;

/// The first centres are those of k-means on so many batches at once.
const FIRST_BATCHES: usize = 3;

/// Lloyd iterations over all samples, after the batches.
const N_LAST: usize = 5;

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "MiniBatchParams")]
pub struct Params {
    /// Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
    pub n_clusters: Option<usize>,
    /// Starts; the best by inertia wins, `1..=100`.
    pub n_restarts: usize,
    /// Samples in a batch, `1..=100_000`.
    pub batch_size: usize,
    /// Batches drawn, in passes over as many samples as there are,
    /// `1..=10_000`.
    pub max_passes: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            n_clusters: None,
            n_restarts: 1,
            batch_size: 1024,
            max_passes: 100,
        }
    }
}

impl Params {
    /// Checks them against a matrix of so many samples.
    pub(crate) fn check(&self, n_samples: usize) -> Result<(), Unfit> {
        clusters_within(self.n_clusters, n_samples)?;
        within("n_restarts", self.n_restarts as f64, 1.0, 100.0)?;
        within("batch_size", self.batch_size as f64, 1.0, 100_000.0)?;
        within("max_passes", self.max_passes as f64, 1.0, 10_000.0)
    }
}

/// Centres and how many samples each has learnt from.
struct Learner {
    centres: Array2<f64>,
    counts: Vec<f64>,
}

impl Learner {
    /// Moves each centre to the mean of all samples it was ever nearest to;
    /// the inertia of the batch before, per sample.
    fn learn(&mut self, batch: &FeatureMatrix) -> f64 {
        let d = batch.n_features();
        let blocks = Blocks::new(batch.view());
        let labels = nearest::labels(batch.view(), &blocks, &self.centres);
        let mut sums = Array2::<f64>::zeros(self.centres.dim());
        let mut counts = vec![0.0; self.counts.len()];
        let mut inertia = 0.0;
        let samples = batch.samples().chunks_exact(d);
        for (sample, label) in samples.zip(&labels) {
            let label = *label as usize;
            counts[label] += 1.0;
            let pairs = self.centres.row(label).into_iter().zip(sample);
            for (sum, (centre, value)) in
                sums.row_mut(label).iter_mut().zip(pairs)
            {
                let away = value - centre;
                *sum += away;
                inertia += away * away;
            }
        }
        for (c, count) in counts.into_iter().enumerate() {
            self.counts[c] += count;
            if count > 0.0 {
                let rate = 1.0 / self.counts[c];
                self.centres.row_mut(c).scaled_add(rate, &sums.row(c));
            }
        }
        inertia / batch.n_samples() as f64
    }
}

/// One start.
///
/// Sculley (2010, DOI 10.1145/1772690.1772862). Ends when the inertia of
/// the batches, smoothed over about a pass, was no less for ten of them.
///
/// ```text
/// O((n_batches · batch_size + n_samples) · n_clusters · n_features)
/// ```
#[inline(never)]
pub(crate) fn start(
    x: &FeatureMatrix,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Fit, Interrupted> {
    let k = params.n_clusters.expect("the method sets the number");
    let k = k.clamp(1, x.n_samples());
    let mut rng = Rng::new(seed);
    let mut early = |part: f64| tick(0.1 * part);
    let mut learner = first(x, k, params, &mut rng, &mut early)?;
    let size = params.batch_size.min(x.n_samples());
    let limit = (params.max_passes * x.n_samples()).div_ceil(size);
    let weight = (2.0 * size as f64 / (x.n_samples() + 1) as f64).min(1.0);
    let mut smooth = None;
    let (mut least, mut n_idle, mut n_batches) = (f64::INFINITY, 0, 0);
    while n_batches < limit && n_idle < PATIENCE {
        tick(0.1 + 0.8 * n_batches as f64 / limit as f64)?;
        n_batches += 1;
        let inertia = learner.learn(&drawn(x, size, &mut rng));
        let before = smooth.unwrap_or(inertia);
        let now = before * (1.0 - weight) + inertia * weight;
        smooth = Some(now);
        n_idle = if now < least { 0 } else { n_idle + 1 };
        least = least.min(now);
    }
    let stopped = if n_idle < PATIENCE {
        Stop::IterationLimit
    } else {
        Stop::Converged
    };
    let mut late = |part: f64| tick(0.9 + 0.1 * part);
    let fit = polished(x, learner.centres, &mut late)?;
    Ok(Fit {
        n_iterations: n_batches,
        stopped,
        ..fit
    })
}

fn first(
    x: &FeatureMatrix,
    k: usize,
    params: &Params,
    rng: &mut Rng,
    tick: Tick<'_>,
) -> Result<Learner, Interrupted> {
    let size = (FIRST_BATCHES * params.batch_size).max(FIRST_BATCHES * k);
    let n_samples = x.n_samples();
    let few = if size < n_samples {
        x.select(&rng.sample(n_samples, size))
    } else {
        x.clone()
    };
    let params = super::Params {
        n_clusters: Some(k),
        ..super::Params::default()
    };
    let fit = super::fit(&few, &params, rng.next_u64(), tick)?;
    let mut counts = vec![0.0; fit.centres.nrows()];
    fit.labels.iter().for_each(|l| counts[*l as usize] += 1.0);
    Ok(Learner {
        centres: fit.centres,
        counts,
    })
}

fn drawn(x: &FeatureMatrix, size: usize, rng: &mut Rng) -> FeatureMatrix {
    let batch: Vec<usize> =
        (0..size).map(|_| rng.below(x.n_samples())).collect();
    x.select(&batch)
}

fn polished(
    x: &FeatureMatrix,
    centres: Array2<f64>,
    tick: Tick<'_>,
) -> Result<Fit, Interrupted> {
    let params = super::Params {
        max_iterations: N_LAST,
        ..super::Params::default()
    };
    let blocks = Blocks::new(x.view());
    let ended = lloyd::run(x.view(), &blocks, centres, &params, tick)?;
    Ok(in_order_of_size(x.view(), ended))
}

#[cfg(test)]
mod tests {
    use numeric::tick::never;
    use proptest::prelude::*;

    use super::super::tests::cloud;
    use super::*;

    fn params(k: usize) -> Params {
        Params {
            n_clusters: Some(k),
            ..Params::default()
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_batch_moves_each_centre_as_one_sample_at_a_time_does(
            n in 5usize..80,
            d in 1usize..5,
            k in 1usize..5,
            seed: u64,
        ) {
            let x = FeatureMatrix::new(cloud(n, d, k, seed)).unwrap();
            let centres = x.view().select(ndarray::Axis(0), &(0..k).collect::<Vec<_>>());
            let mut fast = Learner { centres, counts: vec![0.0; k] };
            let mut slow = fast.centres.clone();
            let mut counts = vec![0.0; k];
            for _ in 0..3 {
                let labels: Vec<usize> = x
                    .samples()
                    .chunks_exact(d)
                    .map(|s| nearest::nearest_exactly(s, slow.view()))
                    .collect();
                for (row, label) in x.view().rows().into_iter().zip(labels) {
                    counts[label] += 1.0;
                    let rate = 1.0 / counts[label];
                    let away = &row - &slow.row(label);
                    slow.row_mut(label).scaled_add(rate, &away);
                }
                fast.learn(&x);
                for (a, b) in fast.centres.iter().zip(&slow) {
                    prop_assert!((a - b).abs() < 1e-9, "{a} and {b}");
                }
                slow.assign(&fast.centres);
            }
        }

        #[test]
        fn whatever_the_samples_the_fit_is_finite_and_whole(
            values in prop::collection::vec(-3i8..4, 1..60),
            k in 1usize..12,
            unit in prop::sample::select(vec![1.0, 1e-300, 1e140]),
            seed: u64,
        ) {
            let values = values.into_iter().map(|v| f64::from(v) * unit);
            let x = FeatureMatrix::from_samples(values.collect(), 1).unwrap();
            let fit = start(&x, &params(k), seed, &mut never).unwrap();
            prop_assert!(fit.inertia.is_finite());
            let k = fit.centres.nrows();
            prop_assert!((0..k).all(|c| fit.labels.contains(&(c as u32))));
        }
    }

    #[test]
    fn its_inertia_is_near_that_of_k_means() {
        let x = FeatureMatrix::new(cloud(20_000, 4, 6, 3)).unwrap();
        let full = super::super::Params {
            n_clusters: Some(6),
            ..Default::default()
        };
        let full = super::super::fit(&x, &full, 1, &mut never).unwrap();
        let asked = crate::Method::MiniBatch(params(6));
        let found = crate::method::fit(&x, &asked, 1, &mut never).unwrap();
        let ratio = found.loss.unwrap() / full.inertia;
        assert!(ratio < 1.01, "{ratio}");
        assert!(found.n_iterations > PATIENCE);
    }

    #[test]
    fn a_stopped_fit_says_so() {
        let x = FeatureMatrix::new(cloud(50, 2, 2, 0)).unwrap();
        let mut stop = |_| Err(Interrupted);
        let found = start(&x, &params(2), 0, &mut stop);
        assert_eq!(found, Err(Interrupted));
    }
}
