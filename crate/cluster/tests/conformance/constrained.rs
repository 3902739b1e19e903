//! k-means under constraints: within bounds beside SciPy's linear programs,
//! from the same first centres and after as many rounds; with pairs from the
//! known groups beside k-means without any.

use cluster::kmeans::constrained::{self, Constraints};
use cluster::validity::adjusted_rand;
use cluster::{FeatureMatrix, Partition, job, kmeans, method};
use ndarray::Axis;
use numeric::{Rng, tick::never};
use tests::{sets, sets::Set, tree};

use crate::table::{self, Compared, Row};

/// The pairs' tables are of sets of so many samples at most.
const MOST_SAMPLES: usize = 2_000;

fn matrix(set: &Set) -> FeatureMatrix {
    FeatureMatrix::from_samples(set.samples.clone(), set.n_features).unwrap()
}

/// One line of the reference.
fn bounded(line: &str, sets: &[Set]) -> Row {
    let cells: Vec<&str> = line.split(',').collect();
    let number = |at: usize| -> usize { cells[at].parse().unwrap() };
    let set = sets.iter().find(|set| set.name == cells[0]).unwrap();
    let (k, x) = (number(1), matrix(set));
    let n = x.n_samples();
    let first: Vec<usize> = (0..k).map(|c| c * n / k).collect();
    let first = x.view().select(Axis(0), &first);
    let of = Constraints {
        least: number(2),
        most: Some(number(3)),
        ..Constraints::default()
    };
    // The first round moves no centre.
    let moves = number(4) - 1;
    let never = &mut never;
    let found = constrained::fit_from(&x, &of, first, moves, never).unwrap();
    let sizes = found.partition.sizes();
    let within = |size: &usize| (number(2)..=number(3)).contains(size);
    assert!(sizes.iter().all(within), "{line}: {sizes:?}");
    Row {
        method: format!("k-means, {} to {}", cells[2], cells[3]),
        set: set.name.clone(),
        figure: "inertia",
        ours: found.partition.loss.unwrap(),
        reference: cells[5].parse().unwrap(),
        compared: Compared::Share,
    }
}

/// With so many pairs of samples whose groups are known.
fn with_pairs(set: &Set, n_pairs: usize) -> (Partition, u64) {
    let (x, n) = (matrix(set), set.groups.len());
    let mut rng = Rng::new(3);
    let mut of = Constraints::default();
    while of.together.len() + of.apart.len() < n_pairs {
        let (a, b) = (rng.below(n), rng.below(n));
        let groups = (set.groups[a], set.groups[b]);
        let (a, b) = (a as u32, b as u32);
        match groups {
            _ if a == b => {}
            // Noise belongs to nobody.
            (0, _) | (_, 0) => {}
            (one, other) if one == other => of.together.push(vec![a, b]),
            _ => of.apart.push([vec![a], vec![b]]),
        }
    }
    assert_eq!(of.check(n, set.n_groups), Ok(()), "{}", set.name);
    let params = kmeans::Params {
        n_clusters: Some(set.n_groups),
        ..kmeans::Params::default()
    };
    let jobs = constrained::jobs(&of, &params, 5);
    let run = |it| job::run(&x, it, &mut never).unwrap();
    let found = method::best(jobs.iter().map(run).collect());
    let broken = constrained::broken(&of, &found).total();
    (found, broken)
}

fn agreement(set: &Set, found: &Partition) -> f64 {
    let (labels, groups) = set.scored(&found.labels);
    adjusted_rand(&labels, &groups)
}

#[test]
fn bounds_cost_no_more_than_they_must_and_pairs_bring_nearer_to_the_truth() {
    let Some(sets) = sets::all() else { return };
    let text = tree::file("tests/oracle/bounded.csv").text;
    let mut rows: Vec<Row> = text
        .lines()
        .skip(1)
        .map(|line| bounded(line, &sets))
        .collect();
    for row in &rows {
        let away = row.difference();
        assert!(away.abs() < 1e-9, "{} {} {away}", row.method, row.set);
    }
    let small = sets.iter().filter(|it| it.groups.len() <= MOST_SAMPLES);
    let small: Vec<&Set> = small.collect();
    let mut means = vec![0.0; 4];
    for set in &small {
        let n = set.groups.len();
        let plain = agreement(set, &with_pairs(set, 0).0);
        means[0] += plain;
        for (nth, n_pairs) in [n / 4, n / 2, n].into_iter().enumerate() {
            let (found, broken) = with_pairs(set, n_pairs);
            let ours = agreement(set, &found);
            means[nth + 1] += ours;
            rows.push(Row {
                method: format!("k-means, {n_pairs} pairs"),
                set: set.name.clone(),
                figure: "adjusted Rand",
                ours,
                reference: plain,
                compared: Compared::Difference,
            });
            let broken = broken as f64;
            assert!(broken <= 0.01 * n as f64, "{}: {broken}", set.name);
        }
    }
    table::keep("constrained", &rows);
    means.iter_mut().for_each(|it| *it /= small.len() as f64);
    assert!(means.is_sorted(), "{means:?}");
    assert!(means[3] > means[0] + 0.1, "{means:?}");
}
