//! Nothing is lost, nothing leaks, and the order of the records is nothing.

use crate::support;
use kindred::{
    Features, RunError,
    analysis::SetAsideReason,
    executor::Serial,
    features, ledger,
    permit::permit,
    plan::{Basis, Permission, Purpose},
    role::{ColumnRole, Role},
};
use proptest::prelude::*;

const HEADER: &str = "customer,order,day,product,pieces,price,consent";
const ROLES: [(&str, Role); 7] = [
    ("customer", Role::CustomerId),
    ("order", Role::OrderId),
    ("day", Role::Date),
    ("product", Role::Product),
    ("pieces", Role::Quantity),
    ("price", Role::Price),
    ("consent", Role::Consent),
];

fn permission(consent: Option<&str>) -> Permission {
    Permission {
        purpose: Purpose::Analytics,
        basis: Basis::LegitimateInterests,
        consent_column: consent.map(str::to_owned),
    }
}

fn roles(header: &str) -> Vec<ColumnRole> {
    let has = |name: &str| header.split(',').any(|column| column == name);
    ROLES
        .into_iter()
        .filter(|(name, _)| has(name))
        .map(|(column, role)| ColumnRole {
            column: column.into(),
            role,
            confidence: 1.0,
        })
        .collect()
}

fn read(
    csv: &str,
    as_of: Option<&str>,
    consent: Option<&str>,
) -> Result<Features, RunError> {
    let table = support::read("x.csv", csv.as_bytes());
    let header = csv.lines().next().unwrap_or("");
    let permitted = permit(&table, &roles(header), &permission(consent))?;
    pollster::block_on(async {
        let book = ledger::book(&permitted, as_of, None, &Serial).await?;
        features::compute(book, &[], &Serial).await
    })
}

