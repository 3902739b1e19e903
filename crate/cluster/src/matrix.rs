//! The one input of every method.

use ndarray::ArrayView2;
use numeric::Matrix;
use thiserror::Error;

/// A matrix that is not empty and holds finite numbers only,
/// `(n_samples, n_features)`, in standard layout.
#[derive(Clone, Debug)]
pub struct FeatureMatrix(Matrix);

/// Why a matrix can't be clustered.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum MatrixError {
    /// It has no samples or no features.
    #[error("the matrix is empty: {n_samples} samples, {n_features} features")]
    Empty {
        /// Rows.
        n_samples: usize,
        /// Columns.
        n_features: usize,
    },
    /// A cell is infinite or not a number.
    #[error("sample {sample_index}, feature {feature_index} is not finite")]
    NotFinite {
        /// The row, from 0.
        sample_index: usize,
        /// The column, from 0.
        feature_index: usize,
    },
}

impl FeatureMatrix {
    /// Checks the matrix once; everything after trusts it.
    ///
    /// # Errors
    /// It is empty or holds a number that is not finite.
    ///
    /// ```
    /// # use cluster::FeatureMatrix;
    /// assert!(FeatureMatrix::new(ndarray::array![[1.0, 2.0]]).is_ok());
    /// assert!(FeatureMatrix::new(ndarray::array![[f64::NAN]]).is_err());
    /// ```
    pub fn new(matrix: Matrix) -> Result<Self, MatrixError> {
        let (n_samples, n_features) = matrix.dim();
        if n_samples == 0 || n_features == 0 {
            return Err(MatrixError::Empty {
                n_samples,
                n_features,
            });
        }
        for ((sample_index, feature_index), value) in matrix.indexed_iter() {
            if !value.is_finite() {
                return Err(MatrixError::NotFinite {
                    sample_index,
                    feature_index,
                });
            }
        }
        Ok(Self(match matrix.is_standard_layout() {
            true => matrix,
            false => matrix.as_standard_layout().into_owned(),
        }))
    }

    /// A matrix of samples, one after the other; what does not fill a last
    /// one is no part of it.
    ///
    /// # Errors
    /// It is empty or holds a number that is not finite.
    ///
    /// ```
    /// # use cluster::FeatureMatrix;
    /// let matrix = FeatureMatrix::from_samples(vec![1.0, 2.0, 3.0, 4.0], 2)?;
    /// assert_eq!(matrix.n_samples(), 2);
    /// # Ok::<(), cluster::MatrixError>(())
    /// ```
    pub fn from_samples(
        mut values: Vec<f64>,
        n_features: usize,
    ) -> Result<Self, MatrixError> {
        let n_samples = values.len() / n_features.max(1);
        values.truncate(n_samples * n_features);
        let shape = (n_samples, n_features);
        let matrix = Matrix::from_shape_vec(shape, values);
        Self::new(matrix.expect("the values fill the shape"))
    }

    /// The samples at `indices`, in that order, repeats and all.
    ///
    /// # Panics
    /// There is no index, or one is not below [`Self::n_samples`].
    pub fn select(&self, indices: &[usize]) -> Self {
        assert!(!indices.is_empty(), "a matrix has samples");
        Self(self.0.select(ndarray::Axis(0), indices))
    }

    /// The numbers, one sample after the other.
    pub fn samples(&self) -> &[f64] {
        self.0.as_slice().expect("the layout is standard")
    }

    /// The numbers, `(n_samples, n_features)`.
    pub fn view(&self) -> ArrayView2<'_, f64> {
        self.0.view()
    }

    /// Its name by its numbers, so that a host sends it to a worker once
    /// (64-bit FNV-1a over the bits). O(n_samples · n_features).
    pub fn fingerprint(&self) -> String {
        let hash = self
            .samples()
            .iter()
            .fold(0xCBF2_9CE4_8422_2325_u64, |hash, x| {
                (hash ^ x.to_bits()).wrapping_mul(0x0000_0100_0000_01B3)
            });
        format!("{}x{}:{hash:016x}", self.n_samples(), self.n_features())
    }

    /// Rows.
    pub fn n_samples(&self) -> usize {
        self.0.nrows()
    }

    /// Columns.
    pub fn n_features(&self) -> usize {
        self.0.ncols()
    }
}
