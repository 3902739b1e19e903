//! Characters that nobody sees.

/// Whether a text holds a character that turns its writing round, or a
/// control that stands where a letter was decoded wrongly; or, without
/// an ordinary blank, as a key is, one that takes no room or looks like a
/// blank.
pub(crate) fn hides(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let is_key = !text.trim().contains([' ', '\t', '\n', '\r']);
    let mut before = ' ';
    text.chars().any(|c| {
        // A joiner between letters or pictures that are not ASCII is theirs.
        let joins = matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0f}')
            && !before.is_ascii();
        before = c;
        turns(c) || (is_key && !joins && is_unseen(c))
    })
}

fn turns(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{9f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    )
}

fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '\u{180e}' | '\u{2000}'..='\u{200f}'
            | '\u{202f}' | '\u{205f}' | '\u{2060}'..='\u{2064}' | '\u{3000}'
            | '\u{fe0f}' | '\u{feff}'
    )
}
