//! How far a group stands from the rest, feature by feature.

use serde::{Deserialize, Serialize};

/// The standardised difference of one cluster from all other samples in one
/// feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The cluster.
    pub label: u32,
    /// The feature, by position.
    pub feature_index: usize,
    /// Mean of the cluster and of the rest.
    pub mean: f64,
    /// Mean of all other samples.
    pub rest_mean: f64,
    /// Hedges' g: difference of the means over the pooled standard
    /// deviation, with the small-sample correction.
    pub g: f64,
    /// 95 % interval of g.
    pub interval: (f64, f64),
}
