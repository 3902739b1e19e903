//! A tree that predicts a value, grown on one half of the samples and
//! estimated on the other.

use ndarray::{ArrayView1, ArrayView2};
use numeric::{Rng, stats};
use serde::{Deserialize, Serialize};

use crate::Measure;
use crate::job::{self, Job, JobOutput};
use crate::tree::grow::{Asked, Growth, Trunk};
use crate::tree::lists::Searched;

/// What a tree may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Params {
    /// Leaves at most, `1..`.
    pub max_leaves: usize,
    /// Questions one after the other at most, `1..`.
    pub max_depth: usize,
    /// Samples of the growing half in a leaf at least, `1..`.
    pub min_leaf: usize,
    /// What the estimates are of.
    pub measure: Measure,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            max_leaves: 8,
            max_depth: 3,
            min_leaf: 50,
            measure: Measure::Mean,
        }
    }
}

/// A tree with honest estimates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Honest {
    /// The root first, every node after the one above it.
    pub nodes: Vec<Node>,
    /// Samples that chose the questions.
    pub n_grown: usize,
    /// Samples that gave the estimates.
    pub n_estimated: usize,
}

/// Samples that got the same answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// Of the estimating half.
    pub size: u32,
    /// Their mean; `None` where there is none.
    pub mean: Option<f64>,
    /// The 95 % interval of the mean; `None` of fewer than two.
    pub interval: Option<(f64, f64)>,
    /// The mean of the growing half, which is too good: it chose the
    /// questions.
    pub mean_grown: f64,
    /// What is asked next; `None` where nothing is.
    pub question: Option<Question>,
}

/// Whether a feature is at most a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The feature, by position.
    pub feature_index: usize,
    /// A value that occurs.
    pub threshold: f64,
    /// The node of those whose value is at most the threshold.
    pub at_most: usize,
    /// The node of those whose value is above.
    pub above: usize,
}

/// Predicts `y`, one finite value a sample, from `x`, `(n_samples,
/// n_features)` and finite. A random half grows the tree: each question is
/// the one that lowers the squared error most, anywhere in the tree. The
/// other half, which never chose a question, gives every node its mean and
/// the interval of that mean ([`Measure::interval`]).
///
/// # Panics
/// There are fewer than two samples, or not one value a sample.
///
/// # Complexity
/// `O(n_samples · n_features · (log n_samples + depth))`.
///
/// # Reference
/// S. Athey, G. Imbens: Recursive partitioning for heterogeneous causal
/// effects. PNAS 113 (2016), <https://doi.org/10.1073/pnas.1510489113>.
///
/// ```
/// use explain::honest::{Params, honest};
/// let x = ndarray::Array2::from_shape_fn((400, 1), |(i, _)| i as f64);
/// let y: Vec<f64> =
///     (0..400).map(|i| f64::from(i >= 200) + 0.1 * (i % 3) as f64).collect();
/// let found = honest(x.view(), &y, &Params::default(), 7);
/// let first = found.nodes[0].question.unwrap();
/// assert!((190.0..210.0).contains(&first.threshold));
/// let (low, high) = found.nodes[first.above].interval.unwrap();
/// assert!(low < 1.1 && 1.1 < high);
/// ```
pub fn honest(
    x: ArrayView2<'_, f64>,
    y: &[f64],
    params: &Params,
    seed: u64,
) -> Honest {
    let job = job(x, y, params, seed);
    estimated(x, y, params, seed, &[job::run(&job)])
}

/// The growing of [`honest`].
///
/// # Panics
/// As [`honest`].
pub fn job(
    x: ArrayView2<'_, f64>,
    y: &[f64],
    params: &Params,
    seed: u64,
) -> Job {
    assert_eq!(x.nrows(), y.len(), "one value a sample");
    assert!(y.len() > 1, "two samples or more");
    let [grown, _] = halves(y.len(), seed);
    Job::Tree(Asked {
        searched: searched(x, y, &grown, params),
        growth: Growth::Values,
        most: params.max_leaves,
    })
}

