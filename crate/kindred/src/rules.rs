//! Segments by a rule that can be said aloud: three orders or more, the last
//! at most 30 days ago.
//!
//! A [`Rule`] is plain data of the plan: conditions on features, stages,
//! groups and segments of a run, joined by all, any and not, and other rules
//! by their names, so that sets are united, intersected and taken from each
//! other. On a finished run each rule is a set of customers, a bit each.
//!
//! A customer for whom a feature can't be computed is in no comparison with
//! it but that it is missing; so who is *not* in a comparison may be without
//! the feature. A rule that can't be judged says where and why, and leaves
//! all others as they are.

mod bits;
mod fault;
mod figures;
mod judge;
mod overlap;
mod read;
mod said;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use table::Warning;

use crate::{
    Features, Run, RunError,
    analysis::Segment,
    groups::{Group, Members},
    lifecycle::Stage,
    plan::Language,
    words::{self, number::Currency},
};

pub use bits::Bits;
pub(crate) use fault::Wrong;
pub use overlap::{MAX_SETS, Overlap, OverlapSet, Overlaps};

use fault::nearest;
use judge::Judge;

/// Rules of a plan at most.
pub const MAX_RULES: usize = 50;
/// Conditions within conditions at most.
pub const MAX_DEPTH: usize = 16;
/// What a value is compared with is no farther from 0.
pub const MAX_VALUE: f64 = 1e12;

/// A set of customers by a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name, by which other rules name it.
    pub name: String,
    /// Who is in it.
    pub when: Condition,
}

/// Who is in a set of customers. It is written as one object whose keys say
/// which it is: `{"feature": "orders", "at-least": 3}`.
#[derive(Clone, Debug, PartialEq, ts_rs::TS)]
#[ts(untagged)]
pub enum Condition {
    /// In each of them; one at least.
    All {
        /// The conditions.
        all: Vec<Self>,
    },
    /// In one of them; one at least.
    Any {
        /// The conditions.
        any: Vec<Self>,
    },
    /// All who are not in it.
    Not {
        /// The condition.
        not: Box<Self>,
    },
    /// A feature is so much or more.
    AtLeast {
        /// The feature's name.
        feature: String,
        /// In the feature's unit.
        #[ts(rename = "at-least")]
        at_least: f64,
    },
    /// A feature is so much or less.
    AtMost {
        /// The feature's name.
        feature: String,
        /// In the feature's unit.
        #[ts(rename = "at-most")]
        at_most: f64,
    },
    /// A feature is from the first to the second, both among them.
    Between {
        /// The feature's name.
        feature: String,
        /// In the feature's unit.
        between: [f64; 2],
    },
    /// A feature can't be computed, or can.
    Missing {
        /// The feature's name.
        feature: String,
        /// Whether it can't.
        missing: bool,
    },
    /// A stage of the lifecycle.
    Stage {
        /// The stage.
        stage: Stage,
    },
    /// A group by what customers do.
    Group {
        /// The group.
        group: Group,
    },
    /// A segment of the run; nobody where it has no such segment.
    Segment {
        /// Its id.
        segment: u32,
    },
    /// All who are in another rule.
    Rule {
        /// Its name.
        rule: String,
    },
}

/// What came of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct RuleResult {
    /// Its name.
    pub name: String,
    /// The rule in words.
    pub words: String,
    /// Its figures; `None` where it can't be judged.
    pub figures: Option<RuleFigures>,
    /// Where in the plan it can't be judged, and why; in the language of
    /// the plan.
    pub problem: Option<String>,
}

/// The figures of a rule's customers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct RuleFigures {
    /// How many there are.
    #[ts(type = "number")]
    pub customers: u64,
    /// Of all permitted customers, `0.0..=1.0`.
    pub share_of_customers: f64,
    /// Of their revenue; of their lines where the file has no amounts.
    pub share_of_revenue: f64,
    /// Their revenue in the minor unit, returns netted.
    #[ts(type = "number | null")]
    pub revenue: Option<i64>,
    /// Mean number of orders; `None` for nobody.
    pub orders: Option<f64>,
    /// Mean days since the last order; `None` for nobody, and where no day is
    /// told.
    pub recency_days: Option<f64>,
    /// Whether a report may show it: see
    /// [`crate::disclose::rules_to_tell`].
    pub may_tell: bool,
}

/// What came of rules on a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Counted {
    /// Each rule, in their order.
    pub rules: Vec<RuleResult>,
    /// How the chosen sets overlap; `None` for fewer than two, for more than
    /// [`MAX_SETS`], and where one of them can't be judged.
    pub overlaps: Option<Overlaps>,
}

/// What rules are judged on: a finished run.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub n_customers: usize,
    pub features: &'a [(&'a str, &'a [f64])],
    /// One a customer; none where they are not known.
    pub stages: &'a [Stage],
    pub groups: &'a [Members],
    /// Each customer's segment.
    pub labels: &'a [u32],
    pub segments: &'a [Segment],
    /// In the minor unit.
    pub revenue: Option<&'a [i64]>,
    pub n_lines: &'a [u32],
    pub currency: Currency<'a>,
}

