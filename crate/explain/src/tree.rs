//! A tree of few questions that puts samples where their labels say, and
//! what so short an explanation costs.

mod base;
pub(crate) mod grow;
pub(crate) mod lists;

use ndarray::{ArrayView1, ArrayView2};
use serde::{Deserialize, Serialize};

pub use self::grow::{Asked, Trunk};

use self::grow::Growth;
use self::lists::Searched;
use crate::Samples;
use crate::job::{self, Job, JobOutput};

/// A tree that begins with a leaf for each centre is taken where its
/// agreement is at most so much lower.
const AS_GOOD: f64 = 0.01;

/// What a tree may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Params {
    /// Leaves a cluster at most, `1..`.
    pub leaves_a_cluster: usize,
    /// Samples in a leaf at least, `1..`.
    pub min_leaf: usize,
    /// Questions are looked for among so many samples at most, evenly
    /// drawn; sizes and prices are of all.
    pub max_searched: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            leaves_a_cluster: 2,
            min_leaf: 10,
            max_searched: 20_000,
        }
    }
}

/// Where labels are those of the nearest centre: what was clustered.
#[derive(Clone, Copy, Debug)]
pub struct Centred<'a> {
    /// `(n_samples, n_features)`, each feature growing with that of the
    /// samples that are asked about.
    pub matrix: ArrayView2<'a, f64>,
    /// `(n_clusters, n_features)`.
    pub centres: ArrayView2<'a, f64>,
}

/// Questions that lead to clusters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tree {
    /// The root first, every node after the one above it.
    pub nodes: Vec<Node>,
    /// In ascending number of leaves, one more each time; at least one.
    pub prices: Vec<Price>,
}

/// Samples that got the same answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// The cluster of most of them; ties to the lower.
    pub label: u32,
    /// Samples.
    pub size: u32,
    /// Those of them in that cluster.
    pub own: u32,
    /// What is asked next; `None` where nothing is.
    pub question: Option<Question>,
}

/// Whether a feature is at most a threshold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The feature, by position.
    pub feature_index: usize,
    /// A value that occurs.
    pub threshold: f64,
    /// Trees of so many leaves and more ask it.
    pub n_leaves: usize,
    /// The node of those whose value is at most the threshold.
    pub at_most: usize,
    /// The node of those whose value is above.
    pub above: usize,
}

/// What it costs to be explained in so many leaves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Price {
    /// Leaves of the tree.
    pub n_leaves: usize,
    /// The share of samples on a leaf of their own cluster, `0.0..=1.0`.
    pub agreement: f64,
    /// The sum of squared distances to the centres of the leaves over that
    /// to the own centres; `None` without centres or where that is 0.
    pub cost_ratio: Option<f64>,
}

/// Explains labels by a tree of at most `leaves_a_cluster` leaves for each
/// cluster. `x`, `(n_samples, n_features)`, is what is asked about, finite;
/// one label a sample in `0..n_clusters`.
///
/// With centres, the first leaves part the centres from each other with the
/// fewest samples on the wrong side (IMM), one for each cluster; further ones
/// lower the squared distances to the nearest centre most (ExKMC). Where that
/// agrees worse by more than a hundredth with some number of leaves, further
/// ones lower the Gini impurity of the labels most; where that is worse still,
/// and without centres, all do so. A question whose answers all lead to one
/// cluster is not asked.
///
/// No leaf has fewer than `min_leaf` samples; where clusters are smaller or
/// can't be told apart, there are fewer leaves.
///
/// # Panics
/// There is no sample, not one label a sample, a label is not below
/// `n_clusters`, or matrix and centres have another shape.
///
/// # Complexity
/// `O(m · n_features · (log m + n_clusters · depth))` for the `m` samples
/// that are searched, `O(n_samples · depth)` for all.
///
/// # Reference
/// S. Dasgupta, N. Frost, M. Moshkovitz, C. Rashtchian: Explainable k-means
/// and k-medians clustering (2020), <https://arxiv.org/abs/2002.12538>; N.
/// Frost, M. Moshkovitz, C. Rashtchian: ExKMC (2020),
/// <https://arxiv.org/abs/2006.02399>.
///
/// ```
/// use explain::tree::{Params, tree};
/// let x = ndarray::array![[1.0], [2.0], [3.0], [7.0], [8.0], [9.0]];
/// let params = Params { min_leaf: 1, ..Params::default() };
/// let found = tree(x.view(), &[0, 0, 0, 1, 1, 1], 2, None, &params);
/// let question = found.nodes[0].question.as_ref().unwrap();
/// assert_eq!((question.feature_index, question.threshold), (0, 3.0));
/// assert_eq!(found.prices[0].agreement, 1.0);
/// ```
pub fn tree(
    x: ArrayView2<'_, f64>,
    labels: &[u32],
    n_clusters: usize,
    centred: Option<Centred<'_>>,
    params: &Params,
) -> Tree {
    let jobs = jobs(&x, labels, n_clusters, centred, params);
    let outputs: Vec<_> = jobs.iter().map(job::run).collect();
    best(&x, labels, n_clusters, centred, &outputs)
}

