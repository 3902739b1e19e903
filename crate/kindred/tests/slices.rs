//! Read in slices, a file gives what it gives read whole, to the bit.

use crate::cut::{Cut, check, plan, shop, tables, whole};
use kindred::{
    RunError,
    executor::Serial,
    remedy::Remedy,
    repair::Repair,
    review::{CheckName, Review},
    role::{ColumnRole, Role},
    slices::Needs,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn slices_of_any_shop_give_what_the_whole_gives(
        drawn in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..120),
        asks in any::<bool>(),
        currency in any::<bool>(),
        as_of in any::<bool>(),
    ) {
        let text = shop(&drawn, currency);
        let files = [("shop.csv", text.as_bytes())];
        let mut plan = plan(&files);
        plan.as_of = as_of.then(|| "2024-06-20".to_owned());
        let permission = plan.permission.as_mut().expect("a permission");
        permission.consent_column = asks.then(|| "consent".to_owned());
        check(&files, 0, &plan);
    }

    #[test]
    fn remedies_mend_in_slices_what_they_mend_in_the_whole(
        drawn in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..60),
        taken in prop::sample::subsequence(remedies(), 0..4),
    ) {
        let mut text = shop(&drawn, false);
        let again = text.lines().nth(9).expect("a line").to_owned();
        text += &format!("{again}\n");
        let files = [("shop.csv", text.as_bytes())];
        let mut plan = plan(&files);
        plan.remedies = taken;
        check(&files, 0, &plan);
    }
}

fn remedies() -> Vec<Remedy> {
    vec![
        Remedy::MissingValues {
            role: Role::CustomerId,
        },
        Remedy::RepeatedRecords,
        Remedy::ContradictoryOrders,
        Remedy::FarDates {
            from: "2024-05-01".into(),
        },
        Remedy::OutlyingAmounts { above: 2_000 },
        Remedy::Returns,
        Remedy::TestCustomers {
            words: vec!["c7".into()],
        },
        Remedy::GuestOrders {
            words: vec!["c9".into()],
        },
        Remedy::LargeBuyers { above: 9_000 },
    ]
}

#[test]
fn the_sample_is_the_same_in_slices() {
    let sample = kindred::sample::make(kindred::sample::SEED);
    let files = [("sample.csv", &*sample.csv)];
    check(&files, 0, &plan(&files));
}

#[test]
fn every_presets_export_is_the_same_in_slices_or_refused() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/presets");
    let (mut n_same, mut refused) = (0, Vec::new());
    for file in std::fs::read_dir(folder).expect("the exports are there") {
        let path = file.expect("a file").path();
        let bytes = std::fs::read(&path).expect("a file");
        let name = path.file_name().expect("a name").to_string_lossy();
        let files = [(&*name, &*bytes)];
        let plan = plan(&files);
        assert!(plan.sources[0].preset.is_some(), "{name}");
        match Needs::of(&plan, 0) {
            Ok(_) => check(&files, 0, &plan),
            Err(RunError::TooLarge { .. }) => {
                refused.push(name.into_owned());
                continue;
            }
            Err(error) => {
                let whole = whole(&files, &plan).expect_err("a refusal");
                assert_eq!(whole, error, "{name}");
            }
        }
        n_same += 1;
    }
    refused.sort();
    assert_eq!(refused, ["paypal-activity.csv"]);
    assert!(n_same > 15, "{n_same}");
}

#[test]
fn an_order_of_several_customers_stays_together() {
    let mut text =
        String::from("customer,order_id,order_date,quantity,price,total\n");
    for n in 0..90u32 {
        // Every third line of an order is another customer's.
        let order = n / 3;
        let who = if n % 3 == 2 { order + 1 } else { order } % 30;
        text += &format!(
            "c{who},{order},2025-01-{:02},{},2.50,{}.00\n",
            1 + n % 28,
            1 + n % 4,
            30 + order
        );
    }
    let files = [("shop.csv", text.as_bytes())];
    let mut plan = plan(&files);
    for (column, role) in
        [("customer", Role::CustomerId), ("total", Role::Amount)]
    {
        let roles = &mut plan.sources[0].roles;
        roles.retain(|it| it.role != role && it.column != column);
        roles.push(ColumnRole {
            column: column.into(),
            role,
            confidence: 1.0,
        });
    }
    plan.sources[0].repairs.push(Repair::OrderTotal {
        order: "order_id".into(),
        total: "total".into(),
        by: None,
    });
    check(&files, 0, &plan);
}

