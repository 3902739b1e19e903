//! English.

use super::{
    AttributeWords, Bounds, FeatureTable, FeatureWords, ForetoldWords,
    HybridWords, Outcome, Portrait, RepairWords, RuleWords, Words,
    en_features, en_verdict,
    number::{Currency, NBSP, Numbers, Rounding, Span},
};
use crate::{features::Unit, name::Phrase, next::Step, rfm::Tier};

/// English.
pub(crate) struct En;

pub(super) const NUMBERS: Numbers = Numbers {
    group: ',',
    decimal: '.',
    currency_first: true,
    over: "over ",
    under: "under ",
    before_percent: "",
};

impl Words for En {
    fn features(&self) -> &'static FeatureTable {
        &en_features::FEATURES
    }

    fn unit(&self, unit: Unit, currency: &Currency<'_>) -> String {
        match unit {
            Unit::Days => "days".into(),
            Unit::Orders => "orders".into(),
            Unit::Money => currency.name.unwrap_or_default().into(),
            Unit::Share => "%".into(),
            Unit::Ratio => String::new(),
            Unit::SharePer30Days => "% in 30 days".into(),
            Unit::Lines => "lines".into(),
            Unit::Pieces => "pieces".into(),
            Unit::Products => "products".into(),
            Unit::Bits => "bits".into(),
            Unit::Hours => "o’clock".into(),
            Unit::Months => "months".into(),
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
        match unit {
            Unit::Days => counted(&number(1), "day", "days"),
            Unit::Money => NUMBERS.money(value, currency, rounding),
            Unit::Share => {
                let percent = NUMBERS.decimal(value * 100.0, 1, rounding);
                format!("{percent}%")
            }
            Unit::SharePer30Days => {
                let percent = NUMBERS.decimal(value * 100.0, 1, rounding);
                format!("{percent}% in 30 days")
            }
            Unit::Ratio => number(2),
            Unit::Bits => counted(&number(2), "bit", "bits"),
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
            Span::Days(n) => (n, "day", "days"),
            Span::Weeks(n) => (n, "week", "weeks"),
            Span::Months(n) => (n, "month", "months"),
            Span::Years(n) => (n, "year", "years"),
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
        let ago = match feature.name {
            "recency_days" | "tenure_days" => " ago",
            _ => "",
        };
        let text = match (bounds.at_least, bounds.at_most) {
            (Some(a), Some(b)) if a == b => format!("= {}", low(a)),
            (Some(a), Some(b)) => format!("from {} to {}", low(a), high(b)),
            (Some(a), None) => format!("≥{NBSP}{}", low(a)),
            (None, Some(b)) => format!("≤{NBSP}{}", high(b)),
            (None, None) => String::new(),
        };
        format!("{} {text}{ago}", feature.inline)
    }

    fn and(&self) -> &'static str {
        " and "
    }

    fn no_rule(&self) -> &'static str {
        "no short rule describes it"
    }

    fn phrase(&self, phrase: Phrase) -> &'static str {
        match phrase {
            Phrase::OneOrder => "one order",
            Phrase::FewOrders => "few orders",
            Phrase::SeveralOrders => "several orders",
            Phrase::Frequent => "frequent",
            Phrase::New => "new",
            Phrase::JoinedLater => "joined later",
            Phrase::LongKnown => "long known",
            Phrase::OnceRecently => "recently",
            Phrase::OnceLongAgo => "long ago",
            Phrase::StillActive => "still active",
            Phrase::QuietAWhile => "quiet for a while",
            Phrase::GoneQuiet => "gone quiet",
            Phrase::HighSpend => "high spend",
            Phrase::LowSpend => "low spend",
            Phrase::LargeOrders => "large orders",
            Phrase::SmallOrders => "small orders",
            Phrase::ALargeOne => "a large one",
            Phrase::ASmallOne => "a small one",
            Phrase::WideRange => "wide range",
            Phrase::NarrowRange => "narrow range",
            Phrase::ManyProducts => "many products",
            Phrase::FewProducts => "few products",
            Phrase::FullBaskets => "full baskets",
            Phrase::SmallBaskets => "small baskets",
            Phrase::ManyPieces => "many pieces",
            Phrase::FewPieces => "few pieces",
            Phrase::ManyReturns => "many returns",
            Phrase::FewReturns => "few returns",
            Phrase::BelowPrice => "often below the usual price",
            Phrase::AtPrice => "rarely below the usual price",
            Phrase::TriesNew => "tries new products",
            Phrase::BuysAgain => "buys the same again",
            Phrase::Weekend => "at the weekend",
            Phrase::Weekday => "on weekdays",
            Phrase::Evening => "in the evening",
            Phrase::Daytime => "by day",
            Phrase::InSeason => "in the high season",
            Phrase::OffSeason => "outside the high season",
            Phrase::OrdersGrow => "orders growing",
            Phrase::OrdersShrink => "orders shrinking",
            Phrase::EvenRhythm => "even rhythm",
            Phrase::UnevenRhythm => "uneven rhythm",
            Phrase::InTheMiddle => "in the middle",
        }
    }

    fn tier(&self, tier: Tier) -> &'static str {
        match tier {
            Tier::Top => "High value",
            Tier::Other => "Lower value",
            Tier::TopRecent => "High value, still active",
            Tier::TopQuiet => "High value, gone quiet",
            Tier::OtherRecent => "Lower value, still active",
            Tier::OtherQuiet => "Lower value, gone quiet",
        }
    }

    fn everyone(&self) -> &'static str {
        "All customers"
    }

    fn why(&self, of: &Portrait, currency: &Currency<'_>) -> String {
        let ago = |days| format!("{} ago", self.span(Span::of(days)));
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
                "one order".into()
            } else {
                n + " orders"
            };
            parts.push(orders + &over);
        }
        if let Some(products) = of.products {
            let n = NUMBERS.decimal(products, 0, Rounding::Nearest);
            parts.push(counted(&n, "product", "different products"));
        }
        if let Some(value) = of.order_value {
            let money = NUMBERS.money(value, currency, Rounding::Nearest);
            parts.push(if once { money } else { money + " an order" });
        }
        let last = match of.recency_days {
            Some(days) if once => format!("; placed {}", ago(days)),
            Some(days) => format!("; last order {}", ago(days)),
            None => String::new(),
        };
        format!("Typically {}{last}.", parts.join(", "))
    }

    fn next(&self, step: Step) -> &'static str {
        match step {
            Step::Protect => {
                "Protect: keep the service they know, thank them, show new \
                 things first. No discount needed."
            }
            Step::KeepRhythm => {
                "Keep the rhythm: a short reminder when their usual gap has \
                 passed."
            }
            Step::SecondOrder => {
                "Second order: one helpful note after delivery, with what \
                 goes well with the first."
            }
            Step::Welcome => {
                "Welcome: ask how the first orders went, and show what else \
                 there is."
            }
            Step::WinBackOnce => {
                "Win back once: ask what was missing, make one offer, then \
                 leave it."
            }
            Step::LetRest => {
                "Let rest: at most one friendly note a year; no further \
                 spending."
            }
            Step::AskWhy => {
                "Ask why things come back: sizes, pictures and descriptions \
                 first."
            }
            Step::Watch => {
                "Watch: nothing sets them apart yet; serve them as everyone."
            }
            Step::Alike => {
                "Serve them all alike, or ask for more than one group."
            }
        }
    }

    fn headline(&self, of: &Outcome<'_>) -> String {
        en_verdict::headline(of)
    }

    fn doubt(&self, of: &Outcome<'_>) -> String {
        en_verdict::doubt(of)
    }

    fn axis(&self, more: &[&str], less: &[&str]) -> String {
        let list = |of: &[&str]| of.join(", ");
        match (more.is_empty(), less.is_empty()) {
            (true, true) => "no differences".into(),
            (false, true) => format!("more: {}", list(more)),
            (true, false) => format!("less: {}", list(less)),
            (false, false) => {
                format!("more: {} · less: {}", list(more), list(less))
            }
        }
    }

    fn small_segments(&self, n: usize, below: u64) -> String {
        let segments = counted(&n.to_string(), "segment has", "segments have");
        format!(
            "{segments} fewer than {below} customers: the report leaves its \
             figures out."
        )
    }

    fn small_cells(&self, n: usize, below: u64) -> String {
        let cells = counted(&n.to_string(), "cell", "cells");
        format!(
            "{cells} of the recency-by-orders table with fewer than {below} \
             customers: left out of the report."
        )
    }

    fn foretold(&self) -> &'static ForetoldWords {
        &super::foretold::EN
    }

    fn attributes(&self) -> &'static AttributeWords {
        &super::attributes::EN
    }

    fn rules(&self) -> &'static RuleWords {
        &super::rules::EN
    }

    fn hybrid(&self) -> &'static HybridWords {
        &super::hybrid::EN
    }

    fn repaired(&self) -> &'static RepairWords {
        &super::repaired::EN
    }

    fn nothing_varies(&self) -> &'static str {
        "No feature tells these customers apart, so nothing was grouped."
    }
}

fn counted(number: &str, one: &str, many: &str) -> String {
    let word = if number == "1" { one } else { many };
    format!("{number}{NBSP}{word}")
}

fn clock(hours: f64) -> String {
    let minutes = (hours * 60.0).round() as i64;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

pub(super) fn capital_number(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven",
        "Eight", "Nine", "Ten", "Eleven", "Twelve",
    ];
    match WORDS.get(n) {
        Some(word) => (*word).into(),
        None => NUMBERS.integer(n as i64),
    }
}
