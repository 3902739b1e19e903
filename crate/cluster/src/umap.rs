//! A picture of who is near whom: uniform manifold approximation.
//!
//! McInnes, Healy and Melville (2018), arXiv 1802.03426, as the package
//! umap-learn does it from a start given by main axes: exact neighbours, a
//! fuzzy graph of them, and a layout by stochastic descent with negative
//! samples. One thread, one stream of random numbers, `libm` only: the same
//! bits everywhere.
//!
//! What it keeps is nearness. Distances between groups, their sizes and
//! their shapes mean nothing on it; [`trust`] says how far nearness is kept.

mod graph;
mod layout;
mod power;
#[cfg(test)]
mod tests;
pub mod trust;

use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{FeatureMatrix, JobOutput, job};
pub use graph::{Link, links};

/// Samples, each itself included, whose nearness is looked at.
pub const N_NEIGHBOURS: usize = 15;

/// Fewer samples are not worth a picture of neighbours.
pub const MIN_SAMPLES: usize = 2 * N_NEIGHBOURS + 2;

/// Asks for the picture of some samples of a matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Which samples, [`MIN_SAMPLES`] or more.
    samples: Vec<u32>,
    /// Where they lie at first, `(n_samples, 2)`, one after the other.
    start: Vec<f64>,
    seed: u64,
}

/// The picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// Where the samples lie, `(n_samples, 2)`: to the right and upwards, in
    /// the order asked for.
    pub places: Vec<f64>,
    /// How far nearness is kept by it, `0.0..=1.0`: see [`trust`].
    pub trust: f64,
    /// How far nearness is kept by the start.
    pub trust_of_start: f64,
}

/// The job that draws the samples at `indices` of a matrix from where they
/// lie at first, `(n_indices, 2)`; `None` for fewer than [`MIN_SAMPLES`].
///
/// # Panics
/// `start` has not two numbers an index.
///
/// ```
/// use cluster::umap;
/// assert!(umap::job(&[0, 1], vec![0.0; 4], 7).is_none());
/// ```
pub fn job(indices: &[usize], start: Vec<f64>, seed: u64) -> Option<job::Job> {
    assert_eq!(start.len(), 2 * indices.len(), "two numbers an index");
    (indices.len() >= MIN_SAMPLES).then(|| {
        job::Job::Umap(Asked {
            samples: indices.iter().map(|&at| at as u32).collect(),
            start,
            seed,
        })
    })
}

/// The picture: the output of [`job`].
pub fn drawn(mut outputs: Vec<JobOutput>) -> Option<Drawn> {
    match outputs.pop()? {
        JobOutput::Umap(drawn) => Some(drawn),
        JobOutput::Start(_) | JobOutput::Evidence(_) => None,
    }
}

/// Lays out every sample of `x`, `(n_samples, n_features)`, from where it
/// lies at first, `(n_samples, 2)`; gives `(n_samples, 2)`.
///
/// # Errors
/// The tick asked to stop.
///
/// # Panics
/// `start` has not two numbers a sample.
///
/// ```
/// use cluster::{FeatureMatrix, umap};
/// let line: Vec<f64> = (0..40).map(f64::from).collect();
/// let start = line.iter().flat_map(|&at| [at, 0.0]).collect();
/// let x = FeatureMatrix::from_samples(line, 1).unwrap();
/// let mut never = numeric::tick::never;
/// let places = umap::embed(&x, start, 1, &mut never).unwrap();
/// assert_eq!(places.len(), 80);
/// ```
///
/// # Complexity
/// `O(n_samples · (log n_samples + n_neighbours · epochs))`.
pub fn embed(
    x: &FeatureMatrix,
    start: Vec<f64>,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Vec<f64>, Interrupted> {
    assert_eq!(start.len(), 2 * x.n_samples(), "two numbers a sample");
    let links = links(x, N_NEIGHBOURS, tick)?;
    layout::laid_out(&links, start, seed, tick)
}

/// Draws what was asked for.
pub(crate) fn run(
    x: &FeatureMatrix,
    asked: &Asked,
    tick: Tick<'_>,
) -> Result<Drawn, Interrupted> {
    let indices: Vec<usize> =
        asked.samples.iter().map(|&at| at as usize).collect();
    let x = x.select(&indices);
    let mut early = |part: f64| tick(0.8 * part);
    let places = embed(&x, asked.start.clone(), asked.seed, &mut early)?;
    let mut late = |part: f64| tick(0.8 + 0.2 * part);
    let both = [&places[..], &asked.start];
    let [trust, trust_of_start] =
        trust::of_pictures(&x, both, N_NEIGHBOURS, &mut late)?;
    Ok(Drawn {
        places,
        trust,
        trust_of_start,
    })
}
