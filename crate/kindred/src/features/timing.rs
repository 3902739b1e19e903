//! When in the week, the day and the year.

use numeric::stats;

use super::{
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
    shop.has_times
        .then(|| share(history, |order| hour(order) >= 18.0))?
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
    let in_season =
        |order: &Order| season[usize::from(shop::month_of(order.day()))];
    share(history, in_season)
}

fn share(history: &History<'_>, is: impl Fn(&Order) -> bool) -> Option<f64> {
    let n_such = history.orders.iter().filter(|order| is(order)).count();
    Some(n_such as f64 / history.orders.len() as f64)
}

fn hour(order: &Order) -> f64 {
    order.moment.rem_euclid(86_400) as f64 / 3600.0
}
