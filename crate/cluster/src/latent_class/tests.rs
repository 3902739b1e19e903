//! A fit against its slow twin, and what must always hold.

use numeric::{Rng, tick::never};
use proptest::prelude::*;

use super::*;
use crate::{Method, method};

/// One step by the definition: probabilities of the classes and of their
/// categories from the shares of the samples, then the likelihood and new
/// shares. `None` is a missing category.
fn slow_step(
    samples: &[Vec<Option<usize>>],
    n_categories: usize,
    shares: &mut [Vec<f64>],
) -> f64 {
    let k = shares[0].len();
    let mass = |c: usize| shares.iter().map(|own| own[c]).sum::<f64>();
    let chance = |c: usize, j: usize, code: usize| {
        let has = |want: Option<usize>| {
            let pairs = samples.iter().zip(shares.iter());
            pairs
                .filter(|(s, _)| match want {
                    Some(code) => s[j] == Some(code),
                    None => s[j].is_some(),
                })
                .map(|(_, own)| own[c])
                .sum::<f64>()
        };
        match has(None) {
            0.0 => 1.0 / n_categories as f64,
            all => has(Some(code)) / all,
        }
    };
    let n = samples.len() as f64;
    let mut sum = 0.0;
    let mut renewed = Vec::new();
    for sample in samples {
        let likely = |c: usize| {
            let codes = sample.iter().enumerate();
            codes
                .filter_map(|(j, code)| code.map(|code| chance(c, j, code)))
                .fold(mass(c) / n, |product, p| product * p)
        };
        let likely: Vec<f64> = (0..k).map(likely).collect();
        let all: f64 = likely.iter().sum();
        sum += libm::log(all);
        renewed.push(likely.iter().map(|l| l / all).collect());
    }
    shares.clone_from_slice(&renewed);
    sum
}

fn fit(x: &FeatureMatrix, k: usize, params: Params) -> Partition {
    let asked = Method::LatentClass(params).with_n_clusters(k);
    asked.check(x).unwrap();
    method::fit(x, &asked, 1, &mut never).unwrap()
}

