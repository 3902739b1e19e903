//! What came after: who brought more or left more often than others, by what
//! was known of them before.
//!
//! A plan may ask what happened in the last so many days before the as-of
//! day. Then everything is computed a second time as of the first of these
//! days: features, stages and groups see nothing on or after it. What came
//! after is set against them in two ways: by a tree of few questions whose
//! answers part all customers ([`explain::honest`]), and by single groups
//! that stand out from everybody and may overlap ([`explain::subgroup`]).
//! Both search one half of the customers and are measured on the other, so
//! that what they tell is no promise of the half that chose it.
//!
//! It changes no segment. What was set aside of the files as a whole, such as
//! buyers above a limit, is set aside here too, whenever it was decided.

mod ask;
mod see;
#[cfg(test)]
mod tests;

use explain::{Measure, honest, subgroup};
use ndarray::Array2;
use numeric::{Rng, rng};
use serde::{Deserialize, Serialize};

use crate::{
    Executor, Features, Plan, RunError, Stage, day, disclose::SMALLEST,
    error::Expected, lifecycle, rules, words,
};
use see::{Seen, come};

/// Fewer customers than this are too few to halve and part.
pub const NEEDED: u64 = 200;
/// At most so many customers are looked at, drawn by the plan's seed.
pub const MOST: usize = 50_000;
/// Days ahead at most.
const MAX_DAYS: u32 = 3_650;
/// Where it begins in the plan's stream of seeds.
const STREAM: u64 = 0x666f_7265;

/// What is asked of the days before the as-of day.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// How many days, `1..=3650`.
    pub horizon_days: u32,
    /// What of them.
    pub of: CameAfter,
}

/// What happened in some days to a customer who had bought before.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum CameAfter {
    /// What the customer brought, returns netted.
    Revenue,
    /// Whether the customer bought on none of the days.
    Left,
}

/// What came after, by what was known before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Foretold {
    /// As in the plan.
    pub outcome: Outcome,
    /// The first of the days (ISO); what is known of customers is from
    /// before it.
    pub from: String,
    /// Customers who had bought before and were looked at.
    #[ts(type = "number")]
    pub customers: u64,
    /// All of them.
    pub everybody: Estimated,
    /// The answers of a tree of few questions, highest first: each customer
    /// is in one. None where no question helps.
    pub leaves: Vec<Foreseen>,
    /// Groups that stand out from all others, highest first.
    pub subgroups: Vec<Foreseen>,
    /// How many groups were tested for that.
    pub n_tested: usize,
}

/// A figure of the half that chose nothing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Estimated {
    /// Customers of that half.
    #[ts(type = "number")]
    pub customers: u64,
    /// Their mean in the currency's major unit, or the share of them that
    /// left.
    pub mean: f64,
    /// Its 95 % interval.
    pub interval: (f64, f64),
}

/// Customers told by what was known before, and what came after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Foreseen {
    /// Who they are, in words.
    pub words: String,
    /// The same as a rule about the day before the first.
    pub when: rules::Condition,
    /// Customers of both halves.
    #[ts(type = "number")]
    pub customers: u64,
    /// What came after.
    pub estimate: Estimated,
    /// The mean over that of everybody; `None` where that is not above 0.
    pub ratio: Option<f64>,
    /// The chance of standing out so far, as it counts among all tests
    /// (Benjamini and Hochberg); `None` where nothing was tested.
    pub chance: Option<f64>,
}

/// Why it can't be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// The files tell no day.
    NoDays,
    /// The files tell no amounts.
    NoAmounts,
    /// There are fewer days than twice those looked ahead, which are so
    /// many.
    Short(u32),
    /// So few customers had bought before.
    Few(u64),
    /// So few bought on the days, or did not.
    OneSided(u64),
}

/// Checks what a plan asks.
///
/// # Errors
/// The days are out of their range.
pub(crate) fn check(plan: &Plan) -> Result<(), RunError> {
    let days = plan.outcome.map_or(1, |it| it.horizon_days);
    if (1..=MAX_DAYS).contains(&days) {
        return Ok(());
    }
    Err(RunError::BadParameter {
        parameter: "outcome.horizon_days".into(),
        found: days.to_string(),
        expected: Expected::Within("1".into(), MAX_DAYS.to_string()),
    })
}

/// The first of the days that a plan asks about, from the features as of
/// their end; `None` where it asks about none. O(customers).
pub(crate) fn start(
    plan: &Plan,
    now: &Features,
) -> Option<Result<String, Why>> {
    let Outcome { horizon_days, of } = plan.outcome?;
    let days = f64::from(horizon_days);
    let tenure = now.column("tenure_days");
    let longest =
        tenure.map(|it| it.values.iter().copied().fold(0.0, f64::max));
    Some(match (now.as_of_day, longest) {
        (Some(_), Some(_))
            if of == CameAfter::Revenue && now.revenue.is_none() =>
        {
            Err(Why::NoAmounts)
        }
        (Some(_), Some(longest)) if longest < 2.0 * days => {
            Err(Why::Short(horizon_days))
        }
        (Some(as_of), Some(_)) => {
            Ok(day::iso(as_of - i64::from(horizon_days)))
        }
        _ => Err(Why::NoDays),
    })
}

