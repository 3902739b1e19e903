//! HDBSCAN* against its definition: all pairs, one level after the other.

use numeric::Rng;
use numeric::tick::never;
use proptest::prelude::*;

use super::*;
use crate::validity::adjusted_rand;

fn params(least: usize, min_samples: usize, selection: Selection) -> Params {
    Params {
        min_cluster_size: Some(least),
        min_samples: Some(min_samples),
        selection,
    }
}

fn matrix(values: Vec<f64>, d: usize) -> FeatureMatrix {
    FeatureMatrix::from_samples(values, d).unwrap()
}

/// Clouds of several densities on a grid; the coarser, the more ties.
fn clouds(n: usize, d: usize, grid: f64, seed: u64) -> FeatureMatrix {
    let mut rng = Rng::new(seed);
    let centres: Vec<f64> = (0..4 * d).map(|_| 6.0 * rng.normal()).collect();
    let value = |at: usize| {
        let cloud = at / d % 4;
        let width = 0.5 + cloud as f64 * 0.4;
        let value = centres[cloud * d + at % d] + width * rng.normal();
        (value * grid).round() / grid
    };
    matrix((0..n * d).map(value).collect(), d)
}

/// The squared reach between all samples.
fn reaches(x: &FeatureMatrix, min_samples: usize) -> Vec<Vec<f64>> {
    let samples = || x.samples().chunks_exact(x.n_features());
    let squared = |a: &[f64], b: &[f64]| {
        let pairs = a.iter().zip(b);
        pairs.map(|(x, y)| (x - y) * (x - y)).sum::<f64>()
    };
    let mut reaches: Vec<Vec<f64>> = samples()
        .map(|a| samples().map(|b| squared(a, b)).collect())
        .collect();
    let core = |row: &Vec<f64>| {
        let mut row = row.clone();
        row.sort_by(f64::total_cmp);
        row[(min_samples - 1).min(row.len() - 1)]
    };
    let cores: Vec<f64> = reaches.iter().map(core).collect();
    for (i, row) in reaches.iter_mut().enumerate() {
        for (j, reach) in row.iter_mut().enumerate() {
            *reach = reach.max(cores[i]).max(cores[j]);
        }
    }
    reaches
}

/// The squared lengths of Prim's spanning tree, ascending.
fn prim(reaches: &[Vec<f64>]) -> Vec<f64> {
    let mut away = reaches[0].clone();
    let mut inside = vec![false; reaches.len()];
    inside[0] = true;
    let mut lengths = Vec::new();
    while lengths.len() + 1 < reaches.len() {
        let outside = (0..away.len()).filter(|&i| !inside[i]);
        let next = outside
            .min_by(|a, b| away[*a].total_cmp(&away[*b]))
            .unwrap();
        lengths.push(away[next]);
        inside[next] = true;
        for (away, new) in away.iter_mut().zip(&reaches[next]) {
            *away = away.min(*new);
        }
    }
    lengths.sort_by(f64::total_cmp);
    lengths
}

/// A cluster of the definition.
struct Slow {
    members: Vec<usize>,
    stability: f64,
    inside: Vec<Slow>,
}

/// The parts of `members` that reach each other below a length.
fn parts(
    reaches: &[Vec<f64>],
    members: &[usize],
    below: f64,
) -> Vec<Vec<usize>> {
    let mut left = members.to_vec();
    let mut parts = Vec::new();
    while let Some(first) = left.pop() {
        let mut part = vec![first];
        let mut next = 0;
        while next < part.len() {
            let near = |&i: &usize| reaches[part[next]][i] < below;
            let new: Vec<usize> = left.iter().copied().filter(near).collect();
            left.retain(|i| !new.contains(i));
            part.extend(new);
            next += 1;
        }
        parts.push(part);
    }
    parts
}

/// Lowers the length step by step until the members part.
fn grow(
    reaches: &[Vec<f64>],
    lengths: &[f64],
    members: Vec<usize>,
    birth: f64,
    least: usize,
) -> Slow {
    let mut cluster = Slow {
        members: members.clone(),
        stability: 0.0,
        inside: Vec::new(),
    };
    let mut members = members;
    for (at, &length) in lengths.iter().enumerate().rev() {
        let density = length.sqrt().recip();
        let span = if density > birth {
            density - birth
        } else {
            0.0
        };
        let mut parts = parts(reaches, &members, length);
        let before = members.len();
        parts.retain(|part| part.len() >= least);
        if parts.len() == 1 {
            members = parts.remove(0);
            if members.len() < before {
                cluster.stability += (before - members.len()) as f64 * span;
            }
            continue;
        }
        cluster.stability += before as f64 * span;
        let inner = |part| grow(reaches, &lengths[..at], part, density, least);
        cluster.inside = parts.into_iter().map(inner).collect();
        break;
    }
    cluster
}

/// The clusters that count, and their mass.
fn select(cluster: &Slow, how: Selection) -> (f64, Vec<Vec<usize>>) {
    let inside = cluster.inside.iter().map(|it| select(it, how));
    let (masses, chosen): (Vec<f64>, Vec<_>) = inside.unzip();
    let mass: f64 = masses.iter().sum();
    let own = match how {
        Selection::ExcessOfMass => cluster.stability * (1.0 + 1e-9) >= mass,
        Selection::Leaf => cluster.inside.is_empty(),
    };
    if own {
        return (cluster.stability, vec![cluster.members.clone()]);
    }
    (mass, chosen.concat())
}

