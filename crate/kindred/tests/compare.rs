//! Two segments beside each other say what every pair of their customers
//! says.

use crate::support::{ROLES, go, often, plan, shop};
use kindred::Run;
use kindred::compare::{Contrast, compare};

/// Some who buy often and some who came once.
fn two_kinds() -> Run {
    let rare = |customer: usize| {
        let (month, day) = (1 + customer % 12, 1 + customer % 27);
        format!(
            "once-{customer},2023-{month:02}-{day:02},{}.50",
            5 + customer
        )
    };
    let records: Vec<String> =
        (0..40).flat_map(often).chain((0..60).map(rare)).collect();
    let mut plan = plan(ROLES);
    plan.method = plan.method.with_n_clusters(3);
    go(&shop(&records), &plan)
}

/// The share of all pairs, one by one; `None` without one.
fn slow(run: &Run, at: usize, [one, other]: [u32; 2]) -> Option<f64> {
    let of = |segment| {
        let all = (0..run.labels.len()).filter(move |&c| {
            run.labels[c] == segment && run.value(at, c).is_some()
        });
        all.map(|c| run.values[at][c]).collect::<Vec<f64>>()
    };
    let (one, other) = (of(one), of(other));
    let win =
        |a: f64, b: f64| 0.5 * f64::from(u8::from(a >= b) + u8::from(a > b));
    let wins: f64 = one
        .iter()
        .flat_map(|&a| other.iter().map(move |&b| win(a, b)))
        .sum();
    let pairs = one.len() * other.len();
    (pairs > 0).then(|| wins / pairs as f64)
}

#[test]
fn each_share_is_that_of_all_pairs_and_the_strongest_stands_first() {
    let run = two_kinds();
    let found = compare(&run, [0, 1]);
    let told = |name: &str| found.iter().find(|it| it.feature == name);
    for (at, info) in run.analysis.features.iter().enumerate() {
        let share = told(&info.name).map(|it| it.share);
        match (share, slow(&run, at, [0, 1])) {
            (Some(found), Some(slow)) => assert!((found - slow).abs() < 1e-12),
            (found, slow) => assert_eq!(found, slow, "{}", info.name),
        }
    }
    let apart = |it: &Contrast| (it.share - 0.5).abs();
    assert!(found.is_sorted_by(|a, b| apart(a) >= apart(b)));
    assert!(apart(&found[0]) > 0.45, "{:?}", found[0]);
}

#[test]
fn turned_round_it_says_the_same_and_of_nobody_nothing() {
    let run = two_kinds();
    let (there, back) = (compare(&run, [0, 2]), compare(&run, [2, 0]));
    assert_eq!(there.len(), back.len());
    for contrast in &there {
        let name = &contrast.feature;
        let back = back.iter().find(|it| it.feature == *name).expect("both");
        assert!((contrast.share + back.share - 1.0).abs() < 1e-12);
    }
    let alike = compare(&run, [1, 1]);
    assert!(alike.iter().all(|it| (it.share - 0.5).abs() < 1e-12));
    assert!(compare(&run, [0, 99]).is_empty());
}
