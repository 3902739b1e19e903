//! Bytes to typed columns, streaming.
//!
//! Takes chunks of a delimited text or JSON file, plain or gzip, in any
//! encoding; gives a [`Table`] of dictionary-encoded columns with a profile of each.
//! Never panics on any bytes, never loses or invents a record, computes no
//! statistic beyond a column's profile.
//!
//! Every column is a dictionary: one code a record, each distinct text once.
//! Types, dates and number formats are decided over the distinct texts of the
//! whole column and each is parsed once.

mod account;
mod body;
mod choice;
mod columns;
mod conclude;
mod decode;
mod dictionary;
mod ends;
mod file_hash;
mod fold;
mod hash;
mod histogram;
mod index;
mod infer;
mod json;
mod lone;
mod names;
mod odd;
mod opening;
mod quotes;
mod refuse;
mod sniff;
mod specials;
mod summary;
mod tokens;
#[cfg(test)]
mod twin;
mod unpack;
mod verdict;

pub mod codes;
pub mod combine;
pub mod decimal;
pub mod encoding;
pub mod error;
pub mod fact;
pub mod limits;
pub mod moment;
#[cfg(feature = "encodings")]
pub mod old;
pub mod part;
pub mod place;
pub mod profile;
pub mod reader;
pub mod reading;
pub mod rows;
pub mod values;

pub use choice::ColumnChoice;
pub use decimal::Decimal;
pub use error::{ReadError, Warning};
pub use fact::{Code, Fact, Facts};
pub use file_hash::FileHash;
pub use fold::{Links, Parted, Slice, Slicing, part as part_by, shared};
pub use histogram::Histogram;
pub use infer::{currency_name, may_stand_for};
pub use moment::Moment;
pub use part::{Origin, Part, Parts};
pub use place::Place;
pub use profile::{ColumnProfile, ColumnType, Counting, DateOrder, Format};
pub use reader::{Ragged, ReadOptions, Reader, Tables, check_size};
pub use refuse::{changed, refuse};
pub use rows::Rows;
pub use values::{ColumnValues, MISSING, Table};
