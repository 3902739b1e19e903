//! A remedy as a plan writes it: one flat form, which is read by a tenth of
//! the code that an enum of structs needs.

use serde::{Deserialize, Serialize};

use super::Remedy;
use crate::{review::CheckName, role::Role};

/// What is done about something odd.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "Remedy")]
pub(super) struct Said {
    /// The check that it answers.
    check: CheckName,
    /// Of missing values, the customer or the date: a record without one
    /// takes that of the record before it in its order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    role: Option<Role>,
    /// Of outlying amounts and large buyers, in the minor unit: what is above
    /// is set aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    above: Option<i64>,
    /// Of far dates: nothing on or after this day (ISO) is seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    from: Option<String>,
    /// Of tests and guests: customers whose id has one of these words, in
    /// small letters, are set aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    words: Option<Vec<String>>,
}

impl From<Remedy> for Said {
    fn from(remedy: Remedy) -> Self {
        let mut said = Self {
            check: remedy.check(),
            role: None,
            above: None,
            from: None,
            words: None,
        };
        match remedy {
            Remedy::MissingValues { role } => said.role = Some(role),
            Remedy::FarDates { from } => said.from = Some(from),
            Remedy::OutlyingAmounts { above }
            | Remedy::LargeBuyers { above } => said.above = Some(above),
            Remedy::TestCustomers { words }
            | Remedy::GuestOrders { words } => said.words = Some(words),
            Remedy::RepeatedRecords
            | Remedy::ContradictoryOrders
            | Remedy::Returns => {}
        }
        said
    }
}

impl TryFrom<Said> for Remedy {
    type Error = &'static str;

    fn try_from(said: Said) -> Result<Self, Self::Error> {
        let all = said.clone();
        let Said {
            check,
            role,
            above,
            from,
            words,
        } = said;
        let above = above.ok_or("a remedy needs `above`");
        let words = words.ok_or("a remedy needs `words`");
        let remedy = match check {
            CheckName::MissingValues => match role {
                Some(role @ (Role::CustomerId | Role::Date)) => {
                    Self::MissingValues { role }
                }
                _ => return Err("a remedy needs `role`, customer-id or date"),
            },
            CheckName::RepeatedRecords => Self::RepeatedRecords,
            CheckName::ContradictoryOrders => Self::ContradictoryOrders,
            CheckName::FarDates => Self::FarDates {
                from: from.ok_or("a remedy needs `from`")?,
            },
            CheckName::OutlyingAmounts => {
                Self::OutlyingAmounts { above: above? }
            }
            CheckName::Returns => Self::Returns,
            CheckName::TestCustomers => Self::TestCustomers { words: words? },
            CheckName::GuestOrders => Self::GuestOrders { words: words? },
            CheckName::LargeBuyers => Self::LargeBuyers { above: above? },
            CheckName::ConstantColumns
            | CheckName::OtherCurrencies
            | CheckName::OrderTotals
            | CheckName::RespelledCustomers => {
                return Err("nothing can be done about this check");
            }
        };
        if Said::from(remedy.clone()) != all {
            return Err("a remedy says what it does not know");
        }
        Ok(remedy)
    }
}
