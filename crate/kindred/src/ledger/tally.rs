//! Counts and exact sums, by what became of the records.

use table::Table;

use super::source::Source;
use crate::{
    RunError,
    analysis::{
        Customers, Excluded, ExcludedReason, Records, SetAside, SetAsideReason,
    },
    money,
    permit::Permitted,
};

/// What a record is, as one byte: [`USED`], or the reason's position in
/// [`REASONS`].
pub(super) type Class = u8;

/// The class of a used record.
pub(super) const USED: Class = u8::MAX;
const REASONS: [SetAsideReason; SetAsideReason::COUNT] = [
    SetAsideReason::Unreadable,
    SetAsideReason::NoCustomer,
    SetAsideReason::NoPermission,
    SetAsideReason::NoDate,
    SetAsideReason::AfterAsOf,
    SetAsideReason::NoAmount,
    SetAsideReason::Return,
    SetAsideReason::NoValue,
    SetAsideReason::OtherRecord,
    SetAsideReason::NotPaid,
    SetAsideReason::TestOrder,
    SetAsideReason::Duplicate,
    SetAsideReason::OtherCurrency,
    SetAsideReason::Refund,
    SetAsideReason::Contradictory,
    SetAsideReason::Outlying,
];

/// What was counted on the way.
pub(super) struct Tally {
    pub classes: Vec<Class>,
    /// Used records a customer code.
    pub n_bought: Vec<u32>,
    /// Returns a customer code.
    pub n_returned: Vec<u32>,
    pub sums: Sums,
}

/// The counts and exact sums of a ledger, which add up over slices of the
/// customers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums {
    used: (u64, i128),
    aside: [(u64, i128); REASONS.len()],
    /// Digits after the point of the sums; `None` without amounts.
    scale: Option<u8>,
    n_read: u64,
    n_named: u64,
    n_refused: u64,
    n_members: u64,
}

impl Tally {
    pub fn new(permitted: &Permitted<'_, Table>, n_codes: usize) -> Self {
        let mut aside = [(0, 0); REASONS.len()];
        aside[usize::from(class_of(SetAsideReason::Unreadable))].0 =
            permitted.n_unreadable();
        // What may not be read is worth nothing where records are counted.
        for (part, &reason) in aside.iter_mut().zip(&REASONS) {
            part.1 = permitted.refused().amounts[reason as usize];
        }
        let money = permitted.money();
        Self {
            classes: Vec::with_capacity(permitted.n_records()),
            n_bought: vec![0; n_codes],
            n_returned: vec![0; n_codes],
            sums: Sums {
                aside,
                scale: money.is_counted().then(|| money.scale()),
                n_read: permitted.n_read(),
                n_refused: permitted.refused().n_customers,
                ..Sums::default()
            },
        }
    }

    pub fn add(&mut self, class: Class, value: i128, customer: u32) {
        self.classes.push(class);
        let part = if class == USED {
            self.n_bought[customer as usize] += 1;
            &mut self.sums.used
        } else {
            if class == class_of(SetAsideReason::Return) {
                self.n_returned[customer as usize] += 1;
            }
            &mut self.sums.aside[usize::from(class)]
        };
        part.0 += 1;
        part.1 += value;
    }

    /// Counts what was given back of a used record.
    pub fn give_back(&mut self, refund: i64, customer: u32) {
        self.n_returned[customer as usize] += 1;
        let refunds = class_of(SetAsideReason::Refund);
        self.sums.aside[usize::from(refunds)].1 -= i128::from(refund);
    }

    /// The sums, with the customers that the file names and those who
    /// bought.
    pub fn done(self, source: &Source<'_>, n_members: usize) -> Sums {
        let named = source.who.iter().filter(|&&named| named);
        Sums {
            n_named: named.count() as u64,
            n_members: n_members as u64,
            ..self.sums
        }
    }
}