/// What came after of the customers `before` the days, which are over `now`,
/// or why it can't be told; `None` where the plan does not ask.
/// Deterministic by the plan's seed.
///
/// # Errors
/// It was stopped.
///
/// ```text
/// O(c · f · log c), c customers of [`MOST`] at most, f what is known of each
/// ```
pub(crate) async fn foretold(
    before: Option<Result<Features, Why>>,
    now: &Features,
    plan: &Plan,
    executor: &impl Executor,
) -> Result<Option<Result<Foretold, Why>>, RunError> {
    let (before, outcome) = match before.zip(plan.outcome) {
        None => return Ok(None),
        Some((Err(why), _)) => return Ok(Some(Err(why))),
        Some((Ok(before), outcome)) => (before, outcome),
    };
    let before = &before;
    let seed = rng::derive(plan.seed, STREAM);
    let mut came = come([before, now], outcome);
    if let Err(why) = enough(&came.values, outcome.of) {
        return Ok(Some(Err(why)));
    }
    if came.customers.len() > MOST {
        let drawn = Rng::new(seed).sample(came.customers.len(), MOST);
        came = came.only(&drawn);
    }
    let (_, stages) = lifecycle::stages(before).unzip();
    let stages = stages.unwrap_or_else(Vec::new);
    let seen = Seen::of(before, &stages, &came.customers, plan);
    let parting = Parting::of(&seen, &came.values, outcome, seed);
    let params = subgroup::Params {
        measure: outcome.measure(),
        min_size: SMALLEST as usize,
        ..subgroup::Params::default()
    };
    let (x, y) = (seen.x.view(), &*came.values);
    let jobs = vec![parting.job(), subgroup::job(x, y, &params, seed)];
    let outputs = executor.explain(Stage::Explain, jobs).await?;
    let (everybody, leaves) = parting.told(&outputs);
    let found = subgroup::tested(x, y, &params, seed, &outputs);
    let told = found.subgroups.iter().filter_map(|it| {
        let estimate = Estimated::of(it.size, it.mean, it.interval)?;
        let told = seen.told(&it.conditions, estimate, everybody);
        Some(Foreseen {
            chance: Some(it.adjusted),
            ..told
        })
    });
    let first_day = before.as_of_day.map_or_else(String::new, day::iso);
    Ok(Some(Ok(Foretold {
        outcome,
        from: first_day,
        customers: came.customers.len() as u64,
        everybody,
        leaves,
        subgroups: told.collect(),
        n_tested: found.n_tested,
    })))
}

/// Customers who are to be parted by what is known of them.
struct Parting<'a> {
    seen: &'a Seen<'a>,
    values: &'a [f64],
    /// The columns that are known of all, and which they are.
    x: Array2<f64>,
    used: Vec<usize>,
    params: honest::Params,
    seed: u64,
}

impl<'a> Parting<'a> {
    fn of(
        seen: &'a Seen<'a>,
        values: &'a [f64],
        outcome: Outcome,
        seed: u64,
    ) -> Self {
        let (x, used) = seen.whole();
        let params = honest::Params {
            measure: outcome.measure(),
            ..honest::Params::default()
        };
        Self {
            seen,
            values,
            x,
            used,
            params,
            seed,
        }
    }

    fn job(&self) -> explain::Job {
        honest::job(self.x.view(), self.values, &self.params, self.seed)
    }

    /// All customers, and the answers that part them, highest first.
    fn told(
        &self,
        outputs: &[explain::JobOutput],
    ) -> (Estimated, Vec<Foreseen>) {
        let Self { x, used, .. } = self;
        let (params, seed) = (&self.params, self.seed);
        let tree =
            honest::estimated(x.view(), self.values, params, seed, outputs);
        let of = |node: usize| {
            let node = &tree.nodes[node];
            Estimated::of(node.size as usize, node.mean?, node.interval)
        };
        let everybody = of(0).expect("half of enough customers has a mean");
        let leaves = ask::leaves(&tree, x, SMALLEST as u32).into_iter();
        let asked = leaves.filter(|leaf| !leaf.conditions.is_empty());
        let told = asked.filter_map(|leaf| {
            let mut conditions = leaf.conditions;
            for condition in &mut conditions {
                condition.feature_index = used[condition.feature_index];
            }
            Some(self.seen.told(&conditions, of(leaf.node)?, everybody))
        });
        let mut leaves: Vec<Foreseen> = told.collect();
        numeric::order::by(&mut leaves, |a, b| {
            b.estimate.mean.total_cmp(&a.estimate.mean)
        });
        (everybody, leaves)
    }
}

/// Whether there are enough customers, and enough of either kind.
fn enough(values: &[f64], of: CameAfter) -> Result<(), Why> {
    let n = values.len() as u64;
    if n < NEEDED {
        return Err(Why::Few(n));
    }
    let n_other = values.iter().filter(|it| **it != 0.0).count() as u64;
    let least = match of {
        CameAfter::Revenue => n_other,
        CameAfter::Left => n_other.min(n - n_other),
    };
    if least < 2 * SMALLEST {
        return Err(Why::OneSided(2 * SMALLEST));
    }
    Ok(())
}

impl Why {
    /// What the user must see instead.
    pub(crate) fn warning(self, plan: &Plan) -> table::Warning {
        let said = words::of(plan.language).foretold().why(self);
        table::Warning::new("W_OUTCOME", 1, said)
    }
}

impl Outcome {
    fn measure(self) -> Measure {
        match self.of {
            CameAfter::Revenue => Measure::Mean,
            CameAfter::Left => Measure::Share,
        }
    }
}

impl Estimated {
    /// `None` where there is no interval.
    fn of(
        size: usize,
        mean: f64,
        interval: Option<(f64, f64)>,
    ) -> Option<Self> {
        Some(Self {
            customers: size as u64,
            mean,
            interval: interval?,
        })
    }
}
