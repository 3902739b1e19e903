//! The features for methods that know categories.

use cluster::{FeatureMatrix, Method};
use ndarray::Array2;

use super::{Column, Prepared, PreparedFeature};
use crate::Plan;

/// The prepared features with each attribute of levels as one column of
/// codes.
#[derive(Clone, Debug)]
pub(crate) struct Coded {
    /// `(n_customers, n_features)`, at most as wide as the other.
    pub matrix: FeatureMatrix,
    /// The positions of the columns of codes.
    pub categorical: Vec<usize>,
}

impl Coded {
    /// A level is a number from 1 in the order of the columns; 0 is one that
    /// has no column.
    pub fn of(
        columns: &[Column<'_>],
        features: &[PreparedFeature],
        matrix: &FeatureMatrix,
    ) -> Option<Self> {
        let level = |it: &PreparedFeature| {
            let part = columns[it.column].part;
            part.filter(|part| part.spread > 0.0 && part.votes <= 1.0)
        };
        features.iter().find_map(level)?;
        let mut made: Vec<Vec<f64>> = Vec::new();
        let (mut categorical, mut n_levels) = (Vec::new(), 0.0);
        let mut last: Option<&str> = None;
        for (feature, values) in features.iter().zip(matrix.view().columns()) {
            let Some(part) = level(feature) else {
                made.push(values.to_vec());
                last = None;
                continue;
            };
            if last != Some(part.of.as_str()) {
                categorical.push(made.len());
                made.push(vec![0.0; matrix.n_samples()]);
                (last, n_levels) = (Some(part.of.as_str()), 0.0);
            }
            n_levels += 1.0;
            let codes = made.last_mut()?;
            let own = columns[feature.column].values;
            for (code, _) in codes.iter_mut().zip(own).filter(|it| *it.1 > 0.0)
            {
                *code = n_levels;
            }
        }
        let shape = (matrix.n_samples(), made.len());
        let cells = Array2::from_shape_fn(shape, |(row, j)| made[j][row]);
        Some(Self {
            matrix: FeatureMatrix::new(cells).ok()?,
            categorical,
        })
    }
}

/// Whether a method knows categories; then it is told where they stand.
fn tell(method: &mut Method, categorical: &[usize]) -> bool {
    match method {
        Method::KPrototypes(params) => {
            params.categorical = categorical.to_vec();
        }
        Method::KMedoids(params) => {
            params.categorical = categorical.to_vec();
        }
        Method::LatentClass(_) => {}
        Method::KMeans(_)
        | Method::Agglomerative(_)
        | Method::MiniBatch(_)
        | Method::Trimmed(_)
        | Method::Mixture(_)
        | Method::Nmf(_)
        | Method::Spectral(_)
        | Method::Dbscan(_)
        | Method::Hdbscan(_)
        | Method::Automatic(_) => return false,
    }
    true
}

/// The matrix that the plan's method takes, and the plan that says of it
/// where categories stand.
pub(crate) struct Suited<'a> {
    pub matrix: &'a FeatureMatrix,
    pub plan: Plan,
}

impl Prepared {
    /// For the plan's method.
    pub(crate) fn suited(&self, plan: &Plan) -> Suited<'_> {
        let mut plan = plan.clone();
        let mut matrix = &self.matrix;
        if let Some(coded) = &self.coded
            && tell(&mut plan.method, &coded.categorical)
        {
            matrix = &coded.matrix;
        }
        Suited { matrix, plan }
    }
}
