//! What a review offers is done as it says, to the cent, and can be taken
//! back.
#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "cents stand behind the whole"
)]

use crate::support;
use kindred::{
    Plan, Review,
    analysis::SetAsideReason as Aside,
    executor::Serial,
    export,
    remedy::Remedy,
    review::{Check, CheckName},
    role::Role,
};
use table::Table;

const ROLES: &[(&str, Role)] = &[
    ("who", Role::CustomerId),
    ("order", Role::OrderId),
    ("day", Role::Date),
    ("worth", Role::Amount),
];

/// What is planted among a hundred and fifty honest customers.
const PLANTED: [&str; 14] = [
    "c1,900,2025-02-03,12.50",
    "c1,900,2025-02-03,12.50",
    "c1,901,2025-02-03,1.00",
    "c2,901,2025-02-03,1.00",
    "c3,902,2052-01-02,9.00",
    "c4,903,2025-02-03,99999.00",
    "test-user,904,2025-02-03,2.00",
    "Guest,905,2025-02-03,3.00",
    "c5,906,2025-02-04,20.00",
    ",906,2025-02-04,5.00",
    "c6,907,2025-02-04,21.00",
    "c6,907,,6.00",
    "c7,908,2025-02-05,-7.00",
    ",909,2025-02-06,4.00",
];

fn shop() -> Table {
    let mut csv = String::from("who,order,day,worth\n");
    for who in 0..150 {
        for nth in 0..3 {
            let (order, day) =
                (1000 + 3 * who + nth, 1 + (who + 9 * nth) % 28);
            let (whole, cents) = (20 + who % 7, 10 + (who * 7 + nth) % 80);
            let month = 1 + nth;
            csv += &format!(
                "c{who},{order},2025-0{month}-{day:02},{whole}.{cents}\n"
            );
        }
    }
    PLANTED.iter().for_each(|line| csv += &format!("{line}\n"));
    support::read("shop.csv", csv.as_bytes())
}

fn plan(remedies: Vec<Remedy>) -> Plan {
    let mut plan = support::plan(ROLES);
    plan.remedies = remedies;
    plan
}

fn look_over(table: &Table, remedies: Vec<Remedy>) -> Review {
    let tables = std::slice::from_ref(table);
    let plan = plan(remedies);
    let review = kindred::review(tables, &plan, &Serial);
    pollster::block_on(review).expect("a good review")
}

fn aside(review: &Review, reason: Aside) -> (u64, i64) {
    let all = &review.records.set_aside;
    let found = all.iter().find(|it| it.reason == reason);
    found.map_or((0, 0), |it| (it.count, it.amount.expect("money")))
}

#[track_caller]
fn check_sums(review: &Review) {
    let all = &review.records.set_aside;
    let n: u64 = all.iter().map(|it| it.count).sum();
    assert_eq!(review.records.read, review.records.used + n);
    let cents: i64 = all.iter().filter_map(|it| it.amount).sum();
    let used = review.amount.used.expect("money");
    assert_eq!(review.amount.total, Some(used + cents));
}

fn of(review: &Review, name: CheckName) -> &Check {
    let found = review.checks.iter().find(|check| check.name == name);
    found.expect("it is found")
}

fn offered(review: &Review, name: CheckName) -> Remedy {
    of(review, name).remedy.clone().expect("it can be mended")
}

/// What each check offers, what it sets aside for which reason.
const OFFERED: [(CheckName, Aside, u64, i64); 7] = [
    (CheckName::RepeatedRecords, Aside::Duplicate, 1, 12_50),
    (
        CheckName::ContradictoryOrders,
        Aside::Contradictory,
        2,
        2_00,
    ),
    (CheckName::FarDates, Aside::AfterAsOf, 1, 9_00),
    (CheckName::OutlyingAmounts, Aside::Outlying, 1, 99_999_00),
    (CheckName::Returns, Aside::OtherRecord, 1, -7_00),
    (CheckName::TestCustomers, Aside::TestOrder, 1, 2_00),
    (CheckName::GuestOrders, Aside::NoCustomer, 3, 12_00),
];

#[test]
fn without_a_remedy_all_that_can_be_counted_is_counted() {
    let review = look_over(&shop(), Vec::new());
    assert!(review.checks.iter().all(|check| !check.is_remedied));
    let reasons = review.records.set_aside.iter().map(|it| it.reason);
    let reasons: Vec<Aside> = reasons.collect();
    assert_eq!(reasons, [Aside::NoCustomer, Aside::NoDate, Aside::Return]);
}

