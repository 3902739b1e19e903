//! Recency, frequency, monetary value: scores, the ten usual groups, the
//! grid, and the tiers that stand in where there are no natural groups.
//!
//! A score says how many fifths of the customers do strictly worse, plus
//! one. Customers with the same value always share a score, so that a shop
//! where most bought once has a large group at 1 and nobody is parted from
//! an equal by a coin.

use numeric::order;
use serde::{Deserialize, Serialize};

use crate::{Features, analysis::RfmGrid, plan::Language};

/// Scores of `1..=5`, 5 best, one a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RfmScores {
    /// By days since the last purchase, fewer is better.
    pub recency: Vec<u8>,
    /// By orders.
    pub frequency: Vec<u8>,
    /// By net revenue; `None` in a file without amounts.
    pub monetary: Option<Vec<u8>>,
}

/// The ten groups that shops know, by recency and by frequency and monetary
/// value together.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum RfmSegment {
    /// Bought just now, often and much.
    Champions,
    /// Buy often, bought lately.
    Loyal,
    /// Bought lately, a few times.
    PotentialLoyalists,
    /// Bought just now for the first time.
    New,
    /// Bought lately for the first time.
    Promising,
    /// Were average in everything and begin to be away.
    NeedAttention,
    /// Bought little and begin to be away.
    AboutToSleep,
    /// Bought well and have been away for long.
    AtRisk,
    /// Were among the best and have been away for long.
    CannotLose,
    /// Bought little, long ago.
    Hibernating,
}

/// A tier by value and recency, for customers without natural groups.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Of the fewest customers who bring half, and bought lately.
    TopRecent,
    /// Of the fewest customers who bring half, and have been away.
    TopQuiet,
    /// Of the others, and bought lately.
    OtherRecent,
    /// Of the others, and have been away.
    OtherQuiet,
    /// Of the fewest customers who bring half, where no day is known.
    Top,
    /// Of the others, where no day is known.
    Other,
}

/// Every customer in a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueTiers {
    /// The tiers that have a customer, best first.
    pub tiers: Vec<Tier>,
    /// A position in `tiers` for each customer.
    pub labels: Vec<u32>,
}

/// Scores every customer. O(n log n).
pub fn scores(features: &Features) -> RfmScores {
    let negated: Vec<f64> =
        recency(features).into_iter().map(|days| -days).collect();
    RfmScores {
        recency: fifths(&negated),
        frequency: fifths(&orders(features)),
        monetary: features.revenue.as_ref().map(|r| fifths(&floats(r))),
    }
}

/// The group of each customer. Where there are amounts, frequency and
/// monetary score count alike, a half rounded up.
pub fn segments(scores: &RfmScores) -> Vec<RfmSegment> {
    let both = |customer: usize| {
        let frequency = scores.frequency[customer];
        let monetary = scores.monetary.as_ref().map(|m| m[customer]);
        monetary.map_or(frequency, |m| (frequency + m).div_ceil(2))
    };
    let recency = scores.recency.iter().enumerate();
    recency
        .map(|(i, &recency)| region(recency, both(i)))
        .collect()
}

/// Customers by recency and number of orders, in the bands of the scores.
pub fn grid(features: &Features) -> RfmGrid {
    let scores = scores(features);
    let days = recency(features);
    let newest_first: Vec<u8> = scores.recency.iter().map(|s| 6 - s).collect();
    let rows = bands(&newest_first, &days);
    let columns = bands(&scores.frequency, &orders(features));
    let mut counts = vec![vec![0; columns.ends.len()]; rows.ends.len()];
    for (&row, &column) in rows.labels.iter().zip(&columns.labels) {
        counts[row][column] += 1;
    }
    RfmGrid {
        recency_to: rows.ends,
        orders_to: columns.ends,
        counts,
    }
}

/// Value tiers for any customers: the fewest who together bring half of the
/// net revenue (of the lines, where nothing is worth anything) and the
/// others, each parted by whether at least half of all customers bought more
/// recently. Equal customers are never parted. Gives 2 to 4 tiers; where
/// that rule leaves one, those of the least value (or, where all are worth
/// the same, those longest away) are parted from the rest; only customers
/// alike in both are one tier. O(n log n).
pub fn value_tiers(features: &Features) -> ValueTiers {
    let value = worth(features);
    let top = brings_half(&value);
    if features.as_of_day.is_none() {
        return undated(top, &value);
    }
    let days = recency(features);
    let nearer = n_below(&days);
    let quiet: Vec<bool> =
        nearer.iter().map(|&n| 2 * n >= days.len()).collect();
    let tiers = tier(&top, &quiet);
    if tiers.tiers.len() > 1 {
        return tiers;
    }
    let least = value.iter().copied().fold(f64::INFINITY, f64::min);
    let longest = days.iter().copied().fold(0.0, f64::max);
    let above: Vec<bool> = value.iter().map(|&v| v > least).collect();
    if above.contains(&true) {
        return tier(&above, &vec![false; above.len()]);
    }
    let away: Vec<bool> = days.iter().map(|&d| d == longest).collect();
    tier(&vec![true; away.len()], &away)
}

