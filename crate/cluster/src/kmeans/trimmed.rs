//! Trimmed k-means: the samples farthest from all centres are noise.

use ndarray::Array2;
use numeric::Rng;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use super::blocks::Blocks;
use super::weighted::{draw, means, squares};
use super::{Stop, assign, confidence, nearest};
use crate::{
    FeatureMatrix, Model, Partition,
    method::{Unfit, clusters_within, within},
    partition::numbered,
};

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "TrimmedParams")]
pub struct Params {
    /// Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
    pub n_clusters: Option<usize>,
    /// The share of the samples that are noise, `0.0..=0.5`.
    pub trimmed: f64,
    /// Starts; the best by the inertia of what is kept wins, `1..=100`.
    pub n_restarts: usize,
    /// Iterations a start, `1..=10_000`.
    pub max_iterations: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            n_clusters: None,
            trimmed: 0.05,
            n_restarts: 10,
            max_iterations: 300,
        }
    }
}

impl Params {
    /// Checks them against a matrix of so many samples.
    pub(crate) fn check(&self, n_samples: usize) -> Result<(), Unfit> {
        clusters_within(self.n_clusters, n_samples)?;
        within("trimmed", self.trimmed, 0.0, 0.5)?;
        within("n_restarts", self.n_restarts as f64, 1.0, 100.0)?;
        let iterations = self.max_iterations as f64;
        within("max_iterations", iterations, 1.0, 10_000.0)
    }
}

/// New samples belong to the nearest centre, or are too far from all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Balls {
    /// `(n_clusters, n_features)`
    pub centres: Array2<f64>,
    /// A sample whose squared distance to the nearest centre is more is
    /// noise.
    pub square: f64,
}

impl Balls {
    pub(crate) fn assign(&self, x: &FeatureMatrix) -> Vec<Option<u32>> {
        let labels = assign(x, &self.centres);
        let squares = squares(x, &self.centres, &labels);
        let near = |(label, square)| (square <= self.square).then_some(label);
        labels.into_iter().zip(squares).map(near).collect()
    }

    fn confidence(
        &self,
        x: &FeatureMatrix,
        labels: &[Option<u32>],
    ) -> Vec<f64> {
        let own: Vec<u32> = labels.iter().map(|l| l.unwrap_or(0)).collect();
        let clear = confidence(x, &self.centres, &own).into_iter();
        let noiseless = |(clear, label): (f64, &Option<u32>)| match label {
            Some(_) => clear,
            None => 0.0,
        };
        clear.zip(labels).map(noiseless).collect()
    }
}

/// One start: centres drawn far apart, where no sample counts as farther
/// than the median, so that none is drawn for being far from all; then
/// nearest centres, trimming and means in turn.
///
/// Cuesta-Albertos, Gordaliza and Matrán (1997, DOI
/// 10.1214/aos/1031833664). Of equal distances the later sample is trimmed.
///
/// ```text
/// O(iterations · n_samples · n_clusters · n_features)
/// ```
#[inline(never)]
pub(crate) fn start(
    x: &FeatureMatrix,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let n = x.n_samples();
    let n_kept = n - (params.trimmed * n as f64) as usize;
    let k = params.n_clusters.expect("the method sets the number");
    let k = k.clamp(1, n_kept);
    let mut centres = draw(x, k, &mut Rng::new(seed), capped);
    let blocks = Blocks::new(x.view());
    let limit = params.max_iterations;
    let mut before = Vec::new();
    let (mut stopped, mut n_iterations) = (Stop::IterationLimit, limit);
    for done in 0..limit {
        tick(done as f64 / limit as f64)?;
        let labels = nearest::labels(x.view(), &blocks, &centres);
        let weights = kept(&squares(x, &centres, &labels), n_kept);
        let now: Vec<Option<u32>> = labels
            .iter()
            .zip(&weights)
            .map(|(label, weight)| (*weight > 0.0).then_some(*label))
            .collect();
        if now == before {
            (stopped, n_iterations) = (Stop::Converged, done + 1);
            break;
        }
        before = now;
        means(x, &labels, &weights, &mut centres);
    }
    let labels = nearest::labels(x.view(), &blocks, &centres);
    let found = ended(x, centres, labels, n_kept);
    Ok(Partition {
        n_iterations,
        stopped,
        ..found
    })
}

