//! Which way it goes: slopes, the later half against the earlier one, the
//! last days against all.

use numeric::stats;

use super::{history::History, shop::Shop};

/// At most so many orders, or gaps, are in a slope: the last ones.
const TREND: usize = 100;
/// After so many days an order counts half in what is decayed.
const HALF_LIFE_DAYS: f64 = 90.0;

/// The Theil–Sen slope of the values of the last [`TREND`] orders
/// over their days, a 30 days, as a share of their median; needs three
/// orders on two days and a median above 0.
pub(super) fn order_value_trend(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    let days = history.orders.iter().map(|order| order.day());
    slope(days, &history.values)
}

/// The Theil–Sen slope of the last [`TREND`] gaps over the days on which
/// they ended, a 30 days, as a share of their median; needs three gaps.
/// Above 0 the customer slows down.
pub(super) fn gap_trend(history: &History<'_>, _: &Shop) -> Option<f64> {
    slope(history.days.iter().skip(1).copied(), &history.gaps)
}

/// The mean of the later half of the gaps over that of the earlier half, the
/// middle one of an odd number in neither; needs two gaps. Above 1 the
/// customer slows down.
pub(super) fn gap_late_ratio(history: &History<'_>, _: &Shop) -> Option<f64> {
    late_ratio(&history.gaps)
}

/// The mean value of the later half of the orders over that of the earlier
/// half, the middle one of an odd number in neither; needs two orders and
/// an earlier mean above 0.
pub(super) fn order_value_late_ratio(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day?;
    late_ratio(&history.values)
}

/// Orders in the last 90 days before the as-of day.
pub(super) fn orders_90_days(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    n_within(history, shop, 90)
}

/// Orders in the last 365 days before the as-of day.
pub(super) fn orders_365_days(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    n_within(history, shop, 365)
}

/// Of the orders, the share in the last 30 days before the as-of day.
pub(super) fn order_share_30(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    order_share(history, shop, 30)
}

/// Of the orders, the share in the last 90 days before the as-of day.
pub(super) fn order_share_90(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    order_share(history, shop, 90)
}

/// Of the orders, the share in the last 365 days before the as-of day.
pub(super) fn order_share_365(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    order_share(history, shop, 365)
}

/// Of the orders of the last 180 days, the share in the last 90; needs one.
/// Below a half the customer slows down.
pub(super) fn order_shift_90(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let (late, all) =
        (n_within(history, shop, 90)?, n_within(history, shop, 180)?);
    (all > 0.0).then(|| late / all)
}

/// Orders, each counting half as much for every 90 days of its age: the sum
/// of `2^(−age / 90)`.
pub(super) fn orders_decayed(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let as_of_day = shop.as_of_day?;
    let orders = history.orders.iter();
    Some(orders.map(|order| decay(as_of_day - order.day())).sum())
}

/// The order values of the last 90 days before the as-of day.
pub(super) fn revenue_90_days(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    revenue_within(history, shop, 90)
}

/// The order values of the last 365 days before the as-of day.
pub(super) fn revenue_365_days(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    revenue_within(history, shop, 365)
}

/// Of all order values, the share in the last 90 days before the as-of day;
/// needs a sum above 0.
pub(super) fn revenue_share_90(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    revenue_share(history, shop, 90)
}

/// Of all order values, the share in the last 365 days before the as-of
/// day; needs a sum above 0.
pub(super) fn revenue_share_365(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    revenue_share(history, shop, 365)
}

/// Order values, each counting half as much for every 90 days of its age.
pub(super) fn revenue_decayed(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let as_of_day = shop.as_of_day?;
    let orders = history.orders.iter().zip(&history.values);
    let part = orders.map(|(o, value)| value * decay(as_of_day - o.day()));
    (!history.values.is_empty()).then(|| part.fold(0.0, add))
}

fn decay(age_days: i64) -> f64 {
    libm::exp2(-(age_days as f64) / HALF_LIFE_DAYS)
}

/// The slope of the last values over their days, a 30 days, as a share of
/// their median.
#[inline(never)]
fn slope(days: impl Iterator<Item = i64>, values: &[f64]) -> Option<f64> {
    if values.len() < 3 {
        return None;
    }
    let skip = values.len().saturating_sub(TREND);
    let days: Vec<f64> = days.skip(skip).map(|day| day as f64).collect();
    let values = &values[skip..];
    let slope = stats::theil_sen(&days, values, usize::MAX, 0)?;
    let median = stats::median(values)?;
    (median > 0.0).then(|| slope * 30.0 / median)
}

// An empty sum is 0, where that of an iterator is -0.
fn add(sum: f64, value: f64) -> f64 {
    sum + value
}

fn late_ratio(values: &[f64]) -> Option<f64> {
    let half = values.len() / 2;
    let earlier = stats::mean(&values[..half])?;
    let later = stats::mean(&values[values.len() - half..])?;
    (earlier > 0.0).then(|| later / earlier)
}

/// The position of the first order of the last days.
fn since(history: &History<'_>, shop: &Shop, days: i64) -> Option<usize> {
    let from = shop.as_of_day? - days;
    Some(history.orders.partition_point(|order| order.day() < from))
}

fn n_within(history: &History<'_>, shop: &Shop, days: i64) -> Option<f64> {
    let first = since(history, shop, days)?;
    Some((history.orders.len() - first) as f64)
}

fn order_share(history: &History<'_>, shop: &Shop, days: i64) -> Option<f64> {
    let n_orders = history.orders.len() as f64;
    Some(n_within(history, shop, days)? / n_orders)
}

fn revenue_within(
    history: &History<'_>,
    shop: &Shop,
    days: i64,
) -> Option<f64> {
    let first = since(history, shop, days)?;
    let within = history.values.get(first..)?;
    (!history.values.is_empty()).then(|| within.iter().copied().fold(0.0, add))
}

fn revenue_share(
    history: &History<'_>,
    shop: &Shop,
    days: i64,
) -> Option<f64> {
    let all: f64 = history.values.iter().sum();
    let within = revenue_within(history, shop, days)?;
    (all > 0.0).then(|| (within / all).min(1.0))
}
