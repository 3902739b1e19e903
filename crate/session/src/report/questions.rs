//! The segments as questions, and what so few of them cost.

use chart::one_line;
use kindred::explained::{Explained, Node, Price};
use maud::{Markup, html};

use super::About;

impl About<'_> {
    /// The tree that the page shows first. Each of its answers has ten
    /// customers or more; of a segment that is not told, the name and how
    /// pure an answer is stay out.
    pub(super) fn questions(&self) -> Markup {
        let Some(explained) = &self.analysis.explained else {
            return html! {};
        };
        let n = explained.n_leaves;
        let mut prices = explained.prices.iter();
        html! {
            h3 {
                (self.say(
                    "The segments as questions",
                    "Die Segmente als Fragen",
                ))
            }
            @if let Some(price) = prices.find(|it| it.n_leaves == n) {
                p { (self.price(price)) }
            }
            ul.asked { (self.branch(explained, 0, "")) }
        }
    }

    fn price(&self, price: &Price) -> String {
        let n = self.count(price.n_leaves as u64);
        let share = self.percent(price.agreement);
        let led = match self.say("en", "de") {
            "en" => format!(
                "{n} answers lead {share} of customers to their own segment."
            ),
            _ => format!(
                "{n} Antworten führen {share} der Kunden in ihr eigenes \
                 Segment."
            ),
        };
        let Some(ratio) = price.cost_ratio else {
            return led;
        };
        let ratio = self.decimal(ratio, 2);
        match self.say("en", "de") {
            "en" => format!(
                "{led} Drawn by these answers, the groups are {ratio} times \
                 as wide (sum of squared distances to the centres)."
            ),
            _ => format!(
                "{led} Nach diesen Antworten gezogen, sind die Gruppen \
                 {ratio}-mal so weit (Summe der quadrierten Abstände zu den \
                 Mitten)."
            ),
        }
    }

    fn branch(&self, of: &Explained, at: usize, answer: &str) -> Markup {
        let node = &of.nodes[at];
        let asked = node.question.as_ref();
        let asked = asked.filter(|it| it.n_leaves <= of.n_leaves);
        let (yes, no) = (self.say("yes", "ja"), self.say("no", "nein"));
        html! {
            li {
                @if !answer.is_empty() { span.lead { (answer) } " " }
                @if let Some(question) = asked {
                    (one_line(&question.words)) "?"
                    @if let Some(unknown) = question.unknown {
                        " (" (self.say("not known", "unbekannt")) ": "
                        (if unknown { yes } else { no }) ")"
                    }
                    ul {
                        (self.branch(of, question.yes, yes))
                        (self.branch(of, question.no, no))
                    }
                } @else {
                    (self.answer_of(node))
                }
            }
        }
    }

    fn answer_of(&self, node: &Node) -> Markup {
        let told = self.told();
        let segments = self.analysis.segments.iter().zip(&told);
        let own = |it: &(_, &bool)| *it.1;
        let mut known = segments.filter(own).map(|it| it.0);
        let segment = known.find(|it| it.id == node.segment);
        let all_told = told.iter().all(|told| *told);
        let size = self.count(u64::from(node.size));
        html! {
            @if let Some(segment) = segment {
                bdi { (one_line(&segment.name)) }
            } @else {
                (self.say(
                    "a segment that is not told",
                    "ein Segment, das nicht genannt wird",
                ))
            }
            ": " (size) " " (self.say("customers", "Kunden"))
            @if all_told {
                ", " (self.percent(node.purity)) " "
                (self.say("of them in this segment", "davon im Segment"))
            }
        }
    }
}
