//! Every code of this crate with the facts that come with it.

use crate::fact::{Code, codes};

/// The refusals and warnings of the reader, in the order of their names.
///
/// Limits are in bytes, that of `E_MEMORY` in MiB and of `E_SIZE` in GiB;
/// that of `E_RATIO` is a factor. A `kind` is a word of a closed list. How
/// many records or cells a warning concerns is its `count`.
pub const CODES: [Code; 43] = codes([
    ("E_CHANGED", "what"),
    ("E_COLS", "limit"),
    ("E_COLUMN", "position columns"),
    ("E_DECIDED", ""),
    ("E_DECIMAL_MARK", "mark"),
    ("E_EMPTY", ""),
    ("E_ENCODING", "encoding"),
    ("E_FIELD", "limit"),
    ("E_GZIP", "kind"),
    ("E_MEMORY", "limit"),
    ("E_NO_ROWS", "names expected ragged"),
    ("E_NUL", ""),
    ("E_QUOTE", ""),
    ("E_RATIO", "limit"),
    ("E_ROW", "limit"),
    ("E_SEPARATOR", "delimiter"),
    ("E_SIZE", "limit"),
    ("E_TYPE", "kind"),
    ("E_UTF16", "encoding"),
    ("E_UTF8", ""),
    ("W_COUNTED", "unit"),
    ("W_CURRENCIES", ""),
    ("W_DATE_MIXED", ""),
    ("W_DATE_ORDER", "order"),
    ("W_DECIMAL_MARK", ""),
    ("W_DECIMAL_MIXED", ""),
    ("W_DIGITS", ""),
    ("W_ENCODING", ""),
    ("W_END_MARK", ""),
    ("W_HEADER_EMPTY", ""),
    ("W_HEADER_TWICE", ""),
    ("W_INVISIBLE", ""),
    ("W_OFFSET", ""),
    ("W_ONE_COLUMN", ""),
    ("W_PERCENT", ""),
    ("W_PREAMBLE", "expected"),
    ("W_RAGGED", "expected found"),
    ("W_ROUNDED", ""),
    ("W_SCIENTIFIC", ""),
    ("W_TRAILING_DELIMITER", ""),
    ("W_UNREAD", "kind"),
    ("W_YEAR", ""),
    ("W_ZONES", "offset"),
]);
