//! What is in the baskets.

use super::{history::History, shop::Shop};

/// Lines an order.
pub(super) fn lines_per_order(history: &History<'_>, _: &Shop) -> Option<f64> {
    let n_lines = history.lines().len() as f64;
    Some(n_lines / history.orders.len() as f64)
}

/// Pieces an order, over the orders that tell.
pub(super) fn pieces_per_order(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    let scale = history.book.pieces_scale?;
    let told = || history.orders.iter().filter_map(|order| order.pieces);
    let n_orders = told().count();
    let pieces = crate::money::to_f64(told().sum(), scale);
    (n_orders > 0).then(|| pieces / n_orders as f64)
}

/// Different products.
pub(super) fn products(history: &History<'_>, _: &Shop) -> Option<f64> {
    let n_products = by_product(history).count();
    (n_products > 0).then_some(n_products as f64)
}

/// Shannon entropy of the products over the orders they are in, in bits: 0
/// for always the same one, 3 for eight bought equally often.
pub(super) fn product_entropy(history: &History<'_>, _: &Shop) -> Option<f64> {
    let n = history.products.len() as f64;
    if n == 0.0 {
        return None;
    }
    // Sorted, so that the codes of the products change no bit of the sum.
    // A product of one order adds 1 · log2(1) = 0.
    let mut counts: Vec<usize> = by_product(history)
        .map(<[_]>::len)
        .filter(|&count| count > 1)
        .collect();
    counts.sort_unstable();
    let part = |count: usize| {
        let count = count as f64;
        count * libm::log2(count)
    };
    let sum: f64 = counts.into_iter().map(part).sum();
    Some((libm::log2(n) - sum / n).max(0.0))
}

/// Of the products in the orders after the first, the share that the
/// customer had not bought before; needs two orders, and to know which was
/// first.
pub(super) fn new_product_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    shop.as_of_day?;
    let later = |pair: &&(u32, u32)| pair.1 > 0;
    let n_later = history.products.iter().filter(later).count();
    let n_new = by_product(history).filter(|pairs| pairs[0].1 > 0).count();
    (n_later > 0).then(|| n_new as f64 / n_later as f64)
}

/// The orders of each product.
fn by_product<'a>(
    history: &'a History<'_>,
) -> impl Iterator<Item = &'a [(u32, u32)]> {
    history.products.chunk_by(|a, b| a.0 == b.0)
}
