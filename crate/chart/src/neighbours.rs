//! Customers by who is near whom, with what such a map does not say.

use kindred::analysis::NeighbourMap;
use kindred::plan::Language;

use crate::cloud::{Cloud, Spot};
use crate::legend::Legend;
use crate::scene::{Caption, Scene};
use crate::sheet::Frame;
use crate::{Drawing, TableTwin};

/// Draws it. Each mark is one customer, so that a report has none of it.
pub(crate) fn draw(scene: &Scene<'_>) -> Drawing {
    let title = scene.say("Map of neighbours", "Karte der Nachbarn");
    let map = &scene.analysis.map;
    let found = map.neighbours.as_ref().filter(|_| scene.tells_single);
    let Some(near) = found.filter(|it| !it.places.is_empty()) else {
        let why = scene.say(
            "There is no map of neighbours.",
            "Es gibt keine Karte der Nachbarn.",
        );
        return scene.blank(title, why);
    };
    let caption = Caption {
        title: title.to_string(),
        description: description(scene, near),
        table: table(scene),
    };
    let legend = Legend::lay_out(&scene.shown, scene.width);
    let height = scene.height.max(legend.height + 180.0);
    let frame = Frame {
        left: 1.0,
        top: legend.height + 10.0,
        right: scene.width,
        bottom: height - 4.0,
    };
    let pairs = near.places.iter().zip(&map.points);
    let spots = pairs.map(|(&[x, y], point)| Spot {
        at: (x, y),
        segment: point.segment,
    });
    let cloud = Cloud::new(scene, spots.collect(), frame, &[]);
    let mut drawing = scene.drawing(caption, height, |sheet| {
        legend.draw(sheet, (0.0, 0.0));
        cloud.draw(scene, sheet);
    });
    drawing.plane = Some(cloud.plane);
    drawing
}

fn description(scene: &Scene<'_>, near: &NeighbourMap) -> String {
    let n_points = scene.count(near.places.len() as u64);
    let trust = scene.decimal(near.trust, 2);
    let of_axes = scene.analysis.map.trust.unwrap_or(0.0);
    let axes = scene.decimal(of_axes, 2);
    let mut said = match scene.language {
        Language::En => format!(
            "{n_points} customers by who is near whom (UMAP). Distances \
             between groups, their sizes and their shapes mean nothing on \
             this map. Trustworthiness: {trust} of 1; along the two axes: \
             {axes}."
        ),
        Language::De => format!(
            "{n_points} Kunden danach, wer wem nahe ist (UMAP). Abstände \
             zwischen Gruppen, ihre Größe und ihre Form bedeuten auf dieser \
             Karte nichts. Vertrauenswürdigkeit: {trust} von 1; entlang der \
             zwei Achsen: {axes}."
        ),
    };
    if near.trust < of_axes {
        said += scene.say(
            " This map keeps neighbours worse than the two axes do: look at \
             those first.",
            " Diese Karte behält Nachbarn schlechter als die zwei Achsen: \
             Sehen Sie zuerst jene an.",
        );
    }
    said
}

/// How many are shown of each segment: where they lie means nothing.
fn table(scene: &Scene<'_>) -> TableTwin {
    let head = [
        ("Segment", "Segment"),
        ("Customers shown", "Gezeigte Kunden"),
    ];
    let rows = scene.shown.iter().map(|shown| {
        let name = shown.segment.name.clone();
        vec![name, scene.customers(scene.n_points(shown))]
    });
    TableTwin {
        head: scene.words(&head),
        rows: rows.collect(),
    }
}
