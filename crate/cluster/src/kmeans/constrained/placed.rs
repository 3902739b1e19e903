//! Where items go: the nearest clusters that have room and hold nobody whom
//! they must not meet.

mod chains;

use ndarray::Array2;
use numeric::order;

use super::sets::{Asking, Item, Items, Side};
use crate::FeatureMatrix;

/// Sweeps at most; most end after three.
const MAX_SWEEPS: usize = 30;

/// How many samples a cluster may hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub least: usize,
    pub most: usize,
}

/// Everyone's place but that of the free.
pub(super) struct Placed {
    /// The items, those that had to be torn as several.
    pub items: Vec<Item>,
    /// The cluster of each.
    pub clusters: Vec<usize>,
    /// Who is free, ascending.
    pub free: Vec<u32>,
    /// Samples of items in each cluster.
    pub loads: Vec<usize>,
}

/// Places every item, the heaviest first, each in the nearest cluster that
/// has room and leaves enough samples to fill the others; then moves them
/// while a move breaks fewer pairs, or as many and costs less. An item for
/// which no cluster has room is torn. The free can be placed within the
/// bounds afterwards, if constraints can hold.
///
/// ```text
/// O(items · k · n_features + sweeps · items · k)
/// ```
pub(super) fn place(
    x: &FeatureMatrix,
    (all, asking): (&Items, &Asking),
    centres: &Array2<f64>,
    bounds: Bounds,
    n_aparts: usize,
) -> Placed {
    let k = centres.nrows();
    let mut state = State {
        centres,
        bounds,
        loads: vec![0; k],
        n_left: x.n_samples(),
        gap: k * bounds.least,
        counts: vec![[vec![0; k], vec![0; k]]; n_aparts],
        items: Vec::new(),
        costs: Vec::new(),
        clusters: Vec::new(),
    };
    let mut free = all.free.clone();
    for at in heaviest_first(&all.items) {
        let item = all.items[at].clone();
        let Some(item) = state.take(item) else {
            continue;
        };
        let torn = asking.torn(x, &item);
        free.extend(torn.free);
        for alone in torn.items {
            if let Some(alone) = state.take(alone) {
                state.force(alone);
            }
        }
    }
    if n_aparts > 0 || bounds.least > 0 || bounds.most < x.n_samples() {
        state.improve();
    }
    free.sort_unstable();
    Placed {
        items: state.items,
        clusters: state.clusters,
        free,
        loads: state.loads,
    }
}

/// Those first that have no choice; ties by their order.
fn heaviest_first(items: &[Item]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    let rank = |at: usize| {
        (items[at].fixed.is_none(), usize::MAX - items[at].weight())
    };
    order::positions(&mut order, &|a, b| rank(a).cmp(&rank(b)));
    order
}

struct State<'a> {
    centres: &'a Array2<f64>,
    bounds: Bounds,
    loads: Vec<usize>,
    /// Samples that no item here holds.
    n_left: usize,
    /// Samples that clusters lack to be full enough.
    gap: usize,
    /// `[apart][side][cluster]`, in samples.
    counts: Vec<[Vec<u64>; 2]>,
    items: Vec<Item>,
    /// `[item][cluster]`.
    costs: Vec<f64>,
    clusters: Vec<usize>,
}

