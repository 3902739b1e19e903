//! What a file of orders tells beside its lines: refunds and totals.

use crate::support;
use kindred::{
    Plan, Review,
    analysis::SetAsideReason as Aside,
    executor::Serial,
    ledger::Book,
    plan::{SourceKind, SourcePlan},
    repair::Repair,
    review::{Check, CheckName},
    role::propose,
    source::kind_of,
};
use table::{ReadOptions, Table};

/// Order 1: two lines, 30.00. Order 2: 40.00 on two lines, of which one was
/// sent back. Order 3: 5.00. Order 4: 7.50.
const LINES: &str = "order_id,product,quantity,price\n\
    1,tea,1,10.00\n1,pot,2,10.00\n\
    2,cup,2,20.00\n2,cup,-1,20.00\n\
    3,tea,1,5.00\n4,tea,3,2.50\n";
/// Of order 1 a third of what was paid came back, of order 2 what its line
/// tells, of order 3 more than it: the postage.
const ORDERS: &str = "order_id,customer_id,date,total,given_back\n\
    1,a,2025-01-01,30.00,10.00\n2,b,2025-01-02,24.90,20.00\n\
    3,c,2025-01-03,9.90,9.90\n4,d,2025-01-04,7.50,\n";

fn source(table: &Table) -> SourcePlan {
    let roles = propose(&table.columns, table.n_records as u64);
    let has_refund = table.columns.iter().any(|it| it.name == "given_back");
    let refund = Repair::Refund {
        column: "given_back".into(),
        order: None,
        total: None,
    };
    SourcePlan {
        kind: kind_of(table, &roles),
        reading: ReadOptions::default(),
        roles,
        key: None,
        repairs: has_refund.then_some(refund).into_iter().collect(),
        preset: None,
    }
}

fn tables(files: &[(&str, &str)]) -> (Vec<Table>, Plan) {
    let read =
        |(name, text): &(&str, &str)| support::read(name, text.as_bytes());
    let tables: Vec<Table> = files.iter().map(read).collect();
    let plan = Plan {
        sources: tables.iter().map(source).collect(),
        ..support::plan(&[])
    };
    (tables, plan)
}

fn book(files: &[(&str, &str)]) -> Book {
    let (tables, plan) = tables(files);
    support::book(&tables, &plan.sources)
}

fn review(files: &[(&str, &str)]) -> Review {
    let (tables, plan) = tables(files);
    pollster::block_on(kindred::review(&tables, &plan, &Serial))
        .expect("a good review")
}

fn totals(review: &Review) -> Option<&Check> {
    let mut checks = review.checks.iter();
    checks.find(|it| it.name == CheckName::OrderTotals)
}

#[test]
fn a_refund_of_an_order_is_netted_once_and_no_more_than_its_lines() {
    let (tables, plan) =
        tables(&[("lines.csv", LINES), ("orders.csv", ORDERS)]);
    let kinds = plan.sources.iter().map(|it| it.kind);
    let expected = [SourceKind::Lines, SourceKind::Orders];
    assert_eq!(kinds.collect::<Vec<_>>(), expected);
    assert_eq!(tables.len(), 2);
    let book = book(&[("lines.csv", LINES), ("orders.csv", ORDERS)]);
    assert_eq!(book.ids, ["a", "b", "c", "d"]);
    assert_eq!(book.gross, Some(vec![30_00, 40_00, 5_00, 7_50]));
    assert_eq!(book.returned, Some(vec![-10_00, -20_00, -5_00, 0]));
    let aside = book.records.set_aside.iter();
    let of = |it: &kindred::analysis::SetAside| (it.reason, it.amount);
    let expected =
        [(Aside::Return, Some(-20_00)), (Aside::Refund, Some(-15_00))];
    assert_eq!(aside.map(of).collect::<Vec<_>>(), expected);
    assert_eq!(book.amount.total, Some(82_50 - 35_00));
}

#[test]
fn what_the_lines_tell_of_refunds_is_not_told_again_by_the_orders() {
    let lines = LINES.replace('\n', ",\n");
    let lines = lines.replace("price,\n", "price,given_back\n");
    let lines = lines.replace("1,tea,1,10.00,", "1,tea,1,10.00,4.00");
    let files = [("lines.csv", &*lines), ("orders.csv", ORDERS)];
    assert_eq!(book(&files).returned, Some(vec![-4_00, -20_00, 0, 0]));
}

#[test]
fn refunds_of_two_files_of_orders_are_both_netted() {
    let (one, two) = ORDERS.split_at(ORDERS.find("3,c").expect("there"));
    let two = format!("{}\n{two}", ORDERS.lines().next().expect("a header"));
    let lines = LINES.replace("order_id,", "customer_id,date,order_id,");
    let lines = lines.replace("\n1", "\na,2025-01-01,1");
    let lines = lines.replace("\n2", "\nb,2025-01-02,2");
    let lines = lines.replace("\n3", "\nc,2025-01-03,3");
    let lines = lines.replace("\n4", "\nd,2025-01-04,4");
    let files = [("lines.csv", &*lines), ("jan.csv", one), ("feb.csv", &*two)];
    let returned = book(&files).returned;
    assert_eq!(returned, Some(vec![-10_00, -20_00, -5_00, 0]));
}

#[test]
fn an_orders_total_is_shared_out_over_lines_that_tell_no_money() {
    let lines = "order_id,product,quantity\n\
        1,tea,1\n1,pot,2\n2,cup,2\n3,tea,1\n4,tea,3\n";
    let book = book(&[("lines.csv", lines), ("orders.csv", ORDERS)]);
    assert_eq!(book.gross, Some(vec![30_00, 24_90, 9_90, 7_50]));
    assert_eq!(book.returned, Some(vec![-10_00, -20_00, -9_90, 0]));
    assert_eq!(book.amount.used, Some(72_30));
    let review = review(&[("lines.csv", lines), ("orders.csv", ORDERS)]);
    assert_eq!(totals(&review), None);
}

#[test]
fn totals_that_are_not_those_of_the_lines_are_told() {
    let review = review(&[("lines.csv", LINES), ("orders.csv", ORDERS)]);
    let check = totals(&review).expect("two differ");
    assert_eq!((check.count, check.of), (2, 4));
    assert_eq!(check.amount, Some(4_90 + 4_90));
    assert_eq!(check.columns, ["total"]);
    assert_eq!(check.examples.len(), 2);
    let same = ORDERS.replace("24.90", "20").replace("9.90,9.90", "5.000,");
    let files = [("lines.csv", LINES), ("orders.csv", &*same)];
    assert_eq!(totals(&self::review(&files)), None);
}

#[test]
fn what_remained_of_an_order_is_netted_with_its_lines() {
    let remained = ORDERS.replace("30.00,10.00", "34.00,24.00");
    let remained = remained.replace("24.90,20.00", "24.90,0.00");
    let remained = remained.replace("9.90,9.90", "9.90,0");
    let (tables, mut plan) =
        tables(&[("lines.csv", LINES), ("orders.csv", &*remained)]);
    for repair in &mut plan.sources[1].repairs {
        if let Repair::Refund { total, .. } = repair {
            *total = Some("total".into());
        }
    }
    let book = support::book(&tables, &plan.sources);
    assert_eq!(book.returned, Some(vec![-10_00, -20_00, 0, 0]));
}
