use proptest::prelude::*;

use super::fit::NORMAL_IQR;
use super::*;
use crate::features::SIDES;

fn of(columns: &[(&str, Vec<f64>)], recipe: &Recipe) -> Prepared {
    let columns: Vec<Column<'_>> = columns
        .iter()
        .map(|(name, values)| Column {
            name,
            side: side(name),
            part: None,
            values,
        })
        .collect();
    let names: Vec<[&str; 1]> = columns.iter().map(|c| [c.name]).collect();
    let names: Vec<&[&str]> = names.iter().map(|n| &n[..]).collect();
    prepare(&columns, &names, recipe).expect("a good recipe")
}

/// What begins with `v` is of value.
fn side(name: &str) -> Side {
    match name.starts_with('v') {
        true => Side::Value,
        false => Side::Behaviour,
    }
}

fn steps(n: usize) -> Vec<f64> {
    (0..n).map(|i| ((i * 37) % n) as f64).collect()
}

#[test]
fn an_even_feature_is_centred_and_scaled_by_its_middle_half() {
    let prepared = of(&[("a", steps(101))], &Recipe::default());
    let how = prepared.features[0].preparation;
    assert_eq!(how.transform, Transform::None);
    assert_eq!(how.centre, 50.0);
    assert!((how.scale - 50.0 / NORMAL_IQR).abs() < 1e-12);
    assert_eq!(how.apply(50.0), 0.0);
}

#[test]
fn a_skewed_feature_is_bent_and_its_tail_is_cut() {
    let mut values: Vec<f64> = (0..200).map(|i| (i % 10) as f64).collect();
    values.push(1e9);
    let prepared = of(&[("a", values)], &Recipe::default());
    let how = prepared.features[0].preparation;
    assert_eq!(how.transform, Transform::Log { unit: 1.0 });
    assert_eq!(how.apply(1e9), LIMIT);
    assert_eq!(how.apply(f64::NAN), how.apply(how.fill));
}

#[test]
fn a_preparation_says_how_few_it_may_rest_on() {
    let mut values = vec![0.0; 40];
    values.extend([f64::NAN; 30]);
    values.extend([-2.0, 1.0, 3.0, 8.0, 90.0]);
    let how = of(&[("a", values)], &Recipe::default()).features[0].preparation;
    assert_eq!(how.n_nonzero, 5);
}

#[test]
fn negative_money_keeps_its_sign() {
    let mut values = vec![-40.0, -10.0];
    values.extend((0..50).map(|i| f64::from(i) + 1.0));
    values.push(5000.0);
    let how = of(&[("a", values)], &Recipe::default()).features[0].preparation;
    assert!(matches!(how.transform, Transform::SignedLog { .. }));
    assert!(how.transform.apply(-40.0) < how.transform.apply(-10.0));
}

#[test]
fn what_hardly_varies_is_left_out() {
    let mut nearly = vec![1.0; 1000];
    nearly[3] = 2.0;
    let prepared = of(
        &[("a", vec![0.1; 1000]), ("b", nearly), ("c", steps(1000))],
        &Recipe::default(),
    );
    assert_eq!(prepared.features.len(), 1);
    assert_eq!(prepared.features[0].column, 2);
}

#[test]
fn the_first_order_of_one_cohort_is_left_out() {
    let cohort: Vec<f64> =
        (0..900).map(|i| 461.0 + f64::from(i % 85)).collect();
    let mixed: Vec<f64> = (0..900).map(|i| 1.0 + f64::from(i)).collect();
    let prepared = of(&[("a", cohort), ("b", mixed)], &Recipe::default());
    assert_eq!(prepared.features.len(), 1);
    assert_eq!(prepared.features[0].column, 1);
}

#[test]
fn where_nothing_varies_the_matrix_is_one_column_of_zeros() {
    let prepared = of(&[("a", vec![5.0; 3])], &Recipe::default());
    assert!(prepared.features.is_empty());
    assert_eq!(prepared.matrix.view(), ndarray::array![[0.], [0.], [0.]]);
}

#[test]
fn redundant_features_share_one_vote() {
    let a = steps(101);
    let b: Vec<f64> = a.iter().map(|v| v * v).collect();
    let c: Vec<f64> = (0..101).map(|i| f64::from(i % 7)).collect();
    let prepared = of(&[("a", a), ("b", b), ("c", c)], &Recipe::default());
    let weights: Vec<f64> = prepared
        .features
        .iter()
        .map(|feature| feature.preparation.weight)
        .collect();
    let half = 1.0 / 2.0_f64.sqrt();
    assert_eq!(weights, [half, half, 1.0]);
    assert_eq!(prepared.features[1].group, 0);
}

#[test]
fn an_unknown_feature_is_refused_with_the_known_ones() {
    let recipe = Recipe {
        features: vec!["mood".into()],
        ..Recipe::default()
    };
    let values = steps(5);
    let columns = [Column {
        name: "a",
        side: Side::Behaviour,
        part: None,
        values: &values,
    }];
    let error = prepare(&columns, &[&["a"]], &recipe).unwrap_err();
    assert_eq!(error.code(), "unknown-feature");
    assert!(error.to_string().contains("mood"));
}

fn weighed(value: f64, behaviour: f64) -> Recipe {
    Recipe {
        weights: Weights {
            value,
            behaviour,
            ..Weights::default()
        },
        ..Recipe::default()
    }
}

