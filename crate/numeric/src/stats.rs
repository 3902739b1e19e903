//! Descriptive statistics of slices. Infinite and missing numbers are the
//! caller's business: give finite ones.

use crate::{order, rng::Rng};

/// The mean; `None` of nothing.
///
/// ```
/// assert_eq!(numeric::stats::mean(&[1.0, 2.0, 6.0]), Some(3.0));
/// ```
pub fn mean(values: &[f64]) -> Option<f64> {
    let n = values.len();
    (n > 0).then(|| values.iter().sum::<f64>() / n as f64)
}

/// The variance with divisor `n - 1`, in two passes; `None` below two
/// values.
///
/// ```
/// assert_eq!(numeric::stats::variance(&[1.0, 3.0]), Some(2.0));
/// ```
pub fn variance(values: &[f64]) -> Option<f64> {
    let n = values.len();
    (n > 1).then(|| squares_about_mean(values) / (n - 1) as f64)
}

/// The variance with divisor `n`, as z-scores use it; `None` of nothing.
///
/// ```
/// assert_eq!(numeric::stats::population_variance(&[1.0, 3.0]), Some(1.0));
/// ```
pub fn population_variance(values: &[f64]) -> Option<f64> {
    let n = values.len();
    (n > 0).then(|| squares_about_mean(values) / n as f64)
}

/// A copy in ascending order.
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut ordered = values.to_vec();
    order::numbers(&mut ordered);
    ordered
}

/// The quantile at `p`, `0.0..=1.0`, of values in any order; `None` of
/// nothing.
///
/// Interpolates between order statistics: type 7 of Hyndman and Fan (1996,
/// DOI 10.2307/2684934), the default of R and numpy. O(n log n); for many
/// quantiles of the same values use [`sorted`] and [`quantile_sorted`].
///
/// ```
/// use numeric::stats::quantile;
/// assert_eq!(quantile(&[4.0, 1.0, 2.0, 3.0], 0.25), Some(1.75));
/// ```
pub fn quantile(values: &[f64], p: f64) -> Option<f64> {
    quantile_sorted(&sorted(values), p)
}

/// [`quantile`] of values in ascending order. O(1).
///
/// # Panics
/// `p` is outside `0.0..=1.0`.
pub fn quantile_sorted(ordered: &[f64], p: f64) -> Option<f64> {
    assert!((0.0..=1.0).contains(&p), "{p} is no share");
    let last = ordered.len().checked_sub(1)?;
    let position = p * last as f64;
    let below = (position.floor() as usize).min(last);
    let above = (below + 1).min(last);
    let share = position - below as f64;
    Some(ordered[below] + share * (ordered[above] - ordered[below]))
}

/// The median; `None` of nothing. The same bits as [`quantile`] at 0.5, but
/// O(n).
///
/// ```
/// assert_eq!(numeric::stats::median(&[9.0, 1.0, 2.0, 4.0]), Some(3.0));
/// ```
pub fn median(values: &[f64]) -> Option<f64> {
    let mut values = values.to_vec();
    let middle = values.len() / 2;
    let is_odd = values.len() % 2 == 1;
    if values.is_empty() {
        return None;
    }
    let (lower, &mut upper, _) =
        values.select_nth_unstable_by(middle, f64::total_cmp);
    let below = lower.iter().copied().max_by(f64::total_cmp);
    match below {
        Some(below) if !is_odd => Some(below + 0.5 * (upper - below)),
        _ => Some(upper),
    }
}

/// The median distance from the median, in the unit of the values (multiply
/// by 1.4826 to compare with a standard deviation); `None` of nothing.
///
/// ```
/// assert_eq!(numeric::stats::mad(&[1.0, 2.0, 3.0, 90.0]), Some(1.0));
/// ```
pub fn mad(values: &[f64]) -> Option<f64> {
    let centre = median(values)?;
    let away: Vec<f64> = values.iter().map(|v| (v - centre).abs()).collect();
    median(&away)
}

/// The rank of each value, from 1; ties share the mean of their ranks.
///
/// ```
/// let ranks = numeric::stats::midranks(&[10.0, 30.0, 10.0]);
/// assert_eq!(ranks, [1.5, 3.0, 1.5]);
/// ```
pub fn midranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order::positions(&mut order, &|a, b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for tied in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let rank = start as f64 + (tied.len() as f64 + 1.0) / 2.0;
        tied.iter().for_each(|&i| ranks[i] = rank);
        start += tied.len();
    }
    ranks
}

/// Pearson's correlation, `-1.0..=1.0`; `None` below two pairs or where one
/// side is constant.
///
/// # Panics
/// The lengths differ.
///
/// ```
/// let r = numeric::stats::pearson(&[1.0, 2.0, 3.0], &[6.0, 4.0, 2.0]);
/// assert_eq!(r, Some(-1.0));
/// ```
pub fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    assert_eq!(x.len(), y.len(), "the lengths differ");
    let (x_mean, y_mean) = (mean(x)?, mean(y)?);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        let (dx, dy) = (x - x_mean, y - y_mean);
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    let scale = (xx / yy).sqrt() * yy;
    (scale > 0.0).then(|| (xy / scale).clamp(-1.0, 1.0))
}

