//! The list of all features.

use super::{Side, Unit, basket, history::History, paid, rhythm, shop::Shop};
use super::{timing, trend, value};

/// A feature's name, its unit, its side and how it is computed.
#[derive(Clone, Copy, Debug)]
pub struct FeatureSpec {
    /// Its stable name.
    pub name: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// The side of the customers that it tells of.
    pub side: Side,
    pub(super) compute: fn(&History<'_>, &Shop) -> Option<f64>,
}

/// Every feature, recency, frequency and monetary value first. A new one is
/// a function in one of the files beside this, where its formula stands, and
/// a line here; its words are in `words/`.
pub const ALL: &[FeatureSpec] = &[
    spec("recency_days", Unit::Days, rhythm::recency_days),
    spec("orders", Unit::Orders, rhythm::orders),
    worth("revenue", Unit::Money, value::revenue),
    worth("revenue_net", Unit::Money, value::revenue_net),
    spec("tenure_days", Unit::Days, rhythm::tenure_days),
    spec("gap_mean_days", Unit::Days, rhythm::gap_mean_days),
    spec("gap_variation", Unit::Ratio, rhythm::gap_variation),
    spec("overdue_ratio", Unit::Ratio, rhythm::overdue_ratio),
    spec("active_months", Unit::Months, rhythm::active_months),
    worth("order_value_mean", Unit::Money, value::order_value_mean),
    worth("order_value_median", Unit::Money, value::order_value_median),
    worth(
        "order_value_variation",
        Unit::Ratio,
        value::order_value_variation,
    ),
    worth(
        "order_value_trend",
        Unit::SharePer30Days,
        trend::order_value_trend,
    ),
    worth("return_share", Unit::Share, value::return_share),
    worth("discount_share", Unit::Share, paid::discount_share),
    spec("lines_per_order", Unit::Lines, basket::lines_per_order),
    spec("pieces_per_order", Unit::Pieces, basket::pieces_per_order),
    spec("products", Unit::Products, basket::products),
    spec("product_entropy", Unit::Bits, basket::product_entropy),
    spec("new_product_share", Unit::Share, basket::new_product_share),
    spec("weekend_share", Unit::Share, timing::weekend_share),
    spec("evening_share", Unit::Share, timing::evening_share),
    spec("order_hour", Unit::Hours, timing::order_hour),
    spec("season_share", Unit::Share, timing::season_share),
    // More of the rhythm.
    spec("purchase_days", Unit::Days, rhythm::purchase_days),
    spec("gap_last_days", Unit::Days, rhythm::gap_last_days),
    // Up to here, N_CORE.
    spec("active_span_days", Unit::Days, rhythm::active_span_days),
    spec("gap_first_days", Unit::Days, rhythm::gap_first_days),
    spec("gap_median_days", Unit::Days, rhythm::gap_median_days),
    spec("gap_longest_days", Unit::Days, rhythm::gap_longest_days),
    spec("gap_regular_share", Unit::Share, rhythm::gap_regular_share),
    spec("gap_week_share", Unit::Share, rhythm::gap_week_share),
    spec("overdue_longest", Unit::Ratio, rhythm::overdue_longest),
    spec("silent_share", Unit::Share, rhythm::silent_share),
    spec("orders_a_month", Unit::Orders, rhythm::orders_a_month),
    spec(
        "active_month_share",
        Unit::Share,
        rhythm::active_month_share,
    ),
    // Which way it goes.
    spec("gap_trend", Unit::SharePer30Days, trend::gap_trend),
    spec("gap_late_ratio", Unit::Ratio, trend::gap_late_ratio),
    worth(
        "order_value_late_ratio",
        Unit::Ratio,
        trend::order_value_late_ratio,
    ),
    spec("orders_90_days", Unit::Orders, trend::orders_90_days),
    spec("orders_365_days", Unit::Orders, trend::orders_365_days),
    spec("order_share_30_days", Unit::Share, trend::order_share_30),
    spec("order_share_90_days", Unit::Share, trend::order_share_90),
    spec("order_share_365_days", Unit::Share, trend::order_share_365),
    spec("order_shift_90_days", Unit::Share, trend::order_shift_90),
    spec("orders_decayed", Unit::Orders, trend::orders_decayed),
    worth("revenue_90_days", Unit::Money, trend::revenue_90_days),
    worth("revenue_365_days", Unit::Money, trend::revenue_365_days),
    worth(
        "revenue_share_90_days",
        Unit::Share,
        trend::revenue_share_90,
    ),
    worth(
        "revenue_share_365_days",
        Unit::Share,
        trend::revenue_share_365,
    ),
    worth("revenue_decayed", Unit::Money, trend::revenue_decayed),
    // More of the values and of what came back.
    worth("order_value_max", Unit::Money, value::order_value_max),
    worth("order_value_min", Unit::Money, value::order_value_min),
    worth("order_value_first", Unit::Money, value::order_value_first),
    worth("order_value_last", Unit::Money, value::order_value_last),
    worth(
        "largest_order_share",
        Unit::Share,
        value::largest_order_share,
    ),
    worth("returned", Unit::Money, value::returned),
    worth(
        "returned_order_share",
        Unit::Share,
        value::returned_order_share,
    ),
    worth("return_line_share", Unit::Share, value::return_line_share),
    // More of the baskets.
    spec(
        "products_per_order",
        Unit::Products,
        basket::products_per_order,
    ),
    spec("lines_max", Unit::Lines, basket::lines_max),
    spec("lines_variation", Unit::Ratio, basket::lines_variation),
    spec("single_line_share", Unit::Share, basket::single_line_share),
    spec("pieces", Unit::Pieces, basket::pieces),
    spec("top_product_share", Unit::Share, basket::top_product_share),
    spec(
        "repeat_product_share",
        Unit::Share,
        basket::repeat_product_share,
    ),
    spec("product_evenness", Unit::Share, basket::product_evenness),
    // What was paid.
    worth("piece_price", Unit::Money, paid::piece_price),
    worth("price_level", Unit::Ratio, paid::price_level),
    worth("premium_share", Unit::Share, paid::premium_share),
    worth("cheap_share", Unit::Share, paid::cheap_share),
    worth("dear_share", Unit::Share, paid::dear_share),
    // More of when.
    spec("weekday_entropy", Unit::Bits, timing::weekday_entropy),
    spec(
        "main_weekday_share",
        Unit::Share,
        timing::main_weekday_share,
    ),
    spec("night_share", Unit::Share, timing::night_share),
    spec("morning_share", Unit::Share, timing::morning_share),
    spec("afternoon_share", Unit::Share, timing::afternoon_share),
    spec("hour_entropy", Unit::Bits, timing::hour_entropy),
    spec("month_entropy", Unit::Bits, timing::month_entropy),
    spec(
        "last_quarter_share",
        Unit::Share,
        timing::last_quarter_share,
    ),
    spec(
        "same_quarter_share",
        Unit::Share,
        timing::same_quarter_share,
    ),
    spec("gift_share", Unit::Share, timing::gift_share),
];

/// Of a shop with more customers, only the first [`N_CORE`] features and
/// those that the plan names are computed: each takes 8 bytes a customer, and
/// the more of them the longer the explanation takes.
pub const MANY_CUSTOMERS: usize = 200_000;

/// How many features are computed of every shop: those that form segments,
/// name them and tell the stages of their customers.
pub const N_CORE: usize = 26;

/// The features to compute of a shop with so many customers, in the order of
/// [`ALL`]; `asked` are those that the plan names.
///
/// ```
/// use kindred::features::{ALL, N_CORE, wanted};
/// assert_eq!(wanted(200_000, &[]).len(), ALL.len());
/// assert_eq!(wanted(200_001, &[]).len(), N_CORE);
/// let asked = ["gift_share".to_owned()];
/// assert_eq!(wanted(200_001, &asked)[N_CORE].name, "gift_share");
/// ```
pub fn wanted(n_customers: usize, asked: &[String]) -> Vec<FeatureSpec> {
    let is_core = |place| n_customers <= MANY_CUSTOMERS || place < N_CORE;
    let is_asked =
        |spec: &FeatureSpec| asked.iter().any(|name| name == spec.name);
    let all = ALL.iter().enumerate();
    all.filter(|(place, spec)| is_core(*place) || is_asked(spec))
        .map(|(_, spec)| *spec)
        .collect()
}

/// One that tells what customers do.
const fn spec(
    name: &'static str,
    unit: Unit,
    compute: fn(&History<'_>, &Shop) -> Option<f64>,
) -> FeatureSpec {
    FeatureSpec {
        name,
        unit,
        side: Side::Behaviour,
        compute,
    }
}

/// One that tells what they are worth.
const fn worth(
    name: &'static str,
    unit: Unit,
    compute: fn(&History<'_>, &Shop) -> Option<f64>,
) -> FeatureSpec {
    FeatureSpec {
        side: Side::Value,
        ..spec(name, unit, compute)
    }
}
