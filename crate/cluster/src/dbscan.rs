//! DBSCAN: clusters are dense regions, what lies between them is noise.
//!
//! A sample with at least `min_samples` samples within the radius, itself
//! among them, is a core sample. Core samples within the radius of each
//! other are of one cluster; another sample within the radius of a core
//! sample is on the border of its cluster; what is left is noise. A border
//! sample of several clusters belongs to the one whose first core sample
//! comes first in the matrix, as in scikit-learn, which meets it first.

mod radius;
#[cfg(test)]
mod tests;

use numeric::neighbours::Tree;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::forest::Forest;
use crate::method::{Unfit, within};
use crate::model::{Model, Nearest};
use crate::partition::{Stop, numbered};
use crate::{FeatureMatrix, Partition};

pub use radius::{k_distances, suggested};

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "DbscanParams")]
pub struct Params {
    /// How far a neighbour may be, in the unit of the features, above 0;
    /// `None` takes the knee of the curve of [`k_distances`].
    pub radius: Option<f64>,
    /// Samples within the radius, itself among them, that make a sample a
    /// core of its cluster, `1..=n_samples`.
    pub min_samples: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            radius: None,
            min_samples: 5,
        }
    }
}

impl Params {
    /// Checks them; `min_samples` may exceed the samples there are: then
    /// all are noise.
    pub(crate) fn check(&self) -> Result<(), Unfit> {
        let radius = self.radius.unwrap_or(1.0);
        within("radius", radius, f64::MIN_POSITIVE, f64::MAX)?;
        let least = self.min_samples as f64;
        within("min_samples", least, 1.0, f64::from(u32::MAX))
    }
}

/// Fits once: there is nothing random in it.
///
/// Ester, Kriegel, Sander and Xu 1996 (KDD-96, 226–231); Schubert et al.
/// 2017, DOI 10.1145/3068335. O(n_samples · (log n_samples + neighbours))
/// where there are few features, O(n_samples²) at worst; O(n_samples)
/// memory.
#[inline(never)]
pub(crate) fn start(
    x: &FeatureMatrix,
    params: &Params,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let tree = Tree::new(x.samples(), x.n_features());
    let radius = match params.radius {
        Some(radius) => radius,
        None => {
            let k = params.min_samples;
            let mut tick = |part| tick(part * 0.4);
            suggested(&radius::curve(&tree, k, &mut tick)?)
        }
    };
    let mut regions = Regions::new(&tree, tree.squared(radius));
    regions
        .find_cores(params.min_samples, &mut |part| tick(0.4 + part * 0.2))?;
    regions.join_cores(&mut |part| tick(0.6 + part * 0.2))?;
    let labels = regions.labels(&mut |part| tick(0.8 + part * 0.2))?;
    Ok(partition(labels, &regions.dense_by_index(), radius))
}

/// Clusters while they grow. Samples are told by their positions.
struct Regions<'a> {
    tree: &'a Tree,
    /// The squared radius in the tree's own unit.
    limit: f64,
    core: Vec<bool>,
    /// The share of the samples needed that each has within the radius.
    dense: Vec<f64>,
    forest: Forest,
    /// Of each node a core sample, where there is one.
    speakers: Vec<Option<u32>>,
    /// Whether all core samples of a node are of one cluster.
    whole: Vec<bool>,
}

impl<'a> Regions<'a> {
    fn new(tree: &'a Tree, limit: f64) -> Self {
        let n_nodes = tree.nodes().len();
        Self {
            tree,
            limit,
            core: vec![false; tree.n_samples()],
            dense: vec![0.0; tree.n_samples()],
            forest: Forest::new(tree.n_samples()),
            speakers: vec![None; n_nodes],
            whole: vec![false; n_nodes],
        }
    }

    /// Marks the samples that have enough within the radius.
    fn find_cores(
        &mut self,
        min_samples: usize,
        tick: Tick<'_>,
    ) -> Result<(), Interrupted> {
        let (tree, limit) = (self.tree, self.limit);
        let (core, dense) = (&mut self.core, &mut self.dense);
        each(tree, tick, |own, sample| {
            let mut left = min_samples;
            tree.walk(
                sample,
                limit,
                |_| false,
                |_, _| {
                    left -= 1;
                    if left == 0 { -1.0 } else { limit }
                },
            );
            core[own] = left == 0;
            dense[own] = 1.0 - left as f64 / min_samples as f64;
        })?;
        for (at, node) in tree.nodes().iter().enumerate() {
            let mut run = node.from..node.to;
            self.speakers[at] = run.find(|&p| self.core[p as usize]);
        }
        Ok(())
    }

