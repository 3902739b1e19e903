//! Every method by name. Adding one is its file and a variant here.

use serde::{Deserialize, Serialize};

use crate::kmeans;

/// A clustering method and its parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "name", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Method {
    /// Lloyd's k-means with greedy k-means++ starts.
    KMeans(kmeans::Params),
}

impl Default for Method {
    fn default() -> Self {
        Self::KMeans(kmeans::Params::default())
    }
}