impl RfmSegment {
    /// Every group, best first.
    pub const ALL: [Self; 10] = [
        Self::Champions,
        Self::Loyal,
        Self::PotentialLoyalists,
        Self::New,
        Self::Promising,
        Self::NeedAttention,
        Self::AboutToSleep,
        Self::AtRisk,
        Self::CannotLose,
        Self::Hibernating,
    ];

    /// Its name for people.
    pub fn title(self, language: Language) -> &'static str {
        let (english, german) = match self {
            Self::Champions => ("Champions", "Beste"),
            Self::Loyal => ("Loyal", "Treue"),
            Self::PotentialLoyalists => ("On the way up", "Im Aufstieg"),
            Self::New => ("New", "Neue"),
            Self::Promising => ("Promising", "Vielversprechende"),
            Self::NeedAttention => ("Slowing down", "Nachlassende"),
            Self::AboutToSleep => ("Drifting off", "Abwandernde"),
            Self::AtRisk => ("At risk", "Gefährdete"),
            Self::CannotLose => ("Too good to lose", "Zu wertvoll"),
            Self::Hibernating => ("Long away", "Lange fort"),
        };
        match language {
            Language::En => english,
            Language::De => german,
        }
    }
}

/// The region of a recency score and a score of frequency and value.
fn region(recency: u8, both: u8) -> RfmSegment {
    match (recency, both) {
        (5, 4..) => RfmSegment::Champions,
        (3 | 4, 4..) => RfmSegment::Loyal,
        (4.., 2 | 3) => RfmSegment::PotentialLoyalists,
        (5.., _) => RfmSegment::New,
        (4, _) => RfmSegment::Promising,
        (3, 3) => RfmSegment::NeedAttention,
        (3, _) => RfmSegment::AboutToSleep,
        (_, 5..) => RfmSegment::CannotLose,
        (_, 3 | 4) => RfmSegment::AtRisk,
        (_, _) => RfmSegment::Hibernating,
    }
}

struct Bands {
    /// The largest value of each band; the last is open.
    ends: Vec<Option<f64>>,
    labels: Vec<usize>,
}

/// Bands of equal keys, in ascending order of the keys.
fn bands(keys: &[u8], values: &[f64]) -> Bands {
    let mut largest = [f64::NEG_INFINITY; 8];
    for (&key, &value) in keys.iter().zip(values) {
        let end = &mut largest[usize::from(key)];
        *end = end.max(value);
    }
    let mut position = [0; 8];
    let mut ends = Vec::new();
    for (key, &end) in largest.iter().enumerate() {
        position[key] = ends.len();
        if end > f64::NEG_INFINITY {
            ends.push(Some(end));
        }
    }
    if let Some(last) = ends.last_mut() {
        *last = None;
    }
    let labels = keys.iter().map(|&key| position[usize::from(key)]).collect();
    Bands { ends, labels }
}

fn fifths(values: &[f64]) -> Vec<u8> {
    let score = |&n_below: &usize| (1 + 5 * n_below / values.len()) as u8;
    n_below(values).iter().map(score).collect()
}

/// How many of the others are strictly smaller.
fn n_below(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order::positions(&mut order, &|a, b| values[a].total_cmp(&values[b]));
    let mut below = vec![0; values.len()];
    let mut start = 0;
    for tied in order.chunk_by(|&a, &b| values[a] == values[b]) {
        tied.iter().for_each(|&i| below[i] = start);
        start += tied.len();
    }
    below
}

/// Whether each is among the fewest that together bring half of the sum;
/// equals are all in or all out.
fn brings_half(values: &[f64]) -> Vec<bool> {
    let half = values.iter().sum::<f64>() / 2.0;
    let mut order: Vec<usize> = (0..values.len()).collect();
    order::positions(&mut order, &|a, b| values[b].total_cmp(&values[a]));
    let mut inside = vec![false; values.len()];
    let mut sum = 0.0;
    for tied in order.chunk_by(|&a, &b| values[a] == values[b]) {
        if sum >= half {
            break;
        }
        tied.iter().for_each(|&i| inside[i] = true);
        sum += values[tied[0]] * tied.len() as f64;
    }
    inside
}

