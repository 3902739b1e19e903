//! Whether some samples differ from all others by more than chance.

use numeric::{order, stats};
use serde::{Deserialize, Serialize};

/// Which way samples are said to differ.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Side {
    /// Their values are higher.
    More,
    /// Their values are lower.
    Less,
}

impl Side {
    /// 1 or -1.
    pub(crate) fn sign(self) -> f64 {
        match self {
            Self::More => 1.0,
            Self::Less => -1.0,
        }
    }
}

/// Samples, some of them inside, some of them hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// All samples.
    pub n: u64,
    /// Those inside.
    pub n_inside: u64,
    /// All hits.
    pub n_hits: u64,
    /// Hits inside.
    pub n_both: u64,
}

/// The chance, `0.0..=1.0`, that as many of the samples drawn at random,
/// without looking at their values, would rank as high (or low) as those
/// inside do: the rank-sum test of Wilcoxon, Mann and Whitney with the
/// normal distribution, its variance that of the ranks as they are, ties and
/// all, and half a rank taken off. It asks nothing of the distribution of
/// the values: a few very large ones, or many zeros, do not mislead it.
/// 1 where all values are alike, or all or no samples are inside.
///
/// # Panics
/// There is not one mark a value.
///
/// # Complexity
/// `O(n log n)`.
///
/// # Reference
/// H. B. Mann, D. R. Whitney: On a test of whether one of two random
/// variables is stochastically larger than the other. Annals of Mathematical
/// Statistics 18 (1947), <https://doi.org/10.1214/aoms/1177730491>.
///
/// ```
/// use explain::trial::{Side, rank_sum};
/// let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
/// let inside = values.map(|it| it > 4.0);
/// assert!(rank_sum(&values, &inside, Side::More) < 0.02);
/// assert!(rank_sum(&values, &inside, Side::Less) > 0.98);
/// ```
pub fn rank_sum(values: &[f64], inside: &[bool], side: Side) -> f64 {
    assert_eq!(values.len(), inside.len(), "one mark a value");
    let middle = (values.len() as f64 + 1.0) / 2.0;
    let ranks = stats::midranks(values).into_iter().map(|it| it - middle);
    let (mut n_inside, mut shift, mut squares) = (0.0, 0.0, 0.0);
    for (rank, inside) in ranks.zip(inside) {
        squares += rank * rank;
        if *inside {
            n_inside += 1.0;
            shift += rank;
        }
    }
    let n = values.len() as f64;
    let variance = n_inside * (n - n_inside) * squares / (n * (n - 1.0));
    if variance.is_nan() || variance <= 0.0 {
        return 1.0;
    }
    let z = (side.sign() * shift - 0.5) / variance.sqrt();
    0.5 * libm::erfc(z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The chance, `0.0..=1.0`, that as many of the samples drawn at random
/// would hold so many hits or more (or fewer) than those inside do: Fisher's
/// exact test.
///
/// # Panics
/// The counts fit no table of four.
///
/// # Complexity
/// `O(n_inside)`.
///
/// # Reference
/// R. A. Fisher: On the interpretation of χ² from contingency tables.
/// Journal of the Royal Statistical Society 85 (1922),
/// <https://doi.org/10.2307/2340521>.
///
/// ```
/// use explain::trial::{Counts, Side, fisher};
/// // Four cups of tea of eight named rightly: one choice of 70.
/// let tea = Counts { n: 8, n_inside: 4, n_hits: 4, n_both: 4 };
/// assert!((fisher(tea, Side::More) - 1.0 / 70.0).abs() < 1e-15);
/// assert_eq!(fisher(tea, Side::Less), 1.0);
/// ```
pub fn fisher(of: Counts, side: Side) -> f64 {
    let Counts {
        n,
        n_inside,
        n_hits,
        n_both,
    } = of;
    let fits = n_both <= n_inside.min(n_hits)
        && n_inside.max(n_hits) <= n
        && n_hits - n_both <= n - n_inside;
    assert!(fits, "the parts are no larger than the whole");
    let least = (n_inside + n_hits).saturating_sub(n);
    let most = n_inside.min(n_hits);
    // How likely each number of hits is, as a multiple of the likeliest.
    let ratio = |k: u64| {
        let more = (n_hits - k) as f64 * (n_inside - k) as f64;
        more / ((k + 1) as f64 * (n + k + 1 - n_inside - n_hits) as f64)
    };
    let likeliest = ((n_inside + 1) as u128 * u128::from(n_hits + 1)
        / u128::from(n + 2)) as u64;
    let (mut all, mut tail) = (0.0, 0.0);
    let mut add = |k: u64, chance: f64| {
        let is_tail = match side {
            Side::More => k >= n_both,
            Side::Less => k <= n_both,
        };
        all += chance;
        tail += if is_tail { chance } else { 0.0 };
    };
    let mut chance = 1.0;
    for k in likeliest..=most {
        add(k, chance);
        chance *= ratio(k);
    }
    chance = 1.0;
    for k in (least..likeliest).rev() {
        chance /= ratio(k);
        add(k, chance);
    }
    tail / all
}

/// Chances as they count among so many: the share of false ones among those
/// that are called true is expected to be at most the largest of these that
/// is called so.
///
/// # Complexity
/// `O(n log n)`.
///
/// # Reference
/// Y. Benjamini, Y. Hochberg: Controlling the false discovery rate. Journal
/// of the Royal Statistical Society B 57 (1995),
/// <https://doi.org/10.1111/j.2517-6161.1995.tb02031.x>.
///
/// ```
/// use explain::trial::adjusted;
/// assert_eq!(adjusted(&[0.5, 0.01, 0.02]), [0.5, 0.03, 0.03]);
/// ```
pub fn adjusted(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order::positions(&mut order, &|a, b| chances[a].total_cmp(&chances[b]));
    let mut adjusted = vec![1.0; chances.len()];
    let mut least = 1.0_f64;
    for (place, at) in order.into_iter().enumerate().rev() {
        let among = chances.len() as f64 / (place + 1) as f64;
        least = least.min(chances[at] * among);
        adjusted[at] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every choice of so many of the samples, as marks.
    fn choices(n: usize, n_inside: usize) -> Vec<Vec<bool>> {
        (0..1_u32 << n)
            .filter(|set| set.count_ones() as usize == n_inside)
            .map(|set| (0..n).map(|at| set >> at & 1 == 1).collect())
            .collect()
    }

    fn inside(values: &[f64], marks: &[bool]) -> f64 {
        let both = values.iter().zip(marks).filter(|it| *it.1);
        both.map(|it| it.0).sum()
    }

    proptest! {
        #[test]
        fn fishers_chance_is_the_share_of_all_choices(
            values in prop::collection::vec(0..2_u8, 2..13),
            share in 0.0..1.0_f64,
        ) {
            let values: Vec<f64> =
                values.into_iter().map(f64::from).collect();
            let n = values.len();
            let n_inside = (share * (n + 1) as f64) as usize;
            let all = choices(n, n_inside);
            for marks in all.iter().take(9) {
                let own = inside(&values, marks);
                let counts = Counts {
                    n: n as u64,
                    n_inside: n_inside as u64,
                    n_hits: values.iter().sum::<f64>() as u64,
                    n_both: own as u64,
                };
                for side in [Side::More, Side::Less] {
                    let as_far = all.iter().filter(|other| {
                        let other = inside(&values, other);
                        side.sign() * (other - own) >= 0.0
                    });
                    let naive = as_far.count() as f64 / all.len() as f64;
                    let found = fisher(counts, side);
                    prop_assert!((found - naive).abs() < 1e-12);
                }
            }
        }

        #[test]
        fn the_chance_of_ranks_is_near_the_share_of_all_choices(
            values in prop::collection::vec(0..9_u8, 14..15),
            marks in 0..3432_usize,
        ) {
            let values: Vec<f64> =
                values.into_iter().map(f64::from).collect();
            let ranks = stats::midranks(&values);
            let all = choices(14, 7);
            let own = inside(&ranks, &all[marks]);
            let as_high =
                all.iter().filter(|it| inside(&ranks, it) >= own);
            let naive = as_high.count() as f64 / all.len() as f64;
            let found = rank_sum(&values, &all[marks], Side::More);
            prop_assert!((found - naive).abs() < 0.12, "{found} {naive}");
        }

        #[test]
        fn adjusted_chances_are_those_of_the_definition(
            chances in prop::collection::vec(0.0..=1.0_f64, 0..12),
        ) {
            let found = adjusted(&chances);
            let m = chances.len() as f64;
            for (own, found) in chances.iter().zip(found) {
                // The least threshold that calls it true.
                let naive = chances
                    .iter()
                    .filter(|it| *it >= own)
                    .map(|it| {
                        let n = chances.iter().filter(|at| *at <= it);
                        it * m / n.count() as f64
                    })
                    .fold(1.0, f64::min);
                prop_assert!((found - naive).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn far_tails_are_told_and_large_counts_do_not_overflow() {
        let counts = Counts {
            n: 50_000,
            n_inside: 25_000,
            n_hits: 25_000,
            n_both: 14_000,
        };
        let chance = fisher(counts, Side::More);
        assert!(chance > 0.0 && chance < 1e-100, "{chance}");
        let values: Vec<f64> = (0..400).map(f64::from).collect();
        let marks: Vec<bool> = (0..400).map(|it| it >= 200).collect();
        let chance = rank_sum(&values, &marks, Side::More);
        assert!(chance > 0.0 && chance < 1e-50, "{chance}");
    }

    #[test]
    fn nothing_to_compare_with_is_no_sign() {
        let all = [1.0, 2.0, 3.0];
        for marks in [[true; 3], [false; 3]] {
            assert_eq!(rank_sum(&all, &marks, Side::More), 1.0);
        }
        let marks = [true, false, true];
        assert_eq!(rank_sum(&[5.0; 3], &marks, Side::More), 1.0);
        assert_eq!(rank_sum(&[], &[], Side::More), 1.0);
    }
}
