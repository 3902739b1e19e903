//! Where in a file something stands.

use serde::{Deserialize, Serialize};

/// A place in the input. What is not known is `None`.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The file's name, as the user knows it.
    pub file: String,
    /// The physical line, from 1, on which the record starts.
    #[ts(type = "number | null")]
    pub line: Option<u64>,
    /// The record, from 1, the header not counted.
    #[ts(type = "number | null")]
    pub record: Option<u64>,
    /// The header of the column.
    pub column: Option<String>,
    /// The byte offset in the decoded stream of the file.
    #[ts(type = "number | null")]
    pub byte: Option<u64>,
}
