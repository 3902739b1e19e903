//! What a report says of what came after.

#[allow(dead_code, reason = "each test file uses its part")]
#[path = "../../chart/tests/support/mod.rs"]
mod support;

use kindred::Plan;
use kindred::foretold::{CameAfter, Estimated, Foreseen, Foretold, Outcome};
use kindred::plan::Language;
use kindred::rules::Condition;
use session::report::report;

fn foretold(of: CameAfter) -> Foretold {
    let estimated = |customers, mean, low, high| Estimated {
        customers,
        mean,
        interval: (low, high),
    };
    let foreseen = |words: &str, chance| Foreseen {
        words: words.into(),
        when: Condition::AtMost {
            feature: "orders".into(),
            at_most: 3.0,
        },
        customers: 1_338,
        estimate: estimated(660, 0.75, 0.5, 1.0),
        ratio: Some(1.5),
        chance,
    };
    Foretold {
        outcome: Outcome {
            horizon_days: 90,
            of,
        },
        from: "2011-09-10".into(),
        customers: 2_100,
        everybody: estimated(1_050, 0.5, 0.25, 0.75),
        leaves: vec![foreseen("orders ≤ 3", None)],
        subgroups: vec![foreseen("lapsed <b>", Some(0.01))],
        n_tested: 7,
    }
}

#[test]
fn what_came_after_is_told_with_intervals_and_beside_everybody() {
    let mut analysis = support::analysis();
    let english = Plan::new(Vec::new());
    let german = Plan {
        language: Language::De,
        ..english.clone()
    };
    assert!(!report(&analysis, &english).contains("What came after"));
    analysis.foretold = Some(foretold(CameAfter::Left));
    let html = report(&analysis, &english);
    for words in [
        "What came after",
        "Who bought nothing in the 90 days from",
        "Everybody: 50% (95% interval 25% to 75%).",
        "<td>75%</td><td>50% to 100%</td><td>1.50</td>",
        "Of 7 groups that were tested",
        "lapsed &lt;b&gt;",
    ] {
        assert!(html.contains(words), "{words}");
    }
    let html = report(&analysis, &german);
    assert!(html.contains("Wer nichts kaufte in den 90 Tagen"));
    assert!(html.contains("Von 7 geprüften Gruppen"));
    analysis.foretold = Some(foretold(CameAfter::Revenue));
    let html = report(&analysis, &english);
    assert!(html.contains("<td>£0.75</td><td>£0.50 to £1.00</td>"));
}

#[test]
fn where_nothing_was_found_that_is_said() {
    let mut analysis = support::analysis();
    analysis.foretold = Some(Foretold {
        leaves: Vec::new(),
        subgroups: Vec::new(),
        ..foretold(CameAfter::Revenue)
    });
    let plan = Plan::new(Vec::new());
    let html = report(&analysis, &plan);
    assert!(html.contains("No question parts the customers"));
    assert!(html.contains("more than chance; 7 were tested."));
    assert!(!html.contains("Groups that stand out"));
    let german = Plan {
        language: Language::De,
        ..plan
    };
    let html = report(&analysis, &german);
    assert!(html.contains("Keine Frage teilt die Kunden"));
    assert!(html.contains("als durch Zufall; 7 wurden geprüft."));
}
