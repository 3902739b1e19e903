//! What is known of customers before the days, and what they did on them.

use explain::{Condition, Relation};
use ndarray::Array2;

use super::{CameAfter, Estimated, Foreseen, Outcome};
use crate::{
    Features, Plan,
    describe::in_words,
    features,
    groups::{self, Group},
    lifecycle::Stage,
    rules,
    words::{self, Bounds, Words, number::Currency},
};

/// What customers did on the days.
pub(super) struct Came {
    /// Who had bought before, by position, ascending.
    pub customers: Vec<usize>,
    /// One value a customer: major units of the currency, or 1 for who left.
    pub values: Vec<f64>,
}

impl Came {
    /// Only those at these places.
    pub fn only(&self, places: &[usize]) -> Self {
        Self {
            customers: places.iter().map(|&it| self.customers[it]).collect(),
            values: places.iter().map(|&it| self.values[it]).collect(),
        }
    }
}

/// What those who had bought before did on the days, from what is known of
/// them before and after. O(customers · log customers).
pub(super) fn come([before, now]: [&Features; 2], outcome: Outcome) -> Came {
    let mut came = Came {
        customers: Vec::new(),
        values: Vec::new(),
    };
    for (at, id) in before.ids.iter().enumerate() {
        let Ok(later) = now.ids.binary_search(id) else {
            continue;
        };
        let value = match outcome.of {
            CameAfter::Revenue => brought([before, now], [at, later]),
            CameAfter::Left => left(now, later, outcome.horizon_days),
        };
        if let Some(value) = value {
            came.customers.push(at);
            came.values.push(value);
        }
    }
    came
}

/// A cent either way is of the rounding of both sums, not of a purchase.
fn brought(
    [before, now]: [&Features; 2],
    [at, later]: [usize; 2],
) -> Option<f64> {
    let minor = now.revenue.as_ref()?[later] - before.revenue.as_ref()?[at];
    let unit = 10_i64.pow(u32::from(now.amount.minor_digits));
    let is_rounding = minor.abs() <= 1;
    Some(if is_rounding {
        0.0
    } else {
        minor as f64 / unit as f64
    })
}

fn left(now: &Features, later: usize, horizon_days: u32) -> Option<f64> {
    let silence = now.column("recency_days")?.values[later];
    Some(f64::from(u8::from(silence > f64::from(horizon_days))))
}

/// What a column is about.
#[derive(Clone, Copy, Debug)]
enum About {
    /// A feature, by position.
    Feature(usize),
    /// 1 for who is in the stage.
    Stage(Stage),
    /// 1 for who is in the group.
    Group(Group),
}

/// What is known of customers before the days.
pub(super) struct Seen<'a> {
    /// `(n_customers, n_columns)`; `NaN` where it can't be computed.
    pub x: Array2<f64>,
    about: Vec<About>,
    before: &'a Features,
    currency: Currency<'a>,
    words: &'static dyn Words,
}

impl<'a> Seen<'a> {
    /// The main features and those that the plan names, stages and groups.
    pub fn of(
        before: &'a Features,
        stages: &[Stage],
        customers: &[usize],
        plan: &Plan,
    ) -> Self {
        let wanted = features::wanted(usize::MAX, &plan.recipe.features);
        let is_wanted = |at: &usize| {
            let name = &*before.columns[*at].name;
            wanted.iter().any(|it| it.name == name)
        };
        let places = (0..before.columns.len()).filter(is_wanted);
        let mut about: Vec<About> = places.map(About::Feature).collect();
        let told = Stage::ALL.into_iter().filter(|it| stages.contains(it));
        about.extend(told.map(About::Stage));
        let groups = groups::known(before, stages);
        about.extend(groups.iter().map(|it| About::Group(it.group)));
        let has = |is: bool| f64::from(u8::from(is));
        let first_group = about.len() - groups.len();
        let x = (customers.len(), about.len());
        let x = Array2::from_shape_fn(x, |(row, column)| {
            let at = customers[row];
            match about[column] {
                About::Feature(of) => before.columns[of].values[at],
                About::Stage(stage) => has(stages[at] == stage),
                About::Group(_) => {
                    has(groups[column - first_group].customers.has(at))
                }
            }
        });
        Self {
            x,
            about,
            before,
            currency: Currency {
                name: before.amount.currency.as_deref(),
                minor_digits: before.amount.minor_digits,
            },
            words: words::of(plan.language),
        }
    }

    /// The columns that are known of every customer, and which they are.
    pub fn whole(&self) -> (Array2<f64>, Vec<usize>) {
        let columns = self.x.columns().into_iter().enumerate();
        let used: Vec<usize> = columns
            .filter(|it| !it.1.iter().any(|value| value.is_nan()))
            .map(|it| it.0)
            .collect();
        (self.x.select(ndarray::Axis(1), &used), used)
    }

    /// Who satisfies all conditions, with what came after.
    pub fn told(
        &self,
        conditions: &[Condition],
        estimate: Estimated,
        everybody: Estimated,
    ) -> Foreseen {
        let holds = |it: &Condition, row: usize| {
            it.holds(self.x[[row, it.feature_index]])
        };
        let is_in = |row: &usize| conditions.iter().all(|it| holds(it, *row));
        let customers = (0..self.x.nrows()).filter(is_in).count();
        let has_ratio = everybody.mean > 0.0;
        Foreseen {
            words: in_words(conditions, self.words, &|at, bounds| {
                self.said(at, bounds)
            }),
            when: self.when(conditions),
            customers: customers as u64,
            estimate,
            ratio: has_ratio.then(|| estimate.mean / everybody.mean),
            chance: None,
        }
    }

    /// What is said of one column.
    fn said(&self, at: usize, bounds: Bounds) -> String {
        let own = self.words.rules();
        let mark = |name: &str| match bounds.at_least {
            Some(_) => name.to_owned(),
            None => format!("{} {name}", own.not),
        };
        match self.about[at] {
            About::Feature(of) => {
                let column = &self.before.columns[of];
                let feature = self.words.feature(&column.name);
                let currency = &self.currency;
                self.words.condition(feature, column.unit, bounds, currency)
            }
            About::Stage(stage) => mark(own.stage(stage)),
            About::Group(group) => mark(own.group(group)),
        }
    }

    /// The conditions as a rule.
    fn when(&self, conditions: &[Condition]) -> rules::Condition {
        let mut all: Vec<rules::Condition> =
            conditions.iter().map(|it| self.one(it)).collect();
        match all.len() {
            1 => all.remove(0),
            _ => rules::Condition::All { all },
        }
    }

    fn one(&self, of: &Condition) -> rules::Condition {
        let marked = match self.about[of.feature_index] {
            About::Feature(at) => {
                let feature = self.before.columns[at].name.to_string();
                return match of.relation {
                    Relation::AtLeast => rules::Condition::AtLeast {
                        feature,
                        at_least: of.threshold,
                    },
                    Relation::AtMost => rules::Condition::AtMost {
                        feature,
                        at_most: of.threshold,
                    },
                };
            }
            About::Stage(stage) => rules::Condition::Stage { stage },
            About::Group(group) => rules::Condition::Group { group },
        };
        match of.relation {
            Relation::AtLeast => marked,
            Relation::AtMost => rules::Condition::Not {
                not: Box::new(marked),
            },
        }
    }
}
