//! Steps against their definition, and what must always hold.

use ndarray::Array2;
use numeric::{Rng, tick::never};
use proptest::prelude::*;

use super::counts::Parted;
use super::*;
use crate::{Method, method};

/// The generalised Kullback–Leibler divergence by its definition, of the
/// cells that count.
fn slow_loss(
    x: &Array2<f64>,
    told: &Array2<f64>,
    counts: &Array2<bool>,
) -> f64 {
    let mut sum = 0.0;
    for ((at, x), counts) in x.indexed_iter().zip(counts) {
        if *counts {
            sum += told[at] - x;
            if *x > 0.0 {
                sum += x * libm::log(x / told[at]);
            }
        }
    }
    sum
}

/// What a factor is multiplied by: `other` are the rows of its product.
fn slow_shares(
    x: &Array2<f64>,
    told: &Array2<f64>,
    counts: &Array2<bool>,
    other: &Array2<f64>,
) -> Array2<f64> {
    let shape = (x.nrows(), other.nrows());
    Array2::from_shape_fn(shape, |(i, c)| {
        let (mut above, mut below) = (0.0, 0.0);
        for j in 0..x.ncols() {
            if counts[[i, j]] {
                below += other[[c, j]];
                above += other[[c, j]] * x[[i, j]] / told[[i, j]];
            }
        }
        if below > 0.0 { above / below } else { 1.0 }
    })
}

fn product(samples: &Array2<f64>, features: &Array2<f64>) -> Array2<f64> {
    let shape = (samples.nrows(), features.ncols());
    Array2::from_shape_fn(shape, |(i, j)| {
        let parts = 0..features.nrows();
        parts.map(|c| samples[[i, c]] * features[[c, j]]).sum()
    })
}

fn fit(x: &FeatureMatrix, params: Params) -> Partition {
    let asked = Method::Nmf(params);
    asked.check(x).unwrap();
    method::fit(x, &asked, 1, &mut never).unwrap()
}

fn poisson(mean: f64, rng: &mut Rng) -> f64 {
    let (limit, mut product) = (libm::exp(-mean), rng.uniform());
    let mut count = 0.0;
    while product > limit {
        product *= rng.uniform();
        count += 1.0;
    }
    count
}

