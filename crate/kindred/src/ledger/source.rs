//! The columns of the ledger, and what a record in them is.

use std::borrow::Cow;

use table::{ColumnType, MISSING, Table};

use super::tally::{Class, Tally, USED, class_of};
use crate::{
    RunError,
    analysis::SetAsideReason,
    lines::{Line, Lines, Sorting},
    money::{LineMoney, LineValue, NO_NUMBER},
    permit::{Permitted, PermittedColumn, names_somebody},
    role::Role,
};

/// The columns a ledger is made from.
pub(super) struct Source<'a> {
    pub customer: PermittedColumn<'a>,
    /// Whether each code of the customer column names somebody.
    pub who: Vec<bool>,
    pub date: PermittedColumn<'a>,
    /// Seconds since 1970 of each code of the date column; [`NO_NUMBER`]
    /// where it is no date.
    pub moments: Vec<i64>,
    /// Whether the column of the date has a value at all: else every record
    /// is of one moment, and nothing is told of time.
    pub has_days: bool,
    pub order: Option<PermittedColumn<'a>>,
    pub product: Option<PermittedColumn<'a>>,
    pub money: LineMoney<'a>,
    pub currency: Option<String>,
}

/// The lines of those who bought.
pub(super) struct Sorted {
    pub bought: Lines,
    pub returns: Lines,
    /// The member of each record that is used.
    pub who: Vec<u32>,
}

impl<'a> Source<'a> {
    pub fn open(permitted: &Permitted<'a, Table>) -> Result<Self, RunError> {
        let column =
            |role| permitted.column(role).ok_or(RunError::MissingRole(role));
        let customer = column(Role::CustomerId)?;
        let date = column(Role::Date)?;
        let codes =
            |column: &PermittedColumn<'_>| 0..column.values.n_codes() as u32;
        let names = |code| names_somebody(customer.values.text(code));
        let seconds =
            |code| date.values.moment(code).map_or(NO_NUMBER, |m| m.0);
        let money = permitted.money();
        money.check()?;
        Ok(Self {
            has_days: date.profile.column_type != ColumnType::Empty
                || permitted.n_records() == 0,
            who: codes(&customer).map(names).collect(),
            moments: codes(&date).map(seconds).collect(),
            customer,
            date,
            order: permitted.column(Role::OrderId),
            product: permitted.column(Role::Product),
            money,
            currency: permitted.currency().map(str::to_owned),
        })
    }

    pub fn moment(&self, record: usize) -> Option<i64> {
        let code = self.date.codes[record];
        if code == MISSING {
            return (!self.has_days).then_some(0);
        }
        let moment = self.moments[code as usize];
        (moment != NO_NUMBER).then_some(moment)
    }

    /// The last moment that may be read.
    pub fn last_moment(&self) -> Option<i64> {
        if !self.has_days {
            return Some(0);
        }
        let told = |moment: &i64| *moment != NO_NUMBER;
        match &self.date.codes {
            // Every code stands in some record.
            Cow::Borrowed(_) => {
                self.moments.iter().copied().filter(told).max()
            }
            Cow::Owned(codes) => {
                let codes = codes.iter().filter(|&&code| code != MISSING);
                let moments = codes.map(|&code| self.moments[code as usize]);
                moments.filter(told).max()
            }
        }
    }

