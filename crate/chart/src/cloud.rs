//! Marks of customers on a plane.

use kindred::disclose::SMALLEST;
use serde::{Deserialize, Serialize};

use crate::scene::{Scene, Shown};
use crate::sheet::{Frame, Plot, Sheet};
use crate::{marker, scale};

/// A mark.
#[derive(Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) at: (f64, f64),
    /// The segment's id.
    pub(crate) segment: u32,
}

/// Where the numbers of a map lie on its paper, so that a page can tell who
/// lies inside a line drawn on it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Plane {
    /// The left and right ends, in the drawing's own CSS pixels.
    pub across: [f64; 2],
    /// The upper and lower ends, in the drawing's own CSS pixels.
    pub down: [f64; 2],
    /// The numbers at the left and right ends.
    pub x: [f64; 2],
    /// The numbers at the lower and upper ends.
    pub y: [f64; 2],
    /// Fewer customers than this inside a line are not told.
    pub smallest: u32,
}

/// Marks, and where they are drawn.
pub(crate) struct Cloud {
    spots: Vec<Spot>,
    frame: Frame,
    pub(crate) plane: Plane,
}

impl Cloud {
    /// Lays the marks out over a frame; the numbers of `in_sight` are so in
    /// both directions.
    pub(crate) fn new(
        scene: &Scene<'_>,
        spots: Vec<Spot>,
        frame: Frame,
        in_sight: &[f64],
    ) -> Self {
        let air = if scene.tells_single { 0.04 } else { 0.3 };
        let range = |along: fn(&Spot) -> f64| {
            let along = spots.iter().map(along).chain(in_sight.to_vec());
            scale::widen(scale::range(along).unwrap_or((0.0, 1.0)), air)
        };
        let (x, y) = (range(|it| it.at.0), range(|it| it.at.1));
        let plane = Plane {
            across: [frame.left, frame.right],
            down: [frame.top, frame.bottom],
            x: x.into(),
            y: y.into(),
            smallest: SMALLEST as u32,
        };
        Self {
            spots,
            frame,
            plane,
        }
    }

    /// Draws every mark, segment by segment.
    pub(crate) fn draw<'a>(
        &self,
        scene: &Scene<'_>,
        sheet: &Sheet<'a>,
    ) -> Plot<'a> {
        let Plane { x, y, .. } = self.plane;
        let plot = sheet.plot(self.frame, x.into(), y.into());
        let crowded = self.spots.len() as f64 > scene.width;
        let radius = match (scene.tells_single, crowded) {
            (false, _) => 6.0,
            (true, true) => 2.4,
            (true, false) => 3.0,
        };
        for &Shown { place, segment } in &scene.shown {
            for spot in self.spots.iter().filter(|it| it.segment == segment.id)
            {
                if spot.at.0.is_finite() && spot.at.1.is_finite() {
                    plot.put(&marker::marker(spot.at, place, radius, 0.72));
                }
            }
        }
        plot
    }
}
