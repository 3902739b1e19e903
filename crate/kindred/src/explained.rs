//! The segments as questions: a tree of few comparisons that leads to them,
//! and what so short an explanation costs.

use explain::tree::{self, Centred, Params, tree};
use ndarray::Array2;
use numeric::stats;
use serde::{Deserialize, Serialize};

use crate::{
    describe::Subject,
    disclose::SMALLEST,
    segment::{Grouping, Kind},
    words::Bounds,
};

/// More segments are not explained: nobody could read it.
const MOST_SEGMENTS: usize = 30;
/// The tree shown first agrees at most so much less than the largest.
const NEARLY: f64 = 0.01;

/// Questions that lead to the segments. No answer has fewer than
/// [`SMALLEST`] customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Explained {
    /// The first question first, every node after the one above it.
    pub nodes: Vec<Node>,
    /// In ascending number of answers, one more each time.
    pub prices: Vec<Price>,
    /// The number of answers to show first: the least that agrees nearly as
    /// well as any.
    pub n_leaves: usize,
}

/// Customers who got the same answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(rename = "ExplainedNode")]
pub struct Node {
    /// The segment of most of them, by its id.
    pub segment: u32,
    /// Customers.
    pub size: u32,
    /// The share of them in that segment, `0.0..=1.0`.
    pub purity: f64,
    /// What is asked next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub question: Option<Question>,
}

/// A comparison that is true of a customer or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(rename = "ExplainedQuestion")]
pub struct Question {
    /// In words.
    pub words: String,
    /// The feature's name.
    pub feature: String,
    /// Whether its value is at most this, in its unit.
    pub threshold: f64,
    /// Whether it is yes for customers of whom the value is not known;
    /// `None` where it is known of all.
    pub unknown: Option<bool>,
    /// Asked by trees of so many answers and more.
    pub n_leaves: usize,
    /// The node of yes.
    pub yes: usize,
    /// The node of no.
    pub no: usize,
}

/// What it costs to explain the segments in so many answers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(rename = "ExplainedPrice")]
pub struct Price {
    /// Answers: the leaves of the tree.
    pub n_leaves: usize,
    /// The share of customers whom the questions lead to their own segment,
    /// `0.0..=1.0`.
    pub agreement: f64,
    /// How much wider the groups would be: the sum of squared distances to
    /// the centres that the questions lead to, over that to the own centres.
    /// `None` where the method has no centres.
    pub cost_ratio: Option<f64>,
}

/// The segments as questions about what formed them. A value that is not
/// known counts as the median. `None` for one segment, for too many, and
/// where no question helps.
pub(crate) fn explained(subject: &Subject<'_>) -> Option<Explained> {
    let Grouping { k, labels, .. } = subject.grouping;
    let used = subject.rule_features();
    if !(2..=MOST_SEGMENTS).contains(k) || used.is_empty() {
        return None;
    }
    let (x, fills) = filled(subject, &used);
    let matrix = subject.prepared.matrix.view();
    let centres = centres(subject);
    let centred = centres.as_ref().map(|centres| Centred {
        matrix,
        centres: centres.view(),
    });
    let params = Params {
        min_leaf: SMALLEST as usize,
        ..Params::default()
    };
    let found = tree(x.view(), labels, *k, centred, &params);
    found.nodes[0].question.as_ref()?;
    let asked = |question: &tree::Question| {
        let at = question.feature_index;
        let fill = fills[at];
        let unknown = (!fill.is_nan()).then_some(fill <= question.threshold);
        ask(subject, used[at], question, unknown)
    };
    let node = |node: &tree::Node| Node {
        segment: node.label,
        size: node.size,
        purity: f64::from(node.own) / f64::from(node.size.max(1)),
        question: node.question.as_ref().map(asked),
    };
    let best = found.prices.last()?.agreement;
    let shown = found
        .prices
        .iter()
        .find(|it| it.agreement >= best - NEARLY)?;
    Some(Explained {
        nodes: found.nodes.iter().map(node).collect(),
        n_leaves: shown.n_leaves,
        prices: found.prices.iter().map(price).collect(),
    })
}

fn price(of: &tree::Price) -> Price {
    Price {
        n_leaves: of.n_leaves,
        agreement: of.agreement,
        cost_ratio: of.cost_ratio,
    }
}

/// The features in their units, `(n_customers, n_features)`, and what was
/// filled into each: `NaN` where nothing was.
fn filled(subject: &Subject<'_>, used: &[usize]) -> (Array2<f64>, Vec<f64>) {
    let n_customers = subject.grouping.labels.len();
    let mut x = Array2::zeros((n_customers, used.len()));
    let mut fills = vec![f64::NAN; used.len()];
    for (j, &at) in used.iter().enumerate() {
        let column = &subject.features.columns[at];
        if column.n_missing() > 0 {
            fills[j] = stats::median(&column.present()).unwrap_or(0.0);
        }
        for (to, &value) in x.column_mut(j).iter_mut().zip(&column.values) {
            *to = if value.is_nan() { fills[j] } else { value };
        }
    }
    (x, fills)
}

/// The means of the segments in the prepared matrix, where its customers are
/// with the nearest.
fn centres(subject: &Subject<'_>) -> Option<Array2<f64>> {
    let Grouping {
        k, labels, parts, ..
    } = subject.grouping;
    if !subject.grouping.by_centres || subject.grouping.kind != Kind::Groups {
        return None;
    }
    let matrix = subject.prepared.matrix.view();
    let mut centres = Array2::zeros((*k, matrix.ncols()));
    for (row, &label) in matrix.rows().into_iter().zip(labels) {
        let mut centre = centres.row_mut(label as usize);
        centre.iter_mut().zip(row).for_each(|(sum, it)| *sum += it);
    }
    for (mut centre, part) in centres.rows_mut().into_iter().zip(parts) {
        centre.mapv_inplace(|sum| sum / part.size as f64);
    }
    Some(centres)
}

fn ask(
    subject: &Subject<'_>,
    at: usize,
    question: &tree::Question,
    unknown: Option<bool>,
) -> Question {
    let bounds = Bounds {
        at_least: None,
        at_most: Some(question.threshold),
    };
    let (feature, unit) = subject.words_of(at);
    let currency = subject.currency();
    Question {
        words: subject.words.condition(&feature, unit, bounds, &currency),
        feature: subject.name(at).into(),
        threshold: question.threshold,
        unknown,
        n_leaves: question.n_leaves,
        yes: question.at_most,
        no: question.above,
    }
}
