//! Etsy: sold orders and sold order items (Shop Manager → Settings →
//! Options → Download Data).
//!
//! Columns of the orders: `YitongM/Etsy2ParcelMonkeyCSV`,
//! `Etsy2ParcelMonkeyCSV/Models/EtsyImportModel.cs` on GitHub. Of the items,
//! the column names are those of exports as commonly seen; not checked
//! against a document.
//!
//! Traps: days have two digits for the year and the month first. The items
//! know the buyer by name only, and neither postage nor tax; the orders know
//! both. Opened together, the orders say who bought the items, and what was
//! given back: `Adjusted Order Total` is what remained of an order. It is 0.00
//! where nothing was given back; that it was all can't be told from it, and
//! is left: such an order is usually canceled.

use super::{Because::NotPaid, Fix, Preset, Role, SourceKind};

/// One row an order.
pub(super) const ORDERS: Preset = Preset {
    name: "etsy-orders",
    title: "Etsy sold orders",
    kind: SourceKind::Orders,
    needs: &[
        &["Sale Date"],
        &["Order ID"],
        &["Buyer User ID", "Buyer"],
        &["Number of Items", "Order Net"],
        &["Order Total", "Order Value"],
    ],
    roles: &[
        (Role::OrderId, &["Order ID"]),
        (Role::CustomerId, &["Buyer User ID", "Buyer"]),
        (Role::Date, &["Sale Date"]),
        (Role::Amount, &["Order Total", "Order Value"]),
        (Role::Currency, &["Currency"]),
    ],
    fixes: &[
        Fix::SetAside(
            &["Status"],
            &["canceled", "cancelled", "payment failed"],
            NotPaid,
        ),
        Fix::Remained(&["Adjusted Order Total"]),
    ],
};

/// One row an item.
pub(super) const ITEMS: Preset = Preset {
    name: "etsy-items",
    title: "Etsy sold order items",
    kind: SourceKind::Lines,
    needs: &[
        &["Sale Date"],
        &["Item Name"],
        &["Quantity"],
        &["Price"],
        &["Order ID"],
        &["Listing ID"],
    ],
    roles: &[
        (Role::OrderId, &["Order ID"]),
        (Role::CustomerId, &["Buyer"]),
        (Role::Date, &["Sale Date"]),
        (Role::Amount, &["Item Total"]),
        (Role::Quantity, &["Quantity"]),
        (Role::Price, &["Price"]),
        (Role::Product, &["Listing ID"]),
        (Role::Currency, &["Currency"]),
    ],
    fixes: &[],
};
