//! A mean or a share of a few samples, and where it lies in truth.

use numeric::stats;
use serde::{Deserialize, Serialize};

/// The two-sided 95 % point of the normal distribution.
const Z_95: f64 = 1.959_963_984_540_054;

/// What is estimated.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
)]
pub enum Measure {
    /// The mean of any values.
    #[default]
    Mean,
    /// The share of ones among values that are 0 or 1.
    Share,
}

impl Measure {
    /// The 95 % interval of the mean of values as of a sample: Student's t,
    /// and Wilson's score for a share, which stays within `0.0..=1.0` and
    /// has a width where all values are alike. `None` of fewer than two.
    /// Where a few values are far larger than the others, the interval of a
    /// mean is too narrow.
    ///
    /// O(n).
    ///
    /// # Reference
    /// E. B. Wilson: Probable inference, the law of succession, and
    /// statistical inference. Journal of the American Statistical
    /// Association 22 (1927), <https://doi.org/10.2307/2276774>.
    ///
    /// ```
    /// use explain::Measure;
    /// let (low, high) = Measure::Share.interval(&[0.0; 10]).unwrap();
    /// assert!(low == 0.0 && (0.27..0.28).contains(&high));
    /// assert_eq!(Measure::Mean.interval(&[3.0]), None);
    /// ```
    pub fn interval(self, values: &[f64]) -> Option<(f64, f64)> {
        let n = values.len() as f64;
        if n < 2.0 {
            return None;
        }
        let mean = stats::mean(values)?;
        match self {
            Self::Mean => {
                let variance = stats::population_variance(values)?;
                let spread = variance / (n - 1.0);
                let half = student_95(n - 1.0) * spread.sqrt();
                Some((mean - half, mean + half))
            }
            Self::Share => {
                let z2 = Z_95 * Z_95 / n;
                let centre = (mean + z2 / 2.0) / (1.0 + z2);
                let spread = mean * (1.0 - mean) / n + z2 / (4.0 * n);
                let half = Z_95 * spread.sqrt() / (1.0 + z2);
                let low = if mean > 0.0 { centre - half } else { 0.0 };
                let high = if mean < 1.0 { centre + half } else { 1.0 };
                Some((low, high))
            }
        }
    }
}

/// The two-sided 95 % point of Student's t: exact for one and two degrees of
/// freedom, else by the expansion of Cornish and Fisher, within 1 %.
///
/// A. Hill: Algorithm 396. Communications of the ACM 13 (1970),
/// <https://doi.org/10.1145/355598.355600>.
fn student_95(freedom: f64) -> f64 {
    if freedom < 1.5 {
        return 12.706_204_736;
    }
    if freedom < 2.5 {
        return 4.302_652_730;
    }
    let z = Z_95;
    let z2 = z * z;
    let terms = [
        z * (z2 + 1.0) / 4.0,
        z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0,
        z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0,
    ];
    let [a, b, c] = terms;
    z + (a + (b + c / freedom) / freedom) / freedom
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_of_student_are_those_of_the_tables() {
        let table = [
            (1.0, 12.706),
            (2.0, 4.303),
            (3.0, 3.182),
            (4.0, 2.776),
            (10.0, 2.228),
            (24.0, 2.064),
            (100.0, 1.984),
        ];
        for (freedom, point) in table {
            let found = student_95(freedom);
            assert!((found / point - 1.0).abs() < 1e-2, "{freedom}: {found}");
        }
    }

    #[test]
    fn the_ends_of_wilsons_interval_are_where_the_score_is_at_its_point() {
        for (n_ones, n) in [(0, 7), (3, 40), (20, 40), (39, 40), (5, 5)] {
            let value = |at| f64::from(u8::from(at < n_ones));
            let values: Vec<f64> = (0..n).map(value).collect();
            let share = n_ones as f64 / n as f64;
            let (low, high) = Measure::Share.interval(&values).unwrap();
            for end in [low, high] {
                if end == 0.0 || end == 1.0 {
                    continue;
                }
                let spread = (end * (1.0 - end) / n as f64).sqrt();
                let score = (share - end).abs() / spread;
                assert!((score - Z_95).abs() < 1e-9, "{n_ones} of {n}");
            }
            assert!(0.0 <= low && low <= share);
            assert!(share <= high && high <= 1.0);
        }
    }
}
