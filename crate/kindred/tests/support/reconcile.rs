//! Whether an export comes to what was added up by hand.

use kindred::{
    analysis::SetAsideReason as Aside,
    ledger::Book,
    plan::{SourceKind, SourcePlan},
    preset,
    role::Role,
    source::gather,
};
use table::{ReadOptions, Table};

use crate::support;

/// Records, and their sum in the minor unit.
pub type Part = (u64, i64);

/// What a file must come to.
pub struct Expected {
    pub files: &'static [&'static str],
    pub preset: &'static str,
    pub kind: SourceKind,
    pub roles: &'static [(Role, &'static str)],
    pub currency: Option<&'static str>,
    pub used: Part,
    pub aside: &'static [(Aside, Part)],
    pub total: Part,
    pub customers: &'static [&'static str],
    /// Other currencies: name, records, sum.
    pub others: &'static [(&'static str, u64, i128)],
}

/// A file of `tests/presets`.
pub fn table(file: &str) -> Table {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/presets/");
    let bytes = std::fs::read(format!("{folder}{file}")).expect("a file");
    support::read(file, &bytes)
}

/// What its preset proposes.
pub fn proposed(table: &Table) -> SourcePlan {
    let preset = preset::recognise(table).expect("it is known");
    preset.plan(table, ReadOptions::default())
}

/// Checks every count and cent, and gives the book.
pub fn reconciles(expected: &Expected) -> Book {
    let file = expected.files[0];
    let tables: Vec<Table> =
        expected.files.iter().map(|file| table(file)).collect();
    let sources: Vec<SourcePlan> = tables.iter().map(proposed).collect();
    let plan = &sources[0];
    assert_eq!(plan.preset.as_deref(), Some(expected.preset));
    assert_eq!(plan.kind, expected.kind, "{file}");
    for &(role, column) in expected.roles {
        let found = plan.roles.iter().find(|it| it.role == role);
        let found = found.map(|it| &*it.column);
        assert_eq!(found, Some(column), "{file}: {role:?}");
    }
    let purchases = gather(&tables, &sources).expect("they join");
    let permitted = support::permitted(&purchases);
    let book = support::book_of(&permitted);
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
