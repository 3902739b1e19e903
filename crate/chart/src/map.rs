//! Customers along the two main axes.

use kindred::analysis::MapPoint;
use kindred::plan::Language;

use crate::legend::Legend;
use crate::paint::Paint;
use crate::scene::{Caption, Scene, Shown};
use crate::sheet::{FONT, Frame, Lettering, Sheet};
use crate::{Drawing, TableTwin, marker, metrics, scale};

pub(crate) fn draw(scene: &Scene<'_>) -> Drawing {
    let title = scene.say("Map of customers", "Karte der Kunden");
    if scene.analysis.map.points.is_empty() {
        let why = scene.say("There is no map.", "Es gibt keine Karte.");
        return scene.blank(title, why);
    }
    let caption = Caption {
        title: title.to_string(),
        description: description(scene),
        table: table(scene),
    };
    let legend = Legend::lay_out(&scene.shown, scene.width);
    let height = scene.height.max(legend.height + 180.0);
    scene.drawing(caption, height, |sheet| {
        legend.draw(sheet, (0.0, 0.0));
        let frame = Frame {
            left: 1.0,
            top: legend.height + 26.0,
            right: scene.width,
            bottom: height - 22.0,
        };
        axes(scene, sheet, frame);
        points(scene, sheet, frame);
    })
}

fn axes(scene: &Scene<'_>, sheet: &Sheet<'_>, frame: Frame) {
    let corner = [
        (frame.left, frame.top - 6.0),
        (frame.left, frame.bottom),
        (frame.right, frame.bottom),
    ];
    sheet.path(&corner, Paint::Line.stroke(10));
    let [right, up] = &scene.analysis.map.axes;
    let room = frame.width() - metrics::width("→  ", FONT);
    let upwards = format!("↑ {}", metrics::fit(up, FONT, room));
    let rightwards = format!("{} →", metrics::fit(right, FONT, room));
    let at = (frame.left, frame.top - 15.0);
    sheet.text(at, &upwards, Lettering::start(Paint::Soft));
    let at = (frame.right, frame.bottom + 12.0);
    sheet.text(at, &rightwards, Lettering::end(Paint::Soft));
}

fn points(scene: &Scene<'_>, sheet: &Sheet<'_>, frame: Frame) {
    let shown = &scene.analysis.map.points;
    let range = |along: fn(&MapPoint) -> f64| {
        let found = scale::range(shown.iter().map(along));
        scale::widen(found.unwrap_or((0.0, 1.0)), 0.04)
    };
    let plot = sheet.plot(frame, range(|it| it.x), range(|it| it.y));
    let crowded = shown.len() as f64 > scene.width;
    let radius = if crowded { 2.4 } else { 3.0 };
    for &Shown { place, segment } in &scene.shown {
        for point in shown.iter().filter(|it| it.segment == segment.id) {
            let at = (point.x, point.y);
            if at.0.is_finite() && at.1.is_finite() {
                plot.put(&marker::marker(at, place, radius, 0.72));
            }
        }
    }
}

fn description(scene: &Scene<'_>) -> String {
    let map = &scene.analysis.map;
    let kept = scene.percent(map.explained[0] + map.explained[1]);
    let n_points = scene.count(map.points.len() as u64);
    let n_segments = scene.shown.len();
    let [right, up] = &map.axes;
    match scene.language {
        Language::En => format!(
            "{n_points} customers in {n_segments} segments along two axes \
             that keep {kept} of the differences between them; to the \
             right: {right}; upwards: {up}."
        ),
        Language::De => format!(
            "{n_points} Kunden in {n_segments} Segmenten \
             entlang zweier Achsen, die {kept} ihrer Unterschiede \
             behalten; nach rechts: {right}; nach oben: {up}."
        ),
    }
}

/// Where each segment lies: a point is one person, so the twin has none.
fn table(scene: &Scene<'_>) -> TableTwin {
    let head = [
        ("Segment", "Segment"),
        ("Customers shown", "Gezeigte Kunden"),
        ("Middle, to the right", "Mitte nach rechts"),
        ("Middle, upwards", "Mitte nach oben"),
    ];
    let head = head.map(|(en, de)| scene.say(en, de).to_string()).to_vec();
    let rows = scene.shown.iter().map(|Shown { segment, .. }| {
        let points = &scene.analysis.map.points;
        let own: Vec<_> = points
            .iter()
            .filter(|it| it.segment == segment.id)
            .collect();
        let middle = |along: fn(&MapPoint) -> f64| {
            let sum: f64 = own.iter().map(|it| along(it)).sum();
            (!own.is_empty()).then(|| sum / own.len() as f64)
        };
        vec![
            segment.name.clone(),
            scene.customers(own.len() as u64),
            scene.maybe(middle(|it| it.x), 1),
            scene.maybe(middle(|it| it.y), 1),
        ]
    });
    TableTwin {
        rows: rows.collect(),
        head,
    }
}
