//! How a command ends: the exit codes, and errors with their place.

use std::{
    fmt,
    io::{self, Write},
    path::Path,
};

use session::Failure;
use table::{Place, ReadError};

/// The exit codes, which scripts rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    Done = 0,
    Usage = 2,
    Refused = 3,
    Doubt = 4,
    Internal = 70,
}

/// Why a command did not end well.
#[derive(Debug)]
pub(crate) enum Error {
    /// What was asked makes no sense: a sentence.
    Usage(String),
    /// The engine refused the input or the plan, or went wrong itself.
    Failed(Failure),
}

/// What a command gives.
pub(crate) type Outcome<T> = Result<T, Error>;

impl Error {
    /// A file that can't be opened, read or written.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        let name = path.display().to_string();
        Self::Failed(Failure {
            place: Some(Place {
                file: name.clone(),
                ..Place::default()
            }),
            ..Failure::new("E_FILE", format!("{name}: {error}"))
        })
    }

    /// The code to exit with.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Failed(failure) => match failure.code.as_str() {
                "no-purpose"
                | "consent-column-missing"
                | "unknown-column"
                | "unknown-feature"
                | "bad-parameter"
                | "bad-rule"
                | "bad-request"
                | "money-differs"
                | "no-purchases"
                | "sources-differ" => Exit::Usage,
                "internal" | "worker-crashed" => Exit::Internal,
                _ => Exit::Refused,
            },
        }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        Self::Failed(error.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => write!(to, "error: {message}"),
            Self::Failed(failure) => {
                write!(to, "error[{}]: {}", failure.code, failure.message)?;
                if let Some(place) = &failure.place {
                    write_place(to, place)?;
                }
                if let Some(hint) = &failure.hint {
                    write!(to, "\n  hint: {hint}")?;
                }
                Ok(())
            }
        }
    }
}

/// Writes a place such as `at sales.csv, line 12, record 11, column “Price”`.
fn write_place(to: &mut fmt::Formatter<'_>, place: &Place) -> fmt::Result {
    let mut parts = Vec::new();
    if !place.file.is_empty() {
        parts.push(place.file.clone());
    }
    let numbers = [
        ("line", place.line),
        ("record", place.record),
        ("byte", place.byte),
    ];
    for (word, number) in numbers {
        parts.extend(number.map(|number| format!("{word} {number}")));
    }
    parts.extend(place.column.iter().map(|c| format!("column “{c}”")));
    if parts.is_empty() {
        return Ok(());
    }
    write!(to, "\n  at {}", parts.join(", "))
}

/// Writes to stdout; a reader that went away is not an error.
pub(crate) fn say(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// Writes one JSON object to stdout.
///
/// # Panics
/// The value is not plain data, which none of ours is.
pub(crate) fn say_json(value: &impl serde::Serialize) {
    let text = serde_json::to_string_pretty(value);
    say(&(text.expect("plain data") + "\n"));
}
