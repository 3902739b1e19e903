//! k-means: greedy k-means++ starts, Lloyd iterations, restarts.
//!
//! Labels are decided in `f32`, eight samples at a time, and again in `f64`
//! wherever rounding could have decided; sums, centres and inertia are
//! `f64`. So the result is that of plain `f64` Lloyd iterations.

mod blocks;
pub mod constrained;
mod growth;
mod lloyd;
pub mod mini_batch;
mod nearest;
mod seeding;
#[cfg(test)]
mod tests;
pub mod trimmed;
mod weighted;

use ndarray::{Array2, ArrayView1, ArrayView2};
use numeric::Rng;
use numeric::rng::derive;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{
    FeatureMatrix,
    method::{Unfit, clusters_within, within},
    partition::numbered,
};
use blocks::Blocks;

pub use crate::partition::Stop;
pub(crate) use growth::grow;
pub use weighted::fit_weighted;

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "KMeansParams")]
pub struct Params {
    /// Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
    pub n_clusters: Option<usize>,
    /// Starts; the best by inertia wins, `1..=100`.
    pub n_restarts: usize,
    /// Lloyd iterations a start, `1..=10_000`.
    pub max_iterations: usize,
    /// Stops when the squared steps of the centres add up to less than this
    /// share of the mean feature variance, `0.0..=1.0`.
    pub tolerance: f64,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            n_clusters: None,
            n_restarts: 10,
            max_iterations: 300,
            tolerance: 1e-4,
        }
    }
}

impl Params {
    /// Checks them against a matrix of so many samples.
    pub(crate) fn check(&self, n_samples: usize) -> Result<(), Unfit> {
        clusters_within(self.n_clusters, n_samples)?;
        within("n_restarts", self.n_restarts as f64, 1.0, 100.0)?;
        let iterations = self.max_iterations as f64;
        within("max_iterations", iterations, 1.0, 10_000.0)?;
        within("tolerance", self.tolerance, 0.0, 1.0)
    }
}

/// One fitted partition.
///
/// Clusters are in descending order of size, ties by their first sample.
/// There are fewer than asked for where there are fewer different samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// `(n_clusters, n_features)`.
    pub centres: Array2<f64>,
    /// One label a sample, `0..n_clusters`: its nearest centre, ties to the
    /// centre that had the lower index in the iterations.
    pub labels: Vec<u32>,
    /// Sum of squared distances to the own centre, summed in `f64`.
    pub inertia: f64,
    /// Iterations of the winning start.
    pub n_iterations: usize,
    /// Why it stopped.
    pub stopped: Stop,
}

