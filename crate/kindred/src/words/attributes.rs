//! What is said of attributes.

use super::{
    de, en,
    number::{Numbers, Rounding},
};
use crate::{attributes::Why, features::Unit};

/// The words of one language.
pub(crate) struct AttributeWords {
    numbers: Numbers,
    /// All levels that are not told by themselves.
    pub others: &'static str,
    /// That nothing is known.
    pub unknown: &'static str,
    /// How many have the same.
    pub frequency: &'static str,
    /// After a number of days before the as-of day.
    pub days: &'static str,
    /// Before the columns that tell nothing.
    pub untold: &'static str,
    /// By [`Why`].
    whys: [&'static str; 4],
    level: &'static str,
    share: &'static str,
    ago: &'static str,
    number: &'static str,
    /// Before a level that somebody does not have.
    pub not: &'static str,
}

pub(super) const EN: AttributeWords = AttributeWords {
    numbers: en::NUMBERS,
    others: "others",
    unknown: "not known",
    frequency: "how frequent",
    days: " days ago",
    untold: "Columns that tell nothing of the customers",
    whys: [
        "no value",
        "the same for everybody",
        "no value is that of enough customers",
        "changes from purchase to purchase",
    ],
    level: "Whether it is so of the customer: 1 is yes.",
    share: "The share of customers with the same value.",
    ago: "Days from there to the as-of day.",
    number: "As the file tells it.",
    not: "not",
};

pub(super) const DE: AttributeWords = AttributeWords {
    numbers: de::NUMBERS,
    others: "andere",
    unknown: "unbekannt",
    frequency: "wie häufig",
    days: " Tage her",
    untold: "Spalten, die nichts über die Kunden sagen",
    whys: [
        "kein Wert",
        "bei allen gleich",
        "kein Wert ist der von genug Kunden",
        "wechselt von Kauf zu Kauf",
    ],
    level: "Ob es auf den Kunden zutrifft: 1 heißt ja.",
    share: "Der Anteil der Kunden mit demselben Wert.",
    ago: "Tage von dort bis zum Stichtag.",
    number: "Wie es in der Datei steht.",
    not: "nicht",
};

impl AttributeWords {
    /// Why a column tells nothing.
    pub(crate) fn why(&self, why: Why) -> &'static str {
        self.whys[why as usize]
    }

    /// What an attribute's column of such a unit says.
    pub(crate) fn meaning(&self, unit: Unit) -> &'static str {
        match unit {
            Unit::Is => self.level,
            Unit::Share => self.share,
            Unit::Days => self.ago,
            _ => self.number,
        }
    }

    /// A number with at most two digits after the point.
    pub(crate) fn figure(&self, value: f64) -> String {
        self.numbers.decimal(value, 2, Rounding::Nearest)
    }
}
