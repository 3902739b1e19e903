//! What a plan does about what a review found.
//!
//! A [`Remedy`] answers one check, of all purchases together and by their
//! roles; a [`crate::repair`] is about the form of one file. Where a plan
//! says nothing of a check, everything is kept: no money goes silently.
//! Records that a remedy sets aside stand in the reconciliation with their
//! amounts, like those that a repair sets aside. They are sought among all
//! that the repairs left, each by itself, so that the order of the list
//! changes only which of two reasons is told.
//!
//! A limit stands in the plan as a number, not as a rule, so that a plan
//! means the same for a file of tomorrow.

mod find;
mod said;

use serde::{Deserialize, Serialize};
use table::Table;

use crate::{
    Permitted,
    analysis::SetAsideReason,
    repair::{Because, Known, Repair, Scoped},
    review::CheckName,
    role::Role,
};

use said::Said;

pub(crate) use find::{
    Limit, bought_by, contradictory, each_kept, of_codes, speaking, wholly,
};

/// What is done about something odd.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "Said", into = "Said")]
#[ts(as = "Said")]
pub enum Remedy {
    /// A record without a value in the column of the role takes that of the
    /// record before it in its order.
    MissingValues {
        /// The customer or the date.
        role: Role,
    },
    /// A record that equals an earlier one in every column is set aside.
    RepeatedRecords,
    /// All records of an order of several customers or days are set aside.
    ContradictoryOrders,
    /// Nothing on or after this day is seen, as if the plan's `as_of` said
    /// so; the earlier of both holds.
    FarDates {
        /// The day (ISO).
        from: String,
    },
    /// Purchases of more than this are set aside.
    OutlyingAmounts {
        /// In the minor unit.
        above: i64,
    },
    /// Returns are set aside instead of netted with their customers.
    Returns,
    /// Records of customers whose id has one of these words are set aside.
    TestCustomers {
        /// Whole words in small letters.
        words: Vec<String>,
    },
    /// The same: nobody in particular stands behind a guest.
    GuestOrders {
        /// Whole words in small letters.
        words: Vec<String>,
    },
    /// All records of customers who bought for more than this are set aside.
    LargeBuyers {
        /// In the minor unit.
        above: i64,
    },
}

/// What a plan mends before anything is counted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mending<'a> {
    /// The repairs of its files.
    pub repairs: &'a [Scoped],
    /// What it does about what the review found.
    pub remedies: &'a [Remedy],
    /// The currency it asks for.
    pub currency: Option<&'a str>,
    /// What is known of the currencies in other slices.
    pub known: Known<'a>,
}

impl Mending<'_> {
    /// The repairs of the files, and those that are remedies.
    pub fn all_repairs(
        &self,
        table: &Table,
        columns: &[(Role, usize)],
    ) -> Vec<Scoped> {
        let remedies = self.remedies.iter();
        let of_all = remedies.filter_map(|it| it.scoped(table, columns));
        self.repairs.iter().cloned().chain(of_all).collect()
    }
}

impl Remedy {
    /// Whether both answer the same check of the same column.
    pub(crate) fn is_about(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::MissingValues { role },
                Self::MissingValues { role: of },
            ) => role == of,
            _ => self.check() == other.check(),
        }
    }

    /// The check that it answers.
    pub fn check(&self) -> CheckName {
        match self {
            Self::MissingValues { .. } => CheckName::MissingValues,
            Self::RepeatedRecords => CheckName::RepeatedRecords,
            Self::ContradictoryOrders => CheckName::ContradictoryOrders,
            Self::FarDates { .. } => CheckName::FarDates,
            Self::OutlyingAmounts { .. } => CheckName::OutlyingAmounts,
            Self::Returns => CheckName::Returns,
            Self::TestCustomers { .. } => CheckName::TestCustomers,
            Self::GuestOrders { .. } => CheckName::GuestOrders,
            Self::LargeBuyers { .. } => CheckName::LargeBuyers,
        }
    }

    /// As a repair of all records, where it is one.
    fn scoped(
        &self,
        table: &Table,
        columns: &[(Role, usize)],
    ) -> Option<Scoped> {
        let name = |role| {
            let (_, at) = columns.iter().find(|(of, _)| *of == role)?;
            Some(table.columns[*at].name.clone())
        };
        let repair = match self {
            Self::MissingValues { role } => Repair::FillDown {
                order: name(Role::OrderId)?,
                columns: vec![name(*role)?],
            },
            Self::RepeatedRecords => Repair::DropDuplicates,
            _ => return None,
        };
        let records = 0..table.n_records;
        Some(Scoped {
            records,
            repair,
            beside: false,
        })
    }

    /// The records that it sets aside, and why; none where it is a repair or
    /// a day.
    pub(crate) fn sets_aside(
        &self,
        permitted: &Permitted<'_, Table>,
        currency: Option<&str>,
    ) -> (Vec<usize>, SetAsideReason) {
        let limit = |above: &i64| Limit::of(permitted, currency, *above);
        match self {
            Self::OutlyingAmounts { above } => {
                (limit(above).amounts(permitted), SetAsideReason::Outlying)
            }
            Self::LargeBuyers { above } => {
                (limit(above).buyers(permitted), SetAsideReason::Outlying)
            }
            Self::ContradictoryOrders => {
                (find::of_orders(permitted), SetAsideReason::Contradictory)
            }
            Self::Returns => {
                (find::returned(permitted), SetAsideReason::OtherRecord)
            }
            Self::TestCustomers { words } => {
                (wholly(permitted, words), Because::TestOrder.reason())
            }
            Self::GuestOrders { words } => {
                (wholly(permitted, words), SetAsideReason::NoCustomer)
            }
            Self::MissingValues { .. }
            | Self::RepeatedRecords
            | Self::FarDates { .. } => (Vec::new(), SetAsideReason::Duplicate),
        }
    }
}
