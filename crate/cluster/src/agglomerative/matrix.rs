//! Clusters by the matrix of their distances: average and complete linkage.

use super::chain::{Clusters, Near};
use super::scaled::Scaled;

/// How far a union is from another cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// The mean of all pairs of samples.
    Average,
    /// The farthest pair.
    Complete,
}

/// Every pair of clusters once: `n · (n − 1) / 2` distances of eight bytes.
pub(super) struct Distances {
    rule: Rule,
    /// Of each cluster those to the ones of higher index.
    away: Vec<f64>,
    sizes: Vec<f64>,
    /// What is left, ascending.
    left: Vec<u32>,
    scale: f64,
}

impl Distances {
    /// Each sample of `x` is a cluster of the size `weights` tells.
    pub(super) fn new(x: &Scaled, weights: &[u32], rule: Rule) -> Self {
        let n = weights.len();
        let mut away = Vec::with_capacity(n * n.saturating_sub(1) / 2);
        for own in 0..n {
            for other in own + 1..n {
                let (a, b) = (x.sample(own), x.sample(other));
                away.push(numeric::squared_distance(a, b).sqrt());
            }
        }
        Self {
            rule,
            away,
            sizes: weights.iter().map(|&w| f64::from(w)).collect(),
            left: (0..n as u32).collect(),
            scale: x.scale(),
        }
    }

    /// Where the distances of a cluster to those of higher index begin, less
    /// that index.
    fn row(&self, own: usize) -> usize {
        let n = self.sizes.len();
        (own * (2 * n - own - 1) / 2).wrapping_sub(own + 1)
    }

    fn place(&self, a: usize, b: usize) -> usize {
        self.row(a.min(b)).wrapping_add(a.max(b))
    }
}

impl Clusters for Distances {
    fn n_left(&self) -> usize {
        self.left.len()
    }

    fn first(&mut self) -> u32 {
        self.left[0]
    }

    fn nearest(&mut self, own: u32, preferred: Option<u32>) -> Near {
        let own = own as usize;
        let mut best = Near {
            index: preferred.unwrap_or(u32::MAX),
            away: f64::INFINITY,
        };
        if let Some(known) = preferred {
            best.away = self.away[self.place(own, known as usize)];
        }
        let row = self.row(own);
        for &index in &self.left {
            let other = index as usize;
            let place = match other.cmp(&own) {
                std::cmp::Ordering::Less => self.row(other).wrapping_add(own),
                std::cmp::Ordering::Equal => continue,
                std::cmp::Ordering::Greater => row.wrapping_add(other),
            };
            let away = self.away[place];
            if away < best.away {
                best = Near { index, away };
            }
        }
        best
    }

    fn unite(&mut self, gone: u32, kept: u32) {
        let at = self.left.binary_search(&gone);
        self.left.remove(at.expect("what goes was left"));
        let (gone, kept) = (gone as usize, kept as usize);
        let (less, more) = (self.sizes[gone], self.sizes[kept]);
        for &other in &self.left {
            let other = other as usize;
            if other == kept {
                continue;
            }
            let (a, b) = (self.place(gone, other), self.place(kept, other));
            let (of_gone, of_kept) = (self.away[a], self.away[b]);
            self.away[b] = match self.rule {
                Rule::Average => {
                    (less * of_gone + more * of_kept) / (less + more)
                }
                Rule::Complete => of_gone.max(of_kept),
            };
        }
        self.sizes[kept] = less + more;
    }

    fn height(&self, away: f64) -> f64 {
        away / self.scale
    }
}