#[test]
fn each_remedy_sets_aside_what_its_check_counts_to_the_cent() {
    let table = shop();
    let before = look_over(&table, Vec::new());
    for (name, reason, count, cents) in OFFERED {
        let after = look_over(&table, vec![offered(&before, name)]);
        assert_eq!(aside(&after, reason), (count, cents), "{name:?}");
        check_sums(&after);
        assert_eq!(after.amount.total, before.amount.total, "{name:?}");
        let (was, is) = (of(&before, name), of(&after, name));
        assert!(is.is_remedied && is.remedy == was.remedy, "{name:?}");
        assert_eq!((was.count, was.amount), (is.count, is.amount));
        let others = |review: &Review| review.checks.len();
        assert_eq!(others(&before), others(&after), "none is lost");
    }
}

#[test]
fn all_records_of_a_large_buyer_are_set_aside() {
    let table = shop();
    let before = look_over(&table, Vec::new());
    let remedy = offered(&before, CheckName::LargeBuyers);
    let after = look_over(&table, vec![remedy]);
    // Three honest ones beside the large one.
    assert_eq!(aside(&after, Aside::Outlying).0, 4);
    assert_eq!(after.customers.permitted, before.customers.permitted - 1);
    check_sums(&after);
}

#[test]
fn what_an_order_told_before_fills_a_missing_customer_and_day() {
    let table = shop();
    let before = look_over(&table, Vec::new());
    let filled = [Role::CustomerId, Role::Date]
        .map(|role| Remedy::MissingValues { role });
    let after = look_over(&table, filled.to_vec());
    // The order that names nobody at all still does not.
    assert_eq!(aside(&after, Aside::NoCustomer), (1, 4_00));
    assert_eq!(aside(&after, Aside::NoDate), (0, 0));
    assert_eq!(after.records.used, before.records.used + 2);
    check_sums(&after);
}

#[test]
fn without_the_far_day_the_others_are_not_long_ago() {
    let table = shop();
    let before = look_over(&table, Vec::new());
    let remedy = offered(&before, CheckName::FarDates);
    let Remedy::FarDates { from } = &remedy else {
        panic!("a day");
    };
    assert_eq!(from, "2025-03-29");
    assert_eq!(plan(vec![remedy.clone()]).until(), Some("2025-03-29"));
    let mut both = plan(vec![remedy]);
    both.as_of = Some("2025-03-01".into());
    assert_eq!(both.until(), Some("2025-03-01"));
}

#[test]
fn every_remedy_together_still_adds_up_and_the_plan_replays_it() {
    let table = shop();
    let before = look_over(&table, Vec::new());
    let remedies = before.checks.iter().filter_map(|it| it.remedy.clone());
    let plan = plan(remedies.collect());
    assert_eq!(plan.remedies.len(), 10);
    check_sums(&look_over(&table, plan.remedies.clone()));
    let run = |plan: &Plan| {
        let tables = std::slice::from_ref(&table);
        let run = kindred::run(tables, plan, &Serial);
        pollster::block_on(run).expect("a good plan").analysis
    };
    let once = run(&plan);
    let json = export::plan_to_json(&plan);
    let read = export::plan_from_json(&json).expect("our own plan");
    assert_eq!(read, plan);
    assert_eq!(run(&read).digest, once.digest);
    let review = look_over(&table, plan.remedies.clone());
    assert_eq!(once.records, review.records);
    assert_eq!(once.amount, review.amount);
}

#[test]
fn a_plan_from_before_there_were_remedies_is_read() {
    let json = export::plan_to_json(&plan(Vec::new()));
    let json = json.replace("\"remedies\": [],", "");
    assert!(!json.contains("remedies"));
    let read = export::plan_from_json(&json).expect("an older plan");
    assert_eq!(read, plan(Vec::new()));
}

#[test]
fn a_constant_column_has_no_remedy() {
    let roles = &[
        ("who", Role::CustomerId),
        ("day", Role::Date),
        ("shop", Role::Attribute),
    ];
    let csv = b"who,day,shop\na,2025-01-01,x\nb,2025-01-02,x\n";
    let table = support::read("small.csv", csv);
    let tables = std::slice::from_ref(&table);
    let plan = support::plan(roles);
    let review = kindred::review(tables, &plan, &Serial);
    let review = pollster::block_on(review).expect("a good review");
    assert_eq!(of(&review, CheckName::ConstantColumns).remedy, None);
}

#[test]
fn a_plan_says_of_a_remedy_what_it_needs_and_nothing_else() {
    let read = |json: &str| serde_json::from_str::<Remedy>(json);
    let above = r#"{"check": "outlying-amounts", "above": 5}"#;
    assert_eq!(read(above).unwrap(), Remedy::OutlyingAmounts { above: 5 });
    for wrong in [
        r#"{"check": "outlying-amounts"}"#,
        r#"{"check": "outlying-amounts", "above": 5, "words": []}"#,
        r#"{"check": "constant-columns"}"#,
        r#"{"check": "missing-values", "role": "amount"}"#,
        r#"{"check": "returns", "beyond": 5}"#,
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}
