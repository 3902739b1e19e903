//! What is said of segments that are partly one's own.

use cluster::choose::Reason;

use super::{de, en, number::Numbers};
use crate::{
    disclose::{SMALLEST, may_tell},
    hybrid::Held,
};

/// The words of one language. What stands in braces is put in.
pub(crate) struct HybridWords {
    numbers: Numbers,
    quotes: [&'static str; 2],
    /// Why stages and these do not go together.
    pub with_stages: &'static str,
    /// Why only one method takes constraints.
    pub only_k_means: &'static str,
    /// Why a rule can't be changed on a finished run.
    pub formed_with: &'static str,
    many_seeds: &'static str,
    nobody: &'static str,
    shared: &'static str,
    tied: &'static str,
    too_few: &'static str,
    too_many: &'static str,
    crowded: &'static str,
    torn: &'static str,
    met: &'static str,
    /// Before a number that is too small to be told.
    below: &'static str,
    /// The answer: groups only, rules and groups, rules only.
    answers: [&'static str; 3],
    /// What a frozen rule is.
    own: &'static str,
    /// What groups are that were held to something.
    held: &'static str,
    no_natural: &'static str,
    /// The number that was judged.
    natural: &'static str,
}

pub(super) const EN: HybridWords = HybridWords {
    numbers: en::NUMBERS,
    quotes: ["“", "”"],
    with_stages: "lifecycle stages and segments of your own do not go \
                  together: choose one of them",
    only_k_means: "only k-means can be held to seeds, sizes and rules \
                   together or apart; any method can leave out frozen rules",
    formed_with: "segments were formed with the rules of the plan: find \
                  them anew with another",
    many_seeds: "groups begin in {0} rules, but there are only {1} groups",
    nobody: "nobody is left in {0}",
    shared: "{0} and {1} share customers, who can't stay in two groups",
    tied: "{0} and {1} share customers, or are tied by others: they can't \
           be kept apart",
    too_few: "{0} groups of at least {1} need {2} customers; there are {3}",
    too_many: "{0} groups of at most {1} hold fewer than {2} customers",
    crowded: "{0} customers stay together; a group holds at most {1}",
    torn: "{0} could not stay in one group: {1} customers are elsewhere.",
    met: "{0} and {1} could not be kept apart: for {2} customers there was \
          no other group.",
    below: "fewer than ",
    answers: [
        "Groups under conditions of one’s own: {1}.",
        "Rules of one’s own: {0}; groups among the other customers: {1}.",
        "Rules of one’s own: {0}; nobody is left.",
    ],
    own: "A rule of one’s own is asked for, not found.",
    held: "The groups were held to what was asked: they show that, not only \
           what is in the data.",
    no_natural: "Left to themselves, these customers show no natural groups.",
    natural: "Left to themselves, these customers show {0} groups.",
};

pub(super) const DE: HybridWords = HybridWords {
    numbers: de::NUMBERS,
    quotes: ["„", "“"],
    with_stages: "Lebensphasen und eigene Segmente gehen nicht zusammen: \
                  bitte eines davon wählen",
    only_k_means: "nur k-means lässt sich an Anfänge, Größen und Regeln \
                   binden, die zusammen oder getrennt bleiben; \
                   festgehaltene Regeln kann jedes Verfahren auslassen",
    formed_with: "die Segmente sind mit den Regeln des Plans gebildet: mit \
                  einer anderen bitte neu suchen",
    many_seeds: "Gruppen beginnen in {0} Regeln, aber es gibt nur {1} \
                 Gruppen",
    nobody: "in {0} ist niemand mehr",
    shared: "{0} und {1} haben gemeinsame Kunden, die nicht in zwei Gruppen \
             bleiben können",
    tied: "{0} und {1} haben gemeinsame Kunden oder sind durch andere \
           verbunden: sie lassen sich nicht trennen",
    too_few: "{0} Gruppen von mindestens {1} brauchen {2} Kunden; es gibt \
              {3}",
    too_many: "{0} Gruppen von höchstens {1} fassen weniger als {2} Kunden",
    crowded: "{0} Kunden bleiben zusammen; eine Gruppe fasst höchstens {1}",
    torn: "{0} konnte nicht in einer Gruppe bleiben: {1} Kunden sind \
           anderswo.",
    met: "{0} und {1} ließen sich nicht trennen: für {2} Kunden gab es \
          keine andere Gruppe.",
    below: "weniger als ",
    answers: [
        "Gruppen unter eigenen Bedingungen: {1}.",
        "Eigene Regeln: {0}; Gruppen unter den übrigen Kunden: {1}.",
        "Eigene Regeln: {0}; niemand bleibt übrig.",
    ],
    own: "Eine eigene Regel ist verlangt, nicht gefunden.",
    held: "Die Gruppen waren an das Verlangte gebunden: sie zeigen auch \
           dieses, nicht nur, was in den Daten ist.",
    no_natural: "Von sich aus zeigen diese Kunden keine natürlichen Gruppen.",
    natural: "Von sich aus zeigen diese Kunden {0} Gruppen.",
};

impl HybridWords {
    /// The answer: so many rules, and so many groups of the others.
    pub(super) fn headline(&self, n_own: usize, n_found: usize) -> String {
        let pattern = match (n_own, n_found) {
            (0, _) => self.answers[0],
            (_, 0) => self.answers[2],
            _ => self.answers[1],
        };
        self.counted(pattern, &[n_own, n_found])
    }

    /// What was asked for, and what the customers show without it.
    pub(super) fn asked(&self, reason: &Reason) -> Vec<String> {
        let Reason::Asked {
            n_own,
            n_found,
            judged,
            is_held,
        } = *reason
        else {
            return Vec::new();
        };
        let mut said = Vec::new();
        if n_own > 0 {
            said.push(self.own.to_owned());
        }
        if is_held {
            said.push(self.held.to_owned());
        }
        match judged {
            0 => {}
            1 => said.push(self.no_natural.to_owned()),
            n if n == n_found => {}
            n => said.push(self.counted(self.natural, &[n])),
        }
        said
    }

    /// More seeds than groups.
    pub(crate) fn many_seeds(
        &self,
        n_seeds: usize,
        n_groups: usize,
    ) -> String {
        self.counted(self.many_seeds, &[n_seeds, n_groups])
    }

    /// A rule that nobody is left in.
    pub(crate) fn nobody(&self, rule: &str) -> String {
        filled(self.nobody, &[self.quoted(rule)])
    }

    /// Two seeds that stay, with customers in both.
    pub(crate) fn shared(&self, one: &str, other: &str) -> String {
        filled(self.shared, &[self.quoted(one), self.quoted(other)])
    }

    /// Two rules that can't be kept apart, whatever the groups are.
    pub(crate) fn tied(&self, one: &str, other: &str) -> String {
        filled(self.tied, &[self.quoted(one), self.quoted(other)])
    }

    /// Groups, the least of each, customers needed and there.
    pub(crate) fn too_few(&self, numbers: [usize; 4]) -> String {
        self.counted(self.too_few, &numbers)
    }

    /// Groups, the most of each, customers.
    pub(crate) fn too_many(&self, numbers: [usize; 3]) -> String {
        self.counted(self.too_many, &numbers)
    }

    /// Customers that stay together, the most of a group.
    pub(crate) fn crowded(&self, size: usize, most: usize) -> String {
        self.counted(self.crowded, &[size, most])
    }

    /// What could not be kept; few customers are not counted out.
    pub(crate) fn broken(&self, of: &Held) -> String {
        let mut parts: Vec<String> =
            of.rules.iter().map(|rule| self.quoted(rule)).collect();
        parts.push(match may_tell(of.customers) {
            true => self.numbers.integer(of.customers as i64),
            false => {
                let smallest = self.numbers.integer(SMALLEST as i64);
                format!("{}{smallest}", self.below)
            }
        });
        let pattern = match of.rules.len() {
            1 => self.torn,
            _ => self.met,
        };
        filled(pattern, &parts)
    }

    fn counted(&self, pattern: &str, numbers: &[usize]) -> String {
        let said = |&n: &usize| self.numbers.integer(n as i64);
        filled(pattern, &numbers.iter().map(said).collect::<Vec<_>>())
    }

    fn quoted(&self, name: &str) -> String {
        let [open, close] = self.quotes;
        format!("{open}{name}{close}")
    }
}

/// A pattern with each `{n}` replaced by its part; what a part holds stays
/// as it is.
fn filled(pattern: &str, parts: &[String]) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (number, after) = after.split_once('}').unwrap_or((after, ""));
        let part = number.parse().ok().and_then(|at: usize| parts.get(at));
        text.push_str(part.expect("every number of a pattern has a part"));
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_put_in_once() {
        let braces = ["{1}".to_owned(), "b".to_owned()];
        assert_eq!(filled("a {0}, {1}.", &braces), "a {1}, b.");
    }

    #[test]
    fn few_customers_are_not_counted_out() {
        let held = |rules: &[&str], customers| Held {
            rules: rules.iter().map(|it| (*it).to_owned()).collect(),
            customers,
        };
        assert_eq!(
            EN.broken(&held(&["A"], 12)),
            "“A” could not stay in one group: 12 customers are elsewhere."
        );
        let few = DE.broken(&held(&["A", "B"], 3));
        assert!(few.contains("für weniger als 10 Kunden"), "{few}");
    }

    #[test]
    fn every_refusal_has_its_words_in_both_languages() {
        for words in [&EN, &DE] {
            let all = [
                words.many_seeds(3, 2),
                words.nobody("A"),
                words.shared("A", "B"),
                words.tied("A", "B"),
                words.too_few([3, 40, 120, 100]),
                words.too_many([2, 40, 100]),
                words.crowded(60, 50),
            ];
            for said in all {
                assert!(!said.contains(['{', '}']), "{said}");
            }
        }
        let few = EN.too_few([3, 40, 120, 100]);
        assert!(few.ends_with("need 120 customers; there are 100"), "{few}");
    }
}
