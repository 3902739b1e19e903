//! How many clusters, and whether there are any.

use serde::{Deserialize, Serialize};

/// How hard to look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// The largest number of clusters judged, `2..=30`.
    pub k_max: usize,
    /// k-means starts for each k, `1..=100`.
    pub n_restarts: usize,
    /// Reference sets without structure for the gap statistic, `5..=500`.
    pub n_references: usize,
    /// Bootstrap resamples for the stability of each cluster, `10..=1000`.
    pub n_resamples: usize,
    /// Above this many samples, evidence is judged on as many drawn at
    /// random, `100..=100_000`.
    pub max_samples: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            k_max: 10,
            n_restarts: 10,
            n_references: 20,
            n_resamples: 50,
            max_samples: 2_000,
        }
    }
}

/// A piece of evidence to be gathered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceJob {}

/// What a piece of evidence said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceOutput {}

/// What is known of one number of clusters. `None` where a figure has no
/// meaning (most for `k = 1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The number of clusters.
    pub k: usize,
    /// Mean silhouette, `-1.0..=1.0`; higher is better.
    pub silhouette: Option<f64>,
    /// Between over within variance; higher is better.
    pub calinski_harabasz: Option<f64>,
    /// Mean worst overlap of two clusters; lower is better.
    pub davies_bouldin: Option<f64>,
    /// Gap statistic against sets without structure; higher is better.
    pub gap: Option<f64>,
    /// Its standard error, with the factor `sqrt(1 + 1 / n_references)`.
    pub gap_se: Option<f64>,
    /// Bayesian information criterion of the spherical Gaussian model;
    /// lower is better.
    pub bic: Option<f64>,
    /// Prediction strength, `0.0..=1.0`; above 0.8 is strong.
    pub prediction_strength: Option<f64>,
    /// Bootstrap Jaccard of each cluster, `0.0..=1.0`: 0.60 doubtful,
    /// 0.75 holds, 0.85 firm.
    pub jaccard: Vec<f64>,
    /// Samples in the smallest cluster.
    pub smallest: usize,
}

/// Whether there are clusters here at all.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Groups that come back in resamples and that sets without structure
    /// do not show.
    Segments,
    /// No natural groups: one cloud.
    NoStructure,
}

/// Why that number, in a form that words are made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// The best silhouette among the numbers whose clusters are stable and
    /// that beat the sets without structure.
    BestStable {
        /// Mean bootstrap Jaccard over the clusters, `0.0..=1.0`.
        stability: f64,
        /// The next best number, and its weakest cluster's Jaccard.
        runner_up: Option<(usize, f64)>,
    },
    /// The gap statistic does not prefer any number to one cluster.
    GapPrefersOne,
    /// No number's clusters come back in resamples.
    NothingStable {
        /// The best mean Jaccard of any number, `0.0..=1.0`.
        best: f64,
    },
    /// Too few samples to judge.
    TooFew {
        /// Samples there are.
        n_samples: usize,
        /// Samples needed.
        needed: usize,
    },
    /// The user gave the number.
    Given,
}

/// One recommended answer with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Whether there are clusters.
    pub verdict: Verdict,
    /// The recommended number; 1 with [`Verdict::NoStructure`].
    pub k: usize,
    /// Why.
    pub reason: Reason,
    /// `k = 1..=k_max`, in order.
    pub evidence: Vec<Evidence>,
}

pub(crate) fn run(
    _x: &crate::FeatureMatrix,
    _job: &EvidenceJob,
    tick: numeric::tick::Tick<'_>,
) -> Result<EvidenceOutput, numeric::tick::Interrupted> {
    tick(1.0)?;
    Ok(EvidenceOutput {})
}
