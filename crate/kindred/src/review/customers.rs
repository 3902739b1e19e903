//! Checks of customers.

use table::combine::masked;

use super::{
    Check, CheckName, Subject,
    found::{Counted, Evidence, first},
};
use crate::{
    permit::PermittedColumn,
    remedy::{Remedy, speaking, wholly},
    role::Role,
};

/// Words of ids that stand for no customer but for somebody's trial.
const TEST: [&str; 6] =
    ["test", "tester", "testuser", "testkunde", "demo", "dummy"];
/// Words of ids that stand for whoever has no account.
const GUEST: [&str; 8] = [
    "guest",
    "gast",
    "invite",
    "invitado",
    "ospite",
    "anonymous",
    "walk",
    "unknown",
];

pub(super) fn test_customers(subject: &Subject<'_>) -> Vec<Counted> {
    let words = TEST.map(str::to_owned).to_vec();
    let remedy = Remedy::TestCustomers { words };
    named(subject, CheckName::TestCustomers, remedy)
}

pub(super) fn guest_orders(subject: &Subject<'_>) -> Vec<Counted> {
    let words = GUEST.map(str::to_owned).to_vec();
    let remedy = Remedy::GuestOrders { words };
    named(subject, CheckName::GuestOrders, remedy)
}

/// Customers whose id says who they are; of guests, their records.
fn named(
    subject: &Subject<'_>,
    name: CheckName,
    remedy: Remedy,
) -> Vec<Counted> {
    let Some(column) = subject.permitted.column(Role::CustomerId) else {
        return Vec::new();
    };
    let mut check = Check::mendable(subject.plan, name, remedy);
    let (Some(Remedy::TestCustomers { words })
    | Some(Remedy::GuestOrders { words })) = &check.remedy
    else {
        return Vec::new();
    };
    let speaks = speaking(&column, words);
    let records = wholly(subject.permitted, words);
    let codes = || (0..speaks.len()).filter(|&code| speaks[code]);
    check.count = match name {
        CheckName::TestCustomers => codes().count() as u64,
        _ => records.len() as u64,
    };
    check.columns = vec![column.profile.name.clone()];
    check.examples = examples(&column, codes());
    let worth = Some(subject.worth(&mut records.into_iter()));
    vec![Counted { check, worth }]
}

/// Customers who bought for fifty times the median customer and for more
/// than one of a hundred parts of all: they move every mean.
pub(super) fn large_buyers(evidence: &Evidence<'_>) -> Vec<Counted> {
    let mut sorted = evidence.found.sums.clone();
    sorted.sort_unstable();
    if sorted.len() < 20 {
        return Vec::new();
    }
    let median = sorted[sorted.len() / 2];
    let whole = sorted.iter().fold(0_i64, |all, it| all.saturating_add(*it));
    let fence = median.saturating_mul(50) - 1;
    let fence = evidence.limit(0).at(fence.max(whole / 100));
    let remedy = Remedy::LargeBuyers { above: fence.above };
    let name = CheckName::LargeBuyers;
    let check = Check::mendable(evidence.plan, name, remedy);
    let Some(Remedy::LargeBuyers { above }) = check.remedy else {
        return Vec::new();
    };
    let limit = evidence.limit(above);
    let large = || sorted.iter().filter(|sum| limit.is_below(**sum));
    vec![Counted {
        check: Check {
            count: large().count() as u64,
            of: sorted.len() as u64,
            columns: evidence.found.named[2].clone(),
            ..check
        },
        worth: Some(large().map(|sum| i128::from(*sum)).sum()),
    }]
}

pub(super) fn respelled_customers(subject: &Subject<'_>) -> Vec<Counted> {
    vec![Counted::worthless(Check {
        count: subject.purchases.respelled,
        columns: subject.name_of(Role::CustomerId),
        ..Check::of(CheckName::RespelledCustomers)
    })]
}

/// The first ids in alphabetical order, masked.
fn examples(
    column: &PermittedColumn<'_>,
    codes: impl Iterator<Item = usize>,
) -> Vec<String> {
    let text = |code: usize| masked(column.values.text(code as u32));
    first(&mut codes.map(text))
}
