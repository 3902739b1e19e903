//! Samples as codes of categories.

use serde::{Deserialize, Serialize};

use crate::FeatureMatrix;

/// The code of a category that is missing or was never seen.
pub(super) const NONE: u16 = u16::MAX;

/// The categories of every feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Categories {
    features: Vec<Feature>,
    /// The number that stands for none.
    missing: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Feature {
    /// Each of these numbers is a category, ascending.
    Values(Vec<f64>),
    /// A number is in the category of the cuts that it is not below.
    Cuts(Vec<f64>),
}

impl Categories {
    /// The categories of a matrix, at most `most` a feature; a feature of
    /// more different numbers is cut into parts of about equal size.
    ///
    /// ```text
    /// O(n_features · n_samples · log n_samples)
    /// ```
    pub(super) fn of(
        x: &FeatureMatrix,
        missing: Option<f64>,
        most: usize,
    ) -> Self {
        let d = x.n_features();
        let feature = |j: usize| {
            let own = x.samples().iter().skip(j).step_by(d);
            let own = own.copied().filter(|value| Some(*value) != missing);
            Feature::of(own.map(|value| value + 0.0).collect(), most)
        };
        Self {
            features: (0..d).map(feature).collect(),
            missing,
        }
    }

    /// Categories of each feature.
    pub(super) fn counts(&self) -> Vec<usize> {
        self.features.iter().map(Feature::n_categories).collect()
    }

    /// The codes, one sample after the other.
    ///
    /// # Panics
    /// `x` has other features.
    pub(super) fn codes(&self, x: &FeatureMatrix) -> Vec<u16> {
        let d = self.features.len();
        assert_eq!(x.n_features(), d, "features differ");
        let pairs = x.samples().iter().zip(self.features.iter().cycle());
        let code = |(value, feature): (&f64, &Feature)| {
            if Some(*value) == self.missing {
                return NONE;
            }
            feature.code(*value + 0.0)
        };
        pairs.map(code).collect()
    }
}

impl Feature {
    fn of(mut values: Vec<f64>, most: usize) -> Self {
        numeric::order::numbers(&mut values);
        let mut different = values.clone();
        different.dedup();
        if different.len() <= most {
            return Self::Values(different);
        }
        let cut = |part: usize| values[part * values.len() / most];
        let mut cuts: Vec<f64> = (1..most).map(cut).collect();
        cuts.dedup();
        // A cut at the least number parts nothing off.
        cuts.retain(|cut| *cut > values[0]);
        Self::Cuts(cuts)
    }

    fn n_categories(&self) -> usize {
        match self {
            Self::Values(values) => values.len(),
            Self::Cuts(cuts) => cuts.len() + 1,
        }
    }

    fn code(&self, value: f64) -> u16 {
        match self {
            Self::Values(values) => values
                .binary_search_by(|known| known.total_cmp(&value))
                .map_or(NONE, |at| at as u16),
            Self::Cuts(cuts) => {
                cuts.partition_point(|cut| *cut <= value) as u16
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: &[f64]) -> FeatureMatrix {
        FeatureMatrix::from_samples(values.to_vec(), 1).unwrap()
    }

    #[test]
    fn a_number_is_a_category_and_one_never_seen_is_none() {
        let x = line(&[7.0, -2.0, -1.0, 0.0, -0.0, 7.0]);
        let found = Categories::of(&x, Some(-1.0), 5);
        assert_eq!(found.counts(), [3]);
        assert_eq!(found.codes(&x), [2, 0, NONE, 1, 1, 2]);
        assert_eq!(found.codes(&line(&[5.0])), [NONE]);
    }

    #[test]
    fn many_numbers_are_cut_into_equal_parts() {
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        let found = Categories::of(&line(&values), None, 4);
        assert_eq!(found.counts(), [4]);
        let codes = found.codes(&line(&values));
        assert!(
            (0..4).all(|c| codes.iter().filter(|o| **o == c).count() == 25)
        );
        assert_eq!(found.codes(&line(&[-1e300, 1e300])), [0, 3]);
        let mut zeros = vec![0.0; 100];
        zeros.extend([1.0, 2.0, 3.0, 4.0, 5.0]);
        let found = Categories::of(&line(&zeros), None, 4);
        assert_eq!(found.counts(), [1], "no part of such a size is left");
    }
}
