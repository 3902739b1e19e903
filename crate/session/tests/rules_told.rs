//! What the report tells of the rules of a plan.
#![allow(missing_docs, reason = "a test's name is its documentation")]

#[path = "../../chart/tests/support/mod.rs"]
mod support;

use kindred::plan::Language;
use kindred::rules::{RuleFigures, RuleResult};
use kindred::{Analysis, Plan};
use session::report::report;

fn plan(language: Language) -> Plan {
    Plan {
        language,
        ..Plan::new(Vec::new())
    }
}

fn english(analysis: &Analysis) -> String {
    report(analysis, &plan(Language::En))
}

#[test]
fn rules_stand_in_it_without_what_would_give_few_away() {
    let mut analysis = support::analysis();
    assert!(!english(&analysis).contains("Rules of one’s own"));
    let rule = |name: &str, customers, may_tell| RuleResult {
        name: name.into(),
        words: format!("words of {name}"),
        figures: Some(RuleFigures {
            customers,
            share_of_customers: 0.25,
            share_of_revenue: 0.5,
            revenue: None,
            orders: None,
            recency_days: None,
            may_tell,
        }),
        problem: None,
    };
    analysis.rules = vec![rule("shown<b>", 1234, true)];
    let html = english(&analysis);
    assert!(html.contains("shown&lt;b&gt;") && html.contains("1,234"));
    assert!(!html.contains("A rule without figures"));
    analysis.rules.push(rule("hidden", 7654, false));
    let html = english(&analysis);
    assert!(html.contains("words of hidden") && !html.contains("7,654"));
    assert!(html.contains("A rule without figures"));
    let german = report(&analysis, &plan(Language::De));
    assert!(german.contains("Eigene Regeln") && german.contains("1.234"));
}
