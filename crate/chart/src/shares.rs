//! Customers and revenue of each segment, side by side.

use kindred::analysis::Segment;

use crate::paint::Paint;
use crate::scene::{Caption, Scene, Shown};
use crate::sheet::{FONT, Frame, Lettering, Sheet};
use crate::{Drawing, TableTwin, metrics, number};

/// Customers are drawn paler than revenue.
const PALE: f64 = 0.4;
const KEY: f64 = 26.0;

pub(crate) fn draw(scene: &Scene<'_>) -> Drawing {
    let title = match scene.has_amounts() {
        true => scene.say("Customers and revenue", "Kunden und Umsatz"),
        false => {
            scene.say("Customers and order lines", "Kunden und Bestellzeilen")
        }
    };
    if scene.shown.is_empty() {
        let why =
            scene.say("There are no segments.", "Es gibt keine Segmente.");
        return scene.blank(title, why);
    }
    let caption = Caption {
        title: title.to_string(),
        description: description(scene),
        table: table(scene),
    };
    let layout = Layout::of(scene);
    scene.drawing(caption, layout.height, |sheet| {
        key(scene, sheet, layout.left);
        for (index, &shown) in scene.shown.iter().enumerate() {
            row(scene, sheet, &layout, index, shown);
        }
    })
}

/// Where things stand, in CSS pixels.
struct Layout {
    /// Whether a name stands above its bars rather than before them.
    above: bool,
    left: f64,
    row: f64,
    height: f64,
    /// The width of the largest share.
    longest: f64,
    largest: f64,
}

impl Layout {
    fn of(scene: &Scene<'_>) -> Self {
        let above = scene.width < 480.0;
        let names = scene.names().map(|name| metrics::width(name, FONT));
        let widest = names.fold(0.0, f64::max) + MARK;
        let left = if above {
            0.0
        } else {
            widest.min(scene.width * 0.38) + 10.0
        };
        let n_rows = scene.shown.len() as f64;
        let (least, most) = if above { (44.0, 56.0) } else { (30.0, 46.0) };
        let row = ((scene.height - KEY) / n_rows).clamp(least, most);
        let figures = metrics::width("100.0 % ", FONT) + 6.0;
        Self {
            above,
            left,
            row,
            height: KEY + row * n_rows,
            longest: scene.width - left - figures,
            largest: scene
                .shown
                .iter()
                .map(|it| it.segment)
                .map(|it| it.share_of_customers.max(it.share_of_revenue))
                .fold(0.01, f64::max),
        }
    }
}

const MARK: f64 = 18.0;

fn key(scene: &Scene<'_>, sheet: &Sheet<'_>, left: f64) {
    let swatch = |x: f64, opacity: f64| {
        let frame = Frame {
            left: x,
            top: 5.0,
            right: x + 14.0,
            bottom: 13.0,
        };
        sheet.rectangle(frame, Paint::Soft.tint(opacity));
    };
    let how = Lettering::start(Paint::Soft);
    let customers = scene.say("share of customers", "Anteil der Kunden");
    swatch(left, PALE);
    sheet.text((left + 20.0, 9.0), customers, how);
    let next = left + 40.0 + metrics::width(customers, FONT);
    swatch(next, 1.0);
    sheet.text((next + 20.0, 9.0), value_name(scene), how);
}

fn value_name<'s>(scene: &Scene<'_>) -> &'s str {
    match scene.has_amounts() {
        true => scene.say("of revenue", "des Umsatzes"),
        false => scene.say("of order lines", "der Bestellzeilen"),
    }
}

fn row(
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    layout: &Layout,
    index: usize,
    Shown { place, segment }: Shown<'_>,
) {
    let top = KEY + layout.row * index as f64;
    let (name_y, bars) = match layout.above {
        true => (top + 9.0, (top + 18.0, top + layout.row - 6.0)),
        false => (top + layout.row / 2.0, (top + 4.0, top + layout.row - 4.0)),
    };
    sheet.mark((6.0, name_y), place, 4.5);
    let room = match layout.above {
        true => scene.width - MARK,
        false => layout.left - MARK - 8.0,
    };
    let name = metrics::fit(&segment.name, FONT, room);
    sheet.text((MARK, name_y), &name, Lettering::start(Paint::Ink));
    let middle = (bars.0 + bars.1) / 2.0;
    let upper = (bars.0, middle - 0.75);
    let lower = (middle + 0.75, bars.1);
    let shares = [
        (upper, segment.share_of_customers, PALE),
        (lower, segment.share_of_revenue, 1.0),
    ];
    for ((top, bottom), share, opacity) in shares {
        let length = layout.longest * (share / layout.largest).max(0.0);
        let right = layout.left + length.max(1.0);
        let frame = Frame {
            left: layout.left,
            top,
            right,
            bottom,
        };
        sheet.rectangle(frame, Paint::Segment(place).tint(opacity));
        let at = (right + 6.0, (top + bottom) / 2.0);
        let figure = scene.percent(share);
        sheet.text(at, &figure, Lettering::start(Paint::Ink));
    }
}

fn description(scene: &Scene<'_>) -> String {
    let first = scene.shown[0].segment;
    let customers = scene.percent(first.share_of_customers);
    let value = scene.percent(first.share_of_revenue);
    match (scene.has_amounts(), scene.language) {
        (true, kindred::plan::Language::En) => format!(
            "The first segment, “{}”, is {customers} of customers and \
             {value} of revenue.",
            first.name
        ),
        (false, kindred::plan::Language::En) => format!(
            "The first segment, “{}”, is {customers} of customers and \
             {value} of order lines.",
            first.name
        ),
        (true, kindred::plan::Language::De) => format!(
            "Das erste Segment, „{}“, umfasst {customers} der Kunden \
             und {value} des Umsatzes.",
            first.name
        ),
        (false, kindred::plan::Language::De) => format!(
            "Das erste Segment, „{}“, umfasst {customers} der Kunden \
             und {value} der Bestellzeilen.",
            first.name
        ),
    }
}

fn table(scene: &Scene<'_>) -> TableTwin {
    let mut head = vec![
        scene.say("Segment", "Segment").to_string(),
        scene.say("Customers", "Kunden").to_string(),
        scene.say("Share of customers", "Anteil").to_string(),
    ];
    if scene.has_amounts() {
        head.push(scene.say("Revenue", "Umsatz").to_string());
        head.push(
            scene
                .say("Share of revenue", "Anteil am Umsatz")
                .to_string(),
        );
    } else {
        let lines = scene.say("Share of lines", "Anteil der Zeilen");
        head.push(lines.to_string());
    }
    let rows = scene.shown.iter();
    let rows = rows.map(|it| table_row(scene, it.segment));
    TableTwin {
        rows: rows.collect(),
        head,
    }
}

fn table_row(scene: &Scene<'_>, segment: &Segment) -> Vec<String> {
    let mut row = vec![
        segment.name.clone(),
        scene.count(segment.size),
        scene.percent(segment.share_of_customers),
    ];
    if scene.has_amounts() {
        row.push(match segment.revenue {
            Some(minor) => number::money_rounded(
                scene.language,
                &scene.analysis.amount,
                minor,
            ),
            None => "–".to_string(),
        });
    }
    row.push(scene.percent(segment.share_of_revenue));
    row
}
