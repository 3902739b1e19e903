//! How far a group stands from the rest, feature by feature.

use ndarray::{ArrayView1, ArrayView2};
use serde::{Deserialize, Serialize};

/// The two-sided 95 % point of the normal distribution.
const Z_95: f64 = 1.959_963_984_540_054;

/// The standardised difference of one cluster from all other samples in one
/// feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The cluster.
    pub label: u32,
    /// The feature, by position.
    pub feature_index: usize,
    /// Mean of the cluster; 0 where it has no value.
    pub mean: f64,
    /// Mean of all other samples; 0 where they have no value.
    pub rest_mean: f64,
    /// Hedges' g: difference of the means over the pooled standard
    /// deviation, with the small-sample correction.
    pub g: f64,
    /// 95 % interval of g.
    pub interval: (f64, f64),
}

/// Hedges' g of every cluster in every feature: cluster by cluster, in the
/// order of the features. `x` is `(n_samples, n_features)`, one label a
/// sample in `0..n_clusters`; a missing value (`NaN`) is left out of its
/// feature.
///
/// ```text
/// g = J (m₁ − m₂) / s     s² = ((n₁−1) s₁² + (n₂−1) s₂²) / (n₁+n₂−2)
/// J = 1 − 3 / (4 (n₁+n₂−2) − 1)
/// var g ≈ (n₁+n₂) / (n₁ n₂) + g² / (2 (n₁+n₂))
/// ```
///
/// A constant feature has `g = 0`. Where both sides are constant but differ,
/// the standard deviation over all samples stands in for the pooled one,
/// which is 0. Where either side has no value, `g` and its interval are 0.
///
/// # Panics
/// If there is not one label a sample, or a label is not below `n_clusters`.
///
/// # Complexity
/// `O(n_samples · n_features + n_clusters² · n_features)`.
///
/// # Reference
/// L. V. Hedges: Distribution theory for Glass's estimator of effect size
/// and related estimators. J. Educational Statistics 6 (1981),
/// <https://doi.org/10.3102/10769986006002107>. The variance: Hedges, Olkin:
/// Statistical Methods for Meta-Analysis (1985),
/// <https://doi.org/10.1016/C2009-0-03396-0>.
///
/// ```
/// let x = ndarray::array![[1.0], [2.0], [3.0], [5.0], [6.0], [7.0]];
/// let effects = explain::effect::effects(x.view(), &[0, 0, 0, 1, 1, 1], 2);
/// assert!((effects[0].g + 3.2).abs() < 1e-12);
/// assert_eq!(effects[1].g, -effects[0].g);
/// ```
pub fn effects(
    x: ArrayView2<'_, f64>,
    labels: &[u32],
    n_clusters: usize,
) -> Vec<Effect> {
    assert_eq!(x.nrows(), labels.len(), "one label a sample");
    let by_feature: Vec<Feature> = x
        .columns()
        .into_iter()
        .map(|column| Feature::new(column, labels, n_clusters))
        .collect();
    let mut effects = Vec::with_capacity(n_clusters * x.ncols());
    for label in 0..n_clusters {
        for (feature_index, feature) in by_feature.iter().enumerate() {
            effects.push(effect(feature, label, feature_index));
        }
    }
    effects
}

/// The clusters in one feature, whose values are taken from `origin`.
struct Feature {
    origin: f64,
    clusters: Vec<Moments>,
}

/// Count, mean and sum of squared deviations of some values. The mean is
/// taken from a value of the feature, so that equal values give exactly 0.
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    n: f64,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// Those of both sets of values together (Chan, Golub, LeVeque 1983,
    /// <https://doi.org/10.1080/00031305.1983.10483115>).
    fn with(self, other: Self) -> Self {
        let n = self.n + other.n;
        if n == 0.0 {
            return Self::default();
        }
        let apart = other.mean - self.mean;
        Self {
            n,
            mean: self.mean + apart * (other.n / n),
            squares: self.squares
                + other.squares
                + apart * apart * (self.n * other.n / n),
        }
    }
}

impl Feature {
    fn new(
        column: ArrayView1<'_, f64>,
        labels: &[u32],
        n_clusters: usize,
    ) -> Self {
        let present = || {
            column
                .iter()
                .zip(labels)
                .filter(|(value, _)| !value.is_nan())
        };
        let origin = present().next().map_or(0.0, |(&value, _)| value);
        let mut clusters = vec![Moments::default(); n_clusters];
        for (value, &label) in present() {
            let cluster = &mut clusters[label as usize];
            cluster.n += 1.0;
            cluster.mean += value - origin;
        }
        for cluster in &mut clusters {
            cluster.mean /= cluster.n.max(1.0);
        }
        for (value, &label) in present() {
            let cluster = &mut clusters[label as usize];
            let deviation = value - origin - cluster.mean;
            cluster.squares += deviation * deviation;
        }
        Self { origin, clusters }
    }

    /// The mean as it was, 0 where there is no value.
    fn mean(&self, of: Moments) -> f64 {
        if of.n == 0.0 {
            0.0
        } else {
            self.origin + of.mean
        }
    }
}

fn effect(feature: &Feature, label: usize, feature_index: usize) -> Effect {
    let own = feature.clusters[label];
    let rest = feature
        .clusters
        .iter()
        .enumerate()
        .filter(|&(other, _)| other != label)
        .fold(Moments::default(), |sum, (_, &other)| sum.with(other));
    let g = hedges_g(own, rest);
    let half = if own.n == 0.0 || rest.n == 0.0 {
        0.0
    } else {
        Z_95 * variance(g, own.n, rest.n).sqrt()
    };
    Effect {
        label: label as u32,
        feature_index,
        mean: feature.mean(own),
        rest_mean: feature.mean(rest),
        g,
        interval: (g - half, g + half),
    }
}

