//! What other methods make of the judged samples: do they draw the same
//! borders, and how many groups do they find by themselves?

use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use super::evidence::{EvidenceJob, partition};
use crate::agglomerative::{self, Linkage};
use crate::mixture::{self, Covariance};
use crate::validity::adjusted_rand;
use crate::{FeatureMatrix, Method, hdbscan, method};

/// Iterations of a mixture that is only compared.
const MIXTURE_ITERATIONS: usize = 50;

/// Samples for each free parameter of a mixture's covariances.
const A_PARAMETER: usize = 5;

/// Of so many samples, one is the least group that HDBSCAN is asked for.
const ONE_OF: usize = 20;

/// Samples whose nearness makes a place dense.
const DENSE: usize = 15;

/// A method that is asked beside k-means.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rival {
    /// Ward's linkage, cut into the recommended number.
    Ward,
    /// Genie's linkage, cut into the recommended number.
    Genie,
    /// A Gaussian mixture of the recommended number.
    Mixture,
    /// HDBSCAN*, which finds its own number.
    Hdbscan,
}

/// What another method says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Which.
    pub method: Rival,
    /// Clusters it made of the judged samples.
    pub n_clusters: usize,
    /// Samples it puts in none, `0.0..=1.0`.
    pub outside: f64,
    /// The adjusted Rand index, `-0.5..=1.0`, of its clusters and the
    /// recommended ones, of the samples it puts in one; `None` where either
    /// has only one.
    pub adjusted_rand: Option<f64>,
}

impl Rival {
    /// Who is asked about `k` clusters: of one, only who finds the number.
    pub(super) fn of(k: usize) -> &'static [Self] {
        match k {
            0 | 1 => &[Self::Hdbscan],
            _ => &[Self::Mixture, Self::Hdbscan, Self::Genie, Self::Ward],
        }
    }

    /// The method, for `k` clusters of `x`.
    fn method(self, x: &FeatureMatrix, k: usize) -> Method {
        let linkage = |linkage| {
            Method::Agglomerative(agglomerative::Params {
                linkage,
                ..agglomerative::Params::default()
            })
        };
        let method = match self {
            Self::Ward => linkage(Linkage::Ward),
            Self::Genie => linkage(Linkage::Genie),
            Self::Mixture => Method::Mixture(mixture::Params {
                covariance: covariance(x, k),
                n_restarts: 1,
                max_iterations: MIXTURE_ITERATIONS,
                ..mixture::Params::default()
            }),
            Self::Hdbscan => Method::Hdbscan(hdbscan::Params {
                min_cluster_size: Some((x.n_samples() / ONE_OF).max(5)),
                min_samples: Some(DENSE.min(x.n_samples())),
                ..hdbscan::Params::default()
            }),
        };
        method.with_n_clusters(k)
    }
}

/// The richest form of which the samples tell the parameters.
fn covariance(x: &FeatureMatrix, k: usize) -> Covariance {
    let d = x.n_features();
    if A_PARAMETER * k * d * (d + 1) / 2 <= x.n_samples() {
        Covariance::Full
    } else {
        Covariance::Diagonal
    }
}

/// What a rival says of the judged samples and their `k` clusters.
pub(super) fn agreement(
    x: &FeatureMatrix,
    rival: Rival,
    k: usize,
    job: &EvidenceJob,
    tick: Tick<'_>,
) -> Result<Agreement, Interrupted> {
    let method = rival.method(x, k);
    let found =
        method::fit(x, &method, job.seed, &mut |part| tick(0.8 * part))?;
    let own = partition(x, job, k.max(1), &mut |part| tick(0.8 + 0.2 * part))?;
    let pairs = own.labels.iter().zip(&found.labels);
    let (own, other): (Vec<u32>, Vec<u32>) = pairs
        .filter_map(|(own, other)| Some((*own, (*other)?)))
        .unzip();
    let several = k > 1 && found.n_clusters > 1;
    Ok(Agreement {
        method: rival,
        n_clusters: found.n_clusters,
        outside: found.n_noise() as f64 / x.n_samples() as f64,
        adjusted_rand: several.then(|| adjusted_rand(&own, &other)),
    })
}
