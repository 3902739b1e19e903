//! Umap beside its slow twins.

use numeric::Rng;
use numeric::tick::never;
use proptest::prelude::*;

use super::*;

fn matrix(values: Vec<f64>, n_features: usize) -> FeatureMatrix {
    FeatureMatrix::from_samples(values, n_features).unwrap()
}

/// Three clouds in five dimensions, far apart, sample by sample in turns.
fn clouds(n: usize) -> FeatureMatrix {
    let mut rng = Rng::new(3);
    let mut values = Vec::new();
    for i in 0..n {
        for j in 0..5 {
            let middle = if j == i % 3 { 12.0 } else { 0.0 };
            values.push(middle + rng.normal());
        }
    }
    matrix(values, 5)
}

/// The first two features, as a start.
fn first_two(x: &FeatureMatrix) -> Vec<f64> {
    let rows = x.samples().chunks_exact(x.n_features());
    rows.flat_map(|row| [row[0], row[1]]).collect()
}

#[test]
fn neighbours_of_a_sample_stay_its_neighbours() {
    let x = clouds(150);
    let places = embed(&x, first_two(&x), 1, &mut never).unwrap();
    let tree = numeric::neighbours::Tree::new(&places, 2);
    let mut n_strange = 0;
    let take = |own: usize, near: &[numeric::neighbours::Neighbour]| {
        let is_strange = |it: &&numeric::neighbours::Neighbour| {
            it.index as usize % 3 != own % 3
        };
        n_strange += near.iter().filter(is_strange).count();
    };
    tree.k_nearest(10, take, &mut never).unwrap();
    assert_eq!(n_strange, 0, "clouds are told apart");
}

#[test]
fn the_picture_depends_on_its_seed_and_on_nothing_else() {
    let x = clouds(60);
    let at = |seed| embed(&x, first_two(&x), seed, &mut never).unwrap();
    assert_eq!(at(4), at(4));
    assert_ne!(at(4), at(5));
}

#[test]
fn doubles_and_a_start_in_one_point_give_finite_places() {
    let values = (0..80).map(|i| f64::from(i / 40)).collect();
    let x = matrix(values, 1);
    for start in [vec![0.0; 160], first_two(&clouds(80))] {
        let places = embed(&x, start, 1, &mut never).unwrap();
        assert!(places.iter().all(|at| at.is_finite()));
    }
}

#[test]
fn a_job_draws_the_samples_it_names() {
    let x = clouds(120);
    let indices: Vec<usize> = (0..120).filter(|i| i % 2 == 1).collect();
    let part = x.select(&indices);
    let start = first_two(&part);
    let job = job(&indices, start.clone(), 9).unwrap();
    let output = job::run(&x, &job, &mut never).unwrap();
    let drawn = drawn(vec![output]).unwrap();
    let alone = embed(&part, start.clone(), 9, &mut never).unwrap();
    assert_eq!(drawn.places, alone);
    let of = |places: &[f64]| {
        trust::worthiness(&part, places, N_NEIGHBOURS, &mut never).unwrap()
    };
    assert_eq!(drawn.trust, of(&alone));
    assert_eq!(drawn.trust_of_start, of(&start));
}

#[test]
fn an_embedding_that_is_told_to_stop_stops() {
    let x = clouds(60);
    let mut n_ticks = 0;
    let mut stop = |_| {
        n_ticks += 1;
        if n_ticks > 5 {
            Err(Interrupted)
        } else {
            Ok(())
        }
    };
    let stopped = embed(&x, first_two(&x), 1, &mut stop);
    assert_eq!(stopped, Err(Interrupted));
}

/// Every distance sorted: the definition.
fn slow_trust(x: &FeatureMatrix, places: &[f64], k: usize) -> f64 {
    let n = x.n_samples();
    let order = |values: &[f64], d: usize, own: usize| {
        let row = |i: usize| &values[d * i..d * (i + 1)];
        let squared = |i: usize| -> f64 {
            let pairs = row(own).iter().zip(row(i));
            pairs.map(|(a, b)| (a - b) * (a - b)).sum()
        };
        let mut all: Vec<usize> = (0..n).filter(|&i| i != own).collect();
        all.sort_by(|&a, &b| squared(a).total_cmp(&squared(b)));
        all
    };
    let mut cost = 0.0;
    for own in 0..n {
        let truth = order(x.samples(), x.n_features(), own);
        let seen = order(places, places.len() / n, own);
        for other in &seen[..k] {
            let rank = 1 + truth.iter().position(|it| it == other).unwrap();
            cost += rank.saturating_sub(k) as f64;
        }
    }
    let (n, k) = (n as f64, k as f64);
    1.0 - 2.0 * cost / (n * k * (2.0 * n - 3.0 * k - 1.0))
}

/// Memberships as the definition has them: the scale found to the last bit
/// by more halvings, both directions looked up.
fn slow_links(x: &FeatureMatrix, k: usize) -> Vec<Vec<f64>> {
    let n = x.n_samples();
    let d = x.n_features();
    let row = |i: usize| &x.samples()[d * i..d * (i + 1)];
    let distance = |a: usize, b: usize| {
        let pairs = row(a).iter().zip(row(b));
        pairs.map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
    };
    let mut own = vec![vec![0.0; n]; n];
    for (i, row) in own.iter_mut().enumerate() {
        let mut near: Vec<usize> = (0..n).filter(|&j| j != i).collect();
        near.sort_by(|&a, &b| distance(i, a).total_cmp(&distance(i, b)));
        near.truncate(k - 1);
        let rho = distance(i, near[0]);
        let at = |scale: f64, j: usize| {
            libm::exp(-((distance(i, j) - rho) / scale).max(0.0))
        };
        let (mut low, mut high) = (1e-9, 1e9);
        for _ in 0..200 {
            let scale = (low + high) / 2.0;
            let sum: f64 = near.iter().map(|&j| at(scale, j)).sum();
            if sum > libm::log2(k as f64) {
                high = scale;
            } else {
                low = scale;
            }
        }
        for &j in &near {
            row[j] = at(low, j);
        }
    }
    let both =
        |i: usize, j: usize| own[i][j] + own[j][i] - own[i][j] * own[j][i];
    (0..n)
        .map(|i| (0..n).map(|j| both(i, j)).collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn trust_is_that_of_the_definition(
        // Few values, so that many are equally far.
        values in prop::collection::vec(0..6_u8, 60),
        seen in prop::collection::vec(0..4_u8, 40),
    ) {
        let x = matrix(values.into_iter().map(f64::from).collect(), 3);
        let places: Vec<f64> = seen.into_iter().map(f64::from).collect();
        let fast = trust::worthiness(&x, &places, 4, &mut never).unwrap();
        prop_assert!((fast - slow_trust(&x, &places, 4)).abs() < 1e-12);
    }

    #[test]
    fn links_are_those_of_the_definition(
        values in prop::collection::vec(-5.0..5.0_f64, 120),
    ) {
        let x = matrix(values, 3);
        let slow = slow_links(&x, 8);
        let mut n_found = 0;
        for link in links(&x, 8, &mut never).unwrap() {
            let [low, high] = [link.low, link.high].map(|end| end as usize);
            prop_assert!(low < high);
            let away = (link.weight - slow[low][high]).abs();
            prop_assert!(away < 1e-4, "{link:?}: {away}");
            n_found += 1;
        }
        let upper = (0..40).flat_map(|i| &slow[i][i + 1..]);
        prop_assert_eq!(upper.filter(|&&it| it > 0.0).count(), n_found);
    }
}
