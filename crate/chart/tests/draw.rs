//! Charts of a realistic analysis against committed drawings, and of
//! analyses that have little or too much to show.

#![allow(clippy::unwrap_used)] // a test may fail loudly

mod support;

use std::path::PathBuf;

use chart::{ChartName, Drawing, Size, draw};
use cluster::choose::{Reason, Verdict};
use kindred::Analysis;
use kindred::analysis::MapPoint;
use kindred::plan::Language;

const ALL: [(ChartName, &str); 7] = [
    (ChartName::Map, "map"),
    (ChartName::Neighbours, "neighbours"),
    (ChartName::Shares, "shares"),
    (ChartName::Rfm, "rfm"),
    (ChartName::Evidence, "evidence"),
    (ChartName::Profile, "profile"),
    (ChartName::Tree, "tree"),
];

const WIDTHS: [u32; 3] = [320, 560, 1200];

fn sized(width: u32) -> Size {
    Size { width, height: 300 }
}

fn every_drawing(analysis: &Analysis) -> Vec<Drawing> {
    let mut drawings = Vec::new();
    for (name, _) in ALL {
        for width in WIDTHS {
            for language in [Language::En, Language::De] {
                let size = sized(width);
                drawings.push(draw(analysis, name, size, language));
            }
        }
    }
    drawings
}

/// Compares with a committed file. `KINDRED_BLESS=1` writes it anew;
/// otherwise what differs is laid beside it as `-changed`.
fn golden(name: &str, found: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.join("tests/golden");
    let path = folder.join(format!("{name}.svg"));
    let changed = folder.join(format!("{name}-changed.svg"));
    if std::env::var_os("KINDRED_BLESS").is_some_and(|it| it == "1") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&path, found).unwrap();
        let _ = std::fs::remove_file(&changed);
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected != found {
        std::fs::write(&changed, found).unwrap();
        panic!("{name} differs: see {}", changed.display());
    }
    let _ = std::fs::remove_file(&changed);
}

#[test]
fn charts_look_as_committed() {
    let analysis = support::analysis();
    for (chart, name) in ALL {
        for (width, language, suffix) in [
            (560, Language::En, "en"),
            (320, Language::De, "de-narrow"),
            (1200, Language::En, "en-wide"),
        ] {
            let drawing = draw(&analysis, chart, sized(width), language);
            golden(&format!("{name}-{suffix}"), &drawing.svg);
        }
    }
}

/// Every tag is closed in order and every attribute is quoted; no other
/// markup is there. Gives the texts.
fn texts(svg: &str) -> Vec<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut texts = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        assert!(!text.contains('>'), "stray > in {text:?}");
        assert_entities(text);
        if open.last() == Some(&"text") {
            texts.push(text.to_string());
        }
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap();
        let known = ["svg", "g", "path", "rect", "circle", "text"];
        assert!(known.contains(&name), "<{name}>");
        assert_attributes(tag[name.len()..].trim_end_matches('/'));
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty());
    texts
}

fn assert_attributes(mut rest: &str) {
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").expect(rest);
        let name = name.strip_prefix(' ').expect("apart by a space");
        let legal = |byte: u8| byte.is_ascii_alphabetic() || byte == b'-';
        assert!(name.bytes().all(legal), "{name}");
        assert_ne!(name, "style");
        let (value, after) = after.split_once('"').expect("quoted");
        assert_entities(value);
        assert!(!value.contains("NaN") && !value.contains("inf"));
        rest = after;
    }
}

fn assert_entities(text: &str) {
    for piece in text.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;", "#39;"];
        assert!(known.iter().any(|it| piece.starts_with(it)), "{text}");
    }
}

#[test]
fn every_chart_is_well_formed_and_says_what_it_shows() {
    for drawing in every_drawing(&support::analysis()) {
        assert!(!texts(&drawing.svg).is_empty());
        assert!(drawing.svg.contains("role=\"img\" aria-label=\""));
        assert!(!drawing.title.is_empty());
        assert!(drawing.description.ends_with('.'));
        let n_columns = drawing.table.head.len();
        assert!(n_columns > 1 && !drawing.table.rows.is_empty());
        let rows = &drawing.table.rows;
        assert!(rows.iter().all(|row| row.len() == n_columns));
    }
}

