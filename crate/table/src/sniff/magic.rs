//! Files that are no delimited text, by their first bytes.

/// What a file is, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OtherKind {
    pub what: &'static str,
    pub advice: &'static str,
}

const SAVE_AS: &str =
    "Open it in the program that made it and save the table as CSV.";

const KINDS: [(&[u8], &str, &str); 13] = [
    (b"%PDF-", "a PDF document", SAVE_AS),
    (
        b"PK\x03\x04",
        "a ZIP archive or an Excel workbook",
        "Unpack it, or save the sheet as CSV.",
    ),
    (b"PK\x05\x06", "an empty ZIP archive", SAVE_AS),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Office file", SAVE_AS),
    (b"{\\rtf", "a rich-text document", SAVE_AS),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it first."),
    (b"BZh", "a bzip2 archive", "Unpack it first."),
    (b"\xfd7zXZ\0", "an xz archive", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"PAR1", "a Parquet file", "Export it as CSV."),
    (
        b"SQLite format 3\0",
        "an SQLite database",
        "Export it as CSV.",
    ),
    (b"\x89PNG", "a picture", SAVE_AS),
];

const MARKUP: [&[u8]; 5] =
    [b"<!doctype", b"<html", b"<?xml", b"<table", b"<head"];

/// The kind of a file that is no delimited text; `None` where it may be one.
pub(crate) fn other_kind(head: &[u8]) -> Option<OtherKind> {
    let known = KINDS.iter().find(|(magic, ..)| head.starts_with(magic));
    if let Some((_, what, advice)) = known {
        return Some(OtherKind { what, advice });
    }
    let text = head.trim_ascii_start();
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let is_markup = MARKUP.iter().any(|tag| {
        text.get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    });
    is_markup.then_some(OtherKind {
        what: "a web page or XML",
        advice: SAVE_AS,
    })
}
