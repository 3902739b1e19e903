//! The tree against a look at every sample.

use proptest::prelude::*;

use super::*;
use crate::Rng;
use crate::tick::never;

/// The distance with its squares summed in the order of the features.
fn away(a: &[f64], b: &[f64]) -> f64 {
    let squares = a.iter().zip(b).map(|(x, y)| (x - y) * (x - y));
    squares.sum::<f64>().sqrt()
}

/// Every sample by its distance; ties to the lower index.
fn slow(samples: &[f64], d: usize, from: &[f64]) -> Vec<Neighbour> {
    let all = samples.chunks_exact(d).enumerate();
    let mut all: Vec<Neighbour> = all
        .map(|(index, sample)| Neighbour {
            index: index as u32,
            distance: away(from, sample),
        })
        .collect();
    all.sort_by(|a, b| a.distance.total_cmp(&b.distance));
    all
}

/// Samples with many ties: some on a coarse grid, some doubled.
fn cloud(n: usize, d: usize, grid: f64, seed: u64) -> Vec<f64> {
    let mut rng = Rng::new(seed);
    let mut samples: Vec<f64> = (0..n * d)
        .map(|_| (rng.normal() * grid).round() / grid)
        .collect();
    if n > 3 {
        samples.copy_within(0..d, 3 * d);
    }
    samples
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_nearest_are_those_of_a_look_at_all(
        n in 1usize..300,
        d in 1usize..12,
        k in 1usize..20,
        grid in prop::sample::select(vec![1.0, 4.0, 1e6]),
        seed: u64,
    ) {
        let samples = cloud(n, d, grid, seed);
        let tree = Tree::new(&samples, d);
        let new = cloud(1, d, grid, seed ^ 1);
        let mut all = slow(&samples, d, &new);
        all.truncate(k);
        prop_assert_eq!(tree.nearest(&new, k), all);
        let mut seen = 0;
        let take = |own: usize, near: &[Neighbour]| {
            let from = &samples[own * d..][..d];
            let mut all = slow(&samples, d, from);
            all.retain(|near| near.index as usize != own);
            all.truncate(k);
            assert_eq!(near, all);
            seen += 1;
        };
        tree.k_nearest(k, take, &mut never).unwrap();
        prop_assert_eq!(seen, n);
    }

    #[test]
    fn within_a_radius_are_those_of_a_look_at_all(
        n in 1usize..300,
        d in 1usize..8,
        grid in prop::sample::select(vec![1.0, 4.0, 1e6]),
        radius in 0.0f64..4.0,
        seed: u64,
    ) {
        let samples = cloud(n, d, grid, seed);
        let radius = (radius * 4.0).round() / 4.0;
        let tree = Tree::new(&samples, d);
        let mut all = slow(&samples, d, &samples[..d]);
        all.retain(|near| near.distance <= radius);
        all.sort_by_key(|near| near.index);
        prop_assert_eq!(tree.within(&samples[..d], radius), all);
    }
}

#[test]
fn thirty_features_and_one_value_make_no_difference() {
    let samples = cloud(200, 30, 1e6, 7);
    let tree = Tree::new(&samples, 30);
    let near = tree.nearest(&samples[..30], 9);
    assert_eq!(near, slow(&samples, 30, &samples[..30])[..9]);
    let tree = Tree::new(&[2.5; 300], 3);
    let near = tree.nearest(&[2.5; 3], 2);
    assert_eq!((near[0].index, near[1].index), (0, 1));
}

#[test]
fn huge_and_tiny_numbers_have_distances() {
    for scale in [1e300, 1e-300] {
        let samples = [0.0, scale, -scale, 0.75 * scale];
        let tree = Tree::new(&samples, 1);
        let near = tree.nearest(&[scale], 4);
        let found: Vec<u32> = near.iter().map(|it| it.index).collect();
        assert_eq!(found, [1, 3, 0, 2]);
        let ratio = near[1].distance / scale;
        assert!((ratio - 0.25).abs() < 1e-15, "{ratio}");
        assert_eq!(tree.within(&[scale], 0.5 * scale).len(), 2);
    }
}

#[test]
fn no_sample_has_no_neighbour() {
    assert!(Tree::new(&[], 2).nearest(&[0.0, 0.0], 3).is_empty());
    let alone = |_: usize, near: &[Neighbour]| assert!(near.is_empty());
    Tree::new(&[1.0], 1)
        .k_nearest(2, alone, &mut never)
        .unwrap();
}
