//! The whole path on real input, with the host of the tests.

use crate::support::{ONLINE_RETAIL, go, plan, read, real, show};
use cluster::choose::Verdict;
use kindred::role::Role;

const CDNOW: &[(&str, Role)] = &[
    ("customer_id", Role::CustomerId),
    ("date", Role::Date),
    ("quantity", Role::Quantity),
    ("amount", Role::Amount),
];

const GROCERIES: &[(&str, Role)] = &[
    ("Member_number", Role::CustomerId),
    ("Date", Role::Date),
    ("itemDescription", Role::Product),
];

#[test]
fn cdnow_falls_into_those_who_came_back_and_those_who_did_not() {
    let Some(bytes) = real("cdnow/cdnow_sample_transactions.csv") else {
        return;
    };
    let run = go(&read("cdnow.csv", &bytes), &plan(CDNOW));
    show(&run);
    let analysis = &run.analysis;
    assert_eq!(analysis.verdict, Verdict::Segments);
    assert_eq!(analysis.customers.total, 2_357);
    assert!(analysis.segments[0].name.starts_with("Frequent"));
    assert!(analysis.segments[0].share_of_revenue > 0.5);
    let once = analysis.segments.iter().filter(|segment| {
        segment.name.starts_with("One order")
            && segment.stability.is_some_and(|stability| stability > 0.75)
    });
    assert!(once.count() >= 1);
}

#[test]
fn online_retail_has_few_customers_with_most_of_the_revenue() {
    let Some(bytes) = real("online_retail/online_retail_dev.csv.gz") else {
        return;
    };
    let run = go(&read("retail.csv.gz", &bytes), &plan(ONLINE_RETAIL));
    show(&run);
    let analysis = &run.analysis;
    assert_eq!(analysis.verdict, Verdict::Segments);
    let first = &analysis.segments[0];
    assert!(first.share_of_customers < 0.15, "{first:?}");
    assert!(first.share_of_revenue > 0.5, "{first:?}");
    assert!(first.precision > 0.8 && first.recall > 0.7, "{first:?}");
    assert_eq!(
        analysis
            .segments
            .iter()
            .filter_map(|s| s.revenue)
            .sum::<i64>(),
        analysis.amount.used.expect("amounts")
            + analysis.amount.returned.expect("amounts"),
        "the segments' revenue adds up to the cent"
    );
}

#[test]
fn groceries_are_counted_in_lines() {
    let Some(bytes) = real("groceries_members/Groceries_dataset.csv") else {
        return;
    };
    let run = go(&read("groceries.csv", &bytes), &plan(GROCERIES));
    show(&run);
    // Its customers and dates were made up around real baskets: groups here
    // would be an invention.
    assert_eq!(run.analysis.verdict, Verdict::NoStructure);
    assert!(run.analysis.segments.iter().all(|s| s.revenue.is_none()));
    let share: f64 = run
        .analysis
        .segments
        .iter()
        .map(|s| s.share_of_revenue)
        .sum();
    assert!((share - 1.0).abs() < 1e-9);
}
