//! Blocks of survey questions: one score out of several answers, where the
//! answers agree.
//!
//! A block is at least three columns of one file whose names differ only in
//! the number at their end (`trust_1`, `trust_2`, …) and whose values are
//! whole numbers from 1 to 5, or to 7. Its score is the first principal
//! component of Pearson's correlations between the answers, brought to the
//! answers' own scale: a mean of them, each weighed by its loading over its
//! standard deviation. An answer that runs against the others is turned
//! around first. How well they agree is Cronbach's alpha; below
//! [`LEAST_ALPHA`] there is no score.

use std::collections::BTreeMap;

use ndarray::Array2;
use numeric::{linalg, stats};
use serde::{Deserialize, Serialize};

use super::{Attribute, Attributes, Values};
use crate::features::Side;

/// From which alpha on there is a score.
const LEAST_ALPHA: f64 = 0.6;
/// Answers that make a block.
const LEAST_ITEMS: usize = 3;
/// Customers who answered all of them, at least.
const LEAST_COMPLETE: usize = 30;
/// The two-sided 95 % point of the normal distribution.
const Z_95: f64 = 1.959_963_984_540_054;

/// A block of questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Survey {
    /// What the names of its columns have in common: the score's name.
    pub name: String,
    /// The file of customers that holds it; `None` for the purchases.
    pub file: Option<String>,
    /// The largest answer: 5 or 7.
    pub top: u8,
    /// Customers who answered every question.
    #[ts(type = "number")]
    pub n_complete: u64,
    /// Cronbach's alpha, at most 1, after what runs against the others is
    /// turned around; `None` where too few answered.
    pub alpha: Option<f64>,
    /// Its interval (95 %).
    pub interval: Option<(f64, f64)>,
    /// The share of the answers' variance in the score, `0.0..=1.0`.
    pub kept: Option<f64>,
    /// The questions.
    pub items: Vec<Item>,
    /// Why there is no score; `None` where there is one.
    pub refused: Option<Refusal>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(rename = "SurveyItem")]
pub struct Item {
    /// Its column.
    pub column: String,
    /// Whether its answers were turned around.
    pub reversed: bool,
    /// Its loading on the score, `0.0..=1.0`.
    pub loading: f64,
    /// The correlation of its answers with the sum of the others,
    /// `-1.0..=1.0`.
    pub rest: f64,
}

/// Why a block has no score.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "SurveyRefusal")]
pub enum Refusal {
    /// Fewer than 30 customers answered every question.
    TooFew,
    /// The answers do not agree: alpha is below 0.6.
    Weak,
}

/// A block as it was found: its attributes by their places.
struct Block {
    name: String,
    file: Option<String>,
    places: Vec<usize>,
}

impl Attributes {
    /// Puts a score in the place of the answers of each block that agrees.
    pub(super) fn score(&mut self) {
        for block in blocks(&self.all) {
            let answers: Vec<&[f64]> = block
                .places
                .iter()
                .filter_map(|&at| numbers(&self.all[at]))
                .collect();
            let top = top(&answers);
            let found = scored(&answers, top);
            let columns = block.places.iter();
            let columns = columns.map(|&at| self.all[at].column.clone());
            let score = found.score;
            self.surveys.push(Survey {
                items: columns
                    .zip(found.items)
                    .map(|(column, item)| Item { column, ..item })
                    .collect(),
                name: block.name.clone(),
                file: block.file.clone(),
                ..found.survey
            });
            if let Some(values) = score {
                self.all.push(Attribute {
                    column: block.name,
                    file: block.file,
                    side: Side::Voice,
                    values: Values::Numbers(values),
                });
            }
        }
        let surveys = &self.surveys;
        let is_scored = |it: &Attribute| {
            let scored = surveys.iter().filter(|s| s.refused.is_none());
            let mut items = scored.flat_map(|s| &s.items);
            items.any(|item| item.column == it.column)
        };
        self.all.retain(|it| !is_scored(it));
    }
}

