//! What stops a reading, and what does not.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Fact, Facts, Place, codes, fact};

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
    /// What the sentence names, for a page that says it in its own words.
    pub facts: Facts,
    /// Where.
    pub place: Place,
}

impl ReadError {
    /// The same with a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<Fact>) -> Self {
        self.facts.put(name, fact.into());
        self
    }

    /// Whether its facts are those that [`codes::CODES`] promises.
    pub fn keeps(&self) -> bool {
        fact::keeps(&codes::CODES, self.code, &self.facts)
    }
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
    /// What else the sentence names, for a page that says it in its own
    /// words.
    #[serde(default)]
    #[ts(type = "{ [name: string]: Fact }")]
    pub facts: Facts,
    /// The first place.
    pub place: Option<Place>,
}

impl Warning {
    /// A warning without a place.
    pub fn new(code: &str, count: u64, message: String) -> Self {
        Self {
            code: code.into(),
            message,
            count,
            facts: Facts::default(),
            place: None,
        }
    }

    /// The same with a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<Fact>) -> Self {
        self.facts.put(name, fact.into());
        self
    }

    /// Whether its facts are those that [`codes::CODES`] promises.
    pub fn keeps(&self) -> bool {
        fact::keeps(&codes::CODES, &self.code, &self.facts)
    }
}
