//! The report of a realistic analysis: what is in it, and what never is.

#![allow(clippy::unwrap_used)] // a test may fail loudly

#[path = "../../chart/tests/support/mod.rs"]
mod support;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use kindred::analysis::{SetAside, SetAsideReason};
use kindred::plan::{Language, Permission};
use kindred::recipe::{Preparation, Transform};
use kindred::{Analysis, Plan};
use session::report::report;
use sha2::{Digest, Sha256};

fn plan(language: Language) -> Plan {
    let analysis = support::analysis();
    Plan {
        permission: Some(Permission {
            purpose: analysis.purpose,
            basis: analysis.basis,
            consent_column: None,
        }),
        seed: 7,
        currency: Some("£".into()),
        language,
        ..Plan::new(Vec::new())
    }
}

fn english(analysis: &Analysis) -> String {
    report(analysis, &plan(Language::En))
}

/// Writes the reports where `KINDRED_LOOK` says, to be looked at.
#[test]
fn the_report_is_the_same_each_time() {
    let analysis = support::analysis();
    for (language, name) in [(Language::En, "en"), (Language::De, "de")] {
        let first = report(&analysis, &plan(language));
        assert_eq!(first, report(&analysis, &plan(language)));
        if let Some(folder) = std::env::var_os("KINDRED_LOOK") {
            let path = std::path::Path::new(&folder);
            std::fs::write(path.join(format!("{name}.html")), first).unwrap();
        }
    }
}

/// The tags of a document, with what stands in them.
fn tags(html: &str) -> Vec<&str> {
    let (_, body) = html.split_once("</style>").unwrap();
    body.split('<')
        .skip(1)
        .map(|piece| piece.split('>').next().unwrap())
        .collect()
}

fn name(tag: &str) -> &str {
    tag.split([' ', '/']).next().unwrap()
}

