//! The streaming reader: chunks in, a table out.

use serde::{Deserialize, Serialize};

use crate::{DateOrder, ReadError, Table};

/// What the user decided; everything not decided is found.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(default, deny_unknown_fields)]
pub struct ReadOptions {
    /// The delimiter: one character; a blank stands for runs of blanks.
    pub delimiter: Option<char>,
    /// The WHATWG label of the encoding.
    pub encoding: Option<String>,
    /// Whether the first record names the columns.
    pub has_header: Option<bool>,
    /// The order of day and month in every ambiguous date column.
    pub date_order: Option<DateOrder>,
    /// The decimal mark, `.` or `,`, in every ambiguous number column.
    pub decimal_mark: Option<char>,
    /// Keep only these columns (by position); empty keeps all.
    pub columns: Vec<usize>,
}

/// Reads one file, a chunk at a time.
///
/// The hash key guards the dictionaries against crafted texts; it never
/// changes the result.
pub struct Reader {
    _name: String,
    _options: ReadOptions,
    _hash_key: u64,
}

impl Reader {
    /// A reader for a file of this name.
    pub fn new(name: &str, options: ReadOptions, hash_key: u64) -> Self {
        Self {
            _name: name.to_owned(),
            _options: options,
            _hash_key: hash_key,
        }
    }

    /// Takes the next bytes of the file, of any length.
    ///
    /// # Errors
    /// The file is refused; the reader is of no further use.
    pub fn feed(&mut self, _chunk: &[u8]) -> Result<(), ReadError> {
        Ok(())
    }

    /// Records read so far.
    pub fn n_records(&self) -> u64 {
        0
    }

    /// Bytes the table takes in memory so far.
    pub fn memory(&self) -> usize {
        0
    }

    /// The end of the file: decides the types and gives the table.
    ///
    /// # Errors
    /// The file is refused.
    pub fn finish(self) -> Result<Table, ReadError> {
        Err(ReadError {
            code: "E_EMPTY",
            message: "the reader is not built yet".into(),
            hint: None,
            place: crate::Place::default(),
        })
    }
}