/// The blocks among attributes, by file and name.
fn blocks(all: &[Attribute]) -> Vec<Block> {
    let mut found: BTreeMap<(Option<String>, &str), Vec<usize>> =
        BTreeMap::new();
    for (place, attribute) in all.iter().enumerate() {
        let is_answer = numbers(attribute).is_some_and(|values| {
            let mut known = values.iter().filter(|it| !it.is_nan());
            known.all(|&it| (1.0..=7.0).contains(&it) && it == it.trunc())
        });
        let name = stem(&attribute.column);
        if let (true, Some(name)) = (is_answer, name) {
            let key = (attribute.file.clone(), name);
            found.entry(key).or_default().push(place);
        }
    }
    let is_free = |name: &str| all.iter().all(|it| it.column != name);
    let blocks = found
        .into_iter()
        .filter(|it| it.1.len() >= LEAST_ITEMS && is_free(it.0.1));
    blocks
        .map(|((file, name), places)| Block {
            name: name.to_owned(),
            file,
            places,
        })
        .collect()
}

/// A name without the number at its end; `None` without either.
fn stem(name: &str) -> Option<&str> {
    let bare = name.trim_end_matches(|it: char| it.is_ascii_digit());
    let is_numbered = bare.len() < name.len();
    let bare = bare.trim_end_matches([' ', '_', '-', '.']);
    (is_numbered && !bare.is_empty()).then_some(bare)
}

fn numbers(attribute: &Attribute) -> Option<&[f64]> {
    match &attribute.values {
        Values::Numbers(values) => Some(values),
        Values::Levels { .. } | Values::Days(_) => None,
    }
}

/// The largest answer that could be given.
fn top(answers: &[&[f64]]) -> u8 {
    let mut all = answers.iter().flat_map(|it| it.iter());
    match all.any(|&it| it > 5.0) {
        true => 7,
        false => 5,
    }
}

pub(super) struct Scored {
    pub survey: Survey,
    pub items: Vec<Item>,
    pub score: Option<Vec<f64>>,
}

/// The score of a block of answers, `answers[question][customer]`.
///
/// # Reference
/// L. J. Cronbach (1951), <https://doi.org/10.1007/BF02310555>. The interval:
/// D. G. Bonett (2002), <https://doi.org/10.3102/10769986027004335>:
///
/// ```text
/// 1 − exp(ln(1 − α) ± z √(2 k / ((k − 1) (n − 2))))
/// ```
///
/// O(n_customers · questions² + questions³).
pub(super) fn scored(answers: &[&[f64]], top: u8) -> Scored {
    let n_customers = answers.first().map_or(0, |it| it.len());
    let is_complete = |at: &usize| answers.iter().all(|it| !it[*at].is_nan());
    let complete: Vec<usize> = (0..n_customers).filter(is_complete).collect();
    let given: Vec<Vec<f64>> = answers
        .iter()
        .map(|it| complete.iter().map(|&at| it[at]).collect())
        .collect();
    let mut found = Scored::unasked(answers.len(), complete.len(), top);
    if complete.len() < LEAST_COMPLETE {
        return found;
    }
    let given = found.turned(given);
    found.judge(&given);
    if found.survey.refused.is_none() {
        let each = 0..n_customers;
        let weights = found.weights(&given);
        let score = each.map(|at| found.of(answers, at, &weights));
        found.score = Some(score.collect());
    }
    found
}

impl Scored {
    /// Of so many questions, of which nothing is known yet.
    fn unasked(k: usize, n_complete: usize, top: u8) -> Self {
        let item = Item {
            column: String::new(),
            reversed: false,
            loading: 0.0,
            rest: 0.0,
        };
        Self {
            survey: Survey {
                name: String::new(),
                file: None,
                top,
                n_complete: n_complete as u64,
                alpha: None,
                interval: None,
                kept: None,
                items: Vec::new(),
                refused: Some(Refusal::TooFew),
            },
            items: vec![item; k],
            score: None,
        }
    }

    /// An answer the other way around.
    fn turn(&self, answer: f64) -> f64 {
        f64::from(self.survey.top) + 1.0 - answer
    }

