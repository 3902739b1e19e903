//! Every sentence of the result, in every language.
//!
//! A language is one implementation of [`Words`] and one table of features.
//! What one language says and another does not, does not compile.

mod attributes;
pub(crate) mod de;
mod de_features;
mod de_more;
mod de_verdict;
pub(crate) mod en;
mod en_features;
mod en_more;
mod en_verdict;
mod foretold;
mod hybrid;
pub(crate) mod number;
mod repaired;
mod rules;
#[cfg(test)]
mod tests;

use cluster::automatic::Which;
use cluster::choose::{Agreement, Reason, Rival};

use crate::{
    features::{self, Unit},
    name::Phrase,
    next::Step,
    plan::Language,
    rfm::Tier,
};
pub(crate) use attributes::AttributeWords;
pub(crate) use foretold::ForetoldWords;
pub(crate) use hybrid::HybridWords;
use number::{Currency, Rounding, Span};
pub(crate) use repaired::RepairWords;
pub(crate) use rules::{Compared, RuleWords};

/// A feature in words. The order of a language's table is that of
/// [`features::ALL`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct FeatureWords<'a> {
    /// Its stable name.
    pub name: &'a str,
    /// As a heading.
    pub title: &'a str,
    /// Within a sentence.
    pub inline: &'a str,
    /// One line.
    pub meaning: &'a str,
}

/// The words of one language, one entry a feature.
pub(crate) type FeatureTable = [&'static [FeatureWords<'static>]; 2];

/// What a typical customer of a segment did: medians, `None` where unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Portrait {
    pub orders: Option<f64>,
    pub recency_days: Option<f64>,
    pub tenure_days: Option<f64>,
    /// Between two orders.
    pub gap_days: Option<f64>,
    pub products: Option<f64>,
    /// In the currency's major unit.
    pub order_value: Option<f64>,
}

/// A feature's bounds in a rule, both of which its values may reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub at_least: Option<f64>,
    pub at_most: Option<f64>,
}

/// What the headline and its doubt are made from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Outcome<'a> {
    /// Whether the segments are groups found in the data, not value tiers.
    pub found: bool,
    /// Segments or tiers.
    pub k: usize,
    /// Why that number.
    pub reason: &'a Reason,
    /// Whether groups were found with the number left open.
    pub natural: bool,
    /// Mean bootstrap Jaccard over the segments, where known.
    pub stability: Option<f64>,
    /// The least stable segment and its bootstrap Jaccard, where known.
    pub weakest: Option<(&'a str, f64)>,
    /// Segments without a stability, where others were judged.
    pub n_unjudged: usize,
    /// The first segment's share of customers and of revenue or lines.
    pub first: (f64, f64),
    /// Whether `first.1` is of revenue.
    pub has_money: bool,
    /// All customers.
    pub n_customers: u64,
    /// What other methods say.
    pub agreement: &'a [Agreement],
    /// Which method was picked of three.
    pub picked: Option<Which>,
}

impl Outcome<'_> {
    /// The methods that were asked for the recommended number, with their
    /// agreement beyond chance, not below 0.
    /// Nothing where the segments are others than were recommended.
    fn agreed(&self) -> Vec<(Rival, f64)> {
        let recommended = matches!(self.reason, Reason::BestStable { .. });
        let asked = self.agreement.iter().filter(|_| recommended);
        asked
            .filter(|it| it.method != Rival::Hdbscan)
            .filter_map(|it| Some((it.method, it.adjusted_rand?.max(0.0))))
            .collect()
    }

    /// What HDBSCAN, which finds its own number, found; nothing where the
    /// number was not judged.
    fn dense(&self) -> Option<&Agreement> {
        match self.reason {
            Reason::BestStable { .. }
            | Reason::GapPrefersOne
            | Reason::NothingStable { .. } => {}
            Reason::TooFew { .. }
            | Reason::Given
            | Reason::InParts { .. }
            | Reason::Asked { .. }
            | Reason::ByMethod { .. } => return None,
        }
        let mut all = self.agreement.iter();
        all.find(|it| it.method == Rival::Hdbscan)
    }
}

/// Whether others agree, by what they reach.
fn accord<T>(agreed: &[(Rival, f64)], [all, some, none]: [T; 3]) -> T {
    let n_agree = agreed.iter().filter(|it| it.1 >= AGREES).count();
    match n_agree {
        0 => none,
        n if n == agreed.len() => all,
        _ => some,
    }
}

