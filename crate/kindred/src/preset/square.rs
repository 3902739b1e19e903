//! Square: items detail and transactions (Reports → Export).
//!
//! Columns of both: `PratikeshG/BenNJerry`,
//! `src/test/java/vfcorp/smartwool/CsvExamples.java` on GitHub; of the items
//! also `lunhsiangyuan/VannaAi_sql`, `db_schema.md`.
//!
//! Traps: `Total Collected` has tax and tip in it, `Net Sales` neither.
//! Money has its sign beside it (`$1,250.00`, `-$4.50`); what was given back
//! is a row of its own with `Event Type` = Refund and amounts below zero, so
//! `Partial Refunds` beside them would count it twice. Most sales at the
//! till name no customer.

use super::{Because::OtherRecord, Fix, Preset, Role, SourceKind};

const EVENTS: Fix =
    Fix::Keep(&["Event Type"], &["payment", "refund"], OtherRecord);

/// One row an item that was sold.
pub(super) const ITEMS: Preset = Preset {
    name: "square-items",
    title: "Square items",
    kind: SourceKind::Lines,
    needs: &[
        &["Date"],
        &["Time Zone"],
        &["Item"],
        &["Qty"],
        &["Net Sales"],
        &["Transaction ID"],
        &["Customer ID"],
    ],
    roles: &[
        (Role::OrderId, &["Transaction ID"]),
        (Role::CustomerId, &["Customer ID"]),
        (Role::Date, &["Date"]),
        (Role::Amount, &["Net Sales"]),
        (Role::Quantity, &["Qty"]),
        (Role::Product, &["SKU", "Item"]),
    ],
    fixes: &[EVENTS],
};

/// One row a payment.
pub(super) const TRANSACTIONS: Preset = Preset {
    name: "square-transactions",
    title: "Square transactions",
    kind: SourceKind::Orders,
    needs: &[
        &["Date"],
        &["Time Zone"],
        &["Net Sales"],
        &["Total Collected"],
        &["Transaction ID"],
        &["Customer ID"],
    ],
    roles: &[
        (Role::OrderId, &["Transaction ID"]),
        (Role::CustomerId, &["Customer ID"]),
        (Role::Date, &["Date"]),
        (Role::Amount, &["Total Collected"]),
    ],
    fixes: &[EVENTS],
};
