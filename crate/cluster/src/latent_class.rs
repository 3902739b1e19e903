//! Latent classes: each cluster a probability of every category, each
//! sample in it by its posterior.

mod classes;
mod codes;
#[cfg(test)]
mod tests;

use numeric::Rng;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{
    FeatureMatrix, Model, Partition,
    method::{Unfit, clusters_within, within},
    partition::{Stop, numbered},
};
use classes::Tables;
use codes::Categories;

pub use classes::Classes;

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "LatentClassParams")]
pub struct Params {
    /// Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
    pub n_clusters: Option<usize>,
    /// The number that stands for a missing one, in any feature: it is left
    /// out of the likelihood. `None` where none is missing.
    pub missing: Option<f64>,
    /// Every number of a feature is a category of its own; a feature of
    /// more different numbers than this is cut at its quantiles into at
    /// most so many categories, `2..=1_000`.
    pub max_categories: usize,
    /// Starts; the best by likelihood wins, `1..=100`.
    pub n_restarts: usize,
    /// Iterations of the EM algorithm a start, `1..=10_000`.
    pub max_iterations: usize,
    /// Stops when the mean logarithm of the likelihood a sample grows by
    /// less than this, `0.0..=1.0`.
    pub tolerance: f64,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            n_clusters: None,
            missing: None,
            max_categories: 10,
            n_restarts: 10,
            max_iterations: 500,
            tolerance: 1e-6,
        }
    }
}

impl Params {
    /// Checks them against a matrix of so many samples.
    pub(crate) fn check(&self, n_samples: usize) -> Result<(), Unfit> {
        clusters_within(self.n_clusters, n_samples)?;
        let missing = self.missing.unwrap_or(0.0);
        within("missing", missing, f64::MIN, f64::MAX)?;
        let categories = self.max_categories as f64;
        within("max_categories", categories, 2.0, 1_000.0)?;
        within("n_restarts", self.n_restarts as f64, 1.0, 100.0)?;
        let iterations = self.max_iterations as f64;
        within("max_iterations", iterations, 1.0, 10_000.0)?;
        within("tolerance", self.tolerance, 0.0, 1.0)
    }

    fn categories(&self, x: &FeatureMatrix) -> Categories {
        Categories::of(x, self.missing, self.max_categories)
    }
}

/// One start, of classes each half like all samples and half like one of
/// them.
///
/// A mixture of independent categories by the EM algorithm: Lazarsfeld and
/// Henry (1968), Goodman (1974, DOI 10.1093/biomet/61.2.215). The model is
/// a [`Model::Classes`]; the membership of a sample is its largest
/// posterior.
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
    let k = params.n_clusters.expect("the method sets the number");
    let k = k.clamp(1, x.n_samples());
    let categories = params.categories(x);
    let codes = categories.codes(x);
    let first = Tables::drawn(&categories, &codes, k, &mut Rng::new(seed));
    let ended = iterate(&codes, first, params, tick)?;
    Ok(partition(categories, &codes, ended))
}

/// Fits from given groups, one label a sample; as many clusters as there
/// are groups, whatever `params` say.
///
/// # Errors
/// The tick asked to stop.
///
/// # Panics
/// There is not one label a sample.
///
/// ```
/// use cluster::{FeatureMatrix, latent_class};
/// let x = ndarray::array![[0.0, 1.0], [0.0, 1.0], [5.0, 2.0], [0.0, 1.0]];
/// let x = FeatureMatrix::new(x).unwrap();
/// let params = latent_class::Params::default();
/// let never = &mut numeric::tick::never;
/// let fit = latent_class::fit_from(&x, &[0, 0, 1, 1], &params, never);
/// assert_eq!(fit.unwrap().sizes(), [3, 1]);
/// ```
pub fn fit_from(
    x: &FeatureMatrix,
    groups: &[u32],
    params: &Params,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    assert_eq!(groups.len(), x.n_samples(), "one label a sample");
    let k = groups.iter().max().map_or(1, |most| *most as usize + 1);
    let categories = params.categories(x);
    let codes = categories.codes(x);
    let first = Tables::of_groups(&categories, &codes, groups, k);
    let ended = iterate(&codes, first, params, tick)?;
    Ok(partition(categories, &codes, ended))
}

/// Where the iterations ended.
struct Ended {
    tables: Tables,
    n_iterations: usize,
    stopped: Stop,
}

fn iterate(
    codes: &[u16],
    mut tables: Tables,
    params: &Params,
    tick: Tick<'_>,
) -> Result<Ended, Interrupted> {
    let limit = params.max_iterations;
    let n_samples = tables.n_samples(codes) as f64;
    let mut before = f64::NEG_INFINITY;
    for done in 0..limit {
        let mut tick = |part| tick((done as f64 + part) / limit as f64);
        let passed = tables.pass(codes, &mut tick)?;
        let now = passed.log_likelihood / n_samples;
        tables = passed.maximised();
        if now - before <= params.tolerance {
            return Ok(Ended {
                tables,
                n_iterations: done + 1,
                stopped: Stop::Converged,
            });
        }
        before = now;
    }
    Ok(Ended {
        tables,
        n_iterations: limit,
        stopped: Stop::IterationLimit,
    })
}

fn partition(
    categories: Categories,
    codes: &[u16],
    ended: Ended,
) -> Partition {
    let n_parameters = ended.tables.n_parameters();
    let mut classes = Classes::new(categories, ended.tables);
    let found = classes.belonging(codes);
    let labels: Vec<_> = found.labels.into_iter().map(Some).collect();
    let numbered = numbered(&labels, classes.n_classes());
    classes.name(&numbered.old);
    Partition {
        labels: numbered.labels,
        n_clusters: numbered.old.len(),
        loss: Some(-found.log_likelihood),
        log_likelihood: Some(found.log_likelihood),
        n_parameters: Some(n_parameters),
        membership: Some(found.membership),
        n_micro_clusters: None,
        n_drawn: None,
        crown: None,
        n_iterations: ended.n_iterations,
        stopped: ended.stopped,
        model: Model::Classes(classes),
    }
}