/// The trees that [`tree`] chooses from, one a job.
///
/// # Panics
/// As [`tree`].
pub fn jobs(
    x: &dyn Samples,
    labels: &[u32],
    n_clusters: usize,
    centred: Option<Centred<'_>>,
    params: &Params,
) -> Vec<Job> {
    assert_eq!(x.dim().0, labels.len(), "one label a sample");
    assert!(!labels.is_empty(), "there is a sample");
    let growths = match centred {
        None => &[Growth::Labels][..],
        Some(_) => {
            &[Growth::Labels, Growth::LabelsFromCentres, Growth::Centres]
        }
    };
    let asked = |&growth: &Growth| {
        let centred = centred.filter(|_| growth != Growth::Labels);
        Job::Tree(Asked {
            searched: Searched::new(x, labels, n_clusters, centred, params),
            growth,
            most: params.leaves_a_cluster * n_clusters,
        })
    };
    growths.iter().map(asked).collect()
}

/// The tree of the outputs of [`jobs`] for the same samples that [`tree`]
/// would choose, with its prices.
///
/// # Panics
/// There is no output of a tree.
///
/// ```text
/// O(n_samples · depth)
/// ```
pub fn best(
    x: &dyn Samples,
    labels: &[u32],
    n_clusters: usize,
    centred: Option<Centred<'_>>,
    outputs: &[JobOutput],
) -> Tree {
    let trunks = outputs.iter().filter_map(|output| match output {
        JobOutput::Tree(trunk) => Some(trunk),
        JobOutput::Rules(_) | JobOutput::Subgroups(_) => None,
    });
    let measured = trunks.map(|trunk| {
        measure(trunk.pruned(x, labels, n_clusters), x, labels, centred)
    });
    let best =
        measured.reduce(
            |best, other| {
                if as_good(&other, &best) { other } else { best }
            },
        );
    best.expect("a tree was grown")
}

impl Tree {
    /// The leaf of a sample, given as one value a feature, in the tree of
    /// so many leaves.
    ///
    /// # Panics
    /// The sample has fewer features.
    pub fn leaf(&self, sample: ArrayView1<'_, f64>, n_leaves: usize) -> usize {
        let mut at = 0;
        while let Some(question) = self.asked(at, n_leaves) {
            at = question.next(sample[question.feature_index]);
        }
        at
    }

    /// The question of a node in the tree of so many leaves.
    fn asked(&self, node: usize, n_leaves: usize) -> Option<&Question> {
        let question = self.nodes[node].question.as_ref();
        question.filter(|it| it.n_leaves <= n_leaves)
    }

    /// How well the tree of so many leaves, or the next that there is,
    /// agrees.
    fn agreement(&self, n_leaves: usize) -> f64 {
        let upto = self.prices.iter().take_while(|it| it.n_leaves <= n_leaves);
        upto.last().unwrap_or(&self.prices[0]).agreement
    }
}

impl Question {
    /// The node of those with this value.
    pub fn next(&self, value: f64) -> usize {
        if value <= self.threshold {
            self.at_most
        } else {
            self.above
        }
    }
}

/// Whether a tree agrees about as well as another, with whatever number of
/// leaves both can have.
fn as_good(tree: &Tree, other: &Tree) -> bool {
    let least = tree.prices[0].n_leaves;
    let mut compared = other.prices.iter().filter(|it| it.n_leaves >= least);
    compared.all(|it| tree.agreement(it.n_leaves) >= it.agreement - AS_GOOD)
}

/// The prices of a tree whose nodes are counted.
fn measure(
    (nodes, n_first): (Vec<Node>, usize),
    x: &dyn Samples,
    labels: &[u32],
    centred: Option<Centred<'_>>,
) -> Tree {
    let prices = Vec::new();
    let mut tree = Tree { nodes, prices };
    let costs = centred.map(|it| costs(&tree, x, labels, it));
    let n_leaves = tree.nodes.len().div_ceil(2);
    tree.prices = (n_first.min(n_leaves)..=n_leaves)
        .map(|n_leaves| price(&tree, n_leaves, labels.len(), costs.as_ref()))
        .collect();
    tree
}

/// Sums of squared distances.
struct Costs {
    /// One a node: to the centre of its cluster.
    of_nodes: Vec<f64>,
    /// To the own centres.
    own: f64,
}

fn costs(
    tree: &Tree,
    x: &dyn Samples,
    labels: &[u32],
    Centred { matrix, centres }: Centred<'_>,
) -> Costs {
    let mut costs = Costs {
        of_nodes: vec![0.0; tree.nodes.len()],
        own: 0.0,
    };
    for (at, &label) in labels.iter().enumerate() {
        let place = matrix.row(at);
        let to = |label: u32| {
            lists::squared_distance(place, centres.row(label as usize))
        };
        costs.own += to(label);
        let mut node = 0;
        loop {
            costs.of_nodes[node] += to(tree.nodes[node].label);
            let question = &tree.nodes[node].question;
            let Some(question) = question else { break };
            node = question.next(x.value(at, question.feature_index));
        }
    }
    costs
}

fn price(
    tree: &Tree,
    n_leaves: usize,
    n_samples: usize,
    costs: Option<&Costs>,
) -> Price {
    let (mut own, mut cost) = (0_u64, 0.0);
    let mut open = vec![0];
    while let Some(node) = open.pop() {
        if let Some(question) = tree.asked(node, n_leaves) {
            open.extend([question.above, question.at_most]);
            continue;
        }
        own += u64::from(tree.nodes[node].own);
        cost += costs.map_or(0.0, |it| it.of_nodes[node]);
    }
    let ratio = costs.filter(|it| it.own > 0.0).map(|it| cost / it.own);
    Price {
        n_leaves,
        agreement: own as f64 / n_samples as f64,
        cost_ratio: ratio,
    }
}
