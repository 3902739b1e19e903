//! Agglomerative clustering: every sample begins alone, and the two nearest
//! clusters become one until all are.
//!
//! What "near" means is the [`Linkage`]. Ward works on centres and sizes,
//! single linkage and Genie on the minimum spanning tree: memory O(n).
//! Average and complete linkage hold every distance. More samples than
//! [`Linkage::n_exact`] are first gathered in micro-clusters.

mod chain;
mod crown;
mod dendrogram;
mod genie;
mod matrix;
mod micro;
mod scaled;
mod spanning;
#[cfg(test)]
mod tests;
mod ward;

use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{
    FeatureMatrix, Model, Partition,
    method::{Unfit, clusters_within, within},
    model::Nearest,
    partition::{Stop, numbered},
};
use matrix::{Distances, Rule};
use scaled::Scaled;
use ward::Ward;

pub use crown::{Branch, Crown, N_BRANCHES};
pub use dendrogram::{Dendrogram, Merge};

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "AgglomerativeParams")]
pub struct Params {
    /// Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
    pub n_clusters: Option<usize>,
    /// How far two clusters are apart.
    pub linkage: Linkage,
    /// Genie joins the smallest cluster first where the Gini index of the
    /// sizes is above this, `0.0..=1.0`; 1 is single linkage.
    pub gini_threshold: f64,
}

/// How far two clusters are apart.
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
pub enum Linkage {
    /// By what their union adds to the squared distances to the own centre.
    #[default]
    Ward,
    /// The mean distance of their samples.
    Average,
    /// The distance of their farthest samples.
    Complete,
    /// The distance of their nearest samples.
    Single,
    /// As single, but where sizes are uneven the smallest cluster goes
    /// first.
    Genie,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            n_clusters: None,
            linkage: Linkage::Ward,
            gini_threshold: 0.3,
        }
    }
}

/// Where there are too many samples they are gathered in so many
/// micro-clusters.
pub const N_MICRO_CLUSTERS: usize = 4_000;

impl Linkage {
    /// Samples up to which every one is a leaf of its own. Average and
    /// complete linkage hold all distances: 256 MB of them at 8,000.
    pub fn n_exact(self) -> usize {
        match self {
            Self::Average | Self::Complete => 8_000,
            Self::Ward | Self::Single | Self::Genie => 20_000,
        }
    }
}

impl Params {
    /// Checks them against a matrix of so many samples.
    pub(crate) fn check(&self, n_samples: usize) -> Result<(), Unfit> {
        clusters_within(self.n_clusters, n_samples)?;
        if n_samples > self.linkage.n_exact() {
            let wanted = self.n_clusters.unwrap_or(1) as f64;
            within("n_clusters", wanted, 1.0, N_MICRO_CLUSTERS as f64)?;
        }
        within("gini_threshold", self.gini_threshold, 0.0, 1.0)
    }
}

/// Merges single samples until all are one cluster.
///
/// Of equal distances single linkage and Genie take the edge of the spanning
/// tree that Prim finds first, from the first sample on; the others follow
/// the chain from the lowest index, back to the cluster before where that is
/// as near as any, else to the lowest index.
///
/// ```text
/// Ward:              O(n² · d), memory O(n · d)
/// single, Genie:     O(n² · d), memory O(n · d)
/// average, complete: O(n² · d), memory 4 · n² bytes
/// ```
///
/// Heights are distances in the units of the samples; those of Genie are
/// the longest edge so far. Ward (1963, DOI
/// 10.1080/01621459.1963.10500845); Müllner (2011, arXiv:1109.2378).
///
/// # Errors
/// The tick asked to stop.
pub fn linkage(
    x: &FeatureMatrix,
    params: &Params,
    tick: Tick<'_>,
) -> Result<Dendrogram, Interrupted> {
    weighted(x, &vec![1; x.n_samples()], params, tick)
}

/// The same where a sample stands for as many as its weight tells.
fn weighted(
    x: &FeatureMatrix,
    weights: &[u32],
    params: &Params,
    tick: Tick<'_>,
) -> Result<Dendrogram, Interrupted> {
    let x = Scaled::new(x);
    let joins = match params.linkage {
        Linkage::Ward => chain::merge_all(&mut Ward::new(x, weights), tick)?,
        Linkage::Average => by_matrix(&x, weights, Rule::Average, tick)?,
        Linkage::Complete => by_matrix(&x, weights, Rule::Complete, tick)?,
        Linkage::Single => spanning::tree(&x, tick)?,
        Linkage::Genie => {
            let edges = dendrogram::ascending(spanning::tree(&x, tick)?);
            let joins = genie::order(&edges, weights, params.gini_threshold);
            return Ok(Dendrogram::in_turn(&joins, weights));
        }
    };
    let joins = dendrogram::ascending(joins);
    Ok(Dendrogram::in_turn(&joins, weights))
}

