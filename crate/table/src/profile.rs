//! What can be said of a column without opening it.

use serde::{Deserialize, Serialize};

use crate::Part;

/// What every present text of a column can be read as.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnType {
    /// No record has a value.
    Empty,
    /// Anything else than the types below.
    Text,
    /// Two distinct truth words.
    Boolean,
    /// Whole numbers.
    Integer,
    /// Numbers with a fractional part.
    Decimal,
    /// Days.
    Date,
    /// Days with a time of day.
    Timestamp,
}

/// In which order a column writes day, month and year.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 2025-03-31 or 20250331.
    YearMonthDay,
    /// 31.03.2025.
    DayMonthYear,
    /// 03/31/2025.
    MonthDayYear,
}

/// What a date counts that is written as one number.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// Seconds since 1970-01-01 in universal time.
    Seconds,
    /// Thousandths of them.
    Milliseconds,
    /// Millionths of them.
    Microseconds,
    /// Days of a spreadsheet, of which 1 is 1900-01-01.
    SpreadsheetDays,
}

/// How the file itself is written: found, or given by the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// `csv`, `tsv`, `spaces`, `json` or `ndjson`, with `+gzip` or `+zip`
    /// where it was compressed; or the kind of workbook, such as `xlsx`.
    pub name: String,
    /// The WHATWG name of the encoding.
    pub encoding: String,
    /// The delimiter; a blank stands for runs of blanks. JSON has none.
    pub delimiter: String,
    /// Whether the first record names the columns.
    pub has_header: bool,
    /// The sheet that was read, or the file of an archive.
    #[serde(default)]
    pub part: Option<String>,
    /// All sheets or files that the file holds, where they are parts.
    #[serde(default)]
    pub parts: Vec<Part>,
}

/// What a column holds, over the whole file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ColumnProfile {
    /// Its header, made unique; `column_4` where it had none.
    pub name: String,
    /// What its texts can be read as.
    #[serde(rename = "type")]
    pub column_type: ColumnType,
    /// Records without a value.
    #[ts(type = "number")]
    pub missing: u64,
    /// Distinct present texts.
    #[ts(type = "number")]
    pub distinct: u64,
    /// Present texts that could not be read as `column_type`, counted as
    /// missing in a typed reading.
    #[ts(type = "number")]
    pub unread: u64,
    /// Up to three of the most frequent texts.
    pub examples: Vec<String>,
    /// The smallest and largest value, as numbers or as ISO dates.
    pub range: Option<(String, String)>,
    /// For numbers: how many records are negative, and how many zero.
    #[ts(type = "[number, number] | null")]
    pub negative_and_zero: Option<(u64, u64)>,
    /// For decimals: digits after the point, `0..=9`.
    pub scale: u8,
    /// For dates: the order of their parts.
    pub date_order: Option<DateOrder>,
    /// For dates: whether another order reads every value as well, so that
    /// the user must decide.
    pub date_order_ambiguous: bool,
    /// For numbers: the currency sign or code found beside most of those
    /// that have one, as it is written there.
    pub currency: Option<String>,
    /// For numbers: each currency by its ISO 4217 code (`$`, `¥`, `kr` and
    /// `Rs`, which are of several countries, by themselves), with its records.
    #[ts(type = "Array<[string, number]>")]
    pub currencies: Vec<(String, u64)>,
    /// For numbers: records with a percent sign. It is left out, so that 12 %
    /// is 12.
    #[ts(type = "number")]
    pub percent: u64,
    /// For moments whose zone the file states: the offset in which all of
    /// them are given, such as `UTC+02:00`.
    pub zone: Option<String>,
    /// For dates written as one number each: what it counts.
    pub counting: Option<Counting>,
    /// The mean length of a present text, in characters.
    pub mean_length: f64,
    /// The share of records whose text equals the record before, `0.0..=1.0`:
    /// high for ids of orders, whose lines stand together.
    pub runs: f64,
    /// The value belongs to an object around several records, such as the
    /// order around its lines, and is repeated beside each of them.
    #[serde(default)]
    pub repeated: bool,
}
