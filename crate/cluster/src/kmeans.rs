//! k-means: greedy k-means++ starts, Lloyd iterations, restarts.

use ndarray::Array2;
use serde::{Deserialize, Serialize};

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
    pub n_clusters: Option<usize>,
    /// Starts; the best by inertia wins, `1..=100`.
    pub n_restarts: usize,
    /// Lloyd iterations a start, `1..=10_000`.
    pub max_iterations: usize,
    /// Stops when the centres move less than this share of the mean feature
    /// variance, `0.0..=1.0`.
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

/// Why a fit stopped.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Stop {
    /// No label changed, or the centres moved less than the tolerance.
    Converged,
    /// The iterations ran out first.
    IterationLimit,
}

/// One fitted partition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// `(n_clusters, n_features)`.
    pub centres: Array2<f64>,
    /// One label a sample, `0..n_clusters`.
    pub labels: Vec<u32>,
    /// Sum of squared distances to the own centre, summed in `f64`.
    pub inertia: f64,
    /// Iterations of the winning start.
    pub n_iterations: usize,
    /// Why it stopped.
    pub stopped: Stop,
}
