//! Amazon Seller Central: the settlement (flat file V2), the order report
//! and all orders.
//!
//! Columns of the settlement: <https://developer-docs.amazon.com/sp-api/lang-pt_BR/docs/report-type-values-settlement>;
//! of the order report: <https://sellercentral-europe.amazon.com/gp/help/external/help.html?itemID=201648780&language=en_GB>;
//! of all orders: <https://sellercentral.amazon.com/gp/help/external/200547170>.
//!
//! Traps: a settlement is a list of parts: for one item the price, the tax,
//! the postage, the commission and the fees are a row each, and its first
//! row has the payout in `total-amount` and nothing else. Only what the
//! customer paid or got back is a sale: `ItemPrice` and `Promotion` of
//! `Order` and `Refund`. No settlement names a customer: the order report,
//! opened with it, does. The report of all orders names none at all. An
//! `item-price` is that of all pieces, and no promotion is taken off it.

use super::{
    Because::{NotPaid, OtherRecord},
    Fix, Preset, Role, SourceKind,
};

/// What was paid out, part by part.
pub(super) const SETTLEMENT: Preset = Preset {
    name: "amazon-settlement",
    title: "Amazon settlement",
    kind: SourceKind::Lines,
    needs: &[
        &["settlement-id"],
        &["transaction-type"],
        &["order-id"],
        &["amount-type"],
        &["amount-description"],
        &["amount"],
        &["posted-date", "posted-date-time"],
    ],
    roles: &[
        (Role::OrderId, &["order-id"]),
        (Role::Date, &["posted-date", "posted-date-time"]),
        (Role::Amount, &["amount"]),
        (Role::Quantity, &["quantity-purchased"]),
        (Role::Product, &["sku"]),
        (Role::Currency, &["currency"]),
    ],
    fixes: &[
        Fix::Keep(
            &["transaction-type"],
            &["order", "refund", "chargeback refund"],
            OtherRecord,
        ),
        Fix::Keep(&["amount-type"], &["itemprice", "promotion"], OtherRecord),
    ],
};

/// Items with their buyers.
pub(super) const ORDERS: Preset = Preset {
    name: "amazon-orders",
    title: "Amazon order report",
    kind: SourceKind::Orders,
    needs: &[
        &["order-id"],
        &["order-item-id"],
        &["purchase-date"],
        &["buyer-email"],
        &["item-price"],
    ],
    roles: &[
        (Role::OrderId, &["order-id"]),
        (Role::CustomerId, &["buyer-email"]),
        (Role::Date, &["purchase-date"]),
        (Role::Amount, &["item-price"]),
        (Role::Quantity, &["quantity-purchased"]),
        (Role::Product, &["sku"]),
        (Role::Currency, &["currency"]),
    ],
    fixes: &[],
};

/// Items without their buyers.
pub(super) const ALL_ORDERS: Preset = Preset {
    name: "amazon-all-orders",
    title: "Amazon all orders",
    kind: SourceKind::Lines,
    needs: &[
        &["amazon-order-id"],
        &["purchase-date"],
        &["order-status"],
        &["item-price"],
        &["quantity"],
    ],
    roles: &[
        (Role::OrderId, &["amazon-order-id"]),
        (Role::Date, &["purchase-date"]),
        (Role::Amount, &["item-price"]),
        (Role::Quantity, &["quantity"]),
        (Role::Product, &["asin", "sku"]),
        (Role::Currency, &["currency"]),
    ],
    fixes: &[Fix::SetAside(
        &["order-status"],
        &["cancelled", "canceled", "pending"],
        NotPaid,
    )],
};
