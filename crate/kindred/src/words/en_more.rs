//! More features in English.

use super::{FeatureWords, named as of};

pub(super) const MORE: &[FeatureWords<'static>] = &[
    of(
        "purchase_days",
        "Days with an order",
        "days with an order",
        "Different days with an order.",
    ),
    of(
        "gap_last_days",
        "Latest gap",
        "latest gap",
        "Days between the last two days with an order.",
    ),
    of(
        "active_span_days",
        "First to last order",
        "time from first to last order",
        "Days from the first order to the last.",
    ),
    of(
        "gap_first_days",
        "Days to the second order",
        "days to the second order",
        "Days from the first day with an order to the second.",
    ),
    of(
        "gap_median_days",
        "Usual gap",
        "usual gap",
        "The middle one of the days between orders.",
    ),
    of(
        "gap_longest_days",
        "Longest gap",
        "longest gap",
        "The most days from one order to the next.",
    ),
    of(
        "gap_regular_share",
        "Regular gaps",
        "share of regular gaps",
        "Gaps at most half longer or shorter than the usual one, as a share.",
    ),
    of(
        "gap_week_share",
        "Back within a week",
        "share of orders within a week of the one before",
        "Gaps of at most 7 days, as a share of all gaps.",
    ),
    of(
        "overdue_longest",
        "Silence against the longest gap",
        "time since the last order over the longest gap",
        "Time since the last order over the longest gap; above 1 the \
         customer was never away for so long.",
    ),
    of(
        "silent_share",
        "Silent part of the time",
        "silent part of the time as a customer",
        "Time since the last order as a share of the time since the first.",
    ),
    of(
        "orders_a_month",
        "Orders in 30 days",
        "orders in 30 days",
        "Orders in 30 days on average since the first; less than 30 days \
         count as 30.",
    ),
    of(
        "active_month_share",
        "Months with an order",
        "share of months with an order",
        "Of the calendar months since the first order, the share with one.",
    ),
    of(
        "gap_trend",
        "Trend of the gaps",
        "trend of the gaps",
        "How the gap between orders changes in 30 days, relative to its \
         middle; above 0 it grows. From the fourth order on.",
    ),
    of(
        "gap_late_ratio",
        "Later gaps against earlier",
        "later gaps against earlier",
        "Mean of the later half of the gaps over that of the earlier half; \
         above 1 the customer slows down.",
    ),
    of(
        "order_value_late_ratio",
        "Later order values against earlier",
        "later order values against earlier",
        "Mean value of the later half of the orders over that of the \
         earlier half.",
    ),
    of(
        "orders_90_days",
        "Orders in the last 90 days",
        "orders in the last 90 days",
        "Orders in the 90 days before the as-of day.",
    ),
    of(
        "orders_365_days",
        "Orders in the last 365 days",
        "orders in the last 365 days",
        "Orders in the 365 days before the as-of day.",
    ),
    of(
        "order_share_30_days",
        "Orders of the last 30 days",
        "share of orders in the last 30 days",
        "Orders in the 30 days before the as-of day, as a share of all.",
    ),
    of(
        "order_share_90_days",
        "Orders of the last 90 days",
        "share of orders in the last 90 days",
        "Orders in the 90 days before the as-of day, as a share of all.",
    ),
    of(
        "order_share_365_days",
        "Orders of the last 365 days",
        "share of orders in the last 365 days",
        "Orders in the 365 days before the as-of day, as a share of all.",
    ),
    of(
        "order_shift_90_days",
        "Last 90 days against those before",
        "share of the last 90 days in the orders of 180",
        "Of the orders of the last 180 days, the share in the last 90; \
         below 50% the customer slows down.",
    ),
    of(
        "orders_decayed",
        "Fresh orders",
        "fresh orders",
        "Orders, each counting half as much for every 90 days of its age.",
    ),
    of(
        "revenue_90_days",
        "Order values of the last 90 days",
        "order values of the last 90 days",
        "Order values in the 90 days before the as-of day, returns taken \
         off.",
    ),
    of(
        "revenue_365_days",
        "Order values of the last 365 days",
        "order values of the last 365 days",
        "Order values in the 365 days before the as-of day, returns taken \
         off.",
    ),
    of(
        "revenue_share_90_days",
        "Money of the last 90 days",
        "share of the last 90 days in the order values",
        "Order values in the 90 days before the as-of day, as a share of \
         all.",
    ),
    of(
        "revenue_share_365_days",
        "Money of the last 365 days",
        "share of the last 365 days in the order values",
        "Order values in the 365 days before the as-of day, as a share of \
         all.",
    ),
    of(
        "revenue_decayed",
        "Fresh order values",
        "fresh order values",
        "Order values, each counting half as much for every 90 days of its \
         age.",
    ),
    of(
        "order_value_max",
        "Largest order",
        "largest order",
        "The value of the largest order, returns taken off.",
    ),
    of(
        "order_value_min",
        "Smallest order",
        "smallest order",
        "The value of the smallest order, returns taken off.",
    ),
    of(
        "order_value_first",
        "First order value",
        "first order value",
        "The value of the first order, returns taken off.",
    ),
    of(
        "order_value_last",
        "Last order value",
        "last order value",
        "The value of the last order, returns taken off.",
    ),
    of(
        "largest_order_share",
        "Weight of the largest order",
        "share of the largest order in the order values",
        "The value of the largest order as a share of all order values.",
    ),
    of(
        "returned",
        "Value returned",
        "value returned",
        "What came back, in money.",
    ),
    of(
        "returned_order_share",
        "Orders with a return",
        "share of orders with a return",
        "Orders of which something came back, as a share.",
    ),
    of(
        "return_line_share",
        "Lines that are returns",
        "share of lines that are returns",
        "Returns as a share of all lines, bought or returned.",
    ),
    of(
        "products_per_order",
        "Products per order",
        "products per order",
        "Mean number of different products in an order.",
    ),
    of(
        "lines_max",
        "Fullest basket",
        "lines of the fullest basket",
        "The most lines of an order.",
    ),
    of(
        "lines_variation",
        "Unevenness of the baskets",
        "unevenness of the baskets",
        "How much the orders differ in their lines, relative to the mean.",
    ),
    of(
        "single_line_share",
        "Orders of one line",
        "share of orders of one line",
        "Orders with a single line, as a share.",
    ),
    of("pieces", "Pieces", "pieces", "Pieces bought in all."),
    of(
        "top_product_share",
        "Favourite product",
        "share of the favourite product",
        "Of the products in all orders, the share of the one most often \
         bought.",
    ),
    of(
        "repeat_product_share",
        "Products bought again",
        "share of products bought again",
        "Of the different products, the share bought in two orders or more.",
    ),
    of(
        "product_evenness",
        "Evenness of products",
        "evenness of products",
        "Variety over the most that so many products allow: 100% where all \
         are bought equally often.",
    ),
    of(
        "piece_price",
        "Price of a piece",
        "price of a piece",
        "What a piece cost on average.",
    ),
    of(
        "price_level",
        "Price level",
        "price level",
        "The price paid over the product's usual one, in the middle of the \
         lines; below 1 is cheaper than usual.",
    ),
    of(
        "premium_share",
        "Bought above the usual price",
        "share bought above the usual price",
        "Lines bought at least 5% above the product's usual price, as a \
         share.",
    ),
    of(
        "cheap_share",
        "Cheap products",
        "share of cheap products",
        "Lines of products whose usual price is in the shop's lowest \
         quarter, as a share.",
    ),
    of(
        "dear_share",
        "Expensive products",
        "share of expensive products",
        "Lines of products whose usual price is in the shop's highest \
         quarter, as a share.",
    ),
    of(
        "weekday_entropy",
        "Spread over the week",
        "spread over the week",
        "How evenly orders spread over the days of the week, in bits: 0 is \
         always the same day, 2.8 all seven alike.",
    ),
    of(
        "main_weekday_share",
        "Main day of the week",
        "share of the main day of the week",
        "Orders on the customer's own main day of the week, as a share.",
    ),
    of(
        "night_share",
        "Night orders",
        "share of night orders",
        "Orders from midnight to 6:00, as a share.",
    ),
    of(
        "morning_share",
        "Morning orders",
        "share of morning orders",
        "Orders from 6:00 to noon, as a share.",
    ),
    of(
        "afternoon_share",
        "Afternoon orders",
        "share of afternoon orders",
        "Orders from noon to 18:00, as a share.",
    ),
    of(
        "hour_entropy",
        "Spread over the day",
        "spread over the day",
        "How evenly orders spread over the 24 hours, in bits: 0 is always \
         the same hour.",
    ),
    of(
        "month_entropy",
        "Spread over the year",
        "spread over the year",
        "How evenly orders spread over the calendar months, in bits: 0 is \
         always the same month.",
    ),
    of(
        "last_quarter_share",
        "Orders from October to December",
        "share of orders from October to December",
        "Orders in the last quarter of a year, as a share.",
    ),
    of(
        "same_quarter_share",
        "Orders at this time of the year",
        "share of orders at this time of the year",
        "Orders in the same quarter of any year as the day before the as-of \
         day, as a share.",
    ),
    of(
        "gift_share",
        "Orders before Christmas",
        "share of orders before Christmas",
        "Orders from 15 November to 24 December, as a share.",
    ),
];
