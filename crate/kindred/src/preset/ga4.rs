//! GA4: purchases, from the export to BigQuery and from an exploration.
//!
//! Columns in BigQuery: `looker-open-source/ga_four_block`, `README.md` on
//! GitHub, but for the order's. That one and the column names of an
//! exploration are those of exports as commonly seen; not checked against a
//! document.
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
    fixes: &[Fix::Keep(&["event_name"], &["purchase"], OtherRecord)],
};

/// A free-form exploration of purchases.
pub(super) const EXPLORATION: Preset = Preset {
    name: "ga4-exploration",
    title: "GA4 exploration",
    kind: SourceKind::Orders,
    needs: &[
        &["Date"],
        ORDER,
        &["Effective user ID", "User ID"],
        &[
            "Purchase revenue",
            "Total revenue",
            "Gross purchase revenue",
        ],
    ],
    roles: &[
        (Role::OrderId, ORDER),
        (Role::CustomerId, &["Effective user ID", "User ID"]),
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
