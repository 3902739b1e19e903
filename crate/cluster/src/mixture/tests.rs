//! The fast pass against its slow twin, and what must always hold.

use ndarray::{Array1, Array2, Axis};
use numeric::Rng;
use numeric::tick::never;
use proptest::prelude::*;

use super::*;
use crate::method::{best, start_jobs};
use crate::{Job, JobOutput, Method, method};

/// A whole matrix of shares at a time, with plain matrices.
struct Slow {
    weights: Vec<f64>,
    means: Array2<f64>,
    /// `[component]`, `(n_features, n_features)`
    covariances: Vec<Array2<f64>>,
}

impl Slow {
    fn maximise(
        x: &Array2<f64>,
        shares: &Array2<f64>,
        covariance: Covariance,
    ) -> Self {
        let (n, k) = shares.dim();
        let mass = shares.sum_axis(Axis(0));
        let mut means = Array2::zeros((k, x.ncols()));
        let mut covariances = Vec::new();
        for c in 0..k {
            for (row, share) in x.rows().into_iter().zip(shares.column(c)) {
                means.row_mut(c).scaled_add(share / mass[c], &row);
            }
            let mut sum = Array2::zeros((x.ncols(), x.ncols()));
            for (row, share) in x.rows().into_iter().zip(shares.column(c)) {
                let away = &row - &means.row(c);
                for ((i, j), sum) in sum.indexed_iter_mut() {
                    *sum += share * away[i] * away[j];
                }
            }
            covariances.push(sum);
        }
        if covariance == Covariance::Tied {
            let zero = Array2::zeros((x.ncols(), x.ncols()));
            let all = covariances.iter().fold(zero, |sum, c| sum + c);
            covariances = vec![all / n as f64; k];
        } else {
            covariances
                .iter_mut()
                .zip(&mass)
                .for_each(|(c, m)| *c /= *m);
        }
        for ((i, j), value) in
            covariances.iter_mut().flat_map(|c| c.indexed_iter_mut())
        {
            if i == j {
                *value += 1e-6;
            } else if covariance == Covariance::Diagonal {
                *value = 0.0;
            }
        }
        let weights = mass.iter().map(|m| m / n as f64).collect();
        Self {
            weights,
            means,
            covariances,
        }
    }

    /// The logarithm of a component's weighted density, by elimination.
    fn log_density(&self, c: usize, row: &Array1<f64>) -> f64 {
        let d = row.len();
        let away = row - &self.means.row(c);
        let mut left = self.covariances[c].clone();
        let mut right = away.clone();
        let mut log_det = 0.0;
        let mut square = 0.0;
        for i in 0..d {
            let pivot = left[[i, i]];
            log_det += libm::log(pivot);
            square += right[i] * right[i] / pivot;
            for below in i + 1..d {
                let factor = left[[below, i]] / pivot;
                for j in i..d {
                    left[[below, j]] -= factor * left[[i, j]];
                }
                right[below] -= factor * right[i];
            }
        }
        let flat = d as f64 * libm::log(2.0 * std::f64::consts::PI);
        libm::log(self.weights[c]) - 0.5 * (flat + log_det + square)
    }

    /// The shares of every sample and the logarithm of the likelihood.
    fn expect(&self, x: &Array2<f64>) -> (Array2<f64>, f64) {
        let k = self.weights.len();
        let mut shares = Array2::zeros((x.nrows(), k));
        let mut total = 0.0;
        for (row, mut shares) in x.rows().into_iter().zip(shares.rows_mut()) {
            let row = row.to_owned();
            let logs: Vec<f64> =
                (0..k).map(|c| self.log_density(c, &row)).collect();
            let most = logs.iter().copied().fold(f64::MIN, f64::max);
            let sum: f64 = logs.iter().map(|l| libm::exp(l - most)).sum();
            total += most + libm::log(sum);
            for (share, log) in shares.iter_mut().zip(logs) {
                *share = libm::exp(log - most) / sum;
            }
        }
        (shares, total)
    }
}

fn cloud(n: usize, d: usize, k: usize, seed: u64) -> Array2<f64> {
    let mut rng = Rng::new(seed);
    let centres = Array2::from_shape_simple_fn((k, d), || 3.0 * rng.normal());
    Array2::from_shape_fn((n, d), |(i, j)| centres[[i % k, j]] + rng.normal())
}

fn matrix(x: &Array2<f64>) -> FeatureMatrix {
    FeatureMatrix::new(x.clone()).unwrap()
}

fn fit(x: &Array2<f64>, k: usize, seed: u64) -> Partition {
    let asked = Method::Mixture(Params::default()).with_n_clusters(k);
    method::fit(&matrix(x), &asked, seed, &mut never).unwrap()
}

