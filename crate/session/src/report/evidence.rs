//! Why this number of groups, how it was done, and what it can't say.

use chart::{ChartName, one_line};
use maud::{Markup, html};

use super::{About, table_in, words};

impl About<'_> {
    pub(super) fn evidence(&self) -> Markup {
        html! {
            section {
                h2 { (self.say("Why this number", "Warum diese Zahl")) }
                p { (words::reason(self.language, &self.analysis.reason)) }
                (self.figure(ChartName::Evidence))
            }
        }
    }

    pub(super) fn features(&self) -> Markup {
        let title = self.say("The features", "Die Merkmale");
        let head = [
            self.say("Feature", "Merkmal"),
            self.say("Meaning", "Bedeutung"),
            self.say("Forms segments", "Bildet Segmente"),
            self.say("Unknown for", "Unbekannt bei"),
            self.say("Prepared as", "Aufbereitet als"),
        ];
        let body = html! {
            thead {
                tr {
                    @for (column, head) in head.iter().enumerate() {
                        th.text[[1, 4].contains(&column)] scope="col" { (head) }
                    }
                }
            }
            tbody {
                @for feature in &self.analysis.features {
                    tr {
                        th scope="row" { (one_line(&feature.title)) }
                        td.text { (one_line(&feature.meaning)) }
                        td { (self.part(feature)) }
                        td { (self.few(feature.missing)) }
                        td.text { (self.preparation(feature)) }
                    }
                }
            }
        };
        html! {
            section {
                h2 { (title) }
                p { (words::features(self.language)) }
                @if let Some(sides) = self.sides() { p { (sides) } }
                (table_in(title, self.say(
                    "What was computed for each customer",
                    "Was für jeden Kunden berechnet wurde",
                ), body))
            }
        }
    }

    /// What a feature has to do with the segments.
    fn part(&self, feature: &kindred::analysis::FeatureInfo) -> String {
        let others = &self.analysis.features;
        let partner = feature
            .grouped_with
            .as_ref()
            .and_then(|name| others.iter().find(|other| other.name == *name));
        match (feature.in_segments, partner) {
            (_, Some(other)) => {
                let with = self.say("with", "mit");
                format!("{with} “{}”", one_line(&other.title))
            }
            (true, None) => self.say("yes", "ja").to_string(),
            (false, None) => self.say("no", "nein").to_string(),
        }
    }

    pub(super) fn method(&self) -> Markup {
        let choice = &self.plan.choice;
        let steps = words::method(self.language, &self.plan.method, choice);
        html! {
            section {
                h2 { (self.say("Method", "Verfahren")) }
                @for step in steps { p { (step) } }
                h2 { (self.say("Limits", "Grenzen")) }
                ul {
                    @for limit in words::limits(self.language) {
                        li { (limit) }
                    }
                }
            }
        }
    }

    pub(super) fn check(&self) -> Markup {
        let analysis = self.analysis;
        let title = self.say("To check it", "Zum Nachprüfen");
        html! {
            section {
                h2 { (title) }
                p { (words::check(self.language)) }
                dl {
                    @for file in &analysis.files {
                        dt {
                            (self.say("SHA-256 of ", "SHA-256 von "))
                            bdi { (one_line(&file.name)) }
                        }
                        dd { code { (one_line(&file.sha256)) } }
                    }
                    dt {
                        (self.say("digest of the result",
                            "Prüfsumme des Ergebnisses"))
                    }
                    dd { code { (one_line(&analysis.digest)) } }
                    dt { (self.say("seed", "Startwert")) }
                    dd { code { (analysis.seed) } }
                }
            }
        }
    }
}
