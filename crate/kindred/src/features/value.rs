//! How much. All of it needs amounts.

use numeric::stats;

use super::{history::History, shop::Shop};
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

/// What came back as a share of what was bought; 1 where more came back.
pub(super) fn return_share(history: &History<'_>, _: &Shop) -> Option<f64> {
    let scale = history.book.scale?;
    let bought = money::to_f64(history.bought, scale);
    let back = money::to_f64(-history.returned, scale);
    (bought > 0.0).then(|| (back / bought).min(1.0))
}

/// What came back, at least 0.
pub(super) fn returned(history: &History<'_>, _: &Shop) -> Option<f64> {
    Some(money::to_f64(-history.returned, history.book.scale?))
}

/// Of the orders, the share of which something came back.
pub(super) fn returned_order_share(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    history.book.scale?;
    let n_orders = history.orders.len() as f64;
    Some(history.n_returned_orders() as f64 / n_orders)
}

/// Returns as a share of all lines, bought or returned.
pub(super) fn return_line_share(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    history.book.scale?;
    let n_returns = history.returns().len() as f64;
    Some(n_returns / (n_returns + history.lines().len() as f64))
}

/// Value of the largest order, its returns netted.
pub(super) fn order_value_max(history: &History<'_>, _: &Shop) -> Option<f64> {
    history.values.iter().copied().max_by(f64::total_cmp)
}

/// Value of the smallest order, its returns netted.
pub(super) fn order_value_min(history: &History<'_>, _: &Shop) -> Option<f64> {
    history.values.iter().copied().min_by(f64::total_cmp)
}

/// Value of the first order, its returns netted; of several at its moment,
/// of the one for which least was paid.
pub(super) fn order_value_first(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day?;
    history.values.first().copied()
}

/// Value of the last order, its returns netted; of several at its moment,
/// of the one for which most was paid.
pub(super) fn order_value_last(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day?;
    history.values.last().copied()
}

/// The value of the largest order as a share of all order values; needs a
/// sum above 0.
pub(super) fn largest_order_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let all: f64 = history.values.iter().sum();
    let largest = order_value_max(history, shop)?;
    (all > 0.0).then(|| (largest / all).min(1.0))
}
