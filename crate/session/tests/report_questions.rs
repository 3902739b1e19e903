//! What a report says of the questions that lead to the segments.

#[allow(dead_code, reason = "each test file uses its part")]
#[path = "../../chart/tests/support/mod.rs"]
mod support;

use kindred::Plan;
use kindred::plan::Language;
use session::report::report;

#[test]
fn the_questions_are_told_as_the_page_shows_them_first() {
    let mut analysis = support::analysis();
    let mut english = Plan::new(Vec::new());
    english.currency = Some("£".into());
    let html = report(&analysis, &english);
    for words in [
        "orders ≤ 3? (not known: yes)",
        "2 answers lead 70% of customers to their own segment.",
        "1.75 times as wide",
        "800 customers, 64% of them in this segment",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("products ≤ 40"), "three answers ask that");
    let german = report(
        &analysis,
        &Plan {
            language: Language::De,
            ..english.clone()
        },
    );
    assert!(german.contains("orders ≤ 3? (unbekannt: ja)"));
    assert!(german.contains("2 Antworten führen"));
    // A segment too small to be told is not named, nor is what is left over.
    analysis.segments[3].size = 5;
    let html = report(&analysis, &english);
    assert!(html.contains("a segment that is not told: 1,338 customers"));
    assert!(!html.contains("of them in this segment"));
    assert!(!html.contains(&analysis.segments[3].name));
    analysis.explained = None;
    assert!(!report(&analysis, &english).contains("as questions"));
}
