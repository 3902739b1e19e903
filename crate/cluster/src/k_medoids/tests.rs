//! A fit against naive searches, and what must always hold.

use numeric::{Rng, tick::never};
use proptest::prelude::*;

use super::*;
use crate::{Method, method, partition::Stop};

fn fit(x: &FeatureMatrix, k: usize, params: Params) -> Partition {
    let asked = Method::KMedoids(params).with_n_clusters(k);
    asked.check(x).unwrap();
    method::fit(x, &asked, 1, &mut never).unwrap()
}

/// Gower's dissimilarity by its definition.
fn slow_apart(x: &FeatureMatrix, params: &Params, a: usize, b: usize) -> f64 {
    let (mut sum, mut shared) = (0.0, 0.0);
    for (j, column) in x.view().columns().into_iter().enumerate() {
        let here = |at: usize| {
            (Some(column[at]) != params.missing).then_some(column[at])
        };
        let (Some(one), Some(other)) = (here(a), here(b)) else {
            continue;
        };
        let known = || (0..column.len()).filter_map(here);
        let range = known().fold(f64::MIN, f64::max)
            - known().fold(f64::MAX, f64::min);
        shared += 1.0;
        if params.categorical.contains(&j) {
            sum += f64::from(u8::from(one != other));
        } else if range > 0.0 {
            sum += (one - other).abs() / range;
        }
    }
    if shared == 0.0 { 1.0 } else { sum / shared }
}

fn slow_loss(apart: &[Vec<f64>], medoids: &[usize]) -> f64 {
    let nearest = |row: &Vec<f64>| {
        medoids
            .iter()
            .map(|m| row[*m])
            .fold(f64::INFINITY, f64::min)
    };
    apart.iter().map(nearest).sum()
}

/// The least loss after one exchange, by trying every pair.
fn best_exchange(apart: &[Vec<f64>], medoids: &[usize]) -> f64 {
    let mut best = f64::INFINITY;
    for place in 0..medoids.len() {
        for at in 0..apart.len() {
            let mut other = medoids.to_vec();
            other[place] = at;
            best = best.min(slow_loss(apart, &other));
        }
    }
    best
}

/// The least loss of any medoids.
fn best_of_all(apart: &[Vec<f64>], medoids: &mut Vec<usize>, k: usize) -> f64 {
    if medoids.len() == k {
        return slow_loss(apart, medoids);
    }
    let mut best = f64::INFINITY;
    for at in medoids.last().map_or(0, |last| last + 1)..apart.len() {
        medoids.push(at);
        best = best.min(best_of_all(apart, medoids, k));
        medoids.pop();
    }
    best
}

fn positions(found: &Partition) -> Vec<usize> {
    let Model::Medoids(medoids) = &found.model else {
        panic!("another model");
    };
    medoids.positions()
}

fn mixed(samples: &[(i32, u8, i32)]) -> FeatureMatrix {
    let values = samples
        .iter()
        .flat_map(|s| [f64::from(s.0), f64::from(s.1), f64::from(s.2)]);
    FeatureMatrix::from_samples(values.collect(), 3).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_exchange_that_a_naive_search_finds_helps_any_more(
        samples in prop::collection::vec((-1i32..12, 0u8..3, 0i32..9), 3..26),
        missing in prop::option::of(prop::sample::select(vec![-1.0, 1.0])),
        k in 1usize..5,
        seed: u64,
    ) {
        let x = mixed(&samples);
        let k = k.min(x.n_samples());
        let params = Params {
            n_clusters: Some(k),
            categorical: vec![1],
            missing,
            ..Params::default()
        };
        let n = x.n_samples();
        let row = |a| (0..n).map(|b| slow_apart(&x, &params, a, b)).collect();
        let apart: Vec<Vec<f64>> = (0..n).map(row).collect();
        let found = start(&x, &params, seed, &mut never).unwrap();
        prop_assert_eq!(found.stopped, Stop::Converged);
        let medoids = positions(&found);
        let loss = found.loss.unwrap();
        prop_assert!((loss - slow_loss(&apart, &medoids)).abs() < 1e-9);
        if medoids.len() == k {
            let best = best_exchange(&apart, &medoids);
            prop_assert!(loss <= best + 1e-9, "{} {}", loss, best);
        }
        for (sample, label) in found.labels.iter().enumerate() {
            let own = apart[sample][medoids[label.unwrap() as usize]];
            for medoid in &medoids {
                prop_assert!(own <= apart[sample][*medoid] + 1e-12);
            }
        }
    }

    #[test]
    fn the_best_of_the_starts_is_the_best_there_is_or_close_to_it(
        samples in prop::collection::vec((0i32..30, 0u8..3, 0i32..9), 6..12),
        k in 1usize..4,
    ) {
        let x = mixed(&samples);
        let params = Params {
            categorical: vec![1],
            n_restarts: 40,
            ..Params::default()
        };
        let n = x.n_samples();
        let row = |a| (0..n).map(|b| slow_apart(&x, &params, a, b)).collect();
        let apart: Vec<Vec<f64>> = (0..n).map(row).collect();
        let best = best_of_all(&apart, &mut Vec::new(), k);
        let loss = fit(&x, k, params).loss.unwrap();
        prop_assert!(loss >= best - 1e-9);
        prop_assert!(loss <= 1.1 * best + 1e-9, "{} {}", loss, best);
    }

    #[test]
    fn whatever_the_samples_the_fit_is_finite_and_whole(
        values in prop::collection::vec(-3i8..4, 2..60),
        k in 1usize..9,
        unit in prop::sample::select(vec![1.0, 1e-300, 3e299, 5e-324]),
        categorical in prop::sample::select(
            vec![vec![], vec![0], vec![1], vec![0, 1, 1]]
        ),
        missing in prop::option::of(Just(0.0)),
        seed: u64,
    ) {
        let values = values.into_iter().map(|v| f64::from(v) * unit);
        let x = FeatureMatrix::from_samples(values.collect(), 2).unwrap();
        prop_assume!(k <= x.n_samples());
        let params = Params {
            n_clusters: Some(k),
            categorical,
            missing,
            ..Params::default()
        };
        let found = start(&x, &params, seed, &mut never).unwrap();
        prop_assert!(found.loss.unwrap().is_finite());
        prop_assert!(found.sizes().iter().all(|size| *size > 0));
        prop_assert!(found.centres(&x).iter().all(|c| c.is_finite()));
        let sure = found.confidence(&x);
        prop_assert!(sure.iter().all(|s| (0.0..=1.0).contains(s)));
        prop_assert_eq!(found.model.assign(&x, &x), found.labels);
    }
}

