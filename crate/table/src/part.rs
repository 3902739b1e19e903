//! What a file that is no text holds, and the text made of one part of it.
//!
//! A workbook or an archive is read by a *heavy reader*: code that the engine
//! does not carry. It names the parts of the file and gives one of them as
//! text; the [`crate::Reader`] takes that text and knows its [`Origin`].

use serde::{Deserialize, Serialize};

use crate::Warning;

/// Who reads a file that is no text.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Heavy {
    /// Workbooks and ZIP archives.
    Workbook,
    /// Parquet files.
    Parquet,
}

impl Heavy {
    /// Bytes that tell it.
    pub const MAGIC: usize = 8;

    /// Who reads a file that begins with these bytes; `None` where the
    /// [`crate::Reader`] does.
    ///
    /// ```
    /// use table::part::Heavy;
    /// assert_eq!(Heavy::of(b"PK\x03\x04rest"), Some(Heavy::Workbook));
    /// assert_eq!(Heavy::of(b"PAR1rest"), Some(Heavy::Parquet));
    /// assert_eq!(Heavy::of(b"customer,amount"), None);
    /// ```
    pub fn of(head: &[u8]) -> Option<Self> {
        let zip = head.starts_with(b"PK\x03\x04");
        let empty_zip = head.starts_with(b"PK\x05\x06");
        let ole = head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        if head.starts_with(b"PAR1") || head.starts_with(b"PARE") {
            return Some(Self::Parquet);
        }
        (zip || empty_zip || ole).then_some(Self::Workbook)
    }
}

/// A sheet of a workbook, a file of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its name: of a file without its folders.
    pub name: String,
    /// The workbook does not show it.
    pub hidden: bool,
    /// Rows of a sheet, or bytes of a file, where it is known.
    #[ts(type = "number | null")]
    pub size: Option<u64>,
}

/// What a heavy reader found in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// `xlsx`, `ods`, `zip`, …
    pub format: String,
    /// The text of a part is a sheet's rows, not a file of its own.
    pub is_sheets: bool,
    /// The first of these rows names the columns, whatever it looks like.
    #[serde(default)]
    pub has_names: bool,
    /// In the order of the file; none where the file is one table.
    pub parts: Vec<Part>,
    /// The one to read where the user chose none.
    #[ts(type = "number")]
    pub proposed: usize,
    /// What the user must see.
    pub warnings: Vec<Warning>,
}

/// What a text was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// `xlsx`, `ods`, `zip`, …
    pub format: String,
    /// The part that was read.
    pub part: String,
    /// Its text is rows as a heavy reader writes them: UTF-8, a comma
    /// between cells, a record a row, short by the empty cells at its end;
    /// line numbers are row numbers.
    pub is_sheet: bool,
    /// The first row names the columns, whatever it looks like.
    pub has_names: bool,
}
