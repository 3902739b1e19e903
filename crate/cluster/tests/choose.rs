//! One answer from all evidence: clouds are clouds, planted groups are found.

#![allow(clippy::unwrap_used)] // A test may stop on the spot.

use cluster::choose::{Choice, Judged, Params, Reason, Verdict};
use cluster::choose::{jobs, judge, resample_jobs};
use cluster::{FeatureMatrix, JobOutput, job, kmeans};
use ndarray::Array2;
use numeric::Rng;
use numeric::stats::{mean, population_variance};
use numeric::tick::never;

#[derive(Clone, Copy, Debug)]
enum Cloud {
    Gaussian,
    Correlated,
    Uniform,
    HeavyTailed,
    LogOfLogNormal,
}

const CLOUDS: [Cloud; 5] = [
    Cloud::Gaussian,
    Cloud::Correlated,
    Cloud::Uniform,
    Cloud::HeavyTailed,
    Cloud::LogOfLogNormal,
];

fn cloud(kind: Cloud, n: usize, d: usize, seed: u64) -> Array2<f64> {
    let mut rng = Rng::new(seed);
    let mixing = Array2::from_shape_fn((d, d), |(i, j)| {
        f64::from(u8::from(i == j)) + 0.7 * rng.normal()
    });
    let mut x = Array2::zeros((n, d));
    for mut row in x.rows_mut() {
        let normals: Vec<f64> = (0..d).map(|_| rng.normal()).collect();
        let chi: f64 = (0..3).map(|_| rng.normal()).map(|z| z * z).sum();
        for j in 0..d {
            row[j] = match kind {
                Cloud::Gaussian => normals[j],
                Cloud::Correlated => {
                    (0..d).map(|l| mixing[[j, l]] * normals[l]).sum()
                }
                Cloud::Uniform => rng.uniform(),
                Cloud::HeavyTailed => normals[j] / (chi / 3.0).sqrt(),
                Cloud::LogOfLogNormal => {
                    libm::log1p(libm::exp(3.0 + normals[j]))
                }
            };
        }
    }
    z_scores(x)
}

/// `k` round groups, no two centres nearer than `apart` standard deviations;
/// the first is up to `1 + k / 2` times as large as the last.
fn planted(
    n: usize,
    d: usize,
    k: usize,
    apart: f64,
    seed: u64,
) -> Array2<f64> {
    let mut rng = Rng::new(seed);
    let mut centres: Vec<Vec<f64>> = Vec::new();
    let mut reach = apart;
    while centres.len() < k {
        let next: Vec<f64> = (0..d)
            .map(|_| reach * (2.0 * rng.uniform() - 1.0))
            .collect();
        let far = |c: &Vec<f64>| {
            numeric::squared_distance(c, &next) >= apart * apart
        };
        if centres.iter().all(far) {
            centres.push(next);
        }
        reach *= 1.001;
    }
    let weight = |c: usize| 1.0 / (1.0 + 0.5 * (seed % 2) as f64 * c as f64);
    let total: f64 = (0..k).map(weight).sum();
    z_scores(Array2::from_shape_fn((n, d), |(i, j)| {
        let mut at = (i as f64 + 0.5) / n as f64 * total;
        let mut c = 0;
        while c + 1 < k && at > weight(c) {
            at -= weight(c);
            c += 1;
        }
        centres[c][j] + rng.normal()
    }))
}

fn z_scores(mut x: Array2<f64>) -> Array2<f64> {
    for mut column in x.columns_mut() {
        let values = column.to_vec();
        let centre = mean(&values).unwrap();
        let sd = population_variance(&values).unwrap().sqrt();
        column.mapv_inplace(|v| (v - centre) / sd);
    }
    x
}

fn choose(x: Array2<f64>, params: &Params, seed: u64) -> Choice {
    let x = FeatureMatrix::new(x).unwrap();
    let starts = kmeans::Params::default();
    let judged = Judged::draw(&x, params, seed);
    let mut jobs = jobs(params, &starts, &judged, seed);
    let run = |job| job::run(judged.matrix(), job, &mut never).unwrap();
    let mut outputs: Vec<JobOutput> = jobs.iter().map(run).collect();
    let more = resample_jobs(params, &starts, &judged, seed, &outputs);
    outputs.extend(more.iter().map(run));
    jobs.extend(more);
    judge(params, &judged, &jobs, outputs)
}

fn n_wrong_clouds(n: usize, d: usize, n_sets: u64) -> Vec<(Cloud, usize)> {
    let wrong = |kind| {
        let sets = 0..n_sets;
        let fooled = |&seed: &u64| {
            let x = cloud(kind, n, d, seed);
            let choice = choose(x, &Params::default(), seed);
            choice.verdict != Verdict::NoStructure
        };
        (kind, sets.filter(fooled).count())
    };
    CLOUDS.into_iter().map(wrong).collect()
}

fn n_missed(n: usize, d: usize, k: usize, n_sets: u64) -> usize {
    let missed = |&seed: &u64| {
        let x = planted(n, d, k, 6.0, seed);
        let choice = choose(x, &Params::default(), seed);
        (choice.verdict, choice.k) != (Verdict::Segments, k)
    };
    (0..n_sets).filter(missed).count()
}

