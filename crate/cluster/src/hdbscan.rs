//! HDBSCAN*: clusters that outlast others while the density is raised.
//!
//! DBSCAN for every radius at once. The tree of clusters that it makes is
//! freed of what is smaller than `min_cluster_size`; of what is left the
//! clusters that hold most mass over most densities are taken, and the rest
//! is noise.
//!
//! What is joined at one density is joined at once, so equal distances have
//! one answer; scikit-learn and the library join two by two, in the order
//! they met them. The sample itself counts among its `min_samples`, as in scikit-learn and
//! in the paper; the library `hdbscan` leaves it out, so that its
//! `min_samples` is one less. Density is 1/distance.

mod condense;
mod model;
mod select;
mod spanning;
#[cfg(test)]
mod tests;

use numeric::neighbours::Tree;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::method::{Unfit, within};
use crate::model::Model;
use crate::partition::{Stop, numbered};
use crate::{FeatureMatrix, Partition};
use condense::Condensed;
use spanning::Cores;

pub use model::Reachable;

/// What the user may choose.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "HdbscanParams")]
pub struct Params {
    /// Fewer samples are no cluster, `2..`; `None` takes one in a hundred of
    /// the samples, at least 5.
    pub min_cluster_size: Option<usize>,
    /// The distance to so many samples, itself the first, is how far a
    /// sample is from everything, `1..`; `None` takes the least size of a
    /// cluster. More make more noise and fewer, clearer clusters.
    pub min_samples: Option<usize>,
    /// Which of the nested clusters count.
    pub selection: Selection,
}

/// Which of the nested clusters count.
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
pub enum Selection {
    /// Those that hold more mass over more densities than the clusters
    /// inside them together.
    #[default]
    ExcessOfMass,
    /// The innermost: many and even.
    Leaf,
}

impl Params {
    /// Checks them; where there are fewer samples than they ask for, all
    /// are noise.
    pub(crate) fn check(&self) -> Result<(), Unfit> {
        let most = f64::from(u32::MAX);
        let size = self.min_cluster_size.unwrap_or(2) as f64;
        within("min_cluster_size", size, 2.0, most)?;
        let samples = self.min_samples.unwrap_or(1) as f64;
        within("min_samples", samples, 1.0, most)
    }

    fn least_size(&self, n_samples: usize) -> usize {
        self.min_cluster_size.unwrap_or((n_samples / 100).max(5))
    }
}

/// Fits once: there is nothing random in it.
///
/// Campello, Moulavi and Sander 2013, DOI 10.1007/978-3-642-37456-2_14;
/// McInnes and Healy 2017, DOI 10.1109/ICDMW.2017.12. About O(n_samples ·
/// log n_samples) where there are few features, O(n_samples² · n_features)
/// at worst; O(n_samples) memory.
pub(crate) fn start(
    x: &FeatureMatrix,
    params: &Params,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let n = x.n_samples();
    let least = params.least_size(n);
    let min_samples = params.min_samples.unwrap_or(least);
    let tree = Tree::new(x.samples(), x.n_features());
    let cores = Cores::new(&tree, min_samples, &mut |part| tick(part * 0.4))?;
    let edges =
        spanning::tree(&tree, &cores, &mut |part| tick(0.4 + part * 0.5))?;
    let condensed = condense::condensed(n, &tree, &edges, least);
    let chosen = select::chosen(&condensed, params.selection);
    Ok(partition(&tree, &cores, &condensed, &chosen, min_samples))
}

/// Clusters in the order of the house.
fn partition(
    tree: &Tree,
    cores: &Cores,
    condensed: &Condensed,
    chosen: &[bool],
    min_samples: usize,
) -> Partition {
    let homes = select::homes(condensed, chosen);
    let n = tree.n_samples();
    let mut labels = vec![None; n];
    let mut membership = vec![0.0; n];
    let mut core_distances = vec![0.0; n];
    for at in 0..n {
        let index = tree.index(at);
        let home = homes[condensed.samples[at].cluster as usize];
        labels[index] = home;
        core_distances[index] = tree.distance(cores.squared[at]);
        if let Some(home) = home {
            membership[index] = condensed.share(at, home);
        }
    }
    let numbered = numbered(&labels, condensed.clusters.len());
    let birth = |&old: &usize| condensed.clusters[old].birth;
    let births: Vec<f64> = numbered.old.iter().map(birth).collect();
    let model = Reachable::new(
        &numbered.labels,
        &core_distances,
        &births,
        min_samples,
    );
    Partition {
        n_clusters: numbered.old.len(),
        labels: numbered.labels,
        loss: None,
        log_likelihood: None,
        n_parameters: None,
        membership: Some(membership),
        n_micro_clusters: None,
        n_drawn: None,
        crown: None,
        n_iterations: 1,
        stopped: Stop::Converged,
        model: Model::Reachable(model),
    }
}
