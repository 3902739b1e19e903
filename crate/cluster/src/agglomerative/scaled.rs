//! Samples brought near one by a power of two, so that no square overflows
//! and no bit is lost.

use crate::FeatureMatrix;

/// `(n_samples, n_features)`, one sample after the other.
pub(super) struct Scaled {
    values: Vec<f64>,
    n_features: usize,
    scale: f64,
}

impl Scaled {
    pub(super) fn new(x: &FeatureMatrix) -> Self {
        let samples = x.samples();
        let widest = samples.iter().fold(0.0_f64, |w, v| w.max(v.abs()));
        let (_, exponent) = libm::frexp(widest);
        let scale = libm::ldexp(1.0, (-exponent).clamp(-1022, 1022));
        Self {
            values: samples.iter().map(|value| value * scale).collect(),
            n_features: x.n_features(),
            scale,
        }
    }

    pub(super) fn n_samples(&self) -> usize {
        self.values.len() / self.n_features
    }

    pub(super) fn n_features(&self) -> usize {
        self.n_features
    }

    #[inline]
    pub(super) fn sample(&self, index: usize) -> &[f64] {
        let start = index * self.n_features;
        &self.values[start..start + self.n_features]
    }

    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }

    /// The power of two that distances are divided by.
    pub(super) fn scale(&self) -> f64 {
        self.scale
    }

    pub(super) fn into_values(self) -> Vec<f64> {
        self.values
    }

    /// A distance in the samples' own units.
    pub(super) fn unscaled(&self, distance: f64) -> f64 {
        distance / self.scale
    }
}
