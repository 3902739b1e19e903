//! What a repair does to records, in one file and in several.
#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "cents stand behind the whole"
)]

use crate::support::{self, book};
use kindred::{
    analysis::SetAsideReason as Aside, ledger::Book, plan::SourcePlan,
    repair::Repair, role::Role,
};
use table::Table;

const ROLES: &[(&str, Role)] = &[
    ("order", Role::OrderId),
    ("who", Role::CustomerId),
    ("day", Role::Date),
    ("price", Role::Price),
    ("total", Role::Amount),
];

fn order_total(total: &str) -> Repair {
    Repair::OrderTotal {
        order: "order".into(),
        total: total.into(),
        by: None,
    }
}

/// Fills who and day, and shares out the total.
fn mended(total: &str) -> Vec<Repair> {
    let fill = Repair::FillDown {
        order: "order".into(),
        columns: vec!["who".into(), "day".into()],
    };
    vec![fill, order_total(total)]
}

/// A file of these lines, the last column of which is the total.
fn file(total: &str, lines: &str) -> Table {
    let text = format!("order,who,day,price,{total}\n{lines}");
    support::read("shop.csv", text.as_bytes())
}

fn source(total: &str, repairs: Vec<Repair>) -> SourcePlan {
    let mut source = support::plan(ROLES).sources.remove(0);
    source.repairs = repairs;
    source.roles[4].column = total.into();
    source
}

/// Why, how many records, and their cents.
type Part = (Aside, u64, i64);

/// Records and cents that are used, and those that are set aside.
fn told(book: &Book) -> ((u64, i64), Vec<Part>) {
    let aside = book.records.set_aside.iter();
    let aside = aside
        .map(|it| (it.reason, it.count, it.amount.unwrap_or(0)))
        .collect();
    let used = book.amount.used.expect("an amount");
    ((book.records.used, used), aside)
}

#[test]
fn a_record_that_stands_there_more_than_once_counts_once() {
    let lines = "1,ada,2025-01-02,,10.00\n1,ada,2025-01-02,,10.00\n\
        1,ada,2025-01-02,,10.01\n2,bob,2025-01-03,,7.00\n\
        1,ada,2025-01-02,,10.00\n2,bob,2025-01-03,,7.00\n";
    let tables = [file("total", lines)];
    let kept = book(&tables, &[source("total", Vec::new())]);
    assert_eq!(told(&kept), ((6, 54_01), vec![]), "as the file has it");
    let dropped = vec![Repair::DropDuplicates];
    let dropped = book(&tables, &[source("total", dropped)]);
    let twice = vec![(Aside::Duplicate, 3, 27_00)];
    assert_eq!(told(&dropped), ((3, 27_01), twice));
    assert_eq!(dropped.gross, Some(vec![20_01, 7_00]));
}

#[test]
fn two_exports_that_overlap_count_what_is_in_both_once() {
    let tables = [
        "1,ada,2025-01-02,,10.00\n2,bob,2025-01-03,,7.00\n",
        "2,bob,2025-01-03,,7.00\n3,eve,2025-01-04,,5.00\n",
    ]
    .map(|lines| file("total", lines));
    let source = source("total", vec![Repair::DropDuplicates]);
    let book = book(&tables, &[source.clone(), source]);
    let twice = vec![(Aside::Duplicate, 1, 7_00)];
    assert_eq!(told(&book), ((3, 22_00), twice));
}

#[test]
fn a_record_that_stands_there_twice_has_no_share_of_its_order() {
    let lines = "1,ada,2025-01-02,6.00,10.00\n\
        1,ada,2025-01-02,2.00,10.00\n1,ada,2025-01-02,2.00,10.00\n";
    let repairs = vec![order_total("total"), Repair::DropDuplicates];
    let book = book(&[file("total", lines)], &[source("total", repairs)]);
    let twice = vec![(Aside::Duplicate, 1, 0)];
    assert_eq!(told(&book), ((2, 10_00), twice), "the order is paid once");
}

