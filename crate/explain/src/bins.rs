//! A feature cut into at most 64 bins that never split equal values.

use serde::{Deserialize, Serialize};

const MAX_BINS: usize = 64;
const MISSING: u8 = u8::MAX;

/// The values of one feature as bins of about equal size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Bins {
    /// One code a sample.
    codes: Vec<u8>,
    /// The smallest and largest value of each bin, both of which occur.
    ranges: Vec<(f64, f64)>,
}

impl Bins {
    /// Cuts the values; a missing one (`NaN`) is in no bin.
    pub(crate) fn new(values: Vec<f64>) -> Self {
        let mut sorted: Vec<f64> =
            values.iter().copied().filter(|v| !v.is_nan()).collect();
        numeric::order::numbers(&mut sorted);
        let ranges = ranges(&sorted);
        let codes = values
            .into_iter()
            .map(|value| code(&ranges, value))
            .collect();
        Self { codes, ranges }
    }

    /// How many bins there are.
    pub(crate) fn len(&self) -> usize {
        self.ranges.len()
    }

    /// The bin of a sample; `None` where its value is missing.
    pub(crate) fn code(&self, sample_index: usize) -> Option<u8> {
        let code = self.codes[sample_index];
        (code != MISSING).then_some(code)
    }

    /// The smallest value of a bin.
    pub(crate) fn smallest(&self, bin: u8) -> f64 {
        self.ranges[usize::from(bin)].0
    }

    /// The largest value of a bin.
    pub(crate) fn largest(&self, bin: u8) -> f64 {
        self.ranges[usize::from(bin)].1
    }
}

/// Closes a bin at the first new value after each 64th part of the values;
/// few distinct values get a bin each.
fn ranges(sorted: &[f64]) -> Vec<(f64, f64)> {
    let n_distinct = 1 + sorted.windows(2).filter(|w| w[0] < w[1]).count();
    let part = if n_distinct <= MAX_BINS {
        1
    } else {
        sorted.len().div_ceil(MAX_BINS)
    };
    let mut ranges: Vec<(f64, f64)> = Vec::new();
    let mut filled = part;
    for &value in sorted {
        match ranges.last_mut() {
            Some(last) if value <= last.1 || filled < part => last.1 = value,
            _ => {
                ranges.push((value, value));
                filled = 0;
            }
        }
        filled += 1;
    }
    ranges
}

fn code(ranges: &[(f64, f64)], value: f64) -> u8 {
    if value.is_nan() {
        MISSING
    } else {
        ranges.partition_point(|range| range.1 < value) as u8
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_distinct_values_get_a_bin_each() {
        let bins = Bins::new(vec![3.0, 1.0, 1.0, f64::NAN, 2.0, 3.0]);
        assert_eq!(bins.ranges, [(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)]);
        assert_eq!(bins.codes, [2, 0, 0, MISSING, 1, 2]);
    }

    #[test]
    fn nothing_but_missing_has_no_bin() {
        let bins = Bins::new(vec![f64::NAN; 3]);
        assert_eq!((bins.len(), bins.code(0)), (0, None));
    }

    proptest! {
        #[test]
        fn bins_hold_their_values_and_are_few(
            values in prop::collection::vec(-1000..1000_i32, 1..2000),
        ) {
            let values: Vec<f64> =
                values.into_iter().map(|v| f64::from(v) / 7.0).collect();
            let bins = Bins::new(values.clone());
            prop_assert!(bins.len() <= MAX_BINS);
            for (sample, value) in values.into_iter().enumerate() {
                let bin = bins.code(sample).unwrap();
                prop_assert!(bins.smallest(bin) <= value);
                prop_assert!(value <= bins.largest(bin));
            }
            for pair in bins.ranges.windows(2) {
                prop_assert!(pair[0].1 < pair[1].0);
            }
        }
    }
}
