//! Checks of customers.

use table::combine::masked;

use super::{Check, CheckName, Subject};
use crate::{
    permit::PermittedColumn,
    remedy::{Limit, Remedy, bought_by, speaking, wholly},
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

pub(super) fn test_customers(subject: &Subject<'_>) -> Vec<Check> {
    let words = TEST.map(str::to_owned).to_vec();
    let remedy = Remedy::TestCustomers { words };
    named(subject, CheckName::TestCustomers, remedy)
}

pub(super) fn guest_orders(subject: &Subject<'_>) -> Vec<Check> {
    let words = GUEST.map(str::to_owned).to_vec();
    let remedy = Remedy::GuestOrders { words };
    named(subject, CheckName::GuestOrders, remedy)
}

/// Customers whose id says who they are; of guests, their records.
fn named(
    subject: &Subject<'_>,
    name: CheckName,
    remedy: Remedy,
) -> Vec<Check> {
    let Some(column) = subject.permitted.column(Role::CustomerId) else {
        return Vec::new();
    };
    let mut check = subject.mendable(name, remedy);
    let (Some(Remedy::TestCustomers { words })
    | Some(Remedy::GuestOrders { words })) = &check.remedy
    else {
        return Vec::new();
    };
    let speaks = speaking(&column, words);
    let records = wholly(subject.permitted, words);
    let codes = || (0..speaks.len()).filter(|&code| speaks[code]);
    (check.count, check.of) = match name {
        CheckName::TestCustomers => {
            (codes().count() as u64, speaks.len() as u64)
        }
        _ => (records.len() as u64, check.of),
    };
    check.columns = vec![column.profile.name.clone()];
    check.examples = examples(&column, codes());
    check.amount = subject.worth(&mut records.into_iter());
    check.found()
}

/// Customers who bought for fifty times the median customer and for more
/// than one of a hundred parts of all: they move every mean.
pub(super) fn large_buyers(subject: &Subject<'_>) -> Vec<Check> {
    let Some(customer) = subject.permitted.column(Role::CustomerId) else {
        return Vec::new();
    };
    let all = bought_by(subject.permitted, &customer);
    let mut sorted: Vec<i64> =
        all.into_iter().filter(|sum| *sum > 0).collect();
    sorted.sort_unstable();
    if sorted.len() < 20 {
        return Vec::new();
    }
    let median = sorted[sorted.len() / 2];
    let whole = sorted.iter().fold(0_i64, |all, it| all.saturating_add(*it));
    let fence = median.saturating_mul(50) - 1;
    let fence = subject.limit(0).at(fence.max(whole / 100));
    let remedy = Remedy::LargeBuyers { above: fence.above };
    let mut check = subject.mendable(CheckName::LargeBuyers, remedy);
    let Some(Remedy::LargeBuyers { above }) = check.remedy else {
        return Vec::new();
    };
    let limit = subject.limit(above);
    let large = || sorted.iter().filter(|sum| limit.is_below(**sum));
    (check.count, check.of) = (large().count() as u64, sorted.len() as u64);
    check.columns = subject.name_of(Role::CustomerId);
    check.amount = subject.minor(large().map(|sum| i128::from(*sum)).sum());
    check.found()
}

pub(super) fn respelled_customers(subject: &Subject<'_>) -> Vec<Check> {
    Check {
        count: subject.purchases.respelled,
        of: subject.book.customers.total,
        columns: subject.name_of(Role::CustomerId),
        ..subject.check(CheckName::RespelledCustomers)
    }
    .found()
}

impl Subject<'_> {
    /// A limit in the minor unit.
    pub(super) fn limit(&self, above: i64) -> Limit {
        Limit::of(self.permitted, self.plan.currency.as_deref(), above)
    }
}

fn examples(
    column: &PermittedColumn<'_>,
    codes: impl Iterator<Item = usize>,
) -> Vec<String> {
    let text = |code: usize| masked(column.values.text(code as u32));
    codes.take(3).map(text).collect()
}