/// Squares within the groups below this share of all squares are rounding.
const NOISE: f64 = 1e-20;

fn hedges_g(own: Moments, rest: Moments) -> f64 {
    let freedom = own.n + rest.n - 2.0;
    if own.n == 0.0 || rest.n == 0.0 || freedom < 1.0 {
        return 0.0;
    }
    let within = own.squares + rest.squares;
    let all = own.with(rest).squares;
    let deviation = if within <= all * NOISE {
        (all / (freedom + 1.0)).sqrt()
    } else {
        (within / freedom).sqrt()
    };
    let difference = own.mean - rest.mean;
    if deviation == 0.0 || difference == 0.0 {
        return 0.0;
    }
    // One degree of freedom corrects to 0, and never to −0.
    (1.0 - 3.0 / (4.0 * freedom - 1.0)) * difference / deviation + 0.0
}

fn variance(g: f64, n_own: f64, n_rest: f64) -> f64 {
    let n = n_own + n_rest;
    n / (n_own * n_rest) + g * g / (2.0 * n)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rounding_noise_within_groups_is_no_spread() {
        let x = Array2::from_shape_fn((20, 1), |(i, _)| {
            let noise = (i % 2) as f64 * 1e-15;
            if i < 10 { 0.3 + noise } else { 7.3 + noise }
        });
        let labels: Vec<u32> = (0..20).map(|i| (i >= 10) as u32).collect();
        let g = effects(x.view(), &labels, 2)[0].g;
        assert!(g.abs() < 10.0, "{g}");
    }

    #[test]
    fn a_textbook_case_agrees_by_hand() {
        // Own 1 2 3 4, rest 3 5 7: means 2.5 and 5; s² = (5 + 8) / 5 = 2.6;
        // d = −2.5 / √2.6; J = 1 − 3 / 19; var = 7/12 + g²/14.
        let x = array![[1.0], [2.0], [3.0], [4.0], [3.0], [5.0], [7.0]];
        let found = effects(x.view(), &[0, 0, 0, 0, 1, 1, 1], 2);
        let g = -2.5 / 2.6_f64.sqrt() * (16.0 / 19.0);
        assert!((found[0].g - g).abs() < 1e-14);
        assert!((found[0].g - -1.305_628_8).abs() < 1e-6);
        let half =
            1.959_963_984_540_054 * (7.0 / 12.0 + g * g / 14.0_f64).sqrt();
        assert!((found[0].interval.0 - (g - half)).abs() < 1e-14);
        assert!((found[0].interval.1 - (g + half)).abs() < 1e-14);
        assert_eq!((found[0].mean, found[0].rest_mean), (2.5, 5.0));
    }

    #[test]
    fn a_constant_feature_has_no_effect() {
        let x = Array2::from_elem((7, 1), 0.1);
        for effect in effects(x.view(), &[0, 0, 1, 1, 1, 2, 2], 3) {
            assert_eq!(effect.g, 0.0);
        }
    }

    #[test]
    fn two_constant_sides_that_differ_stay_finite() {
        let x = array![[0.0], [0.0], [1.0], [1.0]];
        let found = effects(x.view(), &[0, 0, 1, 1], 2);
        assert!(found[1].g > 0.9 && found[1].g.is_finite());
    }

    #[test]
    fn a_missing_value_is_left_out_of_its_feature_only() {
        let with = array![[1.0, 1.0], [f64::NAN, 2.0], [3.0, 3.0], [5.0, 9.0]];
        let without = array![[1.0], [3.0], [5.0]];
        let a = effects(with.view(), &[0, 0, 0, 1], 2);
        let b = effects(without.view(), &[0, 0, 1], 2);
        assert_eq!(a[0].g, b[0].g);
        assert_eq!(a[1].mean, 2.0);
    }

    #[test]
    fn degenerate_labels_give_zero_not_nan() {
        let x = array![[1.0], [2.0]];
        for (labels, n) in [(vec![0, 0], 1), (vec![0, 0], 2), (vec![0, 1], 2)]
        {
            for effect in effects(x.view(), &labels, n) {
                assert!(effect.g.is_finite());
                assert!(effect.interval.0 <= effect.interval.1);
            }
        }
    }

    proptest! {
        #[test]
        fn g_ignores_shift_and_scale_and_flips_with_the_sides(
            values in prop::collection::vec(-100.0..100.0_f64, 6..40),
            shift in -50.0..50.0_f64,
            scale in 0.5..20.0_f64,
        ) {
            let labels: Vec<u32> =
                (0..values.len()).map(|i| (i % 3 == 0) as u32).collect();
            let n = values.len();
            let x = Array2::from_shape_vec((n, 1), values).unwrap();
            let moved = x.mapv(|v| v * scale + shift);
            let a = effects(x.view(), &labels, 2);
            let b = effects(moved.view(), &labels, 2);
            prop_assert!((a[0].g - b[0].g).abs() < 1e-8);
            prop_assert!((a[0].g + a[1].g).abs() < 1e-12);
            prop_assert!(a[0].interval.0 <= a[0].g);
            prop_assert!(a[0].g <= a[0].interval.1);
        }
    }
}
