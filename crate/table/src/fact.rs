//! What a refusal or a warning names, as data: a page says it in its own
//! language without reading an English sentence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One thing that a sentence names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(untagged)]
pub enum Fact {
    /// How many, or how much.
    Number(#[ts(type = "number")] u64),
    /// A name, a cell's text, or one of a closed list of words.
    Text(String),
    /// Several of them.
    Texts(Vec<String>),
}

/// The facts of one sentence, by name. Where it stands is not among them:
/// that is the [`crate::Place`].
pub type Facts = BTreeMap<String, Fact>;

impl From<u64> for Fact {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Fact {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<String>> for Fact {
    fn from(texts: Vec<String>) -> Self {
        Self::Texts(texts)
    }
}

/// A code and the names of the facts that come with it, one string with
/// blanks between; a name that ends in `?` need not be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable name.
    pub name: &'static str,
    /// Its facts.
    pub facts: &'static str,
}

/// A list of codes from `(name, facts)`.
pub const fn codes<const N: usize>(
    list: [(&'static str, &'static str); N],
) -> [Code; N] {
    let mut all = [Code {
        name: "",
        facts: "",
    }; N];
    let mut index = 0;
    while index < N {
        let (name, facts) = list[index];
        all[index] = Code { name, facts };
        index += 1;
    }
    all
}

/// Whether facts are those that a list promises for a code.
///
/// ```
/// use table::fact::{Facts, codes, keeps};
/// let list = codes([("E_EMPTY", ""), ("E_FIELD", "limit unit?")]);
/// let limit = Facts::from([("limit".to_owned(), 8_u64.into())]);
/// assert!(keeps(&list, "E_FIELD", &limit));
/// assert!(!keeps(&list, "E_EMPTY", &limit));
/// assert!(!keeps(&list, "E_OTHER", &Facts::new()));
/// ```
pub fn keeps(list: &[Code], name: &str, facts: &Facts) -> bool {
    let Some(code) = list.iter().find(|code| code.name == name) else {
        return false;
    };
    let promised = || code.facts.split_whitespace();
    let known =
        |fact: &String| promised().any(|p| p.trim_end_matches('?') == fact);
    let given = |fact: &str| fact.ends_with('?') || facts.contains_key(fact);
    facts.keys().all(known) && promised().all(given)
}
