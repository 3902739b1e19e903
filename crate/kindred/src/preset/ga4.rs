//! GA4: purchases, from the export to BigQuery and from an exploration.
//!
//! Columns in BigQuery: `looker-open-source/ga_four_block`, `README.md` on
//! GitHub, but for the order's. That one and the column names of an
//! exploration are those of exports as commonly seen; not checked against a
//! document.
//!
//! Of the metrics, "Purchase revenue" and "Total revenue" are less what was
//! refunded and "Gross purchase revenue" is not
//! (<https://support.google.com/analytics/answer/9143382>); a refund is an
//! event of its own, with the order's number and no revenue
//! (<https://developers.google.com/analytics/devguides/collection/ga4/reference/events#refund>).
//!
//! Traps: most events are no purchase. An exploration has lines that begin
//! with `#` before its header, and a row of totals that names no order. A
//! device is not a person: `user_id` is there for few, so that
//! `user_pseudo_id` is who bought.

use super::{Because::OtherRecord, Fix, Names, Preset, Role, SourceKind};

const ORDER: Names = &[
    "ecommerce.transaction_id",
    "transaction_id",
    "Transaction ID",
];

const WHO: Names = &["Effective user ID", "User ID"];

/// Events in BigQuery, flattened.
pub(super) const EVENTS: Preset = Preset {
    name: "ga4-events",
    title: "GA4 events",
    kind: SourceKind::Orders,
    needs: &[
        &["event_date"],
        &["event_name"],
        &["user_pseudo_id"],
        ORDER,
        &["ecommerce.purchase_revenue", "purchase_revenue"],
    ],
    roles: &[
        (Role::OrderId, ORDER),
        (Role::CustomerId, &["user_pseudo_id"]),
        (Role::Date, &["event_date"]),
        (
            Role::Amount,
            &["ecommerce.purchase_revenue", "purchase_revenue"],
        ),
    ],
    fixes: &[
        Fix::Keep(&["event_name"], &["purchase", "refund"], OtherRecord),
        Fix::Refund(&["ecommerce.refund_value", "refund_value"]),
    ],
};

/// A free-form exploration that tells refunds beside what was paid.
pub(super) const GROSS: Preset = Preset {
    needs: &[
        &["Date"],
        ORDER,
        WHO,
        &["Gross purchase revenue"],
        &["Refund amount"],
    ],
    roles: &[
        (Role::OrderId, ORDER),
        (Role::CustomerId, WHO),
        (Role::Date, &["Date"]),
        (Role::Amount, &["Gross purchase revenue"]),
    ],
    fixes: &[
        Fix::SetAside(ORDER, &["", "(not set)"], OtherRecord),
        Fix::Refund(&["Refund amount"]),
    ],
    ..EXPLORATION
};

/// A free-form exploration of purchases.
pub(super) const EXPLORATION: Preset = Preset {
    name: "ga4-exploration",
    title: "GA4 exploration",
    kind: SourceKind::Orders,
    needs: &[
        &["Date"],
        ORDER,
        WHO,
        &[
            "Purchase revenue",
            "Total revenue",
            "Gross purchase revenue",
        ],
    ],
    roles: &[
        (Role::OrderId, ORDER),
        (Role::CustomerId, WHO),
        (Role::Date, &["Date"]),
        (
            Role::Amount,
            &[
                "Purchase revenue",
                "Total revenue",
                "Gross purchase revenue",
            ],
        ),
    ],
    fixes: &[Fix::SetAside(ORDER, &["", "(not set)"], OtherRecord)],
};
