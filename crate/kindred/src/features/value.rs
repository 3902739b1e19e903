//! How much, and which way it goes. All of it needs amounts.

use numeric::stats;

use super::{
    history::History,
    shop::{self, Shop},
};
use crate::money;

/// What was bought, returns not netted.
pub(super) fn revenue(history: &History<'_>, _: &Shop) -> Option<f64> {
    Some(money::to_f64(history.bought, history.book.scale?))
}

/// What was bought less all that came back.
pub(super) fn revenue_net(history: &History<'_>, _: &Shop) -> Option<f64> {
    let net = history.bought + history.returned;
    Some(money::to_f64(net, history.book.scale?))
}

/// Mean value of an order, its returns netted.
pub(super) fn order_value_mean(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    stats::mean(&history.values)
}

/// Median value of an order, its returns netted.
pub(super) fn order_value_median(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    stats::median(&history.values)
}

/// Standard deviation of the order values over their mean; needs two orders
/// and a mean above 0.
pub(super) fn order_value_variation(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    let spread = stats::variance(&history.values)?.sqrt();
    let mean = stats::mean(&history.values)?;
    (mean > 0.0).then(|| spread / mean)
}

/// The Theil–Sen slope of the values of the last [`TREND_ORDERS`] orders
/// over their days, a 30 days, as a share of their median; needs three
/// orders on two days and a median above 0.
pub(super) fn order_value_trend(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    if history.values.len() < 3 {
        return None;
    }
    let skip = history.values.len().saturating_sub(TREND_ORDERS);
    let values = &history.values[skip..];
    let orders = &history.orders[skip..];
    let days: Vec<f64> = orders.iter().map(|o| o.day() as f64).collect();
    let slope = stats::theil_sen(&days, values, usize::MAX, 0)?;
    let median = stats::median(values)?;
    (median > 0.0).then(|| slope * 30.0 / median)
}

/// What came back as a share of what was bought; 1 where more came back.
pub(super) fn return_share(history: &History<'_>, _: &Shop) -> Option<f64> {
    let scale = history.book.scale?;
    let bought = money::to_f64(history.bought, scale);
    let back = money::to_f64(-history.returned, scale);
    (bought > 0.0).then(|| (back / bought).min(1.0))
}

/// Of the lines whose product has a usual price, the share bought at least
/// 5 % below it.
pub(super) fn discount_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let (mut n_known, mut n_below) = (0u32, 0u32);
    for line in history.lines() {
        let usual = shop.usual_price.get(line.product as usize);
        let usual = usual.copied().flatten();
        let paid = shop::piece_price(line);
        if let (Some(usual), Some(paid)) = (usual, paid) {
            n_known += 1;
            n_below += u32::from(paid <= usual * 0.95);
        }
    }
    (n_known > 0).then(|| f64::from(n_below) / f64::from(n_known))
}

const TREND_ORDERS: usize = 100;