/// Samples of three categories in `k` classes that differ in six features.
fn planted(n: usize, k: usize, seed: u64) -> (FeatureMatrix, Vec<u32>) {
    let mut rng = Rng::new(seed);
    let (mut values, mut classes) = (Vec::new(), Vec::new());
    for i in 0..n {
        let class = i % k;
        classes.push(class as u32);
        for j in 0..6 {
            let own = (class + j * class) % 3;
            let other = rng.uniform() < 0.2;
            let code = if other { rng.below(3) } else { own };
            values.push(code as f64);
        }
    }
    (FeatureMatrix::from_samples(values, 6).unwrap(), classes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_step_is_that_of_the_definition(
        samples in prop::collection::vec((0usize..4, 0usize..4), 4..30),
        steps in 1usize..12,
        k in 1usize..4,
    ) {
        // A category 3 is missing; every one of the others is there.
        let mut samples = samples;
        samples.extend([(0, 0), (1, 1), (2, 2)]);
        let values = samples.iter().flat_map(|s| [s.0 as f64, s.1 as f64]);
        let x = FeatureMatrix::from_samples(values.collect(), 2).unwrap();
        let groups: Vec<u32> =
            (0..samples.len()).map(|i| (i % k) as u32).collect();
        let params = Params {
            missing: Some(3.0),
            max_iterations: steps,
            tolerance: 0.0,
            ..Params::default()
        };
        let found = fit_from(&x, &groups, &params, &mut never).unwrap();
        let known = |code: usize| (code < 3).then_some(code);
        let slow: Vec<Vec<_>> =
            samples.iter().map(|s| vec![known(s.0), known(s.1)]).collect();
        let one = |g: &u32| {
            let mut shares = vec![0.0; k];
            shares[*g as usize] = 1.0;
            shares
        };
        let mut shares: Vec<Vec<f64>> = groups.iter().map(one).collect();
        for _ in 0..found.n_iterations {
            slow_step(&slow, 3, &mut shares);
        }
        let mut own = shares.clone();
        let expected = slow_step(&slow, 3, &mut own);
        let ours = found.log_likelihood.unwrap();
        prop_assert!((ours - expected).abs() < 1e-8, "{} {}", ours, expected);
        for (share, own) in found.membership.unwrap().iter().zip(&own) {
            let most = own.iter().copied().fold(0.0, f64::max);
            prop_assert!((share - most).abs() < 1e-6);
        }
    }

    #[test]
    fn no_step_makes_the_samples_less_likely(
        values in prop::collection::vec(0u8..5, 6..80),
        k in 1usize..5,
        seed: u64,
    ) {
        let values = values.into_iter().map(f64::from).collect();
        let x = FeatureMatrix::from_samples(values, 2).unwrap();
        prop_assume!(k <= x.n_samples());
        let of = |max_iterations| {
            let params = Params {
                n_clusters: Some(k),
                max_iterations,
                ..Params::default()
            };
            let found = start(&x, &params, seed, &mut never).unwrap();
            found.log_likelihood.unwrap()
        };
        prop_assert!(of(2) >= of(1) - 1e-9);
        prop_assert!(of(20) >= of(2) - 1e-9);
    }

    #[test]
    fn whatever_the_samples_the_fit_is_finite_and_whole(
        values in prop::collection::vec(-3i8..4, 2..60),
        k in 1usize..9,
        unit in prop::sample::select(vec![1.0, 1e-300, 3e299, 5e-324]),
        missing in prop::option::of(Just(0.0)),
        max_categories in 2usize..8,
        seed: u64,
    ) {
        let values = values.into_iter().map(|v| f64::from(v) * unit);
        let x = FeatureMatrix::from_samples(values.collect(), 2).unwrap();
        prop_assume!(k <= x.n_samples());
        let params = Params {
            n_clusters: Some(k),
            missing,
            max_categories,
            ..Params::default()
        };
        let found = start(&x, &params, seed, &mut never).unwrap();
        prop_assert!(found.loss.unwrap().is_finite());
        prop_assert!(found.bic().unwrap().is_finite());
        prop_assert!(found.sizes().iter().all(|size| *size > 0));
        let sure = found.confidence(&x);
        prop_assert!(sure.iter().all(|s| (0.0..=1.0).contains(s)));
        prop_assert_eq!(found.model.assign(&x, &x), found.labels);
    }
}

#[test]
fn planted_classes_are_found_and_their_number_has_the_least_bic() {
    let (x, classes) = planted(900, 3, 3);
    let by_k: Vec<Partition> =
        (1..6).map(|k| fit(&x, k, Params::default())).collect();
    let labels: Vec<u32> = by_k[2].labels.iter().flatten().copied().collect();
    let agreed = crate::validity::adjusted_rand(&labels, &classes);
    assert!(agreed > 0.9, "{agreed}");
    let bic: Vec<f64> = by_k.iter().map(|f| f.bic().unwrap()).collect();
    let best = (0..5).min_by(|a, b| bic[*a].total_cmp(&bic[*b]));
    assert_eq!(best, Some(2), "{bic:?}");
    assert_eq!(by_k[2].n_parameters, Some(3 * 6 * 2 + 2));
}

#[test]
fn posteriors_add_up_to_one_and_the_largest_is_the_label() {
    let (x, _) = planted(200, 3, 9);
    let found = fit(&x, 3, Params::default());
    let Model::Classes(classes) = &found.model else {
        panic!("another model");
    };
    let posteriors = classes.posteriors(&x);
    let sure = found.confidence(&x);
    for (row, (label, sure)) in posteriors
        .rows()
        .into_iter()
        .zip(found.labels.iter().zip(sure))
    {
        assert!((row.sum() - 1.0).abs() < 1e-9);
        assert_eq!(row[label.unwrap() as usize], sure);
        assert!(row.iter().all(|share| *share <= sure));
    }
}

#[test]
fn a_parameter_out_of_its_range_is_refused() {
    let refused = |params: Params| params.check(10).unwrap_err().to_string();
    let params = Params::default;
    assert_eq!(
        refused(Params {
            max_categories: 1,
            ..params()
        }),
        "max_categories is 1; expected 2 to 1000",
    );
    assert_eq!(
        refused(Params {
            n_clusters: Some(11),
            ..params()
        }),
        "11 clusters of 10 samples",
    );
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
