//! DBSCAN against its definition, word by word.

use numeric::Rng;
use numeric::tick::never;
use proptest::prelude::*;

use super::*;

fn params(radius: f64, min_samples: usize) -> Params {
    Params {
        radius: Some(radius),
        min_samples,
    }
}

fn matrix(values: Vec<f64>, d: usize) -> FeatureMatrix {
    FeatureMatrix::from_samples(values, d).unwrap()
}

/// All pairs, clusters met in the order of the samples.
fn slow(x: &FeatureMatrix, radius: f64, least: usize) -> Vec<Option<u32>> {
    let d = x.n_features();
    let sample = |i: usize| &x.samples()[i * d..][..d];
    let near = |i: usize, j: usize| {
        let pairs = sample(i).iter().zip(sample(j));
        let squares = pairs.map(|(a, b)| (a - b) * (a - b));
        squares.sum::<f64>() <= radius * radius
    };
    let n = x.n_samples();
    let around = |i: usize| (0..n).filter(|&j| near(i, j)).collect::<Vec<_>>();
    let mut labels = vec![None; n];
    let mut n_clusters = 0;
    for first in 0..n {
        if labels[first].is_some() || around(first).len() < least {
            continue;
        }
        let mut waiting = vec![first];
        while let Some(i) = waiting.pop() {
            labels[i] = Some(n_clusters);
            if around(i).len() >= least {
                let new = around(i).into_iter();
                waiting.extend(new.filter(|&j| labels[j].is_none()));
            }
        }
        n_clusters += 1;
    }
    numbered(&labels, n_clusters as usize).labels
}

/// A few clouds on a coarse grid: ties, doubles and borders.
fn clouds(n: usize, d: usize, seed: u64) -> Vec<f64> {
    let mut rng = Rng::new(seed);
    let centres: Vec<f64> = (0..4 * d).map(|_| 4.0 * rng.normal()).collect();
    let value = |at: usize| {
        let centre = centres[(at / d % 4) * d + at % d];
        ((centre + rng.normal()) * 4.0).round() / 4.0
    };
    (0..n * d).map(value).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_regions_are_those_of_the_definition(
        n in 1usize..160,
        d in 1usize..5,
        radius in 0.1f64..3.0,
        min_samples in 1usize..12,
        seed: u64,
    ) {
        let x = matrix(clouds(n, d, seed), d);
        let radius = (radius * 4.0).ceil() / 4.0;
        let params = params(radius, min_samples);
        let found = start(&x, &params, &mut never).unwrap();
        let expected = slow(&x, radius, min_samples);
        prop_assert_eq!(&found.labels, &expected);
        let sizes = found.sizes();
        prop_assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]));
        let membership = found.membership.unwrap();
        for (label, share) in expected.iter().zip(membership) {
            let range = if label.is_some() { 0.0..=1.0 } else { 0.0..=0.0 };
            prop_assert!(range.contains(&share), "{label:?} {share}");
        }
        let again = found.model.assign(&x, &x);
        for (at, label) in expected.iter().enumerate() {
            prop_assert_eq!(again[at].is_some(), label.is_some());
        }
    }
}

#[test]
fn a_border_sample_is_of_the_cluster_that_is_met_first() {
    let later = [9.0, 9.5, 10.0, 10.5];
    let border = [7.0];
    let first = [5.0, 4.5, 4.0, 3.5];
    for parts in [[later, first], [first, later]] {
        let places = [&border[..], &parts.concat()].concat();
        let x = matrix(places, 1);
        let found = start(&x, &params(2.0, 4), &mut never).unwrap();
        assert_eq!(found.labels, slow(&x, 2.0, 4));
        assert_eq!(found.sizes(), [5, 4]);
        assert_eq!(found.labels[0], found.labels[1]);
        assert_eq!(found.membership.unwrap()[..2], [0.75, 1.0]);
    }
}

#[test]
fn without_a_radius_the_knee_is_taken() {
    let x = matrix(clouds(400, 2, 5), 2);
    let curve = k_distances(&x, 5, &mut never).unwrap();
    assert!(curve.is_sorted() && curve.len() == 400);
    let radius = suggested(&curve);
    let alone = start(&x, &Params::default(), &mut never).unwrap();
    let told = start(&x, &params(radius, 5), &mut never).unwrap();
    assert_eq!(alone, told);
    assert!(alone.n_clusters > 1, "{}", alone.n_clusters);
    assert_eq!(suggested(&[1.0, 1.1, 1.2, 1.3, 9.0]), 1.3);
    assert_eq!(suggested(&[0.0, 0.0, 0.0, 0.5]), 0.5);
}

#[test]
fn few_equal_and_huge_samples_have_an_answer() {
    let fit = |values: &[f64], d: usize| {
        let x = matrix(values.to_vec(), d);
        let found = start(&x, &Params::default(), &mut never).unwrap();
        (found.n_clusters, found.n_noise())
    };
    assert_eq!(fit(&[1.0, 2.0], 2), (0, 1));
    assert_eq!(fit(&[1.0; 4], 1), (0, 4));
    assert_eq!(fit(&[7.0; 600], 3), (1, 0));
    let near = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5];
    let mut huge: Vec<f64> = near.iter().map(|v| v * 1e300).collect();
    huge.extend(near.iter().map(|v| v * -1e300));
    assert_eq!(fit(&huge, 1), (2, 0));
}

#[test]
fn parameters_out_of_range_are_refused() {
    assert!(params(0.0, 5).check().is_err());
    assert!(params(f64::NAN, 5).check().is_err());
    assert!(params(1.0, 0).check().is_err());
    assert!(params(1.0, 5).check().is_ok());
}

#[test]
fn a_tick_that_says_stop_stops() {
    let x = matrix(clouds(50, 2, 1), 2);
    let stop = &mut |_| Err(Interrupted);
    assert!(start(&x, &Params::default(), stop).is_err());
}
