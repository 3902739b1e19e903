//! k-means as the engine runs it: from given centres, and by restarts.

use std::ops::Range;

use cluster::{FeatureMatrix, Method, Partition, job, kmeans, method};
use ndarray::Array2;
use serde_json::{Value, json};

const N_CLUSTERS: usize = 8;
const N_ITERATIONS: usize = 20;
const SEED: u64 = 0;

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

/// Twenty Lloyd iterations from the given centres, never stopped early.
///
/// # Panics
/// The centres have other features than the matrix.
pub fn fixed(x: &FeatureMatrix, centres: &Array2<f64>) -> Value {
    let mut tick = numeric::tick::never;
    let fit = kmeans::fit_from(x, centres.clone(), N_ITERATIONS, &mut tick);
    describe(x, &fit.expect("nobody stops it").into())
}

/// The best of some of the ten restarts, run as jobs like in the product.
///
/// # Panics
/// There is no such restart.
pub fn starts(x: &FeatureMatrix, which: Range<u32>) -> Value {
    let jobs = method::start_jobs(&Method::default(), N_CLUSTERS, SEED);
    let which = which.start as usize..which.end as usize;
    let outputs = jobs[which].iter().map(|start| {
        job::run(x, start, &mut numeric::tick::never).expect("nobody stops it")
    });
    describe(x, &method::best(outputs.collect()))
}

fn describe(x: &FeatureMatrix, fit: &Partition) -> Value {
    json!({
        "inertia_per_point": fit.loss.expect("k-means has one") / x.n_samples() as f64,
        "n_iter": fit.n_iterations,
    })
}
