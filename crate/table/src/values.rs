//! The table itself. Its values are opened in one place only: the consent
//! module of `kindred` (a test sees to that).

use std::sync::Arc;

use crate::{ColumnProfile, Decimal, Format, Histogram, Moment, Warning};

/// The code of a record that has no value in a column.
pub const MISSING: u32 = u32::MAX;

/// One file, read whole: what can be said of it, and behind
/// [`Table::values`] what it says.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file's name, as the user knows it.
    pub name: String,
    /// How it is written.
    pub format: Format,
    /// Records kept; every column has as many codes.
    pub n_records: usize,
    /// Records read, blank lines, and records set aside as unreadable:
    /// `read = n_records + rejected`.
    pub read: u64,
    /// Blank lines, which are not records.
    pub blank: u64,
    /// Records set aside because they could not be read.
    pub rejected: u64,
    /// SHA-256 of the file's bytes as they came, lower-case hex.
    pub sha256: String,
    /// One profile a column.
    pub columns: Vec<ColumnProfile>,
    /// How the values of each column are spread, as the file holds them.
    pub histograms: Vec<Histogram>,
    /// What the user must see.
    pub warnings: Vec<Warning>,
    /// It was surveyed: the codes are those of its first and last records.
    pub(crate) is_survey: bool,
    /// One a column of a survey: only some of its distinct texts are here.
    pub(crate) is_full: Vec<bool>,
    /// The keys to each column of a JSON survey.
    pub(crate) keys: Vec<String>,
    pub(crate) data: Vec<Arc<ColumnData>>,
}

/// A column's codes and its distinct values, each parsed once.
#[derive(Clone, Debug)]
pub(crate) struct ColumnData {
    pub(crate) codes: Vec<u32>,
    pub(crate) texts: Vec<u8>,
    /// `texts[ends[c - 1]..ends[c]]` is the text of code `c`.
    pub(crate) ends: Vec<u32>,
    pub(crate) parsed: Parsed,
}

/// One entry a distinct text.
#[derive(Clone, Debug)]
pub(crate) enum Parsed {
    Text,
    /// Mantissas at the column's scale; `None` where unread.
    Numbers {
        mantissas: Vec<Option<i64>>,
        scale: u8,
        currencies: Vec<&'static str>,
        /// Which of the currencies, from 1; none where there is not any.
        units: Vec<u8>,
    },
    Moments(Vec<Option<Moment>>),
    Booleans(Vec<Option<bool>>),
}

/// The values of one column: a code a record, and what each code means.
#[derive(Clone, Copy, Debug)]
pub struct ColumnValues<'a> {
    pub(crate) data: &'a ColumnData,
}

impl Table {
    /// Opens a column. Only `kindred::permit` may call this (checked by
    /// `tests/tidy.rs`): everybody else works on `Permitted<Table>`.
    ///
    /// # Panics
    /// If there is no such column.
    pub fn values(&self, column: usize) -> ColumnValues<'_> {
        ColumnValues {
            data: &self.data[column],
        }
    }
}

impl<'a> ColumnValues<'a> {
    /// One code a record, [`MISSING`] where it has no value.
    pub fn codes(self) -> &'a [u32] {
        &self.data.codes
    }

    /// How many distinct texts there are: codes are `0..n_codes`, in order
    /// of first appearance.
    pub fn n_codes(self) -> usize {
        self.data.ends.len()
    }

    /// The text of a code.
    pub fn text(self, code: u32) -> &'a str {
        let code = code as usize;
        let start = if code == 0 {
            0
        } else {
            self.data.ends[code - 1]
        };
        let bytes =
            &self.data.texts[start as usize..self.data.ends[code] as usize];
        std::str::from_utf8(bytes).expect("the reader stores UTF-8 only")
    }

    /// Digits after the point of the column's numbers; 0 of what are none.
    pub fn scale(self) -> u8 {
        match &self.data.parsed {
            Parsed::Numbers { scale, .. } => *scale,
            _ => 0,
        }
    }

    /// The number of a code; `None` where the text is not one.
    pub fn number(self, code: u32) -> Option<Decimal> {
        match &self.data.parsed {
            Parsed::Numbers {
                mantissas, scale, ..
            } => mantissas[code as usize].map(|mantissa| Decimal {
                mantissa,
                scale: *scale,
            }),
            Parsed::Text | Parsed::Moments(_) | Parsed::Booleans(_) => None,
        }
    }

    /// The currency beside the number of a code, by its name in
    /// [`ColumnProfile::currencies`]; `None` where there is none.
    pub fn currency(self, code: u32) -> Option<&'static str> {
        let Parsed::Numbers {
            currencies, units, ..
        } = &self.data.parsed
        else {
            return None;
        };
        let unit = units.get(code as usize)?.checked_sub(1)?;
        Some(currencies[usize::from(unit)])
    }

    /// The moment of a code; `None` where the text is not one.
    pub fn moment(self, code: u32) -> Option<Moment> {
        match &self.data.parsed {
            Parsed::Moments(moments) => moments[code as usize],
            Parsed::Text | Parsed::Numbers { .. } | Parsed::Booleans(_) => {
                None
            }
        }
    }

    /// The truth of a code; `None` where the text is not a truth word.
    pub fn boolean(self, code: u32) -> Option<bool> {
        match &self.data.parsed {
            Parsed::Booleans(truths) => truths[code as usize],
            Parsed::Text | Parsed::Numbers { .. } | Parsed::Moments(_) => None,
        }
    }
}
