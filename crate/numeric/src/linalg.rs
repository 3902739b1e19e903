//! Small linear algebra with a fixed order of every sum.

use nalgebra::DMatrix;
use ndarray::{Array2, ArrayView2};

use crate::order;

const LANES: usize = 4;

/// The axes of a symmetric matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Eigen {
    /// Eigenvalues, the largest first.
    pub values: Vec<f64>,
    /// `(n, n)`: one unit eigenvector a row, in the order of the values; its
    /// entry of largest magnitude is positive (ties: the lower index).
    pub vectors: Array2<f64>,
}

/// The sum of products, in a fixed order of four interleaved sums.
///
/// # Panics
/// The lengths differ.
///
/// ```
/// assert_eq!(numeric::linalg::dot(&[1.0, 2.0], &[3.0, 4.0]), 11.0);
/// ```
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    sum_over_pairs(a, b, |x, y| x * y)
}

/// The squared Euclidean distance, in a fixed order of four interleaved
/// sums.
///
/// # Panics
/// The lengths differ.
///
/// ```
/// use numeric::linalg::squared_distance;
/// assert_eq!(squared_distance(&[1.0, 2.0], &[4.0, 6.0]), 25.0);
/// ```
pub fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    sum_over_pairs(a, b, |x, y| (x - y) * (x - y))
}

/// The mean of each feature of `x`, `(n_samples, n_features)`.
///
/// Zeros where there is no sample.
pub fn column_means(x: ArrayView2<'_, f64>) -> Vec<f64> {
    let mut sums = vec![0.0; x.ncols()];
    for sample in x.rows() {
        for (sum, value) in sums.iter_mut().zip(sample) {
            *sum += value;
        }
    }
    let n_samples = x.nrows().max(1) as f64;
    sums.iter().map(|sum| sum / n_samples).collect()
}

/// The covariance of the features of `x`, `(n_features, n_features)`, with
/// divisor `n_samples - 1`.
///
/// Zeros where there are fewer than two samples. O(n_samples · n_features²).
///
/// ```
/// let x = ndarray::array![[1.0, 2.0], [3.0, 6.0]];
/// let expected = ndarray::array![[2.0, 4.0], [4.0, 8.0]];
/// assert_eq!(numeric::linalg::covariance(x.view()), expected);
/// ```
pub fn covariance(x: ArrayView2<'_, f64>) -> Array2<f64> {
    let means = column_means(x);
    let d = x.ncols();
    let mut sums = Array2::zeros((d, d));
    let mut centred = vec![0.0; d];
    for sample in x.rows() {
        for (j, value) in sample.iter().enumerate() {
            centred[j] = value - means[j];
        }
        for (row, &a) in sums.rows_mut().into_iter().zip(&centred) {
            for (sum, &b) in row.into_iter().zip(&centred) {
                *sum += a * b;
            }
        }
    }
    let divisor = x.nrows().saturating_sub(1).max(1) as f64;
    sums.mapv_into(|sum: f64| sum / divisor)
}

/// Eigenvalues and eigenvectors of a symmetric matrix, `(n, n)`.
///
/// Only the lower triangle is read. O(n³). Householder tridiagonalisation
/// and implicit QR (Golub and Van Loan, Matrix Computations, §8.3).
///
/// # Panics
/// The matrix is not square.
///
/// ```
/// use numeric::linalg::symmetric_eigen;
/// let eigen = symmetric_eigen(&ndarray::array![[2.0, 0.0], [0.0, 5.0]]);
/// assert_eq!(eigen.values, [5.0, 2.0]);
/// assert_eq!(eigen.vectors, ndarray::array![[0.0, 1.0], [1.0, 0.0]]);
/// ```
pub fn symmetric_eigen(matrix: &Array2<f64>) -> Eigen {
    let n = matrix.nrows();
    assert_eq!(n, matrix.ncols(), "a symmetric matrix is square");
    if n == 0 {
        let vectors = Array2::zeros((0, 0));
        return Eigen {
            values: Vec::new(),
            vectors,
        };
    }
    let eigen =
        DMatrix::from_fn(n, n, |i, j| matrix[[i, j]]).symmetric_eigen();
    let mut order: Vec<usize> = (0..n).collect();
    order::positions(&mut order, &|a, b| {
        eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a])
    });
    let mut vectors = Array2::from_shape_fn((n, n), |(axis, entry)| {
        eigen.eigenvectors[(entry, order[axis])]
    });
    vectors
        .rows_mut()
        .into_iter()
        .for_each(point_the_largest_up);
    let values = order.iter().map(|&i| eigen.eigenvalues[i]).collect();
    Eigen { values, vectors }
}

