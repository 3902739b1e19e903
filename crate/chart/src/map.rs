//! Customers along the two main axes, and the features' arrows among them.

use kindred::analysis::MapPoint;
use kindred::plan::Language;

use crate::arrows;
use crate::cloud::{Cloud, Spot};
use crate::legend::Legend;
use crate::metrics;
use crate::paint::Paint;
use crate::scene::{Caption, Scene, Shown};
use crate::sheet::{FONT, Frame, Lettering, Sheet};
use crate::{Drawing, TableTwin};

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
    let frame = Frame {
        left: 1.0,
        top: legend.height + 26.0,
        right: scene.width,
        bottom: height - 22.0,
    };
    let cloud = cloud(scene, frame);
    let mut drawing = scene.drawing(caption, height, |sheet| {
        legend.draw(sheet, (0.0, 0.0));
        axes(scene, sheet, frame);
        let plot = cloud.draw(scene, sheet);
        arrows::draw(scene, sheet, &plot, &cloud.plane);
    });
    drawing.plane = scene.tells_single.then_some(cloud.plane);
    drawing.arrows = Some(arrows::table(scene));
    drawing
}

/// Everyone; where nobody may be seen, the middle of each segment.
fn cloud(scene: &Scene<'_>, frame: Frame) -> Cloud {
    let points = &scene.analysis.map.points;
    let spot = |it: &MapPoint| Spot {
        at: (it.x, it.y),
        segment: it.segment,
    };
    let spots = if scene.tells_single {
        points.iter().map(spot).collect()
    } else {
        let middles = scene.shown.iter().filter_map(|it| middle(scene, it));
        middles.collect()
    };
    Cloud::new(scene, spots, frame, &[0.0])
}

/// Where a segment lies; `None` where it has no points, or too few to be
/// told.
fn middle(scene: &Scene<'_>, shown: &Shown<'_>) -> Option<Spot> {
    let segment = shown.segment.id;
    let points = scene.analysis.map.points.iter();
    let own: Vec<_> = points.filter(|it| it.segment == segment).collect();
    let n = own.len();
    if n == 0 || !scene.may_tell(n as u64) {
        return None;
    }
    let mean = |along: fn(&MapPoint) -> f64| {
        own.iter().map(|it| along(it)).sum::<f64>() / n as f64
    };
    Some(Spot {
        at: (mean(|it| it.x), mean(|it| it.y)),
        segment,
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

fn description(scene: &Scene<'_>) -> String {
    let map = &scene.analysis.map;
    let kept = scene.percent(map.explained[0] + map.explained[1]);
    let n_points = scene.count(map.points.len() as u64);
    let n_segments = scene.shown.len();
    let [right, up] = &map.axes;
    let mut said = match scene.language {
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
    };
    if let Some(trust) = map.trust {
        let trust = scene.decimal(trust, 2);
        said += &match scene.language {
            Language::En => format!(" Trustworthiness: {trust} of 1."),
            Language::De => {
                format!(" Vertrauenswürdigkeit: {trust} von 1.")
            }
        };
    }
    said
}

/// Where each segment lies: a point is one person, so the twin has none.
fn table(scene: &Scene<'_>) -> TableTwin {
    let head = [
        ("Segment", "Segment"),
        ("Customers shown", "Gezeigte Kunden"),
        ("Middle, to the right", "Mitte nach rechts"),
        ("Middle, upwards", "Mitte nach oben"),
    ];
    let head = scene.words(&head);
    let rows = scene.shown.iter().map(|shown| {
        let at = middle(scene, shown).map(|it| it.at);
        vec![
            shown.segment.name.clone(),
            scene.customers(scene.n_points(shown)),
            scene.maybe(at.map(|it| it.0), 1),
            scene.maybe(at.map(|it| it.1), 1),
        ]
    });
    TableTwin {
        rows: rows.collect(),
        head,
    }
}
