//! The coordinates in which a mixture is fitted: no number overflows there.

use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};

/// A feature's numbers in the frame are `(value − mean) · 2^exponent`,
/// within `-1.0..=1.0`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Frame {
    axes: Vec<Axis>,
}

/// Where zero and one of a feature lie.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Axis {
    mean: f64,
    exponent: i32,
}

/// No variance in the frame is less: the rounding of the others is.
const LEAST_RIDGE: f64 = 1e-14;

/// Nor is the ridge more, for samples that lie far closer than it.
const MOST_RIDGE: f64 = 1e100;

impl Frame {
    /// The frame of `x`, `(n_samples, n_features)`.
    pub(super) fn around(x: ArrayView2<'_, f64>) -> Self {
        let means = means(x);
        let mut widest = vec![0.0f64; means.len()];
        for row in x.rows() {
            for ((widest, value), mean) in
                widest.iter_mut().zip(row).zip(&means)
            {
                *widest = widest.max((value - mean).abs());
            }
        }
        let axes = means.into_iter().zip(widest);
        Self {
            axes: axes
                .map(|(mean, widest)| Axis {
                    mean,
                    exponent: exponent_within_one(widest),
                })
                .collect(),
        }
    }

    pub(super) fn n_features(&self) -> usize {
        self.axes.len()
    }

    /// What each feature is moved and multiplied by.
    pub(super) fn maps(&self) -> Vec<[f64; 2]> {
        let map = |axis: &Axis| [axis.mean, libm::ldexp(1.0, axis.exponent)];
        self.axes.iter().map(map).collect()
    }

    /// A place of the frame in the samples' own units.
    pub(super) fn back(&self, feature: usize, place: f64) -> f64 {
        let axis = self.axes[feature];
        axis.mean + libm::ldexp(place, -axis.exponent)
    }

    /// A variance added to each feature, given in squared units of the
    /// samples.
    pub(super) fn ridges(&self, ridge: f64) -> Vec<f64> {
        let here = |axis: &Axis| {
            let half = libm::ldexp(ridge, axis.exponent);
            let ridge = libm::ldexp(half, axis.exponent);
            ridge.clamp(LEAST_RIDGE, MOST_RIDGE)
        };
        self.axes.iter().map(here).collect()
    }

    /// What the logarithm of a density in the frame lacks to one in the
    /// samples' own units.
    pub(super) fn log_volume(&self) -> f64 {
        let exponents = self.axes.iter().map(|axis| f64::from(axis.exponent));
        exponents.sum::<f64>() * std::f64::consts::LN_2
    }
}

/// The means of the features; huge numbers are divided before they are added
/// up, so that no sum overflows.
fn means(x: ArrayView2<'_, f64>) -> Vec<f64> {
    let n_samples = x.nrows() as f64;
    let largest = x.iter().fold(0.0f64, |most, v| most.max(v.abs()));
    if largest < 1e290 {
        return numeric::linalg::column_means(x);
    }
    let mut means = vec![0.0; x.ncols()];
    for row in x.rows() {
        for (mean, value) in means.iter_mut().zip(row) {
            *mean += value / n_samples;
        }
    }
    means
}

/// The exponent that brings `widest` into `0.5..1.0`; 0 for zero.
fn exponent_within_one(widest: f64) -> i32 {
    if widest == 0.0 {
        return 0;
    }
    let (_, exponent) = libm::frexp(widest.min(f64::MAX));
    (-exponent).clamp(-1022, 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn every_number_is_within_one_and_comes_back() {
        let x = array![[1e300, 5.0, 3.0], [-1e300, 5.0, 4.0], [7.0, 5.0, 9.0]];
        let frame = Frame::around(x.view());
        let maps = frame.maps();
        for row in x.rows() {
            for (j, value) in row.iter().enumerate() {
                let [mean, scale] = maps[j];
                let place = (value - mean) * scale;
                assert!(place.abs() <= 1.0, "{value}: {place}");
                let near = 1e-15 * value.abs().max(x[[0, j]].abs());
                assert!((frame.back(j, place) - value).abs() <= near);
            }
        }
    }

    #[test]
    fn a_ridge_scales_with_the_square_and_has_ends() {
        let x = array![[0.0, 0.0, 0.0], [16.0, 1e-200, 1e200]];
        let ridges = Frame::around(x.view()).ridges(1.0);
        assert_eq!(ridges, [1.0 / 256.0, MOST_RIDGE, LEAST_RIDGE]);
    }
}