    /// Makes one cluster of core samples within the radius of each other.
    ///
    /// Each pair is met once, at the later position. A node whose cores are
    /// all of the sample's own cluster has nothing to add.
    fn join_cores(&mut self, tick: Tick<'_>) -> Result<(), Interrupted> {
        let (tree, limit) = (self.tree, self.limit);
        let (core, speakers) = (&self.core, &self.speakers);
        let whole = &mut self.whole;
        let forest = std::cell::RefCell::new(&mut self.forest);
        let leaves: Vec<usize> = (0..tree.nodes().len())
            .filter(|&node| tree.halves(node).is_none())
            .collect();
        let mut next_leaf = leaves.iter().copied().peekable();
        each(tree, tick, |own, sample| {
            while let Some(leaf) = next_leaf
                .next_if(|&leaf| tree.nodes()[leaf].to as usize <= own)
            {
                whole[leaf] = is_whole(tree, leaf, core, &forest);
            }
            if !core[own] {
                return;
            }
            let own = own as u32;
            let skip = |node: usize| {
                let Some(speaker) = speakers[node] else {
                    return true;
                };
                let mut forest = forest.borrow_mut();
                tree.nodes()[node].from >= own
                    || whole[node] && forest.root(speaker) == forest.root(own)
            };
            tree.walk(sample, limit, skip, |at, _| {
                if core[at] && (at as u32) < own {
                    forest.borrow_mut().join(own, at as u32);
                }
                limit
            });
        })
    }

    /// The label of each sample, by index: that of the cluster whose first
    /// core sample has this rank among first core samples.
    fn labels(
        &mut self,
        tick: Tick<'_>,
    ) -> Result<Vec<Option<u32>>, Interrupted> {
        let ranks = self.ranks();
        let (tree, limit) = (self.tree, self.limit);
        let (core, speakers) = (&self.core, &self.speakers);
        let mut labels = vec![None; tree.n_samples()];
        each(tree, tick, |own, sample| {
            let mut least = u32::MAX;
            if core[own] {
                least = ranks[own];
            } else {
                let skip = |node: usize| speakers[node].is_none();
                tree.walk(sample, limit, skip, |at, _| {
                    if core[at] {
                        least = least.min(ranks[at]);
                    }
                    limit
                });
            }
            labels[tree.index(own)] = (least < u32::MAX).then_some(least);
        })?;
        Ok(labels)
    }

    /// Of each core sample the place of its cluster when clusters are
    /// sorted by the least index of their core samples.
    fn ranks(&mut self) -> Vec<u32> {
        let n = self.tree.n_samples();
        let mut position = vec![0; n];
        for at in 0..n {
            position[self.tree.index(at)] = at;
        }
        let mut of_root = vec![u32::MAX; n];
        let mut ranks = vec![u32::MAX; n];
        let mut n_clusters = 0;
        for at in position.into_iter().filter(|&at| self.core[at]) {
            let rank = &mut of_root[self.forest.root(at as u32) as usize];
            if *rank == u32::MAX {
                *rank = n_clusters;
                n_clusters += 1;
            }
            ranks[at] = *rank;
        }
        ranks
    }

    /// 1 for a core sample, below 1 for another.
    fn dense_by_index(&self) -> Vec<f64> {
        let mut dense = vec![0.0; self.dense.len()];
        for (at, &share) in self.dense.iter().enumerate() {
            dense[self.tree.index(at)] = share;
        }
        dense
    }
}

/// Whether all core samples of a leaf are of one cluster.
fn is_whole(
    tree: &Tree,
    leaf: usize,
    core: &[bool],
    forest: &std::cell::RefCell<&mut Forest>,
) -> bool {
    let node = tree.nodes()[leaf];
    let mut forest = forest.borrow_mut();
    let mut cores = (node.from..node.to).filter(|&at| core[at as usize]);
    let Some(first) = cores.next() else {
        return true;
    };
    let root = forest.root(first);
    cores.all(|at| forest.root(at) == root)
}

/// Calls `work` for each sample with its position and its features in the
/// tree's own unit.
fn each(
    tree: &Tree,
    tick: Tick<'_>,
    mut work: impl FnMut(usize, &[f64]),
) -> Result<(), Interrupted> {
    let n = tree.n_samples();
    let mut sample = tree.buffer();
    for position in 0..n {
        if position % 1024 == 0 {
            tick(position as f64 / n as f64)?;
        }
        tree.sample(position, &mut sample);
        work(position, &sample);
    }
    Ok(())
}

/// Clusters in the order of the house, and the core samples that speak for
/// them. A sample belongs to its cluster by its share of the samples that
/// would make it a core.
fn partition(
    labels: Vec<Option<u32>>,
    dense: &[f64],
    radius: f64,
) -> Partition {
    let n = labels.iter().flatten().max().map_or(0, |l| *l as usize + 1);
    let numbered = numbered(&labels, n);
    let speaks = |at: &usize| dense[*at] >= 1.0;
    let speakers: Vec<usize> = (0..labels.len()).filter(speaks).collect();
    let label = |&at: &usize| {
        numbered.labels[at].expect("a core sample is of a cluster")
    };
    let pairs = numbered.labels.iter().zip(dense);
    let share = |(label, dense): (&Option<u32>, &f64)| {
        if label.is_some() { *dense } else { 0.0 }
    };
    let membership = Some(pairs.map(share).collect());
    let nearest = Nearest {
        labels: speakers.iter().map(label).collect(),
        speakers: speakers.iter().map(|&at| at as u32).collect(),
        reach: Some(radius),
    };
    Partition {
        n_clusters: numbered.old.len(),
        labels: numbered.labels,
        loss: None,
        log_likelihood: None,
        n_parameters: None,
        membership,
        n_micro_clusters: None,
        n_drawn: None,
        crown: None,
        n_iterations: 1,
        stopped: Stop::Converged,
        model: Model::Nearest(nearest),
    }
}
