//! Gower's dissimilarity of samples of numbers and categories.
//!
//! The mean over the features that both samples have: of a number the
//! difference as a share of its range, of a category 0 or 1. Gower (1971,
//! DOI 10.2307/2528823).

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::FeatureMatrix;

/// How samples are compared; learnt from a matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Gower {
    /// One a feature.
    categorical: Vec<bool>,
    /// The number that stands for none.
    missing: Option<f64>,
    /// Half the least number of each feature: twice the difference of two
    /// numbers may be infinite.
    least: Vec<f64>,
    /// Half the range of each; 0 where all are equal.
    ranges: Vec<f64>,
}

/// Samples, one feature after the other: numbers as shares of their range,
/// not a number where they are missing.
pub(crate) struct Columns {
    values: Vec<f64>,
    n_samples: usize,
    n_features: usize,
    has_missing: bool,
}

impl Gower {
    /// The ranges of a matrix. `categorical` are positions of features.
    pub(crate) fn of(
        x: &FeatureMatrix,
        categorical: &[usize],
        missing: Option<f64>,
    ) -> Self {
        let d = x.n_features();
        let mut least = vec![f64::INFINITY; d];
        let mut most = vec![f64::NEG_INFINITY; d];
        for sample in x.samples().chunks_exact(d) {
            for (j, value) in sample.iter().enumerate() {
                if Some(*value) != missing {
                    least[j] = least[j].min(value / 2.0);
                    most[j] = most[j].max(value / 2.0);
                }
            }
        }
        let ranges = most.iter().zip(&mut least).map(|(most, least)| {
            if *most < *least {
                *least = 0.0;
                return 0.0;
            }
            most - *least
        });
        Self {
            ranges: ranges.collect(),
            categorical: (0..d).map(|j| categorical.contains(&j)).collect(),
            missing,
            least,
        }
    }

    /// A number of a feature as what is compared. Beyond the range it is as
    /// far as the range's end: that moves it from all medoids alike.
    fn place(&self, j: usize, value: f64) -> f64 {
        if Some(value) == self.missing {
            return f64::NAN;
        }
        if self.categorical[j] {
            return value;
        }
        if self.ranges[j] == 0.0 {
            return 0.0;
        }
        ((value / 2.0 - self.least[j]) / self.ranges[j]).clamp(0.0, 1.0)
    }

    /// One sample as it is compared.
    pub(crate) fn places(&self, sample: &[f64]) -> Vec<f64> {
        let values = sample.iter().enumerate();
        values.map(|(j, value)| self.place(j, *value)).collect()
    }

    /// Samples as they are compared.
    pub(crate) fn columns(&self, x: &FeatureMatrix) -> Columns {
        let (n, d) = x.view().dim();
        let mut values = Vec::with_capacity(n * d);
        for j in 0..d {
            let column = x.samples().iter().skip(j).step_by(d);
            values.extend(column.map(|value| self.place(j, *value)));
        }
        Columns {
            has_missing: values.iter().any(|value| value.is_nan()),
            values,
            n_samples: n,
            n_features: d,
        }
    }

    /// How far each of a run of samples is from a place, `0.0..=1.0`; 1
    /// from one with which it shares no feature.
    ///
    /// ```text
    /// O(samples · n_features)
    /// ```
    pub(crate) fn apart(
        &self,
        samples: &Columns,
        run: Range<usize>,
        place: &[f64],
        apart: &mut [f64],
    ) {
        assert_eq!(place.len(), samples.n_features, "features differ");
        apart.fill(0.0);
        let own = |j: usize| {
            let column = &samples.values[j * samples.n_samples..];
            &column[run.clone()]
        };
        if samples.has_missing || place.iter().any(|value| value.is_nan()) {
            self.apart_with_gaps(&own, place, apart);
            return;
        }
        for (j, place) in place.iter().enumerate() {
            let pairs = apart.iter_mut().zip(own(j));
            if self.categorical[j] {
                pairs.for_each(|(sum, value)| {
                    *sum += f64::from(u8::from(value != place));
                });
            } else {
                pairs.for_each(|(sum, value)| *sum += (value - place).abs());
            }
        }
        let d = place.len() as f64;
        apart.iter_mut().for_each(|sum| *sum /= d);
    }

    fn apart_with_gaps<'a>(
        &self,
        own: &dyn Fn(usize) -> &'a [f64],
        place: &[f64],
        apart: &mut [f64],
    ) {
        let mut shared = vec![0.0; apart.len()];
        for (j, place) in place.iter().enumerate() {
            if place.is_nan() {
                continue;
            }
            let sums = apart.iter_mut().zip(&mut shared);
            for ((sum, shared), value) in sums.zip(own(j)) {
                if value.is_nan() {
                    continue;
                }
                *shared += 1.0;
                *sum += if self.categorical[j] {
                    f64::from(u8::from(value != place))
                } else {
                    (value - place).abs()
                };
            }
        }
        for (sum, shared) in apart.iter_mut().zip(shared) {
            *sum = if shared > 0.0 { *sum / shared } else { 1.0 };
        }
    }
}

impl Columns {
    /// Samples there are.
    pub(crate) fn n_samples(&self) -> usize {
        self.n_samples
    }

    /// One sample.
    pub(crate) fn sample(&self, at: usize) -> Vec<f64> {
        let own = self.values.iter().skip(at).step_by(self.n_samples);
        own.copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(x: &FeatureMatrix, space: &Gower, a: usize, b: usize) -> f64 {
        let columns = space.columns(x);
        let mut apart = [0.0];
        space.apart(&columns, a..a + 1, &columns.sample(b), &mut apart);
        apart[0]
    }

    #[test]
    fn it_is_the_mean_over_the_features_that_both_samples_have() {
        let x = ndarray::array![
            [0.0, 3.0, -1.0],
            [10.0, 3.0, 5.0],
            [4.0, 2.0, 5.0],
            [-1.0, -1.0, 5.0],
            [-1.0, 2.0, -1.0],
        ];
        let x = FeatureMatrix::new(x).unwrap();
        let space = Gower::of(&x, &[1, 2], Some(-1.0));
        assert_eq!(between(&x, &space, 0, 1), 0.5);
        assert_eq!(between(&x, &space, 1, 2), (0.6 + 1.0) / 3.0);
        assert_eq!(between(&x, &space, 0, 3), 1.0, "nothing is shared");
        assert_eq!(between(&x, &space, 2, 4), 0.0);
        let all = Gower::of(&x, &[1, 2], None);
        assert_eq!(between(&x, &all, 0, 3), (1.0 / 11.0 + 2.0) / 3.0);
    }

    #[test]
    fn the_largest_numbers_have_a_range_and_constants_none() {
        let x = ndarray::array![[-1e308, 7.0], [1e308, 7.0], [0.0, 7.0]];
        let x = FeatureMatrix::new(x).unwrap();
        let space = Gower::of(&x, &[], None);
        assert_eq!(between(&x, &space, 0, 1), 0.5);
        assert_eq!(between(&x, &space, 0, 2), 0.25);
    }
}
