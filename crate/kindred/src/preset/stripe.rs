//! Stripe: payments (Payments → Export), in the columns of the older charges
//! export and of the present unified one.
//!
//! How it is exported: <https://support.stripe.com/questions/exporting-payment-reports>.
//!
//! Traps: failed and unfinished attempts are rows like any other; trials
//! have `Mode` = Test. What was given back stands beside the payment, not on
//! a row of its own. `Amount` is in the currency of the buyer, `Converted
//! Amount` in that of the account, so that the latter adds up.

use super::{
    Because::{NotPaid, TestOrder},
    Fix, Names, Preset, Role, SourceKind,
};

const DATE: Names = &["Created (UTC)", "Created date (UTC)", "Created"];
const WHO: Names = &["Customer Email", "Customer ID"];

/// The export of payments.
pub(super) const PAYMENTS: Preset = Preset {
    name: "stripe-payments",
    title: "Stripe payments",
    kind: SourceKind::Orders,
    needs: &[
        &["id"],
        DATE,
        &["Amount"],
        &["Amount Refunded"],
        &["Currency"],
        &["Status"],
        WHO,
    ],
    roles: &[
        (Role::OrderId, &["id"]),
        (Role::CustomerId, WHO),
        (Role::Date, DATE),
        (Role::Amount, &["Converted Amount", "Amount"]),
        (Role::Currency, &["Converted Currency", "Currency"]),
    ],
    fixes: &[
        Fix::SetAside(&["Mode"], &["test"], TestOrder),
        Fix::Keep(
            &["Status"],
            &[
                "paid",
                "succeeded",
                "refunded",
                "partially refunded",
                "partial refund",
            ],
            NotPaid,
        ),
        Fix::Refund(&["Converted Amount Refunded", "Amount Refunded"]),
    ],
};
