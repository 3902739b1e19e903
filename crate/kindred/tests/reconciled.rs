//! The parts add up to what the file holds, whoever agreed and whatever is
//! mended.

use crate::support;
use kindred::{
    Plan,
    analysis::SetAsideReason as Aside,
    executor::Serial,
    ledger::{self, Book},
    remedy::Remedy,
    repair::{Because, Repair},
    role::Role,
    source,
};
use proptest::prelude::*;
use table::Table;

const ROLES: &[(&str, Role)] = &[
    ("who", Role::CustomerId),
    ("order", Role::OrderId),
    ("day", Role::Date),
    ("worth", Role::Amount),
    ("status", Role::Attribute),
    ("agreed", Role::Consent),
];

/// One of each, so that there is somebody who agreed and bought.
const FIRST: &str = "z,999,2025-05-05,1.00,paid,yes\n";

/// The text of the records, and their sum in cents.
fn shop(drawn: &[(u8, u8, i16, bool)]) -> (String, i64) {
    let mut text = String::from("who,order,day,worth,status,agreed\n");
    text += FIRST;
    let mut cents = 100;
    for &(who, order, worth, is_paid) in drawn {
        let (who, order) = (who % 9, order % 12);
        let name = ["a", "b", "c", "test", "guest", "f", "g", "h", ""];
        let agreed = if who % 2 == 0 { "yes" } else { "no" };
        let status = if is_paid { "paid" } else { "cancelled" };
        let (sign, size) =
            (if worth < 0 { "-" } else { "" }, worth.unsigned_abs());
        text += &format!(
            "{},{order},2025-05-{:02},{sign}{}.{:02},{status},{agreed}\n",
            name[usize::from(who)],
            1 + order,
            size / 100,
            size % 100
        );
        cents += i64::from(worth);
    }
    (text, cents)
}

fn repairs() -> Vec<Repair> {
    vec![
        Repair::SetAside {
            column: "status".into(),
            words: vec!["cancelled".into()],
            reason: Because::NotPaid,
            unless: None,
        },
        Repair::DropDuplicates,
    ]
}

fn remedies() -> Vec<Remedy> {
    vec![
        Remedy::ContradictoryOrders,
        Remedy::OutlyingAmounts { above: 20_000 },
        Remedy::Returns,
        Remedy::TestCustomers {
            words: vec!["test".into()],
        },
        Remedy::GuestOrders {
            words: vec!["guest".into()],
        },
        Remedy::LargeBuyers { above: 50_000 },
    ]
}

fn book(table: &Table, plan: &Plan, asks: bool) -> Book {
    let mut permission = plan.permission.clone().expect("there is one");
    permission.consent_column = asks.then(|| "agreed".to_owned());
    let tables = std::slice::from_ref(table);
    let bought = source::gather(tables, &plan.sources).expect("purchases");
    let permitted = bought.permit(&permission, plan).expect("z agreed");
    let book = ledger::book(&permitted, None, None, &Serial);
    pollster::block_on(book).expect("z bought")
}

/// What the plan set aside: why, how many, worth how much.
fn mended(book: &Book) -> Vec<(Aside, u64, Option<i64>)> {
    let by_plan = [
        Aside::NotPaid,
        Aside::Duplicate,
        Aside::Contradictory,
        Aside::Outlying,
        Aside::TestOrder,
        Aside::OtherRecord,
    ];
    let all = book.records.set_aside.iter();
    let of_plan = all.filter(|it| by_plan.contains(&it.reason));
    of_plan.map(|it| (it.reason, it.count, it.amount)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_total_is_the_file_s_whoever_agreed_and_whatever_is_mended(
        drawn in prop::collection::vec(any::<(u8, u8, i16, bool)>(), 0..60),
        repairs in prop::sample::subsequence(repairs(), 0..=2),
        remedies in prop::sample::subsequence(remedies(), 0..=6),
    ) {
        let (text, cents) = shop(&drawn);
        let table = support::read("shop.csv", text.as_bytes());
        let mut plan = support::plan(ROLES);
        plan.sources[0].repairs = repairs;
        plan.remedies = remedies;
        let (asked, open) =
            (book(&table, &plan, true), book(&table, &plan, false));
        for book in [&asked, &open] {
            prop_assert_eq!(book.amount.total, Some(cents));
            let aside = &book.records.set_aside;
            let parts = aside.iter().map(|it| it.amount.expect("money"));
            let used = book.amount.used.expect("money");
            prop_assert_eq!(parts.sum::<i64>() + used, cents);
            let counts: u64 = aside.iter().map(|it| it.count).sum();
            prop_assert_eq!(counts + book.records.used, book.records.read);
        }
        prop_assert_eq!(mended(&asked), mended(&open));
    }
}