#[test]
fn orders_of_two_files_are_two_orders_whatever_their_numbers() {
    let first = "1,ada,2025-01-02,6.00,10.00\n1,,,3.00,\n\
        2,bob,2025-01-03,5.00,5.00\n";
    let second = "2,,,5.00,0.00\n3,eve,2025-02-02,4.00,4.00\n";
    // Two shops may both have an order 2: nobody takes the details of another
    // shop's customer.
    let tables = [file("total", first), file("sum", second)];
    let sources = [
        source("total", mended("total")),
        source("sum", mended("sum")),
    ];
    let parts = book(&tables, &sources);
    let nobody = vec![(Aside::NoCustomer, 1, 0)];
    assert_eq!(told(&parts), ((4, 19_00), nobody));
    assert_eq!(parts.ids, ["ada", "bob", "eve"]);
    assert_eq!(parts.gross, Some(vec![10_00, 5_00, 4_00]));
}

#[test]
fn files_that_are_mended_differently_are_mended_apart() {
    // Both begin to count at one: order 2 of the second file is not bob's,
    // and its order 1 has a total of its own.
    let first = "1,ada,2025-01-02,6.00,10.00\n1,,,3.00,\n\
        2,bob,2025-01-03,5.00,5.00\n";
    let second = "2,,2025-02-01,7.00,7.00\n1,eve,2025-02-02,4.00,8.00\n\
        1,,,4.00,\n1,,,4.00,\n";
    let tables = [first, second].map(|lines| file("total", lines));
    let mut apart = mended("total");
    apart.push(Repair::DropDuplicates);
    let sources = [mended("total"), apart].map(|it| source("total", it));
    let book = book(&tables, &sources);
    let (used, mut aside) = told(&book);
    aside.sort_by_key(|it| it.2);
    assert_eq!(used, (5, 23_00), "{aside:?}");
    let expected = [(Aside::Duplicate, 1, 0), (Aside::NoCustomer, 1, 7_00)];
    assert_eq!(aside, expected);
    assert_eq!(book.ids, ["ada", "bob", "eve"]);
    assert_eq!(book.gross, Some(vec![10_00, 5_00, 8_00]));
}

#[test]
fn orders_that_tell_different_totals_keep_them_and_are_told() {
    // Two lines an order; three orders add 1.00 on their second line.
    let (mut lines, mut cents) = (String::new(), 0);
    let orders = (0..40).flat_map(support::often).enumerate();
    for (order, record) in orders {
        let [who, day, total] = record.split(',').collect::<Vec<_>>()[..]
        else {
            panic!("three cells")
        };
        let total: i64 = total.replace('.', "").parse().expect("cents");
        let second = if order < 3 { total + 1_00 } else { total };
        cents += if order < 3 { total + second } else { total };
        for total in [total, second] {
            let (whole, part) = (total / 100, total % 100);
            lines += &format!("{order},{who},{day},1.00,{whole}.{part:02}\n");
        }
    }
    let table = file("total", &lines);
    let mut plan = support::plan(ROLES);
    plan.sources[0].repairs = vec![order_total("total")];
    let run = support::go(&table, &plan);
    assert_eq!(run.analysis.amount.used, Some(cents));
    let warnings = run.analysis.warnings.iter();
    let told: Vec<u64> = warnings
        .filter(|it| it.code == "W_ORDER_TOTALS")
        .map(|it| it.count)
        .collect();
    assert_eq!(told, [3]);
}

#[test]
fn a_plan_says_of_a_repair_what_it_needs_and_nothing_else() {
    let read = |json: &str| serde_json::from_str::<Repair>(json);
    let older = r#"{"repair": "order-total", "order": "o", "total": "t",
        "by": null}"#;
    let total = read(older).unwrap();
    let written = serde_json::to_string(&total).unwrap();
    assert_eq!(read(&written).unwrap(), total);
    let drop = read(r#"{"repair": "drop-duplicates"}"#).unwrap();
    assert_eq!(drop, Repair::DropDuplicates);
    for wrong in [
        r#"{"repair": "order-total", "order": "o"}"#,
        r#"{"repair": "drop-duplicates", "column": "o"}"#,
        r#"{"repair": "refund", "column": "c", "else": 1}"#,
        r#"{"repair": "mend"}"#,
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}
