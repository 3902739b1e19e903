//! Where customers stand: new, active, at risk, lapsed or won back, each by
//! their own rhythm.
//!
//! A customer buys at a rate of their own, of which the gaps between their
//! purchase days tell something and the shop's usual gap the rest: it counts
//! as [`PRIOR_GAPS`] gaps of the customer's. Then the chance that one who
//! still buys has been silent for so long is
//!
//! ```text
//! chance = ((b + own) / (b + own + silence)) ^ (PRIOR_GAPS + n_gaps)
//! b = PRIOR_GAPS · usual gap      own = sum of the customer's gaps
//! ```
//!
//! the tail of an exponential gap whose rate is gamma distributed, as in the
//! negative binomial model of buying: A. S. C. Ehrenberg, The pattern of
//! consumer purchases, Applied Statistics 8 (1959),
//! <https://doi.org/10.2307/2985810>. Few gaps leave much room, many make the
//! customer's own rhythm decide.
//!
//! - **lapsed**: the chance is below [`LAPSED_BELOW`];
//! - **at risk**: it is below [`AT_RISK_BELOW`];
//! - **new**: neither, and there is one purchase day so far;
//! - **won back**: neither, and the last purchase ended a silence that, by
//!   the gaps before it, was lapsed;
//! - **active**: all others.

use numeric::stats;
use serde::{Deserialize, Serialize};

use crate::Features;

/// So many gaps of a customer's own weigh as much as the shop's usual gap.
pub const PRIOR_GAPS: f64 = 3.0;
/// The chance of a silence below which a customer has lapsed.
pub const LAPSED_BELOW: f64 = 0.05;
/// The chance of a silence below which a customer is at risk.
pub const AT_RISK_BELOW: f64 = 0.25;
/// Fewer customers with a gap than this tell no usual gap.
const NEEDS: usize = 5;

/// Where a customer stands.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "LifecycleStage")]
pub enum Stage {
    /// Bought on one day so far, not long ago.
    New,
    /// Buys at the usual rhythm.
    Active,
    /// Is later than usual.
    AtRisk,
    /// Is so late that a customer who still buys would hardly be.
    Lapsed,
    /// Was so late before the last purchase.
    WonBack,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Self; 5] = [
        Self::New,
        Self::Active,
        Self::AtRisk,
        Self::Lapsed,
        Self::WonBack,
    ];
}

/// What is known of a customer's rhythm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rhythm {
    /// Gaps between purchase days.
    pub n_gaps: usize,
    /// Their sum in days.
    pub span_days: f64,
    /// The last of them in days; 0 where there is none.
    pub last_gap_days: f64,
    /// Days since the last purchase day.
    pub silence_days: f64,
}

/// How many customers stand where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Lifecycle {
    /// The median over the customers of their mean gap, in days.
    pub usual_gap_days: f64,
    /// Each stage, in the order of [`Stage::ALL`].
    pub stages: Vec<StageCount>,
}

/// How many customers are in a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct StageCount {
    /// The stage.
    pub stage: Stage,
    /// Its customers.
    #[ts(type = "number")]
    pub customers: u64,
}

/// The stage of a customer of a shop with this usual gap in days, which is
/// above 0. O(1).
///
/// ```
/// use kindred::lifecycle::{Rhythm, Stage, stage};
/// // Every ten days, seven times; then nothing for a while.
/// let of = |silence_days| Rhythm {
///     n_gaps: 7,
///     span_days: 70.0,
///     last_gap_days: 10.0,
///     silence_days,
/// };
/// assert_eq!(stage(of(9.0), 30.0), Stage::Active);
/// assert_eq!(stage(of(40.0), 30.0), Stage::AtRisk);
/// assert_eq!(stage(of(80.0), 30.0), Stage::Lapsed);
/// ```
pub fn stage(of: Rhythm, usual_gap_days: f64) -> Stage {
    let now = chance(of.n_gaps, of.span_days, of.silence_days, usual_gap_days);
    let came_back = || {
        let before = of.span_days - of.last_gap_days;
        let n_before = of.n_gaps - 1;
        chance(n_before, before, of.last_gap_days, usual_gap_days)
            < LAPSED_BELOW
    };
    match of.n_gaps {
        _ if now < LAPSED_BELOW => Stage::Lapsed,
        _ if now < AT_RISK_BELOW => Stage::AtRisk,
        0 => Stage::New,
        _ if came_back() => Stage::WonBack,
        _ => Stage::Active,
    }
}

