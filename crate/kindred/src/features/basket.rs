//! What is in the baskets.

use numeric::stats;

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
    // Sorted, so that the codes of the products change no bit of the sum.
    let counts = by_product(history).map(<[_]>::len);
    let mut counts: Vec<usize> = counts.filter(|&it| it > 1).collect();
    counts.sort_unstable();
    entropy(history.products.len(), counts)
}

/// The entropy of the products as a share of the most that so many allow;
/// needs two products.
pub(super) fn product_evenness(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let most = libm::log2(products(history, shop)?);
    let entropy = product_entropy(history, shop)?;
    (most > 0.0).then(|| (entropy / most).min(1.0))
}

/// Of the products in all orders, each counted once an order, the share of
/// the one that is in most.
pub(super) fn top_product_share(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    let most = by_product(history).map(<[_]>::len).max()?;
    Some(most as f64 / history.products.len() as f64)
}

/// Of the different products, the share that is in two orders or more;
/// needs two orders.
pub(super) fn repeat_product_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let n_again = by_product(history).filter(|it| it.len() > 1).count();
    let share = n_again as f64 / products(history, shop)?;
    (history.orders.len() > 1).then_some(share)
}

/// Different products of an order, on average.
pub(super) fn products_per_order(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    let n = history.products.len() as f64;
    (n > 0.0).then(|| n / history.orders.len() as f64)
}

/// The most lines of an order.
pub(super) fn lines_max(history: &History<'_>, _: &Shop) -> Option<f64> {
    history
        .orders
        .iter()
        .map(|it| f64::from(it.n_lines))
        .reduce(f64::max)
}

/// Standard deviation of the lines of the orders over their mean; needs two
/// orders.
pub(super) fn lines_variation(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    let lines = history.orders.iter().map(|it| f64::from(it.n_lines));
    let lines: Vec<f64> = lines.collect();
    let spread = stats::variance(&lines)?.sqrt();
    Some(spread / lines_per_order(history, shop)?)
}

/// Of the orders, the share with a single line.
pub(super) fn single_line_share(
    history: &History<'_>,
    _: &Shop,
) -> Option<f64> {
    let n = history.orders.iter().filter(|it| it.n_lines == 1).count();
    Some(n as f64 / history.orders.len() as f64)
}

/// Pieces bought, over the lines that tell; needs one.
pub(super) fn pieces(history: &History<'_>, _: &Shop) -> Option<f64> {
    let scale = history.book.pieces_scale?;
    let mut told = history.orders.iter().filter_map(|order| order.pieces);
    let first = told.next()?;
    Some(crate::money::to_f64(told.fold(first, |a, b| a + b), scale))
}

/// Shannon entropy in bits of `n` in all, of which `counts` are those that
/// are not alone; `None` of nothing.
///
/// ```text
/// log2(n) − Σ count · log2(count) / n
/// ```
#[inline(never)]
pub(super) fn entropy(n: usize, counts: Vec<usize>) -> Option<f64> {
    let part = |count: usize| {
        let count = count as f64;
        count * libm::log2(count)
    };
    let n = n as f64;
    let sum: f64 = counts.into_iter().map(part).sum();
    (n > 0.0).then(|| (libm::log2(n) - sum / n).max(0.0))
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
