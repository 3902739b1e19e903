//! How often a sample of one group has more than one of another.

use serde::{Deserialize, Serialize};

/// The two-sided 95 % point of the normal distribution.
const Z_95: f64 = 1.959_963_984_540_054;

/// Halvings of the range in which a bound is looked for: to the last bit.
const HALVINGS: usize = 60;

/// The probability of superiority.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Superiority {
    /// The share of pairs, one sample of each group, in which the first has
    /// the greater value, `0.0..=1.0`; a pair of equals counts half.
    pub share: f64,
    /// 95 % interval of it.
    pub interval: (f64, f64),
}

/// The probability that a value drawn from `own` is greater than one drawn
/// from `other`, ties halved: the Mann-Whitney statistic over all pairs.
/// Both are in ascending order; `None` where either is empty.
///
/// The interval is Newcombe's, by score: it holds where the groups do not
/// overlap, and for a handful of samples.
///
/// ```text
/// |θ̂ − θ| = z √V(θ)     N = (m + n) / 2 − 1
/// V(θ) = θ (1 − θ) (1 + N (1 − θ) / (2 − θ) + N θ / (1 + θ)) / (m n)
/// ```
///
/// # Complexity
/// `O(m log n)`.
///
/// # Reference
/// R. G. Newcombe: Confidence intervals for an effect size measure based on
/// the Mann-Whitney statistic, part 2, method 5. Statistics in Medicine 25
/// (2006), <https://doi.org/10.1002/sim.2324>.
///
/// ```
/// use explain::superiority::superiority;
/// let found = superiority(&[2.0, 4.0], &[1.0, 2.0, 3.0]).unwrap();
/// assert_eq!(found.share, 4.5 / 6.0);
/// assert!(found.interval.0 < found.share && found.share < found.interval.1);
/// assert!(superiority(&[], &[1.0]).is_none());
/// ```
pub fn superiority(own: &[f64], other: &[f64]) -> Option<Superiority> {
    let (m, n) = (own.len() as f64, other.len() as f64);
    if m * n == 0.0 {
        return None;
    }
    let (mut below, mut up_to) = (0, 0);
    let mut wins = 0.0;
    for value in own {
        below += other[below..].partition_point(|it| it < value);
        up_to = up_to.max(below);
        up_to += other[up_to..].partition_point(|it| it <= value);
        wins += 0.5 * (below + up_to) as f64;
    }
    let share = wins / (m * n);
    let bound = |end: f64| {
        let (mut near, mut far) = (share, end);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (near + far);
            let away = (share - middle) * (share - middle);
            match away <= Z_95 * Z_95 * variance(middle, m, n) {
                true => near = middle,
                false => far = middle,
            }
        }
        0.5 * (near + far)
    };
    Some(Superiority {
        share,
        interval: (bound(0.0), bound(1.0)),
    })
}

fn variance(share: f64, m: f64, n: f64) -> f64 {
    let n_mean = 0.5 * (m + n) - 1.0;
    let (rest, pairs) = (1.0 - share, m * n);
    let both = rest / (2.0 - share) + share / (1.0 + share);
    share * rest * (1.0 + n_mean * both) / pairs
}

#[cfg(test)]
mod tests {
    use numeric::Rng;
    use proptest::prelude::*;

    use super::*;

    fn sorted(mut values: Vec<f64>) -> Vec<f64> {
        values.sort_by(f64::total_cmp);
        values
    }

    /// Every pair looked at.
    fn slow(own: &[f64], other: &[f64]) -> f64 {
        let win = |a: f64, b: f64| match a.total_cmp(&b) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        };
        let pairs =
            own.iter().flat_map(|&a| other.iter().map(move |&b| (a, b)));
        let wins: f64 = pairs.map(|(a, b)| win(a, b)).sum();
        wins / (own.len() * other.len()) as f64
    }

    proptest! {
        #[test]
        fn the_share_is_that_of_all_pairs_and_turns_with_the_sides(
            own in prop::collection::vec(0..9i32, 1..30),
            other in prop::collection::vec(0..9i32, 1..30),
        ) {
            let values = |of: Vec<i32>| {
                sorted(of.into_iter().map(f64::from).collect())
            };
            let (own, other) = (values(own), values(other));
            let found = superiority(&own, &other).unwrap();
            prop_assert!((found.share - slow(&own, &other)).abs() < 1e-12);
            let back = superiority(&other, &own).unwrap();
            prop_assert!((found.share + back.share - 1.0).abs() < 1e-12);
            let ends = found.interval.0 + back.interval.1;
            prop_assert!((ends - 1.0).abs() < 1e-9);
            let (low, high) = found.interval;
            prop_assert!(0.0 <= low && low <= found.share + 1e-12);
            prop_assert!(found.share <= high + 1e-12 && high <= 1.0);
        }
    }

    #[test]
    fn groups_that_do_not_overlap_are_told_with_an_interval() {
        let (high, low) = ([5.0, 6.0, 7.0], [1.0, 2.0, 3.0]);
        let found = superiority(&high, &low).unwrap();
        assert_eq!(found.share, 1.0);
        assert!(found.interval.1 > 0.999_999);
        assert!((0.3..0.8).contains(&found.interval.0), "{found:?}");
    }

    /// Of normal samples whose true share is known: Φ(shift / √2).
    #[test]
    fn the_interval_holds_the_truth_as_often_as_it_says() {
        let mut rng = Rng::new(11);
        for (shift, truth) in [(0.0, 0.5), (1.0, 0.760_249_938_906_523)] {
            let mut n_held = 0;
            for _ in 0..1_000 {
                let mut draw = |n: usize, by: f64| {
                    sorted((0..n).map(|_| by + rng.normal()).collect())
                };
                let (own, other) = (draw(30, shift), draw(50, 0.0));
                let (low, high) = superiority(&own, &other).unwrap().interval;
                n_held += u32::from((low..=high).contains(&truth));
            }
            assert!((930..=975).contains(&n_held), "{shift}: {n_held}");
        }
    }
}