/// Whether rules can be judged at all, before anything is known of the
/// customers: names, numbers, depth, and that no rule leads back to itself.
///
/// ```
/// use kindred::{plan::Language, rules::{Condition, Rule, check}};
/// let own = Condition::Rule { rule: "A".into() };
/// let circle = [Rule { name: "A".into(), when: own }];
/// let refused = check(&circle, Language::En).unwrap_err();
/// assert!(refused.to_string().starts_with("rules[0].when.rule: "));
/// ```
///
/// # Errors
/// The first fault, located, such as `rules[2].when.all[1].between`.
pub fn check(rules: &[Rule], language: Language) -> Result<(), RunError> {
    let mut judge = Judge::new(rules, None);
    let first = (0..rules.len()).find_map(|at| judge.rule(at).err());
    let Some(fault) = first else {
        return Ok(());
    };
    Err(RunError::BadRule {
        said: words::of(language).rules().wrong(&fault.wrong),
        at: fault.at,
    })
}

/// The figures of rules on a finished run, and how some sets overlap.
///
/// ```text
/// O(conditions · n_customers + rules² · n_customers / 64)
/// ```
pub fn count(
    run: &Run,
    rules: &[Rule],
    overlap: &[Condition],
    language: Language,
) -> Counted {
    let names = run.analysis.features.iter().map(|it| it.name.as_str());
    let values = run.values.iter().map(Vec::as_slice);
    let features: Vec<_> = names.zip(values).collect();
    let amount = &run.analysis.amount;
    let ground = Ground {
        n_customers: run.customers.len(),
        features: &features,
        stages: &run.stages,
        groups: &run.groups,
        labels: &run.labels,
        segments: &run.analysis.segments,
        revenue: run.revenue.as_deref(),
        n_lines: &run.n_lines,
        currency: Currency {
            name: amount.currency.as_deref(),
            minor_digits: amount.minor_digits,
        },
    };
    ground.count(rules, overlap, language)
}

/// The features by their names, as rules ask for them.
pub(crate) fn columns(features: &Features) -> Vec<(&str, &[f64])> {
    let columns = features.columns.iter();
    columns.map(|it| (&*it.name, &*it.values)).collect()
}

/// What rules are judged on before there are segments.
pub(crate) fn before<'a>(
    features: &'a Features,
    columns: &'a [(&'a str, &'a [f64])],
    stages: &'a [Stage],
    groups: &'a [Members],
) -> Ground<'a> {
    Ground {
        n_customers: features.n_customers(),
        features: columns,
        stages,
        groups,
        labels: &[],
        segments: &[],
        revenue: features.revenue.as_deref(),
        n_lines: &features.n_lines,
        currency: Currency {
            name: features.amount.currency.as_deref(),
            minor_digits: features.amount.minor_digits,
        },
    }
}

/// The customers of rules by their names, each with the place in the plan
/// that names it, before there are segments.
///
/// # Errors
/// The first that can't be judged: nor can one that asks for a segment.
pub(crate) fn sets(
    ground: &Ground<'_>,
    rules: &[Rule],
    names: &[(String, &str)],
    language: Language,
) -> Result<Vec<Bits>, RunError> {
    let mut judge = Judge::new(rules, Some(ground));
    let words = words::of(language).rules();
    let refused = |at: &str, wrong: &Wrong| RunError::BadRule {
        said: words.wrong(wrong),
        at: at.to_owned(),
    };
    let mut set = |(at, name): &(String, &str)| match judge.named(name) {
        Ok(Ok(set)) => Ok(set),
        Ok(Err(fault)) => Err(refused(&fault.at, &fault.wrong)),
        Err(wrong) => Err(refused(at, &wrong)),
    };
    names.iter().map(&mut set).collect()
}

/// The name of a rule that is nearest to one that no rule has.
pub(crate) fn nearest_rule(name: &str, rules: &[Rule]) -> Option<String> {
    nearest(name, rules.iter().map(|it| &*it.name))
}

/// The rules of a plan on its run; all of them are set against each other.
pub(crate) fn of_plan(
    run: &Run,
    rules: &[Rule],
    language: Language,
) -> Counted {
    let named = |rule: &Rule| Condition::Rule {
        rule: rule.name.clone(),
    };
    let all: Vec<_> = rules.iter().map(named).collect();
    count(run, rules, &all, language)
}

/// What the user must see of rules that can't be judged.
pub(crate) fn warning(
    rules: &[RuleResult],
    language: Language,
) -> Option<Warning> {
    let wrong = rules.iter().filter_map(|it| it.problem.as_deref());
    let wrong: Vec<&str> = wrong.collect();
    let words = words::of(language).rules();
    (!wrong.is_empty()).then(|| {
        let message = format!("{}: {}.", words.not_judged, wrong.join("; "));
        Warning::new("W_RULE", wrong.len() as u64, message)
    })
}

impl Ground<'_> {
    fn count(
        &self,
        rules: &[Rule],
        overlap: &[Condition],
        language: Language,
    ) -> Counted {
        let words = words::of(language);
        let mut judge = Judge::new(rules, Some(self));
        let sets: Vec<_> = (0..rules.len()).map(|at| judge.rule(at)).collect();
        let (told, whole) = (self.told(&sets), self.whole());
        let parts = rules.iter().zip(sets).zip(told);
        let results = parts.map(|((rule, set), may_tell)| RuleResult {
            name: rule.name.clone(),
            words: self.said(&rule.when, words),
            problem: set.as_ref().err().map(|fault| {
                let said = words.rules().wrong(&fault.wrong);
                format!("{}: {said}", fault.at)
            }),
            figures: set.ok().map(|set| self.figures(&set, whole, may_tell)),
        });
        let results = results.collect();
        Counted {
            rules: results,
            overlaps: self.overlaps(&mut judge, overlap, words),
        }
    }
}
