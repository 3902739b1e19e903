//! The normal distributions of a mixture, ready to be evaluated.

use serde::{Deserialize, Serialize};

use super::Covariance;

/// The logarithm of 2π.
const LN_2_PI: f64 = 1.837_877_066_409_345_3;

/// Normal distributions and their weights, in the coordinates of the frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Normals {
    pub(super) rows: Rows,
    /// The logarithm of each one's weight and of its density's factor.
    pub(super) log_norms: Vec<f64>,
    pub(super) weights: Vec<f64>,
    /// `[component][feature]`.
    pub(super) means: Vec<f64>,
    /// The inverses of the lower Cholesky factors of the covariances,
    /// `[component][entry]`.
    pub(super) whitens: Vec<f64>,
}

/// Which entries of a lower triangle there are: all, or its diagonal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Rows {
    pub(super) n_features: usize,
    diagonal: bool,
}

impl Rows {
    pub(super) fn new(n_features: usize, covariance: Covariance) -> Self {
        let diagonal = covariance == Covariance::Diagonal;
        Self {
            n_features,
            diagonal,
        }
    }

    /// The first column of row `i`; its last is `i`.
    #[inline]
    pub(super) fn first(self, i: usize) -> usize {
        if self.diagonal { i } else { 0 }
    }

    /// Entries in all rows.
    pub(super) fn n_entries(self) -> usize {
        let d = self.n_features;
        if self.diagonal { d } else { d * (d + 1) / 2 }
    }

    /// Where column `j` of row `i` stands.
    pub(super) fn entry(self, i: usize, j: usize) -> usize {
        if self.diagonal {
            i
        } else {
            i * (i + 1) / 2 + j
        }
    }
}

/// The inverse of a lower Cholesky factor.
pub(super) struct Whitening {
    pub(super) entries: Vec<f64>,
    /// Half the logarithm of the covariance's determinant.
    half_log_det: f64,
}

impl Whitening {
    /// Of the `covariance`, by rows; no pivot is less than the ridge that
    /// was added to it.
    pub(super) fn of(rows: Rows, covariance: &[f64], ridges: &[f64]) -> Self {
        let factor = cholesky(rows, covariance, ridges);
        let half_log_det = (0..rows.n_features)
            .map(|i| libm::log(factor[rows.entry(i, i)]))
            .sum();
        Self {
            entries: inverse(rows, &factor),
            half_log_det,
        }
    }

    /// The logarithm of the density's factor times `weight`.
    pub(super) fn log_norm(&self, weight: f64, n_features: usize) -> f64 {
        let flat = 0.5 * n_features as f64 * LN_2_PI;
        libm::log(weight) - flat - self.half_log_det
    }
}

/// The lower factor. O(n_features³).
fn cholesky(rows: Rows, covariance: &[f64], ridges: &[f64]) -> Vec<f64> {
    let mut factor = vec![0.0; rows.n_entries()];
    for i in 0..rows.n_features {
        for j in rows.first(i)..=i {
            let (own, other) = (rows.entry(i, rows.first(i)), j);
            let shared = j - rows.first(i);
            let above = rows.entry(other, rows.first(j));
            let dot = numeric::dot(
                &factor[own..own + shared],
                &factor[above..above + shared],
            );
            let left = covariance[rows.entry(i, j)] - dot;
            factor[rows.entry(i, j)] = if i == j {
                left.max(ridges[i]).sqrt()
            } else {
                left / factor[rows.entry(j, j)]
            };
        }
    }
    factor
}

/// The inverse of a lower factor, by rows. O(n_features³).
fn inverse(rows: Rows, factor: &[f64]) -> Vec<f64> {
    let mut inverse = vec![0.0; rows.n_entries()];
    for i in 0..rows.n_features {
        let pivot = factor[rows.entry(i, i)];
        for j in rows.first(i)..i {
            let sum: f64 = (j..i)
                .map(|l| factor[rows.entry(i, l)] * inverse[rows.entry(l, j)])
                .sum();
            inverse[rows.entry(i, j)] = -sum / pivot;
        }
        inverse[rows.entry(i, i)] = 1.0 / pivot;
    }
    inverse
}

impl Normals {
    pub(super) fn n_components(&self) -> usize {
        self.weights.len()
    }

    pub(super) fn mean(&self, component: usize) -> &[f64] {
        let d = self.rows.n_features;
        &self.means[component * d..(component + 1) * d]
    }

    pub(super) fn whiten(&self, component: usize) -> &[f64] {
        let n = self.rows.n_entries();
        &self.whitens[component * n..(component + 1) * n]
    }

    /// The same ones in another order.
    pub(super) fn in_order(&self, order: &[usize]) -> Self {
        let each = |of: &dyn Fn(usize) -> Vec<f64>| {
            order.iter().flat_map(|&c| of(c)).collect()
        };
        Self {
            rows: self.rows,
            log_norms: each(&|c| vec![self.log_norms[c]]),
            weights: each(&|c| vec![self.weights[c]]),
            means: each(&|c| self.mean(c).to_vec()),
            whitens: each(&|c| self.whiten(c).to_vec()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whitened_covariance_is_the_identity() {
        let rows = Rows::new(3, Covariance::Full);
        let covariance = [4.0, 2.0, 5.0, -1.0, 0.5, 3.0];
        let full =
            |i: usize, j: usize| covariance[rows.entry(i.max(j), i.min(j))];
        let white = Whitening::of(rows, &covariance, &[1e-12; 3]);
        let at = |i: usize, j: usize| {
            if j > i {
                0.0
            } else {
                white.entries[rows.entry(i, j)]
            }
        };
        for a in 0..3 {
            for b in 0..3 {
                let mut sum = 0.0;
                for i in 0..3 {
                    for j in 0..3 {
                        sum += at(a, i) * full(i, j) * at(b, j);
                    }
                }
                let expected = f64::from(u8::from(a == b));
                assert!((sum - expected).abs() < 1e-14, "{a} {b}: {sum}");
            }
        }
        let det: f64 = 4.0 * (15.0 - 0.25) - 2.0 * (6.0 + 0.5) - (1.0 + 5.0);
        assert!((white.half_log_det - 0.5 * libm::log(det)).abs() < 1e-14);
    }

    #[test]
    fn a_singular_covariance_keeps_its_ridge() {
        let rows = Rows::new(2, Covariance::Full);
        let white = Whitening::of(rows, &[1.0, 1.0, 1.0], &[1e-6; 2]);
        assert!((white.entries[2] - 1e3).abs() < 1e-9);
        let rows = Rows::new(2, Covariance::Diagonal);
        let white = Whitening::of(rows, &[4.0, 0.0], &[1e-6; 2]);
        assert_eq!(white.entries[0], 0.5);
        assert!((white.entries[1] - 1e3).abs() < 1e-9);
    }
}
