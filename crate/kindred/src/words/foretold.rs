//! Why it can't be told what came after.

use super::{de, en, number::Numbers};
use crate::foretold::{NEEDED, Why};

/// The words of one language.
pub(crate) struct ForetoldWords {
    numbers: Numbers,
    /// Before every reason.
    not_told: &'static str,
    no_days: &'static str,
    no_amounts: &'static str,
    /// Around days.
    short: [&'static str; 2],
    /// Around customers there are and customers needed.
    few: [&'static str; 3],
    /// Around customers needed.
    one_sided: [&'static str; 2],
}

pub(super) const EN: ForetoldWords = ForetoldWords {
    numbers: en::NUMBERS,
    not_told: "What came after is not told:",
    no_days: "the files tell no day.",
    no_amounts: "the files tell no amounts.",
    short: [
        "the orders go back less than twice the",
        "days that are looked at.",
    ],
    few: ["", "customers had bought before;", "are needed."],
    one_sided: [
        "too few customers bought on those days, or too few did not; at \
         least",
        "are needed.",
    ],
};

pub(super) const DE: ForetoldWords = ForetoldWords {
    numbers: de::NUMBERS,
    not_told: "Was danach kam, lässt sich nicht sagen:",
    no_days: "Die Dateien nennen keinen Tag.",
    no_amounts: "Die Dateien nennen keine Beträge.",
    short: [
        "Die Bestellungen reichen weniger als doppelt so weit zurück wie die",
        "Tage, um die es geht.",
    ],
    few: ["", "Kunden hatten vorher gekauft; nötig sind", "."],
    one_sided: [
        "Zu wenige Kunden kauften in diesen Tagen, oder zu wenige kauften \
         nicht; nötig sind mindestens",
        ".",
    ],
};

impl ForetoldWords {
    /// The reason as a sentence.
    pub(crate) fn why(&self, why: Why) -> String {
        let number = |n: u64| self.numbers.integer(n as i64);
        let around = |parts: &[&str], numbers: &[u64]| {
            let mut text = parts[0].to_owned();
            for (n, part) in numbers.iter().zip(&parts[1..]) {
                let end = if *part == "." { "" } else { " " };
                text += &format!(" {}{end}{part}", number(*n));
            }
            text.trim_start().to_owned()
        };
        let said = match why {
            Why::NoDays => self.no_days.to_owned(),
            Why::NoAmounts => self.no_amounts.to_owned(),
            Why::Short(days) => around(&self.short, &[u64::from(days)]),
            Why::Few(found) => around(&self.few, &[found, NEEDED]),
            Why::OneSided(needed) => around(&self.one_sided, &[needed]),
        };
        format!("{} {said}", self.not_told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_a_sentence() {
        let said = |why| [EN.why(why), DE.why(why)];
        assert_eq!(
            said(Why::Few(1_234))[0],
            "What came after is not told: 1,234 customers had bought \
             before; 200 are needed."
        );
        assert_eq!(
            said(Why::Few(12))[1],
            "Was danach kam, lässt sich nicht sagen: 12 Kunden hatten \
             vorher gekauft; nötig sind 200."
        );
        for why in [
            Why::NoDays,
            Why::NoAmounts,
            Why::Short(90),
            Why::OneSided(20),
        ] {
            for text in said(why) {
                assert!(text.ends_with('.') && !text.contains("  "));
                assert!(!text.contains(" ."), "{text}");
            }
        }
    }
}
