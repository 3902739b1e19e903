//! Each segment in each feature: how far it stands from the rest.

use kindred::analysis::{FeatureInfo, ProfileEntry, Segment};
use kindred::plan::Language;
use plotters::prelude::Rectangle;

use crate::paint::Paint;
use crate::scene::{Caption, Scene, Shown};
use crate::sheet::{FONT, Frame, Lettering, Plot, Sheet};
use crate::{Drawing, TableTwin, metrics, scale};

const ROW: f64 = 19.0;
const HEAD: f64 = 26.0;
const FOOT: f64 = 22.0;
const GAP: f64 = 20.0;
const NOTE: f64 = 20.0;

pub(crate) fn draw(scene: &Scene<'_>) -> Drawing {
    let title = scene.say(
        "What sets each segment apart",
        "Was jedes Segment unterscheidet",
    );
    let features = features(scene);
    if scene.shown.is_empty() || features.is_empty() {
        let why = scene.say(
            "There is nothing to compare.",
            "Es gibt nichts zu vergleichen.",
        );
        return scene.blank(title, why);
    }
    let caption = Caption {
        title: title.to_string(),
        description: description(scene, &features),
        table: table(scene, &features),
    };
    let layout = Layout::of(scene, &features);
    scene.drawing(caption, layout.height(), |sheet| {
        note(scene, sheet);
        for index in 0..scene.shown.len() {
            panel(scene, sheet, &layout, &features, index);
        }
    })
}

/// The features that formed the segments, in their order.
fn features<'a>(scene: &Scene<'a>) -> Vec<&'a FeatureInfo> {
    let all = scene.analysis.features.iter();
    all.filter(|it| it.in_segments).collect()
}

fn entry<'a>(
    segment: &'a Segment,
    feature: &FeatureInfo,
) -> Option<&'a ProfileEntry> {
    segment.profile.iter().find(|it| it.feature == feature.name)
}

/// Where things stand, in CSS pixels.
struct Layout {
    /// Panels in a row.
    abreast: usize,
    /// Rows of panels.
    n_rows: usize,
    /// For the features' names, before the panels of a row.
    names: f64,
    /// A panel, with the gap before it.
    panel: f64,
    /// A row of panels.
    row: f64,
    /// Effects from `-reach` to `reach`.
    reach: f64,
}

impl Layout {
    fn of(scene: &Scene<'_>, features: &[&FeatureInfo]) -> Self {
        let titles = features.iter().map(|it| it.title.as_str());
        let widest = titles
            .map(|title| metrics::width(title, FONT))
            .fold(0.0, f64::max);
        let share = if scene.width < 420.0 { 0.5 } else { 0.36 };
        let names = widest.min((scene.width * share).min(220.0));
        let room = scene.width - names;
        let fitting = (room / (130.0 + GAP)).floor().max(1.0) as usize;
        let n_segments = scene.shown.len();
        let n_rows = n_segments.div_ceil(fitting);
        let abreast = n_segments.div_ceil(n_rows);
        Self {
            abreast,
            n_rows,
            names,
            panel: room / abreast as f64,
            row: HEAD + ROW * features.len() as f64 + FOOT,
            reach: reach(scene, features),
        }
    }

    fn height(&self) -> f64 {
        NOTE + self.n_rows as f64 * self.row
    }
}

/// The farthest end of any interval.
fn reach(scene: &Scene<'_>, features: &[&FeatureInfo]) -> f64 {
    let ends = scene.shown.iter().flat_map(|Shown { segment, .. }| {
        let entries = features.iter().filter_map(|it| entry(segment, it));
        entries.flat_map(|it| {
            [it.effect.abs(), it.interval.0.abs(), it.interval.1.abs()]
        })
    });
    let far = scale::range(ends).map_or(1.0, |range| range.1);
    far.clamp(0.5, 1e6) * 1.05
}

fn note(scene: &Scene<'_>, sheet: &Sheet<'_>) {
    let text = scene.say(
        "← less · more than the others →",
        "← weniger · mehr als die übrigen →",
    );
    let text = metrics::fit(text, FONT, scene.width);
    let at = (scene.width, 8.0);
    sheet.text(at, &text, Lettering::end(Paint::Soft));
}

fn panel(
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    layout: &Layout,
    features: &[&FeatureInfo],
    index: usize,
) {
    let Shown { place, segment } = scene.shown[index];
    let column = index % layout.abreast;
    let top = NOTE + (index / layout.abreast) as f64 * layout.row;
    let right = layout.names + layout.panel * (column + 1) as f64;
    let inner = Frame {
        left: right - layout.panel + GAP,
        top: top + HEAD,
        right: right - 2.0,
        bottom: top + layout.row - FOOT,
    };
    let left = if layout.abreast == 1 { 0.0 } else { inner.left };
    head(sheet, inner, left, scene.shown[index]);
    if column == 0 {
        names(sheet, layout, features, inner.top);
    }
    scales(scene, sheet, layout, inner);
    let plot = sheet.plot(
        inner,
        (-layout.reach, layout.reach),
        (features.len() as f64, 0.0),
    );
    for (row, feature) in features.iter().enumerate() {
        if let Some(entry) = entry(segment, feature) {
            bar(&plot, entry, row as f64 + 0.5, place, layout.reach);
        }
    }
}