#[test]
fn the_shares_state_their_finding_with_figures() {
    let analysis = support::analysis();
    let size = sized(560);
    let english = draw(&analysis, ChartName::Shares, size, Language::En);
    assert_eq!(
        english.description,
        "The first segment, “Regular, wide basket”, is 19% of customers \
         and 69% of revenue."
    );
    assert_eq!(
        english.table.rows[0],
        ["Regular, wide basket", "400", "19%", "£3,134,000", "69%"]
    );
    let german = draw(&analysis, ChartName::Shares, size, Language::De);
    assert_eq!(
        german.table.rows[0][2..],
        ["19\u{a0}%", "3.134.000\u{a0}£", "69\u{a0}%"]
    );
}

#[test]
fn each_segment_has_a_shape_of_its_own_on_the_map() {
    let mut analysis = ten_segments();
    let size = sized(560);
    let mut shapes = std::collections::BTreeSet::new();
    for id in 0..10 {
        let point = MapPoint {
            x: 0.0,
            y: 0.0,
            segment: id,
        };
        analysis.map.points = vec![point];
        let map = draw(&analysis, ChartName::Map, size, Language::En);
        let (_, last) = map.svg.rsplit_once("<g class=\"s").unwrap();
        let (_, shape) = last.split_once(' ').unwrap();
        assert!(shapes.insert(shape.to_string()), "segment {id}");
    }
}

#[test]
fn hostile_names_are_escaped() {
    let mut analysis = support::analysis();
    let hostile = "<script>alert(1)</script> & \"quotes\" '\u{202e}\0";
    for segment in &mut analysis.segments {
        segment.name = hostile.into();
    }
    for feature in &mut analysis.features {
        feature.title = hostile.into();
    }
    analysis.map.axes = [hostile.into(), hostile.into()];
    for drawing in every_drawing(&analysis) {
        texts(&drawing.svg);
        assert!(!drawing.svg.contains('\u{202e}'));
        assert!(!drawing.svg.contains('\0'));
    }
}

#[test]
fn a_long_name_is_shortened_in_the_chart_and_whole_in_the_table() {
    let mut analysis = support::analysis();
    let long = "Customers who come back every season ".repeat(8);
    analysis.segments[0].name.clone_from(&long);
    let size = sized(320);
    let shares = draw(&analysis, ChartName::Shares, size, Language::En);
    let shown = texts(&shares.svg);
    assert!(shown.iter().any(|it| it.ends_with('…')));
    assert!(shown.iter().all(|it| it.chars().count() < 60));
    assert_eq!(shares.table.rows[0][0], long);
}

fn ten_segments() -> Analysis {
    let mut analysis = support::analysis();
    let four = analysis.segments.clone();
    analysis.segments = (0..10)
        .map(|id| {
            let mut segment = four[id as usize % 4].clone();
            segment.id = id;
            segment.name = format!("{} {id}", segment.name);
            segment
        })
        .collect();
    analysis.k = 10;
    analysis
}

#[test]
fn ten_segments_are_drawn() {
    for drawing in every_drawing(&ten_segments()) {
        texts(&drawing.svg);
    }
    let size = sized(560);
    let analysis = ten_segments();
    let shares = draw(&analysis, ChartName::Shares, size, Language::En);
    for class in 0..10 {
        assert!(shares.svg.contains(&format!("class=\"s{class}\"")));
    }
}

#[test]
fn an_analysis_without_structure_is_drawn() {
    let mut analysis = support::analysis();
    analysis.verdict = Verdict::NoStructure;
    analysis.reason = Reason::GapPrefersOne;
    for segment in &mut analysis.segments {
        segment.stability = None;
    }
    for drawing in every_drawing(&analysis) {
        texts(&drawing.svg);
    }
    let size = sized(560);
    let evidence = draw(&analysis, ChartName::Evidence, size, Language::En);
    assert!(evidence.description.starts_with("None of 2 to 10 groups"));
    let chosen: Vec<_> = evidence
        .table
        .rows
        .iter()
        .filter(|row| row[6] == "yes")
        .collect();
    assert_eq!(chosen.len(), 1);
    assert_eq!(chosen[0][0], "1");
}

#[test]
fn one_segment_is_drawn() {
    let mut analysis = support::analysis();
    analysis.segments.truncate(1);
    analysis.k = 1;
    let size = sized(560);
    let evidence = draw(&analysis, ChartName::Evidence, size, Language::En);
    assert_eq!(
        evidence.description,
        "Of 1 to 10 groups, one was asked for."
    );
    analysis.evidence.truncate(1);
    for drawing in every_drawing(&analysis) {
        texts(&drawing.svg);
    }
}