/// Spearman's rank correlation, `-1.0..=1.0`, ties at their mean rank;
/// `None` below two pairs or where one side is constant.
///
/// # Panics
/// The lengths differ.
///
/// ```
/// let rho = numeric::stats::spearman(&[1.0, 2.0, 9.0], &[0.1, 0.2, 0.3]);
/// assert_eq!(rho, Some(1.0));
/// ```
pub fn spearman(x: &[f64], y: &[f64]) -> Option<f64> {
    pearson(&midranks(x), &midranks(y))
}

/// The slope of `y` over `x` as the median slope of all pairs with
/// different `x`; `None` where there is no such pair.
///
/// Holds against outliers in up to 29 % of the pairs (Sen 1968, DOI
/// 10.1080/01621459.1968.10480934). Above `max_pairs` pairs, as many are
/// drawn at random from `seed`. O(pairs · log pairs).
///
/// # Panics
/// The lengths differ.
///
/// ```
/// use numeric::stats::theil_sen;
/// let slope = theil_sen(&[0.0, 1.0, 2.0], &[5.0, 7.0, 9.0], 1_000, 0);
/// assert_eq!(slope, Some(2.0));
/// ```
pub fn theil_sen(
    x: &[f64],
    y: &[f64],
    max_pairs: usize,
    seed: u64,
) -> Option<f64> {
    assert_eq!(x.len(), y.len(), "the lengths differ");
    let n = x.len();
    let slope = |(i, j): (usize, usize)| {
        (x[i] != x[j]).then(|| (y[j] - y[i]) / (x[j] - x[i]))
    };
    let n_pairs = n.saturating_sub(1).saturating_mul(n) / 2;
    let slopes: Vec<f64> = if n_pairs <= max_pairs {
        let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
        pairs.filter_map(slope).collect()
    } else {
        let mut rng = Rng::new(seed);
        let pairs = (0..max_pairs).map(|_| random_pair(&mut rng, n));
        pairs.filter_map(slope).collect()
    };
    median(&slopes)
}

fn squares_about_mean(values: &[f64]) -> f64 {
    let centre = mean(values).unwrap_or(0.0);
    values.iter().map(|v| (v - centre) * (v - centre)).sum()
}

fn random_pair(rng: &mut Rng, n: usize) -> (usize, usize) {
    let first = rng.below(n);
    let other = rng.below(n - 1);
    (first, if other < first { other } else { other + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_has_no_statistics() {
        assert_eq!(mean(&[]), None);
        assert_eq!(variance(&[1.0]), None);
        assert_eq!(population_variance(&[]), None);
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(mad(&[]), None);
        assert_eq!(spearman(&[], &[]), None);
        assert_eq!(theil_sen(&[1.0, 1.0], &[2.0, 3.0], 10, 0), None);
        assert!(midranks(&[]).is_empty());
    }

    #[test]
    fn quantiles_are_those_of_r() {
        // quantile(c(2, 7, 1, 8, 2.8), c(0, .1, .5, .95, 1))
        let values = [2.0, 7.0, 1.0, 8.0, 2.8];
        let expected =
            [(0.0, 1.0), (0.1, 1.4), (0.5, 2.8), (0.95, 7.8), (1.0, 8.0)];
        for (p, quantile_of_r) in expected {
            let found = quantile(&values, p).unwrap();
            assert!((found - quantile_of_r).abs() < 1e-12, "{p}: {found}");
        }
    }

    #[test]
    fn spearman_with_ties_is_that_of_scipy() {
        // scipy.stats.spearmanr([1, 2, 2, 4, 5], [2, 1, 3, 3, 9])
        let rho =
            spearman(&[1.0, 2.0, 2.0, 4.0, 5.0], &[2.0, 1.0, 3.0, 3.0, 9.0]);
        assert!((rho.unwrap() - 0.7631578947368421).abs() < 1e-12);
    }

    #[test]
    fn a_constant_has_no_correlation() {
        assert_eq!(pearson(&[1.0, 1.0], &[2.0, 3.0]), None);
    }

    #[test]
    fn the_slope_holds_against_outliers() {
        let x: Vec<f64> = (0..200).map(f64::from).collect();
        let mut y: Vec<f64> = x.iter().map(|x| 3.0 * x - 1.0).collect();
        y.iter_mut().step_by(7).for_each(|y| *y = 1e6);
        assert_eq!(theil_sen(&x, &y, usize::MAX, 0), Some(3.0));
        assert_eq!(theil_sen(&x, &y, 2_000, 1), Some(3.0));
    }

    proptest! {
        #[test]
        fn a_quantile_lies_between_the_ends_and_grows(
            values in prop::collection::vec(-1e6..1e6, 1..60),
            p in 0.0..1.0f64,
            q in 0.0..1.0f64,
        ) {
            let ordered = sorted(&values);
            let low = quantile(&values, p.min(q)).unwrap();
            let high = quantile(&values, p.max(q)).unwrap();
            prop_assert!(low <= high);
            prop_assert!(ordered[0] <= low && high <= ordered[ordered.len() - 1]);
        }

        #[test]
        fn the_median_is_the_quantile_at_a_half(
            values in prop::collection::vec(-1e6..1e6, 0..40),
        ) {
            prop_assert_eq!(median(&values), quantile(&values, 0.5));
        }

        #[test]
        fn ranks_sum_to_the_triangle_number(
            values in prop::collection::vec(0i32..9, 0..50),
        ) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let n = values.len() as f64;
            let sum: f64 = midranks(&values).iter().sum();
            prop_assert_eq!(sum, n * (n + 1.0) / 2.0);
        }
    }
}
