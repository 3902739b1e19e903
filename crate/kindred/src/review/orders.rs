//! Checks of orders and what they are worth.

use table::combine::masked;

use super::{
    Check, CheckName, Subject,
    found::{Counted, Evidence, first},
};
use crate::{
    analysis::SetAsideReason,
    remedy::{Remedy, contradictory, of_codes},
    role::Role,
};

pub(super) fn contradictory_orders(subject: &Subject<'_>) -> Vec<Counted> {
    let Some(order) = subject.permitted.column(Role::OrderId) else {
        return Vec::new();
    };
    let mut differs = contradictory(subject.permitted);
    let text = |code: usize| order.values.text(code as u32);
    let is_shared = |code: usize| {
        let shared = subject.shared;
        shared.binary_search_by(|it| (**it).cmp(text(code))).is_ok()
    };
    // Those of other slices too are counted once, in the end.
    let is_shared: Vec<bool> = (0..differs.len()).map(is_shared).collect();
    let n_shared = is_shared.iter().filter(|it| **it).count();
    let own = |code: &usize| differs[*code] && !is_shared[*code];
    let own: Vec<usize> = (0..differs.len()).filter(own).collect();
    for (differs, is_shared) in differs.iter_mut().zip(is_shared) {
        *differs |= is_shared;
    }
    let records = of_codes(subject.permitted, &order, &differs);
    let remedy = Remedy::ContradictoryOrders;
    let name = CheckName::ContradictoryOrders;
    let check = Check {
        count: own.len() as u64,
        of: (differs.len() - n_shared) as u64,
        columns: [Role::OrderId, Role::CustomerId, Role::Date]
            .into_iter()
            .flat_map(|role| subject.name_of(role))
            .collect(),
        examples: first(&mut own.iter().map(|it| masked(text(*it)))),
        ..Check::mendable(subject.plan, name, remedy)
    };
    let worth = Some(subject.worth(&mut records.into_iter()));
    vec![Counted { check, worth }]
}

/// How many times the distance between the quartiles, on the scale of
/// powers, an amount may stand above the upper one: Tukey's outer fence.
const FENCE: f64 = 3.0;

/// Amounts beyond Tukey's outer fence of the logarithms of all amounts, and
/// at least ten times the median, so that a price list of one price does not
/// make every other price odd.
pub(super) fn outlying_amounts(evidence: &Evidence<'_>) -> Vec<Counted> {
    let values = &evidence.found.amounts;
    let n: usize = values.iter().map(|it| it.1 as usize).sum();
    if n < 20 {
        return Vec::new();
    }
    let at = |share: usize| {
        let mut before = 0;
        let place = (n - 1) * share / 4;
        let found = values.iter().find(|it| {
            before += it.1 as usize;
            before > place
        });
        found.map_or(0, |it| it.0)
    };
    let log = |value: i64| libm::log(value as f64);
    let (low, middle, high) = (log(at(1)), at(2), log(at(3)));
    let fence = libm::exp(high + FENCE * (high - low)) as i64;
    let fence = fence.max(middle.saturating_mul(10) - 1);
    let above = evidence.limit(0).at(fence).above;
    let remedy = Remedy::OutlyingAmounts { above };
    let name = CheckName::OutlyingAmounts;
    let check = Check::mendable(evidence.plan, name, remedy);
    let Some(Remedy::OutlyingAmounts { above }) = check.remedy else {
        return Vec::new();
    };
    let limit = evidence.limit(above);
    let odd = || values.iter().filter(|it| limit.is_below(it.0));
    let worth = odd().map(|it| i128::from(it.0) * i128::from(it.1)).sum();
    vec![Counted {
        check: Check {
            count: odd().map(|it| u64::from(it.1)).sum(),
            of: n as u64,
            columns: evidence.found.named[1].clone(),
            ..check
        },
        worth: Some(worth),
    }]
}

pub(super) fn returns(evidence: &Evidence<'_>) -> Vec<Counted> {
    let aside = &evidence.records.set_aside;
    let returned = aside.iter().find(|it| it.reason == SetAsideReason::Return);
    let (name, remedy) = (CheckName::Returns, Remedy::Returns);
    let check = returned.map(|it| Check {
        count: it.count,
        of: evidence.records.read,
        amount: it.amount,
        ..Check::mendable(evidence.plan, name, remedy)
    });
    check.map(Counted::worthless).into_iter().collect()
}
