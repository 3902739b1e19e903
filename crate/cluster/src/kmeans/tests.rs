//! The fast kernels against their slow twin, and what must always hold.

use ndarray::Array2;
use numeric::Rng;
use numeric::tick::never;
use proptest::prelude::*;

use super::*;
use crate::method::{best, start_jobs};
use crate::{JobOutput, Method, Partition};

/// Plain `f64` Lloyd iterations, one sample at a time.
fn slow_lloyd(
    x: &Array2<f64>,
    mut centres: Array2<f64>,
    n_iterations: usize,
) -> (Array2<f64>, Vec<usize>) {
    let assign = |centres: &Array2<f64>| -> Vec<usize> {
        x.rows()
            .into_iter()
            .map(|row| {
                let row = row.to_slice().unwrap();
                nearest::nearest_exactly(row, centres.view())
            })
            .collect()
    };
    for _ in 0..n_iterations {
        let labels = assign(&centres);
        for c in 0..centres.nrows() {
            let own: Vec<usize> =
                (0..labels.len()).filter(|&i| labels[i] == c).collect();
            if own.is_empty() {
                continue;
            }
            let members = x.select(ndarray::Axis(0), &own);
            let mean = members.mean_axis(ndarray::Axis(0)).unwrap();
            centres.row_mut(c).assign(&mean);
        }
    }
    let labels = assign(&centres);
    (centres, labels)
}

fn slow_inertia(
    x: &Array2<f64>,
    centres: &Array2<f64>,
    labels: &[usize],
) -> f64 {
    let rows = x.rows().into_iter().zip(labels);
    rows.map(|(row, &c)| {
        let away = &row - &centres.row(c);
        away.iter().map(|v| v * v).sum::<f64>()
    })
    .sum()
}

pub(super) fn cloud(n: usize, d: usize, k: usize, seed: u64) -> Array2<f64> {
    let mut rng = Rng::new(seed);
    let centres = Array2::from_shape_simple_fn((k, d), || 3.0 * rng.normal());
    Array2::from_shape_fn((n, d), |(i, j)| centres[[i % k, j]] + rng.normal())
}

