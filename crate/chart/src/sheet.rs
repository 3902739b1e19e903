//! The paper: what every chart draws on, in CSS pixels.

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::element::Drawable;
use plotters::element::PointCollection;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::BackendCoord;

use crate::paint::Paint;
use crate::svg::{Svg, TENTHS};

/// The font size of everything but notes.
pub(crate) const FONT: f64 = 12.0;

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Frame {
    pub(crate) fn width(self) -> f64 {
        self.right - self.left
    }
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(crate) struct Lettering {
    pub(crate) paint: Paint,
    pub(crate) across: HPos,
    pub(crate) bold: bool,
}

impl Lettering {
    /// Starts at its point.
    pub(crate) fn start(paint: Paint) -> Self {
        Self {
            paint,
            across: HPos::Left,
            bold: false,
        }
    }

    /// Stands on its point.
    pub(crate) fn middle(paint: Paint) -> Self {
        Self {
            paint,
            across: HPos::Center,
            bold: false,
        }
    }

    /// Ends at its point.
    pub(crate) fn end(paint: Paint) -> Self {
        Self {
            paint,
            across: HPos::Right,
            bold: false,
        }
    }

    /// The same, bold.
    pub(crate) fn strong(self) -> Self {
        Self { bold: true, ..self }
    }
}

type Plane = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// A part of the paper with numbers along its sides.
pub(crate) struct Plot<'a> {
    area: DrawingArea<Svg<'a>, Plane>,
}

impl<'a> Plot<'a> {
    /// Draws an element of plotters at its numbers.
    pub(crate) fn put<'e, E>(&self, element: &'e E)
    where
        &'e E: PointCollection<'e, (f64, f64)>,
        E: Drawable<Svg<'a>>,
    {
        self.area.draw(element).expect("writing text cannot fail");
    }

    /// Where on the paper the numbers lie, in CSS pixels.
    pub(crate) fn place(&self, at: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.area.map_coordinate(&at);
        (f64::from(x) / TENTHS, f64::from(y) / TENTHS)
    }

    /// A stroke from number to number.
    pub(crate) fn line(
        &self,
        from: (f64, f64),
        to: (f64, f64),
        style: ShapeStyle,
    ) {
        self.put(&PathElement::new(vec![from, to], style));
    }
}

/// The paper.
pub(crate) struct Sheet<'a> {
    area: DrawingArea<Svg<'a>, Shift>,
}

impl<'a> Sheet<'a> {
    /// Takes new paper.
    pub(crate) fn new(svg: Svg<'a>) -> Self {
        Self {
            area: svg.into_drawing_area(),
        }
    }

    fn put<'e, E>(&self, element: &'e E)
    where
        &'e E: PointCollection<'e, BackendCoord>,
        E: Drawable<Svg<'a>>,
    {
        self.area.draw(element).expect("writing text cannot fail");
    }

    /// A part of the paper with `x` and `y` along its sides.
    pub(crate) fn plot(
        &self,
        frame: Frame,
        x: (f64, f64),
        y: (f64, f64),
    ) -> Plot<'a> {
        let (left, top) = tenths((frame.left, frame.top));
        let (right, bottom) = tenths((frame.right, frame.bottom));
        let area = self.area.clone().apply_coord_spec(Plane::new(
            x.0..x.1,
            y.0..y.1,
            (left..right, bottom..top),
        ));
        Plot { area }
    }

    /// A filled rectangle.
    pub(crate) fn rectangle(&self, frame: Frame, style: ShapeStyle) {
        let corners = [
            tenths((frame.left, frame.top)),
            tenths((frame.right, frame.bottom)),
        ];
        self.put(&Rectangle::new(corners, style));
    }

    /// A stroke through points.
    pub(crate) fn path(&self, points: &[(f64, f64)], style: ShapeStyle) {
        let points: Vec<_> = points.iter().copied().map(tenths).collect();
        self.put(&PathElement::new(points, style));
    }

    /// A text whose middle line runs through `at`.
    pub(crate) fn text(&self, at: (f64, f64), text: &str, how: Lettering) {
        let weight = if how.bold {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        let font = FontDesc::new(FontFamily::SansSerif, FONT * TENTHS, weight);
        let color = how.paint.rgb();
        let style = TextStyle::from(font)
            .color(&color)
            .pos(Pos::new(how.across, VPos::Center));
        self.put(&Text::new(text, tenths(at), style));
    }

    /// A segment's mark.
    pub(crate) fn mark(&self, at: (f64, f64), place: usize, radius: f64) {
        let mark = crate::marker::marker(tenths(at), place, radius, 1.0);
        self.put(&mark);
    }
}

/// Plotters pixels.
fn tenths((x, y): (f64, f64)) -> BackendCoord {
    ((x * TENTHS).round() as i32, (y * TENTHS).round() as i32)
}
