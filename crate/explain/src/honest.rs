//! A tree that predicts a value, grown on one half of the samples and
//! estimated on the other.

use ndarray::{ArrayView1, ArrayView2};
use numeric::{Rng, stats};
use serde::{Deserialize, Serialize};

use crate::tree::grow::{self, Growth, Trunk};
use crate::tree::lists::Searched;

/// The two-sided 95 % point of the normal distribution.
const Z_95: f64 = 1.959_963_984_540_054;

/// What a tree may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Params {
    /// Leaves at most, `1..`.
    pub max_leaves: usize,
    /// Samples of the growing half in a leaf at least, `1..`.
    pub min_leaf: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            max_leaves: 8,
            min_leaf: 50,
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
/// the interval of that mean (Student's t).
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
    assert_eq!(x.nrows(), y.len(), "one value a sample");
    assert!(y.len() > 1, "two samples or more");
    let mut grows = vec![false; y.len()];
    for at in Rng::new(seed).sample(y.len(), y.len() / 2) {
        grows[at] = true;
    }
    let half = |grown: bool| -> Vec<usize> {
        (0..y.len()).filter(|&at| grows[at] == grown).collect()
    };
    let (grown, estimated) = (half(true), half(false));
    let searched = searched(x, y, &grown, params);
    let trunk = grow::tree(&searched, Growth::Values, params.max_leaves);
    let of = |samples: &[usize]| values(&trunk, x, y, samples);
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
            interval: interval(&own),
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

/// The 95 % interval of a mean.
fn interval(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len() as f64;
    if n < 2.0 {
        return None;
    }
    let mean = stats::mean(values)?;
    let spread = stats::population_variance(values)? / (n - 1.0);
    let half = student_95(n - 1.0) * spread.sqrt();
    Some((mean - half, mean + half))
}

/// The two-sided 95 % point of Student's t: exact for one and two degrees of
/// freedom, else by the expansion of Cornish and Fisher, within 1 %.
///
/// A. Hill: Algorithm 396. Communications of the ACM 13 (1970),
/// <https://doi.org/10.1145/355598.355600>.
fn student_95(freedom: f64) -> f64 {
    if freedom < 1.5 {
        return 12.706_204_736;
    }
    if freedom < 2.5 {
        return 4.302_652_730;
    }
    let z = Z_95;
    let z2 = z * z;
    let terms = [
        z * (z2 + 1.0) / 4.0,
        z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0,
        z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0,
    ];
    let [a, b, c] = terms;
    z + (a + (b + c / freedom) / freedom) / freedom
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_of_student_are_those_of_the_tables() {
        let table = [
            (1.0, 12.706),
            (2.0, 4.303),
            (3.0, 3.182),
            (4.0, 2.776),
            (10.0, 2.228),
            (24.0, 2.064),
            (100.0, 1.984),
        ];
        for (freedom, point) in table {
            let found = student_95(freedom);
            assert!((found / point - 1.0).abs() < 1e-2, "{freedom}: {found}");
        }
    }
}