impl Sums {
    /// Adds those of other customers.
    pub fn add(&mut self, mut other: Self) {
        let scale = self.scale.max(other.scale);
        self.rescale(scale);
        other.rescale(scale);
        let parts = self.aside.iter_mut().chain([&mut self.used]);
        for (own, more) in parts.zip(other.aside.iter().chain([&other.used])) {
            own.0 += more.0;
            own.1 += more.1;
        }
        self.n_read += other.n_read;
        self.n_named += other.n_named;
        self.n_refused += other.n_refused;
        self.n_members += other.n_members;
    }

    /// Without an amount, a scale is that of nothing.
    fn rescale(&mut self, scale: Option<u8>) {
        let factor = money::between(self.scale, scale);
        let parts = self.aside.iter_mut().chain([&mut self.used]);
        parts.for_each(|(_, sum)| *sum *= factor);
        self.scale = scale;
    }

    /// Digits after the point of the sums; `None` without amounts.
    pub fn scale(&self) -> Option<u8> {
        self.scale
    }

    /// The exact sum of the used records.
    pub fn used(&self) -> i128 {
        self.used.1
    }

    pub fn of(&self, reason: SetAsideReason) -> (u64, i128) {
        self.aside[usize::from(class_of(reason))]
    }

    /// The exact sum over all records.
    pub fn all(&self) -> i128 {
        self.used.1 + self.aside.iter().map(|(_, sum)| sum).sum::<i128>()
    }

    /// Somebody bought something.
    pub fn check(&self) -> Result<(), RunError> {
        if self.used.0 > 0 {
            return Ok(());
        }
        let reasons = REASONS.iter().zip(&self.aside);
        let found = reasons
            .filter(|(_, (count, _))| *count > 0)
            .map(|(reason, (count, _))| (*reason, *count));
        Err(RunError::NoUsableRecord {
            read: self.n_read,
            why: found.collect(),
        })
    }

    pub fn records(&self) -> Records {
        let amount = self.scale.map(|_| 0);
        let aside = REASONS.iter().zip(&self.aside);
        Records {
            read: self.n_read,
            used: self.used.0,
            set_aside: aside
                .filter(|(_, (count, sum))| *count > 0 || *sum != 0)
                .map(|(&reason, &(count, _))| SetAside {
                    reason,
                    count,
                    amount: amount
                        .filter(|_| reason != SetAsideReason::OtherCurrency),
                })
                .collect(),
        }
    }

    pub fn customers(&self) -> Customers {
        let (total, refused) = (self.n_named, self.n_refused);
        let parts = [
            (ExcludedReason::NoConsent, refused),
            (ExcludedReason::NoPurchase, total - refused - self.n_members),
        ];
        let excluded = parts.into_iter().filter(|(_, count)| *count > 0);
        Customers {
            total,
            permitted: self.n_members,
            excluded: excluded
                .map(|(reason, count)| Excluded { reason, count })
                .collect(),
        }
    }
}

/// The class of a record set aside: its position in [`REASONS`].
pub(super) const fn class_of(reason: SetAsideReason) -> Class {
    match reason {
        SetAsideReason::Unreadable => 0,
        SetAsideReason::NoCustomer => 1,
        SetAsideReason::NoPermission => 2,
        SetAsideReason::NoDate => 3,
        SetAsideReason::AfterAsOf => 4,
        SetAsideReason::NoAmount => 5,
        SetAsideReason::Return => 6,
        SetAsideReason::NoValue => 7,
        SetAsideReason::OtherRecord => 8,
        SetAsideReason::NotPaid => 9,
        SetAsideReason::TestOrder => 10,
        SetAsideReason::Duplicate => 11,
        SetAsideReason::OtherCurrency => 12,
        SetAsideReason::Refund => 13,
        SetAsideReason::Contradictory => 14,
        SetAsideReason::Outlying => 15,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_is_the_position_of_its_reason() {
        for (position, &reason) in REASONS.iter().enumerate() {
            assert_eq!(usize::from(class_of(reason)), position);
        }
    }
}
