//! Files that are no delimited text, by their first bytes.

/// What a file is, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OtherKind {
    /// A stable word.
    pub name: &'static str,
    pub what: &'static str,
    pub advice: &'static str,
}

const SAVE_AS: &str =
    "Open it in the program that made it and save the table as CSV.";

const KINDS: [(&[u8], &str, &str, &str); 13] = [
    (b"%PDF-", "pdf", "a PDF document", SAVE_AS),
    (
        b"PK\x03\x04",
        "zip",
        "a ZIP archive or an Excel workbook",
        "Unpack it, or save the sheet as CSV.",
    ),
    (b"PK\x05\x06", "empty-zip", "an empty ZIP archive", SAVE_AS),
    (
        b"\xd0\xcf\x11\xe0",
        "old-office",
        "an old Excel or Office file",
        SAVE_AS,
    ),
    (b"{\\rtf", "rtf", "a rich-text document", SAVE_AS),
    (
        b"\x28\xb5\x2f\xfd",
        "zstd",
        "a zstd archive",
        "Unpack it first.",
    ),
    (b"BZh", "bzip2", "a bzip2 archive", "Unpack it first."),
    (b"\xfd7zXZ\0", "xz", "an xz archive", "Unpack it first."),
    (
        b"7z\xbc\xaf\x27\x1c",
        "7-zip",
        "a 7-Zip archive",
        "Unpack it first.",
    ),
    (b"Rar!", "rar", "a RAR archive", "Unpack it first."),
    (b"PAR1", "parquet", "a Parquet file", "Export it as CSV."),
    (
        b"SQLite format 3\0",
        "sqlite",
        "an SQLite database",
        "Export it as CSV.",
    ),
    (b"\x89PNG", "picture", "a picture", SAVE_AS),
];

const MARKUP: [&[u8]; 5] =
    [b"<!doctype", b"<html", b"<?xml", b"<table", b"<head"];

/// The kind of a file that is no delimited text; `None` where it may be one.
pub(crate) fn other_kind(head: &[u8]) -> Option<OtherKind> {
    let known = KINDS.iter().find(|(magic, ..)| head.starts_with(magic));
    if let Some((_, name, what, advice)) = known {
        return Some(OtherKind { name, what, advice });
    }
    let text = head.trim_ascii_start();
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let is_markup = MARKUP.iter().any(|tag| {
        text.get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    });
    is_markup.then_some(OtherKind {
        name: "markup",
        what: "a web page or XML",
        advice: SAVE_AS,
    })
}
