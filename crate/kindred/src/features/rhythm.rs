//! How often, how long, how regularly.

use numeric::stats;

use super::{history::History, shop::Shop};
use crate::day;

/// Whole days from the last purchase to the as-of day; at least 1.
pub(super) fn recency_days(history: &History<'_>, shop: &Shop) -> Option<f64> {
    Some((shop.as_of_day? - history.last_day()) as f64)
}

/// Orders.
pub(super) fn orders(history: &History<'_>, _: &Shop) -> Option<f64> {
    Some(history.orders.len() as f64)
}

/// Whole days from the first purchase to the as-of day; at least 1.
pub(super) fn tenure_days(history: &History<'_>, shop: &Shop) -> Option<f64> {
    Some((shop.as_of_day? - history.first_day()) as f64)
}

/// Mean days between purchase days; needs two of them.
pub(super) fn gap_mean_days(history: &History<'_>, _: &Shop) -> Option<f64> {
    let n_gaps = history.gaps.len();
    let span = history.last_day() - history.first_day();
    (n_gaps > 0).then(|| span as f64 / n_gaps as f64)
}

/// Standard deviation of the gaps over their mean; needs two gaps. 0 is a
/// clock, 1 is chance, more is bursts.
pub(super) fn gap_variation(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let spread = stats::variance(&history.gaps)?.sqrt();
    Some(spread / gap_mean_days(history, shop)?)
}

/// Days since the last purchase over the customer's own median gap; needs
/// one gap. Above 1 the customer is later than usual.
pub(super) fn overdue_ratio(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    Some(recency_days(history, shop)? / stats::median(&history.gaps)?)
}

/// Different calendar months with a purchase.
pub(super) fn active_months(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day?;
    let mut n_months = 0;
    let mut before = i64::MIN;
    for &day in &history.days {
        let month = day::month_index(day);
        n_months += u32::from(month != before);
        before = month;
    }
    Some(f64::from(n_months))
}
