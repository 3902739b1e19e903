//! Recency by number of orders: how many customers in each cell.

use kindred::plan::Language;

use crate::paint::Paint;
use crate::scene::{Caption, Scene};
use crate::sheet::{FONT, Frame, Lettering, Sheet};
use crate::{Drawing, TableTwin, metrics};

const HEAD: f64 = 44.0;

pub(crate) fn draw(scene: &Scene<'_>) -> Drawing {
    let title = scene.say(
        "Last order by number of orders",
        "Letzte Bestellung nach Zahl der Bestellungen",
    );
    let Some(fullest) = fullest(scene) else {
        let why = scene.say("There is nothing to count.", "Nichts zu zählen.");
        return scene.blank(title, why);
    };
    let bands = Bands::of(scene);
    let caption = Caption {
        title: title.to_string(),
        description: description(scene, &bands, &fullest),
        table: table(scene, &bands),
    };
    let n_rows = bands.recency.len() as f64;
    let row = ((scene.height - HEAD) / n_rows).clamp(26.0, 48.0);
    scene.drawing(caption, HEAD + row * n_rows, |sheet| {
        let left = heads(scene, sheet, &bands, row);
        cells(scene, sheet, (left, row), fullest.count);
    })
}

/// The cell with the most customers; the first of equals.
struct Fullest {
    recency: usize,
    orders: usize,
    count: u64,
    total: u64,
}

fn fullest(scene: &Scene<'_>) -> Option<Fullest> {
    let total = scene.analysis.rfm.counts.iter().flatten().sum();
    let mut best: Option<Fullest> = None;
    for (recency, row) in scene.grid.iter().enumerate() {
        for (orders, &cell) in row.iter().enumerate() {
            let count = cell.unwrap_or(0);
            if count > best.as_ref().map_or(0, |best| best.count) {
                best = Some(Fullest {
                    recency,
                    orders,
                    count,
                    total,
                });
            }
        }
    }
    best
}

/// The bands in words.
struct Bands {
    recency: Vec<String>,
    orders: Vec<String>,
}

impl Bands {
    fn of(scene: &Scene<'_>) -> Self {
        let grid = &scene.analysis.rfm;
        Self {
            recency: (0..grid.counts.len())
                .map(|index| days(scene, &grid.recency_to, index))
                .collect(),
            orders: (0..grid.counts.iter().map(Vec::len).max().unwrap_or(0))
                .map(|index| orders(scene, &grid.orders_to, index))
                .collect(),
        }
    }
}

fn end(ends: &[Option<f64>], index: usize) -> Option<f64> {
    ends.get(index).copied().flatten()
}

fn days(scene: &Scene<'_>, ends: &[Option<f64>], index: usize) -> String {
    let before = index.checked_sub(1).and_then(|it| end(ends, it));
    let unit = scene.say("days", "Tage");
    match (before, end(ends, index)) {
        (_, Some(to)) => format!("≤ {} {unit}", scene.quantity(to)),
        (Some(from), None) => format!("> {} {unit}", scene.quantity(from)),
        (None, None) => scene.say("any day", "alle Tage").to_string(),
    }
}

fn orders(scene: &Scene<'_>, ends: &[Option<f64>], index: usize) -> String {
    let before = index.checked_sub(1).and_then(|it| end(ends, it));
    let from = before.map_or(1.0, |before| before.floor() + 1.0);
    match end(ends, index) {
        Some(to) if to <= from => scene.quantity(to),
        Some(to) => {
            format!("{}–{}", scene.quantity(from), scene.quantity(to))
        }
        None => format!("{}+", scene.quantity(from)),
    }
}

/// Draws the bands' names; gives where the cells begin.
fn heads(
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    bands: &Bands,
    row: f64,
) -> f64 {
    let corner = scene.say("last order", "letzte Bestellung");
    let names = bands.recency.iter().map(String::as_str);
    let widest = names
        .chain([corner])
        .map(|name| metrics::width(name, FONT))
        .fold(0.0, f64::max);
    let left = (widest + 12.0).min(scene.width * 0.4);
    let soft = Lettering::start(Paint::Soft);
    sheet.text((0.0, 32.0), corner, soft);
    let axis = scene.say("number of orders →", "Zahl der Bestellungen →");
    sheet.text((left, 9.0), axis, soft);
    let cell = (scene.width - left) / bands.orders.len() as f64;
    for (index, name) in bands.orders.iter().enumerate() {
        let at = (left + cell * (index as f64 + 0.5), 32.0);
        sheet.text(at, name, Lettering::middle(Paint::Soft));
    }
    for (index, name) in bands.recency.iter().enumerate() {
        let at = (0.0, HEAD + row * (index as f64 + 0.5));
        let name = metrics::fit(name, FONT, left - 8.0);
        sheet.text(at, &name, soft);
    }
    left
}

fn cells(
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    (left, row): (f64, f64),
    largest: u64,
) {
    let n_columns = scene.grid.iter().map(Vec::len).max().unwrap_or(1);
    let cell = (scene.width - left) / n_columns as f64;
    for (y, row_cells) in scene.grid.iter().enumerate() {
        for (x, &count) in row_cells.iter().enumerate() {
            let frame = Frame {
                left: left + cell * x as f64 + 1.0,
                top: HEAD + row * y as f64 + 1.0,
                right: left + cell * (x + 1) as f64 - 1.0,
                bottom: HEAD + row * (y + 1) as f64 - 1.0,
            };
            let step = step(count.unwrap_or(0), largest);
            sheet.rectangle(frame, Paint::Heat(step).fill());
            let paint = if step >= 7 { Paint::On } else { Paint::Ink };
            let at = (
                (frame.left + frame.right) / 2.0,
                (frame.top + frame.bottom) / 2.0,
            );
            let figure = scene.cell(count);
            sheet.text(at, &figure, Lettering::middle(paint));
        }
    }
}

/// The step of the heat map, `0..=9`: none, then by share of the largest.
fn step(count: u64, largest: u64) -> u8 {
    let share = count as f64 / largest.max(1) as f64;
    (share * 9.0).ceil().clamp(0.0, 9.0) as u8
}

fn description(scene: &Scene<'_>, bands: &Bands, fullest: &Fullest) -> String {
    let count = scene.count(fullest.count);
    let share = scene.percent(fullest.count as f64 / fullest.total as f64);
    let recency = &bands.recency[fullest.recency];
    let orders = &bands.orders[fullest.orders];
    match scene.language {
        Language::En => format!(
            "The fullest cell holds {count} customers ({share}): number of \
             orders {orders}, last order {recency} ago."
        ),
        Language::De => format!(
            "Am vollsten ist das Feld mit {count} Kunden ({share}): \
             Bestellungen {orders}, letzte Bestellung {recency} her."
        ),
    }
}

fn table(scene: &Scene<'_>, bands: &Bands) -> TableTwin {
    let corner = scene.say("Last order", "Letzte Bestellung").to_string();
    let unit = scene.say("orders", "Bestellungen");
    let heads = bands.orders.iter().map(|band| format!("{band} {unit}"));
    let counts = scene.grid.iter();
    let rows = bands.recency.iter().zip(counts).map(|(band, counts)| {
        let figures = counts.iter().map(|&count| scene.cell(count));
        [band.clone()].into_iter().chain(figures).collect()
    });
    TableTwin {
        rows: rows.collect(),
        head: [corner].into_iter().chain(heads).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_is_the_lowest_step() {
        assert_eq!(step(0, 151), 0);
        assert_eq!(step(1, 151), 1);
        assert_eq!(step(151, 151), 9);
        assert_eq!(step(0, 0), 0);
    }
}
