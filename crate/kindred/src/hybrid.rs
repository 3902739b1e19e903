//! Segments that are partly one's own: some are a rule and nothing else, and
//! the others are found under conditions.
//!
//! Everything is told by rules, never by customers, so that a plan stays
//! without a customer in it. A rule that is asked for here must be known
//! before there are segments.

mod form;
mod sets;

use cluster::{Method, kmeans::constrained::Contradiction};
use serde::{Deserialize, Serialize};

use crate::{
    Plan, RunError,
    error::Expected,
    rules::{Rule, Wrong, nearest_rule},
    words::{self, HybridWords},
};

pub(crate) use form::{Held, Kept, segment};

/// What is asked of segments beside what the method looks for.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(default, deny_unknown_fields)]
pub struct Hybrid {
    /// Rules, by name, whose customers are a segment of their own each; who
    /// is in several is in the first. The others are clustered without them,
    /// by any method.
    pub freeze: Vec<String>,
    /// Rules, by name, where groups begin, one each: at most as many as
    /// there are groups.
    pub seeds: Vec<String>,
    /// Whether the customers of a seed stay in its group.
    pub stay: bool,
    /// Rules, by name, whose customers share a group; rules that share a
    /// customer are as one.
    pub together: Vec<String>,
    /// Two rules each, by name: no group holds customers of both.
    pub apart: Vec<[String; 2]>,
    /// The least customers of a group, from 1; frozen segments are as large
    /// as they are.
    pub least: Option<usize>,
    /// The most customers of a group.
    pub most: Option<usize>,
}

impl Hybrid {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.freeze.is_empty() && !self.holds()
    }

    /// Whether the groups that are looked for are held to anything.
    pub(crate) fn holds(&self) -> bool {
        !self.seeds.is_empty()
            || !self.together.is_empty()
            || !self.apart.is_empty()
            || self.least.is_some()
            || self.most.is_some()
    }

    /// Every rule that it names, and where.
    pub(crate) fn names(&self) -> Vec<(String, &str)> {
        let of = |what: &'static str, list: &'_ [String]| {
            (0..list.len()).map(move |at| format!("hybrid.{what}[{at}]"))
        };
        let lists = [
            ("freeze", &self.freeze),
            ("seeds", &self.seeds),
            ("together", &self.together),
        ];
        let mut all: Vec<(String, &str)> = Vec::new();
        for (what, list) in lists {
            all.extend(of(what, list).zip(list.iter().map(String::as_str)));
        }
        for (at, both) in self.apart.iter().enumerate() {
            for (side, name) in both.iter().enumerate() {
                all.push((format!("hybrid.apart[{at}][{side}]"), name));
            }
        }
        all
    }
}

/// Whether what a plan asks for can be asked, whoever the customers are.
///
/// ```
/// use kindred::{Plan, hybrid::{Hybrid, check}};
/// let mut plan = Plan::new(Vec::new());
/// let freeze = vec!["Regulars".to_owned()];
/// plan.hybrid = Some(Hybrid { freeze, ..Hybrid::default() });
/// let refused = check(&plan).unwrap_err().to_string();
/// assert!(refused.starts_with("hybrid.freeze[0]: "), "{refused}");
/// ```
///
/// # Errors
/// The first fault, located: a rule that is not there, a bound out of its
/// range, a method that takes no constraints, lifecycle stages besides.
pub fn check(plan: &Plan) -> Result<(), RunError> {
    let Some(hybrid) = &plan.hybrid else {
        return Ok(());
    };
    let words = words::of(plan.language);
    for (at, name) in hybrid.names() {
        if !plan.rules.iter().any(|it| it.name == name) {
            let near = nearest_rule(name, &plan.rules);
            let wrong = Wrong::NoRule(name.into(), near);
            let said = words.rules().wrong(&wrong);
            return Err(RunError::BadRule { at, said });
        }
    }
    let refused = |at: &str, said: String| {
        let at = at.to_owned();
        Err(RunError::BadRule { at, said })
    };
    if plan.staged.is_some() && !hybrid.is_empty() {
        return refused("staged", words.hybrid().with_stages.into());
    }
    if hybrid.holds() && !matches!(plan.method, Method::KMeans(_)) {
        return refused("method.name", words.hybrid().only_k_means.into());
    }
    check_sizes(hybrid)?;
    let is_one = plan.method.n_clusters() == Some(1);
    if is_one && !hybrid.apart.is_empty() {
        return Err(RunError::BadParameter {
            parameter: "method.n_clusters".into(),
            found: "1".into(),
            expected: Expected::AtLeast("2"),
        });
    }
    Ok(())
}

/// Whether other rules may take the place of a plan's without forming the
/// segments anew: where it names any, those it has must stay as they are.
///
/// # Errors
/// One of them is another, or gone.
pub fn check_kept(plan: &Plan, rules: &[Rule]) -> Result<(), RunError> {
    let named = plan.hybrid.iter().any(|it| !it.names().is_empty());
    let is_other = |rule: &Rule| !rules.contains(rule);
    match plan.rules.iter().position(is_other) {
        Some(at) if named => Err(RunError::BadRule {
            at: format!("rules[{at}]"),
            said: words::of(plan.language).hybrid().formed_with.into(),
        }),
        _ => Ok(()),
    }
}

fn check_sizes(hybrid: &Hybrid) -> Result<(), RunError> {
    let low = hybrid.least.unwrap_or(1).max(1);
    let sizes = [("least", hybrid.least, 1), ("most", hybrid.most, low)];
    for (name, size, least) in sizes {
        if size.is_some_and(|it| !(least..=MOST).contains(&it)) {
            return Err(RunError::BadParameter {
                parameter: format!("hybrid.{name}"),
                found: size.map_or_else(String::new, |it| it.to_string()),
                expected: Expected::Within(
                    least.to_string(),
                    MOST.to_string(),
                ),
            });
        }
    }
    Ok(())
}

/// No bound is above it.
const MOST: usize = 1_000_000_000;

/// Why the customers that there are can't be kept to it.
pub(crate) fn refusal(
    hybrid: &Hybrid,
    contradiction: Contradiction,
    words: &HybridWords,
) -> RunError {
    let (at, said) = match contradiction {
        Contradiction::ManySeeds {
            n_seeds,
            n_clusters,
        } => ("seeds".into(), words.many_seeds(n_seeds, n_clusters)),
        Contradiction::EmptySeed { seed } => {
            (format!("seeds[{seed}]"), words.nobody(&hybrid.seeds[seed]))
        }
        Contradiction::SharedSeeds { first, second } => (
            format!("seeds[{second}]"),
            words.shared(&hybrid.seeds[first], &hybrid.seeds[second]),
        ),
        Contradiction::Tied { apart } => {
            let [one, other] = &hybrid.apart[apart];
            (format!("apart[{apart}]"), words.tied(one, other))
        }
        Contradiction::TooFew {
            n_clusters,
            least,
            needed,
            n_samples,
        } => (
            "least".into(),
            words.too_few([n_clusters, least, needed, n_samples]),
        ),
        Contradiction::TooMany {
            n_clusters,
            most,
            n_samples,
        } => ("most".into(), words.too_many([n_clusters, most, n_samples])),
        Contradiction::Crowded { size, most } => {
            ("most".into(), words.crowded(size, most))
        }
    };
    RunError::BadRule {
        at: format!("hybrid.{at}"),
        said,
    }
}
