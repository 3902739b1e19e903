//! What was read, used and set aside, to the record and the cent.

use chart::one_line;
use kindred::analysis::{Excluded, ExcludedReason, SetAside, SetAsideReason};
use kindred::disclose::{grid_to_tell, may_tell, segments_to_tell};
use maud::{Markup, html};

use super::{About, table_in, words};

impl About<'_> {
    pub(super) fn data(&self) -> Markup {
        html! {
            section {
                h2 {
                    (self.say("What was read", "Was gelesen wurde"))
                }
                p {
                    (self.say("Read from ", "Gelesen aus "))
                    @for (index, file) in
                        self.analysis.files.iter().enumerate()
                    {
                        @if index > 0 { ", " }
                        bdi { (one_line(&file.name)) }
                    }
                    "."
                }
                (self.records())
                (self.returned())
                (self.customers())
                (self.warnings())
            }
        }
    }

    fn records(&self) -> Markup {
        let records = &self.analysis.records;
        let amount = &self.analysis.amount;
        let row = |name: &str, count: u64, money: Option<i64>| {
            html! {
                th scope="row" { (name) }
                td { (self.count(count)) }
                @if amount.total.is_some() { td { (self.sum(money)) } }
            }
        };
        let all_told = self.may_tell_refused();
        let aside = |part: &SetAside| {
            let name = words::set_aside(self.language, part.reason);
            if part.reason == SetAsideReason::NoPermission && !all_told {
                return self.hidden(name);
            }
            row(name, part.count, part.amount)
        };
        let used = self.say("used", "verwendet");
        let read = self.say("read in all", "insgesamt gelesen");
        let body = html! {
            thead {
                tr {
                    th scope="col" { (self.say("Records", "Zeilen")) }
                    th scope="col" { (self.say("number", "Anzahl")) }
                    @if amount.total.is_some() {
                        th scope="col" { (self.say("amount", "Betrag")) }
                    }
                }
            }
            tbody {
                tr { (row(used, records.used, amount.used)) }
                @for part in &records.set_aside { tr { (aside(part)) } }
            }
            @if all_told {
                tfoot { tr { (row(read, records.read, amount.total)) } }
            }
        };
        let title = self.say("Records and amounts", "Zeilen und Beträge");
        table_in(title, title, body)
    }

    /// Whether so many refused that their records may be told: else neither
    /// these nor the totals, from which they would follow.
    fn may_tell_refused(&self) -> bool {
        let excluded = &self.analysis.customers.excluded;
        let refused =
            |part: &&Excluded| part.reason == ExcludedReason::NoConsent;
        let mut parts = excluded.iter().filter(refused);
        parts.all(|part| may_tell(part.count))
    }

    /// A row of the records without its figures.
    fn hidden(&self, name: &str) -> Markup {
        html! {
            th scope="row" { (name) }
            td { "–" }
            @if self.analysis.amount.total.is_some() { td { "–" } }
        }
    }

    fn sum(&self, minor: Option<i64>) -> String {
        minor.map_or("–".to_string(), |minor| self.money(minor))
    }

    fn returned(&self) -> Markup {
        let returned = self.analysis.amount.returned.filter(|&it| it != 0);
        html! {
            @if let Some(minor) = returned {
                p.note {
                    (words::returned(self.language, &self.money(-minor)))
                }
            }
        }
    }

    /// Everyone, less those left out; where so few were left out that they
    /// may not be told, the total is not told either.
    fn customers(&self) -> Markup {
        let customers = &self.analysis.customers;
        let all_told =
            customers.excluded.iter().all(|part| may_tell(part.count));
        let row = |name: &str, count: &str| {
            html! { th scope="row" { (name) } td { (count) } }
        };
        let body = html! {
            thead {
                tr {
                    th scope="col" { (self.say("Customers", "Kunden")) }
                    th scope="col" { (self.say("number", "Anzahl")) }
                }
            }
            tbody {
                tr {
                    (row(self.say("in segments", "in Segmenten"),
                        &self.few(customers.permitted)))
                }
                @for part in &customers.excluded {
                    tr {
                        (row(words::excluded(self.language, part.reason),
                            &self.few(part.count)))
                    }
                }
            }
            @if all_told {
                tfoot {
                    tr {
                        (row(self.say("in the file", "in der Datei"),
                            &self.count(customers.total)))
                    }
                }
            }
        };
        let title = self.say("Customers", "Kunden");
        table_in(title, title, body)
    }

    /// A number of customers, or that they are too few to be told.
    pub(super) fn few(&self, n_customers: u64) -> String {
        if may_tell(n_customers) {
            return self.count(n_customers);
        }
        self.say("fewer than 10", "weniger als 10").to_string()
    }

    /// Which segments may be told.
    pub(super) fn told(&self) -> Vec<bool> {
        segments_to_tell(&self.analysis.segments)
    }

    pub(super) fn hides_cells(&self) -> bool {
        let told = grid_to_tell(&self.analysis.rfm);
        told.iter().flatten().any(Option::is_none)
    }
}
