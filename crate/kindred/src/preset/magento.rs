//! Magento 2 and Adobe Commerce: the grid of orders (Sales → Orders →
//! Export).
//!
//! Columns: `magento/magento2`,
//! `app/code/Magento/Sales/view/adminhtml/ui_component/sales_order_grid.xml`
//! on GitHub; in part <https://docs.magento.com/user-guide/sales/orders-workspace.html>.
//!
//! Traps: there are two totals, in the shop's own currency (`Base`) and in
//! that of the purchase; only the first adds up. Cancelled and waiting
//! orders stand there too; a closed order was given back, and how much of
//! any order was stands in `Total Refunded`, in the currency of the purchase:
//! where that is another than the shop's own, it is told in another currency
//! than the amount, and has to be taken out of the plan. An order's `ID`
//! begins with zeros. `Customer Email` is not among the columns that are
//! shown from the start, and has to be switched on before exporting.

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
