//! What a review finds in slices of the customers, put together.

use table::Table;

use super::{ALL, Check, CheckName, LeftOut, Review, Subject};
use crate::analysis::SetAsideReason::Return;
use crate::{
    Features, Permitted, Plan, ledger::Book, role::Role, source::Purchases,
};

/// The checks of all slices so far.
#[derive(Default)]
pub(crate) struct Found {
    checks: Vec<Check>,
    n_records: u64,
    /// Spellings of customers.
    n_spellings: u64,
}

/// Examples told of a check.
const EXAMPLES: usize = 3;

impl Found {
    /// Adds what the checks find in a slice.
    pub fn add(
        &mut self,
        purchases: &Purchases<'_>,
        permitted: &Permitted<'_, Table>,
        book: &Book,
        plan: &Plan,
    ) {
        let subject = Subject {
            purchases,
            permitted,
            book,
            plan,
        };
        self.n_records += subject.n_records();
        let customer = permitted.column(Role::CustomerId);
        let spellings = customer.map_or(0, |it| it.values.n_codes());
        self.n_spellings += spellings as u64;
        for check in ALL.iter().flat_map(|check| check(&subject)) {
            let counts = counts(check.name);
            if counts == Counts::Unseen {
                continue;
            }
            let mut known = self.checks.iter_mut();
            let is_same = |it: &&mut Check| {
                it.name == check.name && it.columns == check.columns
            };
            match known.find(is_same) {
                Some(_) if counts == Counts::Profile => {}
                Some(own) => own.add(check),
                None => {
                    let before =
                        |it: &Check| it.name as u8 <= check.name as u8;
                    let at = self.checks.partition_point(before);
                    self.checks.insert(at, check);
                }
            }
        }
    }

    /// The checks, with what became of all records before any remedy.
    pub fn checks(mut self, features: &Features) -> Vec<Check> {
        let aside = &features.records.set_aside;
        let returned = aside.iter().find(|it| it.reason == Return);
        for check in &mut self.checks {
            // Told in the minor unit when all is added up.
            if check.name == CheckName::Returns {
                check.amount = returned.and_then(|it| it.amount);
            }
            check.of = match check.name {
                CheckName::Returns => features.records.read,
                CheckName::TestCustomers => self.n_spellings,
                CheckName::RespelledCustomers => features.customers.total,
                CheckName::ConstantColumns => check.of,
                _ => self.n_records,
            };
        }
        self.checks
    }
}

/// The review, with what becomes of all records.
pub(crate) fn reviewed(features: Features, checks: Vec<Check>) -> Review {
    Review {
        records: features.records,
        amount: features.amount,
        customers: features.customers,
        joins: Vec::new(),
        left_out: LeftOut::default(),
        checks,
    }
}

impl Check {
    fn add(&mut self, other: Self) {
        self.count += other.count;
        let room = EXAMPLES.saturating_sub(self.examples.len());
        self.examples.extend(other.examples.into_iter().take(room));
        let both = self.amount.zip(other.amount);
        self.amount = both.map(|(own, more)| own + more);
    }
}

/// What a check counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    /// What is counted customer by customer.
    Slices,
    /// What a column's profile says, which is that of the whole file.
    Profile,
    /// What is far from all others, belongs to several customers or is the
    /// same in every column: a slice of some columns does not see it.
    Unseen,
}

fn counts(name: CheckName) -> Counts {
    match name {
        CheckName::MissingValues
        | CheckName::Returns
        | CheckName::TestCustomers
        | CheckName::GuestOrders
        | CheckName::RespelledCustomers => Counts::Slices,
        CheckName::ConstantColumns | CheckName::OtherCurrencies => {
            Counts::Profile
        }
        CheckName::ContradictoryOrders
        | CheckName::RepeatedRecords
        | CheckName::FarDates
        | CheckName::OutlyingAmounts
        | CheckName::LargeBuyers => Counts::Unseen,
    }
}