fn ended(
    x: &FeatureMatrix,
    centres: Array2<f64>,
    labels: Vec<u32>,
    n_kept: usize,
) -> Partition {
    let squares = squares(x, &centres, &labels);
    let weights = kept(&squares, n_kept);
    let pairs = labels.iter().zip(&weights);
    let labels: Vec<Option<u32>> = pairs
        .map(|(label, weight)| (*weight > 0.0).then_some(*label))
        .collect();
    let inside = squares.iter().zip(&weights).filter(|(_, w)| **w > 0.0);
    let numbered = numbered(&labels, centres.nrows());
    let balls = Balls {
        centres: centres.select(ndarray::Axis(0), &numbered.old),
        square: inside.clone().map(|(s, _)| *s).fold(0.0, f64::max),
    };
    Partition {
        membership: Some(balls.confidence(x, &numbered.labels)),
        labels: numbered.labels,
        n_clusters: numbered.old.len(),
        loss: Some(inside.map(|(square, _)| square).sum()),
        log_likelihood: None,
        n_parameters: None,
        n_micro_clusters: None,
        n_drawn: None,
        crown: None,
        n_iterations: 0,
        stopped: Stop::Converged,
        model: Model::Balls(balls),
    }
}

/// Weights that cap squares at the median of those above 0.
fn capped(squares: &[f64]) -> Vec<f64> {
    let mut away: Vec<f64> =
        squares.iter().copied().filter(|s| *s > 0.0).collect();
    numeric::order::numbers(&mut away);
    let cap = away.get(away.len() / 2).copied().unwrap_or(1.0);
    squares.iter().map(|s| cap / s.max(cap)).collect()
}

/// 1 for the `n_kept` samples of the least squares, ties to the earlier, and
/// 0 for the others.
fn kept(squares: &[f64], n_kept: usize) -> Vec<f64> {
    let mut order: Vec<usize> = (0..squares.len()).collect();
    if n_kept < order.len() {
        order.select_nth_unstable_by(n_kept, |a, b| {
            squares[*a].total_cmp(&squares[*b]).then(a.cmp(b))
        });
    }
    let mut weights = vec![0.0; squares.len()];
    order[..n_kept].iter().for_each(|i| weights[*i] = 1.0);
    weights
}

#[cfg(test)]
mod tests {
    use numeric::tick::never;
    use proptest::prelude::*;

    use super::super::tests::cloud;
    use super::*;
    use crate::{Method, method};

    fn fit(x: &FeatureMatrix, k: usize, trimmed: f64) -> Partition {
        let asked = Method::Trimmed(Params {
            n_clusters: Some(k),
            trimmed,
            ..Params::default()
        });
        method::fit(x, &asked, 1, &mut never).unwrap()
    }

    /// The least inertia over all ways to keep samples and to part them.
    fn slow_loss(values: &[f64], n_kept: usize) -> f64 {
        let n = values.len();
        let mut least = f64::INFINITY;
        for code in 0..3usize.pow(n as u32) {
            let groups = |i: usize| code / 3usize.pow(i as u32) % 3;
            if (0..n).filter(|i| groups(*i) < 2).count() != n_kept {
                continue;
            }
            let of = |group: usize| -> f64 {
                let own: Vec<f64> = (0..n)
                    .filter(|i| groups(*i) == group)
                    .map(|i| values[i])
                    .collect();
                let Some(mean) = numeric::stats::mean(&own) else {
                    return 0.0;
                };
                own.iter().map(|v| (v - mean) * (v - mean)).sum()
            };
            least = least.min(of(0) + of(1));
        }
        least
    }

    /// Where nearest centres, trimming and means in turn end from each two
    /// samples as the first centres: the inertia of what is kept there.
    fn slow_ends(values: &[f64], n_kept: usize) -> Vec<f64> {
        let pairs = values
            .iter()
            .flat_map(|a| values.iter().map(move |b| [*a, *b]));
        pairs.map(|pair| slow_end(values, n_kept, pair)).collect()
    }

