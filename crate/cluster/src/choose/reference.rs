//! Sets without structure that look like the samples from afar.

use ndarray::Array2;
use numeric::Rng;
use numeric::linalg::{column_means, covariance, symmetric_eigen};

use super::Null;
use crate::FeatureMatrix;

/// Draws a set without structure, of the size of `x`, along the main axes
/// of `x` (k-means does not see rotations).
///
/// The box is the reference of the gap statistic (Tibshirani, Walther and
/// Hastie 2001, DOI 10.1111/1467-9868.00293). Against it, every cloud that
/// is dense in the middle has structure; so the ellipse asks a second
/// question, as SigClust does with a Gaussian (Liu et al. 2008, DOI
/// 10.1198/016214508000000454): is there more than one cloud of this shape?
/// It keeps each sample's distance from the centre, so that heavy tails are
/// in the reference too.
pub(super) fn draw(
    x: &FeatureMatrix,
    null: Null,
    rng: &mut Rng,
) -> FeatureMatrix {
    let axes = Axes::of(x);
    let set = match null {
        Null::Box => axes.uniform_box(rng),
        Null::Ellipse if axes.n_wide < 2 => axes.gaussian(rng),
        Null::Ellipse => axes.ellipse(rng),
    };
    FeatureMatrix::new(set).expect("finite numbers of finite samples")
}

/// The samples along their main axes.
struct Axes {
    /// `(n_samples, n_features)`, centred.
    scores: Array2<f64>,
    /// Standard deviation along each axis, the widest first.
    widths: Vec<f64>,
    /// Axes that are not flat.
    n_wide: usize,
}

impl Axes {
    fn of(x: &FeatureMatrix) -> Self {
        let samples = x.view();
        let means = column_means(samples);
        let eigen = symmetric_eigen(&covariance(samples));
        let scores = Array2::from_shape_fn(samples.dim(), |(i, axis)| {
            let vector = eigen.vectors.row(axis);
            let row = samples.row(i);
            let terms = row.iter().zip(&means).zip(vector);
            terms.map(|((v, mean), w)| (v - mean) * w).sum()
        });
        let widths: Vec<f64> =
            eigen.values.iter().map(|v| v.max(0.0).sqrt()).collect();
        let flat = 1e-6 * widths[0];
        let n_wide = widths.iter().filter(|&&w| w > flat).count();
        Self {
            scores,
            widths,
            n_wide,
        }
    }

    fn uniform_box(&self, rng: &mut Rng) -> Array2<f64> {
        let ends: Vec<(f64, f64)> = self
            .scores
            .columns()
            .into_iter()
            .map(|column| {
                let ends = (f64::INFINITY, f64::NEG_INFINITY);
                column
                    .iter()
                    .fold(ends, |(low, high), &v| (low.min(v), high.max(v)))
            })
            .collect();
        Array2::from_shape_fn(self.scores.dim(), |(_, axis)| {
            let (low, high) = ends[axis];
            low + rng.uniform() * (high - low)
        })
    }

    fn gaussian(&self, rng: &mut Rng) -> Array2<f64> {
        Array2::from_shape_fn(self.scores.dim(), |(_, axis)| {
            self.widths[axis] * rng.normal()
        })
    }

    /// Each sample keeps its distance from the centre, counted in widths,
    /// and takes a random direction.
    fn ellipse(&self, rng: &mut Rng) -> Array2<f64> {
        let mut set = Array2::zeros(self.scores.dim());
        for (from, mut to) in
            self.scores.rows().into_iter().zip(set.rows_mut())
        {
            let counted = from.iter().zip(&self.widths).take(self.n_wide);
            let square: f64 = counted.map(|(v, w)| (v / w) * (v / w)).sum();
            let direction = direction(self.n_wide, rng);
            for (axis, share) in direction.into_iter().enumerate() {
                to[axis] = square.sqrt() * share * self.widths[axis];
            }
        }
        set
    }
}

/// A random direction in `n` dimensions, of length 1.
fn direction(n: usize, rng: &mut Rng) -> Vec<f64> {
    loop {
        let draws: Vec<f64> = (0..n).map(|_| rng.normal()).collect();
        let length = numeric::dot(&draws, &draws).sqrt();
        if length > 0.0 {
            return draws.iter().map(|v| v / length).collect();
        }
    }
}
