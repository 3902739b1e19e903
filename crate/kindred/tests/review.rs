//! What is wrong with a file is found, counted and reconciled.

use crate::support;
use kindred::{
    Review,
    executor::Serial,
    review::{Check, CheckName},
    role::Role,
};

const ROLES: &[(&str, Role)] = &[
    ("who", Role::CustomerId),
    ("order", Role::OrderId),
    ("day", Role::Date),
    ("worth", Role::Amount),
    ("shop", Role::Attribute),
];

/// Thirty honest customers of two orders each, and what else is planted.
fn look_over(planted: &[&str]) -> Review {
    let mut csv = String::from("who,order,day,worth,shop\n");
    for who in 0..30 {
        for nth in 0..2 {
            let (order, day) = (100 + 2 * who + nth, 1 + (who + 9 * nth) % 28);
            let cents = 10 + (who * 7 + nth) % 80;
            let worth = 20 + who % 7;
            csv += &format!(
                "c{who},{order},2025-0{}-{day:02},{worth}.{cents},one\n",
                1 + nth
            );
        }
    }
    for line in planted {
        csv += &format!("{line}\n");
    }
    let table = support::read("shop.csv", csv.as_bytes());
    let tables = std::slice::from_ref(&table);
    let plan = support::plan(ROLES);
    pollster::block_on(kindred::review(tables, &plan, &Serial))
        .expect("a good review")
}

fn of(review: &Review, name: CheckName) -> Option<&Check> {
    review.checks.iter().find(|check| check.name == name)
}

#[track_caller]
fn count(review: &Review, name: CheckName) -> u64 {
    let check = of(review, name).expect("it is found");
    assert!(check.count <= check.of, "{check:?}");
    check.count
}

#[test]
fn an_honest_file_has_nothing_but_its_constant_column() {
    let review = look_over(&[]);
    let names: Vec<CheckName> =
        review.checks.iter().map(|check| check.name).collect();
    assert_eq!(names, [CheckName::ConstantColumns]);
    assert_eq!(review.checks[0].columns, ["shop"]);
    assert_eq!((review.records.read, review.records.used), (60, 60));
}

#[test]
fn every_record_and_every_cent_is_accounted_for() {
    let review = look_over(&[
        ",900,2025-01-02,5.00,one",
        "c1,901,,6.00,one",
        "c1,902,2025-01-03,,one",
        "c1,903,2025-01-04,-7.00,one",
    ]);
    let aside = &review.records.set_aside;
    let n: u64 = aside.iter().map(|it| it.count).sum();
    assert_eq!(review.records.read, review.records.used + n);
    let cents: i64 = aside.iter().filter_map(|it| it.amount).sum();
    let amount = &review.amount;
    let parts = amount.used.expect("money") + cents;
    assert_eq!(amount.total.expect("money"), parts);
    let missing = review
        .checks
        .iter()
        .filter(|check| check.name == CheckName::MissingValues);
    let columns: Vec<&str> =
        missing.map(|check| check.columns[0].as_str()).collect();
    assert_eq!(columns, ["who", "day", "worth"]);
    let returns = of(&review, CheckName::Returns).expect("one return");
    assert_eq!((returns.count, returns.amount), (1, Some(-700)));
}

#[test]
fn a_record_that_comes_twice_is_found_with_its_worth() {
    let line = "c1,777,2025-02-03,12.50,one";
    let review = look_over(&[line, line, line]);
    let check = of(&review, CheckName::RepeatedRecords).expect("two of them");
    assert_eq!((check.count, check.amount), (2, Some(2500)));
}

#[test]
fn an_order_of_two_customers_or_two_days_contradicts_itself() {
    let review = look_over(&[
        "c1,800,2025-02-03,1.00,one",
        "c2,800,2025-02-03,1.00,one",
        "c3,801,2025-02-03,1.00,one",
        "c3,801,2025-02-05,1.00,one",
        "c4,802,2025-02-05,1.00,one",
        "c4,802,2025-02-05,2.00,one",
    ]);
    assert_eq!(count(&review, CheckName::ContradictoryOrders), 2);
    let check = of(&review, CheckName::ContradictoryOrders).expect("two");
    assert_eq!(check.examples, ["8••", "8••"], "masked");
}

#[test]
fn a_day_far_after_all_others_is_found() {
    let review = look_over(&["c1,850,2052-01-02,9.00,one"]);
    // One of 61 is more than one of a hundred.
    assert!(of(&review, CheckName::FarDates).is_none());
    let mut many: Vec<String> = (0..60)
        .map(|n| {
            format!("c{},{},2025-03-0{},8.00,one", n % 30, 400 + n, 1 + n % 9)
        })
        .collect();
    many.push("c1,850,2052-01-02,9.00,one".into());
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let review = look_over(&many);
    let check = of(&review, CheckName::FarDates).expect("the typing error");
    assert_eq!((check.count, &*check.examples[0]), (1, "2052-01-02"));
}