    pub fn classify(
        &self,
        record: usize,
        as_of_day: i64,
        permitted: &Permitted<'_, Table>,
    ) -> (Class, i128) {
        match permitted.aside(record) {
            // Nothing of another currency is summed.
            Some(reason @ SetAsideReason::OtherCurrency) => {
                return (class_of(reason), 0);
            }
            Some(reason) => {
                return (class_of(reason), self.money.net(record));
            }
            None => {}
        }
        let customer = self.customer.codes[record];
        if !permitted.is_granted(record) {
            return (class_of(SetAsideReason::NoPermission), 0);
        }
        let line = self.money.line(record);
        let named = customer != MISSING && self.who[customer as usize];
        let reason = if !named {
            SetAsideReason::NoCustomer
        } else {
            match (self.moment(record), line) {
                (None, _) => SetAsideReason::NoDate,
                (Some(moment), _)
                    if self.has_days
                        && moment.div_euclid(SECONDS) >= as_of_day =>
                {
                    SetAsideReason::AfterAsOf
                }
                (_, LineValue::Missing) => SetAsideReason::NoAmount,
                (_, LineValue::Returned(_)) => SetAsideReason::Return,
                (_, LineValue::Worthless(_)) => SetAsideReason::NoValue,
                (_, LineValue::Bought(_) | LineValue::Uncounted) => {
                    return (USED, i128::from(line.amount()));
                }
            }
        };
        (class_of(reason), self.money.net(record))
    }

    /// The customers who bought, in ascending order of their ids.
    pub fn members(&self, n_bought: &[u32]) -> Vec<u32> {
        let values = self.customer.values;
        let mut members: Vec<(u64, u32)> = (0..n_bought.len() as u32)
            .filter(|&code| n_bought[code as usize] > 0)
            .map(|code| (prefix(values.text(code)), code))
            .collect();
        members.sort_unstable_by(|a, b| {
            let texts = || values.text(a.1).cmp(values.text(b.1));
            a.0.cmp(&b.0).then_with(texts)
        });
        members.into_iter().map(|(_, code)| code).collect()
    }

    /// The purchases and the returns of the members, by customer.
    pub fn lines(&self, tally: &Tally, members: &[u32]) -> Sorted {
        let mut rank = vec![MISSING; self.who.len()];
        for (index, &code) in members.iter().enumerate() {
            rank[code as usize] = index as u32;
        }
        let room = |counts: &[u32]| {
            Sorting::new(members.iter().map(|&code| counts[code as usize]))
        };
        let mut bought = room(&tally.n_bought);
        let mut returns = room(&tally.n_returned);
        let mut who = vec![MISSING; tally.classes.len()];
        let returned = class_of(SetAsideReason::Return);
        for (record, &class) in tally.classes.iter().enumerate() {
            let lines = match class {
                USED => &mut bought,
                _ if class == returned => &mut returns,
                _ => continue,
            };
            let customer = rank[self.customer.codes[record] as usize];
            if customer == MISSING {
                continue;
            }
            if class == USED {
                who[record] = customer;
            }
            let line = self.line(record);
            lines.put(customer, line);
            let refund = self.refund(record);
            if class == USED && refund > 0 {
                let (pieces, value) = (NO_NUMBER, -refund);
                returns.put(
                    customer,
                    Line {
                        pieces,
                        value,
                        ..line
                    },
                );
            }
        }
        Sorted {
            bought: bought.done(),
            returns: returns.done(),
            who,
        }
    }

    /// What was given back of a record, at least 0.
    pub fn refund(&self, record: usize) -> i64 {
        self.money.refund(record)
    }

    fn line(&self, record: usize) -> Line {
        let code = |column: &Option<PermittedColumn<'_>>| {
            column.as_ref().map_or(MISSING, |c| c.codes[record])
        };
        let pieces = self.money.quantity.as_ref();
        Line {
            order: code(&self.order),
            product: code(&self.product),
            moment: self.moment(record).unwrap_or(0),
            pieces: pieces.and_then(|q| q.get(record)).unwrap_or(NO_NUMBER),
            value: self.money.line(record).amount(),
        }
    }

    pub fn text(&self, code: u32) -> String {
        self.customer.values.text(code).to_owned()
    }

    pub fn currency(&self, of_plan: Option<&str>) -> Option<String> {
        self.currency.clone().or_else(|| of_plan.map(str::to_owned))
    }
}

/// Seconds a day.
pub(super) const SECONDS: i64 = 86_400;

/// The first eight bytes, so that most comparisons need no text.
fn prefix(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let n = text.len().min(8);
    bytes[..n].copy_from_slice(&text.as_bytes()[..n]);
    u64::from_be_bytes(bytes)
}
