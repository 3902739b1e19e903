//! Principal components.

use ndarray::{Array2, ArrayView2};
use numeric::linalg;

/// A matrix seen along its main axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// `(n_samples, n_axes)`.
    pub coordinates: Array2<f64>,
    /// `(n_axes, n_features)`, unit length; the largest loading of each is
    /// positive.
    pub loadings: Array2<f64>,
    /// The share of variance each axis keeps, `0.0..=1.0`; 0 where there is
    /// no variance.
    pub explained: Vec<f64>,
    /// The share of each feature's variance that all these axes keep,
    /// `(n_features,)`, `0.0..=1.0`; 0 where it has no variance.
    pub kept: Vec<f64>,
}

/// Projects `x`, `(n_samples, n_features)` and finite, on its first `n_axes`
/// principal axes: eigenvectors of the covariance, largest variance first.
/// Axes beyond the number of features are 0.
///
/// # Complexity
/// `O(n_samples · n_features² + n_features³)`.
///
/// # Reference
/// H. Hotelling: Analysis of a complex of statistical variables into
/// principal components. J. Educational Psychology 24 (1933),
/// <https://doi.org/10.1037/h0071325>.
///
/// ```
/// let x = ndarray::array![[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]];
/// let seen = explain::project::principal(x.view(), 2);
/// assert!((seen.explained[0] - 1.0).abs() < 1e-12);
/// assert!((seen.coordinates[[2, 0]] - 5.0).abs() < 1e-12);
/// assert!((seen.loadings[[0, 1]] - 0.8).abs() < 1e-12);
/// ```
pub fn principal(x: ArrayView2<'_, f64>, n_axes: usize) -> Projection {
    let n_features = x.ncols();
    let means = linalg::column_means(x);
    let covariance = linalg::covariance_about(x, &means);
    let eigen = linalg::symmetric_eigen(&covariance);
    let known = n_axes.min(n_features);
    let mut loadings = Array2::zeros((n_axes, n_features));
    for axis in 0..known {
        loadings.row_mut(axis).assign(&eigen.vectors.row(axis));
    }
    let coordinates = linalg::coordinates(x, &means, loadings.view());
    let kept = |feature: usize| {
        let along = |axis: usize| {
            let loading: f64 = loadings[[axis, feature]];
            loading * loading * eigen.values[axis].max(0.0)
        };
        let sum: f64 = (0..known).map(along).sum();
        let variance = covariance[[feature, feature]];
        if variance > 0.0 {
            (sum / variance).min(1.0)
        } else {
            0.0
        }
    };
    Projection {
        coordinates,
        kept: (0..n_features).map(kept).collect(),
        loadings,
        explained: shares(&eigen.values, n_axes),
    }
}

fn shares(variances: &[f64], n_axes: usize) -> Vec<f64> {
    let total: f64 = variances.iter().map(|v| v.max(0.0)).sum();
    (0..n_axes)
        .map(|axis| match variances.get(axis) {
            Some(&variance) if total > 0.0 => variance.max(0.0) / total,
            _ => 0.0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_case_worked_by_hand_agrees() {
        // Covariance [[2, 1], [1, 2]]: eigenvalues 3 and 1, axes at ±45°.
        let h = 0.5_f64.sqrt();
        let x = array![
            [3.0_f64.sqrt() * h * 2.0, 3.0_f64.sqrt() * h * 2.0],
            [-(3.0_f64.sqrt()) * h * 2.0, -(3.0_f64.sqrt()) * h * 2.0],
            [2.0 * h, -2.0 * h],
            [-2.0 * h, 2.0 * h],
            [0.0, 0.0],
        ];
        let seen = principal(x.view(), 2);
        assert!((seen.explained[0] - 0.75).abs() < 1e-12);
        assert!((seen.explained[1] - 0.25).abs() < 1e-12);
        assert!((seen.loadings[[0, 0]] - h).abs() < 1e-12);
        assert!((seen.loadings[[0, 1]] - h).abs() < 1e-12);
        assert!((seen.coordinates[[0, 0]] - 12.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_single_feature_has_an_empty_second_axis() {
        let seen = principal(array![[1.0], [2.0], [4.0]].view(), 2);
        assert_eq!(seen.explained, [1.0, 0.0]);
        assert!(seen.coordinates.column(1).iter().all(|&v| v == 0.0));
    }

    #[test]
    fn identical_samples_lie_on_one_point() {
        let seen = principal(Array2::from_elem((4, 3), 0.1).view(), 2);
        assert_eq!(seen.explained, [0.0, 0.0]);
        assert_eq!(seen.kept, [0.0; 3]);
        assert!(seen.coordinates.iter().all(|v| v.abs() < 1e-12));
    }

    proptest! {
        #[test]
        fn what_is_kept_of_a_feature_is_what_its_rest_lacks(
            values in prop::collection::vec(-10.0..10.0_f64, 40),
        ) {
            let x = Array2::from_shape_vec((10, 4), values).unwrap();
            let seen = principal(x.view(), 2);
            let means = linalg::column_means(x.view());
            for j in 0..4 {
                let (mut all, mut rest) = (0.0, 0.0);
                for i in 0..10 {
                    let own = x[[i, j]] - means[j];
                    let told: f64 = (0..2).map(|axis| {
                        seen.coordinates[[i, axis]] * seen.loadings[[axis, j]]
                    }).sum();
                    all += own * own;
                    rest += (own - told) * (own - told);
                }
                let away = seen.kept[j] - (1.0 - rest / all);
                prop_assert!(away.abs() < 1e-9);
            }
        }

        #[test]
        fn all_axes_together_give_the_matrix_back(
            values in prop::collection::vec(-10.0..10.0_f64, 40),
        ) {
            let x = Array2::from_shape_vec((10, 4), values).unwrap();
            let seen = principal(x.view(), 4);
            let means = linalg::column_means(x.view());
            for i in 0..10 {
                for j in 0..4 {
                    let back: f64 = means[j] + (0..4).map(|axis| {
                        seen.coordinates[[i, axis]] * seen.loadings[[axis, j]]
                    }).sum::<f64>();
                    prop_assert!((back - x[[i, j]]).abs() < 1e-9);
                }
            }
            let sum: f64 = seen.explained.iter().sum();
            prop_assert!((sum - 1.0).abs() < 1e-9);
        }
    }
}
