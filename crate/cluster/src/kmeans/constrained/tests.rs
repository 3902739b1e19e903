//! The fast parts against their slow twins, and what must always hold.

use numeric::Rng;
use numeric::tick::never;
use proptest::prelude::*;

use super::placed::Bounds;
use super::*;
use crate::kmeans::{fit_from, tests::cloud};
use crate::validity::adjusted_rand;

fn matrix(n: usize, d: usize, k: usize, seed: u64) -> FeatureMatrix {
    FeatureMatrix::new(cloud(n, d, k, seed)).unwrap()
}

fn params(k: usize) -> Params {
    Params {
        n_clusters: Some(k),
        n_restarts: 4,
        ..Params::default()
    }
}

fn found(x: &FeatureMatrix, of: &Constraints, k: usize) -> Found {
    fit(x, of, &params(k), 3, &mut never).unwrap()
}

fn labels(found: &Found) -> Vec<u32> {
    found.partition.labels.iter().copied().flatten().collect()
}

/// The least cost of all labels within the bounds, by trying them.
fn slow_least(costs: &[f64], bounds: &[Bounds]) -> Option<f64> {
    let k = bounds.len();
    let n = costs.len() / k;
    let mut best: Option<f64> = None;
    for code in 0..k.pow(n as u32) {
        let label = |i: usize| code / k.pow(i as u32) % k;
        let mut sizes = vec![0; k];
        (0..n).for_each(|i| sizes[label(i)] += 1);
        let within =
            |(size, b): (&usize, &Bounds)| (b.least..=b.most).contains(size);
        if sizes.iter().zip(bounds).all(within) {
            let cost: f64 = (0..n).map(|i| costs[i * k + label(i)]).sum();
            best = Some(best.map_or(cost, |best| best.min(cost)));
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_assignment_within_bounds_is_the_cheapest_of_all(
        n in 1usize..8,
        k in 1usize..4,
        seed: u64,
    ) {
        let mut rng = Rng::new(seed);
        // Some costs are equal.
        let costs: Vec<f64> =
            (0..n * k).map(|_| rng.below(12) as f64).collect();
        let bounds: Vec<Bounds> = (0..k)
            .map(|_| {
                let least = rng.below(4);
                Bounds { least, most: least + rng.below(4) }
            })
            .collect();
        let Some(slow) = slow_least(&costs, &bounds) else {
            return Ok(());
        };
        // Prices that are far off change the way, not the end.
        let guesses = (0..k).map(|_| rng.below(9) as f64 - 4.0).collect();
        for mut prices in [vec![0.0; k], guesses] {
            let fast = bounded::assign(&costs, &bounds, &mut prices);
            let own = fast.iter().enumerate();
            let cost: f64 = own.map(|(i, &c)| costs[i * k + c as usize]).sum();
            prop_assert!((cost - slow).abs() < 1e-9, "{} {}", cost, slow);
            for (c, bound) in bounds.iter().enumerate() {
                let size = fast.iter().filter(|&&it| it == c as u32).count();
                prop_assert!((bound.least..=bound.most).contains(&size));
            }
            // With the prices that it leaves, nobody would rather go.
            let again = bounded::assign(&costs, &bounds, &mut prices);
            let own = again.iter().enumerate();
            let cost: f64 = own.map(|(i, &c)| costs[i * k + c as usize]).sum();
            prop_assert!((cost - slow).abs() < 1e-9);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bounds_always_hold_with_sets_and_seeds_and_all(
        n in 12usize..70,
        k in 2usize..6,
        seed: u64,
    ) {
        let x = matrix(n, 2, k, seed);
        let mut rng = Rng::new(seed ^ 5);
        let least = rng.below(n / k + 1);
        let most = n.div_ceil(k) + rng.below(n / 2);
        let drawn = |rng: &mut Rng, most: usize| -> Vec<u32> {
            let size = 1 + rng.below(most);
            (0..size).map(|_| rng.below(n) as u32).collect()
        };
        let of = Constraints {
            together: (0..3).map(|_| drawn(&mut rng, 6)).collect(),
            apart: (0..2)
                .map(|_| [drawn(&mut rng, 4), drawn(&mut rng, 4)])
                .collect(),
            seeds: (0..rng.below(k)).map(|_| drawn(&mut rng, 3)).collect(),
            stay: rng.below(2) == 1,
            least,
            most: Some(most),
        };
        prop_assume!(of.check(n, k).is_ok());
        let found = found(&x, &of, k);
        let sizes = found.partition.sizes();
        let all_within = sizes.iter().all(|size| {
            (least.max(1)..=most).contains(size)
        });
        prop_assert!(all_within, "{:?} {} {}", sizes, least, most);
        if least > 0 {
            prop_assert_eq!(sizes.len(), k);
        }
        if of.stay {
            for (seed, set) in of.seeds.iter().enumerate() {
                for &at in set {
                    let own = found.partition.labels[at as usize];
                    prop_assert_eq!(own, found.seeds[seed]);
                }
            }
        }
    }

    #[test]
    fn sets_stay_whole_and_pairs_apart_where_nothing_bounds_them(
        n in 30usize..120,
        k in 3usize..6,
        seed: u64,
    ) {
        let x = matrix(n, 2, k, seed);
        let mut rng = Rng::new(seed ^ 9);
        let mut order: Vec<u32> = (0..n as u32).collect();
        rng.shuffle(&mut order);
        // No sample is in two sets.
        let of = Constraints {
            together: order[..12].chunks(4).map(<[u32]>::to_vec).collect(),
            apart: order[12..20]
                .chunks(4)
                .map(|it| [it[..2].to_vec(), it[2..].to_vec()])
                .collect(),
            ..Constraints::default()
        };
        prop_assert_eq!(of.check(n, k), Ok(()));
        let found = found(&x, &of, k);
        prop_assert_eq!(found.broken.total(), 0);
        let labels = labels(&found);
        let of_sample = |at: &u32| labels[*at as usize];
        for set in &of.together {
            let first = of_sample(&set[0]);
            prop_assert!(set.iter().all(|at| of_sample(at) == first));
        }
        for [one, other] in &of.apart {
            for (a, b) in one.iter().zip(other) {
                prop_assert_ne!(of_sample(a), of_sample(b));
            }
        }
    }

    #[test]
    fn without_a_bound_that_bites_it_is_plain_lloyd(
        n in 20usize..200,
        d in 1usize..5,
        k in 1usize..6,
        seed: u64,
    ) {
        let x = matrix(n, d, k, seed);
        let first: Vec<usize> = (0..k).collect();
        let first = x.view().select(ndarray::Axis(0), &first);
        let plain = fit_from(&x, first.clone(), 300, &mut never).unwrap();
        prop_assume!(plain.centres.nrows() == k);
        let wide = Constraints { most: Some(n), ..Constraints::default() };
        let held = super::fit_from(&x, &wide, first, 300, &mut never).unwrap();
        let (ours, theirs) = (held.partition.loss.unwrap(), plain.inertia);
        prop_assert!((ours - theirs).abs() <= 1e-9 * theirs.max(1e-9));
        prop_assert_eq!(labels(&held), plain.labels);
    }
}

#[test]
fn without_constraints_every_start_is_that_of_k_means_to_the_bit() {
    let x = matrix(300, 3, 4, 8);
    let none = Constraints::default();
    for job in jobs(&none, &params(4), 11) {
        let Job::Constrained(asked) = job else {
            panic!("another job");
        };
        let found = run(&x, &asked, &mut never).unwrap().partition;
        let plain =
            start_alone(&x, &params(4), asked.seed, &mut never).unwrap();
        assert_eq!(found, Partition::from(plain));
    }
}

#[test]
fn a_large_set_is_told_apart_by_the_side_that_most_are_on() {
    // Two heaps; a third of each is on the wrong side.
    let x = matrix(240, 2, 2, 4);
    let side = |i: u32| (i % 2) ^ u32::from(i.is_multiple_of(3));
    let all = |which| (0..240).filter(|&i| side(i) == which).collect();
    let of = Constraints {
        apart: vec![[all(0), all(1)]],
        ..Constraints::default()
    };
    let found = found(&x, &of, 2);
    assert_eq!(found.broken.total(), 0);
    let sides: Vec<u32> = (0..240).map(side).collect();
    assert_eq!(adjusted_rand(&labels(&found), &sides), 1.0);
}

#[test]
fn a_chain_of_pairs_is_coloured_in_two_clusters() {
    // Each sample of a long chain is apart from the next, wherever they lie.
    let x = matrix(90, 2, 2, 12);
    let pair = |at: u32| [vec![(at * 37) % 90], vec![((at + 1) * 37) % 90]];
    let of = Constraints {
        apart: (0..89).map(pair).collect(),
        ..Constraints::default()
    };
    let found = found(&x, &of, 2);
    assert_eq!(found.broken.total(), 0);
}

#[test]
fn what_cannot_be_kept_is_counted() {
    // Three sets apart from each other in two clusters.
    let x = matrix(30, 2, 2, 1);
    let set = |which: u32| (0..30).filter(|i| i % 3 == which).collect();
    let apart = [(0, 1), (1, 2), (0, 2)];
    let of = Constraints {
        apart: apart.map(|(a, b)| [set(a), set(b)]).to_vec(),
        ..Constraints::default()
    };
    let found = found(&x, &of, 2);
    let slow = |[one, other]: &[Vec<u32>; 2]| -> u64 {
        let labels = labels(&found);
        let n = |set: &Vec<u32>, c: u32| {
            set.iter().filter(|&&at| labels[at as usize] == c).count()
        };
        (0..2).map(|c| n(one, c).min(n(other, c)) as u64).sum()
    };
    let counted: Vec<u64> = of.apart.iter().map(slow).collect();
    assert_eq!(found.broken.apart, counted);
    assert!(found.broken.total() > 0);
    // A set of four where a cluster holds at most three, not refused here.
    let four = Constraints {
        together: vec![vec![0, 1, 2, 3]],
        most: Some(3),
        ..Constraints::default()
    };
    let x = matrix(6, 1, 2, 1);
    let crowded = Contradiction::Crowded { size: 4, most: 3 };
    assert_eq!(four.check(6, 2), Err(crowded));
    let torn = fit(&x, &four, &params(2), 1, &mut never).unwrap();
    assert_eq!(torn.partition.sizes(), [3, 3]);
    assert!(torn.broken.together[0] >= 1);
}

#[test]
fn seeds_begin_clusters_and_hold_their_samples_where_they_stay() {
    let x = vec![0.0, 1.0, 2.0, 10.0, 11.0, 12.0, 7.2];
    let x = FeatureMatrix::from_samples(x, 1).unwrap();
    let of = |stay| Constraints {
        seeds: vec![vec![3, 4], vec![0, 6]],
        stay,
        ..Constraints::default()
    };
    let free = found(&x, &of(false), 2);
    assert_eq!(labels(&free), [1, 1, 1, 0, 0, 0, 0]);
    assert_eq!(free.seeds, [Some(0), Some(1)]);
    let held = found(&x, &of(true), 2);
    assert_eq!(labels(&held), [0, 0, 0, 1, 1, 1, 0]);
    assert_eq!(held.seeds, [Some(1), Some(0)]);
    assert_eq!(jobs(&of(true), &params(2), 1).len(), 1);
}

#[test]
fn every_contradiction_is_told() {
    let none = Constraints::default;
    let seeds = |seeds: &[&[u32]], stay| Constraints {
        seeds: seeds.iter().map(|it| it.to_vec()).collect(),
        stay,
        ..none()
    };
    let sizes = |least, most| Constraints {
        least,
        most,
        ..none()
    };
    let refused = |of: Constraints, k| of.check(9, k).unwrap_err().to_string();
    let three = seeds(&[&[0], &[1], &[2]], false);
    assert_eq!(refused(three, 2), "3 seeds of 2 clusters");
    assert_eq!(
        refused(seeds(&[&[0], &[]], false), 2),
        "no sample is in seed 1"
    );
    let both = seeds(&[&[0, 1], &[1, 2]], true);
    assert!(refused(both, 2).starts_with("seeds 0 and 1 share"));
    assert_eq!(seeds(&[&[0, 1], &[1, 2]], false).check(9, 2), Ok(()));
    assert!(refused(sizes(4, None), 3).contains("need 12 samples"));
    assert!(
        refused(sizes(0, Some(2)), 3).starts_with("3 clusters of at most")
    );
    assert_eq!(sizes(3, Some(3)).check(9, 3), Ok(()));
    let larger = Constraints {
        least: 3,
        ..seeds(&[&[0, 1, 2, 3]], true)
    };
    assert!(refused(larger, 3).contains("need 10 samples"));
    let larger_by_ties = Constraints {
        least: 3,
        together: vec![vec![1, 2, 3]],
        ..seeds(&[&[0, 1]], true)
    };
    assert!(refused(larger_by_ties, 3).contains("need 10 samples"));
    let tied = Constraints {
        together: vec![vec![0, 1], vec![1, 2]],
        apart: vec![[vec![5], vec![6]], [vec![0], vec![2]]],
        ..none()
    };
    assert!(refused(tied, 2).starts_with("the sets of 1 are apart"));
}

#[test]
fn a_part_of_the_samples_is_asked_the_same_and_never_more_than_can_hold() {
    let of = Constraints {
        together: vec![vec![0, 2]],
        apart: vec![[vec![1], vec![3]]],
        seeds: vec![vec![0, 1, 2, 3]],
        stay: true,
        least: 4,
        most: Some(5),
    };
    let some = of.select(&[2, 2, 9, 1, 0], 10, 2);
    assert_eq!(some.together, [[0, 1, 4]]);
    assert_eq!(some.apart, [[vec![3], vec![]]]);
    assert_eq!(some.seeds, [[0, 1, 3, 4]]);
    // Four stay together, so one is left for another cluster.
    assert_eq!((some.least, some.most), (1, Some(4)));
    assert_eq!(some.check_sizes(5, 2), Ok(()));
}

/// Two rings of half circles, which k-means tears.
fn moons(n: usize) -> (FeatureMatrix, Vec<u32>) {
    let mut rng = Rng::new(6);
    let mut values = Vec::new();
    for i in 0..n {
        let (sin, cos) = libm::sincos(3.0 * rng.uniform());
        let (x, y) = match i % 2 {
            0 => (cos, sin),
            _ => (1.0 - cos, 0.5 - sin),
        };
        values.extend([x + 0.1 * rng.normal(), y + 0.1 * rng.normal()]);
    }
    let x = FeatureMatrix::from_samples(values, 2).unwrap();
    (x, (0..n as u32).map(|i| i % 2).collect())
}

#[test]
fn pairs_from_the_truth_bring_the_clusters_nearer_to_it() {
    let (x, truth) = moons(200);
    let mut rng = Rng::new(2);
    let mut of = Constraints::default();
    let mut reached = Vec::new();
    for n_pairs in [0, 60, 150, 300] {
        while of.together.len() + of.apart.len() < n_pairs {
            let (a, b) = (rng.below(200) as u32, rng.below(200) as u32);
            if a == b {
                continue;
            }
            match truth[a as usize] == truth[b as usize] {
                true => of.together.push(vec![a, b]),
                false => of.apart.push([vec![a], vec![b]]),
            }
        }
        let found = found(&x, &of, 2);
        assert_eq!(found.broken.total(), 0, "{n_pairs} pairs");
        reached.push(adjusted_rand(&labels(&found), &truth));
    }
    assert!(reached.is_sorted(), "{reached:?}");
    assert!(reached[0] < 0.6 && reached[3] > 0.95, "{reached:?}");
}
