//! Magento 2 and Adobe Commerce: the grid of orders (Sales → Orders →
//! Export).
//!
//! Columns: <https://experienceleague.adobe.com/en/docs/commerce-admin/stores-sales/order-management/orders/orders>.
//!
//! Traps: there are two totals, in the shop's own currency (`Base`) and in
//! that of the purchase; only the first adds up. Cancelled and waiting
//! orders stand there too; a closed order was given back, and how much of
//! any order was stands in `Total Refunded`. Its `ID` begins with zeros.

use super::{Because::NotPaid, Fix, Preset, Role, SourceKind};

/// The grid of orders.
pub(super) const ORDERS: Preset = Preset {
    name: "magento-orders",
    title: "Magento orders",
    kind: SourceKind::Orders,
    needs: &[
        &["ID"],
        &["Purchase Date"],
        &["Grand Total (Base)"],
        &["Status"],
        &["Customer Email"],
    ],
    roles: &[
        (Role::OrderId, &["ID"]),
        (Role::CustomerId, &["Customer Email"]),
        (Role::Date, &["Purchase Date"]),
        (Role::Amount, &["Grand Total (Base)"]),
    ],
    fixes: &[
        Fix::Keep(&["Status"], &["complete", "processing", "closed"], NotPaid),
        Fix::Refund(&["Total Refunded"]),
    ],
};