/// Tiers by value alone.
fn undated(mut top: Vec<bool>, value: &[f64]) -> ValueTiers {
    if top.iter().all(|it| *it == top[0]) {
        let least = value.iter().copied().fold(f64::INFINITY, f64::min);
        top = value.iter().map(|&v| v > least).collect();
    }
    let of = |&is_top: &bool| if is_top { Tier::Top } else { Tier::Other };
    listed(top.iter().map(of).collect(), &[Tier::Top, Tier::Other])
}

fn tier(top: &[bool], quiet: &[bool]) -> ValueTiers {
    let of = |(&top, &quiet): (&bool, &bool)| match (top, quiet) {
        (true, false) => Tier::TopRecent,
        (true, true) => Tier::TopQuiet,
        (false, false) => Tier::OtherRecent,
        (false, true) => Tier::OtherQuiet,
    };
    let each = top.iter().zip(quiet).map(of).collect();
    let all = [
        Tier::TopRecent,
        Tier::TopQuiet,
        Tier::OtherRecent,
        Tier::OtherQuiet,
    ];
    listed(each, &all)
}

/// The tiers that have a customer, in the order of `all`.
fn listed(each: Vec<Tier>, all: &[Tier]) -> ValueTiers {
    let there = all.iter().copied().filter(|it| each.contains(it));
    let tiers: Vec<Tier> = there.collect();
    let position = |tier: &Tier| {
        tiers
            .iter()
            .position(|t| t == tier)
            .expect("every tier is listed")
    };
    let labels = each.iter().map(|t| position(t) as u32).collect();
    ValueTiers { tiers, labels }
}

/// Net revenue, or lines where nothing is worth anything.
fn worth(features: &Features) -> Vec<f64> {
    let lines = || features.n_lines.iter().map(|&n| f64::from(n)).collect();
    let Some(revenue) = &features.revenue else {
        return lines();
    };
    let kept: Vec<f64> =
        revenue.iter().map(|&minor| minor.max(0) as f64).collect();
    if kept.iter().any(|&v| v > 0.0) {
        kept
    } else {
        lines()
    }
}

/// Days since the last purchase; the same for all where no day is known.
fn recency(features: &Features) -> Vec<f64> {
    match features.as_of_day {
        Some(_) => always(features, "recency_days"),
        None => vec![0.0; features.n_customers()],
    }
}

fn orders(features: &Features) -> Vec<f64> {
    always(features, "orders")
}

fn always(features: &Features, name: &str) -> Vec<f64> {
    let column = features.column(name);
    column.expect("every customer has bought").present()
}

fn floats(minor: &[i64]) -> Vec<f64> {
    minor.iter().map(|&m| m as f64).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sixty_percent_of_one_time_buyers_share_the_lowest_score() {
        let mut orders = vec![1.0; 60];
        orders.extend((0..40).map(|i| f64::from(2 + i / 10)));
        let scores = fifths(&orders);
        assert!(scores[..60].iter().all(|&s| s == 1));
        assert!(scores[60..70].iter().all(|&s| s == 4));
        assert!(scores[80..].iter().all(|&s| s == 5));
    }

    #[test]
    fn different_values_make_equal_fifths() {
        let values: Vec<f64> = (0..100).rev().map(f64::from).collect();
        let scores = fifths(&values);
        for score in 1..=5 {
            assert_eq!(scores.iter().filter(|&&s| s == score).count(), 20);
        }
        assert_eq!((scores[0], scores[99]), (5, 1));
    }

    #[test]
    fn every_pair_of_scores_has_a_region_and_every_region_a_pair() {
        let mut seen: Vec<RfmSegment> = (1..=5)
            .flat_map(|r| (1..=5).map(move |f| region(r, f)))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, RfmSegment::ALL);
    }

    #[test]
    fn the_fewest_who_bring_half_are_found() {
        let half = brings_half(&[1.0, 50.0, 1.0, 30.0, 30.0]);
        assert_eq!(half, [false, true, false, true, true]);
    }

    proptest! {
        #[test]
        fn ties_are_never_parted(
            values in prop::collection::vec(0i32..6, 1..80),
        ) {
            let values: Vec<f64> =
                values.into_iter().map(f64::from).collect();
            let scores = fifths(&values);
            let half = brings_half(&values);
            for (i, a) in values.iter().enumerate() {
                for (j, b) in values.iter().enumerate() {
                    if a == b {
                        prop_assert_eq!(scores[i], scores[j]);
                        prop_assert_eq!(half[i], half[j]);
                    }
                    prop_assert!(a >= b || scores[i] <= scores[j]);
                }
            }
        }
    }
}
