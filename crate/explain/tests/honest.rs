//! Honest trees beside a twin that tries every question, and their intervals
//! where the truth is known.

#![allow(clippy::unwrap_used)] // A test may stop on the spot.

use explain::honest::{Honest, Params, honest};
use ndarray::Array2;
use numeric::Rng;

/// The samples that grow the tree.
fn growing(n: usize, seed: u64) -> Vec<usize> {
    let mut half = Rng::new(seed).sample(n, n / 2);
    half.sort_unstable();
    half
}

fn squared_error(y: &[f64], leaf: &[usize]) -> f64 {
    let n = leaf.len() as f64;
    let mean = leaf.iter().map(|&it| y[it]).sum::<f64>() / n;
    let away = leaf.iter().map(|&it| (y[it] - mean) * (y[it] - mean));
    away.sum()
}

/// The leaves of the tree of at most so many, tried one by one.
fn twin(
    x: &Array2<f64>,
    y: &[f64],
    half: &[usize],
    params: &Params,
) -> Vec<Vec<usize>> {
    let mut leaves = vec![(0, half.to_vec())];
    while leaves.len() < params.max_leaves {
        let mut best = (1e-7, 0, Vec::new(), Vec::new());
        for (at, (depth, leaf)) in leaves.iter().enumerate() {
            if *depth == params.max_depth {
                continue;
            }
            for j in 0..x.ncols() {
                for &cut in leaf {
                    let (low, high): (Vec<usize>, Vec<usize>) = leaf
                        .iter()
                        .partition(|&&it| x[[it, j]] <= x[[cut, j]]);
                    if low.len().min(high.len()) < params.min_leaf {
                        continue;
                    }
                    let gain = squared_error(y, leaf)
                        - squared_error(y, &low)
                        - squared_error(y, &high);
                    if gain > best.0 {
                        best = (gain, at, low, high);
                    }
                }
            }
        }
        let (_, at, low, high) = best;
        if low.is_empty() {
            break;
        }
        let depth = leaves.remove(at).0 + 1;
        leaves.extend([(depth, low), (depth, high)]);
    }
    leaves.into_iter().map(|it| it.1).collect()
}

/// Samples of two features, and a value that follows the first by a step.
fn made_up(seed: u64, n: usize, step: f64) -> (Array2<f64>, Vec<f64>) {
    let mut rng = Rng::new(seed);
    let x = Array2::from_shape_fn((n, 2), |_| rng.normal());
    let value = |at: usize, noise: f64| {
        let is_above = x[[at, 0]] > 0.3;
        noise + if is_above { step } else { 0.0 }
    };
    let y = (0..n).map(|at| value(at, rng.normal())).collect();
    (x, y)
}

fn leaf_of(found: &Honest, x: &Array2<f64>, at: usize) -> usize {
    found.leaf(x.row(at))
}

#[test]
fn the_growing_half_is_parted_as_by_the_slow_twin() {
    for seed in 0..25 {
        let (x, y) = made_up(seed, 120, 1.0);
        let params = Params {
            max_leaves: 2 + seed as usize % 6,
            max_depth: 2 + seed as usize % 4,
            min_leaf: 1 + seed as usize % 7,
            ..Params::default()
        };
        let found = honest(x.view(), &y, &params, seed);
        let half = growing(120, seed);
        let leaves = twin(&x, &y, &half, &params);
        let n_leaves = found.nodes.len().div_ceil(2);
        assert_eq!(n_leaves, leaves.len(), "{seed}");
        for leaf in leaves {
            let own = leaf_of(&found, &x, leaf[0]);
            let same =
                half.iter().filter(|&&it| leaf_of(&found, &x, it) == own);
            assert_eq!(same.copied().collect::<Vec<_>>(), leaf, "{seed}");
            let mean =
                leaf.iter().map(|&it| y[it]).sum::<f64>() / leaf.len() as f64;
            assert!((found.nodes[own].mean_grown - mean).abs() < 1e-9);
        }
    }
}

#[test]
fn estimates_are_of_the_half_that_chose_no_question() {
    let (x, y) = made_up(3, 300, 2.0);
    let found = honest(x.view(), &y, &Params::default(), 3);
    let half = growing(300, 3);
    assert_eq!((found.n_grown, found.n_estimated), (150, 150));
    for (node, told) in found.nodes.iter().enumerate() {
        if told.question.is_some() {
            continue;
        }
        let own: Vec<f64> = (0..300)
            .filter(|it| !half.contains(it))
            .filter(|&it| leaf_of(&found, &x, it) == node)
            .map(|it| y[it])
            .collect();
        assert_eq!(told.size as usize, own.len());
        let mean = own.iter().sum::<f64>() / own.len() as f64;
        assert!((told.mean.unwrap() - mean).abs() < 1e-9);
    }
    // Another unit of the value changes no question.
    let cents: Vec<f64> = y.iter().map(|it| it * 1e-6).collect();
    let other = honest(x.view(), &cents, &Params::default(), 3);
    let asked = |it: &Honest| -> Vec<_> {
        it.nodes.iter().map(|node| node.question).collect()
    };
    assert_eq!(asked(&found), asked(&other));
}

#[test]
fn intervals_cover_the_truth_where_nothing_is_to_be_found() {
    let params = Params {
        max_leaves: 6,
        max_depth: 5,
        min_leaf: 20,
        ..Params::default()
    };
    let (mut n_covered, mut n_leaves) = (0, 0);
    let (mut grown, mut honest_ones) = (0.0, 0.0);
    for seed in 0..400 {
        let (x, y) = made_up(seed, 300, 0.0);
        let found = honest(x.view(), &y, &params, seed);
        let mut most = (0.0_f64, 0.0);
        for node in found.nodes.iter().filter(|it| it.question.is_none()) {
            let (low, high) = node.interval.unwrap();
            n_covered += usize::from(low <= 0.0 && 0.0 <= high);
            n_leaves += 1;
            if node.mean_grown > most.0 {
                most = (node.mean_grown, node.mean.unwrap());
            }
        }
        grown += most.0 / 400.0;
        honest_ones += most.1 / 400.0;
    }
    let covered = n_covered as f64 / n_leaves as f64;
    println!("{covered}, {grown} where grown, {honest_ones} honest");
    assert!((0.935..0.965).contains(&covered), "{covered}");
    // What the growing half promises is not there.
    assert!(grown > 0.3 && honest_ones.abs() < 0.05);
}

#[test]
fn a_step_is_found_and_its_height_covered() {
    let mut n_covered = 0;
    for seed in 0..100 {
        let (x, y) = made_up(seed, 400, 1.5);
        let params = Params {
            max_leaves: 2,
            ..Params::default()
        };
        let found = honest(x.view(), &y, &params, seed);
        let first = found.nodes[0].question.unwrap();
        assert_eq!(first.feature_index, 0, "{seed}");
        assert!((first.threshold - 0.3).abs() < 0.5, "{seed}");
        let below = found.nodes[first.at_most].mean.unwrap();
        let above = found.nodes[first.above].mean.unwrap();
        n_covered += usize::from((0.9..2.1).contains(&(above - below)));
    }
    assert!(n_covered >= 98, "{n_covered}");
}

#[test]
fn one_value_has_no_question() {
    let (x, _) = made_up(1, 60, 0.0);
    let found = honest(x.view(), &[3.0; 60], &Params::default(), 1);
    assert_eq!(found.nodes.len(), 1);
    assert_eq!(found.nodes[0].interval, Some((3.0, 3.0)));
}