/// The sets judged of each kind and their shapes, `(n_samples, n_features)`.
///
/// `KINDRED_SETS=100 cargo test --release -p cluster --test choose` judges
/// 100 of each kind in four shapes, for minutes.
fn sets() -> (u64, Vec<(usize, usize)>) {
    let asked = std::env::var("KINDRED_SETS");
    asked.map_or((3, vec![(200, 2), (240, 4)]), |n| {
        let shapes = vec![(200, 2), (200, 8), (600, 4), (2000, 2)];
        (n.parse().unwrap(), shapes)
    })
}

#[test]
fn of_20_sets_of_one_cloud_at_most_one_shows_groups() {
    let (n_sets, shapes) = sets();
    for (n, d) in shapes {
        for (kind, wrong) in n_wrong_clouds(n, d, n_sets) {
            println!("{kind:?}, n {n}, d {d}: {wrong} of {n_sets} wrong");
            assert!(wrong as u64 <= n_sets / 20, "{kind:?}, n {n}, d {d}");
        }
    }
}

#[test]
fn of_20_sets_of_planted_groups_at_most_one_is_misjudged() {
    let (n_sets, shapes) = sets();
    for (n, d) in shapes {
        for k in [2, 3, 5, 8] {
            let wrong = n_missed(n, d, k, n_sets);
            println!("{k} planted, n {n}, d {d}: {wrong} of {n_sets} wrong");
            assert!(wrong as u64 <= n_sets / 20, "{k}, n {n}, d {d}");
        }
    }
}

#[test]
fn too_few_samples_are_not_judged() {
    let choice =
        choose(cloud(Cloud::Gaussian, 29, 2, 0), &Params::default(), 0);
    assert_eq!((choice.verdict, choice.k), (Verdict::NoStructure, 1));
    let expected = Reason::TooFew {
        n_samples: 29,
        needed: 30,
    };
    assert_eq!(choice.reason, expected);
}

#[test]
fn samples_without_any_difference_have_no_structure() {
    let choice = choose(Array2::ones((60, 3)), &Params::default(), 0);
    assert_eq!(choice.verdict, Verdict::NoStructure);
    assert_eq!(choice.k, 1);
    let finite = |v: Option<f64>| v.is_none_or(f64::is_finite);
    for e in &choice.evidence {
        assert!(finite(e.silhouette) && finite(e.gap) && finite(e.gap_se));
        assert!(finite(e.bic) && finite(e.calinski_harabasz));
    }
}

#[test]
fn three_places_are_three_clusters() {
    let x = Array2::from_shape_fn((90, 2), |(i, j)| {
        [[0.0, 0.0], [1.0, 4.0], [5.0, 1.0]][i % 3][j]
    });
    let choice = choose(x, &Params::default(), 0);
    assert_eq!((choice.verdict, choice.k), (Verdict::Segments, 3));
}

#[test]
fn every_figure_is_told_for_every_number() {
    let params = Params {
        k_max: 6,
        max_samples: 150,
        ..Params::default()
    };
    let choice = choose(planted(400, 3, 3, 6.0, 1), &params, 9);
    assert_eq!(choice.k, 3);
    assert!(matches!(choice.reason, Reason::BestStable { .. }));
    let ks: Vec<usize> = choice.evidence.iter().map(|e| e.k).collect();
    assert_eq!(ks, [1, 2, 3, 4, 5, 6]);
    for e in &choice.evidence[1..] {
        assert_eq!(e.jaccard.len(), e.k);
        assert!(e.jaccard.iter().all(|j| (0.0..=1.0).contains(j)));
        assert!((0.0..=1.0).contains(&e.prediction_strength.unwrap()));
        assert!(e.silhouette.is_some() && e.bic.is_some());
        assert!(e.gap.is_some() && e.gap_se.is_some());
        assert!(e.calinski_harabasz.is_some() && e.davies_bouldin.is_some());
    }
    let sizes: usize = choice.evidence[0].smallest;
    assert_eq!(sizes, 150, "the judged samples");
    let strength = choice.evidence[2].prediction_strength;
    assert!(strength > Some(0.95), "{strength:?}");
}

#[test]
fn the_order_of_the_jobs_done_does_not_matter() {
    let x = FeatureMatrix::new(planted(120, 2, 3, 6.0, 4)).unwrap();
    let (params, starts) = (Params::default(), kmeans::Params::default());
    let judged = Judged::draw(&x, &params, 5);
    let jobs = jobs(&params, &starts, &judged, 5);
    let run = |job| job::run(&x, job, &mut never).unwrap();
    let forwards: Vec<JobOutput> = jobs.iter().map(run).collect();
    let mut backwards: Vec<JobOutput> = jobs.iter().rev().map(run).collect();
    backwards.reverse();
    assert_eq!(forwards, backwards);
    let bytes = postcard::to_allocvec(&forwards).unwrap();
    let back: Vec<JobOutput> = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(
        judge(&params, &judged, &jobs, back),
        judge(&params, &judged, &jobs, forwards)
    );
}