/// Counts of customers each of whom has mostly one of `k` themes, of four
/// features each.
fn planted(n: usize, k: usize, seed: u64) -> (FeatureMatrix, Vec<u32>) {
    let mut rng = Rng::new(seed);
    let (mut values, mut themes) = (Vec::new(), Vec::new());
    for i in 0..n {
        let theme = i % k;
        themes.push(theme as u32);
        let size = 1.0 + 3.0 * rng.uniform();
        for j in 0..4 * k {
            let mean = if j / 4 == theme { 2.0 } else { 0.2 };
            values.push(poisson(size * mean, &mut rng));
        }
    }
    (FeatureMatrix::from_samples(values, 4 * k).unwrap(), themes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_step_is_that_of_the_definition_and_no_loss_grows(
        cells in prop::collection::vec(0u8..6, 12..60),
        rank in 1usize..4,
        steps in 1usize..8,
        holds_out: bool,
        seed: u64,
    ) {
        let values: Vec<f64> = cells.into_iter().map(f64::from).collect();
        let x = FeatureMatrix::from_samples(values, 4).unwrap();
        let counts = Counts::of(&x);
        let mut rng = Rng::new(seed);
        let none = Counts::none(x.n_samples(), 4);
        let Parted { seen, held } = match holds_out {
            true => counts.parted(&mut rng),
            false => Parted { seen: counts, held: none },
        };
        let mut mask = Array2::from_elem(x.view().dim(), true);
        for i in 0..x.n_samples() {
            held.sample(i).for_each(|(j, _)| mask[[i, j]] = false);
        }
        let scaled = x.view().mapv(|v| v * seen.unit);
        let mut factors = Factors::drawn(&seen, rank, &mut rng);
        let shape = (x.n_samples(), rank);
        let w = Array2::from_shape_vec(shape, factors.samples.clone());
        let h = Array2::from_shape_vec((4, rank), factors.features.clone());
        let (mut w, mut h) = (w.unwrap(), h.unwrap().reversed_axes());
        let mut before = f64::INFINITY;
        for _ in 0..steps {
            factors.step(&seen, &held);
            let told = product(&w, &h);
            w = &w * slow_shares(&scaled, &told, &mask, &h);
            let told = product(&w, &h);
            let (xt, mt) = (scaled.t().to_owned(), mask.t().to_owned());
            let told = told.reversed_axes();
            let own = slow_shares(&xt, &told, &mt, &w.t().to_owned());
            h = &h * &own.reversed_axes();
            let now = factors.loss(&seen, &held);
            let slow = slow_loss(&scaled, &product(&w, &h), &mask);
            if slow.is_finite() {
                prop_assert!((now - slow).abs() < 1e-9, "{} {}", now, slow);
            }
            prop_assert!(now <= before + 1e-12, "{} {}", now, before);
            before = now;
        }
    }

    #[test]
    fn whatever_the_counts_the_fit_is_finite_and_whole(
        values in prop::collection::vec(0u8..4, 2..60),
        k in prop::option::of(1usize..6),
        unit in prop::sample::select(vec![1.0, 1e-300, 3e299, 5e-324]),
        seed: u64,
    ) {
        let values = values.into_iter().map(|v| f64::from(v) * unit);
        let x = FeatureMatrix::from_samples(values.collect(), 2).unwrap();
        prop_assume!(k.unwrap_or(1) <= x.n_samples());
        let params = Params {
            n_clusters: k,
            ..Params::default()
        };
        let found = start(&x, &params, seed, &mut never).unwrap();
        prop_assert!(found.loss.unwrap().is_finite());
        prop_assert!(found.sizes().iter().all(|size| *size > 0));
        let sure = found.confidence(&x);
        prop_assert!(sure.iter().all(|s| (0.0..=1.0).contains(s)));
        let zeros = |s: &[f64]| s.iter().all(|v| *v == 0.0);
        for (sample, label) in x.samples().chunks_exact(2).zip(&found.labels) {
            prop_assert!(!zeros(sample) || label.is_none());
        }
        prop_assert_eq!(found.model.assign(&x, &x), found.labels);
    }
}

#[test]
fn as_many_components_are_found_as_were_planted() {
    for k in 1..6 {
        let (x, themes) = planted(400, k, 7);
        let found = fit(&x, Params::default());
        assert_eq!(found.n_clusters, k);
        let labels: Vec<u32> =
            found.labels.iter().flatten().copied().collect();
        let agreed = crate::validity::adjusted_rand(&labels, &themes);
        assert!(agreed > 0.9, "{k} {agreed}");
    }
}

#[test]
fn counts_without_themes_have_one_component() {
    for seed in 0..5 {
        let mut rng = Rng::new(seed);
        let values = (0..3000).map(|_| poisson(1.5, &mut rng)).collect();
        let x = FeatureMatrix::from_samples(values, 10).unwrap();
        assert_eq!(fit(&x, Params::default()).n_clusters, 1, "{seed}");
    }
}

#[test]
fn shares_add_up_to_one_and_a_customer_of_two_themes_has_both() {
    let (x, _) = planted(300, 2, 3);
    let found = fit(
        &x,
        Params {
            n_clusters: Some(2),
            ..Params::default()
        },
    );
    let Model::Basis(basis) = &found.model else {
        panic!("another model");
    };
    let new = ndarray::array![
        [9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0],
        [9.0, 9.0, 9.0, 9.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    ];
    let new = FeatureMatrix::new(new).unwrap();
    let shares = basis.shares(&new);
    assert!((shares.row(0).sum() - 1.0).abs() < 1e-9);
    assert!((shares[[0, 0]] - 0.5).abs() < 0.1, "{shares}");
    assert!(shares.row(1).iter().any(|share| *share > 0.95), "{shares}");
    assert_eq!(shares.row(2).sum(), 0.0);
    assert_eq!(found.model.assign(&x, &new)[2], None);
    let components = basis.components();
    assert!(
        components
            .rows()
            .into_iter()
            .all(|c| (c.sum() - 1.0) < 1e-9)
    );
}

#[test]
fn a_number_below_zero_is_refused() {
    let x = FeatureMatrix::new(ndarray::array![[1.0], [-0.5]]).unwrap();
    let told = Params::default().check(&x).unwrap_err().to_string();
    let expected = "the matrix holds -0.5; expected counts or amounts from 0";
    assert_eq!(told, expected);
}

#[test]
fn the_number_is_found_by_one_start_or_given_to_several() {
    let method = Method::Nmf(Params::default());
    assert!(method.finds_number());
    assert_eq!(method::start_jobs(&method, 0, 1).len(), 1);
    let three = method.with_n_clusters(3);
    assert_eq!((three.finds_number(), three.n_clusters()), (false, Some(3)));
    assert_eq!(method::start_jobs(&three, 3, 1).len(), 5);
}

#[test]
fn a_stopped_fit_says_so() {
    let x = FeatureMatrix::from_samples(vec![0.0, 1.0, 5.0], 1).unwrap();
    let mut stop = |_| Err(Interrupted);
    let params = Params::default();
    assert_eq!(start(&x, &params, 0, &mut stop), Err(Interrupted));
}
