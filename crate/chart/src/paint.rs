//! What is painted with: names of colours, never colours.
//!
//! plotters knows only red, green and blue. Each name stands for a reserved
//! triple on the way in, and [`crate::svg`] turns it back into a class.

use plotters::style::{Color, RGBAColor, RGBColor, ShapeStyle};

/// A colour by its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    /// A segment, by its place in the analysis; from the tenth on, they
    /// repeat, and the shape still differs.
    Segment(usize),
    /// A step of the heat map, `0..=9`.
    Heat(u8),
    /// Text and marks that matter.
    Ink,
    /// Captions.
    Soft,
    /// Hairlines.
    Line,
    /// The one accent.
    Accent,
    /// Text on a strong cell of the heat map.
    On,
}

/// How many colours segments have.
pub(crate) const SEGMENT_PAINTS: usize = 10;

/// Marks the triples that stand for a name.
const RESERVED: u8 = 0xC5;

impl Paint {
    /// The triple that stands for it.
    pub(crate) fn rgb(self) -> RGBColor {
        let (kind, index) = match self {
            Self::Segment(place) => (0, (place % SEGMENT_PAINTS) as u8),
            Self::Heat(step) => (1, step),
            Self::Ink => (2, 0),
            Self::Soft => (2, 1),
            Self::Line => (2, 2),
            Self::Accent => (2, 3),
            Self::On => (2, 4),
        };
        RGBColor(RESERVED, kind, index)
    }

    /// A filled shape.
    pub(crate) fn fill(self) -> ShapeStyle {
        self.rgb().filled()
    }

    /// A filled shape one can see through, `opacity` `0.0..=1.0`.
    pub(crate) fn tint(self, opacity: f64) -> ShapeStyle {
        let tinted: RGBAColor = self.rgb().mix(opacity);
        tinted.filled()
    }

    /// A stroke of so many tenths of a CSS pixel.
    pub(crate) fn stroke(self, tenths: u32) -> ShapeStyle {
        self.rgb().stroke_width(tenths)
    }
}

/// The class a triple stands for.
pub(crate) fn class((red, kind, index): (u8, u8, u8)) -> String {
    match (red, kind, index) {
        (RESERVED, 0, place) => format!("s{place}"),
        (RESERVED, 1, step) => format!("h{step}"),
        (RESERVED, 2, 1) => "soft".to_string(),
        (RESERVED, 2, 2) => "line".to_string(),
        (RESERVED, 2, 3) => "accent".to_string(),
        (RESERVED, 2, 4) => "on".to_string(),
        _ => "ink".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paint_comes_back_as_its_class() {
        let of = |paint: Paint| {
            let RGBColor(red, green, blue) = paint.rgb();
            class((red, green, blue))
        };
        assert_eq!(of(Paint::Segment(3)), "s3");
        assert_eq!(of(Paint::Segment(12)), "s2");
        assert_eq!(of(Paint::Heat(9)), "h9");
        assert_eq!(of(Paint::Ink), "ink");
        assert_eq!(of(Paint::Soft), "soft");
        assert_eq!(of(Paint::Line), "line");
        assert_eq!(of(Paint::Accent), "accent");
        assert_eq!(of(Paint::On), "on");
    }
}
