//! When in the week, the day and the year.

use numeric::stats;

use super::{
    basket::entropy,
    history::{History, Order},
    shop::{self, Shop},
};
use crate::day;

/// Orders on Saturdays and Sundays, as a share.
pub(super) fn weekend_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day?;
    share(history, |order| day::is_weekend(order.day()))
}

/// Orders from 18:00 to midnight, as a share; needs times of day.
pub(super) fn evening_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    hours_share(history, shop, 18.0)
}

/// Median hour of the orders; needs times of day.
pub(super) fn order_hour(history: &History<'_>, shop: &Shop) -> Option<f64> {
    let hours = || history.orders.iter().map(hour).collect::<Vec<_>>();
    shop.has_times.then(|| stats::median(&hours()))?
}

/// Orders in the shop's busiest three months of the year, as a share; needs
/// about a year of records.
pub(super) fn season_share(history: &History<'_>, shop: &Shop) -> Option<f64> {
    let season = shop.season?;
    share(history, |order| season[month(order)])
}

/// Orders from midnight to 6:00, as a share; needs times of day.
pub(super) fn night_share(history: &History<'_>, shop: &Shop) -> Option<f64> {
    hours_share(history, shop, 0.0)
}

/// Orders from 6:00 to noon, as a share; needs times of day.
pub(super) fn morning_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    hours_share(history, shop, 6.0)
}

/// Orders from noon to 18:00, as a share; needs times of day.
pub(super) fn afternoon_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    hours_share(history, shop, 12.0)
}

/// Shannon entropy of the orders over the 24 hours, in bits; needs times of
/// day.
pub(super) fn hour_entropy(history: &History<'_>, shop: &Shop) -> Option<f64> {
    let of_hour = |order: &Order| hour(order) as usize;
    shop.has_times
        .then(|| entropy_over(counts::<24>(history, of_hour)))?
}

/// Shannon entropy of the orders over the days of the week, in bits.
pub(super) fn weekday_entropy(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day?;
    entropy_over(counts::<7>(history, weekday))
}

/// Orders on the day of the week with most of them, as a share.
pub(super) fn main_weekday_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day?;
    let most = counts::<7>(history, weekday).into_iter().max()?;
    Some(most as f64 / history.orders.len() as f64)
}

/// Shannon entropy of the orders over the calendar months, in bits.
pub(super) fn month_entropy(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day?;
    entropy_over(counts::<12>(history, month))
}

/// Orders from October to December, as a share.
pub(super) fn last_quarter_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day?;
    share(history, |order| month(order) / 3 == 3)
}

/// Orders in the quarter, of any year, in which the day before the as-of
/// day is, as a share.
pub(super) fn same_quarter_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let quarter = usize::from(shop::month_of(shop.as_of_day? - 1)) / 3;
    share(history, |order| month(order) / 3 == quarter)
}

/// Orders from 15 November to 24 December, as a share.
pub(super) fn gift_share(history: &History<'_>, shop: &Shop) -> Option<f64> {
    shop.as_of_day?;
    share(history, |order| {
        let civil = day::from_days(order.day());
        matches!((civil.month, civil.day), (11, 15..) | (12, ..=24))
    })
}

#[inline(never)]
fn share(history: &History<'_>, is: impl Fn(&Order) -> bool) -> Option<f64> {
    let n_such = history.orders.iter().filter(|order| is(order)).count();
    Some(n_such as f64 / history.orders.len() as f64)
}

/// Orders in the six hours from one on.
fn hours_share(history: &History<'_>, shop: &Shop, from: f64) -> Option<f64> {
    let is_within = |order: &Order| (from..from + 6.0).contains(&hour(order));
    shop.has_times.then(|| share(history, is_within))?
}

fn counts<const N: usize>(
    history: &History<'_>,
    place: impl Fn(&Order) -> usize,
) -> Vec<usize> {
    let mut counts = vec![0; N];
    history
        .orders
        .iter()
        .for_each(|order| counts[place(order)] += 1);
    counts
}

fn entropy_over(mut counts: Vec<usize>) -> Option<f64> {
    let n = counts.iter().sum();
    counts.retain(|&count| count > 1);
    entropy(n, counts)
}

/// From 0 for a Thursday, as which 1970 began.
fn weekday(order: &Order) -> usize {
    order.day().rem_euclid(7) as usize
}

/// From 0 for January.
fn month(order: &Order) -> usize {
    usize::from(shop::month_of(order.day()))
}

fn hour(order: &Order) -> f64 {
    order.moment.rem_euclid(86_400) as f64 / 3600.0
}
