//! Checks of customers.

use table::{MISSING, combine::masked};

use super::{Check, CheckName, Subject};
use crate::{permit::PermittedColumn, role::Role};

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
    let Some(column) = subject.permitted.column(Role::CustomerId) else {
        return Vec::new();
    };
    let codes = speaking(&column, &TEST);
    Check {
        name: CheckName::TestCustomers,
        count: codes.len() as u64,
        of: column.values.n_codes() as u64,
        columns: vec![column.profile.name.clone()],
        examples: examples(&column, &codes),
        amount: None,
    }
    .found()
}

pub(super) fn guest_orders(subject: &Subject<'_>) -> Vec<Check> {
    let Some(column) = subject.permitted.column(Role::CustomerId) else {
        return Vec::new();
    };
    let codes = speaking(&column, &GUEST);
    let mut guests = vec![false; column.values.n_codes()];
    codes.iter().for_each(|code| guests[*code as usize] = true);
    let is_guest = |code: &&u32| **code != MISSING && guests[**code as usize];
    Check {
        name: CheckName::GuestOrders,
        count: column.codes.iter().filter(is_guest).count() as u64,
        of: subject.n_records(),
        columns: vec![column.profile.name.clone()],
        examples: examples(&column, &codes),
        amount: None,
    }
    .found()
}

/// Customers who bought for fifty times the median customer and for more
/// than one of a hundred parts of all: they move every mean.
pub(super) fn large_buyers(subject: &Subject<'_>) -> Vec<Check> {
    let book = subject.book;
    let Some(gross) = book.gross.as_ref().filter(|it| it.len() >= 20) else {
        return Vec::new();
    };
    let mut sorted = gross.clone();
    sorted.sort_unstable();
    let median = sorted[sorted.len() / 2].max(1);
    let all: i64 = gross.iter().sum();
    let is_large =
        |it: &&i64| **it >= median.saturating_mul(50) && 100 * **it > all;
    let large: Vec<i64> = gross.iter().filter(is_large).copied().collect();
    Check {
        name: CheckName::LargeBuyers,
        count: large.len() as u64,
        of: gross.len() as u64,
        columns: subject.name_of(Role::CustomerId),
        examples: Vec::new(),
        amount: Some(large.iter().sum()),
    }
    .found()
}

pub(super) fn respelled_customers(subject: &Subject<'_>) -> Vec<Check> {
    Check {
        name: CheckName::RespelledCustomers,
        count: subject.purchases.respelled,
        of: subject.book.customers.total,
        columns: subject.name_of(Role::CustomerId),
        examples: Vec::new(),
        amount: None,
    }
    .found()
}

/// The codes of texts that hold one of the words, whole.
fn speaking(column: &PermittedColumn<'_>, words: &[&str]) -> Vec<u32> {
    let speaks = |code: &u32| {
        let text = column.values.text(*code).to_lowercase();
        let mut parts = text.split(|c: char| !c.is_alphabetic());
        parts.any(|part| words.contains(&part))
    };
    (0..column.values.n_codes() as u32).filter(speaks).collect()
}

fn examples(column: &PermittedColumn<'_>, codes: &[u32]) -> Vec<String> {
    let first = codes.iter().take(3);
    first
        .map(|code| masked(column.values.text(*code)))
        .collect()
}
