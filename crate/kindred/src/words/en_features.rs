//! The features in English.

use super::{FeatureTable, FeatureWords, follows_features, named as of};

const _: () = follows_features(&FEATURES);

pub(super) static FEATURES: FeatureTable = [FIRST, super::en_more::MORE];

const FIRST: &[FeatureWords<'static>] = &[
    of(
        "recency_days",
        "Last order",
        "last order",
        "Days from the last order to the as-of day.",
    ),
    of("orders", "Orders", "orders", "Orders placed."),
    of(
        "revenue",
        "Revenue",
        "revenue",
        "What was bought, returns not taken off.",
    ),
    of(
        "revenue_net",
        "Net revenue",
        "net revenue",
        "What was bought less what came back.",
    ),
    of(
        "tenure_days",
        "First order",
        "first order",
        "Days from the first order to the as-of day.",
    ),
    of(
        "gap_mean_days",
        "Days between orders",
        "days between orders",
        "Mean days from one order to the next; from the second order on.",
    ),
    of(
        "gap_variation",
        "Unevenness of the rhythm",
        "unevenness of the rhythm",
        "How much the gaps between orders differ: 0 is a clock, 1 is chance.",
    ),
    of(
        "overdue_ratio",
        "Overdue",
        "time since the last order over the usual gap",
        "Time since the last order over the customer's own usual gap; above \
         1 it is later than usual.",
    ),
    of(
        "active_months",
        "Active months",
        "active months",
        "Different calendar months with an order.",
    ),
    of(
        "order_value_mean",
        "Mean order value",
        "mean order value",
        "Mean value of an order, returns taken off.",
    ),
    of(
        "order_value_median",
        "Median order value",
        "median order value",
        "The middle value of the orders, returns taken off.",
    ),
    of(
        "order_value_variation",
        "Unevenness of order values",
        "unevenness of order values",
        "How much the order values differ, relative to their mean.",
    ),
    of(
        "order_value_trend",
        "Trend of order values",
        "trend of order values",
        "How the order value changes in 30 days, relative to its middle; \
         from the third order on.",
    ),
    of(
        "return_share",
        "Returned",
        "share returned",
        "What came back as a share of what was bought.",
    ),
    of(
        "discount_share",
        "Bought below the usual price",
        "share bought below the usual price",
        "Lines bought at least 5% below the product's usual price, as a \
         share.",
    ),
    of(
        "lines_per_order",
        "Lines per order",
        "lines per order",
        "Mean number of lines in an order.",
    ),
    of(
        "pieces_per_order",
        "Pieces per order",
        "pieces per order",
        "Mean number of pieces in an order.",
    ),
    of(
        "products",
        "Different products",
        "different products",
        "Different products ever bought.",
    ),
    of(
        "product_entropy",
        "Variety",
        "variety",
        "How evenly purchases spread over products, in bits: 0 is always the \
         same one, 3 is eight bought equally often.",
    ),
    of(
        "new_product_share",
        "New products",
        "share of new products",
        "Products in later orders that the customer had not bought before, \
         as a share.",
    ),
    of(
        "weekend_share",
        "Weekend orders",
        "share of weekend orders",
        "Orders on Saturdays and Sundays, as a share.",
    ),
    of(
        "evening_share",
        "Evening orders",
        "share of evening orders",
        "Orders from 18:00 to midnight, as a share.",
    ),
    of(
        "order_hour",
        "Hour of the order",
        "hour of the order",
        "The middle hour of the day at which orders are placed.",
    ),
    of(
        "season_share",
        "Orders in the high season",
        "share of orders in the high season",
        "Orders in the shop's three busiest months of the year, as a share.",
    ),
];
