//! Why a Parquet file is refused.

use table::{ReadError, changed, refuse};

use crate::limits;

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Its end is missing.
    CutShort,
    /// It contradicts itself, or a page cannot be unpacked.
    Damaged,
    Encrypted,
    /// Packed by a method that is not known here.
    Codec(&'static str),
    /// Values written in a way that is not known here.
    Encoding(u64),
    /// Pages so large that they do not fit.
    Memory,
    /// No column can be read.
    NoColumn,
    /// The file could not be read on.
    Changed(String),
}

pub(crate) type Result<T> = std::result::Result<T, Fault>;

const AGAIN: &str = "Export or download the file again.";
const OTHER: &str =
    "Write it again with Snappy, gzip or Zstandard, or export it as CSV.";
const CSV: &str = "Export it as CSV.";

impl Fault {
    /// The refusal of a file, and in which column where that is known.
    pub fn refuse(self, file: &str, column: Option<&str>) -> ReadError {
        let (kind, what, hint, found) = match self {
            Self::Changed(what) => return changed(file, &what),
            Self::CutShort => {
                ("cut-short", "is cut short".to_owned(), AGAIN, None)
            }
            Self::Damaged => ("damaged", "is damaged".to_owned(), AGAIN, None),
            Self::Encrypted => {
                ("encrypted", "is encrypted".to_owned(), CSV, None)
            }
            Self::Codec(name) => {
                let what = format!("is packed with {name}");
                ("codec", what, OTHER, Some(name.to_owned()))
            }
            Self::Encoding(number) => {
                let what = format!("is written in encoding {number}");
                ("encoding", what, CSV, Some(number.to_string()))
            }
            Self::Memory => {
                let limit = limits::MEMORY >> 20;
                let what = format!("has pages of more than {limit} MiB");
                let hint = "Write it again with smaller row groups, or \
                            export it as CSV.";
                ("memory", what, hint, Some(limit.to_string()))
            }
            Self::NoColumn => {
                let what = "has no column of plain values".to_owned();
                ("no-column", what, CSV, None)
            }
        };
        let message = match column {
            None => format!("The Parquet file {what}."),
            Some(name) => {
                format!("Column {name:?}: the Parquet file {what}.")
            }
        };
        let error = refuse(file, "E_PARQUET", message, hint);
        let mut error = error.with("kind", kind);
        error.place.column = column.map(str::to_owned);
        match found {
            Some(found) => error.with("found", found),
            None => error,
        }
    }
}