#[test]
fn an_analysis_of_nothing_says_so_in_every_chart() {
    let mut analysis = support::analysis();
    analysis.segments.clear();
    analysis.features.clear();
    analysis.evidence.clear();
    analysis.map.points.clear();
    analysis.map.neighbours = None;
    analysis.rfm.counts.clear();
    analysis.tree = None;
    for drawing in every_drawing(&analysis) {
        let shown = texts(&drawing.svg);
        assert_eq!(shown, [drawing.description]);
    }
}

#[test]
fn a_file_without_amounts_speaks_of_order_lines() {
    let mut analysis = support::analysis();
    analysis.amount.total = None;
    analysis.amount.used = None;
    for segment in &mut analysis.segments {
        segment.revenue = None;
    }
    let size = sized(560);
    let shares = draw(&analysis, ChartName::Shares, size, Language::En);
    assert!(shares.description.ends_with("69% of order lines."));
    assert_eq!(shares.table.head.len(), 4);
}

#[test]
fn figures_that_are_no_numbers_draw_nothing_but_do_no_harm() {
    let mut analysis = support::analysis();
    analysis.map.points[0].x = f64::NAN;
    analysis.map.points[1].y = f64::INFINITY;
    analysis.map.arrows[0].along = [f64::NAN, 1.0];
    analysis.evidence[2].silhouette = Some(f64::NAN);
    analysis.segments[0].profile[0].interval = (f64::NAN, f64::INFINITY);
    analysis.segments[0].profile[1].effect = f64::NAN;
    for drawing in every_drawing(&analysis) {
        texts(&drawing.svg);
    }
}

#[test]
fn a_size_outside_the_ranges_is_drawn_at_the_nearest() {
    let size = Size {
        width: 1,
        height: 1_000_000,
    };
    for (name, _) in ALL {
        let analysis = support::analysis();
        let drawing = draw(&analysis, name, size, Language::En);
        assert!(drawing.svg.contains("viewBox=\"0 0 200 "));
    }
}

#[test]
fn what_may_not_be_told_is_in_no_chart_for_a_report() {
    let mut analysis = support::analysis();
    analysis.rfm.counts[2][2] = 7;
    analysis.segments[3].size = 9;
    analysis.evidence[9].smallest = 4;
    let told = |chart| {
        chart::draw_to_tell(&analysis, chart, sized(560), Language::En)
    };
    let rfm = told(ChartName::Rfm);
    let hidden = rfm.table.rows.iter().flatten().filter(|it| *it == "·");
    assert_eq!(hidden.count(), 4, "the small one and what gives it away");
    assert!(!texts(&rfm.svg).contains(&"7".to_string()));
    for chart in [ChartName::Shares, ChartName::Profile, ChartName::Map] {
        let drawing = told(chart);
        let mut names = drawing.table.rows.iter().map(|it| &it[0]);
        assert!(names.all(|it| *it != analysis.segments[3].name));
        assert!(!drawing.svg.contains("class=\"s3\""));
        assert!(drawing.svg.contains("class=\"s1\""), "colours stay");
    }
    let evidence = told(ChartName::Evidence);
    assert_eq!(evidence.table.rows[9][5], "·");
}

#[test]
fn an_effect_without_bound_ends_at_the_edge_of_its_panel() {
    let mut analysis = support::analysis();
    let entry = &mut analysis.segments[0].profile[0];
    entry.effect = 9.4e15;
    entry.interval = (-9.4e15, 1.9e16);
    assert_eq!(every_drawing(&analysis).len(), 42);
}

#[test]
fn a_tree_is_cut_into_its_groups() {
    let analysis = support::analysis();
    let of = |analysis: &Analysis| {
        draw(analysis, ChartName::Tree, sized(560), Language::En)
    };
    let rows = of(&analysis).table.rows;
    assert_eq!(rows[0][1..], ["–", "2,138"]);
    assert_eq!(rows[1][1..], ["31.25", "1,043, 1,095"]);
    assert_eq!(rows[3][1..], ["9.50", "412, 631, 695, 400"]);
    assert_eq!(rows.len(), 7);
    let mut none = analysis;
    none.tree = None;
    assert!(of(&none).table.rows.is_empty());
}
