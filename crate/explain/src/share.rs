//! Whether a share within a group is another one than outside it, and which
//! of many such findings to believe.

/// The two-sided probability of a difference at least as large between two
/// shares, `0.0..=1.0`: `n_in` of `size_in` against `n_out` of `size_out`.
/// 1 where a side is empty or all have it.
///
/// The pooled test of two proportions, whose square is Pearson's chi-squared
/// of the table of four cells without correction.
///
/// ```text
/// z = (p₁ − p₂) / √(p (1 − p) (1/n₁ + 1/n₂))     p = (x₁ + x₂) / (n₁ + n₂)
/// ```
///
/// # Reference
/// K. Pearson: On the criterion that a given system of deviations … (1900),
/// <https://doi.org/10.1080/14786440009463897>.
///
/// ```
/// let p = explain::share::difference((30, 100), (30, 200));
/// assert!((p - 0.0022).abs() < 1e-4);
/// assert_eq!(explain::share::difference((0, 0), (3, 9)), 1.0);
/// ```
pub fn difference(
    (n_in, size_in): (u64, u64),
    (n_out, size_out): (u64, u64),
) -> f64 {
    let [x1, n1, x2, n2] =
        [n_in, size_in, n_out, size_out].map(|it| it as f64);
    let pooled = (x1 + x2) / (n1 + n2);
    let variance = pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2);
    let is_open = n1 > 0.0 && n2 > 0.0 && variance > 0.0;
    if !is_open {
        return 1.0;
    }
    let z = (x1 / n1 - x2 / n2) / variance.sqrt();
    libm::erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// Which of many findings to believe, so that of those believed at most a
/// share of `level`, `0.0..=1.0`, is expected to be chance: Benjamini and
/// Hochberg's step-up. One answer a probability, in their order.
///
/// The share holds for findings that are independent or depend on each other
/// positively.
///
/// # Complexity
/// `O(n log n)`.
///
/// # Reference
/// Y. Benjamini, Y. Hochberg: Controlling the False Discovery Rate. J. R.
/// Statist. Soc. B 57 (1995),
/// <https://doi.org/10.1111/j.2517-6161.1995.tb02031.x>.
///
/// ```
/// let believed = explain::share::believed(&[0.01, 0.04, 0.03, 0.5], 0.05);
/// assert_eq!(believed, [true, false, false, false]);
/// ```
pub fn believed(p: &[f64], level: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    numeric::order::positions(&mut order, &|a, b| p[a].total_cmp(&p[b]));
    let bound = |rank: usize| level * (rank + 1) as f64 / p.len() as f64;
    let last = (0..p.len())
        .rev()
        .find(|&rank| p[order[rank]] <= bound(rank));
    let mut all = vec![false; p.len()];
    for &at in order.iter().take(last.map_or(0, |rank| rank + 1)) {
        all[at] = true;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The slow twin: the largest rank whose bound holds, counted anew for
    /// each finding.
    fn slow(p: &[f64], level: f64) -> Vec<bool> {
        let n_below = |bound: f64| p.iter().filter(|&&it| it <= bound).count();
        let bounds = (1..=p.len()).map(|m| level * m as f64 / p.len() as f64);
        let enough = bounds.enumerate().filter(|it| n_below(it.1) > it.0);
        let bound = enough.map(|it| it.1).fold(-1.0, f64::max);
        p.iter().map(|&it| it <= bound).collect()
    }

    #[test]
    fn the_probability_is_scipys() {
        // `chi2_contingency([[x1, n1 - x1], [x2, n2 - x2]],
        // correction=False)` of SciPy.
        for (inside, outside, p) in REFERENCE {
            let own = difference(*inside, *outside);
            assert!((own - p).abs() <= 1e-9 * p, "{inside:?} {own} {p}");
        }
    }

    proptest! {
        #[test]
        fn the_believed_are_those_of_the_slow_twin(
            p in prop::collection::vec(0.0..0.2_f64, 0..40),
        ) {
            prop_assert_eq!(believed(&p, 0.05), slow(&p, 0.05));
        }
    }

    type Cell = (u64, u64);
    const REFERENCE: &[(Cell, Cell, f64)] = &[
        ((30, 100), (30, 200), 0.002_199_647_061_113_06),
        ((12, 340), (55, 1200), 0.400_387_027_536_040_7),
        ((400, 900), (380, 1300), 2.232_132_604_314_226_6e-13),
        ((10, 11), (3, 40), 1.891_770_926_565_484e-8),
        ((501, 1000), (499, 1000), 0.928_730_074_564_802_6),
    ];
}