/// One of value and two of behaviour.
fn three() -> [(&'static str, Vec<f64>); 3] {
    let c = (0..101).map(|i| f64::from(i % 7)).collect();
    let b = (0..101)
        .map(|i| f64::from(((i * 53) % 101) * ((i * 53) % 101)))
        .collect();
    [("v", steps(101)), ("b", b), ("c", c)]
}

fn refusal(recipe: &Recipe) -> RunError {
    let values = steps(9);
    let columns = [Column {
        name: "v",
        side: Side::Value,
        part: None,
        values: &values,
    }];
    prepare(&columns, &[&["v"]], recipe).unwrap_err()
}

#[test]
fn a_side_counts_as_often_as_its_weight_says() {
    let even = of(&three(), &Recipe::default());
    let other = of(&three(), &weighed(4.0, 1.0));
    let (even, other) = (even.matrix.view(), other.matrix.view());
    for (a, b) in even.rows().into_iter().zip(other.rows()) {
        assert_eq!([2.0 * a[0], a[1], a[2]], [b[0], b[1], b[2]]);
    }
}

#[test]
fn a_side_without_weight_forms_nothing_and_is_told() {
    let prepared = of(&three(), &weighed(0.0, 1.0));
    let columns = prepared.features.iter().map(|it| it.column);
    assert_eq!(columns.collect::<Vec<_>>(), [1, 2]);
    assert_eq!(prepared.matrix.n_features(), 2);
    let value = prepared.sides[0];
    assert_eq!((value.side, value.share), (Side::Value, 0.0));
    assert!(value.spread > 0.0);
    assert!((prepared.sides[1].share - 1.0).abs() < 1e-15);
}

#[test]
fn weights_out_of_range_or_of_nothing_are_refused() {
    for (value, behaviour) in
        [(4.5, 1.0), (-1.0, 1.0), (f64::NAN, 1.0), (0.0, 1.0)]
    {
        let error = refusal(&weighed(value, behaviour));
        assert!(
            error.to_string().contains("recipe.weights.value"),
            "{error}"
        );
    }
    let none = Weights {
        value: 0.0,
        behaviour: 0.0,
        profile: 0.0,
        voice: 0.0,
    };
    assert!(none.check().is_err());
    assert!(SIDES.iter().all(|&side| Weights::default().of(side) == 1.0));
}

#[test]
fn a_plan_may_name_some_weights_and_none() {
    let read = |json| serde_json::from_str::<Recipe>(json);
    assert_eq!(read("{}").unwrap(), Recipe::default());
    let some = read(r#"{"weights":{"value":2.5}}"#).unwrap();
    assert_eq!(some, weighed(2.5, 1.0));
    assert!(read(r#"{"weights":{"mood":1}}"#).is_err());
    let written = serde_json::to_string(&Recipe::default()).unwrap();
    assert!(!written.contains("weights"), "{written}");
    let written = serde_json::to_string(&some).unwrap();
    assert_eq!(read(&written).unwrap(), some);
}

/// The slow twin of the shares: over all pairs of customers.
fn shares_of_pairs(prepared: &Prepared, names: &[&str]) -> [f64; 2] {
    let mut sums = [0.0; 2];
    let view = prepared.matrix.view();
    for a in view.rows() {
        for b in view.rows() {
            for (j, feature) in prepared.features.iter().enumerate() {
                let side = side(names[feature.column]) as usize;
                sums[side] += (a[j] - b[j]) * (a[j] - b[j]);
            }
        }
    }
    sums.map(|it| it / (sums[0] + sums[1]))
}

proptest! {
    #[test]
    fn the_shares_are_those_of_all_pairs(
        value in 0.1..4.0_f64,
        behaviour in 0.1..4.0_f64,
    ) {
        let prepared = of(&three(), &weighed(value, behaviour));
        let twin = shares_of_pairs(&prepared, &["v", "b", "c"]);
        prop_assert_eq!(prepared.sides.len(), 2);
        for (told, twin) in prepared.sides.iter().zip(twin) {
            prop_assert!((told.share - twin).abs() < 1e-12);
        }
    }

    #[test]
    fn every_cell_is_finite_and_within_the_limit(
        values in prop::collection::vec(
            prop_oneof![
                -1e12..1e12_f64,
                Just(0.0),
                Just(f64::NAN),
                Just(1e300),
                Just(-1e300),
            ],
            1..60,
        ),
    ) {
        let prepared = of(&[("a", values)], &Recipe {
            features: vec!["a".into()],
            ..Recipe::default()
        });
        for &cell in prepared.matrix.view() {
            prop_assert!(cell.is_finite() && cell.abs() <= LIMIT);
        }
    }

    #[test]
    fn the_unit_of_a_feature_does_not_matter(
        values in prop::collection::vec(0.0..1000.0_f64, 20..60),
        factor in 0.01..100.0_f64,
    ) {
        let scaled = values.iter().map(|v| v * factor).collect();
        let a = of(&[("a", values)], &Recipe::default());
        let b = of(&[("a", scaled)], &Recipe::default());
        let (a, b) = (a.matrix.view(), b.matrix.view());
        for (x, y) in a.iter().zip(b) {
            prop_assert!((x - y).abs() < 1e-6);
        }
    }
}