/// The chance, `0.0..=1.0`, that a customer who still buys is silent for so
/// long; all lengths in days.
///
/// ```
/// use kindred::lifecycle::chance;
/// assert_eq!(chance(0, 0.0, 0.0, 30.0), 1.0);
/// assert_eq!(chance(0, 0.0, 90.0, 30.0), 0.125);
/// ```
pub fn chance(
    n_gaps: usize,
    span_days: f64,
    silence_days: f64,
    usual_gap_days: f64,
) -> f64 {
    let known = PRIOR_GAPS * usual_gap_days + span_days;
    let base = known / (known + silence_days);
    libm::pow(base, PRIOR_GAPS + n_gaps as f64)
}

/// The stage of every customer and the shop's usual gap; `None` where no day
/// is told or too few came back. O(customers).
pub fn stages(features: &Features) -> Option<(f64, Vec<Stage>)> {
    let of = |name| Some(&*features.column(name)?.values);
    let gaps = features.column("gap_mean_days")?.present();
    if gaps.len() < NEEDS {
        return None;
    }
    let usual = stats::median(&gaps)?;
    let (silence, tenure) = (of("recency_days")?, of("tenure_days")?);
    let (days, last) = (of("purchase_days")?, of("gap_last_days")?);
    let rhythm = |customer: usize| Rhythm {
        n_gaps: days[customer] as usize - 1,
        span_days: tenure[customer] - silence[customer],
        last_gap_days: last[customer].max(0.0),
        silence_days: silence[customer],
    };
    let all = (0..features.n_customers()).map(rhythm);
    Some((usual, all.map(|it| stage(it, usual)).collect()))
}

/// How many customers stand where.
pub fn counted(usual_gap_days: f64, stages: &[Stage]) -> Lifecycle {
    let count = |stage: Stage| StageCount {
        stage,
        customers: stages.iter().filter(|&&it| it == stage).count() as u64,
    };
    Lifecycle {
        usual_gap_days,
        stages: Stage::ALL.into_iter().map(count).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The chance as an average over rates: gamma distributed with shape
    /// `3 + n` and rate `3 usual + own`, in small steps.
    fn averaged(n_gaps: usize, own: f64, silence: f64, usual: f64) -> f64 {
        let (shape, rate) = (3.0 + n_gaps as f64, 3.0 * usual + own);
        let (mut all, mut silent) = (0.0, 0.0);
        let width = (shape + 12.0 * shape.sqrt()) / rate / 20_000.0;
        for step in 0..20_000 {
            let r = (f64::from(step) + 0.5) * width;
            let weight = libm::exp(
                (shape - 1.0) * libm::log(r * rate / shape) - r * rate,
            );
            all += weight;
            silent += weight * libm::exp(-r * silence);
        }
        silent / all
    }

    proptest! {
        #[test]
        fn the_chance_is_the_average_over_what_the_rate_may_be(
            n_gaps in 0..30usize,
            gap in 1.0..90.0f64,
            silence in 0.0..900.0f64,
            usual in 1.0..200.0f64,
        ) {
            let own = gap * n_gaps as f64;
            let fast = chance(n_gaps, own, silence, usual);
            let slow = averaged(n_gaps, own, silence, usual);
            prop_assert!((fast - slow).abs() < 1e-3, "{fast} {slow}");
        }

        #[test]
        fn a_longer_silence_only_moves_on(
            n_gaps in 0..30usize,
            gap in 1.0..90.0f64,
            usual in 1.0..200.0f64,
        ) {
            let rank = |it| match it {
                Stage::New | Stage::Active | Stage::WonBack => 0,
                Stage::AtRisk => 1,
                Stage::Lapsed => 2,
            };
            let mut before = 0;
            for silence in 0..2_000 {
                let now = rank(stage(Rhythm {
                    n_gaps,
                    span_days: gap * n_gaps as f64,
                    last_gap_days: if n_gaps > 0 { gap } else { 0.0 },
                    silence_days: f64::from(silence),
                }, usual));
                prop_assert!(now >= before);
                before = now;
            }
            prop_assert_eq!(before > 0, true);
        }
    }

    #[test]
    fn who_was_lapsed_before_the_last_purchase_is_won_back() {
        let of = |last_gap_days| Rhythm {
            n_gaps: 6,
            span_days: 50.0 + last_gap_days,
            last_gap_days,
            silence_days: 3.0,
        };
        assert_eq!(stage(of(10.0), 20.0), Stage::Active);
        assert_eq!(stage(of(100.0), 20.0), Stage::WonBack);
        let once = Rhythm {
            n_gaps: 0,
            span_days: 0.0,
            last_gap_days: 0.0,
            silence_days: 12.0,
        };
        assert_eq!(stage(once, 20.0), Stage::New);
    }
}
