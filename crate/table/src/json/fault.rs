//! Why a JSON text is refused.

use crate::dictionary;
use crate::refuse::{Spot, by_cell, refuse, too_large};
use crate::{ReadError, limits};

/// The most lists and objects inside one another.
pub(crate) const DEPTH: u32 = 64;

/// What is wrong at a byte of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The text ends inside a value.
    CutShort,
    /// A comma before a closing bracket.
    Comma,
    /// A key that is no text between double quotation marks.
    Key,
    /// A word that is no value.
    Word,
    /// A sign that may not stand here.
    Sign,
    /// A number that JSON writes otherwise.
    Number,
    /// A backslash before something else than an escape.
    Escape,
    /// A line end or another control character in a text.
    Control,
    /// Half of a pair of surrogates.
    Surrogate,
    /// Nested deeper than [`DEPTH`].
    Depth,
    /// More text after the only value.
    AfterEnd,
    Nul,
    Utf8,
    Field,
    Row,
    Columns,
    Full,
}

const AGAIN: &str = "Export or download the file again.";
const REPAIR: &str =
    "Repair the file there, or have the program that made it export again.";

impl Fault {
    /// A stable word, and the sentence with the way on.
    fn told(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::CutShort => {
                ("cut-short", "the file ends inside a value", AGAIN)
            }
            Self::Comma => (
                "comma",
                "a comma stands before a closing bracket",
                "Take the comma out.",
            ),
            Self::Key => (
                "key",
                "a name must stand between double quotation marks here",
                REPAIR,
            ),
            Self::Number => (
                "number",
                "a number is not written as JSON writes one",
                REPAIR,
            ),
            Self::Escape => (
                "escape",
                "a backslash is not followed by what JSON knows",
                REPAIR,
            ),
            Self::Control => (
                "control",
                "a text is not closed on its line, or holds a control \
                 character",
                REPAIR,
            ),
            Self::Surrogate => (
                "surrogate",
                "a text holds half a character (a lone surrogate)",
                REPAIR,
            ),
            Self::Depth => (
                "depth",
                "more than 64 lists and objects stand inside one another",
                "Export a flatter list.",
            ),
            Self::AfterEnd => {
                ("after-end", "something follows the end of the list", REPAIR)
            }
            Self::Word => (
                "word",
                "a word is no value that JSON knows",
                "A missing value is written null; texts stand between double \
                 quotation marks.",
            ),
            _ => ("sign", "something else is expected here", REPAIR),
        }
    }

    /// The refusal; `found` is what stands there, as far as it can be shown.
    pub fn refuse(self, spot: Spot<'_>, found: &str) -> ReadError {
        match self {
            Self::Nul => by_cell(dictionary::Fault::Nul, spot),
            Self::Utf8 => by_cell(dictionary::Fault::Utf8(0), spot),
            Self::Full => too_large(spot.file),
            Self::Field => limit(
                &spot,
                "E_FIELD",
                "a value is longer than",
                limits::FIELD,
                "bytes",
                "Leave that value out of the export.",
            ),
            Self::Row => limit(
                &spot,
                "E_ROW",
                "an object is longer than",
                limits::ROW,
                "bytes",
                "Export a list of smaller objects, one for each order or \
                 customer.",
            ),
            Self::Columns => limit(
                &spot,
                "E_COLS",
                "the objects have more than",
                limits::COLUMNS,
                "different keys",
                "Export a list of objects with the same keys.",
            ),
            _ => self.by_grammar(&spot, found),
        }
    }

    fn by_grammar(self, spot: &Spot<'_>, found: &str) -> ReadError {
        let (kind, what, hint) = self.told();
        let line = spot.line;
        let here = match found {
            "" => String::new(),
            found => format!(" (“{found}”)"),
        };
        let message = format!("Line {line}: {what}{here}.");
        let error = refuse(spot.file, "E_JSON", message, hint);
        let error = ReadError {
            place: spot.place(),
            ..error.with("kind", kind)
        };
        match found {
            "" => error,
            found => error.with("found", found),
        }
    }
}

fn limit(
    spot: &Spot<'_>,
    code: &'static str,
    what: &str,
    limit: usize,
    unit: &str,
    hint: &str,
) -> ReadError {
    let line = spot.line;
    let message = format!("Line {line}: {what} {limit} {unit}.");
    let error = refuse(spot.file, code, message, hint).with("limit", limit);
    ReadError {
        place: spot.place(),
        ..error
    }
}

/// No list of objects is in the file.
pub(crate) fn no_list(file: &str) -> ReadError {
    refuse(
        file,
        "E_JSON_SHAPE",
        format!("{file} is JSON, but holds no list of objects."),
        "Export a list such as [{\"customer\": …}, …], or one object a line.",
    )
}
