//! WooCommerce: orders, as the shop's own export extension and those built
//! like it write them, one row an item or one row an order.
//!
//! Columns of an order: <https://woocommerce.com/document/import-and-export-of-woocommerce-orders/>.
//! Of its items, and `refunded_total`: `CapWebSolutions/natureslawn`,
//! `cws-woocommerce-custom-export.php` on GitHub, which renames the
//! columns of the shop's own extension. `item_total`, `item_subtotal` and
//! `item_product_id` are those of exports as commonly seen; not checked
//! against a document.
//!
//! Traps: with one row an item, `order_total` and `refunded_total` are those
//! of the order and stand on each of its rows: summed as they are, they
//! count several times. They are shared out by `item_total`, which lacks
//! postage and tax. Failed, cancelled and waiting orders stand beside those
//! that were paid. `customer_id` is 0 for every guest, so that the address
//! is who bought.

use super::{Because::NotPaid, Fix, Names, Preset, Role, SourceKind};

const ORDER: Names = &["order_number", "order_id"];
const DATE: Names = &["order_date", "date", "paid_date"];
const WHO: Names = &["billing_email", "customer_email"];
const STATUS: Names = &["status", "order_status"];
const PAID: &[&str] = &[
    "processing",
    "completed",
    "refunded",
    "wc-processing",
    "wc-completed",
    "wc-refunded",
];

/// The export with one row an item.
pub(super) const ITEMS: Preset = Preset {
    name: "woocommerce-items",
    title: "WooCommerce order items",
    kind: SourceKind::Lines,
    needs: &[
        ORDER,
        DATE,
        STATUS,
        WHO,
        &["order_total"],
        &["item_name", "item_sku", "item_product_id"],
        &["item_quantity"],
    ],
    roles: &[
        (Role::OrderId, ORDER),
        (Role::CustomerId, WHO),
        (Role::Date, DATE),
        (Role::Amount, &["order_total"]),
        (Role::Quantity, &["item_quantity"]),
        (Role::Product, &["item_sku", "item_product_id", "item_name"]),
        (Role::Currency, &["order_currency", "currency"]),
    ],
    fixes: &[
        Fix::FillDown(&["billing_email", "customer_email", "order_date"]),
        Fix::Keep(STATUS, PAID, NotPaid),
        Fix::OrderTotal(&["item_total", "item_subtotal"]),
        Fix::RefundOfOrder(&["refunded_total", "order_refunded"]),
    ],
};

/// The export with one row an order.
pub(super) const ORDERS: Preset = Preset {
    name: "woocommerce-orders",
    title: "WooCommerce orders",
    kind: SourceKind::Orders,
    needs: &[ORDER, DATE, STATUS, WHO, &["order_total"]],
    roles: &[
        (Role::OrderId, ORDER),
        (Role::CustomerId, WHO),
        (Role::Date, DATE),
        (Role::Amount, &["order_total"]),
        (Role::Currency, &["order_currency", "currency"]),
    ],
    fixes: &[
        Fix::Keep(STATUS, PAID, NotPaid),
        Fix::Refund(&["refunded_total", "order_refunded"]),
    ],
};
