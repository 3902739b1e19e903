//! What is found where it is known, and what must always hold.

use numeric::tick::never;
use proptest::prelude::*;

use super::*;
use crate::{Method, method, validity::adjusted_rand};

fn fit(x: &FeatureMatrix, k: usize) -> Partition {
    let asked = Method::Spectral(Params::default()).with_n_clusters(k);
    asked.check(x).unwrap();
    method::fit(x, &asked, 1, &mut never).unwrap()
}

/// Rings about each other, the same number of samples on each.
fn rings(radii: &[f64], n: usize) -> (FeatureMatrix, Vec<u32>) {
    let mut rng = numeric::Rng::new(2);
    let (mut values, mut ring) = (Vec::new(), Vec::new());
    for (label, radius) in radii.iter().enumerate() {
        for i in 0..n {
            let turn = std::f64::consts::TAU * i as f64 / n as f64;
            let (sin, cos) = libm::sincos(turn);
            values.push(radius * cos + 0.05 * rng.normal());
            values.push(radius * sin + 0.05 * rng.normal());
            ring.push(label as u32);
        }
    }
    (FeatureMatrix::from_samples(values, 2).unwrap(), ring)
}

fn agreed(found: &Partition, groups: &[u32]) -> f64 {
    let labels: Vec<u32> = found.labels.iter().flatten().copied().collect();
    adjusted_rand(&labels, groups)
}

#[test]
fn rings_about_each_other_are_told_apart() {
    let (x, ring) = rings(&[1.0, 2.0, 3.5], 150);
    let found = fit(&x, 3);
    assert_eq!(agreed(&found, &ring), 1.0);
    assert!(found.loss.unwrap() < 0.05, "{:?}", found.loss);
    let new = ndarray::array![[0.0, 1.05], [-3.6, 0.0]];
    let new = FeatureMatrix::new(new).unwrap();
    let labels = found.model.assign(&x, &new);
    assert_eq!(labels, [found.labels[0], found.labels[300]]);
}

#[test]
fn of_more_parts_than_clusters_the_nearest_stay_together() {
    // Six clouds, far more than neighbours in each: two groups of three.
    let mut rng = numeric::Rng::new(4);
    let places = [0.0, 10.0, 20.0, 100.0, 110.0, 120.0];
    let values = (0..240).map(|i| places[i % 6] + rng.normal());
    let x = FeatureMatrix::from_samples(values.collect(), 1).unwrap();
    let found = fit(&x, 2);
    let sides: Vec<u32> = (0..240).map(|i| u32::from(i % 6 > 2)).collect();
    assert_eq!(agreed(&found, &sides), 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_the_samples_the_fit_is_finite_and_whole(
        values in prop::collection::vec(-3i8..4, 2..80),
        k in 1usize..9,
        unit in prop::sample::select(vec![0.0, 1.0, 1e-300, 3e299, 5e-324]),
        n_neighbours in 1usize..12,
        seed: u64,
    ) {
        let values = values.into_iter().map(|v| f64::from(v) * unit);
        let x = FeatureMatrix::from_samples(values.collect(), 2).unwrap();
        prop_assume!(k <= x.n_samples());
        let params = Params {
            n_clusters: Some(k),
            n_neighbours,
            ..Params::default()
        };
        let found = start(&x, &params, seed, &mut never).unwrap();
        prop_assert!(found.loss.unwrap().is_finite());
        prop_assert!(found.sizes().iter().all(|size| *size > 0));
        prop_assert_eq!(found.labels.len(), x.n_samples());
    }
}

#[test]
fn too_many_samples_are_refused_with_what_to_use() {
    let told = Params::default().check(4_001).unwrap_err().to_string();
    let expected = "4001 samples; this method takes at most 4000, \
        agglomerative with the linkage genie more";
    assert_eq!(told, expected);
    let params = Params {
        n_clusters: Some(60),
        ..Params::default()
    };
    let told = params.check(100).unwrap_err().to_string();
    assert_eq!(told, "n_clusters is 60; expected 1 to 50");
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
