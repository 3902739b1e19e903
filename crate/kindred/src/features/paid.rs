//! What was paid, beside what the shop usually takes. All of it needs
//! amounts and pieces.

use numeric::stats;
use table::MISSING;

use super::{
    history::History,
    shop::{self, Shop},
};
use crate::{lines::Line, money};

/// Of the lines whose product has a usual price, the share bought at least
/// 5 % below it.
pub(super) fn discount_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    share(history, shop, |paid, usual| paid <= usual * 0.95)
}

/// Of the lines whose product has a usual price, the share bought at least
/// 5 % above it.
pub(super) fn premium_share(
    history: &History<'_>,
    shop: &Shop,
) -> Option<f64> {
    share(history, shop, |paid, usual| paid >= usual * 1.05)
}

/// The median over the lines whose product has a usual price above 0 of the
/// price paid over it.
pub(super) fn price_level(history: &History<'_>, shop: &Shop) -> Option<f64> {
    let known = prices(history, shop).filter(|(_, usual)| *usual > 0.0);
    let levels: Vec<f64> = known.map(|(paid, usual)| paid / usual).collect();
    stats::median(&levels)
}

/// Of the lines whose product has a usual price, the share whose usual
/// price is at most the lower quartile of all products'.
pub(super) fn cheap_share(history: &History<'_>, shop: &Shop) -> Option<f64> {
    let [cheap, _] = shop.price_range?;
    share(history, shop, |_, usual| usual <= cheap)
}

/// Of the lines whose product has a usual price, the share whose usual
/// price is at least the upper quartile of all products'.
pub(super) fn dear_share(history: &History<'_>, shop: &Shop) -> Option<f64> {
    let [_, dear] = shop.price_range?;
    share(history, shop, |_, usual| usual >= dear)
}

/// What was paid for the lines that tell their pieces, over those pieces.
pub(super) fn piece_price(history: &History<'_>, _: &Shop) -> Option<f64> {
    let (scale, pieces_scale) =
        (history.book.scale?, history.book.pieces_scale?);
    let told = |line: &&Line| shop::piece_price(history.book, line).is_some();
    let (mut paid, mut pieces) = (0i128, 0i128);
    for line in history.lines().iter().filter(told) {
        paid += i128::from(line.value);
        pieces += i128::from(line.pieces);
    }
    let pieces = money::to_f64(pieces, pieces_scale);
    (pieces > 0.0).then(|| money::to_f64(paid, scale) / pieces)
}

/// What was paid for a piece, and what it usually costs, of each line that
/// tells both.
fn prices<'a>(
    history: &'a History<'_>,
    shop: &'a Shop,
) -> impl Iterator<Item = (f64, f64)> + 'a {
    let both = move |line: &Line| {
        let usual = match line.product {
            MISSING => None,
            product => shop.usual_price.get(product as usize)?.as_ref(),
        };
        Some((shop::piece_price(history.book, line)?, *usual?))
    };
    history.lines().iter().filter_map(both)
}

#[inline(never)]
fn share(
    history: &History<'_>,
    shop: &Shop,
    is: impl Fn(f64, f64) -> bool,
) -> Option<f64> {
    let (mut n_known, mut n_such) = (0u32, 0u32);
    for (paid, usual) in prices(history, shop) {
        n_known += 1;
        n_such += u32::from(is(paid, usual));
    }
    (n_known > 0).then(|| f64::from(n_such) / f64::from(n_known))
}
