//! Rules of few conditions that describe a group.

use serde::{Deserialize, Serialize};

/// Which side of a threshold.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The value is at most the threshold.
    AtMost,
    /// The value is at least the threshold.
    AtLeast,
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// The feature, by position.
    pub feature_index: usize,
    /// The side.
    pub relation: Relation,
    /// A value that occurs, so that the rule is the same written in any
    /// language.
    pub threshold: f64,
}

/// A conjunction, and how well it describes its cluster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// The cluster.
    pub label: u32,
    /// At most three.
    pub conditions: Vec<Condition>,
    /// Of the samples the rule covers, the share in the cluster.
    pub precision: f64,
    /// Of the cluster, the share the rule covers.
    pub recall: f64,
}
