//! Genie: single linkage that lets no cluster stay small for long.

use super::dendrogram::Join;
use crate::forest::Forest;

/// Orders the edges of a minimum spanning tree as Genie merges them.
///
/// While the sizes of the clusters are even enough, the shortest edge joins
/// two of them; where their Gini index is above the threshold, the shortest
/// edge at a cluster of the least size does. Equal edges as they come.
///
/// Gagolewski, Bartoszuk, Cena (2016, DOI 10.1016/j.ins.2016.05.003).
/// O(n · √n) for n edges in ascending length.
pub(super) fn order(
    edges: &[Join],
    weights: &[u32],
    gini_threshold: f64,
) -> Vec<Join> {
    let mut state = State::new(edges, weights);
    let mut joins = Vec::with_capacity(edges.len());
    for _ in 0..edges.len() {
        let uneven = state.sizes.gini() > gini_threshold;
        let next = match uneven {
            true => state.shortest_at_least(),
            false => state.shortest(),
        };
        joins.push(edges[next]);
        state.join(next);
    }
    joins
}

struct State<'a> {
    edges: &'a [Join],
    done: Vec<bool>,
    /// No edge before this one is left.
    first: usize,
    /// No edge before this one is left that touches a cluster of the size
    /// `least`.
    first_at_least: usize,
    least: u32,
    roots: Forest,
    /// The size of the cluster of each root.
    size: Vec<u32>,
    sizes: Sizes,
}

impl<'a> State<'a> {
    fn new(edges: &'a [Join], weights: &[u32]) -> Self {
        Self {
            edges,
            done: vec![false; edges.len()],
            first: 0,
            first_at_least: 0,
            least: 0,
            roots: Forest::new(weights.len()),
            size: weights.to_vec(),
            sizes: Sizes::new(weights),
        }
    }

    fn shortest(&mut self) -> usize {
        while self.done[self.first] {
            self.first += 1;
        }
        self.first
    }

    /// Clusters only grow: an edge that touches none of the least size
    /// never will while that size is the least.
    fn shortest_at_least(&mut self) -> usize {
        let least = self.sizes.counts[0].size;
        if least != self.least {
            self.least = least;
            self.first_at_least = self.shortest();
        }
        while self.done[self.first_at_least] || !self.touches_least() {
            self.first_at_least += 1;
        }
        self.first_at_least
    }

    fn touches_least(&mut self) -> bool {
        let ends = self.edges[self.first_at_least].ends;
        let sizes = ends.map(|leaf| self.size[self.roots.root(leaf) as usize]);
        sizes.contains(&self.least)
    }

    fn join(&mut self, edge: usize) {
        self.done[edge] = true;
        let [a, b] = self.edges[edge].ends.map(|leaf| self.roots.root(leaf));
        let [of_a, of_b] = [a, b].map(|root| self.size[root as usize]);
        self.sizes.join(of_a, of_b);
        self.roots.join(a, b);
        let root = self.roots.root(a) as usize;
        self.size[root] = of_a + of_b;
    }
}

/// How many clusters have a size.
#[derive(Clone, Copy)]
struct Count {
    size: u32,
    n_clusters: u32,
}

/// The sizes of all clusters and how far apart they are.
struct Sizes {
    /// Ascending by size; at most √(2 n) of them.
    counts: Vec<Count>,
    /// The sum over all pairs of clusters of the difference of their sizes.
    apart: u64,
    n_clusters: u64,
    total: u64,
}

impl Sizes {
    fn new(weights: &[u32]) -> Self {
        let mut own = Self {
            counts: Vec::new(),
            apart: 0,
            n_clusters: 0,
            total: 0,
        };
        for &weight in weights {
            own.apart += own.differences(weight);
            own.change(weight, true);
        }
        own.total = weights.iter().map(|&weight| u64::from(weight)).sum();
        own
    }

    /// The Gini index, `0.0..=1.0`: 0 where all clusters are of one size.
    ///
    /// ```text
    /// Σ |size_i − size_j| / ((n_clusters − 1) · Σ size), over pairs i < j
    /// ```
    fn gini(&self) -> f64 {
        let most = (self.n_clusters - 1) * self.total;
        self.apart as f64 / most.max(1) as f64
    }

    fn join(&mut self, a: u32, b: u32) {
        for size in [a, b] {
            self.change(size, false);
            self.apart -= self.differences(size);
        }
        self.apart += self.differences(a + b);
        self.change(a + b, true);
    }

    /// The sum over all clusters of the difference of their size to `size`.
    fn differences(&self, size: u32) -> u64 {
        let one = |count: &Count| {
            u64::from(count.size.abs_diff(size)) * u64::from(count.n_clusters)
        };
        self.counts.iter().map(one).sum()
    }

    /// One cluster of a size more, or fewer.
    fn change(&mut self, size: u32, more: bool) {
        let place = self.counts.partition_point(|c| c.size < size);
        let known = self.counts.get(place).is_some_and(|c| c.size == size);
        if !known {
            let n_clusters = 0;
            self.counts.insert(place, Count { size, n_clusters });
        }
        let count = &mut self.counts[place].n_clusters;
        if more {
            *count += 1;
            self.n_clusters += 1;
        } else {
            *count -= 1;
            self.n_clusters -= 1;
        }
        if *count == 0 {
            self.counts.remove(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slow_gini(sizes: &[u32]) -> f64 {
        let mut apart = 0;
        for (i, a) in sizes.iter().enumerate() {
            apart += sizes[..i].iter().map(|b| a.abs_diff(*b)).sum::<u32>();
        }
        let total: u32 = sizes.iter().sum();
        f64::from(apart) / (f64::from(total) * (sizes.len() - 1) as f64)
    }

    #[test]
    fn the_gini_index_is_kept_up_to_date_through_joins() {
        let mut sizes = vec![1, 1, 4, 2, 9, 1, 3];
        let mut kept = Sizes::new(&sizes);
        while sizes.len() > 2 {
            assert_eq!(kept.gini(), slow_gini(&sizes), "{sizes:?}");
            let b = sizes.remove(sizes.len() / 2);
            let a = sizes.remove(0);
            kept.join(a, b);
            sizes.push(a + b);
        }
    }

    #[test]
    fn small_clusters_are_joined_first_where_sizes_are_uneven() {
        let edge = |a, b, height| Join {
            ends: [a, b],
            height,
        };
        let edges = [
            edge(0, 1, 1.0),
            edge(1, 2, 1.1),
            edge(3, 4, 1.2),
            edge(4, 5, 1.3),
            edge(2, 3, 3.0),
            edge(5, 6, 9.0),
        ];
        let heights = |threshold| -> Vec<f64> {
            let joins = order(&edges, &[1; 7], threshold);
            joins.iter().map(|join| join.height).collect()
        };
        assert_eq!(heights(1.0), [1.0, 1.1, 1.2, 1.3, 3.0, 9.0]);
        assert_eq!(heights(0.2), [1.0, 1.1, 1.2, 1.3, 9.0, 3.0]);
    }
}
