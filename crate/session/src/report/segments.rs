//! The segments: a card each, then the charts of them.

use chart::{ChartName, one_line};
use cluster::choose::Verdict;
use kindred::analysis::Segment;
use maud::{Markup, PreEscaped, html};

use super::{About, words};

impl About<'_> {
    pub(super) fn segments(&self) -> Markup {
        let told = self.told();
        let n_hidden = told.iter().filter(|&&told| !told).count();
        let title = match self.analysis.verdict {
            Verdict::Segments => self.say("The segments", "Die Segmente"),
            Verdict::NoStructure => {
                self.say("Tiers by value", "Stufen nach Wert")
            }
        };
        let segments = self.analysis.segments.iter().enumerate();
        html! {
            section {
                h2 { (title) }
                div.cards {
                    @for (place, segment) in segments {
                        @if told[place] { (self.card(place, segment)) }
                    }
                }
                @if n_hidden > 0 {
                    p.note { (words::hidden(self.language, n_hidden)) }
                }
                (self.questions())
                (self.figure(ChartName::Shares))
                (self.figure(ChartName::Profile))
                (self.figure(ChartName::Rfm))
                (self.figure(ChartName::Map))
                p.note { (words::no_points(self.language)) }
                @if self.hides_cells() {
                    p.note { (words::hidden_cells(self.language)) }
                }
            }
        }
    }

    fn card(&self, place: usize, segment: &Segment) -> Markup {
        html! {
            article.card {
                header {
                    (PreEscaped(chart::mark(place)))
                    h3 { bdi { (one_line(&segment.name)) } }
                }
                (self.figures(segment))
                p { (one_line(&segment.why)) }
                p {
                    span.lead { (self.say("Rule", "Regel")) }
                    (one_line(&segment.rule))
                }
                @if !segment.conditions.is_empty() {
                    p.fine { (self.rule_quality(segment)) }
                }
                p {
                    span.lead { (self.say("Next", "Nächster Schritt")) }
                    (one_line(&segment.next))
                }
                @if let Some(stability) = segment.stability {
                    p { (self.stability(stability)) }
                } @else if segment.own.is_some() {
                    p { (self.own_rule()) }
                } @else if self.is_group() {
                    p { (self.not_judged()) }
                }
            }
        }
    }

    fn figures(&self, segment: &Segment) -> Markup {
        let amount = &self.analysis.amount;
        let revenue = segment.revenue.map(|minor| {
            chart::number::money_rounded(self.language, amount, minor)
        });
        let share = self.percent(segment.share_of_revenue);
        html! {
            dl.figures {
                div {
                    dt { (self.say("customers", "Kunden")) }
                    dd {
                        (self.count(segment.size)) " "
                        small { (self.percent(segment.share_of_customers)) }
                    }
                }
                div {
                    @if let Some(revenue) = revenue {
                        dt { (self.say("revenue", "Umsatz")) }
                        dd { (revenue) " " small { (share) } }
                    } @else {
                        dt { (self.say("order lines", "Bestellzeilen")) }
                        dd { (share) }
                    }
                }
            }
        }
    }

    fn rule_quality(&self, segment: &Segment) -> String {
        let precision = self.percent(segment.precision);
        let recall = self.percent(segment.recall);
        words::rule_quality(self.language, &precision, &recall)
    }

    /// Whether each segment is one of several groups that were found: value
    /// tiers, and one group of all, have no stability.
    fn is_group(&self) -> bool {
        self.analysis.verdict == Verdict::Segments && self.analysis.k > 1
    }

    /// What is asked for is not found.
    fn own_rule(&self) -> Markup {
        let word = self.say("own rule, asked for", "eigene Regel, verlangt");
        html! { span.chip.mid { (word) } }
    }

    fn not_judged(&self) -> Markup {
        let label = self.say("stability", "Stabilität");
        let word = self.say("not judged", "nicht beurteilt");
        html! { span.chip.mid { (label) " " (word) } }
    }

    fn stability(&self, stability: f64) -> Markup {
        let word = words::stability(self.language, stability);
        let label = self.say("stability", "Stabilität");
        let class = if stability >= words::HOLDS {
            "chip"
        } else {
            "chip mid"
        };
        html! {
            span class=(class) {
                (label) " " (self.decimal(stability, 2)) " · " (word)
            }
        }
    }
}