/// Two clouds of numbers that two categories follow.
fn clouds(n: usize) -> FeatureMatrix {
    let mut rng = Rng::new(5);
    let sample = |i| {
        let side = f64::from(u8::from(i % 3 == 0));
        [8.0 * side + rng.normal(), side, side + 4.0]
    };
    let values = (0..n).flat_map(sample).collect();
    FeatureMatrix::from_samples(values, 3).unwrap()
}

#[test]
fn of_many_samples_some_are_drawn_and_it_says_so() {
    let x = clouds(900);
    let params = Params {
        categorical: vec![1, 2],
        max_samples: 100,
        ..Params::default()
    };
    let found = fit(&x, 2, params.clone());
    assert_eq!(found.n_drawn, Some(100));
    assert_eq!(found.sizes(), [600, 300]);
    let all = fit(
        &x,
        2,
        Params {
            max_samples: 900,
            ..params
        },
    );
    assert_eq!(all.n_drawn, None);
    assert_eq!(all.labels, found.labels);
    assert!(all.loss.unwrap() <= found.loss.unwrap());
    assert!(found.loss.unwrap() <= 1.05 * all.loss.unwrap());
}

#[test]
fn a_missing_number_is_left_out_of_the_comparison() {
    let x = ndarray::array![[0.0, 0.0], [0.0, 9.0], [9.0, 0.0], [-1.0, 9.0]];
    let x = FeatureMatrix::new(x).unwrap();
    let params = Params {
        missing: Some(-1.0),
        ..Params::default()
    };
    let found = fit(&x, 3, params);
    assert_eq!(found.labels[1], found.labels[3]);
    assert_eq!(found.loss, Some(0.0));
}

#[test]
fn a_parameter_out_of_its_range_is_refused() {
    let refused =
        |params: Params| params.check(500, 2).unwrap_err().to_string();
    let params = Params::default;
    assert_eq!(
        refused(Params {
            categorical: vec![2],
            ..params()
        }),
        "categorical is 2; expected 0 to 1",
    );
    assert_eq!(
        refused(Params {
            n_clusters: Some(200),
            max_samples: 150,
            ..params()
        }),
        "n_clusters is 200; expected 1 to 150",
    );
    assert_eq!(
        refused(Params {
            n_clusters: Some(501),
            ..params()
        }),
        "501 clusters of 500 samples",
    );
    let missing = Params {
        missing: Some(f64::NAN),
        ..params()
    };
    assert!(refused(missing).starts_with("missing is NaN"));
}

#[test]
fn a_stopped_fit_says_so() {
    let x = FeatureMatrix::from_samples(vec![0.0, 1.0, 5.0], 1).unwrap();
    let params = Params {
        n_clusters: Some(2),
        ..Params::default()
    };
    let mut stop = |_| Err(Interrupted);
    assert_eq!(start(&x, &params, 0, &mut stop), Err(Interrupted));
}
