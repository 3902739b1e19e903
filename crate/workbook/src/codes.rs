//! Every code of this crate with the facts that come with it.

use table::{Code, fact::codes};

/// The refusals and warnings of workbooks and archives, in the order of their
/// names.
///
/// A limit of `E_PART` is in MiB; a `kind` is a word of a closed list. Parts
/// are named as the file names them.
pub const CODES: [Code; 13] = codes([
    ("E_ARCHIVE", "kind"),
    ("E_CELLS", "part limit"),
    ("E_DTD", "part"),
    ("E_ENTRIES", "limit"),
    ("E_NESTED", "part"),
    ("E_PART", "part limit"),
    ("E_PASSWORD", ""),
    ("E_RANGE", "part reference"),
    ("E_SHEET", "part parts"),
    ("E_WORKBOOK", ""),
    ("W_LINKS", ""),
    ("W_MACROS", ""),
    ("W_SHEETS", "part others"),
]);
