//! Every error of the crates below as a [`Failure`] the hosts understand.

use kindred::{RunError, Stopped};
use table::{Code, Fact, Facts, Place, ReadError, fact, reading::Difference};

use crate::Failure;

/// The codes made here, with the facts that come with them.
pub const CODES: [Code; 5] = fact::codes([
    ("bad-request", "what"),
    ("internal", "what"),
    ("nothing-loaded", ""),
    ("nothing-run", ""),
    ("plan-reading", "option found expected"),
]);

/// Every code that a page can meet as a failure or a warning, and that it
/// says in its own words.
pub fn codes() -> Vec<Code> {
    let all = [
        &table::codes::CODES[..],
        &workbook::codes::CODES,
        &parquet::codes::CODES,
        &kindred::error::CODES,
        &CODES,
    ];
    all.concat()
}

impl Failure {
    /// A failure with a code and a sentence.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            hint: None,
            facts: Facts::default(),
            place: None,
        }
    }

    /// The same with a way on.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<Fact>) -> Self {
        self.facts = self.facts.with(name, fact);
        self
    }

    /// Whether its facts are those that [`codes`] promises.
    pub fn keeps(&self) -> bool {
        fact::keeps(&codes(), &self.code, &self.facts)
    }

    /// The engine itself went wrong.
    pub fn internal(message: &str) -> Self {
        Self::new("internal", message).with("what", message)
    }

    /// The request was not one of the protocol.
    pub fn bad_request(message: &str) -> Self {
        Self::new("bad-request", message).with("what", message)
    }

    /// Nothing is loaded yet.
    pub(crate) fn nothing_loaded() -> Self {
        Self::new("nothing-loaded", "No file is loaded.")
            .with_hint("Open a file, or try the sample.")
    }

    /// The plan is for a table that was read otherwise.
    pub(crate) fn plan_reading(file: &str, difference: &Difference) -> Self {
        let message =
            format!("{file} was not read as the plan says: {difference}.");
        let failure = Self::new("plan-reading", message)
            .with("option", difference.option)
            .with("found", difference.found.as_str())
            .with("expected", difference.expected.as_str())
            .with_hint(
                "Read the file again as the plan says, or leave this open in \
                 the plan.",
            );
        let place = Some(Place {
            file: file.into(),
            ..Place::default()
        });
        Self { place, ..failure }
    }

    /// No run has ended yet.
    pub(crate) fn nothing_run() -> Self {
        Self::new("nothing-run", "There are no segments yet.")
            .with_hint("Choose a purpose and find segments first.")
    }
}

impl From<Stopped> for Failure {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Cancelled => Self::new("cancelled", "Stopped."),
            Stopped::Crashed(what) => Self::new(
                "worker-crashed",
                format!("A worker stopped unexpectedly: {what}."),
            )
            .with("what", what)
            .with_hint("What was loaded is still here. Try again."),
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self {
            code: error.code.into(),
            message: error.message,
            hint: error.hint,
            facts: error.facts,
            place: Some(error.place),
        }
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        let place = error.subject().map(|subject| Place {
            column: Some(subject.into()),
            ..Place::default()
        });
        let failure = Self::new(error.code(), error.to_string());
        Self {
            facts: error.facts(),
            place,
            ..failure.with_hint(error.hint())
        }
    }
}