fn with(lines: &[String]) -> String {
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

/// Everything but the file's own order.
fn content(features: &Features) -> impl PartialEq + std::fmt::Debug {
    (
        features.ids.clone(),
        features.columns.clone(),
        features.revenue.clone(),
        features.records.clone(),
        features.amount.clone(),
        features.customers.clone(),
    )
}

fn line() -> impl Strategy<Value = String> {
    let customer = prop::sample::select(vec!["a", "b", "c", "d", "", "nan"]);
    let order = prop::sample::select(vec!["1", "2", "3", "4", "C5", ""]);
    let product = prop::sample::select(vec!["x", "y", "z", ""]);
    let pieces =
        prop::sample::select(vec!["1", "2", "7", "-1", "-3", "0", ""]);
    let price =
        prop::sample::select(vec!["1.005", "2.50", "0", "9.99", "-1", "?"]);
    let consent = prop::sample::select(vec!["yes", "no", "", "Ja"]);
    let rest = (product, pieces, price, consent);
    (customer, order, 1..28u32, 0..24u32, rest).prop_map(
        |(customer, order, day, hour, (product, pieces, price, consent))| {
            format!(
                "{customer},{order},2024-03-{day:02} {hour:02}:30:00,\
                 {product},{pieces},{price},{consent}"
            )
        },
    )
}

/// Lines that give the columns their types, whatever else is drawn.
fn typed(mut lines: Vec<String>) -> Vec<String> {
    lines.push("e,9,2024-03-05 10:00:00,x,2,1.25,yes".into());
    lines.push("f,8,2024-03-29 11:00:00,y,1,2.75,no".into());
    lines
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_record_and_every_cent_is_somewhere(
        lines in prop::collection::vec(line(), 0..40),
        asks in any::<bool>(),
    ) {
        let lines = typed(lines);
        let consent = asks.then_some("consent");
        let features =
            read(&with(&lines), Some("2024-03-20"), consent).unwrap();
        let records = &features.records;
        let aside: u64 = records.set_aside.iter().map(|s| s.count).sum();
        prop_assert_eq!(records.read, lines.len() as u64);
        prop_assert_eq!(records.read, records.used + aside);
        let cents = records.set_aside.iter().filter_map(|s| s.amount);
        let amount = &features.amount;
        let used = amount.used.unwrap();
        prop_assert_eq!(amount.total.unwrap(), used + cents.sum::<i64>());
        let net: i64 = features.revenue.iter().flatten().sum();
        prop_assert_eq!(net, used + amount.returned.unwrap());
        let customers = &features.customers;
        let out: u64 = customers.excluded.iter().map(|e| e.count).sum();
        prop_assert_eq!(customers.total, customers.permitted + out);
        prop_assert_eq!(customers.permitted, features.ids.len() as u64);
    }

    #[test]
    fn the_order_of_the_records_changes_no_bit(
        lines in prop::collection::vec(line(), 0..40),
        seed in any::<u64>(),
    ) {
        let mut lines = typed(lines);
        let before = read(&with(&lines), None, None).unwrap();
        numeric::rng::Rng::new(seed).shuffle(&mut lines);
        let after = read(&with(&lines), None, None).unwrap();
        prop_assert_eq!(content(&before), content(&after));
    }

    #[test]
    fn nothing_on_or_after_the_as_of_day_leaks(
        lines in prop::collection::vec(line(), 0..40),
        later in prop::collection::vec(line(), 0..20),
    ) {
        let lines = typed(lines);
        let of_march = read(&with(&lines), Some("2024-04-01"), None).unwrap();
        let mut all = lines;
        all.extend(
            later.iter().map(|line| line.replace("2024-03-", "2024-04-")),
        );
        let then = read(&with(&all), Some("2024-04-01"), None).unwrap();
        prop_assert_eq!(&of_march.ids, &then.ids);
        prop_assert_eq!(&of_march.columns, &then.columns);
        prop_assert_eq!(&of_march.revenue, &then.revenue);
    }

    #[test]
    fn who_did_not_agree_changes_no_feature_of_the_others(
        lines in prop::collection::vec(line(), 0..40),
        more in prop::collection::vec(line(), 0..20),
    ) {
        let lines = typed(lines);
        let as_of = Some("2024-04-01");
        let before = read(&with(&lines), as_of, Some("consent")).unwrap();
        let mut all = lines;
        all.push("g,7,2024-03-01 10:00:00,x,1,5.00,no".into());
        all.extend(more.iter().map(|line| {
            let rest = line.split_once(',').unwrap().1;
            format!("g,{rest}")
        }));
        let after = read(&with(&all), as_of, Some("consent")).unwrap();
        prop_assert_eq!(before.ids, after.ids);
        prop_assert_eq!(before.columns, after.columns);
        prop_assert_eq!(before.revenue, after.revenue);
    }
}

fn aside(features: &Features, reason: SetAsideReason) -> (u64, i64) {
    let all = &features.records.set_aside;
    let found = all.iter().find(|aside| aside.reason == reason);
    found.map_or((0, 0), |a| (a.count, a.amount.expect("counted")))
}

fn value(features: &Features, customer: &str, name: &str) -> Option<f64> {
    let at = features.ids.iter().position(|id| id == customer);
    let value = features.column(name)?.values[at?];
    (!value.is_nan()).then_some(value)
}

#[test]
fn a_return_lowers_the_order_it_names_or_else_the_last_with_its_product() {
    let csv = "customer,order,day,product,pieces,price\n\
        a,1,2024-01-01,x,2,10.00\na,2,2024-01-10,x,3,10.00\n\
        a,2,2024-01-10,y,1,5.00\na,1,2024-01-20,x,-1,10.00\n\
        a,C9,2024-01-21,x,-2,10.00\na,C8,2024-01-22,q,-1,1.00\n\
        b,3,2024-01-02,y,1,4.50\nb,4,2024-01-03,y,-1,4.50\n";
    let features = read(csv, None, None).expect("a good file");
    let of = |customer, name| value(&features, customer, name);
    // a: 20 − 10 = 10 and 35 − 20 = 15; the unknown product lowers neither.
    assert_eq!(of("a", "order_value_mean"), Some(12.5));
    assert_eq!(of("a", "revenue"), Some(55.0));
    assert_eq!(of("a", "revenue_net"), Some(24.0));
    assert_eq!(of("a", "return_share"), Some(31.0 / 55.0));
    assert_eq!(of("b", "order_value_mean"), Some(0.0));
    assert_eq!(of("b", "orders"), Some(1.0));
    assert_eq!(aside(&features, SetAsideReason::Return), (4, -3550));
    assert_eq!(features.amount.returned, Some(-3550));
}

#[test]
fn without_an_order_number_a_day_is_an_order() {
    let csv = "customer,day,price\na,2024-01-01,1\na,2024-01-01,2\n\
               a,2024-01-03,4\nb,2024-01-03,8\n";
    let features = read(csv, None, None).expect("a good file");
    assert_eq!(value(&features, "a", "orders"), Some(2.0));
    assert_eq!(value(&features, "a", "order_value_mean"), Some(3.5));
    assert_eq!(value(&features, "a", "gap_mean_days"), Some(2.0));
    assert_eq!(value(&features, "b", "gap_mean_days"), None);
    assert_eq!(value(&features, "a", "recency_days"), Some(1.0));
    assert!(features.column("product_entropy").is_none());
    assert!(features.column("order_hour").is_none());
}

#[test]
fn basket_features_are_what_a_hand_computes() {
    let csv = "customer,order,day,product,pieces,price\n\
        a,1,2024-01-06 19:00:00,x,2,1\na,1,2024-01-06 19:00:00,y,1,1\n\
        a,2,2024-01-08 09:00:00,x,1,1\na,2,2024-01-08 09:00:00,z,4,1\n\
        b,3,2024-01-08 10:00:00,x,1,0.50\n";
    let features = read(csv, None, None).expect("a good file");
    let of = |name| value(&features, "a", name);
    assert_eq!(of("lines_per_order"), Some(2.0));
    assert_eq!(of("pieces_per_order"), Some(4.0));
    assert_eq!(of("products"), Some(3.0));
    // x twice, y and z once: 1.5 bits.
    assert_eq!(of("product_entropy"), Some(1.5));
    assert_eq!(of("new_product_share"), Some(0.5));
    assert_eq!(of("weekend_share"), Some(0.5));
    assert_eq!(of("evening_share"), Some(0.5));
    assert_eq!(of("order_hour"), Some(14.0));
    assert_eq!(of("discount_share"), Some(0.0));
    assert_eq!(value(&features, "b", "discount_share"), Some(1.0));
}

#[test]
fn a_yes_without_any_no_is_needed() {
    let csv = with(
        &[
            "yes1,1,2024-01-01,x,1,1,Ja",
            "yes1,2,2024-01-02,x,1,1,",
            "never,3,2024-01-01,x,1,1,",
            "late,4,2024-01-01,x,1,1,yes",
            "late,5,2024-01-03,x,1,1,no",
            "back,6,2024-01-01,x,1,1,no",
            "back,7,2024-01-03,x,1,1,yes",
            "odd,8,2024-01-01,x,1,1,perhaps",
        ]
        .map(String::from),
    );
    let features = read(&csv, None, Some("consent")).expect("one agreed");
    assert_eq!(features.ids, ["yes1"]);
    assert_eq!(features.customers.total, 5);
    assert_eq!(aside(&features, SetAsideReason::NoPermission), (6, 600));
    // The last date of those who agreed decides the day left open.
    let as_of = features.as_of_day.map(kindred::day::iso);
    assert_eq!(as_of.as_deref(), Some("2024-01-03"));
}

#[test]
fn degenerate_files_are_told_apart() {
    let code = |csv: &str, as_of: Option<&str>| match read(csv, as_of, None) {
        Ok(features) => format!("{} customers", features.ids.len()),
        Err(error) => error.code().to_owned(),
    };
    let two = "customer,day,price\na,2024-01-01,1\nb,2024-01-02,2\n";
    assert_eq!(code(two, None), "2 customers");
    assert_eq!(
        code("customer,day,price\na,2024-01-01,1\n", None),
        "1 customers"
    );
    assert_eq!(code(two, Some("2024-01-02")), "1 customers");
    assert_eq!(code(two, Some("2024-01-01")), "no-usable-record");
    assert_eq!(code(two, Some("soon")), "bad-parameter");
    assert_eq!(code("customer,price\na,1\nb,1\n", None), "role-missing");
    assert_eq!(code("day,price\n2024-01-01,1\n", None), "role-missing");
    assert_eq!(
        code("customer,day,price\na,,1\nb,soon,2\n", None),
        "all-dates-missing"
    );
    let worthless = "customer,day,price\na,2024-01-01,0\nb,2024-01-02,-2\n";
    assert_eq!(code(worthless, None), "no-usable-record");
    let huge = "customer,day,pieces,price\n\
                a,2024-01-01,900000000000,90000000000\n";
    assert_eq!(code(huge, None), "amount-overflow");
}

#[test]
fn consent_as_the_basis_needs_a_column_and_somebody() {
    let table =
        support::read("x.csv", b"customer,day\na,2024-01-01\nb,2024-01-02\n");
    let mut asked = permission(None);
    asked.basis = Basis::Consent;
    let refused = permit(&table, &roles("customer,day"), &asked);
    assert_eq!(refused.map(|_| ()), Err(RunError::NoConsentColumn));
    asked.consent_column = Some("newsletter".into());
    let refused = permit(&table, &roles("customer,day"), &asked);
    assert_eq!(refused.err().map(|e| e.code()), Some("unknown-column"));
    let csv = with(&["a,1,2024-01-01,x,1,1,no".into()]);
    let nobody = read(&csv, None, Some("consent")).map(|_| ());
    assert_eq!(nobody, Err(RunError::NobodyPermitted { customers: 1 }));
}

#[test]
fn text_and_columns_left_out_can_not_be_read() {
    let table = support::read(
        "x.csv",
        b"customer,day,note,phone\na,2024-01-01,hi,1\nb,2024-01-02,ho,2\n",
    );
    let mut roles = roles("customer,day");
    for (column, role) in [("note", Role::Text), ("phone", Role::Ignore)] {
        roles.push(ColumnRole {
            column: column.into(),
            role,
            confidence: 1.0,
        });
    }
    let permitted =
        permit(&table, &roles, &permission(None)).expect("good roles");
    assert!(permitted.column(Role::CustomerId).is_some());
    assert!(permitted.column(Role::Text).is_none());
    assert!(permitted.column(Role::Ignore).is_none());
}