fn model(fit: &Partition) -> &Mixture {
    match &fit.model {
        Model::Mixture(mixture) => mixture,
        other => panic!("{other:?}"),
    }
}

fn any_covariance() -> impl Strategy<Value = Covariance> {
    let all = [Covariance::Full, Covariance::Tied, Covariance::Diagonal];
    prop::sample::select(all.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_fast_passes_are_those_of_the_slow_twin(
        n in 40usize..200,
        d in 1usize..6,
        k in 1usize..5,
        covariance in any_covariance(),
        n_iterations in 1usize..8,
        seed: u64,
    ) {
        let x = cloud(n, d, k, seed);
        let groups: Vec<u32> = (0..n).map(|i| (i % k) as u32).collect();
        let mut shares = Array2::zeros((n, k));
        groups.iter().enumerate().for_each(|(i, g)| {
            shares[[i, *g as usize]] = 1.0;
        });
        let mut slow = Slow::maximise(&x, &shares, covariance);
        for _ in 0..n_iterations {
            slow = Slow::maximise(&x, &slow.expect(&x).0, covariance);
        }
        let (shares, expected) = slow.expect(&x);
        let params = Params {
            covariance,
            max_iterations: n_iterations,
            tolerance: 0.0,
            ..Params::default()
        };
        let x = matrix(&x);
        let fit = fit_from(&x, &groups, &params, &mut never).unwrap();
        let found = fit.log_likelihood.unwrap();
        let away = (found / expected - 1.0).abs();
        prop_assert!(away < 1e-9, "{found} and {expected}");
        let mixture = model(&fit);
        let posteriors = mixture.posteriors(&x);
        for (i, row) in posteriors.rows().into_iter().enumerate() {
            let mut ours = row.to_vec();
            let mut theirs = shares.row(i).to_vec();
            numeric::order::numbers(&mut ours);
            numeric::order::numbers(&mut theirs);
            for (a, b) in ours.iter().zip(&theirs) {
                prop_assert!((a - b).abs() < 1e-6, "{a} and {b}");
            }
        }
    }

    #[test]
    fn whatever_the_samples_the_fit_is_finite_and_whole(
        values in prop::collection::vec(-3i8..4, 1..60),
        d in 1usize..4,
        k in 1usize..12,
        covariance in any_covariance(),
        unit in prop::sample::select(
            vec![1.0, 1e-300, 1e-12, 1e9, 3e299]
        ),
        seed: u64,
    ) {
        let n = values.len() / d;
        prop_assume!(n > 0 && k <= n);
        let x = Array2::from_shape_fn((n, d), |(i, j)| {
            f64::from(values[i * d + j]) * unit
        });
        let x = matrix(&x);
        let params = Params {
            n_clusters: Some(k),
            covariance,
            n_restarts: 1,
            ..Params::default()
        };
        let fit = start(&x, &params, seed, &mut never).unwrap();
        prop_assert!(fit.loss.unwrap().is_finite());
        prop_assert!(fit.bic().unwrap().is_finite());
        prop_assert!(fit.centres(&x).iter().all(|v| v.is_finite()));
        let sizes = fit.sizes();
        prop_assert!(sizes.iter().all(|size| *size > 0));
        prop_assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]));
        for row in model(&fit).posteriors(&x).rows() {
            prop_assert!((row.sum() - 1.0).abs() < 1e-9);
            prop_assert!(row.iter().all(|p| (0.0..1.0 + 1e-9).contains(p)));
        }
        let sure = fit.confidence(&x);
        prop_assert!(sure.iter().all(|p| (0.0..=1.0).contains(p)));
        prop_assert_eq!(fit.model.assign(&x, &x), fit.labels);
    }

    #[test]
    fn every_pass_makes_the_samples_more_likely(
        covariance in any_covariance(),
        seed: u64,
    ) {
        let x = matrix(&cloud(150, 3, 4, seed));
        let mut before = f64::NEG_INFINITY;
        for max_iterations in 1..12 {
            let params = Params {
                n_clusters: Some(3),
                covariance,
                max_iterations,
                tolerance: 0.0,
                ..Params::default()
            };
            let fit = start(&x, &params, seed, &mut never).unwrap();
            let now = fit.log_likelihood.unwrap();
            prop_assert!(now >= before - 1e-2, "{now} after {before}");
            before = now;
        }
    }
}

