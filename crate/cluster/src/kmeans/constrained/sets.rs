//! Samples that go as one, and what they must not meet.

use super::Constraints;
use crate::FeatureMatrix;

/// Which samples are tied to each other, however indirectly: those of sets
/// that stay together, and those of a seed that stay in its cluster.
pub(super) struct Closure {
    /// One entry a sample: the lowest sample it is tied to.
    roots: Vec<u32>,
}

impl Closure {
    /// O(n_samples + samples of all sets), nearly.
    pub(super) fn of(constraints: &Constraints, n_samples: usize) -> Self {
        let mut roots: Vec<u32> = (0..n_samples as u32).collect();
        let seeds = constraints.seeds.iter().filter(|_| constraints.stay);
        for set in constraints.together.iter().chain(seeds) {
            let Some((&first, others)) = set.split_first() else {
                continue;
            };
            for &other in others {
                let (a, b) =
                    (find(&mut roots, first), find(&mut roots, other));
                roots[a.max(b) as usize] = a.min(b);
            }
        }
        // A root is never above what hangs on it.
        for at in 0..roots.len() {
            roots[at] = roots[roots[at] as usize];
        }
        Self { roots }
    }

    pub(super) fn n_samples(&self) -> usize {
        self.roots.len()
    }

    pub(super) fn root(&self, sample: u32) -> u32 {
        self.roots[sample as usize]
    }

    /// Samples of the set that is tied to each root; 0 of what is none.
    pub(super) fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.roots.len()];
        for &root in &self.roots {
            sizes[root as usize] += 1;
        }
        sizes
    }
}

/// The root of a sample; those on the way are hung higher.
fn find(roots: &mut [u32], mut sample: u32) -> u32 {
    while roots[sample as usize] != sample {
        let above = roots[sample as usize];
        roots[sample as usize] = roots[above as usize];
        sample = above;
    }
    sample
}

/// One side of two sets that are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Side {
    pub apart: u32,
    /// 0 or 1.
    pub side: u32,
    /// Samples on it.
    pub n_samples: u64,
}

/// Samples that go to one cluster, all of them.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Ascending.
    pub members: Vec<u32>,
    pub mean: Vec<f64>,
    pub sides: Vec<Side>,
    /// The cluster they stay in.
    pub fixed: Option<u32>,
}

impl Item {
    pub(super) fn weight(&self) -> usize {
        self.members.len()
    }

    /// What it adds to the loss beyond its own spread.
    pub(super) fn cost(&self, centre: &[f64]) -> f64 {
        let away = numeric::squared_distance(&self.mean, centre);
        self.weight() as f64 * away
    }
}

/// All samples that anything but a size is asked of, as items in the order
/// of their first samples; everyone else is free.
pub(super) struct Items {
    pub items: Vec<Item>,
    /// Ascending.
    pub free: Vec<u32>,
}

/// What is asked of each sample.
pub(super) struct Asking {
    sides: Vec<Vec<(u32, u32)>>,
    fixed: Vec<Option<u32>>,
}

impl Asking {
    fn of(constraints: &Constraints, n_samples: usize) -> Self {
        let mut sides = vec![Vec::new(); n_samples];
        for (apart, both) in constraints.apart.iter().enumerate() {
            for (side, set) in both.iter().enumerate() {
                for &at in set {
                    let own = (apart as u32, side as u32);
                    if sides[at as usize].last() != Some(&own) {
                        sides[at as usize].push(own);
                    }
                }
            }
        }
        let mut fixed = vec![None; n_samples];
        let seeds = constraints.seeds.iter().filter(|_| constraints.stay);
        for (seed, set) in seeds.enumerate() {
            set.iter()
                .for_each(|&at| fixed[at as usize] = Some(seed as u32));
        }
        Self { sides, fixed }
    }

    /// The item of some samples.
    fn item(&self, x: &FeatureMatrix, members: Vec<u32>) -> Item {
        let mut sides: Vec<Side> = Vec::new();
        let all = members.iter().flat_map(|&at| &self.sides[at as usize]);
        for &(apart, side) in all {
            let same = |it: &&mut Side| it.apart == apart && it.side == side;
            match sides.iter_mut().find(same) {
                Some(known) => known.n_samples += 1,
                None => sides.push(Side {
                    apart,
                    side,
                    n_samples: 1,
                }),
            }
        }
        let fixed = members.iter().find_map(|&at| self.fixed[at as usize]);
        Item {
            mean: mean(x, &members),
            members,
            sides,
            fixed,
        }
    }

    /// The samples of an item, each for itself where anything else is asked
    /// of it; the others are free.
    pub(super) fn torn(&self, x: &FeatureMatrix, item: &Item) -> Items {
        let is_free = |at: &u32| self.sides[*at as usize].is_empty();
        let (free, bound): (Vec<u32>, Vec<u32>) =
            item.members.iter().copied().partition(is_free);
        let alone = bound.into_iter().map(|at| self.item(x, vec![at]));
        Items {
            items: alone.collect(),
            free,
        }
    }
}

impl Items {
    /// O(n_samples · n_features + samples of all sets), nearly.
    pub(super) fn of(
        x: &FeatureMatrix,
        constraints: &Constraints,
    ) -> (Self, Asking) {
        let n = x.n_samples();
        let closure = Closure::of(constraints, n);
        let asking = Asking::of(constraints, n);
        let mut tied = vec![Vec::new(); n];
        for at in 0..n as u32 {
            tied[closure.root(at) as usize].push(at);
        }
        let (mut items, mut free) = (Vec::new(), Vec::new());
        for members in tied.into_iter().filter(|it| !it.is_empty()) {
            let first = members[0] as usize;
            let is_free = members.len() == 1
                && asking.sides[first].is_empty()
                && asking.fixed[first].is_none();
            if is_free {
                free.push(members[0]);
            } else {
                items.push(asking.item(x, members));
            }
        }
        (Self { items, free }, asking)
    }
}

/// The mean of some samples, in their order.
///
/// # Panics
/// There is none.
pub(super) fn mean(x: &FeatureMatrix, members: &[u32]) -> Vec<f64> {
    assert!(!members.is_empty(), "a mean is of samples");
    let d = x.n_features();
    let mut mean = vec![0.0; d];
    for &at in members {
        let sample = &x.samples()[at as usize * d..][..d];
        mean.iter_mut().zip(sample).for_each(|(m, v)| *m += v);
    }
    mean.iter_mut().for_each(|m| *m /= members.len() as f64);
    mean
}
