//! Why a Parquet file is refused.

use table::{Facts, Place, ReadError};

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
            Self::Changed(what) => return changed(file, what),
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
        let facts = Facts::default().with("kind", kind);
        let facts = match found {
            Some(found) => facts.with("found", found),
            None => facts,
        };
        error("E_PARQUET", message, hint, facts, file, column)
    }
}

fn changed(file: &str, what: String) -> ReadError {
    let message = format!("{file} could not be read on: {what}.");
    let hint = "The file may have been moved or changed. Open it again.";
    let facts = Facts::default().with("what", what);
    error("E_CHANGED", message, hint, facts, file, None)
}

fn error(
    code: &'static str,
    message: String,
    hint: &str,
    facts: Facts,
    file: &str,
    column: Option<&str>,
) -> ReadError {
    ReadError {
        code,
        message,
        hint: Some(hint.to_owned()),
        facts,
        place: Place {
            file: file.to_owned(),
            column: column.map(str::to_owned),
            ..Place::default()
        },
    }
}
