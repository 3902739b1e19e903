//! The arrows of a biplot: along each, its feature grows.
//!
//! Gabriel (1971), DOI 10.1093/biomet/58.3.453. All arrows have one scale.

use kindred::analysis::Arrow;

use crate::cloud::Plane;
use crate::paint::Paint;
use crate::scene::Scene;
use crate::sheet::{FONT, Lettering, Plot, Sheet};
use crate::{TableTwin, metrics};

/// Arrows drawn at most: the longest.
const MOST: usize = 6;

/// The share of the way to the edge that the first to reach it goes.
const REACH: f64 = 0.8;

/// The widest label, in CSS pixels.
const LONGEST: f64 = 150.0;

/// From one line of labels to the next, in CSS pixels.
const LINE: f64 = 15.0;

/// The length of a head's two strokes, in CSS pixels.
const HEAD: f64 = 6.0;

/// The room a label takes, in CSS pixels.
struct Label {
    left: f64,
    right: f64,
    middle: f64,
}

/// Draws the longest arrows from the origin, with labels of which none
/// covers another.
pub(crate) fn draw(
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    plot: &Plot<'_>,
    plane: &Plane,
) {
    let drawn = longest(&scene.analysis.map.arrows);
    let farthest = drawn
        .iter()
        .flat_map(|it| [(plane.x, it.along[0]), (plane.y, it.along[1])])
        .filter(|(_, along)| *along != 0.0)
        .map(|([low, high], along)| {
            if along > 0.0 {
                high / along
            } else {
                low / along
            }
        })
        .fold(f64::INFINITY, f64::min);
    let from = plot.place((0.0, 0.0));
    let ends = drawn.iter().map(|it| {
        let [x, y] = it.along.map(|along| REACH * farthest * along);
        plot.place((x, y))
    });
    let ends: Vec<_> = ends.collect();
    for &end in &ends {
        stroke(sheet, from, end);
    }
    let mut labels: Vec<Label> = Vec::new();
    for (arrow, &end) in drawn.iter().zip(&ends) {
        let text = metrics::fit(title(scene, arrow), FONT, LONGEST);
        let width = metrics::width(&text, FONT);
        let Some(label) = room(&labels, plane, (from, end), width) else {
            continue;
        };
        let at = (label.left, label.middle);
        sheet.text(at, &text, Lettering::start(Paint::Ink).strong());
        labels.push(label);
    }
}

/// Every arrow in the order of the features.
pub(crate) fn table(scene: &Scene<'_>) -> TableTwin {
    let head = [
        ("Feature", "Merkmal"),
        ("To the right", "Nach rechts"),
        ("Upwards", "Nach oben"),
        ("Kept by both axes", "Von beiden Achsen behalten"),
    ];
    let row = |arrow: &Arrow| {
        vec![
            title(scene, arrow).to_string(),
            scene.decimal(arrow.along[0], 2),
            scene.decimal(arrow.along[1], 2),
            scene.percent(arrow.kept),
        ]
    };
    TableTwin {
        head: scene.words(&head),
        rows: scene.analysis.map.arrows.iter().map(row).collect(),
    }
}

fn title<'a>(scene: &'a Scene<'_>, arrow: &'a Arrow) -> &'a str {
    let mut features = scene.analysis.features.iter();
    let found = features.find(|it| it.name == arrow.feature);
    found.map_or(&*arrow.feature, |it| &*it.title)
}

/// The longest that are arrows at all, the longest first.
fn longest(arrows: &[Arrow]) -> Vec<&Arrow> {
    let length = |it: &Arrow| it.along.iter().map(|at| at * at).sum::<f64>();
    let is_arrow = |it: &&Arrow| length(it).is_finite() && length(it) > 1e-12;
    let mut left: Vec<&Arrow> = arrows.iter().filter(is_arrow).collect();
    let mut drawn = Vec::new();
    // A sort of their own would weigh more than six looks at them.
    while drawn.len() < MOST {
        let next = (0..left.len())
            .rev()
            .max_by(|&a, &b| length(left[a]).total_cmp(&length(left[b])));
        let Some(next) = next else { break };
        drawn.push(left.remove(next));
    }
    drawn
}

/// A line with a head, from point to point in CSS pixels.
fn stroke(sheet: &Sheet<'_>, from: (f64, f64), to: (f64, f64)) {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = (x * x + y * y).sqrt();
    let style = Paint::Ink.stroke(14);
    if length < HEAD {
        sheet.path(&[from, to], style);
        return;
    }
    let (x, y) = (HEAD * x / length, HEAD * y / length);
    let one = (to.0 - x - 0.5 * y, to.1 - y + 0.5 * x);
    let other = (to.0 - x + 0.5 * y, to.1 - y - 0.5 * x);
    sheet.path(&[from, to, one, to, other], style);
}

/// Where a label beside an arrow's end covers no other: as near to it as
/// may be.
fn room(
    taken: &[Label],
    plane: &Plane,
    (from, end): ((f64, f64), (f64, f64)),
    width: f64,
) -> Option<Label> {
    let left = if end.0 >= from.0 {
        end.0 + 4.0
    } else {
        end.0 - 4.0 - width
    };
    let [least, most] = plane.across;
    let left = left.min(most - width).max(least + 2.0);
    let right = left + width;
    let lines = 0..2 * MOST as i32;
    lines
        .map(|line| {
            let side = if line % 2 == 0 { 0.5 } else { -0.5 };
            end.1 + LINE * side * f64::from(line + line % 2)
        })
        .filter(|middle| {
            let [top, bottom] = plane.down;
            (top + LINE / 2.0..=bottom - LINE / 2.0).contains(middle)
        })
        .find(|middle| {
            taken.iter().all(|it| {
                it.right < left
                    || right < it.left
                    || (it.middle - middle).abs() >= LINE
            })
        })
        .map(|middle| Label {
            left,
            right,
            middle,
        })
}
