//! Shopify: orders (Orders → Export → plain CSV).
//!
//! Columns: `laplace-live/shopify-csv-converter`, `src/types/index.d.ts` on
//! GitHub, the rows of such an export. That the sums stand on the first line
//! only: <https://docs.xbp.app/docs/development/integrations/shopify/order-format>.
//!
//! Traps: a record is a line of an order, but the status, the consent and
//! all sums of the order (`Total`, `Refunded Amount`) stand on its first
//! line only. `Total` has tax and shipping in it and the discount taken off,
//! so quantity × price never adds up to it: it is shared out. What was not
//! paid is no purchase: pending, authorised, voided and expired orders stand
//! in the same file. A sale at the till may have no address.

use super::{Because::NotPaid, Fix, Preset, Role, SourceKind};

/// The export of orders.
pub(super) const ORDERS: Preset = Preset {
    name: "shopify-orders",
    title: "Shopify orders",
    kind: SourceKind::Lines,
    needs: &[
        &["Name"],
        &["Email"],
        &["Financial Status"],
        &["Total"],
        &["Created at"],
        &["Lineitem quantity"],
        &["Lineitem price"],
    ],
    roles: &[
        (Role::OrderId, &["Name"]),
        (Role::CustomerId, &["Email"]),
        (Role::Date, &["Created at"]),
        (Role::Amount, &["Total"]),
        (Role::Quantity, &["Lineitem quantity"]),
        (Role::Price, &["Lineitem price"]),
        (Role::Product, &["Lineitem name"]),
        (Role::Consent, &["Accepts Marketing"]),
        (Role::Currency, &["Currency"]),
    ],
    fixes: &[
        Fix::FillDown(&[
            "Email",
            "Created at",
            "Currency",
            "Financial Status",
            "Accepts Marketing",
        ]),
        Fix::Keep(
            &["Financial Status"],
            &["paid", "partially_paid", "partially_refunded", "refunded"],
            NotPaid,
        ),
        Fix::OrderTotal(&[]),
        Fix::Refund(&["Refunded Amount"]),
    ],
};
