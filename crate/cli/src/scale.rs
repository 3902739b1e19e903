//! Features on one scale.

use ndarray::{Array2, ArrayView1, Axis};
use numeric::stats;

use crate::args::Scale;

/// The centre and the spread of each feature: what one matrix was scaled by,
/// another is as well.
#[derive(Debug)]
pub(crate) struct Scaling(Vec<(f64, f64)>);

impl Scaling {
    /// What brings every feature, `(n_samples, n_features)`, to the scale. A
    /// feature without spread is only shifted.
    pub(crate) fn of(matrix: &Array2<f64>, scale: Scale) -> Self {
        let of = |feature: ArrayView1<'_, f64>| {
            let (centre, spread) = match scale {
                Scale::None => (0.0, 1.0),
                Scale::Standard => standard(&feature.to_vec()),
                Scale::Robust => robust(&feature.to_vec()),
            };
            (centre, if spread > 0.0 { spread } else { 1.0 })
        };
        Self(matrix.axis_iter(Axis(1)).map(of).collect())
    }

    /// Shifts and divides the features of a matrix of as many.
    pub(crate) fn apply(&self, matrix: &mut Array2<f64>) {
        let features = matrix.axis_iter_mut(Axis(1)).zip(&self.0);
        for (mut feature, (centre, spread)) in features {
            feature.map_inplace(|value| *value = (*value - centre) / spread);
        }
    }
}

/// The mean and the population standard deviation.
fn standard(values: &[f64]) -> (f64, f64) {
    let mean = stats::mean(values).expect("a matrix has samples");
    let variance = stats::population_variance(values);
    (mean, variance.expect("a matrix has samples").sqrt())
}

/// The median and the interquartile range.
fn robust(values: &[f64]) -> (f64, f64) {
    let ordered = stats::sorted(values);
    let quartile =
        |p| stats::quantile_sorted(&ordered, p).expect("a matrix has samples");
    (quartile(0.5), quartile(0.75) - quartile(0.25))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    fn scale(matrix: &mut Array2<f64>, by: Scale) {
        Scaling::of(matrix, by).apply(matrix);
    }

    #[test]
    fn standard_gives_mean_zero_and_deviation_one() {
        let mut x = array![[1.0, 7.0], [3.0, 7.0]];
        scale(&mut x, Scale::Standard);
        assert_eq!(x, array![[-1.0, 0.0], [1.0, 0.0]]);
    }

    #[test]
    fn robust_gives_median_zero_and_quartiles_one_apart() {
        let mut x = array![[1.0], [2.0], [3.0], [4.0], [900.0]];
        scale(&mut x, Scale::Robust);
        assert_eq!(x, array![[-1.0], [-0.5], [0.0], [0.5], [448.5]]);
    }

    #[test]
    fn another_matrix_is_scaled_by_the_first() {
        let scaling = Scaling::of(&array![[1.0], [3.0]], Scale::Standard);
        let mut new = array![[5.0]];
        scaling.apply(&mut new);
        assert_eq!(new, array![[3.0]]);
    }

    #[test]
    fn none_changes_nothing() {
        let mut x = array![[1.0], [5.0]];
        scale(&mut x, Scale::None);
        assert_eq!(x, array![[1.0], [5.0]]);
    }
}
