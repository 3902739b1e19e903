//! The rules of the plan, in words, with their figures.

use chart::one_line;
use kindred::rules::{RuleFigures, RuleResult};
use maud::{Markup, html};

use super::{About, table_in};

impl About<'_> {
    /// Nothing where the plan has none.
    pub(super) fn rules(&self) -> Markup {
        let rules = &self.analysis.rules;
        if rules.is_empty() {
            return html! {};
        }
        let title = self.say("Rules of one’s own", "Eigene Regeln");
        let is_hidden = |it: &RuleResult| self.figures_of(it).is_none();
        html! {
            section {
                h2 { (title) }
                (table_in(title, title, self.table_of_rules(rules)))
                @if rules.iter().any(is_hidden) {
                    p.note {
                        (self.say(
                            "A rule without figures could not be judged, or \
                             would give fewer than ten customers away.",
                            "Eine Regel ohne Zahlen konnte nicht beurteilt \
                             werden oder würde weniger als zehn Kunden \
                             verraten.",
                        ))
                    }
                }
            }
        }
    }

    fn table_of_rules(&self, rules: &[RuleResult]) -> Markup {
        let worth = match self.analysis.amount.used {
            Some(_) => self.say("of revenue", "vom Umsatz"),
            None => self.say("of lines", "der Zeilen"),
        };
        let head = [
            self.say("rule", "Regel"),
            self.say("who is in it", "wer darin ist"),
            self.say("customers", "Kunden"),
            self.say("of customers", "der Kunden"),
            worth,
        ];
        html! {
            thead { tr { @for it in head { th scope="col" { (it) } } } }
            tbody {
                @for rule in rules {
                    tr {
                        th scope="row" { bdi { (one_line(&rule.name)) } }
                        td { (one_line(&rule.words)) }
                        @for it in self.cells(rule) { td { (it) } }
                    }
                }
            }
        }
    }

    fn cells(&self, rule: &RuleResult) -> [String; 3] {
        self.figures_of(rule).map_or_else(
            || [(); 3].map(|()| "–".to_owned()),
            |it| {
                [
                    self.count(it.customers),
                    self.percent(it.share_of_customers),
                    self.percent(it.share_of_revenue),
                ]
            },
        )
    }

    /// The figures that a report may show.
    fn figures_of(&self, rule: &RuleResult) -> Option<RuleFigures> {
        rule.figures.filter(|it| it.may_tell)
    }
}
