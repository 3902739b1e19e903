//! What a refusal or a warning names, as data: a page says it in its own
//! language without reading an English sentence.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
///
/// A short list in the order of the names: a map would make the engine larger
/// by more than all the sentences.
///
/// ```
/// use table::Facts;
/// let facts = Facts::default().with("limit", 8_u64).with("kind", "pdf");
/// let json = serde_json::to_string(&facts)?;
/// assert_eq!(json, r#"{"kind":"pdf","limit":8}"#);
/// assert_eq!(serde_json::from_str::<Facts>(&json)?, facts);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Vec<(Cow<'static, str>, Fact)>);

impl Facts {
    /// The same with a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<Fact>) -> Self {
        self.put(name, fact.into());
        self
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// Adds a fact. It stands behind every refusal, and there is one a file:
    /// one copy of it is enough.
    #[cold]
    #[inline(never)]
    pub(crate) fn put(&mut self, name: &'static str, fact: Fact) {
        let at = self.0.partition_point(|(before, _)| **before < *name);
        self.0.insert(at, (Cow::Borrowed(name), fact));
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, fact)| (name, fact)))
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let map = BTreeMap::<String, Fact>::deserialize(from)?;
        let owned = |(name, fact)| (Cow::Owned(name), fact);
        Ok(Self(map.into_iter().map(owned).collect()))
    }
}

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
/// use table::{Facts, fact::{codes, keeps}};
/// let list = codes([("E_EMPTY", ""), ("E_FIELD", "limit unit?")]);
/// let limit = Facts::default().with("limit", 8_u64);
/// assert!(keeps(&list, "E_FIELD", &limit));
/// assert!(!keeps(&list, "E_EMPTY", &limit));
/// assert!(!keeps(&list, "E_OTHER", &Facts::default()));
/// ```
pub fn keeps(list: &[Code], name: &str, facts: &Facts) -> bool {
    let Some(code) = list.iter().find(|code| code.name == name) else {
        return false;
    };
    let promised = || code.facts.split_whitespace();
    let known =
        |fact: &str| promised().any(|p| p.trim_end_matches('?') == fact);
    let given =
        |fact: &str| fact.ends_with('?') || facts.names().any(|f| f == fact);
    facts.names().all(known) && promised().all(given)
}
