//! Groups by what customers do, which may overlap.
//!
//! - **first-time**: one order so far;
//! - **frequent**: three orders or more, at gaps that are on average no longer
//!   than the lower quartile of all customers' with three orders or more;
//! - **engaged**: three purchase days or more, [active or won
//!   back](crate::lifecycle), and silent no longer than their own median gap.
//!
//! The rules are our own. Who left a cart can't be told: no file says so yet.

use numeric::stats;
use serde::{Deserialize, Serialize};

use crate::{Features, lifecycle::Stage, rules::Bits};

/// Orders, or days with one, from which there is a habit.
const HABIT: f64 = 3.0;

/// A group by what customers do.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// One order so far.
    FirstTime,
    /// Comes more often than most.
    Frequent,
    /// Keeps to the own rhythm.
    Engaged,
}

/// How many customers are in a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct GroupCount {
    /// The group.
    pub group: Group,
    /// Its customers.
    #[ts(type = "number")]
    pub customers: u64,
}

/// Whether each customer is in a group; `None` where the file does not tell.
/// `stages` are those of the customers, none where they are not known.
pub fn members(
    group: Group,
    features: &Features,
    stages: &[Stage],
) -> Option<Vec<bool>> {
    let of = |name| Some(&*features.column(name)?.values);
    let orders = of("orders")?;
    Some(match group {
        Group::FirstTime => orders.iter().map(|&it| it == 1.0).collect(),
        Group::Frequent => {
            let gaps = of("gap_mean_days")?;
            let both = || orders.iter().zip(gaps);
            let habit = both().filter(|it| *it.0 >= HABIT && !it.1.is_nan());
            let habit: Vec<f64> = habit.map(|it| *it.1).collect();
            let short = stats::quantile(&habit, 0.25)?;
            both().map(|it| *it.0 >= HABIT && *it.1 <= short).collect()
        }
        Group::Engaged => {
            let (days, late) = (of("purchase_days")?, of("overdue_ratio")?);
            let both = days.iter().zip(late);
            let keeps = both.map(|it| *it.0 >= HABIT && *it.1 <= 1.0);
            let is_here =
                |it: &Stage| matches!(it, Stage::Active | Stage::WonBack);
            if stages.is_empty() {
                return None;
            }
            keeps.zip(stages).map(|it| it.0 && is_here(it.1)).collect()
        }
    })
}

/// Who is in a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Members {
    /// The group.
    pub group: Group,
    /// Its customers.
    pub customers: Bits,
}

/// Who is in each group that the file tells.
pub fn known(features: &Features, stages: &[Stage]) -> Vec<Members> {
    let all = [Group::FirstTime, Group::Frequent, Group::Engaged];
    let of = |group| {
        let members = members(group, features, stages)?;
        let customers = Bits::of(members.len(), &|it| members[it]);
        Some(Members { group, customers })
    };
    all.into_iter().filter_map(of).collect()
}

/// How many customers are in each group that the file tells.
pub fn counted(groups: &[Members]) -> Vec<GroupCount> {
    let count = |it: &Members| GroupCount {
        group: it.group,
        customers: it.customers.len(),
    };
    groups.iter().map(count).collect()
}