impl State<'_> {
    /// Places an item where it costs least; gives it back where none has
    /// room.
    fn take(&mut self, item: Item) -> Option<Item> {
        let k = self.loads.len();
        let costs = self.costs_of(&item);
        let weight = item.weight();
        let near = (0..k)
            .filter(|&c| self.has_room(weight, c))
            .min_by(|&a, &b| costs[a].total_cmp(&costs[b]));
        let Some(cluster) = item.fixed.map(|it| it as usize).or(near) else {
            return Some(item);
        };
        self.put(item, costs, cluster);
        None
    }

    /// Places it in the emptiest cluster.
    fn force(&mut self, item: Item) {
        let emptiest = (0..self.loads.len()).min_by_key(|&c| self.loads[c]);
        let costs = self.costs_of(&item);
        self.put(item, costs, emptiest.expect("there is a cluster"));
    }

    fn costs_of(&self, item: &Item) -> Vec<f64> {
        let centres = self.centres.rows().into_iter();
        centres
            .map(|centre| item.cost(centre.to_slice().expect("row-major")))
            .collect()
    }

    fn put(&mut self, item: Item, costs: Vec<f64>, cluster: usize) {
        self.items.push(item);
        self.costs.extend(costs);
        self.clusters.push(cluster);
        self.enter(self.items.len() - 1, cluster);
    }

    /// Whether the cluster holds so many more, and the others can still be
    /// filled.
    fn has_room(&self, weight: usize, cluster: usize) -> bool {
        let load = self.loads[cluster];
        let filled = self.lacks(load) - self.lacks(load + weight);
        load + weight <= self.bounds.most
            && self.gap - filled + weight <= self.n_left
    }

    fn lacks(&self, load: usize) -> usize {
        self.bounds.least.saturating_sub(load)
    }

    fn enter(&mut self, at: usize, cluster: usize) {
        let weight = self.items[at].weight();
        self.gap -= self.lacks(self.loads[cluster]);
        self.loads[cluster] += weight;
        self.gap += self.lacks(self.loads[cluster]);
        self.n_left = self.n_left.saturating_sub(weight);
        for side in &self.items[at].sides {
            self.counts[side.apart as usize][side.side as usize][cluster] +=
                side.n_samples;
        }
        self.clusters[at] = cluster;
    }

    fn leave(&mut self, at: usize) {
        let (weight, cluster) = (self.items[at].weight(), self.clusters[at]);
        self.gap -= self.lacks(self.loads[cluster]);
        self.loads[cluster] -= weight;
        self.gap += self.lacks(self.loads[cluster]);
        self.n_left += weight;
        for side in &self.items[at].sides {
            self.counts[side.apart as usize][side.side as usize][cluster] -=
                side.n_samples;
        }
    }

    /// Pairs that an item breaks in a cluster.
    fn broken(&self, at: usize, cluster: usize) -> u64 {
        let others = |side: &Side| {
            let across = 1 - side.side as usize;
            let there = self.counts[side.apart as usize][across][cluster];
            side.n_samples * there
        };
        self.items[at].sides.iter().map(others).sum()
    }

    /// Sweeps over the items, those that break most first, until none moves.
    fn improve(&mut self) {
        for _ in 0..MAX_SWEEPS {
            let broken: Vec<u64> = (0..self.items.len())
                .map(|at| self.broken(at, self.clusters[at]))
                .collect();
            let mut order: Vec<usize> = (0..self.items.len())
                .filter(|&at| self.items[at].fixed.is_none())
                .collect();
            order::positions(&mut order, &|a, b| broken[b].cmp(&broken[a]));
            let mut has_moved = false;
            for at in order {
                has_moved |= self.moved(at);
            }
            // Where no single item gets on, several at once may.
            if !has_moved && !self.exchange() {
                return;
            }
        }
    }

    /// Moves an item to a better cluster, if there is one.
    fn moved(&mut self, at: usize) -> bool {
        let (k, own) = (self.loads.len(), self.clusters[at]);
        let weight = self.items[at].weight();
        self.leave(at);
        let rank = |state: &Self, cluster| {
            (state.broken(at, cluster), state.costs[at * k + cluster])
        };
        let mut best = (rank(self, own), own);
        for cluster in (0..k).filter(|&c| c != own) {
            let ((broken, cost), _) = best;
            let next = rank(self, cluster);
            let is_better =
                next.0 < broken || (next.0 == broken && next.1 < cost);
            if is_better && self.has_room(weight, cluster) {
                best = (next, cluster);
            }
        }
        self.enter(at, best.1);
        best.1 != own
    }
}