fn point_the_largest_up(mut vector: ndarray::ArrayViewMut1<'_, f64>) {
    let mut largest = 0.0f64;
    for &entry in &vector {
        if entry.abs() > largest.abs() {
            largest = entry;
        }
    }
    if largest < 0.0 {
        vector.mapv_inplace(|entry| -entry);
    }
}

fn sum_over_pairs(
    a: &[f64],
    b: &[f64],
    term: impl Fn(f64, f64) -> f64,
) -> f64 {
    assert_eq!(a.len(), b.len(), "the lengths differ");
    let (a_blocks, a_rest) = a.as_chunks::<LANES>();
    let (b_blocks, b_rest) = b.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (x, y) in a_blocks.iter().zip(b_blocks) {
        for lane in 0..LANES {
            sums[lane] += term(x[lane], y[lane]);
        }
    }
    for (lane, (&x, &y)) in a_rest.iter().zip(b_rest).enumerate() {
        sums[lane] += term(x, y);
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;
    use proptest::prelude::*;

    fn random_symmetric(n: usize, seed: u64) -> Array2<f64> {
        let mut rng = Rng::new(seed);
        let mut matrix = Array2::zeros((n, n));
        for i in 0..n {
            for j in 0..=i {
                matrix[[i, j]] = rng.normal();
                matrix[[j, i]] = matrix[[i, j]];
            }
        }
        matrix
    }

    proptest! {
        #[test]
        fn the_kernels_agree_with_a_plain_loop(
            pairs in prop::collection::vec((-1e3..1e3, -1e3..1e3), 0..40)
        ) {
            let (a, b): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let plain_dot: f64 = a.iter().zip(&b).map(|(x, y)| x * y).sum();
            let plain_distance: f64 =
                a.iter().zip(&b).map(|(x, y)| (x - y) * (x - y)).sum();
            prop_assert!((dot(&a, &b) - plain_dot).abs() < 1e-6);
            let found = squared_distance(&a, &b);
            prop_assert!((found - plain_distance).abs() < 1e-5);
        }

        #[test]
        fn the_axes_rebuild_the_matrix(n in 1usize..12, seed: u64) {
            let matrix = random_symmetric(n, seed);
            let Eigen { values, vectors } = symmetric_eigen(&matrix);
            prop_assert!(values.windows(2).all(|v| v[0] >= v[1]));
            for i in 0..n {
                for j in 0..n {
                    let rebuilt: f64 = (0..n)
                        .map(|a| values[a] * vectors[[a, i]] * vectors[[a, j]])
                        .sum();
                    prop_assert!((rebuilt - matrix[[i, j]]).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn the_axes_of_nothing_and_of_zeros_are_defined() {
        assert!(symmetric_eigen(&Array2::zeros((0, 0))).values.is_empty());
        let eigen = symmetric_eigen(&Array2::zeros((3, 3)));
        assert_eq!(eigen.values, [0.0; 3]);
        assert!(eigen.vectors.iter().all(|v| v.is_finite()));
    }

    #[test]
    fn a_single_sample_has_no_covariance() {
        let x = ndarray::array![[1.0, 2.0]];
        assert_eq!(covariance(x.view()), Array2::zeros((2, 2)));
    }
}