/// The tree of the output of [`job`] for the same samples, which is among
/// these, with its estimates.
///
/// # Panics
/// That is not among them.
///
/// ```text
/// O(n_samples · depth)
/// ```
pub fn estimated(
    x: ArrayView2<'_, f64>,
    y: &[f64],
    params: &Params,
    seed: u64,
    outputs: &[JobOutput],
) -> Honest {
    let trunk = outputs.iter().find_map(|output| match output {
        JobOutput::Tree(trunk) => Some(trunk),
        JobOutput::Rules(_) | JobOutput::Subgroups(_) => None,
    });
    let trunk = trunk.expect("a tree was grown");
    let [grown, estimated] = halves(y.len(), seed);
    let of = |samples: &[usize]| values(trunk, x, y, samples);
    let both = of(&grown).into_iter().zip(of(&estimated));
    let nodes = trunk.nodes.iter().zip(both).map(|(asked, (chose, own))| {
        let question = asked.map(|it| Question {
            feature_index: it.cut.feature,
            threshold: it.cut.threshold,
            at_most: it.sides[0],
            above: it.sides[1],
        });
        Node {
            size: own.len() as u32,
            mean: stats::mean(&own),
            interval: params.measure.interval(&own),
            mean_grown: stats::mean(&chose)
                .expect("every node has samples that grew it"),
            question,
        }
    });
    Honest {
        nodes: nodes.collect(),
        n_grown: grown.len(),
        n_estimated: estimated.len(),
    }
}

impl Honest {
    /// The leaf of a sample, given as one value a feature.
    ///
    /// # Panics
    /// The sample has fewer features.
    pub fn leaf(&self, sample: ArrayView1<'_, f64>) -> usize {
        let mut at = 0;
        while let Some(question) = self.nodes[at].question {
            let is_below =
                sample[question.feature_index] <= question.threshold;
            at = if is_below {
                question.at_most
            } else {
                question.above
            };
        }
        at
    }
}

/// The half of the samples that searches, drawn at random, and the other,
/// which measures what was found; both ascending. O(n).
pub(crate) fn halves(n_samples: usize, seed: u64) -> [Vec<usize>; 2] {
    let mut searches = vec![false; n_samples];
    for at in Rng::new(seed).sample(n_samples, n_samples / 2) {
        searches[at] = true;
    }
    [true, false]
        .map(|own| (0..n_samples).filter(|&at| searches[at] == own).collect())
}

/// The growing half. Values are taken from their mean and counted in their
/// deviations, so that their unit changes no question.
fn searched(
    x: ArrayView2<'_, f64>,
    y: &[f64],
    grown: &[usize],
    params: &Params,
) -> Searched {
    let all: Vec<f64> = grown.iter().map(|&at| y[at]).collect();
    let mean = stats::mean(&all).unwrap_or(0.0);
    let variance = stats::population_variance(&all).unwrap_or(0.0);
    let scale = if variance > 0.0 { variance.sqrt() } else { 1.0 };
    let column = |column: ArrayView1<'_, f64>| -> Vec<f64> {
        grown.iter().map(|&at| column[at]).collect()
    };
    Searched {
        columns: x.columns().into_iter().map(column).collect(),
        labels: Vec::new(),
        n_clusters: 0,
        values: all.into_iter().map(|it| (it - mean) / scale).collect(),
        places: None,
        min_leaf: params.min_leaf.max(1),
        max_depth: params.max_depth,
    }
}

/// The values of the samples in each node.
fn values(
    trunk: &Trunk,
    x: ArrayView2<'_, f64>,
    y: &[f64],
    samples: &[usize],
) -> Vec<Vec<f64>> {
    let mut values = vec![Vec::new(); trunk.nodes.len()];
    for &at in samples {
        let mut node = 0;
        loop {
            values[node].push(y[at]);
            let Some(asked) = trunk.nodes[node] else {
                break;
            };
            let is_above = x[[at, asked.cut.feature]] > asked.cut.threshold;
            node = asked.sides[usize::from(is_above)];
        }
    }
    values
}
