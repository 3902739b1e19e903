//! Gaussian mixture: each cluster a normal distribution, each sample in it
//! by its posterior probability.
//!
//! The EM algorithm from the clusters of k-means. Sixteen samples at a time
//! get their posteriors and are added to the moments at once; nothing of
//! the size of samples × clusters is kept.

mod batch;
mod exp;
mod frame;
mod model;
mod moments;
mod normals;
#[cfg(test)]
mod tests;

use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{
    FeatureMatrix, Model, Partition, kmeans,
    method::{Unfit, clusters_within, within},
    partition::{Stop, numbered},
};
use frame::Frame;
use moments::{Samples, Shape};
use normals::Normals;

pub use model::Mixture;

/// Iterations of k-means before the EM algorithm: with more of them the
/// starts are too much alike (mean adjusted Rand index on 31 sets by the
/// best of ten starts: 0.725 with 3, 0.703 with 300).
const LLOYD: usize = 3;

/// What the covariances of the clusters have in common.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Covariance {
    /// Nothing: each cluster has a size, form and direction of its own.
    #[default]
    Full,
    /// All: one covariance for every cluster.
    Tied,
    /// Features are independent within a cluster.
    Diagonal,
}

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "MixtureParams")]
pub struct Params {
    /// Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
    pub n_clusters: Option<usize>,
    /// The form of the clusters.
    pub covariance: Covariance,
    /// Starts; the best by likelihood wins, `1..=100`.
    pub n_restarts: usize,
    /// Iterations of the EM algorithm a start, `1..=10_000`.
    pub max_iterations: usize,
    /// Stops when the mean logarithm of the likelihood a sample grows by
    /// less than this, `0.0..=1.0`.
    pub tolerance: f64,
    /// Added to every variance, in squared units of the samples,
    /// `0.0..=1e6`; at least 1e-14 of a feature's squared range is added
    /// always.
    pub ridge: f64,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            n_clusters: None,
            covariance: Covariance::Full,
            n_restarts: 5,
            max_iterations: 200,
            tolerance: 1e-3,
            ridge: 1e-6,
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
        within("tolerance", self.tolerance, 0.0, 1.0)?;
        within("ridge", self.ridge, 0.0, 1e6)
    }

    fn shape(&self) -> Shape {
        Shape {
            covariance: self.covariance,
            ridge: self.ridge,
        }
    }
}

/// One start: k-means, then the EM algorithm.
///
/// Dempster, Laird and Rubin (1977, DOI
/// 10.1111/j.2517-6161.1977.tb01600.x). The model is a
/// [`Model::Mixture`]; the membership of a sample is its largest posterior.
///
/// ```text
/// O(iterations · n_samples · n_clusters · n_features²)
/// ```
#[inline(never)]
pub(crate) fn start(
    x: &FeatureMatrix,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let first = kmeans::Params {
        n_clusters: params.n_clusters,
        n_restarts: 1,
        max_iterations: LLOYD,
        ..kmeans::Params::default()
    };
    let mut early = |part: f64| tick(0.1 * part);
    let first = kmeans::start_alone(x, &first, seed, &mut early)?;
    let mut late = |part: f64| tick(0.1 + 0.9 * part);
    fit_from(x, &first.labels, params, &mut late)
}

/// Fits from given groups, one label a sample; as many clusters as there
/// are groups, whatever `params` say.
///
/// # Errors
/// The tick asked to stop.
///
/// # Panics
/// There is not one label a sample, or a label below the largest is nowhere.
///
/// ```
/// use cluster::{FeatureMatrix, mixture};
/// let x = ndarray::array![[0.0], [0.2], [0.4], [9.0], [9.3]];
/// let x = FeatureMatrix::new(x).unwrap();
/// let groups = [0, 0, 1, 1, 1];
/// let params = mixture::Params::default();
/// let never = &mut numeric::tick::never;
/// let fit = mixture::fit_from(&x, &groups, &params, never).unwrap();
/// assert_eq!(fit.sizes(), [3, 2]);
/// ```
pub fn fit_from(
    x: &FeatureMatrix,
    groups: &[u32],
    params: &Params,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    assert_eq!(groups.len(), x.n_samples(), "one label a sample");
    let n_groups = groups.iter().max().map_or(0, |most| *most as usize + 1);
    let mut seen = vec![false; n_groups];
    groups.iter().for_each(|group| seen[*group as usize] = true);
    assert!(seen.iter().all(|seen| *seen), "a group has no sample");
    let frame = Frame::around(x.view());
    let samples = Samples {
        values: x.samples(),
        frame: &frame,
    };
    let normals = samples.normals_of(groups, n_groups, params.shape());
    let ended = iterate(samples, normals, params, tick)?;
    Ok(partition(x, frame, ended, params.covariance))
}

/// Where the iterations ended.
struct Ended {
    normals: Normals,
    n_iterations: usize,
    stopped: Stop,
}

fn iterate(
    samples: Samples<'_>,
    mut normals: Normals,
    params: &Params,
    tick: Tick<'_>,
) -> Result<Ended, Interrupted> {
    let limit = params.max_iterations;
    let n_samples = samples.n_samples() as f64;
    let mut before = f64::NEG_INFINITY;
    for done in 0..limit {
        let mut tick = |part| tick((done as f64 + part) / limit as f64);
        let passed = samples.pass(&normals, &mut tick)?;
        let now = passed.log_likelihood / n_samples;
        let (shape, frame) = (params.shape(), samples.frame);
        passed.moments.maximise(&mut normals, shape, frame);
        if (now - before).abs() < params.tolerance {
            return Ok(Ended {
                normals,
                n_iterations: done + 1,
                stopped: Stop::Converged,
            });
        }
        before = now;
    }
    Ok(Ended {
        normals,
        n_iterations: limit,
        stopped: Stop::IterationLimit,
    })
}

fn partition(
    x: &FeatureMatrix,
    frame: Frame,
    ended: Ended,
    covariance: Covariance,
) -> Partition {
    let k = ended.normals.n_components();
    let n_parameters = n_parameters(k, x.n_features(), covariance);
    let mut mixture = Mixture::new(frame, ended.normals);
    let belonging = mixture.belonging(x);
    let labels: Vec<_> = belonging.labels.into_iter().map(Some).collect();
    let numbered = numbered(&labels, k);
    let n_clusters = numbered.old.len();
    mixture.put_in_order(numbered.old);
    Partition {
        labels: numbered.labels,
        n_clusters,
        loss: Some(-belonging.log_likelihood),
        log_likelihood: Some(belonging.log_likelihood),
        n_parameters: Some(n_parameters),
        membership: Some(belonging.membership),
        n_micro_clusters: None,
        n_drawn: None,
        crown: None,
        n_iterations: ended.n_iterations,
        stopped: ended.stopped,
        model: Model::Mixture(mixture),
    }
}

/// Free parameters: means, covariances, and weights that add up to 1.
fn n_parameters(k: usize, d: usize, covariance: Covariance) -> usize {
    let triangle = d * (d + 1) / 2;
    let covariances = match covariance {
        Covariance::Full => k * triangle,
        Covariance::Tied => triangle,
        Covariance::Diagonal => k * d,
    };
    covariances + k * d + k - 1
}
