//! The published limits of workbooks and archives, each stated once.

/// Entries of an archive.
pub const ENTRIES: usize = 10_000;
/// Bytes of one entry, inflated.
pub const PART: u64 = 512 << 20;
/// Bytes of all entries, inflated.
pub const ALL: u64 = 2 << 30;
/// How many times its packed size an entry may grow, over [`RATIO_FROM`].
pub const RATIO: u64 = 200;
/// Entries under so many bytes may grow as they like.
pub const RATIO_FROM: u64 = 8 << 20;
/// Cells of a sheet.
pub const CELLS: u64 = 20_000_000;
/// Rows of a sheet: the last is 1,048,576.
pub const ROWS: u32 = 1 << 20;
/// Columns of a sheet: the last is XFD.
pub const COLUMNS: u32 = 1 << 14;
/// Bytes of one cell or shared string as it stands in the file; as text a
/// field may have a mebibyte.
pub const CELL: u64 = 8 << 20;
/// Bytes of one tag.
pub const TAG: usize = 64 << 10;
/// Bytes of a part that holds no rows and no strings.
pub const PLAIN: u64 = 64 << 20;
/// Tags of such a part.
pub const PLAIN_TAGS: u64 = 1_000_000;
/// Formats of cells: a spreadsheet program has at most 65,490.
pub const FORMATS: u64 = 100_000;
/// How deep elements may stand in each other.
pub const DEPTH: usize = 256;
/// Sheets that are looked into for a table.
pub const LOOKED_INTO: usize = 64;
/// Sheets that are told.
pub const SHEETS: usize = 1_000;
/// Bytes of text given at a time.
pub const CHUNK: usize = 256 << 10;
