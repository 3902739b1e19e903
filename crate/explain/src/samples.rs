//! Samples as an explanation looks at them, however they are held.

use ndarray::ArrayView2;

/// Values of samples: of a matrix, or of columns that stand apart, so that
/// what asks of them need not hold them once more.
pub trait Samples {
    /// `(n_samples, n_features)`.
    fn dim(&self) -> (usize, usize);

    /// A feature of a sample; `NaN` where it is not known.
    ///
    /// # Panics
    /// There is no such sample or feature.
    fn value(&self, sample: usize, feature: usize) -> f64;
}

impl Samples for ArrayView2<'_, f64> {
    fn dim(&self) -> (usize, usize) {
        self.dim()
    }

    fn value(&self, sample: usize, feature: usize) -> f64 {
        self[[sample, feature]]
    }
}
