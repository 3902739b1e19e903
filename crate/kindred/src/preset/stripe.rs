//! Stripe: payments (Payments → Export), in the columns of the older charges
//! export and of the present unified one.
//!
//! Columns of the older one: `wikimedia/wikimedia-fundraising-crm`,
//! `sites/all/modules/offline2civicrm/StripeFile.php` on GitHub. Of the
//! present one, the column names are those of exports as commonly seen; not
//! checked against a document. Neither are the words of `Status`.
//!
//! Traps: failed and unfinished attempts are rows like any other, and so is
//! what was authorised and never taken (`Captured` = false); trials have
//! `Mode` = Test. What was given back stands beside the payment, not on
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
        Fix::SetAside(&["Captured"], &["false"], NotPaid),
        Fix::Refund(&["Converted Amount Refunded", "Amount Refunded"]),
    ],
};
