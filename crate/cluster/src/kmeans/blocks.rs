//! Samples as the fast kernels read them: eight at a time, in `f32`.

use ndarray::ArrayView2;
use wide::f32x8;

/// Samples worked on at once. A constant, so that every sum has the same
/// order on every machine.
pub(crate) const LANES: usize = 8;

/// Centred and scaled samples, `[block][feature][lane]`.
///
/// Centring keeps `f32` accurate where the data lie far from zero; the
/// scale is a power of two that brings all numbers into `-1.0..=1.0`, so
/// that no square overflows.
pub(crate) struct Blocks {
    values: Vec<f32x8>,
    norms: Vec<f32x8>,
    n_features: usize,
    frame: Frame,
}

/// Where zero and one lie in the blocks' coordinates.
pub(crate) struct Frame {
    means: Vec<f64>,
    mean_variance: f64,
    scale: f64,
}

impl Blocks {
    /// Copies `x`, `(n_samples, n_features)`; the last block is filled up
    /// with zeros.
    pub(crate) fn new(x: ArrayView2<'_, f64>) -> Self {
        let frame = Frame::around(x);
        let d = x.ncols();
        let samples = x.as_slice().expect("a matrix is row-major");
        let mut values = Vec::with_capacity(x.nrows().div_ceil(LANES) * d);
        let mut block = vec![[0f32; LANES]; d];
        for eight in samples.chunks(LANES * d) {
            block.fill([0.0; LANES]);
            for (lane, sample) in eight.chunks_exact(d).enumerate() {
                for (j, (to, value)) in
                    block.iter_mut().zip(sample).enumerate()
                {
                    to[lane] = frame.map(j, *value);
                }
            }
            values.extend(block.iter().map(|&lanes| f32x8::from(lanes)));
        }
        Self {
            norms: values.chunks_exact(d).map(norms_of).collect(),
            values,
            n_features: d,
            frame,
        }
    }

    /// Blocks of [`LANES`] samples.
    pub(crate) fn n_blocks(&self) -> usize {
        self.norms.len()
    }

    /// The features of the samples of one block.
    #[inline]
    pub(crate) fn block(&self, index: usize) -> &[f32x8] {
        let start = index * self.n_features;
        &self.values[start..start + self.n_features]
    }

    /// The Euclidean norms of the samples of one block, from above.
    #[inline]
    pub(crate) fn norms(&self, index: usize) -> f32x8 {
        self.norms[index]
    }

    /// One sample in the blocks' coordinates.
    pub(crate) fn sample(&self, index: usize) -> Vec<f32> {
        let block = self.block(index / LANES);
        let lane = index % LANES;
        block.iter().map(|v| v.to_array()[lane]).collect()
    }

    /// The coordinates the blocks use.
    pub(crate) fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Frame {
    fn around(x: ArrayView2<'_, f64>) -> Self {
        let means = numeric::linalg::column_means(x);
        let samples = x.as_slice().expect("a matrix is row-major");
        let mut widest = vec![0.0f64; means.len()];
        let mut squares = vec![0.0f64; means.len()];
        for sample in samples.chunks_exact(means.len()) {
            for (j, value) in sample.iter().enumerate() {
                let away = value - means[j];
                if away.abs() > widest[j] {
                    widest[j] = away.abs();
                }
                squares[j] += away * away;
            }
        }
        let squares: f64 = squares.iter().sum();
        let widest = widest.into_iter().fold(0.0, f64::max);
        Self {
            mean_variance: squares / x.len() as f64,
            means,
            scale: power_of_two_below(widest),
        }
    }

    /// The means of the features, in their own units.
    pub(crate) fn means(&self) -> &[f64] {
        &self.means
    }

    /// The mean over the features of their variance, divisor `n_samples`,
    /// in the samples' own units.
    pub(crate) fn mean_variance(&self) -> f64 {
        self.mean_variance
    }

    /// A number of feature `j` in the blocks' coordinates.
    #[inline]
    pub(crate) fn map(&self, j: usize, value: f64) -> f32 {
        ((value - self.means[j]) * self.scale) as f32
    }
}

/// The power of two that brings `widest` into `0.5..1.0`; 1 for zero.
fn power_of_two_below(widest: f64) -> f64 {
    if widest == 0.0 {
        return 1.0;
    }
    let (_, exponent) = libm::frexp(widest);
    libm::ldexp(1.0, (-exponent).clamp(-1000, 1000))
}

fn norms_of(block: &[f32x8]) -> f32x8 {
    let mut squares = f32x8::ZERO;
    for &values in block {
        squares += values * values;
    }
    let slightly_above = 1.0 + block.len() as f32 * 1e-6;
    squares.sqrt() * f32x8::splat(slightly_above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_found_again_in_its_lane() {
        let x = ndarray::Array2::from_shape_fn((19, 3), |(i, j)| {
            1e9 + (i * 3 + j) as f64
        });
        let blocks = Blocks::new(x.view());
        assert_eq!(blocks.n_blocks(), 3);
        for i in 0..19 {
            for (j, &found) in blocks.sample(i).iter().enumerate() {
                let back = f64::from(found) / blocks.frame.scale;
                let expected = x[[i, j]] - blocks.frame.means[j];
                assert!((back - expected).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn the_widest_number_comes_close_to_one() {
        for widest in [1e-300, 0.3, 1.0, 7.0, 1e150] {
            let scaled = widest * power_of_two_below(widest);
            assert!((0.5..=1.0).contains(&scaled), "{widest}: {scaled}");
        }
        assert_eq!(power_of_two_below(0.0), 1.0);
    }
}
