//! Samples to clusters within bounds on their sizes, at the least cost.
//!
//! The flow of least cost (Bradley, Bennett and Demiriz 2000) has a node a
//! sample. Only clusters are nodes here: between two of them there is the
//! sample whose move costs least, so that a shortest path is found among
//! `k + 1` nodes (the last stands for all samples together). Every sample
//! begins where it costs least; each path moves one that is too many in one
//! place towards where one is lacking, and the flow stays the cheapest for
//! the sizes it has (successive shortest paths; Ahuja, Magnanti and Orlin
//! 1993, *Network Flows*, section 9.7).

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::placed::Bounds;

/// Costs that differ by less than this share of the largest are the same.
const SAME: f64 = 1e-12;

/// A sample that may leave its cluster for another; the cheapest is the
/// greatest, ties to the lower sample.
struct Leaving {
    cost: f64,
    sample: u32,
}

impl Ord for Leaving {
    fn cmp(&self, other: &Self) -> Ordering {
        let cheaper = other.cost.total_cmp(&self.cost);
        cheaper.then(other.sample.cmp(&self.sample))
    }
}

impl PartialOrd for Leaving {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Leaving {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Leaving {}

/// The cluster of each sample, so that each cluster is within its own
/// bounds and the costs, `[sample][cluster]`, add up to the least. `prices`,
/// one a cluster, are those of an earlier call or zeros; near the right ones
/// fewer samples have to move. Where no labels are within the bounds, they
/// are as near as may be.
///
/// ```text
/// O(n_samples · k · log n_samples + samples beyond the bounds · k³)
/// ```
pub(super) fn assign(
    costs: &[f64],
    bounds: &[Bounds],
    prices: &mut [f64],
) -> Vec<u32> {
    let mut flow = Flow::cheapest(costs, bounds, prices);
    while flow.augment() {}
    flow.price(prices);
    flow.labels
}

/// One more node than clusters stands for all samples: what a cluster holds
/// flows on to it.
struct Flow<'a> {
    /// `[sample][cluster]`.
    costs: &'a [f64],
    bounds: &'a [Bounds],
    labels: Vec<u32>,
    /// Samples of each cluster.
    loads: Vec<usize>,
    /// What flows on from each cluster, within its bounds.
    flows: Vec<usize>,
    /// For each pair of clusters the samples that may go from one to the
    /// other, and some that are no longer there; made when first needed.
    leaving: Vec<Option<BinaryHeap<Leaving>>>,
    same: f64,
}

/// The way to a node.
#[derive(Clone, Copy)]
struct Step {
    length: f64,
    /// The node before, and the sample that moves.
    from: Option<(usize, u32)>,
}

impl<'a> Flow<'a> {
    fn cheapest(
        costs: &'a [f64],
        bounds: &'a [Bounds],
        prices: &[f64],
    ) -> Self {
        let k = bounds.len();
        let nearest = |costs: &[f64]| {
            let mut best = (0, f64::INFINITY);
            for (c, cost) in costs.iter().enumerate() {
                if cost + prices[c] < best.1 {
                    best = (c, cost + prices[c]);
                }
            }
            best.0 as u32
        };
        let labels: Vec<u32> = costs.chunks_exact(k).map(nearest).collect();
        let mut loads = vec![0; k];
        for &label in &labels {
            loads[label as usize] += 1;
        }
        // A price is paid where a cluster is full, and earned where it is
        // only just filled.
        let flow = |c: usize| match prices[c] {
            price if price > 0.0 => bounds[c].most,
            price if price < 0.0 => bounds[c].least,
            _ => loads[c].clamp(bounds[c].least, bounds[c].most),
        };
        let largest = costs.iter().fold(0.0, |a: f64, b| a.max(*b));
        Self {
            flows: (0..k).map(flow).collect(),
            costs,
            bounds,
            labels,
            loads,
            leaving: (0..k * k).map(|_| None).collect(),
            same: SAME * largest,
        }
    }

    fn k(&self) -> usize {
        self.bounds.len()
    }

    /// How many samples are too many at a node; below 0 so many lack.
    fn excess(&self, node: usize) -> i64 {
        if node < self.k() {
            return self.loads[node] as i64 - self.flows[node] as i64;
        }
        let on: usize = self.flows.iter().sum();
        on as i64 - self.labels.len() as i64
    }

