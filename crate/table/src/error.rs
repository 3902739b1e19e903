//! What stops a reading, and what does not.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Place;

/// Why a file was refused. The codes are stable; the sentences are for people.
#[derive(Debug, Error)]
#[error("{message}")]
pub struct ReadError {
    /// A stable name such as `E_EMPTY`, `E_QUOTE`, `E_NUL`, `E_TYPE`.
    pub code: &'static str,
    /// What was found, where, and what was expected.
    pub message: String,
    /// The way on.
    pub hint: Option<String>,
    /// Where.
    pub place: Place,
}

/// Something that does not stop the work but that the user must see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// A stable name such as `W_RAGGED`.
    pub code: String,
    /// What was found and what was done about it.
    pub message: String,
    /// How many records or cells it concerns.
    #[ts(type = "number")]
    pub count: u64,
    /// The first place.
    pub place: Option<Place>,
}
