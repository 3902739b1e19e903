//! Methods whose whole output is the same natively and as WebAssembly, to
//! the last bit: digests in `tests/ref/same-bits.csv`, which both compare.

#![allow(clippy::unwrap_used)] // A test may stop on the spot.

use cluster::kmeans::constrained::{self, Constraints};
use cluster::{FeatureMatrix, Job, Method, job, kmeans, method, umap};
use numeric::{Rng, tick::never};
use tests::golden;

/// The methods whose digests are kept.
const NAMES: [&str; 4] = ["k-medoids", "latent-class", "nmf", "spectral"];

/// Three clouds of 60 samples: amounts with digits after the point, and
/// counts; nothing is below 0.
fn samples() -> FeatureMatrix {
    let mut rng = Rng::new(11);
    let mut values = Vec::new();
    for i in 0..180 {
        let cloud = (i % 3) as f64;
        values.push((10.0 * cloud + rng.normal()).abs());
        values.push((5.0 * (2.0 - cloud) + rng.normal()).abs());
        values.push((cloud + 2.0 * rng.uniform()).round());
        values.push(rng.below(4) as f64);
    }
    FeatureMatrix::from_samples(values, 4).unwrap()
}

/// 64-bit FNV-1a.
fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

/// Of the output of a job, as the bytes that a worker gives.
fn digest_of(x: &FeatureMatrix, job: &Job) -> u64 {
    let output = job::run(x, job, &mut never).unwrap();
    digest(&postcard::to_allocvec(&output).unwrap())
}

/// Starts of k-means under every kind of constraint.
fn constrained_jobs() -> Vec<Job> {
    let all = Constraints {
        together: vec![vec![0, 9, 18], vec![1, 2]],
        apart: vec![[vec![30, 40], vec![50]]],
        seeds: vec![vec![100, 103]],
        stay: true,
        least: 50,
        most: Some(70),
    };
    assert_eq!(all.check(180, 3), Ok(()));
    let params = kmeans::Params {
        n_clusters: Some(3),
        n_restarts: 3,
        ..kmeans::Params::default()
    };
    constrained::jobs(&all, &params, 7)
}

#[test]
fn every_bit_of_an_output_is_the_same_on_every_machine() {
    let x = samples();
    let mut text = "method,clusters,start,digest\n".to_owned();
    for asked in Method::every() {
        let name = asked.name();
        if !NAMES.contains(&name) {
            continue;
        }
        asked.check(&x).unwrap();
        for k in [0, 3, 5] {
            if k == 0 && !asked.finds_number() {
                continue;
            }
            for (start, job) in
                method::start_jobs(&asked, k, 7).iter().take(3).enumerate()
            {
                let digest = digest_of(&x, job);
                text += &format!("{name},{k},{start},{digest:016x}\n");
            }
        }
    }
    let all: Vec<usize> = (0..x.n_samples()).collect();
    let samples = x.samples().chunks_exact(4);
    let start: Vec<f64> = samples.flat_map(|it| [it[0], it[1]]).collect();
    let job = umap::job(&all, start, 7).unwrap();
    text += &format!("umap,0,0,{:016x}\n", digest_of(&x, &job));
    for (job, start) in constrained_jobs().iter().zip(0..) {
        let digest = digest_of(&x, job);
        text += &format!("constrained,3,{start},{digest:016x}\n");
    }
    golden::keep("same-bits.csv", &text);
}
