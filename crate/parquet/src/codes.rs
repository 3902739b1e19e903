//! Every code of this crate with the facts that come with it.

use table::{Code, fact::codes};

/// The refusals and warnings of the Parquet reader.
///
/// A `kind` is a word of a closed list; `found` is the name of what is not
/// known, or a limit in MiB.
pub const CODES: [Code; 2] = codes([
    ("E_PARQUET", "kind found?"),
    ("W_PARQUET_LEFT_OUT", "columns"),
]);
