//! plotters' drawing commands as SVG text.
//!
//! One plotters pixel is a tenth of a CSS pixel, so whole numbers are fine
//! enough. Colours leave as classes, paint as attributes (`currentColor`),
//! so the page's theme applies and no style attribute is needed. Text runs
//! from left to right and is measured by a table, never by a font.

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle,
    DrawingBackend, DrawingErrorKind, FontStyle,
};

use crate::{metrics, paint};

/// plotters pixels in a CSS pixel.
pub(crate) const TENTHS: f64 = 10.0;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Writes an `<svg>` into a string.
pub(crate) struct Svg<'a> {
    out: &'a mut String,
    size: (u32, u32),
    /// The opening tag of the group that is open.
    group: String,
}

impl<'a> Svg<'a> {
    /// Opens a drawing of so many CSS pixels that `label` describes.
    pub(crate) fn open(
        out: &'a mut String,
        size: (u32, u32),
        label: &str,
    ) -> Self {
        let says = format!("role=\"img\" aria-label=\"{}\"", escape(label));
        Self::start(out, "chart", size, &says)
    }

    /// Opens a drawing that says nothing of its own.
    pub(crate) fn ornament(out: &'a mut String, size: (u32, u32)) -> Self {
        Self::start(out, "mark", size, "aria-hidden=\"true\"")
    }

    fn start(
        out: &'a mut String,
        class: &str,
        (width, height): (u32, u32),
        says: &str,
    ) -> Self {
        put(
            out,
            format_args!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" \
                 class=\"{class}\" viewBox=\"0 0 {width} {height}\" {says}>"
            ),
        );
        let tenths = TENTHS as u32;
        Self {
            out,
            size: (width * tenths, height * tenths),
            group: String::new(),
        }
    }

    /// Shapes of one paint stand in one group.
    fn group(&mut self, tag: String) {
        if tag == self.group {
            return;
        }
        self.close_group();
        self.out.push_str(&tag);
        self.group = tag;
    }

    fn close_group(&mut self) {
        if !self.group.is_empty() {
            self.out.push_str("</g>\n");
            self.group.clear();
        }
    }

    fn filled(&mut self, color: BackendColor) {
        let opacity = opacity("fill-opacity", color.alpha);
        self.group(format!(
            "<g class=\"{}\" fill=\"currentColor\"{opacity}>",
            paint::class(color.rgb)
        ));
    }

    fn stroked<S: BackendStyle>(&mut self, style: &S) {
        let color = style.color();
        let opacity = opacity("stroke-opacity", color.alpha);
        self.group(format!(
            "<g class=\"{}\" fill=\"none\" stroke=\"currentColor\" \
             stroke-width=\"{}\"{opacity}>",
            paint::class(color.rgb),
            Tenths(style.stroke_width() as i32)
        ));
    }

    fn path(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        self.out.push_str("<path d=\"");
        for (index, (x, y)) in points.into_iter().enumerate() {
            let letter = if index == 0 { 'M' } else { 'L' };
            put(
                self.out,
                format_args!("{letter}{} {}", Tenths(x), Tenths(y)),
            );
        }
    }
}

impl Drop for Svg<'_> {
    fn drop(&mut self) {
        self.close_group();
        self.out.push_str("</svg>");
    }
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if fill {
            self.filled(style.color());
        } else {
            self.stroked(style);
        }
        put(
            self.out,
            format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                Tenths(left),
                Tenths(top),
                Tenths(right - left),
                Tenths(bottom - top)
            ),
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.stroked(style);
        self.path(path);
        self.out.push_str("\"/>");
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if fill {
            self.filled(style.color());
        } else {
            self.stroked(style);
        }
        put(
            self.out,
            format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                Tenths(x),
                Tenths(y),
                Tenths(radius as i32)
            ),
        );
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.filled(style.color());
        self.path(corners);
        self.out.push_str("Z\"/>");
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Drawn {
        self.close_group();
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = match style.style() {
            FontStyle::Bold => " font-weight=\"600\"",
            FontStyle::Normal | FontStyle::Oblique | FontStyle::Italic => "",
        };
        put(
            self.out,
            format_args!(
                "<text class=\"{}\" fill=\"currentColor\" x=\"{}\" y=\"{}\" \
                 font-size=\"{}\"{anchor}{weight}>{}</text>\n",
                paint::class(style.color().rgb),
                Tenths(x),
                Tenths(y + baseline(style.anchor().v_pos, style.size())),
                Tenths(style.size() as i32),
                escape(text)
            ),
        );
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = metrics::width(text, style.size());
        Ok((width.ceil() as u32, (style.size() * 1.2).ceil() as u32))
    }
}

/// From the anchor down to the baseline.
fn baseline(anchor: VPos, font_size: f64) -> i32 {
    let share = match anchor {
        VPos::Top => 0.8,
        VPos::Center => 0.35,
        VPos::Bottom => -0.22,
    };
    (font_size * share).round() as i32
}

fn opacity(attribute: &str, alpha: f64) -> String {
    if alpha >= 1.0 {
        return String::new();
    }
    let hundredths = (alpha * 100.0).round() / 100.0;
    format!(" {attribute}=\"{hundredths}\"")
}

/// Plotters pixels, written as CSS pixels.
struct Tenths(i32);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.abs() / 10, self.0.abs() % 10);
        match tenth {
            0 => write!(f, "{sign}{whole}"),
            _ => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}

/// `text` for XML. What XML forbids, and what would turn the direction of
/// the text around it, becomes U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(visible(character)),
        }
    }
    out
}

/// `text` as it may stand in a line of its own: no control characters, and
/// none that turn the direction of what follows.
///
/// ```
/// assert_eq!(chart::one_line("a\u{202e}b\tc"), "a\u{fffd}b\u{fffd}c");
/// ```
pub fn one_line(text: &str) -> String {
    text.chars().map(visible).collect()
}

fn visible(character: char) -> char {
    match character {
        '\u{61C}'
        | '\u{200E}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FFFE}'..='\u{FFFF}' => '\u{FFFD}',
        _ if character.is_control() => '\u{FFFD}',
        _ => character,
    }
}

/// Writing to a string cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes any text");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_written_without_a_needless_digit() {
        assert_eq!(Tenths(120).to_string(), "12");
        assert_eq!(Tenths(-5).to_string(), "-0.5");
        assert_eq!(Tenths(1207).to_string(), "120.7");
    }

    #[test]
    fn markup_and_direction_marks_do_not_survive() {
        assert_eq!(
            escape("<script>&\"'\u{202e}\0"),
            "&lt;script&gt;&amp;&quot;&#39;\u{fffd}\u{fffd}"
        );
    }

    #[test]
    fn shapes_of_one_paint_share_a_group() {
        let mut out = String::new();
        let mut svg = Svg::open(&mut out, (20, 10), "a & b");
        let teal = BackendColor {
            alpha: 0.5,
            rgb: (0xC5, 0, 2),
        };
        svg.draw_circle((50, 55), 20, &teal, true).unwrap();
        svg.draw_circle((60, 55), 20, &teal, true).unwrap();
        drop(svg);
        assert_eq!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" \
             viewBox=\"0 0 20 10\" role=\"img\" aria-label=\"a &amp; b\">\
             <g class=\"s2\" fill=\"currentColor\" fill-opacity=\"0.5\">\
             <circle cx=\"5\" cy=\"5.5\" r=\"2\"/>\
             <circle cx=\"6\" cy=\"5.5\" r=\"2\"/></g>\n</svg>"
        );
    }
}
