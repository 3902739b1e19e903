//! Texts that a spreadsheet would run as a formula, made harmless.

use std::borrow::Cow;

/// A text as it may stand in a cell: one that a spreadsheet might run gets
/// an apostrophe before it.
///
/// Guarded is what begins, after any apostrophes, with `=`, `+`, `-`, `@`,
/// their full-width forms, a tab, a line break or NUL. The apostrophes take
/// part so that [`unguard`] gives back every text exactly.
///
/// ```
/// use kindred::export::guard;
/// assert_eq!(guard("=1+1"), "'=1+1");
/// assert_eq!(guard("Smith"), "Smith");
/// ```
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_formula(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that [`guard`] made harmless.
///
/// ```
/// use kindred::export::unguard;
/// assert_eq!(unguard("'=1+1"), "=1+1");
/// assert_eq!(unguard("'s Hertogenbosch"), "'s Hertogenbosch");
/// ```
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text) => text,
        _ => cell,
    }
}

/// One CSV field: guarded, and in quotes where that changed it or where it
/// holds a comma, a quote, a line break or a blank at an end.
pub(super) fn field(text: &str) -> Cow<'_, str> {
    let guarded = guard(text);
    let needs_quotes = guarded.len() != text.len()
        || text.contains([',', '"', '\r', '\n'])
        || text.trim() != text;
    if needs_quotes {
        Cow::Owned(format!("\"{}\"", guarded.replace('"', "\"\"")))
    } else {
        guarded
    }
}

const STARTS: [char; 12] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
];

fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(STARTS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_dangerous_start_is_guarded_and_quoted() {
        for start in STARTS {
            let text = format!("{start}HYPERLINK(\"x\")");
            let cell = field(&text);
            assert!(cell.starts_with("\"'"), "{cell:?}");
        }
        assert_eq!(field("'=1"), "\"''=1\"");
    }

    #[test]
    fn plain_texts_stay_as_they_are() {
        for text in ["17850", "a@b.example", "'s Hertogenbosch", "", "ß"] {
            assert_eq!(field(text), text);
        }
        assert_eq!(field("Doe, Jane"), "\"Doe, Jane\"");
        assert_eq!(field("say \"x\""), "\"say \"\"x\"\"\"");
    }

    proptest! {
        #[test]
        fn a_guarded_text_comes_back_and_runs_nowhere(
            text in "['=+@\\-\t\r\n\0＝a-c]{0,6}",
        ) {
            let cell = guard(&text).into_owned();
            prop_assert_eq!(unguard(&cell), &text);
            prop_assert!(!cell.starts_with(STARTS));
        }
    }
}
