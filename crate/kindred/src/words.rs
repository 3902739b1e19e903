//! Every sentence of the result, in every language.
//!
//! A language is one implementation of [`Words`] and one table of features.
//! What one language says and another does not, does not compile.

pub(crate) mod de;
mod de_features;
mod de_more;
mod de_verdict;
pub(crate) mod en;
mod en_features;
mod en_more;
mod en_verdict;
pub(crate) mod number;
mod repaired;

use cluster::choose::{Agreement, Reason, Rival};

use crate::{
    features::{self, Unit},
    name::Phrase,
    next::Step,
    plan::Language,
    rfm::Tier,
};
use number::{Currency, Rounding, Span};
pub(crate) use repaired::RepairWords;

/// A feature in words. The order of a language's table is that of
/// [`features::ALL`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct FeatureWords {
    /// Its stable name.
    pub name: &'static str,
    /// As a heading.
    pub title: &'static str,
    /// Within a sentence.
    pub inline: &'static str,
    /// One line.
    pub meaning: &'static str,
}

/// The words of one language, one entry a feature.
pub(crate) type FeatureTable = [&'static [FeatureWords]; 2];

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
        feature: &FeatureWords,
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
    pub(crate) fn feature(&self, name: &str) -> &'static FeatureWords {
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
) -> FeatureWords {
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

#[cfg(test)]
mod tests {
    use super::*;

    const STABLE: Reason = Reason::BestStable {
        stability: 0.88,
        runner_up: Some((5, 0.58)),
    };

    fn outcome(reason: &Reason) -> Outcome<'_> {
        Outcome {
            found: true,
            k: 4,
            reason,
            natural: true,
            stability: Some(0.88),
            weakest: Some(("One order", 0.81)),
            n_unjudged: 0,
            first: (0.19, 0.69),
            has_money: true,
            n_customers: 2138,
            agreement: &[],
        }
    }

    fn both<T>(say: impl Fn(&'static dyn Words) -> T) -> (T, T) {
        (say(of(Language::En)), say(of(Language::De)))
    }

    #[test]
    fn the_answer_comes_first_and_its_doubt_next() {
        let outcome = outcome(&STABLE);
        let (en, de) = both(|words| words.headline(&outcome));
        assert_eq!(
            en,
            "Four groups hold up. The first is 19% of customers and 69% of \
             revenue."
        );
        assert_eq!(
            de,
            "Vier Gruppen halten stand. Die erste ist 19\u{a0}% der Kunden \
             und 69\u{a0}% des Umsatzes."
        );
        let (en, _) = both(|words| words.doubt(&outcome));
        assert_eq!(
            en,
            "Found again on resampled customers they overlap by 88% on \
             average, and data without groups does not look like this. Five \
             groups would come next, but the weakest of them overlaps by \
             only 58%."
        );
    }

    #[test]
    fn what_other_methods_say_is_told() {
        let say = |ward, n_clusters, reason| {
            let asked = |method, n_clusters, adjusted_rand| Agreement {
                method,
                n_clusters,
                outside: 0.12,
                adjusted_rand,
            };
            let agreement = [
                asked(Rival::Ward, 4, Some(ward)),
                asked(Rival::Mixture, 4, Some(0.88)),
                asked(Rival::Hdbscan, n_clusters, None),
            ];
            let outcome = Outcome {
                agreement: &agreement,
                ..outcome(reason)
            };
            both(|words| words.doubt(&outcome))
        };
        let (en, de) = say(0.93, 2, &STABLE);
        let expected = "Other methods find much the same groups (agreement \
                        beyond chance: Ward 93%, Gaussian mixture 88%). \
                        HDBSCAN finds two dense groups by itself, with 12% \
                        of customers in none.";
        assert!(en.ends_with(expected), "{en}");
        assert!(de.contains("weitgehend dieselben Gruppen"), "{de}");
        assert!(de.contains("zwei dichte Gruppen; 12\u{a0}% der"), "{de}");
        let (en, de) = say(0.4, 1, &STABLE);
        assert!(en.contains("Not every method finds these"), "{en}");
        assert!(en.ends_with("HDBSCAN finds one dense group."), "{en}");
        assert!(de.contains("Nicht jedes Verfahren findet"), "{de}");
        let (en, _) = say(0.93, 0, &Reason::GapPrefersOne);
        assert!(!en.contains("Ward"), "{en}");
        assert!(en.ends_with("HDBSCAN finds no dense groups."), "{en}");
        let (en, _) = say(0.93, 2, &Reason::Given);
        assert!(!en.contains("HDBSCAN"), "{en}");
    }

    #[test]
    fn no_structure_is_said_plainly() {
        let reason = Reason::GapPrefersOne;
        let outcome = Outcome {
            found: false,
            natural: false,
            stability: None,
            weakest: None,
            ..outcome(&reason)
        };
        let (en, de) = both(|words| words.headline(&outcome));
        assert!(en.starts_with("No natural groups here."));
        assert!(de.starts_with("Hier gibt es keine natürlichen Gruppen."));
        let (en, de) = both(|words| words.doubt(&outcome));
        assert!(en.contains("a cut by value, not natural groups"));
        assert!(de.contains("nach Wert geschnitten"));
    }

    #[test]
    fn weak_groups_small_shops_and_given_numbers_are_said_so() {
        let weak = Outcome {
            stability: Some(0.62),
            weakest: Some(("Frequent", 0.41)),
            n_customers: 120,
            ..outcome(&STABLE)
        };
        let (en, de) = both(|words| words.headline(&weak));
        assert!(en.contains("loosely"), "{en}");
        assert!(de.contains("lose"), "{de}");
        let (en, de) = both(|words| words.doubt(&weak));
        assert!(en.contains("“Frequent” is doubtful: 41%."), "{en}");
        assert!(en.contains("120 customers are few"), "{en}");
        assert!(de.contains("„Frequent“ ist zweifelhaft"), "{de}");
        let given = Outcome {
            natural: false,
            ..outcome(&Reason::Given)
        };
        let (en, de) = both(|words| words.doubt(&given));
        assert!(en.ends_with("shows no natural groups."), "{en}");
        assert!(de.ends_with("keine natürlichen Gruppen."), "{de}");
    }

    #[test]
    fn groups_that_could_not_be_judged_are_said_so() {
        let say = |n_unjudged| {
            let some = Outcome {
                n_unjudged,
                ..outcome(&STABLE)
            };
            both(|words| words.doubt(&some))
        };
        let (en, de) = say(1);
        assert!(en.contains("One of the groups could not be judged"), "{en}");
        assert!(de.contains("Eine der Gruppen ließ sich nicht"), "{de}");
        let (en, de) = say(2);
        assert!(en.contains("Two of the groups could not be judged"), "{en}");
        assert!(de.contains("Zwei der Gruppen ließen sich nicht"), "{de}");
    }

    #[test]
    fn one_group_asked_for_is_no_finding() {
        let asked = Outcome {
            k: 1,
            stability: None,
            weakest: None,
            ..outcome(&Reason::Given)
        };
        let (en, de) = both(|words| words.headline(&asked));
        assert_eq!(en, "One group, as asked for: all 2,138 customers.");
        assert_eq!(de, "Eine Gruppe, wie verlangt: alle 2.138 Kunden.");
        let (en, de) = both(|words| words.doubt(&asked));
        assert!(en.ends_with("the data shows groups."), "{en}");
        assert!(de.ends_with("zeigen die Daten Gruppen."), "{de}");
    }

    #[test]
    fn a_portrait_reads_as_a_sentence() {
        let pound = Currency {
            name: Some("£"),
            minor_digits: 2,
        };
        let portrait = Portrait {
            orders: Some(9.0),
            recency_days: Some(8.0),
            tenure_days: Some(366.0),
            gap_days: Some(40.0),
            products: Some(125.0),
            order_value: Some(331.98),
        };
        let (en, de) = both(|words| words.why(&portrait, &pound));
        assert_eq!(
            en.replace('\u{a0}', " "),
            "Typically 9 orders in 12 months, 125 different products, \
             £331.98 an order; last order 8 days ago."
        );
        assert_eq!(
            de.replace('\u{a0}', " "),
            "Typisch: 9 Bestellungen in 12 Monaten, 125 verschiedene \
             Produkte, 331,98 £ je Bestellung; zuletzt vor 8 Tagen."
        );
    }

    #[test]
    fn a_rule_keeps_its_units_and_tells_both_bounds_together() {
        let none = Currency::default();
        let say = |words: &'static dyn Words, name: &str, unit, low, high| {
            let bounds = Bounds {
                at_least: low,
                at_most: high,
            };
            words
                .condition(words.feature(name), unit, bounds, &none)
                .replace('\u{a0}', " ")
        };
        let (en, de) = both(|words| {
            [
                say(words, "recency_days", Unit::Days, None, Some(70.0)),
                say(words, "orders", Unit::Orders, Some(2.0), Some(4.0)),
                say(words, "return_share", Unit::Share, Some(0.255), None),
            ]
        });
        assert_eq!(
            en,
            [
                "last order ≤ 70 days ago",
                "orders from 2 to 4",
                "share returned ≥ 25.5%",
            ]
        );
        assert_eq!(
            de,
            [
                "letzte Bestellung ≤ 70 Tage her",
                "Bestellungen von 2 bis 4",
                "Anteil der Rückgaben ≥ 25,5 %",
            ]
        );
    }
}
