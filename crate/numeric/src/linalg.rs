//! Small linear algebra with a fixed order of every sum.

use std::slice::ChunksExact;

use nalgebra::DMatrix;
use ndarray::{Array2, ArrayView2, CowArray, Ix2};
use wide::f64x4;

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
    sum_over_pairs(a, b, |x, y| x * y, |x, y| x * y)
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
    let squared = |x: f64x4, y: f64x4| (x - y) * (x - y);
    sum_over_pairs(a, b, squared, |x, y| (x - y) * (x - y))
}

/// The mean of each feature of `x`, `(n_samples, n_features)`.
///
/// Zeros where there is no sample.
pub fn column_means(x: ArrayView2<'_, f64>) -> Vec<f64> {
    let mut sums = vec![0.0; x.ncols()];
    let x = x.as_standard_layout();
    for sample in samples(&x) {
        for (sum, value) in sums.iter_mut().zip(sample) {
            *sum += value;
        }
    }
    let n_samples = x.nrows().max(1) as f64;
    sums.iter().map(|sum| sum / n_samples).collect()
}

/// The rows of a matrix in standard layout; none where it has no column.
fn samples<'a>(x: &'a CowArray<'_, f64, Ix2>) -> ChunksExact<'a, f64> {
    let cells = x.as_slice().expect("the layout is standard");
    cells.chunks_exact(x.ncols().max(1))
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
    covariance_about(x, &column_means(x))
}

/// [`covariance`] where the means of the features are known.
///
/// # Panics
/// There is not one mean a feature.
pub fn covariance_about(x: ArrayView2<'_, f64>, means: &[f64]) -> Array2<f64> {
    assert_eq!(x.ncols(), means.len(), "one mean a feature");
    let d = x.ncols();
    let width = d.next_multiple_of(LANES);
    let mut centred = vec![0.0; BLOCK * width];
    let mut sums = vec![f64x4::ZERO; width * width / LANES];
    let n_samples = x.nrows();
    let x = x.as_standard_layout();
    let mut rest = samples(&x);
    for start in (0..n_samples).step_by(BLOCK) {
        let n = BLOCK.min(n_samples - start);
        let rows = centred.chunks_exact_mut(width.max(1)).take(n);
        for (row, sample) in rows.zip(&mut rest) {
            centre(sample, means, row);
        }
        add_products(&centred[..n * width], width, &mut sums);
    }
    let divisor = n_samples.saturating_sub(1).max(1) as f64;
    Array2::from_shape_fn((d, d), |(i, j)| {
        let (i, j) = (i.max(j), i.min(j));
        let lanes = sums[(i * width + j) / LANES].to_array();
        lanes[j % LANES] / divisor
    })
}

fn centre(sample: &[f64], means: &[f64], out: &mut [f64]) {
    let both = sample.iter().zip(means);
    for (own, (value, mean)) in out.iter_mut().zip(both) {
        *own = value - mean;
    }
}

/// Where the samples of `x`, `(n_samples, n_features)`, less the `means` of
/// its features, lie along `axes`, `(n_axes, n_features)`: `(n_samples,
/// n_axes)`. Each figure is [`dot`] of the two.
///
/// O(n_samples · n_features · n_axes).
///
/// # Panics
/// There is not one mean a feature, or an axis has other features.
///
/// ```
/// use numeric::linalg::coordinates;
/// let x = ndarray::array![[1.0, 2.0], [3.0, 6.0]];
/// let axes = ndarray::array![[1.0, 0.0], [0.5, 0.5], [0.0, 2.0]];
/// let expected = ndarray::array![[-1.0, -1.5, -4.0], [1.0, 1.5, 4.0]];
/// assert_eq!(coordinates(x.view(), &[2.0, 4.0], axes.view()), expected);
/// ```
pub fn coordinates(
    x: ArrayView2<'_, f64>,
    means: &[f64],
    axes: ArrayView2<'_, f64>,
) -> Array2<f64> {
    let (n_axes, d) = axes.dim();
    assert_eq!((x.ncols(), means.len()), (d, d), "the same features");
    let width = d.next_multiple_of(LANES);
    // Of each four axes, a vector a feature.
    let abreast: Vec<Vec<f64x4>> = (0..n_axes)
        .step_by(LANES)
        .map(|first| {
            let of = |axis: usize, feature: usize| {
                axes.get([axis, feature]).copied().unwrap_or(0.0)
            };
            let all = |feature| {
                f64x4::from([0, 1, 2, 3].map(|a| of(first + a, feature)))
            };
            (0..width).map(all).collect()
        })
        .collect();
    let mut centred = vec![0.0; width];
    let mut found = Array2::zeros((x.nrows(), n_axes));
    let x = x.as_standard_layout();
    for (sample, mut row) in samples(&x).zip(found.rows_mut()) {
        centre(sample, means, &mut centred);
        let row = row.as_slice_mut().expect("the layout is standard");
        for (four, out) in abreast.iter().zip(row.chunks_mut(LANES)) {
            let sums = along(&centred, four).to_array();
            out.copy_from_slice(&sums[..out.len()]);
        }
    }
    found
}

