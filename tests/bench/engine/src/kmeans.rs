//! k-means as the engine runs it: from given centres, and by restarts.

use std::ops::Range;

use cluster::{FeatureMatrix, Job, JobOutput, job, kmeans::Params};
use ndarray::Array2;
use serde_json::{Value, json};

const N_CLUSTERS: usize = 8;

/// Little-endian `f64` bytes as a matrix, `(n, n_features)`.
///
/// # Panics
/// The length does not fit.
pub fn rows(bytes: &[u8], n_features: usize) -> Array2<f64> {
    let cells: Vec<f64> = bytes
        .as_chunks::<8>()
        .0
        .iter()
        .map(|cell| f64::from_le_bytes(*cell))
        .collect();
    let n_samples = cells.len() / n_features;
    Array2::from_shape_vec((n_samples, n_features), cells)
        .expect("the bytes are whole rows")
}

/// The best of some k-means++ starts, run as jobs like in the product.
///
/// # Panics
/// A job was stopped, which nobody asks for.
pub fn starts(x: &FeatureMatrix, seeds: Range<u32>) -> Value {
    let best = seeds
        .map(|seed| start(x, u64::from(seed)))
        .min_by(|a, b| a.inertia.total_cmp(&b.inertia));
    describe(x, &best.expect("at least one start"))
}

fn start(x: &FeatureMatrix, seed: u64) -> cluster::kmeans::Fit {
    let start = Job::KMeansStart {
        params: params(),
        seed,
    };
    match job::run(x, &start, &mut numeric::tick::never) {
        Ok(JobOutput::KMeansStart(fit)) => fit,
        other => panic!("a start gave {other:?}"),
    }
}

fn params() -> Params {
    Params {
        n_clusters: Some(N_CLUSTERS),
        ..Params::default()
    }
}

fn describe(x: &FeatureMatrix, fit: &cluster::kmeans::Fit) -> Value {
    json!({
        "inertia_per_point": fit.inertia / x.n_samples() as f64,
        "n_iter": fit.n_iterations,
    })
}