#[test]
fn it_has_no_script_no_link_and_asks_for_nothing() {
    let html = english(&support::analysis());
    let known = [
        "",
        "article",
        "bdi",
        "body",
        "caption",
        "circle",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "g",
        "h1",
        "h2",
        "h3",
        "header",
        "html",
        "li",
        "main",
        "p",
        "path",
        "rect",
        "section",
        "small",
        "span",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "text",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    for tag in tags(&html) {
        assert!(known.contains(&name(tag)), "<{tag}>");
        assert!(!tag.contains(" style="), "<{tag}>");
        assert!(!tag.contains(" on"), "<{tag}>");
    }
    let without_names = html.replace("http://www.w3.org/2000/svg", "");
    for sign in ["http:", "https:", "url(", "@import", "<script", "src="] {
        assert!(!without_names.contains(sign), "{sign}");
    }
}

#[test]
fn its_policy_allows_its_own_style_and_nothing_else() {
    let html = english(&support::analysis());
    let (_, rest) = html.split_once("<style>").unwrap();
    let (style, _) = rest.split_once("</style>").unwrap();
    let hash = BASE64_STANDARD.encode(Sha256::digest(style));
    let policy = format!("default-src 'none'; style-src 'sha256-{hash}'; ");
    assert!(
        html.contains(&policy.replace('\'', "&#39;"))
            || html.contains(&policy)
    );
    let at = html.find("Content-Security-Policy").unwrap();
    assert!(at < html.find("<title").unwrap());
}

#[test]
fn no_markup_of_the_file_survives() {
    let mut analysis = support::analysis();
    let hostile = "<script>alert(1)</script>\"'&<b onload=x>\u{202e}\0";
    analysis.headline = hostile.into();
    analysis.doubt = hostile.into();
    analysis.as_of = Some(hostile.into());
    analysis.digest = hostile.into();
    analysis.amount.currency = Some(hostile.into());
    analysis.files[0].name = hostile.into();
    analysis.files[0].sha256 = hostile.into();
    analysis.map.axes = [hostile.into(), hostile.into()];
    for feature in &mut analysis.features {
        feature.title = hostile.into();
        feature.meaning = hostile.into();
        feature.unit = hostile.into();
    }
    for segment in &mut analysis.segments {
        segment.name = hostile.into();
        segment.why = hostile.into();
        segment.rule = hostile.into();
        segment.next = hostile.into();
    }
    let column = table::Place {
        column: Some(hostile.into()),
        ..table::Place::default()
    };
    analysis.warnings = vec![
        table::Warning::new("W_SMALL_CELL", 1, hostile.into()),
        table::Warning {
            place: Some(column),
            ..table::Warning::new("W_UNREAD", 1, String::new())
        },
    ];
    let html = english(&analysis);
    assert!(!html.contains("<script") && !html.contains("<b "));
    assert!(!html.contains('\u{202e}') && !html.contains('\0'));
    let clean = english(&support::analysis());
    let count = |html: &str| tags(html).len();
    // Two warnings more, one with a name: paragraphs, opened and closed.
    assert_eq!(count(&html), count(&clean) + 6);
}

#[test]
fn warnings_are_in_the_language_of_the_report() {
    let mut analysis = support::analysis();
    let column = table::Place {
        column: Some("amount".into()),
        ..table::Place::default()
    };
    let english_only = || "The engine's own English.".to_owned();
    analysis.warnings = vec![
        table::Warning::new("W_PREAMBLE", 3, english_only()),
        table::Warning {
            place: Some(column),
            ..table::Warning::new("W_UNREAD", 1_200, english_only())
        },
        table::Warning::new("W_SMALL_CELL", 2, "Zwei Felder.".into()),
    ];
    let html = report(&analysis, &plan(Language::De));
    for sentence in [
        "Beim Lesen der Datei: Zeilen vor der Tabelle, beiseitegelegt (3).",
        "Spalte <bdi>amount</bdi>: nicht lesbare Werte, als fehlend gezählt \
         (1.200).",
        "Zwei Felder.",
    ] {
        assert!(html.contains(sentence), "{sentence}");
    }
    assert!(!html.contains(&english_only()));
    let html = english(&analysis);
    assert!(html.contains("Reading the file: lines before the table"));
    assert!(html.contains("counted as missing (1,200)."));
}

#[test]
fn it_says_what_was_read_to_the_record_and_the_cent() {
    let html = english(&support::analysis());
    for figure in [
        "269,927",
        "195,000",
        "70,348",
        "4,435",
        "£4,580,000.00",
        "£4,566,173.00",
        "Returns of £98,712.50",
        "2,138",
        "2,154",
        ">16<",
    ] {
        assert!(html.contains(figure), "{figure}");
    }
}

#[test]
fn it_has_every_segment_with_its_reason_rule_and_next_step() {
    let analysis = support::analysis();
    let html = english(&analysis);
    for segment in &analysis.segments {
        for text in [&segment.name, &segment.why, &segment.rule, &segment.next]
        {
            let escaped = text.replace('<', "&lt;").replace('>', "&gt;");
            assert!(html.contains(&escaped), "{text}");
        }
    }
    assert!(html.contains("of the segment, it covers 91%"));
    assert!(html.contains("stability 0.93 · firm"));
}

#[test]
fn it_speaks_german_where_the_plan_does() {
    let html = report(&support::analysis(), &plan(Language::De));
    assert!(html.contains("<html lang=\"de\">"));
    for text in ["Die Segmente", "Warum diese Zahl", "4.580.000,00\u{a0}£"] {
        assert!(html.contains(text), "{text}");
    }
    for text in ["The segments", "customers in", "As a table"] {
        assert!(!html.contains(text), "{text}");
    }
}

#[test]
fn no_count_of_fewer_than_ten_customers_is_in_it() {
    let mut analysis = support::analysis();
    analysis.rfm.counts[4][4] = 7;
    analysis.segments[3].size = 9;
    analysis.segments[3].name = "A very small one".into();
    analysis.customers.excluded[0].count = 3;
    analysis.features[0].missing = 4;
    let html = english(&analysis);
    assert!(!html.contains("A very small one"));
    assert!(html.contains("2 of the segments stay out"));
    assert!(!html.contains("Regular, wide basket"), "gives it away");
    assert!(!html.contains("2,154"), "the total gives the rest away");
    assert!(html.contains("fewer than 10"));
    for cell in [">3<", ">4<", ">7<", ">9<"] {
        assert!(!html.contains(&format!("<td{cell}/td>")), "{cell}");
    }
}

#[test]
fn a_small_segment_is_not_told_by_the_headline_either() {
    let mut analysis = support::analysis();
    analysis.headline = "The first is 15% and 52% of revenue.".into();
    analysis.doubt = "“Tiny” is doubtful: 41%.".into();
    assert!(english(&analysis).contains("52% of revenue"));
    analysis.segments[0].size = 6;
    for language in [Language::En, Language::De] {
        let html = report(&analysis, &plan(language));
        for told in ["52% of revenue", "Tiny"] {
            assert!(!html.contains(told), "{told}");
        }
    }
    assert!(english(&analysis).contains("<h1>4 groups.</h1>"));
}

#[test]
fn the_records_of_few_who_refused_are_not_told() {
    let mut analysis = support::analysis();
    analysis.records.set_aside.push(SetAside {
        reason: SetAsideReason::NoPermission,
        count: 8_117,
        amount: Some(123_456),
    });
    let told = |n_refused| {
        let mut analysis = analysis.clone();
        analysis.customers.excluded[0].count = n_refused;
        let html = english(&analysis);
        html.contains("8,117") || html.contains("1,234.56")
    };
    assert!(told(10));
    assert!(!told(9));
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    let html = english(&support::analysis());
    let mut depth = 0;
    for tag in tags(&html) {
        let Some(level) = tag.strip_prefix('h') else {
            continue;
        };
        let Some(level) = level.get(..1).and_then(|it| it.parse().ok()) else {
            continue;
        };
        assert!(level <= depth + 1, "h{level} after h{depth}");
        assert!(level > 1 || depth == 0, "one h1");
        depth = level;
    }
    assert_eq!(depth, 2);
}

#[test]
fn every_head_of_a_table_says_what_it_heads() {
    for tag in tags(&english(&support::analysis())) {
        if name(tag) == "th" {
            assert!(tag.contains("scope=\""), "<{tag}>");
        }
        if name(tag) == "svg" {
            let said = tag.contains("aria-label=\"");
            assert!(said || tag.contains("aria-hidden=\"true\""), "{tag}");
        }
    }
}

#[test]
fn where_a_single_customer_stands_is_not_told() {
    let mut analysis = support::analysis();
    let told = english(&analysis);
    // Two of one segment move against each other: their middle stays.
    let points = &mut analysis.map.points;
    assert_eq!(points[0].segment, points[1].segment);
    points[0].x += 1.0;
    points[1].x -= 1.0;
    analysis.map.neighbours.as_mut().unwrap().places[0] = [99.0, 99.0];
    assert_eq!(english(&analysis), told);
}

fn prepared(n_nonzero: u64) -> Preparation {
    Preparation {
        fill: 53.0,
        transform: Transform::Log { unit: 12.34 },
        centre: 1.5,
        scale: 0.0321,
        limit: 3.0,
        weight: 1.0,
        n_nonzero,
    }
}

#[test]
fn the_preparation_of_each_feature_is_told_in_the_reader_s_language() {
    let mut analysis = support::analysis();
    analysis.features[0].missing = 12;
    analysis.features[0].preparation = Some(Preparation {
        weight: 0.5,
        ..prepared(10)
    });
    analysis.features[1].preparation = Some(Preparation {
        fill: 0.0,
        transform: Transform::None,
        centre: -1234.5,
        scale: 1.0,
        ..prepared(2_138)
    });
    let en = "0.500 · (ln(1 + x / 12.3) − 1.50) / 0.0321; unknown: x = 53.0";
    let html = english(&analysis);
    assert!(html.contains("Prepared as") && html.contains(en), "{html}");
    assert!(html.contains("(x + 1,234) / 1.00"));
    let html = report(&analysis, &plan(Language::De));
    let de = "0,500 · (ln(1 + x / 12,3) − 1,50) / 0,0321; unbekannt: x = 53,0";
    assert!(
        html.contains("Aufbereitet als") && html.contains(de),
        "{html}"
    );
}

#[test]
fn no_preparation_is_told_that_rests_on_too_few_customers() {
    let told = |permitted, missing, n_nonzero| {
        let mut analysis = support::analysis();
        analysis.customers.permitted = permitted;
        analysis.features[0].missing = missing;
        analysis.features[0].preparation = Some(prepared(n_nonzero));
        let html = english(&analysis);
        assert_eq!(html.contains("53.0"), html.contains("ln(1 + x / 12.3"));
        html.contains("53.0")
    };
    assert!(told(300, 290, 10));
    assert!(!told(9, 1, 8), "of all");
    assert!(!told(300, 298, 2), "of those who have it");
    assert!(!told(300, 291, 9), "of those who have it");
    assert!(!told(300, 1, 9), "of those whose value is not 0");
}

#[test]
fn a_group_that_was_not_judged_says_so_where_groups_were_found() {
    let mut analysis = support::analysis();
    assert!(!english(&analysis).contains("not judged"));
    analysis.segments[1].stability = None;
    let german = report(&analysis, &plan(Language::De));
    let n = english(&analysis).matches("stability not judged").count();
    assert_eq!(n, 1);
    assert_eq!(german.matches("Stabilität nicht beurteilt").count(), 1);
    analysis.k = 1;
    assert!(!english(&analysis).contains("not judged"), "one of all");
    analysis.k = 4;
    analysis.verdict = cluster::choose::Verdict::NoStructure;
    assert!(!english(&analysis).contains("not judged"), "value tiers");
}

#[test]
fn a_result_without_anything_is_still_a_report() {
    let mut analysis = support::analysis();
    analysis.verdict = cluster::choose::Verdict::NoStructure;
    analysis.reason = cluster::choose::Reason::TooFew {
        n_samples: 1,
        needed: 20,
    };
    analysis.segments.clear();
    analysis.evidence.clear();
    analysis.map.points.clear();
    analysis.map.neighbours = None;
    analysis.rfm.counts.clear();
    analysis.amount.total = None;
    let html = english(&analysis);
    assert!(html.contains("1 customers are too few to judge"));
}