fn slow(x: &FeatureMatrix, params: &Params) -> Vec<Option<u32>> {
    let n = x.n_samples();
    let least = params.least_size(n);
    let reaches = reaches(x, params.min_samples.unwrap());
    let mut lengths = prim(&reaches);
    lengths.dedup();
    let mut labels = vec![None; n];
    if n < least {
        return labels;
    }
    let all = grow(&reaches, &lengths, (0..n).collect(), 0.0, least);
    let chosen: Vec<Vec<usize>> = all
        .inside
        .iter()
        .flat_map(|it| select(it, params.selection).1)
        .collect();
    for (label, members) in chosen.iter().enumerate() {
        for &at in members {
            labels[at] = Some(label as u32);
        }
    }
    numbered(&labels, chosen.len()).labels
}

fn how() -> impl Strategy<Value = Selection> {
    prop::sample::select(vec![Selection::ExcessOfMass, Selection::Leaf])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_spanning_tree_is_as_long_as_prims(
        n in 1usize..200,
        d in 1usize..5,
        min_samples in 1usize..20,
        grid in prop::sample::select(vec![1.0, 4.0, 1e6]),
        seed: u64,
    ) {
        let x = clouds(n, d, grid, seed);
        let tree = Tree::new(x.samples(), d);
        let cores = Cores::new(&tree, min_samples, &mut never).unwrap();
        let edges = spanning::tree(&tree, &cores, &mut never).unwrap();
        let lengths: Vec<f64> = edges.iter().map(|it| it.squared).collect();
        prop_assert_eq!(lengths, prim(&reaches(&x, min_samples)));
    }

    #[test]
    fn the_clusters_are_those_of_the_definition(
        n in 1usize..150,
        d in 1usize..4,
        least in 2usize..12,
        min_samples in 1usize..12,
        grid in prop::sample::select(vec![1.0, 4.0, 1e6]),
        selection in how(),
        seed: u64,
    ) {
        let x = clouds(n, d, grid, seed);
        let params = params(least, min_samples, selection);
        let found = start(&x, &params, &mut never).unwrap();
        prop_assert_eq!(&found.labels, &slow(&x, &params));
        let membership = found.membership.as_ref().unwrap();
        for (label, share) in found.labels.iter().zip(membership) {
            let fits = if label.is_some() {
                (0.0..=1.0).contains(share)
            } else {
                *share == 0.0
            };
            prop_assert!(fits, "{label:?} {share}");
        }
        let again = found.model.assign(&x, &x);
        prop_assert_eq!(found.labels, again);
    }
}

#[test]
fn clusters_of_unlike_density_are_found_and_tell_new_samples() {
    let x = clouds(400, 2, 1e6, 3);
    let found = start(&x, &params(20, 5, Selection::ExcessOfMass), &mut never);
    let found = found.unwrap();
    assert_eq!(found.n_clusters, 4);
    let known: Vec<u32> = (0..400).map(|at| at % 4).collect();
    let (labels, known): (Vec<u32>, Vec<u32>) = found
        .labels
        .iter()
        .zip(known)
        .filter_map(|(label, known)| Some(((*label)?, known)))
        .unzip();
    assert!(adjusted_rand(&labels, &known) > 0.95);
    let far = matrix(vec![1e4, 1e4], 2);
    assert_eq!(found.model.assign(&x, &far), [None]);
}

#[test]
fn few_equal_and_huge_samples_have_an_answer() {
    let fit = |values: Vec<f64>, d: usize| {
        let x = matrix(values, d);
        let found = start(&x, &Params::default(), &mut never).unwrap();
        assert_eq!(found.model.assign(&x, &x), found.labels);
        (found.n_clusters, found.n_noise())
    };
    assert_eq!(fit(vec![1.0, 2.0], 2), (0, 1));
    assert_eq!(fit(vec![1.0; 4], 1), (0, 4));
    assert_eq!(fit(vec![7.0; 600], 3), (0, 200));
    let doubled = [vec![1.0; 50], vec![2.0; 40], vec![9.0; 30]].concat();
    assert_eq!(fit(doubled, 1), (3, 0));
    let step = |at: i32| 1.0 + 0.01 * f64::from(at * at);
    let near: Vec<f64> = (0..8).map(step).collect();
    let scaled = |by: f64| near.iter().map(|v| v * by).collect::<Vec<_>>();
    let huge = [scaled(1e300), scaled(-1e300)].concat();
    assert_eq!(fit(huge, 1), (2, 0));
}

#[test]
fn parameters_out_of_range_are_refused() {
    let how = Selection::Leaf;
    assert!(params(1, 5, how).check().is_err());
    assert!(params(2, 0, how).check().is_err());
    assert!(params(2, 1, how).check().is_ok());
    assert!(Params::default().check().is_ok());
}

#[test]
fn a_tick_that_says_stop_stops_whenever() {
    let x = clouds(60, 2, 1e6, 1);
    for last in [0.0, 0.3, 0.5] {
        let stop = &mut |part: f64| {
            if part > last {
                Err(Interrupted)
            } else {
                Ok(())
            }
        };
        assert!(start(&x, &Params::default(), stop).is_err(), "{last}");
    }
}