/// From zero to the effect, with its interval; what lies beyond the panel
/// ends at its edge. Groups that a feature parts without spread have effects
/// without bound.
fn bar(
    plot: &Plot<'_>,
    entry: &ProfileEntry,
    y: f64,
    place: usize,
    reach: f64,
) {
    if !entry.effect.is_finite() {
        return;
    }
    let within = |effect: f64| effect.clamp(-reach, reach);
    let corners = [(0.0, y - 0.2), (within(entry.effect), y + 0.2)];
    let pale = Paint::Segment(place).tint(0.5);
    plot.put(&Rectangle::new(corners, pale));
    let (low, high) = entry.interval;
    if low.is_finite() && high.is_finite() {
        let line = Paint::Ink.stroke(12);
        let (low, high) = (within(low), within(high));
        plot.line((low, y), (high, y), line);
        for end in [low, high] {
            plot.line((end, y - 0.16), (end, y + 0.16), line);
        }
    }
}

/// The segment's mark and name.
fn head(
    sheet: &Sheet<'_>,
    inner: Frame,
    left: f64,
    Shown { place, segment }: Shown<'_>,
) {
    let y = inner.top - HEAD / 2.0;
    sheet.mark((left + 6.0, y), place, 4.5);
    let room = inner.right - left - 18.0;
    let name = metrics::fit(&segment.name, FONT * 1.06, room);
    let strong = Lettering::start(Paint::Ink).strong();
    sheet.text((left + 18.0, y), &name, strong);
}

fn names(
    sheet: &Sheet<'_>,
    layout: &Layout,
    features: &[&FeatureInfo],
    top: f64,
) {
    for (row, feature) in features.iter().enumerate() {
        let name = metrics::fit(&feature.title, FONT, layout.names);
        let at = (layout.names, top + ROW * (row as f64 + 0.5));
        sheet.text(at, &name, Lettering::end(Paint::Soft));
    }
}

/// The zero line and a hairline at each round effect.
fn scales(
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    layout: &Layout,
    inner: Frame,
) {
    let ticks = scale::around_zero(layout.reach);
    let digits = scale::digits(&ticks);
    for tick in ticks {
        let share = (tick + layout.reach) / (2.0 * layout.reach);
        let x = inner.left + share * inner.width();
        let ends = [(x, inner.top), (x, inner.bottom)];
        let zero = tick.abs() < 1e-9;
        let paint = if zero { Paint::Soft } else { Paint::Line };
        sheet.path(&ends, paint.stroke(10));
        let text = scene.decimal(tick, digits);
        let at = (x, inner.bottom + 10.0);
        sheet.text(at, &text, Lettering::middle(Paint::Soft));
    }
}

/// The strongest effect of all, in words.
fn description(scene: &Scene<'_>, features: &[&FeatureInfo]) -> String {
    let strongest = scene
        .shown
        .iter()
        .flat_map(|&Shown { segment, .. }| {
            features.iter().filter_map(move |feature| {
                Some((segment, *feature, entry(segment, feature)?))
            })
        })
        .fold(None, |best: Option<Found<'_>>, found| match best {
            Some(best) if best.2.effect.abs() >= found.2.effect.abs() => {
                Some(best)
            }
            _ => Some(found),
        });
    let Some((segment, feature, entry)) = strongest else {
        let nothing = "There is nothing to compare.";
        return scene.say(nothing, "Es gibt nichts zu vergleichen.").into();
    };
    let effect = scene.decimal(entry.effect, 1);
    let low = scene.decimal(entry.interval.0, 1);
    let high = scene.decimal(entry.interval.1, 1);
    match scene.language {
        Language::En => format!(
            "The strongest difference is “{}” in {}: {effect} standard \
             deviations from the rest (95% interval {low} to {high}).",
            segment.name, feature.title
        ),
        Language::De => format!(
            "Am stärksten hebt sich „{}“ in „{}“ ab: {effect} \
             Standardabweichungen von den übrigen (95-%-Intervall {low} \
             bis {high}).",
            segment.name, feature.title
        ),
    }
}

type Found<'a> = (&'a Segment, &'a FeatureInfo, &'a ProfileEntry);

fn table(scene: &Scene<'_>, features: &[&FeatureInfo]) -> TableTwin {
    let head = [
        ("Segment", "Segment"),
        ("Feature", "Merkmal"),
        ("Median", "Median"),
        ("Middle half", "Mittlere Hälfte"),
        ("Unit", "Einheit"),
        ("Effect", "Effekt"),
        ("95% interval", "95-%-Intervall"),
    ];
    let head = scene.words(&head);
    let rows = scene.shown.iter().flat_map(|Shown { segment, .. }| {
        features.iter().filter_map(move |feature| {
            let entry = entry(segment, feature)?;
            Some(table_row(scene, segment, feature, entry))
        })
    });
    TableTwin {
        rows: rows.collect(),
        head,
    }
}

fn table_row(
    scene: &Scene<'_>,
    segment: &Segment,
    feature: &FeatureInfo,
    entry: &ProfileEntry,
) -> Vec<String> {
    let to = scene.say("to", "bis");
    let part = if feature.unit.starts_with('%') {
        100.0
    } else {
        1.0
    };
    let quantity = |value: f64| scene.quantity(value * part);
    let (low, high) = entry.quartiles;
    let (below, above) = entry.interval;
    vec![
        segment.name.clone(),
        feature.title.clone(),
        quantity(entry.median),
        format!("{} {to} {}", quantity(low), quantity(high)),
        feature.unit.clone(),
        scene.decimal(entry.effect, 2),
        format!(
            "{} {to} {}",
            scene.decimal(below, 2),
            scene.decimal(above, 2)
        ),
    ]
}
