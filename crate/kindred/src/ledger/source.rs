//! The columns of the ledger, and what a record in them is.

use table::{MISSING, Table};

use super::tally::{Class, Tally, USED, class_of};
use crate::{
    RunError,
    analysis::SetAsideReason,
    lines::{Lines, Pending},
    money::{LineMoney, LineValue},
    permit::{Permitted, PermittedColumn, names_somebody},
    role::Role,
};

/// The columns a ledger is made from.
pub(super) struct Source<'a> {
    pub customer: PermittedColumn<'a>,
    /// Whether each code of the customer column names somebody.
    pub who: Vec<bool>,
    pub date: PermittedColumn<'a>,
    /// Seconds since 1970 of each code of the date column.
    pub moments: Vec<Option<i64>>,
    pub order: Option<PermittedColumn<'a>>,
    pub product: Option<PermittedColumn<'a>>,
    pub money: LineMoney<'a>,
    pub currency: Option<String>,
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
        let seconds = |code| date.values.moment(code).map(|moment| moment.0);
        let money = permitted.money();
        money.check()?;
        let paid = [Role::Amount, Role::Price].map(|r| permitted.column(r));
        let currency = paid
            .iter()
            .flatten()
            .find_map(|c| c.profile.currency.clone());
        Ok(Self {
            who: codes(&customer).map(names).collect(),
            moments: codes(&date).map(seconds).collect(),
            customer,
            date,
            order: permitted.column(Role::OrderId),
            product: permitted.column(Role::Product),
            money,
            currency,
        })
    }

    pub fn moment(&self, record: usize) -> Option<i64> {
        let code = self.date.codes[record];
        if code == MISSING {
            return None;
        }
        self.moments[code as usize]
    }

    pub fn classify(
        &self,
        record: usize,
        as_of_day: i64,
        permitted: &Permitted<'_, Table>,
    ) -> (Class, i64) {
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
                    if moment.div_euclid(SECONDS) >= as_of_day =>
                {
                    SetAsideReason::AfterAsOf
                }
                (_, LineValue::Missing) => SetAsideReason::NoAmount,
                (_, LineValue::Returned(_)) => SetAsideReason::Return,
                (_, LineValue::Worthless(_)) => SetAsideReason::NoValue,
                (_, LineValue::Bought(_) | LineValue::Uncounted) => {
                    return (USED, line.amount());
                }
            }
        };
        (class_of(reason), line.amount())
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

    pub fn lines(
        &self,
        tally: &Tally,
        members: &[u32],
        class: Class,
    ) -> Lines {
        let mut rank = vec![MISSING; self.who.len()];
        for (index, &code) in members.iter().enumerate() {
            rank[code as usize] = index as u32;
        }
        let codes = |column: &Option<PermittedColumn<'_>>, record: usize| {
            column.as_ref().map_or(MISSING, |c| c.codes[record])
        };
        let pending = |record: usize| Pending {
            customer: rank[self.customer.codes[record] as usize],
            order: codes(&self.order, record),
            product: codes(&self.product, record),
            moment: self.moment(record).unwrap_or(0),
            pieces: self.money.quantity.as_ref().and_then(|q| q.get(record)),
            value: self.money.line(record).amount(),
        };
        let records =
            || (0..tally.classes.len()).filter(|&r| tally.classes[r] == class);
        let kept = || records().map(pending).filter(|l| l.customer != MISSING);
        Lines::sort(
            members.len(),
            kept,
            self.money.quantity.as_ref().map(|q| q.scale),
            self.money.is_counted().then(|| self.money.scale()),
        )
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
