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

/// Different days with a purchase.
pub(super) fn purchase_days(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day.map(|_| history.days.len() as f64)
}

/// Days from the first purchase to the last; 0 where there is one day.
pub(super) fn active_span_days(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day?;
    Some((history.last_day() - history.first_day()) as f64)
}

/// Days between the last two purchase days; needs two of them.
pub(super) fn gap_last_days(history: &History<'_>, _: &Shop) -> Option<f64> {
    history.gaps.last().copied()
}

/// Days between the first two purchase days; needs two of them.
pub(super) fn gap_first_days(history: &History<'_>, _: &Shop) -> Option<f64> {
    history.gaps.first().copied()
}

/// Median days between purchase days; needs two of them.
pub(super) fn gap_median_days(history: &History<'_>, _: &Shop) -> Option<f64> {
    stats::median(&history.gaps)
}

/// The most days between two purchase days in a row; needs two of them.
pub(super) fn gap_longest_days(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    history.gaps.iter().copied().max_by(f64::total_cmp)
}

/// Of the gaps, the share that differs from their median by at most half of
/// it; needs two gaps. 1 is a clock.
pub(super) fn gap_regular_share(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    let usual = stats::median(&history.gaps)?;
    let is_usual = |gap: f64| (gap - usual).abs() <= 0.5 * usual;
    (history.gaps.len() > 1).then(|| share_of_gaps(history, is_usual))?
}

/// Of the gaps, the share of at most 7 days; needs one gap.
pub(super) fn gap_week_share(history: &History<'_>, _: &Shop) -> Option<f64> {
    share_of_gaps(history, |gap| gap <= 7.0)
}

/// Days since the last purchase over the longest gap; needs one gap. Above
/// 1 the customer was never away for so long before.
pub(super) fn overdue_longest(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    Some(recency_days(history, shop)? / gap_longest_days(history, shop)?)
}

/// Days since the last purchase over days since the first.
pub(super) fn silent_share(history: &History<'_>, shop: &Shop) -> Option<f64> {
    Some(recency_days(history, shop)? / tenure_days(history, shop)?)
}

/// Orders in 30 days since the first purchase; who came less than 30 days
/// ago counts as 30 days here.
pub(super) fn orders_a_month(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let days = tenure_days(history, shop)?.max(30.0);
    Some(history.orders.len() as f64 * 30.0 / days)
}

/// Of the calendar months from the first purchase to the day before the
/// as-of day, the share with a purchase.
pub(super) fn active_month_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let last = day::month_index(shop.as_of_day? - 1);
    let first = day::month_index(history.first_day());
    Some(active_months(history, shop)? / (last - first + 1) as f64)
}

fn share_of_gaps(
    history: &History<'_>,
    is: impl Fn(f64) -> bool,
) -> Option<f64> {
    let n_gaps = history.gaps.len();
    let n_such = history.gaps.iter().filter(|&&gap| is(gap)).count();
    (n_gaps > 0).then(|| n_such as f64 / n_gaps as f64)
}
