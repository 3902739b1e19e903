//! What the user decided of single columns.

use serde::{Deserialize, Serialize};

use crate::infer::number::Mark;
use crate::infer::speaks_of_date;
use crate::refuse::refuse;
use crate::{ColumnProfile, ColumnType, DateOrder, ReadError, ReadOptions};

/// What the user decided of one column; it beats what was decided of the
/// whole file.
///
/// A column that is to have a type has it whether its texts fit or not: those
/// that do not are counted as unread. An order of dates says that it is a
/// column of dates, and a decimal mark that it is one of numbers.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(default, deny_unknown_fields)]
pub struct ColumnChoice {
    /// The column's name, as its profile has it.
    pub column: String,
    /// What its texts are to be read as.
    pub as_type: Option<ColumnType>,
    /// The order of day, month and year.
    pub date_order: Option<DateOrder>,
    /// The decimal mark, `.` or `,`.
    pub decimal_mark: Option<char>,
}

/// How much a choice weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish<T> {
    /// It is to be found.
    Open,
    /// It decides where the texts leave it open.
    Rather(T),
    /// It was decided of this column, whatever its texts say.
    Must(T),
}

impl<T: Copy + PartialEq> Wish<T> {
    fn new(own: Option<T>, of_file: Option<T>) -> Self {
        match (own, of_file) {
            (Some(own), _) => Self::Must(own),
            (None, Some(rather)) => Self::Rather(rather),
            (None, None) => Self::Open,
        }
    }

    /// Whether it is asked for, if only in doubt.
    pub fn is(self, value: T) -> bool {
        match self {
            Self::Open => false,
            Self::Rather(wanted) | Self::Must(wanted) => wanted == value,
        }
    }

    /// What has to be.
    pub fn must(self) -> Option<T> {
        match self {
            Self::Must(value) => Some(value),
            Self::Open | Self::Rather(_) => None,
        }
    }
}

/// All that was decided of one column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub kind: Option<Kind>,
    pub order: Wish<DateOrder>,
    pub mark: Wish<Mark>,
    /// Its name speaks of a date.
    pub dated: bool,
}

/// A type that a column must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Empty,
    Text,
    Truths,
    /// Of this type; of the one that fits.
    Numbers(Option<ColumnType>),
    /// The same.
    Dates(Option<ColumnType>),
}

impl Wanted {
    /// What was decided of a column; the last word on it counts.
    pub fn new(options: &ReadOptions, column: &str) -> Self {
        let mut choices = options.decided.iter().rev();
        let own = choices.find(|choice| choice.column == column);
        let order = own.and_then(|own| own.date_order);
        let mark = own.and_then(|own| own.decimal_mark);
        Self {
            kind: own.and_then(kind),
            order: Wish::new(order, options.date_order),
            mark: Wish::new(mark.map(of), options.decimal_mark.map(of)),
            dated: speaks_of_date(column),
        }
    }

    /// A column that was decided by some of its texts, where these tell how
    /// all others are read: plain text, whole numbers of no currency, dates
    /// in one order that nothing speaks against, and in no zones that a part
    /// of them could weigh otherwise.
    pub fn decided(profile: &ColumnProfile) -> Option<Self> {
        let own = Some(profile.column_type);
        let kind = match profile.column_type {
            ColumnType::Text => Kind::Text,
            ColumnType::Integer
                if profile.currencies.is_empty() && profile.percent == 0 =>
            {
                Kind::Numbers(own)
            }
            ColumnType::Date | ColumnType::Timestamp
                if !profile.date_order_ambiguous
                    && profile.counting.is_none()
                    && profile.zone.as_ref().is_none_or(|it| it == "UTC") =>
            {
                Kind::Dates(own)
            }
            _ => return None,
        };
        Some(Self {
            kind: Some(kind),
            order: Wish::new(profile.date_order, None),
            mark: Wish::Open,
            dated: false,
        })
    }
}

fn of(mark: char) -> Mark {
    match mark {
        ',' => Mark::Comma,
        _ => Mark::Point,
    }
}

fn kind(choice: &ColumnChoice) -> Option<Kind> {
    let Some(given) = choice.as_type else {
        let dates = choice.date_order.map(|_| Kind::Dates(None));
        return dates.or(choice.decimal_mark.map(|_| Kind::Numbers(None)));
    };
    Some(match given {
        ColumnType::Empty => Kind::Empty,
        ColumnType::Text => Kind::Text,
        ColumnType::Boolean => Kind::Truths,
        ColumnType::Integer | ColumnType::Decimal => {
            Kind::Numbers(Some(given))
        }
        ColumnType::Date | ColumnType::Timestamp => Kind::Dates(Some(given)),
    })
}

/// Refuses a choice that is not about any column.
pub(crate) fn check_choices(
    file: &str,
    options: &ReadOptions,
    names: &[String],
) -> Result<(), ReadError> {
    let mut columns = options.decided.iter().map(|choice| &choice.column);
    let stray = columns.find(|column| !names.contains(column));
    let Some(column) = stray.filter(|_| !names.is_empty()) else {
        return Ok(());
    };
    let message = format!("There is no column {column:?} to decide about.");
    let hint = "Choose among the columns there are.";
    let mut error = refuse(file, "E_DECIDED", message, hint);
    error.place.column = Some(column.clone());
    Err(error)
}