    /// Moves one sample that is too many along the shortest path to where
    /// one is lacking; whether there was one.
    fn augment(&mut self) -> bool {
        let n_nodes = self.k() + 1;
        let excess: Vec<i64> = (0..n_nodes).map(|n| self.excess(n)).collect();
        if excess.iter().all(|&it| it <= 0) {
            return false;
        }
        let start = |&it: &i64| Step {
            length: if it > 0 { 0.0 } else { f64::INFINITY },
            from: None,
        };
        let ways = self.shortest(excess.iter().map(start).collect());
        let length = |node: &usize| ways[*node].length;
        let lacking = (0..n_nodes).filter(|&node| excess[node] < 0);
        let nearest = lacking.min_by(|a, b| length(a).total_cmp(&length(b)));
        let Some(end) = nearest.filter(|it| length(it).is_finite()) else {
            return false;
        };
        let mut path = Vec::new();
        let mut node = end;
        while let Some((from, sample)) = ways[node].from {
            path.push((from, node, sample));
            node = from;
            if path.len() > n_nodes {
                return false; // Rounding made a circle of no length.
            }
        }
        for (from, to, sample) in path {
            self.shift(from, to, sample);
        }
        true
    }

    /// Bellman and Ford's ways from where they begin.
    fn shortest(&mut self, mut ways: Vec<Step>) -> Vec<Step> {
        let n_nodes = ways.len();
        for _ in 0..n_nodes {
            let mut is_shorter = false;
            for from in 0..n_nodes {
                if ways[from].length.is_infinite() {
                    continue;
                }
                for to in (0..n_nodes).filter(|&to| to != from) {
                    let Some((cost, sample)) = self.edge(from, to) else {
                        continue;
                    };
                    let length = ways[from].length + cost;
                    if length < ways[to].length - self.same {
                        let from = Some((from, sample));
                        ways[to] = Step { length, from };
                        is_shorter = true;
                    }
                }
            }
            if !is_shorter {
                break;
            }
        }
        ways
    }

    /// What the cheapest move from one node to another costs, and whose it
    /// is.
    fn edge(&mut self, from: usize, to: usize) -> Option<(f64, u32)> {
        let k = self.k();
        if to == k {
            let grows = self.flows[from] < self.bounds[from].most;
            return grows.then_some((0.0, 0));
        }
        if from == k {
            let shrinks = self.flows[to] > self.bounds[to].least;
            return shrinks.then_some((0.0, 0));
        }
        if self.leaving[from * k + to].is_none() {
            self.leaving[from * k + to] = Some(self.all_leaving(from, to));
        }
        let heap = self.leaving[from * k + to].as_mut()?;
        while let Some(first) = heap.peek() {
            if self.labels[first.sample as usize] as usize == from {
                return Some((first.cost, first.sample));
            }
            heap.pop();
        }
        None
    }

    fn all_leaving(&self, from: usize, to: usize) -> BinaryHeap<Leaving> {
        let samples = self.labels.iter().enumerate();
        let here = samples.filter(|(_, label)| **label as usize == from);
        let all: Vec<Leaving> = here
            .map(|(sample, _)| self.leaving(sample as u32, to))
            .collect();
        BinaryHeap::from(all)
    }

    fn leaving(&self, sample: u32, to: usize) -> Leaving {
        let costs = &self.costs[sample as usize * self.k()..][..self.k()];
        let from = self.labels[sample as usize] as usize;
        Leaving {
            cost: costs[to] - costs[from],
            sample,
        }
    }

    /// Moves one along an edge.
    fn shift(&mut self, from: usize, to: usize, sample: u32) {
        let k = self.k();
        if to == k {
            self.flows[from] += 1;
        } else if from == k {
            self.flows[to] -= 1;
        } else {
            self.labels[sample as usize] = to as u32;
            self.loads[from] -= 1;
            self.loads[to] += 1;
            for next in (0..k).filter(|&next| next != to) {
                let leaving = self.leaving(sample, next);
                if let Some(heap) = &mut self.leaving[to * k + next] {
                    heap.push(leaving);
                }
            }
        }
    }

    /// What a place in each cluster is worth: with these, everyone is where
    /// it costs least.
    fn price(&mut self, prices: &mut [f64]) {
        let begin = Step {
            length: 0.0,
            from: None,
        };
        let all = prices.len();
        if self.leaving.iter().all(Option::is_none) {
            return; // Nobody had to move: the prices are right.
        }
        let ways = self.shortest(vec![begin; all + 1]);
        for (price, way) in prices.iter_mut().zip(&ways) {
            *price = ways[all].length - way.length;
        }
    }
}
