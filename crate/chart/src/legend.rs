//! Marks with their names, flowing from left to right.

use crate::metrics;
use crate::paint::Paint;
use crate::scene::Shown;
use crate::sheet::{FONT, Lettering, Sheet};

const ROW: f64 = 20.0;
const MARK: f64 = 16.0;
const GAP: f64 = 18.0;
const LONGEST: f64 = 210.0;

/// A legend that knows its height before it is drawn.
pub(crate) struct Legend {
    entries: Vec<Entry>,
    /// In CSS pixels.
    pub(crate) height: f64,
}

struct Entry {
    place: usize,
    at: (f64, f64),
    name: String,
}

impl Legend {
    /// Lays the segments' names out over so many CSS pixels.
    pub(crate) fn lay_out(shown: &[Shown<'_>], width: f64) -> Self {
        let (mut x, mut y) = (0.0, ROW / 2.0);
        let mut entries = Vec::new();
        for &Shown { place, segment } in shown {
            let room = LONGEST.min(width - MARK);
            let name = metrics::fit(&segment.name, FONT, room);
            let length = MARK + metrics::width(&name, FONT);
            if x > 0.0 && x + length > width {
                (x, y) = (0.0, y + ROW);
            }
            entries.push(Entry {
                place,
                at: (x, y),
                name,
            });
            x += length + GAP;
        }
        let height = if entries.is_empty() {
            0.0
        } else {
            y + ROW / 2.0
        };
        Self { entries, height }
    }

    /// Draws it with its corner at `(left, top)`.
    pub(crate) fn draw(&self, sheet: &Sheet<'_>, (left, top): (f64, f64)) {
        for entry in &self.entries {
            let (x, y) = (left + entry.at.0, top + entry.at.1);
            sheet.mark((x + 5.0, y), entry.place, 4.5);
            let how = Lettering::start(Paint::Ink);
            sheet.text((x + MARK, y), &entry.name, how);
        }
    }
}
