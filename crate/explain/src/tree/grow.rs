//! Questions added where they help most.

use serde::{Deserialize, Serialize};

use super::base;
use super::lists::{Cut, Lists, Places, Searched};
use super::{Node, Question};
use crate::Samples;

/// What a leaf costs must fall by more than this share of it and of its
/// samples: less is rounding.
const ROUNDING: f64 = 1e-10;

/// What a further question is to lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Growth {
    /// The Gini impurity of the labels.
    Labels,
    /// The same, from a leaf for each centre on.
    LabelsFromCentres,
    /// From there on, the squared distances of a leaf's samples to the best
    /// centre for it.
    Centres,
    /// The squared distances of values to the mean of their leaf.
    Values,
}

/// A tree that grows: the root, and two nodes for each question asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trunk {
    pub(crate) nodes: Vec<Option<Fork>>,
    n_leaves: usize,
}

/// A question, its nodes, and with how many leaves it came.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Fork {
    pub cut: Cut,
    pub sides: [usize; 2],
    n_leaves: usize,
}

/// A tree to be grown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    pub(crate) searched: Searched,
    pub(crate) growth: Growth,
    /// Leaves at most.
    pub(crate) most: usize,
}

impl Asked {
    /// Grows it.
    pub(crate) fn run(&self) -> Trunk {
        tree(&self.searched, self.growth, self.most)
    }
}

fn tree(searched: &Searched, growth: Growth, most: usize) -> Trunk {
    let mut trunk = Trunk {
        nodes: vec![None],
        n_leaves: 1,
    };
    let helps = Helps::new(searched, growth);
    let from_centres =
        matches!(growth, Growth::LabelsFromCentres | Growth::Centres);
    if let Some(places) = searched.places.as_ref().filter(|_| from_centres) {
        base::part(searched, places, &mut trunk);
    }
    let mut leaves = trunk.leaves(searched);
    let mut found: Vec<Option<Found>> =
        leaves.iter().map(|leaf| helps.best(leaf)).collect();
    while trunk.n_leaves < most {
        let Some((at, cut)) = most_helpful(&leaves, &found) else {
            break;
        };
        let Leaf { node, depth, lists } = leaves.swap_remove(at);
        found.swap_remove(at);
        let [at_most, above] = trunk.ask(node, cut);
        let parts = [
            (at_most, lists.only(&|it| searched.is_below(it, cut))),
            (above, lists.only(&|it| !searched.is_below(it, cut))),
        ];
        for (node, lists) in parts {
            let depth = depth + 1;
            let leaf = Leaf { node, depth, lists };
            found.push(helps.best(&leaf));
            leaves.push(leaf);
        }
    }
    trunk
}

/// The leaf whose question helps most; ties to the earlier node.
fn most_helpful(
    leaves: &[Leaf],
    found: &[Option<Found>],
) -> Option<(usize, Cut)> {
    let mut best: Option<(usize, &Found)> = None;
    for (at, found) in found.iter().enumerate() {
        let Some(found) = found else { continue };
        let wins = best.is_none_or(|(than, other)| {
            let order = found.gain.total_cmp(&other.gain);
            order.is_gt()
                || order.is_eq() && leaves[at].node < leaves[than].node
        });
        if wins {
            best = Some((at, found));
        }
    }
    best.map(|(at, found)| (at, found.cut))
}

/// Samples of a leaf.
struct Leaf {
    node: usize,
    /// Questions that lead to it.
    depth: usize,
    lists: Lists,
}

impl Trunk {
    /// Asks a leaf; gives the nodes of those at most and above the cut.
    pub(super) fn ask(&mut self, node: usize, cut: Cut) -> [usize; 2] {
        let sides = [self.nodes.len(), self.nodes.len() + 1];
        self.n_leaves += 1;
        self.nodes[node] = Some(Fork {
            cut,
            sides,
            n_leaves: self.n_leaves,
        });
        self.nodes.extend([None, None]);
        sides
    }

