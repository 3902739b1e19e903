//! Features on one scale.

use ndarray::{Array2, Axis};
use numeric::stats;

use crate::args::Scale;

/// Brings every feature to the scale, `(n_samples, n_features)`. A feature
/// without spread is only shifted.
pub(crate) fn scale(matrix: &mut Array2<f64>, scale: Scale) {
    for mut feature in matrix.axis_iter_mut(Axis(1)) {
        let (centre, spread) = match scale {
            Scale::None => return,
            Scale::Standard => standard(&feature.to_vec()),
            Scale::Robust => robust(&feature.to_vec()),
        };
        let spread = if spread > 0.0 { spread } else { 1.0 };
        feature.map_inplace(|value| *value = (*value - centre) / spread);
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
    fn none_changes_nothing() {
        let mut x = array![[1.0], [5.0]];
        scale(&mut x, Scale::None);
        assert_eq!(x, array![[1.0], [5.0]]);
    }
}
