//! What the report tells of the sides of the customers, of attributes and of
//! surveys.

#![allow(clippy::unwrap_used)] // a test may fail loudly

#[path = "../../chart/tests/support/mod.rs"]
mod support;

use kindred::attributes::told::{AttributeTold, LevelShare, LevelTold};
use kindred::attributes::{Item, Refusal, Survey};
use kindred::features::Side;
use kindred::plan::Language;
use kindred::review::Share;
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
fn the_sides_are_told_with_their_shares_and_weights() {
    let mut analysis = support::analysis();
    analysis.sides[1].weight = 2.5;
    let html = english(&analysis);
    assert!(html.contains("value 37% (weight 1.00)"), "{html}");
    assert!(html.contains("behaviour 63% (weight 2.50)"));
    let html = report(&analysis, &plan(Language::De));
    assert!(
        html.contains("Verhalten 63\u{a0}% (Gewicht 2,50)"),
        "{html}"
    );
    analysis.sides.clear();
    assert!(!english(&analysis).contains("squared distances between"));
}

/// A level of which a segment has 120 of 400 and the others 40 of 800.
fn a_level(level: &str) -> LevelTold {
    let share = |count, all: u64| Share {
        count,
        share: count as f64 / all as f64,
        low: 0.01,
        high: 0.99,
    };
    let cell = |count, all, index, differs| LevelShare {
        share: Some(share(count, all)),
        index: Some(index),
        differs,
    };
    LevelTold {
        level: level.into(),
        all: Some(share(160, 1_200)),
        segments: vec![
            cell(120, 400, 2.25, true),
            cell(40, 800, 0.375, true),
            cell(30, 300, 0.75, false),
            LevelShare {
                share: None,
                index: None,
                differs: false,
            },
        ],
    }
}

#[test]
fn attributes_and_surveys_are_told_and_nothing_of_small_segments() {
    let mut analysis = support::analysis();
    assert!(!english(&analysis).contains("What else is known"));
    analysis.attributes = vec![AttributeTold {
        column: "city".into(),
        name: "attribute:city".into(),
        file: None,
        side: Side::Profile,
        in_segments: false,
        levels: vec![a_level("<b>Ulm")],
    }];
    analysis.surveys = vec![Survey {
        name: "trust".into(),
        file: None,
        top: 5,
        n_complete: 90,
        alpha: Some(0.512),
        interval: Some((0.4, 0.61)),
        kept: Some(0.5),
        items: vec![Item {
            column: "trust_1".into(),
            reversed: true,
            loading: 0.7,
            rest: 0.5,
        }],
        refused: Some(Refusal::Weak),
    }];
    let html = english(&analysis);
    assert!(html.contains("&lt;b&gt;Ulm") && !html.contains("<b>Ulm"));
    assert!(html.contains("30% (1%–99%), × 2.25 ↑"), "{html}");
    assert!(html.contains("× 0.38 ↓"), "{html}");
    assert!(html.contains("× 0.75</td>"), "{html}");
    assert!(html.contains("trust: trust_1 (turned around): no score"));
    assert!(html.contains("Cronbach’s alpha 0.51 (0.40 to 0.61, 95%)"));
    // A segment too small to be told takes another with it.
    analysis.segments[0].size = 9;
    let html = english(&analysis);
    assert!(!html.contains("× 2.25"));
}
