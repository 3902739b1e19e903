//! PayPal: activity (Reports → Activity download, CSV).
//!
//! Columns: `simonmichael/hledger`, `examples/csv/paypal-2018.csv.rules` on
//! GitHub, which has the whole header and a row. Of the types below, most
//! are those of downloads as commonly seen; not checked against a document.
//!
//! Traps: it is an account's balance, not a list of orders. Transfers to the
//! bank, conversions of currencies, holds and fees stand between the sales,
//! and so does what the shop itself bought (`Balance Impact` = Debit).
//! Conversions move the same money again in another currency. On a refund
//! the shop is the sender and the customer the receiver, and the order is
//! the one of `Reference Txn ID`.

use super::{
    Because::{NotPaid, OtherRecord},
    Fix, Names, Preset, Role, SourceKind,
};

const REFUNDS: &[&str] = &[
    "payment refund",
    "refund",
    "payment reversal",
    "reversal",
    "chargeback",
];
const TYPE: Names = &["Type"];
const WHO: Names = &["From Email Address"];
const ORDER: Names = &["Transaction ID"];

/// The download of activities.
pub(super) const ACTIVITY: Preset = Preset {
    name: "paypal-activity",
    title: "PayPal activity",
    kind: SourceKind::Orders,
    needs: &[
        &["Date"],
        TYPE,
        &["Status"],
        &["Currency"],
        &["Gross"],
        &["Net"],
        WHO,
        ORDER,
    ],
    roles: &[
        (Role::OrderId, ORDER),
        (Role::CustomerId, WHO),
        (Role::Date, &["Date"]),
        (Role::Amount, &["Gross"]),
        (Role::Currency, &["Currency"]),
    ],
    fixes: &[
        Fix::Instead(WHO, &["To Email Address"], TYPE, REFUNDS),
        Fix::Instead(ORDER, &["Reference Txn ID"], TYPE, REFUNDS),
        Fix::Keep(
            &["Status"],
            &["completed", "refunded", "partially refunded", "cleared"],
            NotPaid,
        ),
        Fix::SetAside(TYPE, MOVES, OtherRecord),
        Fix::SetAside(&["Balance Impact"], &["memo"], OtherRecord),
        Fix::Unless(
            &["Balance Impact"],
            &["debit"],
            OtherRecord,
            TYPE,
            REFUNDS,
        ),
    ],
};

/// Types that move money of the account and sell nothing.
const MOVES: &[&str] = &[
    "general withdrawal",
    "general withdrawal - bank account",
    "user initiated withdrawal",
    "withdraw funds to bank account",
    "transfer to bank",
    "general currency conversion",
    "currency conversion",
    "bank deposit to pp account",
    "bank deposit to pp account (obselete)",
    "general credit card deposit",
    "general credit card withdrawal",
    "account hold for open authorization",
    "general account hold",
    "reversal of general account hold",
    "hold on balance for dispute investigation",
    "cancellation of hold for dispute resolution",
    "payment review hold",
    "payment review release",
    "reserve hold",
    "reserve release",
    "general authorization",
    "authorization",
    "void of authorization",
    "order",
    "shopping cart item",
    "request received",
    "request sent",
    "invoice sent",
    "mass pay payment",
    "payment fee",
    "fee reversal",
    "chargeback fee",
];