    /// Its leaves with all their samples.
    fn leaves(&self, searched: &Searched) -> Vec<Leaf> {
        let mut open = vec![Leaf {
            node: 0,
            depth: 0,
            lists: searched.lists(),
        }];
        let mut leaves = Vec::new();
        while let Some(leaf) = open.pop() {
            let Some(Fork { cut, sides, .. }) = self.nodes[leaf.node] else {
                leaves.push(leaf);
                continue;
            };
            let Leaf { depth, lists, .. } = leaf;
            let below = lists.only(&|it| searched.is_below(it, cut));
            let above = lists.only(&|it| !searched.is_below(it, cut));
            for (node, lists) in sides.into_iter().zip([below, above]) {
                let depth = depth + 1;
                open.push(Leaf { node, depth, lists });
            }
        }
        leaves
    }

    /// Its nodes counted over all samples, without questions whose answers
    /// all lead to one cluster, and how many leaves it has where it had one
    /// a cluster.
    pub(super) fn pruned(
        &self,
        x: &dyn Samples,
        labels: &[u32],
        n_clusters: usize,
    ) -> (Vec<Node>, usize) {
        let mut nodes = self.counted(x, labels, n_clusters);
        // Every node stands after the one above it.
        for at in (0..nodes.len()).rev() {
            let Some(question) = &nodes[at].question else {
                continue;
            };
            let [a, b] = [question.at_most, question.above];
            let is_leaf = |node: usize| nodes[node].question.is_none();
            if is_leaf(a) && is_leaf(b) && nodes[a].label == nodes[b].label {
                nodes[at].question = None;
            }
        }
        renumbered(&nodes, n_clusters)
    }

    fn counted(
        &self,
        x: &dyn Samples,
        labels: &[u32],
        n_clusters: usize,
    ) -> Vec<Node> {
        let mut counts = vec![0_u32; self.nodes.len() * n_clusters];
        for (sample, &label) in labels.iter().enumerate() {
            let mut node = 0;
            loop {
                counts[node * n_clusters + label as usize] += 1;
                let Some(asked) = &self.nodes[node] else {
                    break;
                };
                let value = x.value(sample, asked.cut.feature);
                let is_above = value > asked.cut.threshold;
                node = asked.sides[usize::from(is_above)];
            }
        }
        let counts = counts.chunks_exact(n_clusters);
        let both = self.nodes.iter().zip(counts);
        both.map(|(asked, counts)| counted(*asked, counts))
            .collect()
    }
}

fn counted(asked: Option<Fork>, counts: &[u32]) -> Node {
    let mut label = 0;
    for (cluster, count) in counts.iter().enumerate() {
        if *count > counts[label] {
            label = cluster;
        }
    }
    Node {
        label: label as u32,
        size: counts.iter().sum(),
        own: counts[label],
        question: asked.map(|it| Question {
            feature_index: it.cut.feature,
            threshold: it.cut.threshold,
            n_leaves: it.n_leaves,
            at_most: it.sides[0],
            above: it.sides[1],
        }),
    }
}

/// Only the nodes that can be reached; questions come with as many leaves
/// as are left, those of the first leaves together.
fn renumbered(nodes: &[Node], n_first: usize) -> (Vec<Node>, usize) {
    let mut order = vec![0];
    let mut came: Vec<usize> = Vec::new();
    let mut next = 0;
    while next < order.len() {
        if let Some(question) = &nodes[order[next]].question {
            order.extend([question.at_most, question.above]);
            came.push(question.n_leaves);
        }
        next += 1;
    }
    let new = |old: usize| order.iter().position(|it| *it == old);
    let n_leaves = |old: usize| {
        1 + came.iter().filter(|earlier| **earlier <= old).count()
    };
    let kept = order.iter().map(|&old| {
        let mut node = nodes[old].clone();
        if let Some(question) = &mut node.question {
            question.n_leaves = n_leaves(question.n_leaves);
            for side in [&mut question.at_most, &mut question.above] {
                *side = new(*side).expect("what is asked leads on");
            }
        }
        node
    });
    (kept.collect(), n_leaves(n_first))
}

/// What a question would bring.
struct Found {
    cut: Cut,
    gain: f64,
}

/// Looks for the question that helps most.
struct Helps<'a> {
    searched: &'a Searched,
    counted: Counted<'a>,
}

/// What is summed over samples.
#[derive(Clone, Copy)]
enum Counted<'a> {
    /// How many have each label.
    Labels,
    /// How far they are from each centre, squared.
    Distances(&'a Places),
    /// Their values.
    Values,
}

