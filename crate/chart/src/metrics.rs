//! How wide a text is: a fixed table, so that a chart is laid out the same
//! in a worker, in a terminal and in a test.
//!
//! The widths are those of the common grotesque faces, in thousandths of
//! the font size, with air for the wide ones: a narrower face only leaves
//! room.

/// Widths of U+0020..=U+007E.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
    278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584,
    584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
    556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611,
    278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222,
    222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500,
    500, 500, 334, 260, 334, 584,
];

/// The widest system face in common use is this much wider than the table.
const AIR: f64 = 1.15;

/// The width of `text` in CSS pixels, set at `font_size` pixels.
pub(crate) fn width(text: &str, font_size: f64) -> f64 {
    let thousandths: u64 = text.chars().map(advance).sum();
    thousandths as f64 / 1000.0 * font_size * AIR
}

/// `text`, shortened with an ellipsis until it is at most `room` CSS pixels
/// wide.
pub(crate) fn fit(text: &str, font_size: f64, room: f64) -> String {
    if width(text, font_size) <= room {
        return text.to_string();
    }
    let room = room - width("…", font_size);
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if width(&kept, font_size) > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// The advance of one character in thousandths of the font size.
fn advance(character: char) -> u64 {
    match u32::from(character) {
        code @ 0x20..=0x7E => u64::from(ASCII[(code - 0x20) as usize]),
        0xA0 => 278,
        0x202F | 0x2009 => 200,
        0x0300..=0x036F | 0x200B..=0x200F => 0,
        0x2014 | 0x2026 | 0x2190..=0x21FF => 1000,
        0x1100..=0x11FF | 0x2E80..=0xFFDC => 1000,
        code if code >= 0x1_F000 => 1300,
        code if code >= 0x1_0000 => 1000,
        _ => 640,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_is_left_alone() {
        assert_eq!(fit("Regular", 12.0, 100.0), "Regular");
    }

    #[test]
    fn a_long_text_ends_in_an_ellipsis_and_fits() {
        let long = "Customers who come back in every season of the year";
        let short = fit(long, 12.0, 120.0);
        assert!(short.ends_with('…') && short.len() < long.len());
        assert!(width(&short, 12.0) <= 120.0, "{short}");
    }

    #[test]
    fn no_room_leaves_the_ellipsis() {
        assert_eq!(fit("Regular", 12.0, 0.0), "…");
    }

    #[test]
    fn every_printable_character_has_a_width() {
        assert!((' '..='~').all(|character| advance(character) > 100));
        assert_eq!(advance('\u{301}'), 0);
    }
}