/// Fits one restart after the other: what `method::start_jobs` and
/// `method::best` do with workers, to the last bit.
///
/// Lloyd (1982, DOI 10.1109/TIT.1982.1056489). O(restarts · iterations ·
/// n_samples · n_clusters · n_features), less what the bounds save.
///
/// # Errors
/// The tick asked to stop.
///
/// # Panics
/// `params.n_clusters` is `None`.
///
/// ```
/// use cluster::{FeatureMatrix, kmeans};
/// let x = ndarray::array![[0.0], [0.1], [9.0], [9.1], [9.2]];
/// let x = FeatureMatrix::new(x).unwrap();
/// let params = kmeans::Params {
///     n_clusters: Some(2),
///     ..kmeans::Params::default()
/// };
/// let fit =
///     kmeans::fit(&x, &params, 1, &mut numeric::tick::never).unwrap();
/// assert_eq!(fit.labels, [1, 1, 0, 0, 0]);
/// ```
pub fn fit(
    x: &FeatureMatrix,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Fit, Interrupted> {
    let blocks = Blocks::new(x.view());
    let n_restarts = params.n_restarts.max(1);
    let mut winner: Option<Fit> = None;
    for restart in 0..n_restarts {
        let done = restart as f64;
        let mut tick = |fraction| tick((done + fraction) / n_restarts as f64);
        let seed = derive(seed, restart as u64);
        let fit = start(x.view(), &blocks, params, seed, &mut tick)?;
        winner = Some(match winner {
            Some(winner) => better(winner, fit),
            None => fit,
        });
    }
    Ok(winner.expect("there is at least one restart"))
}

/// Fits from given first centres, `(n_clusters, n_features)`, with at most
/// `n_iterations` iterations and no tolerance.
///
/// # Errors
/// The tick asked to stop.
///
/// # Panics
/// The centres have another number of features than `x`.
pub fn fit_from(
    x: &FeatureMatrix,
    centres: Array2<f64>,
    n_iterations: usize,
    tick: Tick<'_>,
) -> Result<Fit, Interrupted> {
    assert_eq!(centres.ncols(), x.n_features(), "features differ");
    let params = Params {
        n_clusters: Some(centres.nrows()),
        n_restarts: 1,
        max_iterations: n_iterations,
        tolerance: 0.0,
    };
    let blocks = Blocks::new(x.view());
    let centres = centres.as_standard_layout().into_owned();
    let ended = lloyd::run(x.view(), &blocks, centres, &params, tick)?;
    Ok(in_order_of_size(x.view(), ended))
}

/// The nearest centre of every sample, `0..centres.nrows()`; ties to the
/// lower index. O(n_samples · n_clusters · n_features).
///
/// # Panics
/// The centres have another number of features than `x`.
pub fn assign(x: &FeatureMatrix, centres: &Array2<f64>) -> Vec<u32> {
    assert_eq!(centres.ncols(), x.n_features(), "features differ");
    let centres = centres.as_standard_layout().into_owned();
    nearest::labels(x.view(), &Blocks::new(x.view()), &centres)
}

/// For each cluster of a partition, the cluster of another that is the same:
/// its nearest centre there, where it is in turn the nearest to that one;
/// else `None`. Never two clusters to one. Ties to the lower index.
///
/// Both partitions are of the same features, `(n_clusters, n_features)`;
/// their samples may differ.
///
/// ```text
/// O(n_clusters² · n_features)
/// ```
///
/// # Panics
/// They differ in their features.
///
/// ```
/// use cluster::kmeans::counterparts;
/// use ndarray::array;
/// let (own, other) = (array![[0.0], [5.0], [6.0]], array![[5.2], [0.1]]);
/// assert_eq!(counterparts(&own, &other), [Some(1), Some(0), None]);
/// ```
pub fn counterparts(
    own: &Array2<f64>,
    other: &Array2<f64>,
) -> Vec<Option<usize>> {
    assert_eq!(own.ncols(), other.ncols(), "features differ");
    let counterpart = |(at, centre)| {
        let there = nearest_centre(other, centre)?;
        let back = nearest_centre(own, other.row(there));
        (back == Some(at)).then_some(there)
    };
    own.rows()
        .into_iter()
        .enumerate()
        .map(counterpart)
        .collect()
}

fn nearest_centre(
    centres: &Array2<f64>,
    place: ArrayView1<'_, f64>,
) -> Option<usize> {
    let place = place.to_vec();
    let distance = |centre: ArrayView1<'_, f64>| {
        numeric::squared_distance(&centre.to_vec(), &place)
    };
    let distances = centres.rows().into_iter().map(distance).enumerate();
    let nearest = distances.min_by(|a, b| a.1.total_cmp(&b.1));
    nearest.map(|(at, _)| at)
}

