//! Parquet files to delimited text, row by row.
//!
//! Takes a file that can be read anywhere in it; gives its records as UTF-8
//! text with commas, the header first, for the [`table::Reader`]. Every value
//! has one text: a day is `2025-03-31`, a decimal has the digits of its
//! scale, a binary fraction the fewest that give it again. One page a column
//! is in memory at a time. Never panics on any bytes and never takes more
//! than [`limits::MEMORY`] for what they unpack to.

pub mod codes;
#[cfg(feature = "read")]
pub mod limits;

#[cfg(feature = "read")]
mod bits;
#[cfg(feature = "read")]
mod codec;
#[cfg(feature = "read")]
mod column;
#[cfg(feature = "read")]
mod convert;
#[cfg(feature = "read")]
mod delta;
#[cfg(feature = "read")]
mod file;
#[cfg(feature = "read")]
mod footer;
#[cfg(feature = "read")]
mod page;
#[cfg(feature = "read")]
mod refuse;
#[cfg(feature = "read")]
mod schema;
#[cfg(feature = "read")]
mod texts;
#[cfg(feature = "read")]
mod thrift;
#[cfg(feature = "read")]
mod values;

#[cfg(feature = "read")]
pub use file::Parquet;