fn params(k: usize) -> Params {
    Params {
        n_clusters: Some(k),
        ..Params::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_fast_iterations_are_those_of_the_slow_twin(
        n in 20usize..300,
        d in 1usize..10,
        k in 1usize..9,
        offset in prop::sample::select(vec![0.0, 1e3, -1e6]),
        scale in prop::sample::select(vec![1e-6, 1.0, 1e6]),
        seed: u64,
    ) {
        let x = cloud(n, d, k, seed).mapv_into(|v| (v + offset) * scale);
        let first =
            x.select(ndarray::Axis(0), &(0..k).collect::<Vec<_>>());
        let (centres, labels) = slow_lloyd(&x, first.clone(), 12);
        let mut distinct = labels.clone();
        distinct.sort_unstable();
        distinct.dedup();
        prop_assume!(distinct.len() == k);
        let expected = slow_inertia(&x, &centres, &labels);
        let x = FeatureMatrix::new(x).unwrap();
        let fit = fit_from(&x, first, 12, &mut never).unwrap();
        prop_assert!(
            (fit.inertia - expected).abs() <= 1e-6 * expected,
            "{} and {expected}", fit.inertia
        );
        for (&fast, &slow) in fit.labels.iter().zip(&labels) {
            let away = &fit.centres.row(fast as usize) - &centres.row(slow);
            let near = 1e-7 * scale * (10.0 + f64::abs(offset));
            prop_assert!(away.iter().all(|v| v.abs() <= near));
        }
    }

    #[test]
    fn whatever_the_samples_the_fit_is_finite_and_whole(
        values in prop::collection::vec(-3i8..4, 1..60),
        d in 1usize..4,
        k in 1usize..12,
        seed: u64,
    ) {
        let n = values.len() / d;
        prop_assume!(n > 0);
        let x = Array2::from_shape_fn((n, d), |(i, j)| {
            f64::from(values[i * d + j])
        });
        let x = FeatureMatrix::new(x).unwrap();
        let fit = fit(&x, &params(k), seed, &mut never).unwrap();
        prop_assert!(fit.inertia.is_finite() && fit.inertia >= 0.0);
        prop_assert!(fit.centres.iter().all(|c| c.is_finite()));
        let mut sizes = vec![0; fit.centres.nrows()];
        fit.labels.iter().for_each(|&l| sizes[l as usize] += 1);
        prop_assert!(sizes.iter().all(|&size| size > 0));
        prop_assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn moved_and_stretched_samples_have_the_same_partition(
        n in 30usize..200,
        k in 2usize..5,
        shift in -100.0..100.0f64,
        power in -8i32..8,
        seed: u64,
    ) {
        let stretch = libm::ldexp(1.0, power);
        let x = cloud(n, 3, k, seed);
        let moved = x.mapv(|v| v * stretch + shift);
        let fit_of = |x: Array2<f64>| {
            let x = FeatureMatrix::new(x).unwrap();
            fit(&x, &params(k), seed, &mut never).unwrap()
        };
        let (one, other) = (fit_of(x), fit_of(moved));
        let expected = one.inertia * stretch * stretch;
        prop_assert!((other.inertia - expected).abs() <= 1e-2 * expected);
    }
}

#[test]
fn samples_in_another_order_give_as_good_a_partition() {
    for seed in 0..20 {
        let x = cloud(300, 3, 4, seed);
        let mut order: Vec<usize> = (0..300).collect();
        Rng::new(seed).shuffle(&mut order);
        let shuffled = x.select(ndarray::Axis(0), &order);
        let fit_of = |x: Array2<f64>| {
            let x = FeatureMatrix::new(x).unwrap();
            let params = Params {
                n_restarts: 50,
                tolerance: 0.0,
                ..params(4)
            };
            fit(&x, &params, 3, &mut never).unwrap()
        };
        let (one, other) = (fit_of(x), fit_of(shuffled));
        let difference = (one.inertia - other.inertia).abs();
        assert!(difference <= 1e-3 * one.inertia, "seed {seed}");
    }
}

#[test]
fn jobs_and_the_serial_fit_agree_to_the_last_bit() {
    let x = FeatureMatrix::new(cloud(500, 4, 5, 8)).unwrap();
    let method = Method::KMeans(params(5));
    let mut outputs: Vec<JobOutput> = start_jobs(&method, 5, 77)
        .iter()
        .map(|job| crate::job::run(&x, job, &mut never).unwrap())
        .collect();
    let serial = fit(&x, &params(5), 77, &mut never).unwrap();
    let serial = Partition::from(serial);
    assert_eq!(best(outputs.clone()), serial);
    assert_eq!(crate::method::fit(&x, &method, 77, &mut never), Ok(serial));
    outputs.reverse();
    assert!(best(outputs).loss.is_some());
}

#[test]
fn a_fit_survives_the_border() {
    let x = FeatureMatrix::new(cloud(300, 2, 3, 1)).unwrap();
    let one = fit(&x, &params(3), 5, &mut never).unwrap();
    let bytes = postcard::to_allocvec(&one).unwrap();
    assert!(bytes.len() < 450, "{} bytes for 300 labels", bytes.len());
    assert_eq!(postcard::from_bytes::<Fit>(&bytes).unwrap(), one);
}

#[test]
fn fewer_different_samples_than_clusters_give_fewer_clusters() {
    let x = ndarray::array![[1.0, 7.0], [2.0, 7.0], [1.0, 7.0], [1.0, 7.0]];
    let x = FeatureMatrix::new(x).unwrap();
    let fit = fit(&x, &params(4), 0, &mut never).unwrap();
    assert_eq!(fit.labels, [0, 1, 0, 0]);
    assert_eq!(fit.inertia, 0.0);
    assert_eq!(fit.stopped, Stop::Converged);
}

#[test]
fn an_empty_cluster_takes_the_farthest_sample() {
    let x = ndarray::array![[0.0], [1.0], [2.0], [10.0]];
    let first = ndarray::array![[0.0], [1000.0]];
    let x = FeatureMatrix::new(x).unwrap();
    let fit = fit_from(&x, first, 20, &mut never).unwrap();
    assert_eq!(fit.labels, [0, 0, 0, 1]);
    assert_eq!(fit.inertia, 2.0);
}

#[test]
fn a_lone_far_sample_does_not_blur_the_others() {
    let mut x = cloud(400, 2, 3, 4).mapv_into(|v| v * 1e-3);
    x[[0, 0]] = 1e6;
    let first = x.select(ndarray::Axis(0), &[0, 1, 2, 3]);
    let (centres, labels) = slow_lloyd(&x, first.clone(), 30);
    let expected = slow_inertia(&x, &centres, &labels);
    let x = FeatureMatrix::new(x).unwrap();
    let fit = fit_from(&x, first, 30, &mut never).unwrap();
    assert!((fit.inertia - expected).abs() <= 1e-6 * expected);
}

#[test]
fn huge_and_tiny_numbers_are_clustered_too() {
    for scale in [1e-150, 1e140] {
        let x = cloud(100, 2, 2, 6).mapv_into(|v| v * scale);
        let x = FeatureMatrix::new(x).unwrap();
        let fit = fit(&x, &params(2), 0, &mut never).unwrap();
        assert!(fit.inertia.is_finite());
        assert_eq!(fit.centres.nrows(), 2);
    }
}

#[test]
fn a_stopped_fit_says_so() {
    let x = FeatureMatrix::new(cloud(50, 2, 2, 0)).unwrap();
    let mut stop = |_| Err(Interrupted);
    assert_eq!(fit(&x, &params(2), 0, &mut stop), Err(Interrupted));
}
