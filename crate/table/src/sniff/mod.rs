//! How a file is written, found from its first bytes.

mod dialect;
mod encoding;
mod header;
mod magic;
mod odd;
mod rows;

pub(crate) use dialect::{Found, dialect_of, find_dialect, separator_line};
pub(crate) use encoding::{Guess, by_mark, guess_encoding};
pub(crate) use header::{Layout, cut_column, fill_rows, find_layout};
pub(crate) use magic::other_kind;
pub(crate) use odd::find_odd;
pub(crate) use rows::sample_rows;
