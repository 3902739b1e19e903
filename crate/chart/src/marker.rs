//! A shape for every segment, so that colour is never the only sign.

use plotters::element::{DynElement, IntoDynElement};
use plotters::prelude::*;

use crate::paint::Paint;
use crate::svg::{Svg, TENTHS};

/// How many shapes there are.
pub(crate) const SHAPES: usize = 10;

/// The mark of the segment at `place`, about `radius` CSS pixels large.
pub(crate) fn marker<'a, C: Clone + 'a>(
    at: C,
    place: usize,
    radius: f64,
    opacity: f64,
) -> DynElement<'a, Svg<'a>, C> {
    let style = Paint::Segment(place).tint(opacity);
    let base = EmptyElement::at(at);
    let tenths = |x: f64| (x * radius * TENTHS).round() as i32;
    let outline = Paint::Segment(place).stroke(tenths(0.45) as u32);
    match place % SHAPES {
        0 => (base + Circle::new((0, 0), tenths(1.0), style)).into_dyn(),
        7 => (base + Circle::new((0, 0), tenths(0.9), outline)).into_dyn(),
        8 => {
            let side = tenths(0.8);
            let corners = [(-side, -side), (side, side)];
            (base + Rectangle::new(corners, outline)).into_dyn()
        }
        shape => {
            let corners: Vec<_> = corners(shape)
                .iter()
                .map(|&(x, y)| (tenths(x), tenths(y)))
                .collect();
            (base + Polygon::new(corners, style)).into_dyn()
        }
    }
}

/// The corners of a filled shape around the origin, `y` downwards.
fn corners(shape: usize) -> &'static [(f64, f64)] {
    match shape {
        1 => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        2 => &[(0.0, -1.15), (1.15, 0.9), (-1.15, 0.9)],
        3 => &[(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)],
        4 => &CROSS,
        5 => &PLUS,
        6 => &[(0.0, 1.15), (1.15, -0.9), (-1.15, -0.9)],
        _ => &[
            (-1.15, 0.0),
            (-0.58, -1.0),
            (0.58, -1.0),
            (1.15, 0.0),
            (0.58, 1.0),
            (-0.58, 1.0),
        ],
    }
}

const CROSS: [(f64, f64); 12] = [
    (0.0, -0.45),
    (0.7, -1.15),
    (1.15, -0.7),
    (0.45, 0.0),
    (1.15, 0.7),
    (0.7, 1.15),
    (0.0, 0.45),
    (-0.7, 1.15),
    (-1.15, 0.7),
    (-0.45, 0.0),
    (-1.15, -0.7),
    (-0.7, -1.15),
];

const PLUS: [(f64, f64); 12] = [
    (-0.35, -1.2),
    (0.35, -1.2),
    (0.35, -0.35),
    (1.2, -0.35),
    (1.2, 0.35),
    (0.35, 0.35),
    (0.35, 1.2),
    (-0.35, 1.2),
    (-0.35, 0.35),
    (-1.2, 0.35),
    (-1.2, -0.35),
    (-0.35, -0.35),
];
