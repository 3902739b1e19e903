//! The sentences of a refusal.

use crate::dictionary::Fault;
use crate::tokens::Stop;
use crate::{Facts, Place, ReadError, limits};

/// A refusal of a file, without facts; the place can be made finer. An empty
/// hint is none.
///
/// ```
/// let error = table::refuse("a.csv", "E_EMPTY", "a.csv is empty.", "");
/// assert_eq!((error.code, &*error.place.file), ("E_EMPTY", "a.csv"));
/// assert_eq!(error.hint, None);
/// ```
pub fn refuse(
    file: &str,
    code: &'static str,
    message: impl Into<String>,
    hint: &str,
) -> ReadError {
    ReadError {
        code,
        message: message.into(),
        hint: (!hint.is_empty()).then(|| hint.to_owned()),
        facts: Facts::default(),
        place: Place {
            file: file.to_owned(),
            ..Place::default()
        },
    }
}

/// The refusal of a file that could not be read to its end.
pub fn changed(file: &str, what: &str) -> ReadError {
    let message = format!("{file} could not be read on: {what}.");
    let hint = "The file may have been moved or changed. Open it again.";
    refuse(file, "E_CHANGED", message, hint).with("what", what)
}

/// Where the tokenizer or a column stopped.
pub(crate) struct Spot<'a> {
    pub file: &'a str,
    /// The names of all columns.
    pub names: &'a [String],
    pub line: u64,
    pub record: u64,
    pub column: Option<usize>,
    pub byte: Option<u64>,
}

impl Spot<'_> {
    pub(crate) fn place(&self) -> Place {
        let name = self.column.and_then(|column| self.names.get(column));
        Place {
            file: self.file.to_owned(),
            line: Some(self.line),
            record: (self.record > 0).then_some(self.record),
            column: name.cloned(),
            byte: self.byte,
        }
    }

    fn refuse(
        &self,
        code: &'static str,
        message: String,
        hint: &str,
    ) -> ReadError {
        let place = self.place();
        let column = match &place.column {
            Some(name) => format!(", column {name:?}"),
            None => String::new(),
        };
        let message = format!("Line {}{column}: {message}", self.line);
        ReadError {
            place,
            ..refuse(self.file, code, message, hint)
        }
    }
}

/// A refusal by the tokenizer.
pub(crate) fn by_tokenizer(stop: Stop, spot: Spot<'_>) -> ReadError {
    let at = |line, column| Spot {
        line,
        column,
        ..spot
    };
    match stop {
        Stop::Refused(error) => error,
        Stop::Quote { line, column } => at(line, Some(column)).refuse(
            "E_QUOTE",
            "a quotation mark opens here and is never closed.".into(),
            "Close it, or double it where it is part of the text.",
        ),
        Stop::Field { line, column } => at(line, Some(column))
            .refuse(
                "E_FIELD",
                format!("a field is longer than {} bytes.", limits::FIELD),
                "Check the delimiter and the quotation marks of this line.",
            )
            .with("limit", limits::FIELD),
        Stop::Row { line } => at(line, None)
            .refuse(
                "E_ROW",
                format!("a record is longer than {} bytes.", limits::ROW),
                "Check the line ends of the file.",
            )
            .with("limit", limits::ROW),
        Stop::Columns { line } => at(line, None)
            .refuse(
                "E_COLS",
                format!("a record has more than {} columns.", limits::COLUMNS),
                "Choose the delimiter, or leave columns out of the export.",
            )
            .with("limit", limits::COLUMNS),
    }
}

/// A refusal of a cell.
pub(crate) fn by_cell(fault: Fault, spot: Spot<'_>) -> ReadError {
    match fault {
        Fault::Nul => spot.refuse(
            "E_NUL",
            "a NUL byte was found where text was expected.".into(),
            "The file is damaged or no text; export it again.",
        ),
        Fault::Utf8(_) => spot.refuse(
            "E_UTF8",
            "a byte is not valid UTF-8, as the text before it was.".into(),
            "Choose the encoding: most such files are windows-1252.",
        ),
        Fault::Full => too_large(spot.file),
    }
}

/// Bytes that are not of the encoding.
pub(crate) fn malformed(
    file: &str,
    encoding: &str,
    line: u64,
    byte: u64,
) -> ReadError {
    let code = match encoding {
        "UTF-16LE" | "UTF-16BE" => "E_UTF16",
        _ => "E_ENCODING",
    };
    let message = format!(
        "Line {line}: the bytes are not valid {encoding} from byte {byte} of \
         the file's text on."
    );
    let hint = "Choose another encoding, or export the file again.";
    let mut error =
        refuse(file, code, message, hint).with("encoding", encoding);
    error.place.line = Some(line);
    error.place.byte = Some(byte);
    error
}

/// The table would not fit.
pub(crate) fn too_large(file: &str) -> ReadError {
    let limit = limits::MEMORY >> 20;
    refuse(
        file,
        "E_MEMORY",
        format!("The table would take more than {limit} MiB of memory."),
        "Leave out columns you do not need, or split the file by date.",
    )
    .with("limit", limit)
}
