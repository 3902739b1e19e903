//! The report: one HTML file with all it needs, for people who were not
//! there.
//!
//! It has no script and no link, asks for nothing, shows no single customer
//! and no count of fewer than ten. It is light on paper, and light or dark
//! on a screen, as the reader has it.

mod attributes;
mod data;
mod evidence;
mod foretold;
mod grouped;
mod preparation;
mod questions;
mod rules;
mod segments;
mod warnings;
mod words;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chart::{ChartName, Size, TableTwin, one_line};
use kindred::disclose::segments_to_tell;
use kindred::plan::Language;
use kindred::{Analysis, Plan};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("report/style.css");

/// For a screen and for paper.
const WIDE: Size = Size {
    width: 720,
    height: 300,
};
/// For a telephone.
const NARROW: Size = Size {
    width: 330,
    height: 260,
};

/// Writes the report of a finished analysis in the plan's language: a whole
/// HTML document.
///
/// The same analysis and plan give the same bytes. It takes time linear in
/// what is shown.
pub fn report(analysis: &Analysis, plan: &Plan) -> String {
    let about = About {
        analysis,
        plan,
        language: plan.language,
    };
    about.document().into_string()
}

/// What the report is about.
struct About<'a> {
    analysis: &'a Analysis,
    plan: &'a Plan,
    language: Language,
}

impl<'a> About<'a> {
    /// The words of the language.
    fn say<'s>(&self, en: &'s str, de: &'s str) -> &'s str {
        match self.language {
            Language::En => en,
            Language::De => de,
        }
    }

    fn count(&self, value: u64) -> String {
        chart::number::count(self.language, value)
    }

    fn percent(&self, share: f64) -> String {
        chart::number::percent(self.language, share)
    }

    fn decimal(&self, value: f64, digits: usize) -> String {
        chart::number::decimal(self.language, value, digits)
    }

    fn money(&self, minor: i64) -> String {
        let amount = &self.analysis.amount;
        chart::number::money(self.language, amount, minor)
    }

    fn document(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang=(self.say("en", "de")) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy"
                        content=(policy());
                    meta name="viewport"
                        content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    title { (self.title()) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    header {
                        p.brand { (self.title()) }
                        (self.answer())
                        (self.facts())
                    }
                    main {
                        (self.segments())
                        (self.foretold())
                        (self.attributes())
                        (self.rules())
                        (self.evidence())
                        (self.data())
                        (self.features())
                        (self.method())
                        (self.check())
                    }
                    footer { p { (words::closing(self.language)) } }
                }
            }
        }
    }

    fn title(&self) -> &'static str {
        match self.language {
            Language::En => "Kindred · customer segments, a report",
            Language::De => "Kindred · Kundensegmente, ein Bericht",
        }
    }

    /// The answer and its doubt; without the figures of single segments
    /// where one of them is too small to be told.
    fn answer(&self) -> Markup {
        let Analysis {
            headline, doubt, ..
        } = self.analysis;
        let told = segments_to_tell(&self.analysis.segments);
        if told.iter().all(|&told| told) {
            return html! {
                h1 { (one_line(headline)) }
                p.doubt { (one_line(doubt)) }
            };
        }
        let Analysis {
            verdict, k, reason, ..
        } = self.analysis;
        html! {
            h1 { (words::bare_headline(self.language, *verdict, *k)) }
            p.doubt { (words::reason(self.language, reason)) }
        }
    }

    /// The first line: when, what for, how many.
    fn facts(&self) -> Markup {
        let analysis = self.analysis;
        let purpose = words::purpose(self.language, analysis.purpose);
        let basis = words::basis(self.language, analysis.basis);
        let day = |day: &String| chart::number::day(self.language, day);
        let as_of = analysis.as_of.as_ref().map(day);
        let short: String = analysis.digest.chars().take(12).collect();
        html! {
            dl.facts {
                @if let Some(as_of) = as_of {
                    (fact(self.say("as of", "Stand"), &as_of))
                }
                (fact(
                    self.say("customers in segments", "Kunden in Segmenten"),
                    &self.few(analysis.customers.permitted),
                ))
                (fact(self.say("purpose", "Zweck"), purpose))
                (fact(self.say("legal basis", "Rechtsgrundlage"), basis))
                (fact(self.say("digest", "Prüfsumme"), &short))
            }
        }
    }

    /// A chart with its sentence and its numbers, once wide, once narrow.
    fn figure(&self, chart: ChartName) -> Markup {
        let draw = |size| {
            let language = self.language;
            chart::draw_to_tell(self.analysis, chart, size, language)
        };
        let (wide, narrow) = (draw(WIDE), draw(NARROW));
        html! {
            figure {
                h3 { (wide.title) }
                figcaption { (one_line(&wide.description)) }
                div.wide { (PreEscaped(wide.svg)) }
                div.narrow { (PreEscaped(narrow.svg)) }
                @if !wide.table.rows.is_empty() {
                    details {
                        summary {
                            (self.say("As a table", "Als Tabelle"))
                        }
                        (self.twin(&wide.title, &wide.table))
                        @if let Some(arrows) = &wide.arrows {
                            (self.twin(&self.arrows_of(&wide.title), arrows))
                        }
                    }
                }
            }
        }
    }

    fn arrows_of(&self, title: &str) -> String {
        let arrows = self.say("the arrows", "die Pfeile");
        format!("{title}: {arrows}")
    }

    fn twin(&self, title: &str, table: &TableTwin) -> Markup {
        let body = html! {
            thead {
                tr {
                    @for head in &table.head {
                        th scope="col" { (one_line(head)) }
                    }
                }
            }
            tbody {
                @for row in &table.rows {
                    tr {
                        @for (column, cell) in row.iter().enumerate() {
                            @if column == 0 {
                                th scope="row" { (one_line(cell)) }
                            } @else {
                                td { (one_line(cell)) }
                            }
                        }
                    }
                }
            }
        };
        table_in(title, title, body)
    }
}

/// The document may apply its own style and nothing else.
fn policy() -> String {
    let hash = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; \
         form-action 'none'"
    )
}

fn fact(name: &str, value: &str) -> Markup {
    html! { div { dt { (name) } dd { (one_line(value)) } } }
}

/// A table that scrolls where it is too wide, by keyboard too.
fn table_in(name: &str, caption: &str, body: Markup) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(name) {
            table { caption { (caption) } (body) }
        }
    }
}
