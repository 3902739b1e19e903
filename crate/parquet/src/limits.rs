//! The published limits of the Parquet reader, each stated once.

/// The most bytes of the footer: what the file says of itself.
pub const FOOTER: u64 = 64 << 20;
/// The most bytes of one page, packed or not.
pub const PAGE: usize = 64 << 20;
/// The most values of one page.
pub const VALUES: usize = 16 << 20;
/// The most memory that the pages and dictionaries in use may take.
pub const MEMORY: usize = 256 << 20;
/// The most columns.
pub const COLUMNS: usize = 16_384;
/// The most groups of columns inside one another.
pub const DEPTH: usize = 32;
/// The most parts of the schema and pieces of columns in all row groups.
pub const PIECES: usize = 4 << 20;
