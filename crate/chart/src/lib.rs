//! A finished analysis to SVG text, by plotters.
//!
//! Takes an [`Analysis`], gives SVG with a title, a one-sentence description
//! and a table twin. Computes no statistic, reads no file, touches no DOM.
//!
//! The SVG has no colour of its own: whatever shows it says what the
//! classes mean, as `color`. `s0`…`s9` are segments, `h0`…`h9` the steps of
//! the heat map from least to most, `ink`, `soft` and `line` text, captions
//! and hairlines, `accent` what is chosen, `on` text on the steps `h7` to
//! `h9`. Shapes and text paint with `currentColor`.

mod arrows;
mod cloud;
mod evidence;
mod legend;
mod map;
mod marker;
mod metrics;
mod neighbours;
pub mod number;
mod paint;
mod profile;
mod rfm;
mod scale;
mod scene;
mod shares;
mod sheet;
mod svg;
mod tree;

use kindred::Analysis;
use kindred::plan::Language;
use serde::{Deserialize, Serialize};

pub use crate::cloud::Plane;
use crate::scene::Scene;
use crate::sheet::Sheet;
use crate::svg::Svg;
pub use crate::svg::one_line;

/// Every chart by name.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum ChartName {
    /// Customers along the two main axes.
    Map,
    /// Customers by who is near whom.
    Neighbours,
    /// Customers and revenue of each segment.
    Shares,
    /// Recency by number of orders.
    Rfm,
    /// The evidence on the number of groups.
    Evidence,
    /// Each segment in each feature.
    Profile,
    /// How groups come together, where the method joins step by step.
    Tree,
}

/// How large to draw, in CSS pixels. What lies outside the ranges is drawn
/// at the nearest end.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
pub struct Size {
    /// `200..=2000`.
    pub width: u32,
    /// `120..=2000`; a chart that needs more to be read takes more.
    pub height: u32,
}

/// A drawn chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Drawing {
    /// What it shows.
    pub title: String,
    /// What a reader should see in it, in one sentence.
    pub description: String,
    /// A complete `<svg>`; colours are classes (`s0`, `s1`, …, `ink`,
    /// `soft`, `line`), so that the page's theme applies.
    pub svg: String,
    /// The same numbers.
    pub table: TableTwin,
    /// What its arrows say, where it has some.
    pub arrows: Option<TableTwin>,
    /// Where its numbers lie, where it is a map of customers.
    pub plane: Option<Plane>,
}

/// The numbers of a chart as text, formatted for reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct TableTwin {
    /// Column heads.
    pub head: Vec<String>,
    /// Rows; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

/// Draws a chart in the language of the plan that was run. Any analysis can
/// be drawn: one without segments, points or amounts says so in the chart.
///
/// Takes time linear in what is shown.
pub fn draw(
    analysis: &Analysis,
    chart: ChartName,
    size: Size,
    language: Language,
) -> Drawing {
    picture(&Scene::whole(analysis, size, language), chart)
}

/// Draws a chart as it may stand in a report: without segments of fewer
/// than ten customers, and without counts that are as small. A hidden count
/// is a `·`.
pub fn draw_to_tell(
    analysis: &Analysis,
    chart: ChartName,
    size: Size,
    language: Language,
) -> Drawing {
    picture(&Scene::to_tell(analysis, size, language), chart)
}

/// The shape of the segment at `place` in the analysis as a small `<svg>`
/// of class `mark`, hidden from screen readers: the name stands beside it.
pub fn mark(place: usize) -> String {
    let mut svg = String::new();
    let sheet = Sheet::new(Svg::ornament(&mut svg, (12, 12)));
    sheet.mark((6.0, 6.0), place, 4.5);
    drop(sheet);
    svg
}

fn picture(scene: &Scene<'_>, chart: ChartName) -> Drawing {
    match chart {
        ChartName::Map => map::draw(scene),
        ChartName::Neighbours => neighbours::draw(scene),
        ChartName::Shares => shares::draw(scene),
        ChartName::Rfm => rfm::draw(scene),
        ChartName::Evidence => evidence::draw(scene),
        ChartName::Profile => profile::draw(scene),
        ChartName::Tree => tree::draw(scene),
    }
}
