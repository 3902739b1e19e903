//! The graph of nearest neighbours.

use numeric::neighbours::{Neighbour, Tree};
use numeric::tick::{Interrupted, Tick};

use crate::FeatureMatrix;
use crate::forest::Forest;

/// The weight of a link in one direction only.
const HALF: f64 = 0.5;

/// Weighted links, each in both directions.
pub(super) struct Graph {
    /// Where each sample's links begin, and where the last one's end.
    starts: Vec<usize>,
    ends: Vec<u32>,
    weights: Vec<f64>,
    /// The sum of the weights of each sample's links.
    pub(super) degrees: Vec<f64>,
}

impl Graph {
    /// Each sample linked with its nearest others: by 1 where both are among
    /// the other's, else by a half. Of more parts that hang together in no
    /// way than clusters are wanted, each is linked by a half where it is
    /// nearest to another, until all hang together; of fewer, none is.
    ///
    /// ```text
    /// O(n_samples · (log n_samples + n_neighbours)) where parts are
    /// no more than clusters, else O(n_samples² · n_features)
    /// ```
    pub(super) fn of(
        x: &FeatureMatrix,
        n_neighbours: usize,
        n_clusters: usize,
        tick: Tick<'_>,
    ) -> Result<Self, Interrupted> {
        let n = x.n_samples();
        let tree = Tree::new(x.samples(), x.n_features());
        let mut links: Vec<Vec<u32>> = vec![Vec::new(); n];
        let take = |own: usize, near: &[Neighbour]| {
            links[own] = near.iter().map(|near| near.index).collect();
        };
        tree.k_nearest(n_neighbours, take, tick)?;
        let mut forest = Forest::new(n);
        for (own, near) in links.iter().enumerate() {
            for other in near {
                forest.join(own as u32, *other);
            }
        }
        let is_root = |own: &u32| forest.root(*own) == *own;
        let n_parts = (0..n as u32).filter(is_root).count();
        let bridges = match n_parts > n_clusters {
            true => bridges(&tree, &mut forest, tick)?,
            false => Vec::new(),
        };
        Ok(Self::linked(&links, &bridges))
    }

    fn linked(links: &[Vec<u32>], bridges: &[[u32; 2]]) -> Self {
        let n = links.len();
        let mut all: Vec<Vec<(u32, f64)>> = vec![Vec::new(); n];
        let mut add = |a: u32, b: u32| {
            all[a as usize].push((b, HALF));
            all[b as usize].push((a, HALF));
        };
        for (own, near) in links.iter().enumerate() {
            near.iter().for_each(|other| add(own as u32, *other));
        }
        bridges.iter().for_each(|[a, b]| add(*a, *b));
        let mut graph = Self {
            starts: vec![0],
            ends: Vec::new(),
            weights: Vec::new(),
            degrees: Vec::new(),
        };
        for mut own in all {
            numeric::order::by(&mut own, |a, b| a.0.cmp(&b.0));
            let mut degree = 0.0;
            for link in own.chunk_by(|a, b| a.0 == b.0) {
                let weight = link.iter().map(|(_, weight)| weight).sum();
                degree += weight;
                graph.ends.push(link[0].0);
                graph.weights.push(weight);
            }
            graph.starts.push(graph.ends.len());
            graph.degrees.push(degree);
        }
        graph
    }

    /// Samples there are.
    pub(super) fn n_samples(&self) -> usize {
        self.degrees.len()
    }

    /// The samples linked with one, and the weights.
    pub(super) fn links(
        &self,
        own: usize,
    ) -> impl Iterator<Item = (usize, f64)> {
        let range = self.starts[own]..self.starts[own + 1];
        let ends = self.ends[range.clone()].iter();
        let pairs = ends.zip(&self.weights[range]);
        pairs.map(|(end, weight)| (*end as usize, *weight))
    }

    /// Of each cluster the share of its links that leave it, added up.
    pub(super) fn normalised_cut(&self, labels: &[u32], k: usize) -> f64 {
        let (mut cut, mut all) = (vec![0.0; k], vec![0.0; k]);
        for (own, label) in labels.iter().enumerate() {
            all[*label as usize] += self.degrees[own];
            for (other, weight) in self.links(own) {
                if labels[other] != *label {
                    cut[*label as usize] += weight;
                }
            }
        }
        let shares = cut.iter().zip(&all).filter(|(_, all)| **all > 0.0);
        shares.map(|(cut, all)| cut / all).sum()
    }
}

/// The links of a minimum spanning tree between the parts of a forest, each
/// at most once (Prim 1957, DOI 10.1002/j.1538-7305.1957.tb01515.x).
fn bridges(
    tree: &Tree,
    forest: &mut Forest,
    tick: Tick<'_>,
) -> Result<Vec<[u32; 2]>, Interrupted> {
    let n = tree.n_samples();
    let mut bridges = Vec::new();
    let mut nearest = vec![(f64::INFINITY, 0); n];
    let mut left: Vec<usize> = (1..n).collect();
    let mut last = 0;
    while !left.is_empty() {
        if left.len().is_multiple_of(256) {
            tick(1.0 - left.len() as f64 / n as f64)?;
        }
        let mut next = (f64::INFINITY, 0);
        for (place, at) in left.iter().enumerate() {
            let apart = tree.between(last, *at);
            if apart < nearest[*at].0 {
                nearest[*at] = (apart, last);
            }
            if nearest[*at].0 < next.0 {
                next = (nearest[*at].0, place);
            }
        }
        last = left.swap_remove(next.1);
        let ends = [nearest[last].1, last].map(|at| tree.index(at) as u32);
        if forest.root(ends[0]) != forest.root(ends[1]) {
            forest.join(ends[0], ends[1]);
            bridges.push(ends);
        }
    }
    Ok(bridges)
}
