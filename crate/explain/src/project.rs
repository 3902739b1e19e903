//! Principal components.

use ndarray::Array2;

/// A matrix seen along its main axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// `(n_samples, n_axes)`.
    pub coordinates: Array2<f64>,
    /// `(n_axes, n_features)`, unit length; the largest loading of each is
    /// positive.
    pub loadings: Array2<f64>,
    /// The share of variance each axis keeps, `0.0..=1.0`.
    pub explained: Vec<f64>,
}