/// Four dots at once, each in the order of [`dot`].
#[inline(always)]
fn along(sample: &[f64], axes: &[f64x4]) -> f64x4 {
    let mut sums = [f64x4::ZERO; LANES];
    let (values, _) = sample.as_chunks::<LANES>();
    let (axes, _) = axes.as_chunks::<LANES>();
    for (values, axes) in values.iter().zip(axes) {
        for lane in 0..LANES {
            sums[lane] += f64x4::splat(values[lane]) * axes[lane];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

/// Samples that are summed up at once.
const BLOCK: usize = 256;

/// Adds the products of every two features, sample by sample, to the lower
/// triangle of their sums: [`LANES`] rows of [`LANES`] at a time, which stay
/// in registers.
fn add_products(samples: &[f64], width: usize, sums: &mut [f64x4]) {
    for top in (0..width).step_by(LANES) {
        for left in (0..=top).step_by(LANES) {
            let at = |row: usize| ((top + row) * width + left) / LANES;
            let mut tile = [0, 1, 2, 3].map(|row| sums[at(row)]);
            for sample in samples.chunks_exact(width) {
                let across: [f64; LANES] = sample[left..left + LANES]
                    .try_into()
                    .expect("a slice of so many");
                let down = &sample[top..top + LANES];
                for (sum, value) in tile.iter_mut().zip(down) {
                    *sum += f64x4::splat(*value) * f64x4::from(across);
                }
            }
            for (row, sum) in tile.into_iter().enumerate() {
                sums[at(row)] = sum;
            }
        }
    }
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

#[inline(always)]
fn sum_over_pairs(
    a: &[f64],
    b: &[f64],
    terms: impl Fn(f64x4, f64x4) -> f64x4,
    term: impl Fn(f64, f64) -> f64,
) -> f64 {
    assert_eq!(a.len(), b.len(), "the lengths differ");
    let (a_blocks, a_rest) = a.as_chunks::<LANES>();
    let (b_blocks, b_rest) = b.as_chunks::<LANES>();
    let mut sums = f64x4::ZERO;
    for (x, y) in a_blocks.iter().zip(b_blocks) {
        sums += terms(f64x4::from(*x), f64x4::from(*y));
    }
    let mut sums = sums.to_array();
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

    proptest! {
        #[test]
        fn a_covariance_has_the_bits_of_a_plain_loop(
            n in 2_usize..600,
            d in 1_usize..10,
            seed in any::<u64>(),
        ) {
            let mut rng = Rng::new(seed);
            let x = Array2::from_shape_fn((n, d), |_| 5.0 + rng.normal());
            let means = column_means(x.view());
            let mut plain = Array2::<f64>::zeros((d, d));
            for sample in x.rows() {
                for i in 0..d {
                    for j in 0..d {
                        plain[[i, j]] += (sample[i] - means[i])
                            * (sample[j] - means[j]);
                    }
                }
            }
            plain.mapv_inplace(|sum| sum / (n - 1) as f64);
            prop_assert_eq!(covariance(x.view()), plain);
        }
    }

    proptest! {
        #[test]
        fn coordinates_have_the_bits_of_dots(
            n in 1_usize..20,
            d in 1_usize..11,
            n_axes in 1_usize..7,
            seed in any::<u64>(),
        ) {
            let mut rng = Rng::new(seed);
            let x = Array2::from_shape_fn((n, d), |_| 5.0 + rng.normal());
            let axes = Array2::from_shape_fn((n_axes, d), |_| rng.normal());
            let means = column_means(x.view());
            let found = coordinates(x.view(), &means, axes.view());
            for ((sample, axis), value) in found.indexed_iter() {
                let own = x.row(sample);
                let own: Vec<f64> =
                    own.iter().zip(&means).map(|(v, m)| v - m).collect();
                let axis = axes.row(axis).to_vec();
                prop_assert_eq!(*value, dot(&own, &axis));
            }
        }
    }

    #[test]
    fn a_single_sample_has_no_covariance() {
        let x = ndarray::array![[1.0, 2.0]];
        assert_eq!(covariance(x.view()), Array2::zeros((2, 2)));
    }
}