fn by_matrix(
    x: &Scaled,
    weights: &[u32],
    rule: Rule,
    tick: Tick<'_>,
) -> Result<Vec<dendrogram::Join>, Interrupted> {
    chain::merge_all(&mut Distances::new(x, weights, rule), tick)
}

/// A tree over all samples, or over micro-clusters of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hierarchy {
    /// Its leaves are samples where `leaves` is `None`.
    pub tree: Dendrogram,
    /// The leaf of each sample, where leaves are micro-clusters.
    pub leaves: Option<Vec<u32>>,
}

impl Hierarchy {
    /// The label of each sample in `k` clusters; see [`Dendrogram::cut`].
    pub fn cut(&self, k: usize) -> Vec<u32> {
        let labels = self.tree.cut(k);
        let Some(leaves) = &self.leaves else {
            return labels;
        };
        leaves.iter().map(|leaf| labels[*leaf as usize]).collect()
    }

    /// Micro-clusters, where leaves are such.
    pub fn n_micro_clusters(&self) -> Option<usize> {
        self.leaves.as_ref().map(|_| self.tree.n_leaves())
    }
}

/// Merges samples until all are one cluster; more than
/// [`Linkage::n_exact`] are first gathered in at most [`N_MICRO_CLUSTERS`]
/// micro-clusters, which are then merged by their centres and sizes.
///
/// # Errors
/// The tick asked to stop.
pub fn hierarchy(
    x: &FeatureMatrix,
    params: &Params,
    tick: Tick<'_>,
) -> Result<Hierarchy, Interrupted> {
    if x.n_samples() <= params.linkage.n_exact() {
        let tree = linkage(x, params, tick)?;
        return Ok(Hierarchy { tree, leaves: None });
    }
    in_micro_clusters(x, params, N_MICRO_CLUSTERS, tick)
}

fn in_micro_clusters(
    x: &FeatureMatrix,
    params: &Params,
    wanted: usize,
    tick: Tick<'_>,
) -> Result<Hierarchy, Interrupted> {
    let micro = micro::gather(x, wanted, &mut |part| tick(part * 0.5))?;
    let mut tick = |part| tick(0.5 + part * 0.5);
    let tree = weighted(&micro.centres, &micro.weights, params, &mut tick)?;
    Ok(Hierarchy {
        tree,
        leaves: Some(micro.of),
    })
}

/// The method: the tree, cut into as many clusters as are wanted.
#[inline(never)]
pub(crate) fn start(
    x: &FeatureMatrix,
    params: &Params,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let k = params.n_clusters.expect("the method sets the number");
    let hierarchy = hierarchy(x, params, tick)?;
    let mut found = partition(x, hierarchy.cut(k), params.linkage);
    found.n_micro_clusters = hierarchy.n_micro_clusters();
    let is_small = found.n_clusters <= crown::MOST;
    found.crown = is_small.then(|| Crown::of(&hierarchy, &found.labels));
    Ok(found)
}

fn partition(
    x: &FeatureMatrix,
    labels: Vec<u32>,
    linkage: Linkage,
) -> Partition {
    let labels: Vec<Option<u32>> = labels.into_iter().map(Some).collect();
    let numbered = numbered(&labels, labels.len());
    let nearest = Model::Nearest(Nearest {
        speakers: (0..labels.len() as u32).collect(),
        labels: numbered.labels.iter().flatten().copied().collect(),
        reach: None,
    });
    let mut found = Partition {
        n_clusters: numbered.old.len(),
        labels: numbered.labels,
        loss: None,
        log_likelihood: None,
        n_parameters: None,
        membership: None,
        n_micro_clusters: None,
        n_drawn: None,
        crown: None,
        n_iterations: 1,
        stopped: Stop::Converged,
        model: nearest,
    };
    if linkage == Linkage::Ward {
        found.model = Model::Centres(found.centres(x));
    }
    found
}
