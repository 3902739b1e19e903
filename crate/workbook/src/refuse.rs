//! The sentences of a refusal.

use table::{ReadError, refuse};

use crate::{limits, scan::Fault};

const AGAIN: &str = "Export or download the file again.";
const SAVE: &str =
    "Open it in a spreadsheet program and save the sheet as CSV.";

/// The archive itself; `kind` is `damaged`, `cut-short`, `empty` or
/// `method`.
pub(crate) fn archive(file: &str, kind: &'static str) -> ReadError {
    let how = match kind {
        "cut-short" => "is cut short",
        "empty" => "holds no file",
        "method" => "is packed in a way that is not read here",
        _ => "is damaged",
    };
    let message = format!("The archive {how}.");
    refuse(file, "E_ARCHIVE", message, AGAIN).with("kind", kind)
}

/// A password stands before it.
pub(crate) fn password(file: &str) -> ReadError {
    let message = format!("{file} is protected by a password.");
    let hint = "Open it, take the password off and save it again.";
    refuse(file, "E_PASSWORD", message, hint)
}

/// The workbook is not what a spreadsheet program writes.
pub(crate) fn odd(file: &str, what: impl Into<String>) -> ReadError {
    let what = what.into();
    let message = format!("The workbook could not be read: {what}.");
    refuse(file, "E_WORKBOOK", message, SAVE)
}

/// Another kind of file in the same wrapping.
pub(crate) fn kind(file: &str, name: &'static str, what: &str) -> ReadError {
    let message = format!("{file} is {what}, not a table.");
    let hint = "Open it in the program that made it and save the table as \
                CSV.";
    refuse(file, "E_TYPE", message, hint).with("kind", name)
}

/// More entries than an archive may have.
pub(crate) fn entries(file: &str) -> ReadError {
    let limit = limits::ENTRIES;
    let message = format!("The archive has more than {limit} entries.");
    refuse(
        file,
        "E_ENTRIES",
        message,
        "Take the files out of it first.",
    )
    .with("limit", limit)
}

/// An entry that grows without end.
pub(crate) fn ratio(file: &str) -> ReadError {
    let ratio = limits::RATIO;
    let message = format!(
        "The archive grows to more than {ratio} times its size, as no \
         honest table does."
    );
    let hint = "Unpack it yourself and take the text.";
    refuse(file, "E_RATIO", message, hint).with("limit", ratio)
}

/// More text than is read.
pub(crate) fn size(file: &str) -> ReadError {
    let limit = limits::ALL >> 30;
    let message = format!("The file holds more than {limit} GiB of text.");
    let hint = "Split it by date and take one part at a time.";
    refuse(file, "E_SIZE", message, hint).with("limit", limit)
}

/// One entry over its limit.
pub(crate) fn part(file: &str, part: &str) -> ReadError {
    let limit = limits::PART >> 20;
    let message =
        format!("“{part}” of the archive has more than {limit} MiB.");
    let hint = "Split it by date and take one part at a time.";
    refuse(file, "E_PART", message, hint)
        .with("part", part)
        .with("limit", limit)
}

/// No part has this name.
pub(crate) fn sheet(file: &str, part: &str, parts: &[&str]) -> ReadError {
    let all: Vec<String> = parts.iter().map(|name| clip(name)).collect();
    let there = all.join("”, “");
    let message = format!("{file} has no part “{part}”; it has “{there}”.");
    refuse(file, "E_SHEET", message, "Choose one of these.")
        .with("part", part)
        .with("parts", all)
}

/// An archive in an archive.
pub(crate) fn nested(file: &str, part: &str) -> ReadError {
    let message = format!("“{part}” is itself an archive or a workbook.");
    let hint = "Take it out of the archive and open it by itself.";
    refuse(file, "E_NESTED", message, hint).with("part", part)
}

/// What the scan of a part found.
pub(crate) fn scanned(file: &str, part: &str, fault: Fault) -> ReadError {
    match fault {
        Fault::Dtd => {
            let message = format!(
                "“{part}” of the workbook declares a document type, as no \
                 spreadsheet program does."
            );
            refuse(file, "E_DTD", message, SAVE).with("part", part)
        }
        Fault::Range(reference) => range(file, part, &reference),
        Fault::Cells => cells(file, part),
        Fault::Odd(what) => odd(file, format!("“{part}”: {what}")),
    }
}

/// A cell outside every sheet.
pub(crate) fn range(file: &str, part: &str, reference: &str) -> ReadError {
    let message = format!(
        "“{part}” of the workbook has a cell at {reference}; the last one \
         of a sheet is XFD1048576."
    );
    refuse(file, "E_RANGE", message, SAVE)
        .with("part", part)
        .with("reference", reference)
}

/// More cells than are read.
pub(crate) fn cells(file: &str, part: &str) -> ReadError {
    let limit = limits::CELLS;
    let message =
        format!("“{part}” of the workbook has more than {limit} cells.");
    let hint = "Leave out columns you do not need, or split it by date.";
    refuse(file, "E_CELLS", message, hint)
        .with("part", part)
        .with("limit", limit)
}

/// A name, not too long.
pub(crate) fn clip(name: &str) -> String {
    if name.chars().count() <= 60 {
        return name.to_owned();
    }
    name.chars().take(59).chain(['…']).collect()
}
