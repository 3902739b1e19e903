//! Every preset opens its export with no correction, and every cent of it
//! is found again. The files are made up; what they hold is added up by
//! hand below.
#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "cents stand behind the whole"
)]

mod support;

use kindred::{
    analysis::SetAsideReason as Aside,
    executor::Serial,
    ledger::{self, Book},
    plan::{Basis, Permission, Purpose, SourceKind, SourcePlan},
    preset,
    role::Role,
    source::gather,
};
use table::{ReadOptions, Table};

/// Records, and their sum in the minor unit.
type Part = (u64, i64);

/// What a file must come to.
struct Expected {
    file: &'static str,
    preset: &'static str,
    kind: SourceKind,
    roles: &'static [(Role, &'static str)],
    currency: Option<&'static str>,
    used: Part,
    aside: &'static [(Aside, Part)],
    total: Part,
    customers: &'static [&'static str],
    /// Other currencies: name, records, sum.
    others: &'static [(&'static str, u64, i128)],
}

fn table(file: &str) -> Table {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/presets/");
    let bytes = std::fs::read(format!("{folder}{file}")).expect("a file");
    support::read(file, &bytes)
}

fn proposed(table: &Table) -> SourcePlan {
    let preset = preset::recognise(table).expect("it is known");
    preset.plan(table, ReadOptions::default())
}

fn reconciles(expected: &Expected) -> Book {
    let file = expected.file;
    let tables = [table(file)];
    let plan = proposed(&tables[0]);
    assert_eq!(plan.preset.as_deref(), Some(expected.preset));
    assert_eq!(plan.kind, expected.kind, "{file}");
    for &(role, column) in expected.roles {
        let found = plan.roles.iter().find(|it| it.role == role);
        let found = found.map(|it| &*it.column);
        assert_eq!(found, Some(column), "{file}: {role:?}");
    }
    let sources = [plan];
    let purchases = gather(&tables, &sources).expect("one file");
    let permission = Permission {
        purpose: Purpose::Analytics,
        basis: Basis::LegitimateInterests,
        consent_column: None,
    };
    let permitted = purchases.permit(&permission, None).expect("its roles");
    let book = ledger::book(&permitted, None, None, &Serial);
    let book = pollster::block_on(book).expect("a good file");
    let money = |cents: Option<i64>| cents.unwrap_or(0);
    let aside: Vec<(Aside, Part)> = book
        .records
        .set_aside
        .iter()
        .map(|it| (it.reason, (it.count, money(it.amount))))
        .collect();
    let used = (book.records.used, money(book.amount.used));
    let total = (book.records.read, money(book.amount.total));
    println!(
        "{} | {} | used {used:?} | {aside:?} | total {total:?}",
        expected.preset, file
    );
    assert_eq!(used, expected.used, "{file}: {aside:?}");
    assert_eq!(aside, expected.aside, "{file}");
    assert_eq!(total, expected.total, "{file}");
    let sum = aside.iter().fold(used, |(records, cents), (_, part)| {
        (records + part.0, cents + part.1)
    });
    assert_eq!(total, sum, "{file}");
    assert_eq!(book.ids, expected.customers, "{file}");
    assert_eq!(book.amount.currency.as_deref(), expected.currency);
    let others: Vec<_> = permitted
        .other_currencies()
        .into_iter()
        .map(|it| (it.currency, it.count, it.sum))
        .collect();
    let expected_others: Vec<_> = expected
        .others
        .iter()
        .map(|&(name, n, sum)| (name.to_owned(), n, sum))
        .collect();
    assert_eq!(others, expected_others, "{file}");
    book
}

#[test]
fn shopify_orders_reconcile() {
    // Used: 53.95 + 25.00 + 43.95 + 19.99 + 25.00.
    // Not paid: 99.00 pending, 60.00 voided on two lines, 12.00 authorised.
    let book = reconciles(&Expected {
        file: "shopify-orders.csv",
        preset: "shopify-orders",
        kind: SourceKind::Lines,
        roles: &[
            (Role::OrderId, "Name"),
            (Role::CustomerId, "Email"),
            (Role::Date, "Created at"),
            (Role::Amount, "Total"),
            (Role::Currency, "Currency"),
            (Role::Consent, "Accepts Marketing"),
        ],
        currency: Some("EUR"),
        used: (8, 167_89),
        aside: &[
            (Aside::NoCustomer, (1, 15_00)),
            (Aside::NoValue, (2, 0)),
            (Aside::NotPaid, (4, 171_00)),
            (Aside::OtherCurrency, (1, 0)),
            (Aside::Refund, (0, -29_99)),
        ],
        total: (16, 323_90),
        customers: &["ada@example.org", "bob@example.org", "eve@example.org"],
        others: &[("USD", 1, 30_00)],
    });
    assert_eq!(book.gross, Some(vec![122_90, 25_00, 19_99]));
    assert_eq!(book.returned, Some(vec![-10_00, 0, -19_99]));
}
