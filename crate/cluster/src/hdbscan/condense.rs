//! The tree of clusters without what is too small to be one.

use numeric::neighbours::Tree;

use super::spanning::Edge;
use crate::forest::Forest;

/// Clusters, each before those inside it; the first holds all samples.
pub(super) struct Condensed {
    pub(super) clusters: Vec<Cluster>,
    /// Where each sample ends, by position.
    pub(super) samples: Vec<End>,
}

/// Samples that stay together over a span of densities (1/distance).
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    /// The cluster it is inside of; its own place where it is the first.
    pub(super) parent: u32,
    /// The density at which it parts from its parent.
    pub(super) birth: f64,
    /// The greatest density at which a sample or a cluster leaves it.
    pub(super) death: f64,
    /// The mass that it holds: over its samples, the sum of the densities
    /// between its birth and their leaving.
    pub(super) stability: f64,
}

/// The last cluster that a sample is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub(super) cluster: u32,
    /// The density at which the sample leaves it.
    pub(super) density: f64,
}

/// Two branches joined.
struct Merge {
    halves: [u32; 2],
    size: u32,
    squared: f64,
    density: f64,
}

/// All branches: samples are `0..n`, the merge `i` is `n + i`.
struct Branches {
    n: usize,
    merges: Vec<Merge>,
}

/// Where a branch of the tree of merges belongs.
#[derive(Clone, Copy)]
enum Place {
    /// The branch is the cluster, at this density.
    Is(u32),
    /// It has left.
    Left(End),
    /// A merge that is part of a greater one.
    Parted,
}

impl Condensed {
    /// How long a sample stays, against the longest of its home.
    pub(super) fn share(&self, at: usize, home: u32) -> f64 {
        let most = self.clusters[home as usize].death;
        let density = self.samples[at].density;
        if density >= most {
            return 1.0;
        }
        density / most
    }
}

/// Condenses the tree that the edges make, in ascending order.
///
/// What is joined by equally long edges is joined at once: the clusters are
/// those of the samples, whichever of several spanning trees is given.
///
/// O(n log n).
pub(super) fn condensed(
    n: usize,
    tree: &Tree,
    edges: &[Edge],
    least_size: usize,
) -> Condensed {
    let branches = Branches {
        n,
        merges: merges(n, tree, edges),
    };
    let n_branches = n + branches.merges.len();
    let mut clusters = vec![Cluster::new(0, 0.0)];
    let mut places = vec![Place::Is(0); n_branches];
    for at in (n..n_branches).rev() {
        match places[at] {
            Place::Parted => {}
            Place::Left(end) => {
                for half in branches.merges[at - n].halves {
                    places[half as usize] = Place::Left(end);
                }
            }
            Place::Is(cluster) => {
                let parts = branches.parts(at, &mut places);
                let mut large = parts.clone();
                large.retain(|&part| branches.size(part) >= least_size);
                let density = branches.merges[at - n].density;
                let left = Place::Left(End { cluster, density });
                for part in parts {
                    places[part as usize] = left;
                }
                if let [only] = large[..] {
                    places[only as usize] = Place::Is(cluster);
                    continue;
                }
                for part in large {
                    let size = branches.size(part) as f64;
                    clusters[cluster as usize].lose(size, density);
                    places[part as usize] = Place::Is(clusters.len() as u32);
                    clusters.push(Cluster::new(cluster, density));
                }
            }
        }
    }
    let samples: Vec<End> = places[..n].iter().map(Place::end).collect();
    for end in &samples {
        clusters[end.cluster as usize].lose(1.0, end.density);
    }
    Condensed { clusters, samples }
}

impl Place {
    /// Of a sample; a sample alone is as much as nothing.
    fn end(&self) -> End {
        match *self {
            Self::Left(end) => end,
            Self::Is(cluster) => End {
                cluster,
                density: 0.0,
            },
            Self::Parted => unreachable!("a sample is no merge"),
        }
    }
}

impl Branches {
    fn size(&self, branch: u32) -> usize {
        match (branch as usize).checked_sub(self.n) {
            Some(merge) => self.merges[merge].size as usize,
            None => 1,
        }
    }

    /// What a merge joins, together with the merges at the same density
    /// below it, which are marked as parted.
    fn parts(&self, at: usize, places: &mut [Place]) -> Vec<u32> {
        let squared = self.merges[at - self.n].squared;
        let mut waiting = vec![at as u32];
        let mut parts = Vec::new();
        while let Some(branch) = waiting.pop() {
            let merge = (branch as usize).checked_sub(self.n);
            match merge.map(|merge| &self.merges[merge]) {
                Some(merge) if merge.squared == squared => {
                    places[branch as usize] = Place::Parted;
                    waiting.extend(merge.halves);
                }
                _ => parts.push(branch),
            }
        }
        parts
    }
}

impl Cluster {
    fn new(parent: u32, birth: f64) -> Self {
        Self {
            parent,
            birth,
            death: birth,
            stability: 0.0,
        }
    }

    /// So many samples leave it at a density.
    fn lose(&mut self, n: f64, density: f64) {
        self.death = self.death.max(density);
        if density > self.birth {
            self.stability += n * (density - self.birth);
        }
    }
}

/// Joins branches in the order of the edges.
fn merges(n: usize, tree: &Tree, edges: &[Edge]) -> Vec<Merge> {
    let mut forest = Forest::new(n);
    let mut branch: Vec<u32> = (0..n as u32).collect();
    let mut merges: Vec<Merge> = Vec::with_capacity(edges.len());
    for edge in edges {
        let halves =
            [edge.a, edge.b].map(|at| branch[forest.root(at) as usize]);
        let size = |branch: u32| match (branch as usize).checked_sub(n) {
            Some(merge) => merges[merge].size,
            None => 1,
        };
        let size = halves.map(size).iter().sum();
        forest.join(edge.a, edge.b);
        branch[forest.root(edge.a) as usize] = (n + merges.len()) as u32;
        merges.push(Merge {
            halves,
            size,
            squared: edge.squared,
            density: tree.distance(edge.squared).recip(),
        });
    }
    merges
}