/// How clearly each sample belongs to its own cluster, `0.0..=1.0`.
///
/// ```text
/// (b − a) / max(a, b)
/// ```
///
/// with a the distance to the own centre and b to the nearest other: 0 on
/// the border between two clusters, 1 at the own centre or where there is
/// only one cluster. Not a probability.
///
/// # Panics
/// `labels` is not one label of `centres` a sample.
///
/// ```
/// use cluster::{FeatureMatrix, kmeans};
/// let x = FeatureMatrix::new(ndarray::array![[0.0], [2.0], [4.0]]);
/// let centres = ndarray::array![[0.0], [4.0]];
/// let clear = kmeans::confidence(&x.unwrap(), &centres, &[0, 0, 1]);
/// assert_eq!(clear, [1.0, 0.0, 1.0]);
/// ```
pub fn confidence(
    x: &FeatureMatrix,
    centres: &Array2<f64>,
    labels: &[u32],
) -> Vec<f64> {
    assert_eq!(labels.len(), x.n_samples(), "one label a sample");
    let samples = x.view();
    let clear = samples.rows().into_iter().zip(labels).map(|(row, &own)| {
        let row = row.to_slice().expect("row-major");
        let distance = |c: usize| {
            let centre = centres.row(c).to_vec();
            numeric::squared_distance(row, &centre).sqrt()
        };
        let own = own as usize;
        let a = distance(own);
        let b = (0..centres.nrows())
            .filter(|&c| c != own)
            .map(distance)
            .fold(f64::INFINITY, f64::min);
        margin(a, b)
    });
    clear.collect()
}

/// How clear it is that a sample so far from its own centre and so far from
/// the next other is where it is.
pub(crate) fn margin(own: f64, other: f64) -> f64 {
    if other.is_infinite() {
        return 1.0;
    }
    if other <= own {
        return 0.0;
    }
    (other - own) / other
}

/// One restart.
pub(crate) fn start(
    x: ArrayView2<'_, f64>,
    blocks: &Blocks,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Fit, Interrupted> {
    let k = params.n_clusters.expect("the method sets the number");
    let k = k.clamp(1, x.nrows());
    let centres = seeding::draw(x, blocks, k, &mut Rng::new(seed));
    let ended = lloyd::run(x, blocks, centres, params, tick)?;
    Ok(in_order_of_size(x, ended))
}

/// One restart on a matrix that no kernel has seen yet.
#[inline(never)]
pub(crate) fn start_alone(
    x: &FeatureMatrix,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Fit, Interrupted> {
    start(x.view(), &Blocks::new(x.view()), params, seed, tick)
}

fn better(earlier: Fit, later: Fit) -> Fit {
    if later.inertia < earlier.inertia {
        later
    } else {
        earlier
    }
}

/// Numbers the clusters by size, drops empty ones and adds up the inertia.
fn in_order_of_size(x: ArrayView2<'_, f64>, ended: lloyd::Ended) -> Fit {
    let labels: Vec<_> = ended.labels.into_iter().map(Some).collect();
    let numbered = numbered(&labels, ended.centres.nrows());
    let centres = ended.centres.select(ndarray::Axis(0), &numbered.old);
    let labels: Vec<u32> = numbered.labels.into_iter().flatten().collect();
    Fit {
        inertia: inertia(x, &centres, &labels),
        centres,
        labels,
        n_iterations: ended.n_iterations,
        stopped: ended.stopped,
    }
}

/// The sum of squared distances to the own centre, chunk by chunk.
fn inertia(
    x: ArrayView2<'_, f64>,
    centres: &Array2<f64>,
    labels: &[u32],
) -> f64 {
    const CHUNK: usize = 1024;
    let d = x.ncols();
    let samples = x.as_slice().expect("a matrix is row-major");
    let centres = centres.as_slice().expect("centres are row-major");
    let chunks = samples.chunks(CHUNK * d).zip(labels.chunks(CHUNK));
    let sum_of_chunk = |(samples, labels): (&[f64], &[u32])| -> f64 {
        let pairs = samples.chunks_exact(d).zip(labels);
        pairs
            .map(|(sample, &label)| {
                let start = label as usize * d;
                let centre = &centres[start..start + d];
                numeric::squared_distance(sample, centre)
            })
            .sum()
    };
    chunks.map(sum_of_chunk).sum()
}
