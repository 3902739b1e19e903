//! Checks of orders and what they are worth.

use table::{MISSING, combine::masked};

use super::{Check, CheckName, Subject};
use crate::{analysis::SetAsideReason, role::Role};

/// What the records of an order said first of its customer and its day.
#[derive(Clone, Copy)]
struct Said {
    customer: u32,
    day: i64,
    differs: bool,
}

pub(super) fn contradictory_orders(subject: &Subject<'_>) -> Vec<Check> {
    let column = |role| subject.permitted.column(role);
    let all = (
        column(Role::OrderId),
        column(Role::CustomerId),
        column(Role::Date),
    );
    let (Some(order), Some(customer), Some(date)) = all else {
        return Vec::new();
    };
    let nothing = Said {
        customer: MISSING,
        day: i64::MIN,
        differs: false,
    };
    let mut said = vec![nothing; order.values.n_codes()];
    for (record, code) in order.codes.iter().enumerate() {
        let Some(of) = said.get_mut(*code as usize) else {
            continue;
        };
        let (who, when) = (customer.codes[record], date.codes[record]);
        if who != MISSING {
            of.differs |= of.customer != MISSING && of.customer != who;
            of.customer = who;
        }
        if when == MISSING {
            continue;
        }
        if let Some(moment) = date.values.moment(when) {
            of.differs |= of.day != i64::MIN && of.day != moment.day();
            of.day = moment.day();
        }
    }
    let differing = || (0..said.len()).filter(|code| said[*code].differs);
    let text = |code: usize| masked(order.values.text(code as u32));
    Check {
        name: CheckName::ContradictoryOrders,
        count: differing().count() as u64,
        of: said.len() as u64,
        columns: [Role::OrderId, Role::CustomerId, Role::Date]
            .into_iter()
            .flat_map(|role| subject.name_of(role))
            .collect(),
        examples: differing().take(3).map(text).collect(),
        amount: None,
    }
    .found()
}

/// How many times the distance between the quartiles, on the scale of
/// powers, an amount may stand above the upper one: Tukey's outer fence.
const FENCE: f64 = 3.0;

/// Amounts beyond Tukey's outer fence of the logarithms of all amounts, and
/// at least ten times the median, so that a price list of one price does not
/// make every other price odd.
pub(super) fn outlying_amounts(subject: &Subject<'_>) -> Vec<Check> {
    let lines = &subject.book.bought.all;
    let mut values: Vec<i64> = lines
        .iter()
        .map(|line| line.value)
        .filter(|value| *value > 0)
        .collect();
    if values.len() < 20 {
        return Vec::new();
    }
    values.sort_unstable();
    let at = |share: usize| values[(values.len() - 1) * share / 4];
    let log = |value: i64| libm::log(value as f64);
    let (low, middle, high) = (log(at(1)), at(2), log(at(3)));
    let fence = high + FENCE * (high - low);
    let is_odd = |value: &&i64| {
        **value >= middle.saturating_mul(10) && log(**value) > fence
    };
    let odd: Vec<i64> = values.iter().filter(is_odd).copied().collect();
    let sum = odd.iter().map(|value| i128::from(*value)).sum();
    Check {
        name: CheckName::OutlyingAmounts,
        count: odd.len() as u64,
        of: values.len() as u64,
        columns: [Role::Amount, Role::Price]
            .into_iter()
            .flat_map(|role| subject.name_of(role))
            .collect(),
        examples: Vec::new(),
        amount: subject.minor(sum),
    }
    .found()
}

pub(super) fn returns(subject: &Subject<'_>) -> Vec<Check> {
    let aside = &subject.book.records.set_aside;
    let returned = aside.iter().find(|it| it.reason == SetAsideReason::Return);
    returned.map_or_else(Vec::new, |it| {
        Check {
            name: CheckName::Returns,
            count: it.count,
            of: subject.book.records.read,
            columns: Vec::new(),
            examples: Vec::new(),
            amount: it.amount,
        }
        .found()
    })
}
