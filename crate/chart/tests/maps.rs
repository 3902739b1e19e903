//! The two maps: arrows, words, and what a report may show of them.

#![allow(clippy::unwrap_used)] // a test may fail loudly

mod support;

use chart::{ChartName, Size, draw};
use kindred::Analysis;
use kindred::plan::Language;

fn sized(width: u32) -> Size {
    Size { width, height: 300 }
}

#[test]
fn a_point_on_the_map_never_reaches_its_table() {
    let analysis = support::analysis();
    let size = sized(560);
    let map = draw(&analysis, ChartName::Map, size, Language::En);
    assert_eq!(map.table.rows.len(), analysis.segments.len());
}

#[test]
fn every_arrow_is_in_the_table_and_the_longest_are_in_the_picture() {
    let mut analysis = support::analysis();
    let titles: Vec<String> = analysis
        .features
        .iter()
        .map(|it| it.title.clone())
        .collect();
    let map = draw(&analysis, ChartName::Map, sized(1200), Language::En);
    let arrows = map.arrows.unwrap();
    let named: Vec<&String> = arrows.rows.iter().map(|it| &it[0]).collect();
    assert_eq!(named, titles.iter().collect::<Vec<_>>());
    let strokes = |svg: &str| svg.matches("<g class=\"ink\"").count();
    assert_eq!(strokes(&map.svg), 1, "one group of strokes");
    for title in &titles {
        let (start, _) = title.split_at(title.len().min(12));
        assert!(map.svg.contains(&format!(">{start}")), "{title}");
    }
    analysis.map.arrows.clear();
    let bare = draw(&analysis, ChartName::Map, sized(1200), Language::En);
    assert_eq!(strokes(&bare.svg), 0);
    assert!(bare.arrows.unwrap().rows.is_empty());
}

#[test]
fn a_feature_grows_along_its_arrow() {
    let mut analysis = support::analysis();
    analysis.map.arrows.truncate(1);
    analysis.map.arrows[0].along = [-0.6, 0.8];
    let map = draw(&analysis, ChartName::Map, sized(560), Language::En);
    let (_, stroke) = map.svg.split_once("<g class=\"ink\"").unwrap();
    let (_, path) = stroke.split_once("d=\"M").unwrap();
    let numbers: Vec<f64> = path[..path.find('"').unwrap()]
        .split([' ', 'L'])
        .map(|it| it.parse().unwrap())
        .collect();
    let plane = map.plane.unwrap();
    let across =
        (plane.across[1] - plane.across[0]) / (plane.x[1] - plane.x[0]);
    let down = (plane.down[1] - plane.down[0]) / (plane.y[1] - plane.y[0]);
    let right = (numbers[2] - numbers[0]) / across;
    let up = (numbers[1] - numbers[3]) / down;
    assert!(right < 0.0 && up > 0.0);
    assert!((up / right + 0.8 / 0.6).abs() < 0.01, "{right} {up}");
    assert!((numbers[0] - plane.across[0] + plane.x[0] * across).abs() < 0.2);
}

#[test]
fn a_map_of_neighbours_says_what_it_does_not_mean() {
    let mut analysis = support::analysis();
    let said = |analysis: &Analysis, language| {
        let size = sized(560);
        draw(analysis, ChartName::Neighbours, size, language).description
    };
    let fair = said(&analysis, Language::En);
    assert!(fair.contains("mean nothing"), "{fair}");
    assert!(fair.contains("0.97 of 1"), "{fair}");
    assert!(!fair.contains("worse"), "{fair}");
    assert!(said(&analysis, Language::De).contains("bedeuten"));
    analysis.map.neighbours.as_mut().unwrap().trust = 0.7;
    assert!(said(&analysis, Language::En).contains("worse"));
    assert!(said(&analysis, Language::De).contains("schlechter"));
}

#[test]
fn a_map_in_a_report_has_no_mark_of_one_customer() {
    let mut analysis = support::analysis();
    let told = |analysis: &Analysis, chart| {
        chart::draw_to_tell(analysis, chart, sized(560), Language::En)
    };
    let map = told(&analysis, ChartName::Map);
    assert_eq!(map.svg.matches("fill-opacity").count(), 4, "middles");
    assert_eq!(map.plane, None);
    let near = told(&analysis, ChartName::Neighbours);
    assert_eq!(near.svg.matches("<circle").count(), 0);
    // Two of one segment move against each other: their middle stays.
    analysis.map.points[0].x += 3.0;
    analysis.map.points[1].x -= 3.0;
    assert_eq!(told(&analysis, ChartName::Map), map);
    let mut n_left = 0;
    analysis.map.points.retain(|it| {
        n_left += usize::from(it.segment == 2);
        it.segment != 2 || n_left < 10
    });
    let few = told(&analysis, ChartName::Map);
    assert_eq!(few.table.rows[2][1..], ["·", "–", "–"]);
    assert!(!few.svg.contains(
        "<g class=\"s2\" fill=\"currentColor\" \
                               fill-opacity"
    ));
}