#[test]
fn a_file_of_customers_joins_every_slice() {
    let text = shop(&[], false);
    let people: String = (0..42)
        .map(|n| {
            let agreed = if n % 4 == 0 { "no" } else { "yes" };
            format!("c{n}@shop.example,{agreed},Town {}\n", n % 3)
        })
        .collect();
    let people = format!("customer,newsletter,city\n{people}");
    let files = [
        ("people.csv", people.as_bytes()),
        ("shop.csv", text.as_bytes()),
    ];
    check(&files, 1, &plan(&files));
}

#[test]
fn the_key_of_a_file_that_joins_is_that_of_all_slices() {
    // A fifth is known by the number only, the others by the address; of
    // five slices one holds that fifth alone.
    let mut text =
        String::from("customer_id,email,order_id,order_date,quantity,price\n");
    let mut people = String::from("customer_id,email,newsletter\n");
    for who in 0..60u32 {
        let known = if who % 5 == 0 { who } else { who + 5_000 };
        let agreed = if who % 7 == 0 { "no" } else { "yes" };
        people += &format!("{known},p{who}@shop.example,{agreed}\n");
        for nth in 0..3 {
            let email = match who % 5 {
                0 => format!("else{who}@shop.example"),
                _ => format!("p{who}@shop.example"),
            };
            text += &format!(
                "{who},{email},{who}-{nth},2025-0{}-1{nth},{},4.50\n",
                1 + (who + nth) % 9,
                1 + who % 3
            );
        }
    }
    let files = [
        ("people.csv", people.as_bytes()),
        ("shop.csv", text.as_bytes()),
    ];
    let mut plan = plan(&files);
    let permission = plan.permission.as_mut().expect("a permission");
    permission.basis = kindred::plan::Basis::Consent;
    check(&files, 1, &plan);
}

#[test]
fn orders_beside_their_lines_are_not_read_in_slices() {
    let text = shop(&[], false);
    let files = [("a.csv", text.as_bytes()), ("b.csv", text.as_bytes())];
    let mut plan = plan(&files);
    plan.sources[1].kind = kindred::plan::SourceKind::Orders;
    for large in [&[0][..], &[1], &[0, 1]] {
        let refused = Cut::of(&files, large, &plan, 2, false);
        let why = kindred::slices::SEVERAL_FILES;
        let refused = refused.err().expect("a refusal");
        assert_eq!(refused, RunError::TooLarge { why });
    }
    plan.sources[1].kind = kindred::plan::SourceKind::Customers;
    let refused = Cut::of(&files, &[1], &plan, 2, false);
    let why = kindred::slices::NOT_PURCHASES;
    let refused = refused.err().expect("a refusal");
    assert_eq!(refused, RunError::TooLarge { why });
}

#[test]
fn a_review_in_slices_reconciles_as_the_whole_one_does() {
    let drawn = [(200, 3, 9, 8), (41, 9, 9, 1), (40, 10, 9, 1)];
    let unread = (0..3).map(|n| {
        format!(
            "c{n}@shop.example,U{n},2024-05-05 10:00:00,tea,1,tbd,yes,EUR\n"
        )
    });
    let text = shop(&drawn, true) + &unread.collect::<String>();
    let files = [("shop.csv", text.as_bytes())];
    let mut plan = plan(&files);
    plan.remedies = vec![Remedy::Returns];
    let tables = tables(&files);
    let whole = kindred::review(&tables, &plan, &Serial);
    let whole = pollster::block_on(whole).expect("a good review");
    let mut cut = Cut::new(&files, 0, &plan, 4).expect("one file");
    let review = kindred::review_in_slices(&mut cut, &plan, &Serial);
    let review = pollster::block_on(review).expect("a good review");
    assert_eq!(review.records, whole.records);
    assert_eq!(review.amount, whole.amount);
    assert_eq!(review.customers, whole.customers);
    let count = |review: &Review, name| {
        let of = review.checks.iter().filter(|it| it.name == name);
        of.map(|it| (it.count, it.of, it.amount))
            .collect::<Vec<_>>()
    };
    let told = [CheckName::MissingValues, CheckName::Returns];
    for name in told {
        assert!(!count(&whole, name).is_empty(), "{name:?}");
        assert_eq!(count(&review, name), count(&whole, name), "{name:?}");
    }
}
