//! Several files of purchases of which some are too large to be held give
//! what they give held, to the bit.

use crate::cut;
use crate::cut::{check_large, plan, shop};
use kindred::{
    analysis::{SetAside, SetAsideReason},
    remedy::Remedy,
    repair::Repair,
    role::{ColumnRole, Role},
};
use proptest::prelude::*;

/// Whichever of two files are too large.
const LARGE: [&[usize]; 3] = [&[0, 1], &[0], &[1]];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 8,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn two_files_of_any_shop_are_one_in_slices(
        first in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..60),
        second in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..60),
        currency in any::<[bool; 2]>(),
        taken in prop::sample::subsequence(remedies(), 0..3),
        asks in any::<bool>(),
        large in 0..3_usize,
    ) {
        let texts = [shop(&first, currency[0]), shop(&second, currency[1])];
        let files = [
            ("2024.csv", texts[0].as_bytes()),
            ("2025.csv", texts[1].as_bytes()),
        ];
        let mut plan = plan(&files);
        plan.remedies = taken;
        let permission = plan.permission.as_mut().expect("a permission");
        permission.consent_column = asks.then(|| "consent".to_owned());
        check_large(&files, LARGE[large], &plan);
    }
}

fn remedies() -> Vec<Remedy> {
    vec![
        Remedy::MissingValues {
            role: Role::CustomerId,
        },
        Remedy::RepeatedRecords,
        Remedy::ContradictoryOrders,
        Remedy::OutlyingAmounts { above: 2_000 },
        Remedy::LargeBuyers { above: 9_000 },
    ]
}

/// Two files whose columns have other names and orders, of which one tells
/// amounts and the other prices.
fn unlike() -> [String; 2] {
    let mut texts = [
        "Kunde,Bestellung,Datum,Betrag,Notiz,Art\n".to_owned(),
        "date,price,pieces,order,customer,remark\n".to_owned(),
    ];
    for n in 0..150_u32 {
        let who = match n % 9 {
            8 => String::new(),
            _ => format!("c{}", n * 7 % 31),
        };
        let (month, day) = (1 + n % 12, 1 + n % 28);
        texts[0] += &format!(
            "{who},{},2024-{month:02}-{day:02},{}.{:02},n{n},sale\n",
            n / 2,
            5 + n % 40,
            n % 100
        );
        let who = who.to_uppercase().replace('C', "c");
        let order = if n % 5 == 0 { n } else { 500 + n };
        texts[1] += &format!(
            "2025-{month:02}-{day:02},{}.125,{},{order},{who},r{n}\n",
            3 + n % 11,
            1 + n % 4
        );
    }
    texts
}

#[test]
fn files_that_tell_money_in_two_ways_are_one_in_slices() {
    let texts = unlike();
    let files = [
        ("a.csv", texts[0].as_bytes()),
        ("b.csv", texts[1].as_bytes()),
    ];
    let plan = plan(&files);
    assert!(cut::whole(&files, &plan).is_ok());
    for large in LARGE {
        check_large(&files, large, &plan);
    }
}

#[test]
fn repairs_stay_in_their_file_and_read_what_no_role_names() {
    let texts = unlike();
    let files = [
        ("a.csv", texts[0].as_bytes()),
        ("b.csv", texts[1].as_bytes()),
    ];
    let mut plan = plan(&files);
    let ignored = |column: &str| ColumnRole {
        column: column.into(),
        role: Role::Ignore,
        confidence: 1.0,
    };
    let first = &mut plan.sources[0];
    first
        .roles
        .retain(|it| it.column != "Art" && it.column != "Notiz");
    first.roles.extend([ignored("Notiz"), ignored("Art")]);
    first.repairs = vec![
        Repair::FillDown {
            order: "Bestellung".into(),
            columns: vec!["Kunde".into()],
        },
        Repair::Keep {
            column: "Art".into(),
            words: vec!["sale".into()],
            reason: kindred::repair::Because::NotPaid,
        },
    ];
    assert!(cut::whole(&files, &plan).is_ok());
    for large in LARGE {
        check_large(&files, large, &plan);
    }
    plan.remedies = vec![Remedy::MissingValues {
        role: Role::CustomerId,
    }];
    for large in LARGE {
        check_large(&files, large, &plan);
    }
}

#[test]
fn a_record_that_stands_in_two_files_is_one_in_slices() {
    let texts = [shop(&[(7, 1, 3, 2)], false), shop(&[(8, 2, 4, 3)], false)];
    let files = [
        ("a.csv", texts[0].as_bytes()),
        ("b.csv", texts[1].as_bytes()),
    ];
    let mut plan = plan(&files);
    for source in &mut plan.sources {
        source.repairs = vec![Repair::DropDuplicates];
    }
    let whole = cut::whole(&files, &plan).expect("a good run");
    let aside = whole.analysis.records.set_aside.iter();
    let twice = |it: &&SetAside| it.reason == SetAsideReason::Duplicate;
    assert!(aside.filter(twice).any(|it| it.count > 100));
    for large in LARGE {
        check_large(&files, large, &plan);
    }
}

#[test]
fn three_files_and_one_of_customers_are_one_in_slices() {
    let texts = [(); 3].map(|()| shop(&[(5, 5, 5, 5)], false));
    let people: String = (0..45)
        .map(|n| {
            let agreed = if n % 4 == 0 { "no" } else { "yes" };
            format!("C{n}@Shop.example,{agreed},Town {}\n", n % 3)
        })
        .collect();
    let people = format!("customer,newsletter,city\n{people}");
    let files = [
        ("a.csv", texts[0].as_bytes()),
        ("people.csv", people.as_bytes()),
        ("b.csv", texts[1].as_bytes()),
        ("c.csv", texts[2].as_bytes()),
    ];
    let plan = plan(&files);
    assert!(cut::whole(&files, &plan).is_ok());
    check_large(&files, &[0, 3], &plan);
    check_large(&files, &[0, 2, 3], &plan);
}
