//! Workbooks and archives: their parts, and one part as delimited text.
//!
//! Takes the bytes of an XLSX or ODS workbook or of a ZIP archive; gives the
//! names of its sheets or files and, for one of them, a stream of text that
//! the `table` crate reads like any other. A sheet's text has one fixed
//! dialect ([`Parts::is_sheets`]): UTF-8, a comma between cells, quotes as in
//! RFC 4180, a line feed a row, values written one way each.
//!
//! It opens no file, keeps no whole sheet in memory, and trusts no size that
//! a file tells: everything is bounded by [`limits`] before another library
//! sees it.

pub mod codes;
pub mod limits;

#[cfg(feature = "read")]
mod archive;
#[cfg(feature = "read")]
mod cell;
#[cfg(feature = "read")]
mod counted;
#[cfg(feature = "read")]
mod document;
#[cfg(feature = "read")]
mod files;
#[cfg(feature = "read")]
mod ods;
#[cfg(feature = "read")]
mod refuse;
#[cfg(feature = "read")]
mod rows;
#[cfg(feature = "read")]
mod scan;
#[cfg(feature = "read")]
mod text;
#[cfg(feature = "read")]
mod whole;
#[cfg(feature = "read")]
mod workbook;
#[cfg(feature = "read")]
mod xlsx;

#[cfg(feature = "read")]
pub use counted::{Counted, Progress};
pub use table::{Part, Parts};
#[cfg(feature = "read")]
pub use text::Text;
#[cfg(feature = "read")]
pub use workbook::Workbook;
