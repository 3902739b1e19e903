//! An order's total, shared out over its records.

use std::borrow::Cow;

use table::{ColumnValues, MISSING};

use super::{Bench, Repair, Scoped};
use crate::{
    RunError,
    analysis::SetAsideReason,
    money::{self, LineMoney, NO_NUMBER, NumberColumn, share},
    role::Role,
};

/// What the records of an order tell of its total.
enum Told {
    Nothing,
    One(i64),
    Different,
}

impl Bench<'_, '_> {
    /// Shares out the totals of a [`Repair::OrderTotal`]. O(records).
    pub(super) fn share_totals(
        &mut self,
        of: &Scoped,
    ) -> Result<(), RunError> {
        let Repair::OrderTotal { order, total, by } = &of.repair else {
            return Ok(());
        };
        let (order, total) = (self.named(order)?, self.named(total)?);
        let by = by.as_deref().map(|it| self.named(it)).transpose()?;
        let taken = self.done.totals.take();
        let mut amounts = taken.unwrap_or_else(|| self.numbers(total));
        self.done.n_different += self.share_out(of, order, by, &mut amounts);
        self.done.totals = Some(amounts);
        self.done.by = by;
        Ok(())
    }

    /// Shares out what the records of each order tell of the whole; gives
    /// the number of orders that tell it differently.
    pub(super) fn share_out(
        &self,
        of: &Scoped,
        order: usize,
        by: Option<usize>,
        amounts: &mut NumberColumn<'_>,
    ) -> u64 {
        let mut n_different = 0;
        for (records, twice) in self.by_order(of, order) {
            let told = records.iter().map(|&it| amounts.mantissas[it]);
            match one(told) {
                Told::Nothing => {}
                Told::Different => n_different += 1,
                Told::One(total) => {
                    let weights: Vec<_> = records
                        .iter()
                        .map(|&it| self.weight(it, by))
                        .collect();
                    let shares = share(total, &weights);
                    for (&record, share) in records.iter().zip(shares) {
                        amounts.mantissas[record] = share;
                    }
                    // The whole is shared out already.
                    for record in twice {
                        amounts.mantissas[record] = 0;
                    }
                }
            }
        }
        n_different
    }

    /// Leaves of the refund that the records of each order tell what they
    /// come to at most, less what they return themselves.
    pub(super) fn keep_within(
        &self,
        of: &Scoped,
        order: usize,
        refunds: &mut NumberColumn<'_>,
    ) {
        let money = self.money();
        let scale = money.scale().max(refunds.scale);
        let finer = money::between(Some(money.scale()), Some(scale));
        refunds.rescale(scale);
        for (records, _) in self.by_order(of, order) {
            let told = records.iter().map(|&it| refunds.mantissas[it]);
            let Told::One(refund) = one(told) else {
                continue;
            };
            let (mut bought, mut returned) = (0, 0);
            for &record in &records {
                let value = i128::from(money.line(record).amount()) * finer;
                bought += value.max(0);
                returned -= value.min(0);
            }
            let most = i128::from(refund).abs().min(bought);
            let left = (most - returned).max(0) as i64;
            for &record in &records {
                refunds.mantissas[record] = left;
            }
        }
    }

    /// What the records are worth, as far as it is mended.
    fn money(&self) -> LineMoney<'static> {
        let own = |role| self.of_role(role).map(|it| self.numbers(it));
        let totals = self.done.totals.clone();
        LineMoney {
            amount: totals.or_else(|| own(Role::Amount)),
            quantity: own(Role::Quantity),
            price: own(Role::Price),
            refunds: Vec::new(),
        }
    }

    /// What each record itself tells.
    pub(super) fn numbers(&self, column: usize) -> NumberColumn<'static> {
        let codes = self.codes(column);
        let values = (self.open)(column);
        NumberColumn {
            scale: values.scale() + money::cents(&self.table.columns[column]),
            mantissas: codes.iter().map(|&c| number(values, c)).collect(),
            codes: Cow::Owned((0..codes.len() as u32).collect()),
        }
    }

    /// The records of each order, and apart from them those that stand there
    /// once more.
    fn by_order(
        &self,
        of: &Scoped,
        order: usize,
    ) -> Vec<(Vec<usize>, Vec<usize>)> {
        let codes = self.codes(order);
        let none = (Vec::new(), Vec::new());
        let mut orders = vec![none; (self.open)(order).n_codes()];
        for record in of.records.clone() {
            if codes[record] == MISSING {
                continue;
            }
            let (once, again) = &mut orders[codes[record] as usize];
            match self.done.aside(record) {
                Some(SetAsideReason::Duplicate) => again.push(record),
                _ => once.push(record),
            }
        }
        orders
    }

    /// What a record tells in a column, else its quantity × price; `None`
    /// where it is not told.
    fn weight(&self, record: usize, by: Option<usize>) -> Option<i128> {
        let at = |column| {
            let number =
                number((self.open)(column), self.codes(column)[record]);
            (number != NO_NUMBER).then_some(i128::from(number))
        };
        let of = |role| at(self.of_role(role)?);
        if let Some(by) = by {
            return at(by).map(|it: i128| it.max(0));
        }
        let pieces = match self.of_role(Role::Quantity) {
            Some(_) => of(Role::Quantity)?,
            None => 1,
        };
        Some((pieces * of(Role::Price)?).max(0))
    }
}

fn number(values: ColumnValues<'_>, code: u32) -> i64 {
    match code {
        MISSING => NO_NUMBER,
        code => values.number(code).map_or(NO_NUMBER, |n| n.mantissa),
    }
}

/// The total that records tell; a zero beside another one tells nothing.
fn one(told: impl Iterator<Item = i64>) -> Told {
    told.filter(|&it| it != NO_NUMBER)
        .fold(Told::Nothing, |so_far, now| match so_far {
            Told::Nothing | Told::One(0) => Told::One(now),
            Told::One(total) if now == 0 || now == total => Told::One(total),
            Told::One(_) | Told::Different => Told::Different,
        })
}