#[test]
fn two_slanted_clouds_are_told_apart_where_k_means_cuts_them() {
    let mut rng = Rng::new(3);
    let x = Array2::from_shape_fn((400, 2), |_| rng.normal());
    let x = Array2::from_shape_fn((400, 2), |(i, j)| {
        let along = 4.0 * x[[i, 0]];
        let across = x[[i, 1]] + 7.0 * (i % 2) as f64;
        if j == 0 {
            along - across
        } else {
            along + across
        }
    });
    let fit = fit(&x, 2, 1);
    let wrong = (0..400).filter(|&i| fit.labels[i] != fit.labels[i % 2]);
    assert!(wrong.count() < 8);
    assert_eq!(fit.n_parameters, Some(11));
}

#[test]
fn jobs_and_the_serial_fit_agree_to_the_last_bit() {
    let x = matrix(&cloud(500, 4, 5, 8));
    let asked = Method::Mixture(Params::default());
    let outputs: Vec<JobOutput> = start_jobs(&asked, 5, 77)
        .iter()
        .map(|job| {
            let bytes = postcard::to_allocvec(job).unwrap();
            let job: Job = postcard::from_bytes(&bytes).unwrap();
            crate::job::run(&x, &job, &mut never).unwrap()
        })
        .collect();
    let asked = asked.with_n_clusters(5);
    let serial = method::fit(&x, &asked, 77, &mut never).unwrap();
    assert_eq!(best(outputs), serial);
}

#[test]
fn a_fit_survives_the_border() {
    let x = cloud(100, 3, 3, 1);
    let one = fit(&x, 3, 5);
    let bytes = postcard::to_allocvec(&one).unwrap();
    assert_eq!(postcard::from_bytes::<Partition>(&bytes).unwrap(), one);
}

#[test]
fn fewer_different_samples_than_clusters_give_fewer_clusters() {
    let x = ndarray::array![[1.0, 7.0], [2.0, 7.0], [1.0, 7.0], [1.0, 7.0]];
    let fit = fit(&x, 4, 0);
    assert_eq!(fit.labels, [Some(0), Some(1), Some(0), Some(0)]);
    assert!(fit.log_likelihood.unwrap().is_finite());
}

#[test]
fn collinear_and_constant_features_are_no_obstacle() {
    let narrow = cloud(200, 1, 2, 4);
    let x = Array2::from_shape_fn((200, 4), |(i, j)| match j {
        0 => narrow[[i, 0]],
        1 => 2.0 * narrow[[i, 0]] - 1.0,
        2 => 5.0,
        _ => -narrow[[i, 0]] * 1e9,
    });
    let fit = fit(&x, 2, 0);
    assert_eq!(fit.n_clusters, 2);
    assert!(fit.log_likelihood.unwrap().is_finite());
    assert!(fit.membership.unwrap().iter().all(|p| p.is_finite()));
}

#[test]
fn the_farthest_new_sample_has_a_label_too() {
    let x = cloud(60, 2, 2, 9).mapv_into(|v| v * 1e-200);
    let fit = fit(&x, 2, 0);
    let new = ndarray::array![[1e300, -1e300], [f64::MAX, f64::MIN]];
    let new = matrix(&new);
    let labels = fit.model.assign(&matrix(&x), &new);
    assert!(labels.iter().all(|l| l.is_some_and(|l| l < 2)));
    let posteriors = model(&fit).posteriors(&new);
    assert!(posteriors.iter().all(|p| p.is_finite()));
}

#[test]
fn the_centres_are_in_the_samples_own_units() {
    let x = ndarray::array![[1000.0], [1002.0], [1e6], [1e6 + 4.0]];
    let groups = [0, 0, 1, 1];
    let params = Params::default();
    let x = matrix(&x);
    let fit = fit_from(&x, &groups, &params, &mut never).unwrap();
    let centres = fit.centres(&x);
    assert!((centres[[0, 0]] - 1001.0).abs() < 1e-6);
    assert!((centres[[1, 0]] - 1e6 - 2.0).abs() < 1e-6);
    assert_eq!(model(&fit).weights().len(), 2);
}

#[test]
fn parameters_out_of_their_range_are_refused() {
    let refused = |params: Params| params.check(10).unwrap_err();
    let found = refused(Params {
        ridge: -1.0,
        ..Params::default()
    });
    assert_eq!(found.to_string(), "ridge is -1; expected 0 to 1000000");
    refused(Params {
        n_clusters: Some(11),
        ..Params::default()
    });
    refused(Params {
        tolerance: f64::NAN,
        ..Params::default()
    });
}

#[test]
fn a_stopped_fit_says_so() {
    let x = matrix(&cloud(50, 2, 2, 0));
    let params = Params {
        n_clusters: Some(2),
        ..Params::default()
    };
    let mut late = |part| if part > 0.5 { Err(Interrupted) } else { Ok(()) };
    let params = Params {
        max_iterations: 3,
        tolerance: 0.0,
        ..params
    };
    assert_eq!(start(&x, &params, 0, &mut late), Err(Interrupted));
}
