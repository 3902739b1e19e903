//! Checks of orders and what they are worth.

use table::combine::masked;

use super::{Check, CheckName, Subject};
use crate::{
    analysis::SetAsideReason,
    money::LineValue,
    remedy::{Remedy, contradictory, each_kept},
    role::Role,
};

pub(super) fn contradictory_orders(subject: &Subject<'_>) -> Vec<Check> {
    let Some(order) = subject.permitted.column(Role::OrderId) else {
        return Vec::new();
    };
    let differs = contradictory(subject.permitted);
    let differing = || (0..differs.len()).filter(|code| differs[*code]);
    let text = |code: usize| masked(order.values.text(code as u32));
    let remedy = Remedy::ContradictoryOrders;
    let (records, _) = remedy.sets_aside(subject.permitted, None);
    Check {
        count: differing().count() as u64,
        of: differs.len() as u64,
        columns: [Role::OrderId, Role::CustomerId, Role::Date]
            .into_iter()
            .flat_map(|role| subject.name_of(role))
            .collect(),
        examples: differing().take(3).map(text).collect(),
        amount: subject.worth(&mut records.into_iter()),
        ..subject.mendable(CheckName::ContradictoryOrders, remedy)
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
    let mut values: Vec<i64> = Vec::new();
    each_kept(subject.permitted, &mut |_, line| {
        if let LineValue::Bought(value) = line {
            values.push(value);
        }
    });
    if values.len() < 20 {
        return Vec::new();
    }
    values.sort_unstable();
    let at = |share: usize| values[(values.len() - 1) * share / 4];
    let log = |value: i64| libm::log(value as f64);
    let (low, middle, high) = (log(at(1)), at(2), log(at(3)));
    let fence = libm::exp(high + FENCE * (high - low)) as i64;
    let fence = fence.max(middle.saturating_mul(10) - 1);
    let above = subject.limit(0).at(fence).above;
    let remedy = Remedy::OutlyingAmounts { above };
    let check = subject.mendable(CheckName::OutlyingAmounts, remedy);
    let Some(Remedy::OutlyingAmounts { above }) = check.remedy else {
        return Vec::new();
    };
    let limit = subject.limit(above);
    let odd = || values.iter().filter(|value| limit.is_below(**value));
    Check {
        count: odd().count() as u64,
        of: values.len() as u64,
        columns: [Role::Amount, Role::Price]
            .into_iter()
            .flat_map(|role| subject.name_of(role))
            .collect(),
        amount: subject.minor(odd().map(|it| i128::from(*it)).sum()),
        ..check
    }
    .found()
}

pub(super) fn returns(subject: &Subject<'_>) -> Vec<Check> {
    let aside = &subject.book.records.set_aside;
    let returned = aside.iter().find(|it| it.reason == SetAsideReason::Return);
    returned.map_or_else(Vec::new, |it| {
        Check {
            count: it.count,
            of: subject.book.records.read,
            amount: it.amount,
            ..subject.mendable(CheckName::Returns, Remedy::Returns)
        }
        .found()
    })
}
