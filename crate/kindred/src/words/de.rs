//! German.

use super::{
    AttributeWords, Bounds, FeatureTable, FeatureWords, ForetoldWords,
    HybridWords, Outcome, Portrait, RepairWords, RuleWords, Words,
    de_features, de_verdict,
    number::{Currency, NBSP, Numbers, Rounding, Span},
};
use crate::{features::Unit, name::Phrase, next::Step, rfm::Tier};

/// German.
pub(crate) struct De;

pub(super) const NUMBERS: Numbers = Numbers {
    group: '.',
    decimal: ',',
    currency_first: false,
    over: "mehr als ",
    under: "unter ",
    before_percent: "\u{a0}",
};

impl Words for De {
    fn features(&self) -> &'static FeatureTable {
        &de_features::FEATURES
    }

    fn unit(&self, unit: Unit, currency: &Currency<'_>) -> String {
        match unit {
            Unit::Days => "Tage".into(),
            Unit::Orders => "Bestellungen".into(),
            Unit::Money => currency.name.unwrap_or_default().into(),
            Unit::Share => "%".into(),
            Unit::Ratio => String::new(),
            Unit::SharePer30Days => "% in 30 Tagen".into(),
            Unit::Lines => "Zeilen".into(),
            Unit::Pieces => "Stück".into(),
            Unit::Products => "Produkte".into(),
            Unit::Bits => "Bit".into(),
            Unit::Hours => "Uhr".into(),
            Unit::Months => "Monate".into(),
            Unit::Is => String::new(),
        }
    }

    fn value(
        &self,
        value: f64,
        unit: Unit,
        currency: &Currency<'_>,
        rounding: Rounding,
    ) -> String {
        let number = |digits| NUMBERS.decimal(value, digits, rounding);
        let percent = || NUMBERS.decimal(value * 100.0, 1, rounding);
        match unit {
            Unit::Days => counted(&number(1), "Tag", "Tage"),
            Unit::Money => NUMBERS.money(value, currency, rounding),
            Unit::Share => format!("{}{NBSP}%", percent()),
            Unit::SharePer30Days => {
                format!("{}{NBSP}% in 30 Tagen", percent())
            }
            Unit::Ratio => number(2),
            Unit::Bits => format!("{}{NBSP}Bit", number(2)),
            Unit::Hours => clock(value),
            Unit::Orders
            | Unit::Lines
            | Unit::Pieces
            | Unit::Products
            | Unit::Months
            | Unit::Is => number(1),
        }
    }

    fn span(&self, span: Span) -> String {
        let (n, one, many) = match span {
            Span::Days(n) => (n, "Tag", "Tagen"),
            Span::Weeks(n) => (n, "Woche", "Wochen"),
            Span::Months(n) => (n, "Monat", "Monaten"),
            Span::Years(n) => (n, "Jahr", "Jahren"),
        };
        counted(&NUMBERS.integer(n), one, many)
    }

    fn condition(
        &self,
        feature: &FeatureWords<'_>,
        unit: Unit,
        bounds: Bounds,
        currency: &Currency<'_>,
    ) -> String {
        if unit == Unit::Is {
            let not = self.attributes().not;
            return match bounds.at_least {
                Some(_) => feature.inline.to_owned(),
                None => format!("{not} {}", feature.inline),
            };
        }
        let low = |bound| self.value(bound, unit, currency, Rounding::Down);
        let high = |bound| self.value(bound, unit, currency, Rounding::Up);
        let before = match feature.name {
            "recency_days" | "tenure_days" => " her",
            _ => "",
        };
        let text = match (bounds.at_least, bounds.at_most) {
            (Some(a), Some(b)) if a == b => format!("= {}", low(a)),
            (Some(a), Some(b)) => format!("von {} bis {}", low(a), high(b)),
            (Some(a), None) => format!("≥{NBSP}{}", low(a)),
            (None, Some(b)) => format!("≤{NBSP}{}", high(b)),
            (None, None) => String::new(),
        };
        format!("{} {text}{before}", feature.inline)
    }

    fn and(&self) -> &'static str {
        " und "
    }

    fn no_rule(&self) -> &'static str {
        "keine kurze Regel beschreibt sie"
    }

    fn phrase(&self, phrase: Phrase) -> &'static str {
        match phrase {
            Phrase::OneOrder => "eine Bestellung",
            Phrase::FewOrders => "wenige Bestellungen",
            Phrase::SeveralOrders => "einige Bestellungen",
            Phrase::Frequent => "häufig",
            Phrase::New => "neu",
            Phrase::JoinedLater => "später dazugekommen",
            Phrase::LongKnown => "lange bekannt",
            Phrase::OnceRecently => "vor Kurzem",
            Phrase::OnceLongAgo => "lange her",
            Phrase::StillActive => "noch aktiv",
            Phrase::QuietAWhile => "seit einiger Zeit still",
            Phrase::GoneQuiet => "still geworden",
            Phrase::HighSpend => "hoher Umsatz",
            Phrase::LowSpend => "geringer Umsatz",
            Phrase::LargeOrders => "große Bestellungen",
            Phrase::SmallOrders => "kleine Bestellungen",
            Phrase::ALargeOne => "eine große",
            Phrase::ASmallOne => "eine kleine",
            Phrase::WideRange => "breite Auswahl",
            Phrase::NarrowRange => "schmale Auswahl",
            Phrase::ManyProducts => "viele Produkte",
            Phrase::FewProducts => "wenige Produkte",
            Phrase::FullBaskets => "volle Körbe",
            Phrase::SmallBaskets => "kleine Körbe",
            Phrase::ManyPieces => "viele Stücke",
            Phrase::FewPieces => "wenige Stücke",
            Phrase::ManyReturns => "viele Rückgaben",
            Phrase::FewReturns => "wenige Rückgaben",
            Phrase::BelowPrice => "oft unter dem üblichen Preis",
            Phrase::AtPrice => "selten unter dem üblichen Preis",
            Phrase::TriesNew => "probiert Neues",
            Phrase::BuysAgain => "kauft dasselbe wieder",
            Phrase::Weekend => "am Wochenende",
            Phrase::Weekday => "an Werktagen",
            Phrase::Evening => "am Abend",
            Phrase::Daytime => "am Tag",
            Phrase::InSeason => "in der Hochsaison",
            Phrase::OffSeason => "außerhalb der Hochsaison",
            Phrase::OrdersGrow => "Bestellungen wachsen",
            Phrase::OrdersShrink => "Bestellungen schrumpfen",
            Phrase::EvenRhythm => "gleichmäßiger Rhythmus",
            Phrase::UnevenRhythm => "ungleichmäßiger Rhythmus",
            Phrase::InTheMiddle => "in der Mitte",
        }
    }

    fn tier(&self, tier: Tier) -> &'static str {
        match tier {
            Tier::Top => "Hoher Wert",
            Tier::Other => "Geringerer Wert",
            Tier::TopRecent => "Hoher Wert, noch aktiv",
            Tier::TopQuiet => "Hoher Wert, still geworden",
            Tier::OtherRecent => "Geringerer Wert, noch aktiv",
            Tier::OtherQuiet => "Geringerer Wert, still geworden",
        }
    }

    fn everyone(&self) -> &'static str {
        "Alle Kunden"
    }

    fn why(&self, of: &Portrait, currency: &Currency<'_>) -> String {
        let ago = |days| format!("vor {}", self.span(Span::of(days)));
        let mut parts = Vec::new();
        let once = of.orders.is_some_and(|orders| orders <= 1.0);
        if let Some(orders) = of.orders {
            let n = NUMBERS.decimal(orders, 0, Rounding::Nearest);
            let over = match of.tenure_days {
                Some(days) if !once => {
                    format!(" in {}", self.span(Span::of(days)))
                }
                _ => String::new(),
            };
            let orders = if once {
                "eine Bestellung".into()
            } else {
                n + " Bestellungen"
            };
            parts.push(orders + &over);
        }
        if let Some(products) = of.products {
            let n = NUMBERS.decimal(products, 0, Rounding::Nearest);
            parts.push(counted(&n, "Produkt", "verschiedene Produkte"));
        }
        if let Some(value) = of.order_value {
            let money = NUMBERS.money(value, currency, Rounding::Nearest);
            parts.push(if once {
                money
            } else {
                money + " je Bestellung"
            });
        }
        let last = match of.recency_days {
            Some(days) if once => format!("; aufgegeben {}", ago(days)),
            Some(days) => format!("; zuletzt {}", ago(days)),
            None => String::new(),
        };
        format!("Typisch: {}{last}.", parts.join(", "))
    }

    fn next(&self, step: Step) -> &'static str {
        match step {
            Step::Protect => {
                "Bewahren: den gewohnten Service halten, danken, Neues \
                 zuerst zeigen. Kein Rabatt nötig."
            }
            Step::KeepRhythm => {
                "Den Rhythmus halten: kurz erinnern, wenn der übliche \
                 Abstand vorbei ist."
            }
            Step::SecondOrder => {
                "Zweite Bestellung: nach der Lieferung ein hilfreicher \
                 Hinweis, was zur ersten passt."
            }
            Step::Welcome => {
                "Willkommen: fragen, wie die ersten Bestellungen waren, und \
                 zeigen, was es noch gibt."
            }
            Step::WinBackOnce => {
                "Einmal zurückgewinnen: fragen, was gefehlt hat, ein Angebot \
                 machen, dann lassen."
            }
            Step::LetRest => {
                "Ruhen lassen: höchstens ein freundlicher Gruß im Jahr; kein \
                 weiterer Aufwand."
            }
            Step::AskWhy => {
                "Fragen, warum so viel zurückkommt: zuerst Größen, Bilder \
                 und Beschreibungen prüfen."
            }
            Step::Watch => {
                "Beobachten: noch hebt sie nichts ab; bedienen wie alle."
            }
            Step::Alike => {
                "Alle gleich bedienen, oder mehr als eine Gruppe verlangen."
            }
        }
    }

    fn headline(&self, of: &Outcome<'_>) -> String {
        de_verdict::headline(of)
    }

    fn doubt(&self, of: &Outcome<'_>) -> String {
        de_verdict::doubt(of)
    }

    fn axis(&self, more: &[&str], less: &[&str]) -> String {
        let up = format!("mehr: {}", more.join(", "));
        let down = format!("weniger: {}", less.join(", "));
        match (more.is_empty(), less.is_empty()) {
            (true, true) => "keine Unterschiede".into(),
            (false, true) => up,
            (true, false) => down,
            (false, false) => format!("{up} · {down}"),
        }
    }

    fn small_segments(&self, n: usize, below: u64) -> String {
        let segments =
            counted(&n.to_string(), "Segment hat", "Segmente haben");
        format!(
            "{segments} weniger als {below} Kunden: der Bericht lässt die \
             Zahlen dazu weg."
        )
    }

    fn small_cells(&self, n: usize, below: u64) -> String {
        let cells = counted(&n.to_string(), "Feld", "Felder");
        format!(
            "{cells} der Tafel aus letzter Bestellung und Zahl der \
             Bestellungen mit weniger als {below} Kunden: der Bericht lässt \
             sie weg."
        )
    }

    fn foretold(&self) -> &'static ForetoldWords {
        &super::foretold::DE
    }

    fn attributes(&self) -> &'static AttributeWords {
        &super::attributes::DE
    }

    fn rules(&self) -> &'static RuleWords {
        &super::rules::DE
    }

    fn hybrid(&self) -> &'static HybridWords {
        &super::hybrid::DE
    }

    fn repaired(&self) -> &'static RepairWords {
        &super::repaired::DE
    }

    fn nothing_varies(&self) -> &'static str {
        "Kein Merkmal unterscheidet diese Kunden, also wurde nichts gruppiert."
    }
}

fn counted(number: &str, one: &str, many: &str) -> String {
    let word = if number == "1" { one } else { many };
    format!("{number}{NBSP}{word}")
}

fn clock(hours: f64) -> String {
    let minutes = (hours * 60.0).round() as i64;
    format!("{}:{:02}{NBSP}Uhr", minutes / 60, minutes % 60)
}

pub(super) fn number(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "null", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben",
        "acht", "neun", "zehn", "elf", "zwölf",
    ];
    let word = WORDS.get(n).map(|word| (*word).to_owned());
    word.unwrap_or_else(|| NUMBERS.integer(n as i64))
}