    /// The answers of those who gave all, those that run against the others
    /// turned around; with the loadings, which say which these are.
    fn turned(&mut self, mut given: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
        let component = Component::of(&given);
        self.survey.kept = Some(component.kept);
        for (at, loading) in component.loadings.into_iter().enumerate() {
            let item = &mut self.items[at];
            (item.loading, item.reversed) = (loading.abs(), loading < 0.0);
            if loading < 0.0 {
                given[at].iter_mut().for_each(|it| *it = self.turn(*it));
            }
        }
        given
    }

    /// How well they agree.
    fn judge(&mut self, given: &[Vec<f64>]) {
        let (k, n) = (given.len(), given.first().map_or(0, Vec::len));
        for (at, item) in self.items.iter_mut().enumerate() {
            let others = sum(given, at);
            item.rest = stats::pearson(&given[at], &others).unwrap_or(0.0);
        }
        let whole = variance(&sum(given, k));
        let parts: f64 = given.iter().map(|it| variance(it)).sum();
        let ratio = k as f64 / (k as f64 - 1.0);
        let alpha = match whole > 0.0 {
            true => ratio * (1.0 - parts / whole),
            false => 0.0,
        };
        let reach = Z_95 * (2.0 * ratio / (n as f64 - 2.0)).sqrt();
        let end = |by: f64| 1.0 - (1.0 - alpha) * libm::exp(by);
        self.survey.alpha = Some(alpha);
        self.survey.interval = Some((end(reach), end(-reach)));
        self.survey.refused = (alpha < LEAST_ALPHA).then_some(Refusal::Weak);
    }

    /// What each answer counts.
    fn weights(&self, given: &[Vec<f64>]) -> Vec<f64> {
        let items = self.items.iter().zip(given);
        let weight = |(item, given): (&Item, &Vec<f64>)| {
            item.loading / variance(given).sqrt().max(1e-9)
        };
        items.map(weight).collect()
    }

    /// The score of a customer.
    fn of(&self, answers: &[&[f64]], at: usize, weights: &[f64]) -> f64 {
        mean_of_known(weights, &|question| match self.items[question].reversed
        {
            true => self.turn(answers[question][at]),
            false => answers[question][at],
        })
    }
}

fn variance(values: &[f64]) -> f64 {
    stats::variance(values).unwrap_or(0.0)
}

/// The sum of each customer's answers, but those to one question.
fn sum(given: &[Vec<f64>], skipped: usize) -> Vec<f64> {
    let mut sums = vec![0.0; given.first().map_or(0, Vec::len)];
    let others = given.iter().enumerate().filter(|it| it.0 != skipped);
    for (_, answers) in others {
        sums.iter_mut().zip(answers).for_each(|it| *it.0 += it.1);
    }
    sums
}

/// The mean of what is answered, weighed; `NaN` where less than half is.
fn mean_of_known(weights: &[f64], answer: &dyn Fn(usize) -> f64) -> f64 {
    let (mut sum, mut weight, mut n_known) = (0.0, 0.0, 0);
    for (at, own) in weights.iter().enumerate() {
        let given = answer(at);
        if !given.is_nan() {
            sum += own * given;
            weight += own;
            n_known += 1;
        }
    }
    match 2 * n_known >= weights.len() && weight > 0.0 {
        true => sum / weight,
        false => f64::NAN,
    }
}

/// The first principal component of the correlations.
struct Component {
    /// One a question, `-1.0..=1.0`, most of them above 0.
    loadings: Vec<f64>,
    kept: f64,
}

impl Component {
    fn of(given: &[Vec<f64>]) -> Self {
        let k = given.len();
        let mut correlations = Array2::eye(k);
        for i in 0..k {
            for j in 0..i {
                let r = stats::pearson(&given[i], &given[j]).unwrap_or(0.0);
                correlations[[i, j]] = r;
                correlations[[j, i]] = r;
            }
        }
        let eigen = linalg::symmetric_eigen(&correlations);
        let largest = eigen.values.first().copied().unwrap_or(0.0).max(0.0);
        let first = eigen.vectors.row(0);
        let sign = if first.sum() < 0.0 { -1.0 } else { 1.0 };
        let loading = |it: &f64| sign * it * largest.sqrt();
        Self {
            loadings: first.iter().map(loading).collect(),
            kept: largest / k as f64,
        }
    }
}
