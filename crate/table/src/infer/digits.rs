//! Digits of other scripts, as those of ASCII.

use std::borrow::Cow;

use super::number::Mark;

/// Where the ten digits of a script begin: Arabic-Indic, Persian, Devanagari,
/// full-width.
const NOUGHTS: [char; 4] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];

/// The text with its digits and signs as ASCII has them, borrowed where they
/// are so already.
pub(crate) fn plain(text: &str, mark: Mark) -> Cow<'_, str> {
    let is_other = |c: char| ascii(c, mark).is_some();
    if text.is_ascii() || !text.contains(is_other) {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| ascii(c, mark).unwrap_or(c);
    Cow::Owned(text.chars().map(plain).collect())
}

fn ascii(c: char, mark: Mark) -> Option<char> {
    let (decimal, group) = match mark {
        Mark::Point => ('.', ','),
        Mark::Comma => (',', '.'),
    };
    match c {
        '\u{66b}' => return Some(decimal),
        '\u{66c}' => return Some(group),
        '\u{66a}' => return Some('%'),
        // Full-width signs, but for the dollar, which is a currency's.
        '\u{ff04}' => return None,
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}' => {
            return char::from_u32(u32::from(c) - 0xfee0);
        }
        _ => {}
    }
    let of = |nought: char| u32::from(c).checked_sub(u32::from(nought));
    let digit = NOUGHTS.into_iter().filter_map(of).find(|digit| *digit < 10);
    digit.and_then(|digit| char::from_digit(digit, 10))
}