#[test]
fn an_amount_far_above_all_others_is_found() {
    let review = look_over(&["c1,860,2025-02-02,99999.00,one"]);
    let check = of(&review, CheckName::OutlyingAmounts).expect("it is odd");
    assert_eq!((check.count, check.amount), (1, Some(9_999_900)));
    let check = of(&review, CheckName::LargeBuyers).expect("and its buyer");
    assert_eq!(check.count, 1);
}

#[test]
fn trials_and_guests_are_found_by_their_ids() {
    let review = look_over(&[
        "test-user,870,2025-02-02,1.00,one",
        "Guest,871,2025-02-02,1.00,one",
        "Guest,872,2025-02-03,1.00,one",
        "contest,873,2025-02-03,1.00,one",
    ]);
    assert_eq!(count(&review, CheckName::TestCustomers), 1);
    assert_eq!(count(&review, CheckName::GuestOrders), 2);
    let check = of(&review, CheckName::TestCustomers).expect("one");
    assert_eq!(check.examples, ["t•••••••"]);
}

#[test]
fn an_id_in_two_spellings_is_one_customer_and_told() {
    let review = look_over(&["c1\u{a0},880,2025-02-02,1.00,one"]);
    assert_eq!(count(&review, CheckName::RespelledCustomers), 1);
    assert_eq!(review.customers.total, 30);
}

/// Two hundred customers of two countries; of those from the south every
/// second has not agreed, and twenty lines of the south name nobody. Five
/// of the north may live elsewhere.
fn of_two_countries(consent: bool, isle: &str) -> Review {
    let mut csv = String::from("who,day,worth,land,agreed,fee\n");
    for who in 0..200 {
        let (land, agreed) = match who % 4 {
            0 => ("south", if who % 8 == 0 { "no" } else { "yes" }),
            1 if who < 20 => (isle, "yes"),
            _ => ("north", "yes"),
        };
        let day = 1 + who % 28;
        csv += &format!(
            "c{who},2025-01-{day:02},5.00,{land},{agreed},{}.5\n",
            who % 3
        );
    }
    for day in 1..=20 {
        csv += &format!(",2025-02-{day:02},5.00,south,,0.5\n");
    }
    let table = support::read("lands.csv", csv.as_bytes());
    let agreed = if consent { Role::Consent } else { Role::Ignore };
    let plan = support::plan(&[
        ("who", Role::CustomerId),
        ("day", Role::Date),
        ("worth", Role::Amount),
        ("land", Role::Attribute),
        ("agreed", agreed),
        ("fee", Role::Attribute),
    ]);
    let tables = std::slice::from_ref(&table);
    pollster::block_on(kindred::review(tables, &plan, &Serial))
        .expect("a good review")
}

#[test]
fn who_is_left_out_is_told_by_attribute_with_an_interval() {
    let review = of_two_countries(true, "north");
    assert!(review.left_out.by_consent);
    let [land] = &review.left_out.attributes[..] else {
        panic!("one attribute");
    };
    assert_eq!((land.used, land.left_out), (175, Some(45)));
    let north = &land.values[0];
    assert_eq!(north.value.as_deref(), Some("north"));
    let south = &land.values[1];
    assert_eq!(south.value.as_deref(), Some("south"));
    let (used, out) = (south.used.unwrap(), south.left_out);
    // Among those left out only the south is not nobody: told whole.
    assert_eq!((used.count, out.unwrap().count), (25, 45));
    assert!(south.differs, "{south:?}");
    assert!(used.low < 25.0 / 175.0 && 25.0 / 175.0 < used.high);
}

#[test]
fn fewer_than_ten_are_not_told_nor_to_be_found() {
    let review = of_two_countries(true, "isle");
    let land = &review.left_out.attributes[0];
    // Five of the isle: one of the others, and with them one more is hidden.
    let others = land.values.last().unwrap();
    assert_eq!((others.value.as_deref(), others.used), (None, None));
    let n_hidden = land.values.iter().filter(|it| it.used.is_none());
    assert!(n_hidden.count() >= 2, "{land:?}");
    let review = of_two_countries(false, "isle");
    let land = &review.left_out.attributes[0];
    assert!(!review.left_out.by_consent);
    assert_eq!(land.left_out, Some(20), "lines without a customer");
}

#[test]
fn an_attribute_of_a_few_people_is_not_told() {
    let lines = (0..40).map(|who| {
        let land = if who < 5 { "north" } else { "" };
        let land = if who == 5 { "south" } else { land };
        format!(
            "c{who},o{who},2025-01-{:02},{}.50,{land}\n",
            1 + who % 28,
            9 + who
        )
    });
    let text = format!(
        "customer_id,order_id,date,amount,country\n{}",
        lines.collect::<String>()
    );
    let table = support::read("x.csv", text.as_bytes());
    let mut plan = support::plan(&[
        ("customer_id", Role::CustomerId),
        ("order_id", Role::OrderId),
        ("date", Role::Date),
        ("amount", Role::Amount),
        ("country", Role::Attribute),
    ]);
    plan.permission = None;
    let review = kindred::review(std::slice::from_ref(&table), &plan, &Serial);
    let review = pollster::block_on(review).expect("a good review");
    assert_eq!(review.left_out.attributes, []);
}
