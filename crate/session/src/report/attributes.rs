//! What is known beside the purchases, in every segment.

use chart::one_line;
use kindred::attributes::told::{AttributeTold, LevelShare, LevelTold};
use kindred::attributes::{Refusal, Survey};
use kindred::review::Share;
use maud::{Markup, html};

use super::{About, table_in};

impl About<'_> {
    /// Nothing where nothing is known.
    pub(super) fn attributes(&self) -> Markup {
        let analysis = self.analysis;
        if analysis.attributes.is_empty() && analysis.surveys.is_empty() {
            return html! {};
        }
        let read = self.say(
            "Share within the segment with its interval (95%), and how many \
             times that of all customers it is. ↑ and ↓ stand where it is \
             another share than among all others; at most 5 of 100 of these \
             are expected to be chance. Shares of fewer than ten customers \
             are not told.",
            "Anteil im Segment mit seinem Intervall (95 %), und das \
             Wievielfache von dem bei allen Kunden er ist. ↑ und ↓ stehen, \
             wo er ein anderer ist als bei allen übrigen; von 100 davon sind \
             höchstens 5 als Zufall zu erwarten. Anteile von weniger als \
             zehn Kunden werden nicht gesagt.",
        );
        html! {
            section {
                h2 { (self.say("What else is known", "Was sonst bekannt ist")) }
                @if !analysis.attributes.is_empty() { p { (read) } }
                @for it in &analysis.attributes {
                    (table_in(&one_line(&it.column), &self.caption(it),
                        self.levels(it)))
                }
                @for it in &analysis.surveys { p { (self.survey(it)) } }
            }
        }
    }

    fn caption(&self, of: &AttributeTold) -> String {
        let column = one_line(&of.column);
        let forms = self.say(
            "helped to form the segments",
            "hat die Segmente mitgebildet",
        );
        match of.in_segments {
            true => format!("{column} ({forms})"),
            false => column,
        }
    }

    fn levels(&self, of: &AttributeTold) -> Markup {
        let told = self.told();
        let segments = self.analysis.segments.iter();
        let all = self.say("of all", "von allen");
        html! {
            thead {
                tr {
                    th.text scope="col" { (self.say("value", "Wert")) }
                    th scope="col" { (all) }
                    @for it in segments {
                        th scope="col" { bdi { (one_line(&it.name)) } }
                    }
                }
            }
            tbody {
                @for level in &of.levels {
                    tr {
                        th scope="row" { bdi { (one_line(&level.level)) } }
                        td { (self.of_all(level)) }
                        @for (cell, told) in level.segments.iter().zip(&told) {
                            td { (self.cell(cell, *told)) }
                        }
                    }
                }
            }
        }
    }

    fn of_all(&self, level: &LevelTold) -> String {
        let share = |it: &Share| self.percent(it.share);
        level.all.as_ref().map_or_else(|| "–".into(), share)
    }

    fn cell(&self, of: &LevelShare, is_told: bool) -> String {
        let Some(share) = of.share.filter(|_| is_told) else {
            return "–".into();
        };
        let [own, low, high] =
            [share.share, share.low, share.high].map(|it| self.percent(it));
        let index = of.index.unwrap_or(1.0);
        let times = self.decimal(index, 2);
        let way = match (of.differs, index < 1.0) {
            (false, _) => "",
            (true, true) => " ↓",
            (true, false) => " ↑",
        };
        format!("{own} ({low}–{high}), × {times}{way}")
    }

    /// One sentence of a block of questions.
    fn survey(&self, of: &Survey) -> String {
        let items = of.items.iter().map(|it| match it.reversed {
            true => {
                let turned = self.say("turned around", "umgedreht");
                format!("{} ({turned})", one_line(&it.column))
            }
            false => one_line(&it.column),
        });
        let items: Vec<String> = items.collect();
        let found = match of.refused {
            None => self.say(
                "one score, the first principal component of the \
                 correlations (Pearson)",
                "ein Wert, die erste Hauptkomponente der Korrelationen \
                 (Pearson)",
            ),
            Some(Refusal::Weak) => self.say(
                "no score: the answers do not agree (alpha below 0.60)",
                "kein Wert: die Antworten passen nicht zusammen (Alpha \
                 unter 0,60)",
            ),
            Some(Refusal::TooFew) => self.say(
                "no score: fewer than 30 customers answered everything",
                "kein Wert: weniger als 30 Kunden haben alles beantwortet",
            ),
        };
        let alpha = of.alpha.zip(of.interval).map(|(alpha, (low, high))| {
            let [alpha, low, high] =
                [alpha, low, high].map(|it| self.decimal(it, 2));
            let to = self.say("to", "bis");
            let name = self.say("Cronbach’s alpha", "Cronbachs Alpha");
            let level = self.say("95%", "95 %");
            format!("; {name} {alpha} ({low} {to} {high}, {level})")
        });
        format!(
            "{}: {}: {found}{}.",
            one_line(&of.name),
            items.join(", "),
            alpha.unwrap_or_default()
        )
    }
}
