//! Non-negative matrix factorisation: each sample of counts is shared out
//! among components, and belongs to the one with most of it.

mod basis;
mod counts;
mod factors;
mod rank;
#[cfg(test)]
mod tests;

use ndarray::Array2;
use numeric::Rng;
use numeric::rng::derive;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{
    FeatureMatrix, Model, Partition,
    method::{Unfit, clusters_within, within},
    partition::{Stop, numbered},
};
use counts::Counts;
use factors::Factors;

pub use basis::Basis;

/// Steps between two looks at the loss.
const N_STEPS: usize = 10;

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "NmfParams")]
pub struct Params {
    /// Components wanted, `1..=n_samples`; `None` takes as many as tell
    /// most of entries held out.
    pub n_clusters: Option<usize>,
    /// The most components where their number is looked for, `1..=100`.
    pub max_rank: usize,
    /// Starts; the best by loss wins, `1..=100`.
    pub n_restarts: usize,
    /// Steps a start, `1..=10_000`.
    pub max_iterations: usize,
    /// Stops when ten steps take less than this share off the first loss,
    /// `0.0..=1.0`.
    pub tolerance: f64,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            n_clusters: None,
            max_rank: 12,
            n_restarts: 5,
            max_iterations: 500,
            tolerance: 1e-5,
        }
    }
}

impl Params {
    /// Checks them against a matrix.
    pub(crate) fn check(&self, x: &FeatureMatrix) -> Result<(), Unfit> {
        clusters_within(self.n_clusters, x.n_samples())?;
        within("max_rank", self.max_rank as f64, 1.0, 100.0)?;
        within("n_restarts", self.n_restarts as f64, 1.0, 100.0)?;
        let iterations = self.max_iterations as f64;
        within("max_iterations", iterations, 1.0, 10_000.0)?;
        within("tolerance", self.tolerance, 0.0, 1.0)?;
        let least = x.samples().iter().copied().fold(0.0, f64::min);
        if least < 0.0 {
            return Err(Unfit::Negative { found: least });
        }
        Ok(())
    }
}

/// One start; where the rank is to be found, that and then every start.
///
/// Multiplicative updates for the generalised Kullback–Leibler divergence:
/// Lee and Seung (2001), whose loss never grows. It is the likelihood of
/// Poisson counts: an item bought twice in place of once is told from none
/// in place of one, which squared errors do not. The loss is the divergence.
/// The label of a sample is of the fitted components alone, so that a new
/// one of the same counts has the same.
///
/// ```text
/// O(iterations · entries above 0 · rank)
/// ```
#[inline(never)]
pub(crate) fn start(
    x: &FeatureMatrix,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let counts = Counts::of(x);
    let Some(k) = params.n_clusters else {
        let mut early = |part: f64| tick(0.5 * part);
        let rank = rank::chosen(x, params, seed, &mut early)?;
        let n_starts = params.n_restarts.max(1);
        let mut best: Option<Ended> = None;
        for at in 0..n_starts {
            let done = 0.5 + 0.5 * at as f64 / n_starts as f64;
            let mut late =
                |part: f64| tick(done + 0.5 * part / n_starts as f64);
            let seed = derive(seed, at as u64);
            let next = run(&counts, rank, params, seed, &mut late)?;
            best = match best {
                Some(best) if best.loss <= next.loss => Some(best),
                _ => Some(next),
            };
        }
        return Ok(partition(x, best.expect("there is a start")));
    };
    let k = k.clamp(1, x.n_samples());
    Ok(partition(x, run(&counts, k, params, seed, tick)?))
}

/// Fits so many steps from given factors, `(n_samples, rank)` and `(rank,
/// n_features)`, numbers from 0.
///
/// # Errors
/// The tick asked to stop.
///
/// # Panics
/// The shapes are others.
///
/// ```
/// use cluster::{FeatureMatrix, nmf};
/// use ndarray::array;
/// let x = array![[4.0, 0.0], [2.0, 0.0], [9.0, 0.0], [0.0, 5.0]];
/// let x = FeatureMatrix::new(x).unwrap();
/// let samples = array![[2.0, 1.0], [2.0, 1.0], [2.0, 1.0], [1.0, 2.0]];
/// let features = array![[2.0, 1.0], [1.0, 2.0]];
/// let never = &mut numeric::tick::never;
/// let fit = nmf::fit_from(&x, &samples, &features, 50, never).unwrap();
/// assert_eq!(fit.sizes(), [3, 1]);
/// ```
pub fn fit_from(
    x: &FeatureMatrix,
    samples: &Array2<f64>,
    features: &Array2<f64>,
    n_iterations: usize,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let rank = features.nrows();
    assert_eq!(samples.dim(), (x.n_samples(), rank), "other samples");
    assert_eq!(features.ncols(), x.n_features(), "other features");
    let counts = Counts::of(x);
    let factors = Factors {
        rank,
        samples: samples.iter().map(|v| v * counts.unit).collect(),
        features: features.t().iter().copied().collect(),
    };
    let params = Params {
        max_iterations: n_iterations,
        tolerance: 0.0,
        ..Params::default()
    };
    Ok(partition(x, iterate(&counts, factors, &params, tick)?))
}

/// Where the steps ended.
struct Ended {
    factors: Factors,
    loss: f64,
    n_iterations: usize,
    stopped: Stop,
}

fn run(
    counts: &Counts,
    rank: usize,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Ended, Interrupted> {
    let factors = Factors::drawn(counts, rank, &mut Rng::new(seed));
    iterate(counts, factors, params, tick)
}

fn iterate(
    counts: &Counts,
    mut factors: Factors,
    params: &Params,
    tick: Tick<'_>,
) -> Result<Ended, Interrupted> {
    let held = Counts::none(counts.n_samples(), counts.n_features);
    let limit = params.max_iterations;
    let first = factors.loss(counts, &held);
    let (mut before, mut done) = (first, 0);
    let mut stopped = Stop::IterationLimit;
    while done < limit {
        tick(done as f64 / limit as f64)?;
        factors.step(counts, &held);
        done += 1;
        if done % N_STEPS == 0 {
            let now = factors.loss(counts, &held);
            if before - now <= params.tolerance * first {
                stopped = Stop::Converged;
                break;
            }
            before = now;
        }
    }
    let loss = factors.loss(counts, &held) / counts.unit;
    Ok(Ended {
        factors,
        loss: loss.min(f64::MAX),
        n_iterations: done,
        stopped,
    })
}

fn partition(x: &FeatureMatrix, ended: Ended) -> Partition {
    let mut basis = Basis::of(&ended.factors);
    let found = basis.strongest(x);
    let label = |best: &Option<(usize, f64)>| best.map(|(c, _)| c as u32);
    let labels: Vec<_> = found.iter().map(label).collect();
    let share = |best: &Option<(usize, f64)>| best.map_or(0.0, |(_, s)| s);
    let numbered = numbered(&labels, ended.factors.rank);
    basis.name(&numbered.old);
    Partition {
        labels: numbered.labels,
        n_clusters: numbered.old.len(),
        loss: Some(ended.loss),
        log_likelihood: None,
        n_parameters: None,
        membership: Some(found.iter().map(share).collect()),
        n_micro_clusters: None,
        n_drawn: None,
        crown: None,
        n_iterations: ended.n_iterations,
        stopped: ended.stopped,
        model: Model::Basis(basis),
    }
}
