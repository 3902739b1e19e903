//! What came after, by what was known before.

use chart::one_line;
use kindred::foretold::{CameAfter, Estimated, Foreseen, Foretold};
use kindred::plan::Language;
use maud::{Markup, html};

use super::{About, table_in};

impl About<'_> {
    /// Nothing where the plan does not ask, or it can't be told. No figure
    /// is of fewer than ten customers.
    pub(super) fn foretold(&self) -> Markup {
        let Some(foretold) = &self.analysis.foretold else {
            return html! {};
        };
        let leaves = self
            .say("Parted by a few questions", "Geteilt durch wenige Fragen");
        let none = self.say(
            "No question parts the customers by what came after.",
            "Keine Frage teilt die Kunden nach dem, was danach kam.",
        );
        let groups =
            self.say("Groups that stand out", "Gruppen, die sich abheben");
        let table = |title: &str, rows: &[Foreseen]| {
            let body = self.table_of_foreseen(foretold, rows);
            table_in(title, title, body)
        };
        html! {
            section {
                h2 { (self.say("What came after", "Was danach kam")) }
                p { (self.days_looked_at(foretold)) }
                p { (self.of_everybody(foretold)) }
                @if foretold.leaves.is_empty() { p { (none) } }
                @else { (table(leaves, &foretold.leaves)) }
                p.note { (self.tested(foretold)) }
                @if !foretold.subgroups.is_empty() {
                    (table(groups, &foretold.subgroups))
                }
            }
        }
    }

    fn days_looked_at(&self, of: &Foretold) -> String {
        let day = chart::number::day(self.language, &of.from);
        let days = self.count(u64::from(of.outcome.horizon_days));
        let what = match of.outcome.of {
            CameAfter::Revenue => {
                self.say("What customers brought", "Was Kunden brachten")
            }
            CameAfter::Left => {
                self.say("Who bought nothing", "Wer nichts kaufte")
            }
        };
        match self.language {
            Language::En => format!(
                "{what} in the {days} days from {day} on, by what was known \
                 of them before."
            ),
            Language::De => format!(
                "{what} in den {days} Tagen ab dem {day}, nach dem, was \
                 vorher bekannt war."
            ),
        }
    }

    fn of_everybody(&self, of: &Foretold) -> String {
        let all = self.count(of.customers);
        let n = self.count(of.everybody.customers);
        let [mean, interval] = self.estimated(of, &of.everybody);
        match self.language {
            Language::En => format!(
                "Everybody: {mean} (95% interval {interval}). Looked for \
                 among one half of {all} customers, measured on the other, \
                 {n}, who chose nothing."
            ),
            Language::De => format!(
                "Alle: {mean} (95-%-Intervall {interval}). Gesucht an einer \
                 Hälfte von {all} Kunden, gemessen an der anderen, {n}, die \
                 nichts ausgewählt hat."
            ),
        }
    }

    fn tested(&self, of: &Foretold) -> String {
        let n = self.count(of.n_tested as u64);
        match (self.language, of.subgroups.is_empty()) {
            (Language::En, true) => format!(
                "No group stands out by more than chance; {n} were tested."
            ),
            (Language::De, true) => format!(
                "Keine Gruppe hebt sich mehr ab als durch Zufall; {n} \
                 wurden geprüft."
            ),
            (Language::En, false) => format!(
                "Of {n} groups that were tested, these stand out; about one \
                 in twenty of those told may be chance. They may overlap."
            ),
            (Language::De, false) => format!(
                "Von {n} geprüften Gruppen heben sich diese ab; etwa eine \
                 von zwanzig genannten kann Zufall sein. Sie können sich \
                 überschneiden."
            ),
        }
    }

    fn table_of_foreseen(&self, of: &Foretold, rows: &[Foreseen]) -> Markup {
        let came = match of.outcome.of {
            CameAfter::Revenue => {
                self.say("brought on average", "brachten im Mittel")
            }
            CameAfter::Left => self.say("bought nothing", "kauften nichts"),
        };
        let head = [
            self.say("who", "wer"),
            self.say("customers", "Kunden"),
            came,
            self.say("95% interval", "95-%-Intervall"),
            self.say("times everybody", "mal alle"),
        ];
        let cells = |row: &Foreseen| {
            let [mean, interval] = self.estimated(of, &row.estimate);
            let ratio = row.ratio.map(|it| self.decimal(it, 2));
            let ratio = ratio.unwrap_or_else(|| "–".into());
            [self.count(row.customers), mean, interval, ratio]
        };
        html! {
            thead { tr { @for it in head { th scope="col" { (it) } } } }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (one_line(&row.words)) }
                        @for it in cells(row) { td { (it) } }
                    }
                }
            }
        }
    }

    /// The mean, and its interval.
    fn estimated(&self, of: &Foretold, figure: &Estimated) -> [String; 2] {
        let digits = u32::from(self.analysis.amount.minor_digits);
        let unit = 10_i64.pow(digits) as f64;
        let shown = |value: f64| match of.outcome.of {
            CameAfter::Revenue => self.money((value * unit).round() as i64),
            CameAfter::Left => self.percent(value),
        };
        let (low, high) = figure.interval;
        let to = self.say("to", "bis");
        let interval = format!("{} {to} {}", shown(low), shown(high));
        [shown(figure.mean), interval]
    }
}
