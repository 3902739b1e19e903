//! A repair as a plan writes it: one flat form, which is read by a tenth of
//! the code that an enum of structs needs.

use serde::{Deserialize, Serialize};

use super::{Because, Repair, Said};

/// Which repair it is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "RepairName")]
pub(super) enum Name {
    FillDown,
    OrderTotal,
    Keep,
    SetAside,
    Instead,
    Refund,
    DropDuplicates,
}

/// One thing that is mended; columns are told by their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "Repair")]
pub(super) struct Written {
    /// Which repair it is.
    repair: Name,
    /// The column that is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    column: Option<String>,
    /// Which order a record belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    order: Option<String>,
    /// The columns that are filled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    columns: Option<Vec<String>>,
    /// The total of an order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    total: Option<String>,
    /// The column of a number by which it is shared out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    by: Option<String>,
    /// The column that has the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    other: Option<String>,
    /// The words, whatever their case; the empty one is a missing value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    words: Option<Vec<String>>,
    /// What is set aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    reason: Option<Because>,
    /// But not where another column has one of these words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    unless: Option<Said>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    when: Option<Said>,
}

impl From<Repair> for Written {
    fn from(repair: Repair) -> Self {
        let none = Self {
            repair: Name::DropDuplicates,
            column: None,
            order: None,
            columns: None,
            total: None,
            by: None,
            other: None,
            words: None,
            reason: None,
            unless: None,
            when: None,
        };
        match repair {
            Repair::FillDown { order, columns } => Self {
                repair: Name::FillDown,
                order: Some(order),
                columns: Some(columns),
                ..none
            },
            Repair::OrderTotal { order, total, by } => Self {
                repair: Name::OrderTotal,
                order: Some(order),
                total: Some(total),
                by,
                ..none
            },
            Repair::Keep {
                column,
                words,
                reason,
            } => Self {
                repair: Name::Keep,
                column: Some(column),
                words: Some(words),
                reason: Some(reason),
                ..none
            },
            Repair::SetAside {
                column,
                words,
                reason,
                unless,
            } => Self {
                repair: Name::SetAside,
                column: Some(column),
                words: Some(words),
                reason: Some(reason),
                unless,
                ..none
            },
            Repair::Instead {
                column,
                other,
                when,
            } => Self {
                repair: Name::Instead,
                column: Some(column),
                other: Some(other),
                when: Some(when),
                ..none
            },
            Repair::Refund {
                column,
                order,
                total,
            } => Self {
                repair: Name::Refund,
                column: Some(column),
                order,
                total,
                ..none
            },
            Repair::DropDuplicates => none,
        }
    }
}

impl TryFrom<Written> for Repair {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let all = written.clone();
        let column = written.column.ok_or("a repair needs `column`");
        let words = written.words.ok_or("a repair needs `words`");
        let reason = written.reason.ok_or("a repair needs `reason`");
        let of_order = written.order.clone();
        let order = of_order.ok_or("a repair needs `order`");
        let repair = match written.repair {
            Name::FillDown => Self::FillDown {
                order: order?,
                columns: written.columns.ok_or("a repair needs `columns`")?,
            },
            Name::OrderTotal => Self::OrderTotal {
                order: order?,
                total: written.total.ok_or("a repair needs `total`")?,
                by: written.by,
            },
            Name::Keep => Self::Keep {
                column: column?,
                words: words?,
                reason: reason?,
            },
            Name::SetAside => Self::SetAside {
                column: column?,
                words: words?,
                reason: reason?,
                unless: written.unless,
            },
            Name::Instead => Self::Instead {
                column: column?,
                other: written.other.ok_or("a repair needs `other`")?,
                when: written.when.ok_or("a repair needs `when`")?,
            },
            Name::Refund => Self::Refund {
                column: column?,
                order: written.order,
                total: written.total,
            },
            Name::DropDuplicates => Self::DropDuplicates,
        };
        if Written::from(repair.clone()) != all {
            return Err("a repair says what it does not know");
        }
        Ok(repair)
    }
}
