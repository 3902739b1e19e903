//! Rules on planted groups.

use explain::rule::{Params, rules};
use explain::{Relation, Rule};
use ndarray::Array2;
use proptest::prelude::*;

/// Well-mixed figures in `0.0..1.0`, the same on every run.
fn noise(index: usize, salt: u64) -> f64 {
    let mut z = (index as u64 + 1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(salt.wrapping_mul(0xd1b5_4a32_d192_ed03));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

fn table(n_samples: usize, n_features: usize) -> Array2<f64> {
    Array2::from_shape_fn((n_samples, n_features), |(i, j)| {
        (noise(i, j as u64) * 1000.0).floor()
    })
}

fn planted(x: &Array2<f64>, rule: impl Fn(&[f64]) -> bool) -> Vec<u32> {
    x.rows()
        .into_iter()
        .map(|row| u32::from(rule(row.as_slice().expect("standard layout"))))
        .collect()
}

fn only(rules: Vec<Rule>, label: usize) -> Rule {
    rules.into_iter().nth(label).expect("one a cluster")
}

#[test]
fn one_planted_threshold_is_found_with_one_condition() {
    let x = table(2_000, 5);
    let labels = planted(&x, |row| row[3] >= 700.0);
    let rule = only(rules(x.view(), &labels, 2, &Params::default()), 1);
    assert!(rule.held_out);
    assert_eq!(rule.conditions.len(), 1);
    let condition = &rule.conditions[0];
    assert_eq!(condition.feature_index, 3);
    assert_eq!(condition.relation, Relation::AtLeast);
    assert!((condition.threshold - 700.0).abs() < 20.0);
    assert!(rule.precision > 0.95 && rule.recall > 0.95);
}

#[test]
fn a_planted_range_and_a_second_feature_take_three_conditions() {
    let x = table(4_000, 6);
    let labels = planted(&x, |row| {
        (200.0..600.0).contains(&row[1]) && row[4] <= 400.0
    });
    let rule = only(rules(x.view(), &labels, 2, &Params::default()), 1);
    let sides: Vec<(usize, Relation)> = rule
        .conditions
        .iter()
        .map(|condition| (condition.feature_index, condition.relation))
        .collect();
    assert_eq!(
        sides,
        [
            (1, Relation::AtMost),
            (1, Relation::AtLeast),
            (4, Relation::AtMost)
        ]
    );
    assert!(rule.precision > 0.9 && rule.recall > 0.9);
}

#[test]
fn a_group_without_a_rule_is_reported_as_badly_described() {
    let x = table(2_000, 4);
    let labels: Vec<u32> = (0..2_000)
        .map(|index| u32::from(noise(index, 99) < 0.2))
        .collect();
    let rule = only(rules(x.view(), &labels, 2, &Params::default()), 1);
    assert!(rule.precision < 0.3, "precision {}", rule.precision);
}

#[test]
fn every_threshold_is_a_value_that_occurs() {
    let x = table(3_000, 3);
    let labels = planted(&x, |row| row[0] + row[1] > 1000.0);
    for rule in rules(x.view(), &labels, 2, &Params::default()) {
        for condition in rule.conditions {
            let column = x.column(condition.feature_index);
            assert!(column.iter().any(|&v| v == condition.threshold));
        }
    }
}

#[test]
fn a_missing_value_satisfies_no_condition() {
    let mut x = table(400, 2);
    for row in (0..400).step_by(4) {
        x[[row, 0]] = f64::NAN;
    }
    let labels = planted(&x, |row| row[0] >= 500.0);
    let rule = only(rules(x.view(), &labels, 2, &Params::default()), 1);
    assert_eq!(rule.conditions.len(), 1);
    assert!(rule.precision > 0.95, "{rule:?}");
}

#[test]
fn small_clusters_are_described_on_everything_and_say_so() {
    let x = table(30, 2);
    let labels = planted(&x, |row| row[0] >= 500.0);
    let rule = only(rules(x.view(), &labels, 2, &Params::default()), 1);
    assert!(!rule.held_out);
    assert_eq!((rule.precision, rule.recall), (1.0, 1.0));
}

#[test]
fn one_cluster_and_an_empty_cluster_have_no_conditions() {
    let x = table(50, 2);
    let labels = vec![0; 50];
    let found = rules(x.view(), &labels, 2, &Params::default());
    assert!(found.iter().all(|rule| rule.conditions.is_empty()));
    assert_eq!((found[0].precision, found[0].recall), (1.0, 1.0));
    assert_eq!((found[1].precision, found[1].recall), (0.0, 0.0));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "it measures time")]
fn two_hundred_thousand_samples_take_under_a_second() {
    let x = table(200_000, 25);
    let labels: Vec<u32> = x
        .rows()
        .into_iter()
        .map(|row| {
            u32::from(row[0] > 500.0) * 2 + u32::from(row[1] + row[2] > 900.0)
        })
        .collect();
    let start = std::time::Instant::now();
    let found = rules(x.view(), &labels, 4, &Params::default());
    let seconds = start.elapsed().as_secs_f64();
    println!("rules on 200,000 × 25: {seconds:.2} s");
    assert_eq!(found.len(), 4);
    assert!(seconds < 5.0, "{seconds:.2} s, even on a busy machine");
}

proptest! {
    #[test]
    fn the_figures_are_shares_and_the_rule_is_short(
        seed in 0..1000_u64,
        n_samples in 1..200_usize,
        n_clusters in 1..5_usize,
    ) {
        let x = Array2::from_shape_fn((n_samples, 3), |(i, j)| {
            (noise(i, seed + j as u64) * 10.0).floor()
        });
        let labels: Vec<u32> = (0..n_samples)
            .map(|i| (noise(i, seed + 9) * n_clusters as f64) as u32)
            .collect();
        let found = rules(x.view(), &labels, n_clusters, &Params::default());
        prop_assert_eq!(found.len(), n_clusters);
        for rule in found {
            prop_assert!(rule.conditions.len() <= 3);
            prop_assert!((0.0..=1.0).contains(&rule.precision));
            prop_assert!((0.0..=1.0).contains(&rule.recall));
        }
    }
}
