//! The segments as questions: a tree of few comparisons that leads to them,
//! and what so short an explanation costs.

use explain::{
    Job, JobOutput,
    tree::{self, Centred, Params},
};
use ndarray::Array2;
use serde::{Deserialize, Serialize};

use crate::{
    describe::Subject,
    disclose::SMALLEST,
    in_units::InUnits,
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

/// What questions are to explain. A value that is not known counts as the
/// median.
pub(crate) struct Asked<'a> {
    subject: &'a Subject<'a>,
    /// The features, by position.
    used: Vec<usize>,
    x: InUnits<'a>,
    /// What was filled into each: `NaN` where nothing was.
    fills: Vec<f64>,
    centres: Option<Array2<f64>>,
}

impl<'a> Asked<'a> {
    /// `None` for one segment, and for too many.
    pub(crate) fn of(subject: &'a Subject<'a>) -> Option<Self> {
        let used = subject.rule_features();
        let k = subject.grouping.k;
        if !(2..=MOST_SEGMENTS).contains(&k) || used.is_empty() {
            return None;
        }
        let mut x = subject.in_units();
        let fills = x.fill();
        Some(Self {
            subject,
            used,
            x,
            fills,
            centres: centres(subject),
        })
    }

    /// The trees that one is chosen from.
    pub(crate) fn jobs(&self) -> Vec<Job> {
        let Grouping { labels, k, .. } = self.subject.grouping;
        let params = Params {
            min_leaf: SMALLEST as usize,
            ..Params::default()
        };
        tree::jobs(&self.x, labels, *k, self.centred(), &params)
    }

    /// The segments as questions about what formed them, by what those jobs,
    /// and maybe others, found; `None` where no question helps.
    pub(crate) fn explained(&self, found: &[JobOutput]) -> Option<Explained> {
        let Grouping { labels, k, .. } = self.subject.grouping;
        let found = tree::best(&self.x, labels, *k, self.centred(), found);
        found.nodes[0].question.as_ref()?;
        let node = |node: &tree::Node| Node {
            segment: node.label,
            size: node.size,
            purity: f64::from(node.own) / f64::from(node.size.max(1)),
            question: node.question.as_ref().map(|it| self.ask(it)),
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

    fn centred(&self) -> Option<Centred<'_>> {
        let matrix = self.subject.prepared.matrix.view();
        self.centres.as_ref().map(|centres| Centred {
            matrix,
            centres: centres.view(),
        })
    }

    fn ask(&self, question: &tree::Question) -> Question {
        let (subject, at) = (self.subject, question.feature_index);
        let fill = self.fills[at];
        let bounds = Bounds {
            at_least: None,
            at_most: Some(question.threshold),
        };
        let (feature, unit) = subject.words_of(self.used[at]);
        let currency = subject.currency();
        Question {
            words: subject.words.condition(&feature, unit, bounds, &currency),
            feature: subject.name(self.used[at]).into(),
            threshold: question.threshold,
            unknown: (!fill.is_nan()).then_some(fill <= question.threshold),
            n_leaves: question.n_leaves,
            yes: question.at_most,
            no: question.above,
        }
    }
}

fn price(of: &tree::Price) -> Price {
    Price {
        n_leaves: of.n_leaves,
        agreement: of.agreement,
        cost_ratio: of.cost_ratio,
    }
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
