//! What a column means.

mod mend;
mod name;
mod propose;
mod words;

pub use mend::repairs;
pub(crate) use name::words_of;
pub use propose::propose;
pub(crate) use propose::speaks_of_kind;

use serde::{Deserialize, Serialize};

/// The meaning of a column.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Who bought.
    CustomerId,
    /// Which order a line belongs to.
    OrderId,
    /// When.
    Date,
    /// What the line is worth in all.
    Amount,
    /// How many pieces.
    Quantity,
    /// What one piece costs.
    Price,
    /// What was bought.
    Product,
    /// Free text.
    Text,
    /// Whether the customer agreed.
    Consent,
    /// An e-mail address: a key between files, never read as a value.
    Email,
    /// In which currency the amounts are.
    Currency,
    /// Anything else about the customer or the order.
    Attribute,
    /// Left out: dropped before anything is computed.
    Ignore,
}

impl Role {
    /// Whether only one column can have the role.
    pub fn is_unique(self) -> bool {
        match self {
            Self::CustomerId
            | Self::OrderId
            | Self::Date
            | Self::Amount
            | Self::Quantity
            | Self::Price
            | Self::Product
            | Self::Consent
            | Self::Currency => true,
            Self::Text | Self::Email | Self::Attribute | Self::Ignore => false,
        }
    }
}

/// A column's role: proposed with a confidence, or given by the user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ColumnRole {
    /// The column's name.
    pub column: String,
    /// What it means.
    pub role: Role,
    /// How sure the proposal is, `0.0..=1.0`; 1 when the user gave it.
    pub confidence: f64,
}