    fn slow_end(values: &[f64], n_kept: usize, mut centres: [f64; 2]) -> f64 {
        let mut before = Vec::new();
        loop {
            let away = |v: f64, g: usize| (v - centres[g]) * (v - centres[g]);
            let mut kept: Vec<(f64, usize, f64)> = values
                .iter()
                .map(|v| {
                    let group = usize::from(away(*v, 1) < away(*v, 0));
                    (away(*v, group), group, *v)
                })
                .collect();
            kept.sort_by(|a, b| a.0.total_cmp(&b.0));
            kept.truncate(n_kept);
            if kept == before {
                return kept.iter().map(|(square, ..)| square).sum();
            }
            for (g, centre) in centres.iter_mut().enumerate() {
                let own: Vec<f64> = kept
                    .iter()
                    .filter(|(_, group, _)| *group == g)
                    .map(|(.., v)| *v)
                    .collect();
                *centre = numeric::stats::mean(&own).unwrap_or(*centre);
            }
            before = kept;
        }
    }

    fn best_of_many(values: &[f64], trimmed: f64) -> Partition {
        let x = FeatureMatrix::from_samples(values.to_vec(), 1).unwrap();
        let asked = Method::Trimmed(Params {
            n_clusters: Some(2),
            trimmed,
            n_restarts: 100,
            ..Params::default()
        });
        method::fit(&x, &asked, 3, &mut never).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// The best of all ways to part them is not always among these: no
        /// two of -38, -25, -14, -13, 12 and 24 lead to the best four.
        #[test]
        fn every_start_ends_where_a_slow_one_does(
            values in prop::collection::vec(-50i32..50, 4..8),
            trimmed in 0.0..0.4,
        ) {
            let values: Vec<f64> =
                values.into_iter().map(f64::from).collect();
            let n = values.len();
            let n_kept = n - (trimmed * n as f64) as usize;
            let found = best_of_many(&values, trimmed);
            let loss = found.loss.unwrap();
            prop_assert!(loss >= slow_loss(&values, n_kept) - 1e-9);
            let ends = slow_ends(&values, n_kept);
            prop_assert!(
                ends.iter().any(|end| (loss - end).abs() < 1e-9),
                "{loss} is none of {ends:?}",
            );
            prop_assert_eq!(found.n_noise(), n - n_kept);
        }

        #[test]
        fn two_groups_and_one_far_from_both_are_parted_the_best_way(
            near in prop::collection::vec(-5i32..5, 3..5),
            far in prop::collection::vec(95i32..105, 3..5),
        ) {
            let values = near.into_iter().chain(far).chain([1000]);
            let values: Vec<f64> = values.map(f64::from).collect();
            let n = values.len();
            let found = best_of_many(&values, 1.0 / n as f64);
            let loss = found.loss.unwrap();
            prop_assert!((loss - slow_loss(&values, n - 1)).abs() < 1e-9);
            prop_assert_eq!(found.labels[n - 1], None);
        }
    }

    #[test]
    fn far_samples_are_noise_and_move_no_centre() {
        let mut x = cloud(200, 2, 2, 1);
        for i in 0..10 {
            x[[i, 0]] = 1e4 * (1.0 + i as f64);
        }
        let x = FeatureMatrix::new(x).unwrap();
        let found = fit(&x, 2, 0.05);
        assert!(found.labels[..10].iter().all(Option::is_none));
        assert_eq!(found.n_noise(), 10);
        assert_eq!(found.model.assign(&x, &x), found.labels);
        let clear = found.confidence(&x);
        assert_eq!(clear[0], 0.0);
        assert!(found.centres(&x).iter().all(|c| c.abs() < 100.0));
    }

    #[test]
    fn nothing_trimmed_is_k_means() {
        let x = FeatureMatrix::new(cloud(300, 3, 3, 2)).unwrap();
        let plain = Method::default().with_n_clusters(3);
        let plain = method::fit(&x, &plain, 1, &mut never).unwrap();
        let found = fit(&x, 3, 0.0);
        let ratio = found.loss.unwrap() / plain.loss.unwrap();
        assert!((ratio - 1.0).abs() < 1e-3, "{ratio}");
        assert_eq!(found.n_noise(), 0);
    }

    #[test]
    fn equal_samples_are_one_cluster_and_noise() {
        let x = FeatureMatrix::from_samples(vec![4.0; 10], 1).unwrap();
        let found = fit(&x, 3, 0.2);
        assert_eq!((found.n_clusters, found.n_noise()), (1, 2));
        assert_eq!(found.loss, Some(0.0));
    }
}