/// Below this many customers any grouping is a first look.
pub(crate) const FEW_CUSTOMERS: u64 = 200;
/// A bootstrap Jaccard from which a group holds.
pub(crate) const HOLDS: f64 = 0.75;
/// A bootstrap Jaccard below which a group is doubtful.
pub(crate) const DOUBTFUL: f64 = 0.60;

/// An adjusted Rand index from which two methods draw the same borders.
pub(crate) const AGREES: f64 = 0.75;

/// One language.
pub(crate) trait Words {
    /// Its table of features.
    fn features(&self) -> &'static FeatureTable;
    /// A feature's unit on its own; empty where it has none.
    fn unit(&self, unit: Unit, currency: &Currency<'_>) -> String;
    /// A value with its unit, rounded so that a threshold keeps its sense.
    fn value(
        &self,
        value: f64,
        unit: Unit,
        currency: &Currency<'_>,
        rounding: Rounding,
    ) -> String;
    /// A span of days, as after “ago” or “over”.
    fn span(&self, span: Span) -> String;
    /// One comparison of a rule.
    fn condition(
        &self,
        feature: &FeatureWords<'_>,
        unit: Unit,
        bounds: Bounds,
        currency: &Currency<'_>,
    ) -> String;
    /// Between the comparisons of a rule.
    fn and(&self) -> &'static str;
    /// In place of a rule where there is none.
    fn no_rule(&self) -> &'static str;
    /// A part of a name, as it stands after a comma.
    fn phrase(&self, phrase: Phrase) -> &'static str;
    /// The name of a value tier.
    fn tier(&self, tier: Tier) -> &'static str;
    /// The name of the only segment.
    fn everyone(&self) -> &'static str;
    /// What a typical customer of the segment did.
    fn why(&self, portrait: &Portrait, currency: &Currency<'_>) -> String;
    /// What to do next.
    fn next(&self, step: Step) -> &'static str;
    /// The answer in one or two sentences.
    fn headline(&self, outcome: &Outcome<'_>) -> String;
    /// The doubt in the next.
    fn doubt(&self, outcome: &Outcome<'_>) -> String;
    /// What grows along an axis, and what falls.
    fn axis(&self, more: &[&str], less: &[&str]) -> String;
    /// Some segments are so small that a report leaves them out.
    fn small_segments(&self, n: usize, below: u64) -> String;
    /// Some cells of the grid are so small that a report leaves them out.
    fn small_cells(&self, n: usize, below: u64) -> String;
    /// What is told of the records.
    fn repaired(&self) -> &'static RepairWords;
    /// Why it can't be told what came after.
    fn foretold(&self) -> &'static ForetoldWords;
    /// What is said of attributes.
    fn attributes(&self) -> &'static AttributeWords;
    /// What is said of rules.
    fn rules(&self) -> &'static RuleWords;
    /// What is said of segments that are partly one's own.
    fn hybrid(&self) -> &'static HybridWords;
    /// No feature tells the customers apart.
    fn nothing_varies(&self) -> &'static str;
}

/// The words of a language.
pub(crate) fn of(language: Language) -> &'static dyn Words {
    match language {
        Language::En => &en::En,
        Language::De => &de::De,
    }
}

impl dyn Words {
    /// The words of a feature.
    ///
    /// # Panics
    /// If there is no such feature.
    pub(crate) fn feature(
        &self,
        name: &str,
    ) -> &'static FeatureWords<'static> {
        self.features()
            .iter()
            .flat_map(|part| *part)
            .find(|words| words.name == name)
            .expect("every feature stands in every language's table")
    }
}

/// Stops the build where a table does not follow the features.
pub(crate) const fn follows_features(table: &FeatureTable) {
    let n_first = table[0].len();
    assert!(
        n_first + table[1].len() == features::ALL.len(),
        "a table of words has another number of features"
    );
    let mut index = 0;
    while index < features::ALL.len() {
        let own = match index < n_first {
            true => &table[0][index],
            false => &table[1][index - n_first],
        };
        let name = features::ALL[index].name;
        assert!(
            same(own.name.as_bytes(), name.as_bytes()),
            "a table of words does not follow features::ALL"
        );
        index += 1;
    }
}

const fn named(
    name: &'static str,
    title: &'static str,
    inline: &'static str,
    meaning: &'static str,
) -> FeatureWords<'static> {
    FeatureWords {
        name,
        title,
        inline,
        meaning,
    }
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// The first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
