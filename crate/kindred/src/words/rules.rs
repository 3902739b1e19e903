//! What is said of the user's rules: the rule aloud, and what is wrong with
//! one.

use super::number::{NBSP, Rounding};
use super::{FeatureWords, Words, de, en, number::Currency, number::Numbers};
use crate::{
    features::Unit,
    groups::Group,
    lifecycle::Stage,
    rules::{MAX_DEPTH, MAX_RULES, Wrong},
};

/// The words of one language.
pub(crate) struct RuleWords {
    numbers: Numbers,
    /// Around a name.
    quotes: [&'static str; 2],
    pub and: &'static str,
    pub or: &'static str,
    pub not: &'static str,
    at_least: &'static str,
    at_most: &'static str,
    /// Before the first and the second of two bounds.
    between: [&'static str; 2],
    /// After a feature that can be computed, and one that can't.
    known: [&'static str; 2],
    /// After a span of days that ends with the as-of day.
    ago: &'static str,
    segment: &'static str,
    /// After a segment that the run does not have.
    no_segment: &'static str,
    /// In the order of [`Stage::ALL`].
    stages: [&'static str; 5],
    groups: [&'static str; 3],
    /// Before the places of rules that can't be judged.
    pub not_judged: &'static str,
    no_name: &'static str,
    name_twice: &'static str,
    too_many: &'static str,
    too_deep: &'static str,
    no_parts: &'static str,
    no_number: &'static str,
    reversed: &'static str,
    no_feature: &'static str,
    no_rule: &'static str,
    nearest: &'static str,
    circle: &'static str,
    not_told: &'static str,
    no_segments: &'static str,
}

pub(super) const EN: RuleWords = RuleWords {
    numbers: en::NUMBERS,
    quotes: ["“", "”"],
    and: " and ",
    or: " or ",
    not: "not",
    at_least: "at least",
    at_most: "at most",
    between: ["from", "to"],
    known: ["known", "not known"],
    ago: " ago",
    segment: "segment",
    no_segment: "which is not there",
    stages: ["new", "active", "at risk", "lapsed", "won back"],
    groups: ["first-time buyer", "frequent buyer", "engaged"],
    not_judged: "Rules that could not be judged",
    no_name: "the rule has no name",
    name_twice: "an earlier rule has the name",
    too_many: "there are more rules than",
    too_deep: "conditions within conditions are more than",
    no_parts: "there is no condition in it",
    no_number: "expected a number up to a million million",
    reversed: "the first number is above the second",
    no_feature: "there is no feature",
    no_rule: "there is no rule",
    nearest: "did you mean",
    circle: "a rule leads back to itself:",
    not_told: "this file does not tell who is",
    no_segments: "segments are formed with this rule, so it can't ask for one",
};

pub(super) const DE: RuleWords = RuleWords {
    numbers: de::NUMBERS,
    quotes: ["„", "“"],
    and: " und ",
    or: " oder ",
    not: "nicht",
    at_least: "mindestens",
    at_most: "höchstens",
    between: ["von", "bis"],
    known: ["bekannt", "nicht bekannt"],
    ago: " her",
    segment: "Segment",
    no_segment: "das es nicht gibt",
    stages: ["neu", "aktiv", "gefährdet", "abgewandert", "zurückgewonnen"],
    groups: ["erster Kauf", "kauft häufig", "treu im eigenen Rhythmus"],
    not_judged: "Regeln, die nicht beurteilt werden konnten",
    no_name: "die Regel hat keinen Namen",
    name_twice: "eine frühere Regel heißt schon",
    too_many: "es sind mehr Regeln als",
    too_deep: "Bedingungen in Bedingungen sind mehr als",
    no_parts: "es steht keine Bedingung darin",
    no_number: "erwartet wird eine Zahl bis zu einer Billion",
    reversed: "die erste Zahl ist größer als die zweite",
    no_feature: "es gibt kein Merkmal",
    no_rule: "es gibt keine Regel",
    nearest: "gemeint ist vielleicht",
    circle: "eine Regel führt auf sich selbst zurück:",
    not_told: "diese Datei sagt nicht, wer es ist:",
    no_segments: "mit dieser Regel werden Segmente erst gebildet, darum kann \
                  sie nach keinem fragen",
};

/// A comparison of a rule, whose values are told as they are.
#[derive(Clone, Copy)]
pub(crate) enum Compared {
    AtLeast(f64),
    AtMost(f64),
    Between(f64, f64),
}

impl RuleWords {
    /// A name within a sentence.
    pub(crate) fn quoted(&self, name: &str) -> String {
        let [open, close] = self.quotes;
        format!("{open}{name}{close}")
    }

    pub(crate) fn stage(&self, stage: Stage) -> &'static str {
        self.stages[stage as usize]
    }

    pub(crate) fn group(&self, group: Group) -> &'static str {
        self.groups[group as usize]
    }

    /// A segment by its name; by its number where the run has none such.
    pub(crate) fn segment(&self, id: u32, name: Option<&str>) -> String {
        match name {
            Some(name) => format!("{} {}", self.segment, self.quoted(name)),
            None => format!("{} {id}, {}", self.segment, self.no_segment),
        }
    }

    /// Whether a feature can be computed.
    pub(crate) fn missing(&self, feature: &str, missing: bool) -> String {
        format!("{feature} {}", self.known[usize::from(missing)])
    }

    /// Last order at most 30 days ago.
    pub(crate) fn compared(
        &self,
        (feature, unit): (&FeatureWords<'_>, Unit),
        compared: Compared,
        currency: &Currency<'_>,
        words: &dyn Words,
    ) -> String {
        let value = |it| self.value(it, unit, currency, words);
        let said = match compared {
            Compared::AtLeast(low) => {
                format!("{} {}", self.at_least, value(low))
            }
            Compared::AtMost(high) => {
                format!("{} {}", self.at_most, value(high))
            }
            Compared::Between(low, high) => {
                let [from, to] = self.between;
                format!("{from} {} {to} {}", value(low), value(high))
            }
        };
        let ago = match feature.name {
            "recency_days" | "tenure_days" => self.ago,
            _ => "",
        };
        format!("{} {said}{ago}", feature.inline)
    }

    /// A value with its unit, to the last digit that was given.
    fn value(
        &self,
        value: f64,
        unit: Unit,
        currency: &Currency<'_>,
        words: &dyn Words,
    ) -> String {
        let number = |it| self.numbers.decimal(it, 6, Rounding::Nearest);
        match unit {
            Unit::Money => {
                let digits = match value == value.round() {
                    true => 0,
                    false => u32::from(currency.minor_digits),
                };
                let exact = 10_i64.pow(digits) as f64 * value;
                let written = match (exact - exact.round()).abs() < 1e-6 {
                    true => {
                        self.numbers.fixed(value, digits, Rounding::Nearest)
                    }
                    false => number(value),
                };
                self.numbers.priced(written, currency)
            }
            Unit::Share | Unit::SharePer30Days => {
                let unit = words.unit(unit, currency);
                let rest = unit.trim_start_matches('%');
                let percent = number(value * 100.0);
                format!("{percent}{}%{rest}", self.numbers.before_percent)
            }
            Unit::Days if value == 1.0 => {
                words.value(value, unit, currency, Rounding::Nearest)
            }
            Unit::Days | Unit::Bits => {
                let unit = words.unit(unit, currency);
                format!("{}{NBSP}{unit}", number(value))
            }
            Unit::Orders
            | Unit::Ratio
            | Unit::Lines
            | Unit::Pieces
            | Unit::Products
            | Unit::Hours
            | Unit::Months
            | Unit::Is => number(value),
        }
    }

    /// Why a rule can't be judged.
    pub(crate) fn wrong(&self, wrong: &Wrong) -> String {
        let named =
            |said: &str, name: &str| format!("{said} {}", self.quoted(name));
        let offered = |said, name: &str, near: &Option<String>| match near {
            Some(near) => {
                let near = named(self.nearest, near);
                format!("{}; {near}?", named(said, name))
            }
            None => named(said, name),
        };
        match wrong {
            Wrong::NoName => self.no_name.into(),
            Wrong::NameTwice(name) => named(self.name_twice, name),
            Wrong::TooMany => format!("{} {MAX_RULES}", self.too_many),
            Wrong::TooDeep => format!("{} {MAX_DEPTH}", self.too_deep),
            Wrong::NoParts => self.no_parts.into(),
            Wrong::NoNumber => self.no_number.into(),
            Wrong::Reversed => self.reversed.into(),
            Wrong::NoFeature(name, near) => {
                offered(self.no_feature, name, near)
            }
            Wrong::NoRule(name, near) => offered(self.no_rule, name, near),
            Wrong::Circle(name) => named(self.circle, name),
            Wrong::NoStages(stage) => named(self.not_told, self.stage(*stage)),
            Wrong::NoGroup(group) => named(self.not_told, self.group(*group)),
            Wrong::NoSegments => self.no_segments.into(),
        }
    }
}