/// Sums over some samples: one entry a cluster, or one of values.
struct Sums {
    n: usize,
    of: Vec<f64>,
}

impl<'a> Helps<'a> {
    fn new(searched: &'a Searched, growth: Growth) -> Self {
        let distances = searched.places.as_ref().map(Counted::Distances);
        let counted = match growth {
            Growth::Labels | Growth::LabelsFromCentres => Counted::Labels,
            Growth::Centres => distances.unwrap_or(Counted::Labels),
            Growth::Values => Counted::Values,
        };
        Self { searched, counted }
    }

    fn sums(&self) -> Sums {
        let n_sums = match self.counted {
            Counted::Labels | Counted::Distances(_) => {
                self.searched.n_clusters
            }
            Counted::Values => 1,
        };
        Sums {
            n: 0,
            of: vec![0.0; n_sums],
        }
    }

    fn add(&self, sums: &mut Sums, sample: u32) {
        sums.n += 1;
        let (sample, k) = (sample as usize, self.searched.n_clusters);
        match self.counted {
            Counted::Labels => {
                sums.of[self.searched.labels[sample] as usize] += 1.0;
            }
            Counted::Distances(places) => {
                let far = &places.distances[sample * k..][..k];
                sums.of.iter_mut().zip(far).for_each(|(sum, d)| *sum += d);
            }
            Counted::Values => sums.of[0] += self.searched.values[sample],
        }
    }

    /// What samples with these sums cost as one leaf, but for what no
    /// question changes; lower is better.
    fn cost(&self, sums: &Sums) -> f64 {
        let squares = || sums.of.iter().map(|it| it * it).sum::<f64>();
        match self.counted {
            Counted::Labels => sums.n as f64 - squares() / sums.n as f64,
            Counted::Distances(_) => {
                sums.of.iter().copied().fold(f64::INFINITY, f64::min)
            }
            Counted::Values => -squares() / sums.n as f64,
        }
    }

    /// Whether nothing can be gained: one label, or one value.
    fn is_pure(&self, samples: &[u32]) -> bool {
        let Searched { labels, values, .. } = self.searched;
        let alike = |pair: &[u32]| {
            let [a, b] = [pair[0] as usize, pair[1] as usize];
            match self.counted {
                Counted::Labels | Counted::Distances(_) => {
                    labels[a] == labels[b]
                }
                Counted::Values => values[a] == values[b],
            }
        };
        samples.windows(2).all(alike)
    }

    /// The question that lowers the cost of a leaf most, ties to the first
    /// feature and the lowest cut; `None` where all are alike, nothing helps
    /// or enough was asked.
    fn best(&self, Leaf { depth, lists, .. }: &Leaf) -> Option<Found> {
        let samples = lists.samples();
        if *depth >= self.searched.max_depth || self.is_pure(samples) {
            return None;
        }
        let mut all = self.sums();
        samples.iter().for_each(|&it| self.add(&mut all, it));
        let mut best: Option<Found> = None;
        for feature in 0..lists.0.len() {
            self.of_feature(lists, feature, &all, &mut best);
        }
        let least = ROUNDING * (self.cost(&all).abs() + lists.len() as f64);
        best.filter(|found| found.gain > least)
    }

    fn of_feature(
        &self,
        lists: &Lists,
        feature: usize,
        all: &Sums,
        best: &mut Option<Found>,
    ) {
        let values = &self.searched.columns[feature];
        let before = self.cost(all);
        let (mut low, mut high) = (self.sums(), self.sums());
        for pair in lists.0[feature].windows(2) {
            self.add(&mut low, pair[0]);
            let threshold = values[pair[0] as usize];
            if threshold >= values[pair[1] as usize] {
                continue;
            }
            high.n = all.n - low.n;
            if low.n.min(high.n) < self.searched.min_leaf {
                continue;
            }
            for (high, (all, low)) in
                high.of.iter_mut().zip(all.of.iter().zip(&low.of))
            {
                *high = all - low;
            }
            let gain = before - self.cost(&low) - self.cost(&high);
            if best.as_ref().is_none_or(|best| gain > best.gain) {
                let cut = Cut { feature, threshold };
                *best = Some(Found { cut, gain });
            }
        }
    }
}
