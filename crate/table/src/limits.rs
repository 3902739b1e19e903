//! The published limits of the reader, each stated once.

/// Bytes of text looked at first to find the encoding, the delimiter and the
/// header; twice as many again and again where they show too few records, up
/// to more than [`ROW`].
pub const HEAD: usize = 64 << 10;
/// The longest field, in bytes.
pub const FIELD: usize = 1 << 20;
/// The longest record, in bytes.
pub const ROW: usize = 10 << 20;
/// The most columns.
pub const COLUMNS: usize = 16_384;
/// The most bytes of text after decompression.
pub const TEXT: u64 = 2 << 30;
/// Over this many bytes a compressed file may grow at most [`RATIO`] times.
pub const RATIO_FROM: u64 = 64 << 20;
/// How many times its compressed size a file may grow.
pub const RATIO: u64 = 200;
/// The most memory a table may take, in bytes.
pub const MEMORY: usize = 3 << 29;
/// The share of present records that must read as a type for the column to
/// have it; the others are counted as unread.
pub const READ_SHARE: f64 = 0.95;
/// Digits kept after the decimal mark.
pub const SCALE: u8 = 9;
/// Whole numbers with more digits are ids, not numbers.
pub const DIGITS: usize = 15;
