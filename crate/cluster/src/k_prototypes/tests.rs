//! A fit against its slow twin, and what must always hold.

use numeric::{Rng, tick::never};
use proptest::prelude::*;

use super::*;
use crate::{Method, method};

fn fit(x: &FeatureMatrix, k: usize, params: Params) -> Partition {
    let asked = Method::KPrototypes(params).with_n_clusters(k);
    asked.check(x).unwrap();
    method::fit(x, &asked, 1, &mut never).unwrap()
}

/// The loss of samples of one number and one category about their mean and
/// most frequent category.
fn slow_loss(own: &[(i32, u8)], gamma: f64) -> f64 {
    let mean =
        own.iter().map(|s| f64::from(s.0)).sum::<f64>() / own.len() as f64;
    let away = |s: &(i32, u8)| f64::from(s.0) - mean;
    let squares: f64 = own.iter().map(|s| away(s) * away(s)).sum();
    let others = |code| own.iter().filter(|s| s.1 != code).count();
    let fewest = (0..3).map(others).min().unwrap();
    squares + gamma * fewest as f64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn each_prototype_is_best_for_its_samples_and_nearest_to_them(
        samples in prop::collection::vec((-20i32..20, 0u8..3), 3..40),
        gamma in 0.0..200.0,
        k in 1usize..4,
    ) {
        let values = samples.iter().flat_map(|s| {
            [f64::from(s.0), f64::from(s.1)]
        });
        let x = FeatureMatrix::from_samples(values.collect(), 2).unwrap();
        let params = Params {
            categorical: vec![1],
            gamma: Some(gamma),
            max_iterations: 1000,
            ..Params::default()
        };
        let found = fit(&x, k, params);
        prop_assert_eq!(found.stopped, Stop::Converged);
        let mut expected = 0.0;
        for cluster in 0..found.n_clusters as u32 {
            let own: Vec<(i32, u8)> = samples
                .iter()
                .zip(&found.labels)
                .filter(|(_, label)| **label == Some(cluster))
                .map(|(sample, _)| *sample)
                .collect();
            expected += slow_loss(&own, gamma);
        }
        let loss = found.loss.unwrap();
        prop_assert!((loss - expected).abs() <= 1e-9 * (1.0 + expected));
        let centres = found.centres(&x);
        for (sample, label) in samples.iter().zip(&found.labels) {
            let apart = |c: usize| {
                let away = f64::from(sample.0) - centres[[c, 0]];
                let other = f64::from(sample.1) != centres[[c, 1]];
                away * away + gamma * f64::from(u8::from(other))
            };
            let own = apart(label.unwrap() as usize);
            for c in 0..found.n_clusters {
                prop_assert!(own <= apart(c) + 1e-9);
            }
        }
    }

    #[test]
    fn whatever_the_samples_the_fit_is_finite_and_whole(
        values in prop::collection::vec(-3i8..4, 2..60),
        k in 1usize..9,
        unit in prop::sample::select(vec![1.0, 1e-300, 3e299]),
        categorical in prop::sample::select(
            vec![vec![], vec![0], vec![1], vec![0, 1, 1]]
        ),
        seed: u64,
    ) {
        let values = values.into_iter().map(|v| f64::from(v) * unit);
        let x = FeatureMatrix::from_samples(values.collect(), 2).unwrap();
        prop_assume!(k <= x.n_samples());
        let params = Params {
            n_clusters: Some(k),
            categorical,
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

#[test]
fn categories_part_samples_whose_numbers_are_alike() {
    let values = (0..40).flat_map(|i| {
        let code = if i % 2 == 0 { 7.0 } else { 1000.0 };
        [f64::from(i % 5), code, code]
    });
    let x = FeatureMatrix::from_samples(values.collect(), 3).unwrap();
    let params = Params {
        categorical: vec![1, 2],
        gamma: Some(10.0),
        ..Params::default()
    };
    let found = fit(&x, 2, params);
    assert_eq!(found.sizes(), [20, 20]);
    assert!((0..40).all(|i| found.labels[i] == found.labels[i % 2]));
    let centres = found.centres(&x);
    assert_eq!(centres[[0, 1]], 7.0);
    assert_eq!(centres[[1, 2]], 1000.0);
    assert!((centres[[0, 0]] - 2.0).abs() < 1e-9);
}

#[test]
fn without_categories_it_is_k_means() {
    let mut rng = Rng::new(4);
    let values = (0..300).map(|i| 6.0 * f64::from(i % 3) + rng.normal());
    let x = FeatureMatrix::from_samples(values.collect(), 1).unwrap();
    let plain = Method::default().with_n_clusters(3);
    let plain = method::fit(&x, &plain, 1, &mut never).unwrap();
    let found = fit(&x, 3, Params::default());
    let ratio = found.loss.unwrap() / plain.loss.unwrap();
    assert!((ratio - 1.0).abs() < 1e-3, "{ratio}");
}

#[test]
fn a_position_that_is_no_feature_is_refused() {
    let params = Params {
        categorical: vec![0, 2],
        ..Params::default()
    };
    let told = params.check(10, 2).unwrap_err().to_string();
    assert_eq!(told, "categorical is 2; expected 0 to 1");
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
