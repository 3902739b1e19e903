//! Words that stand for "no value" in a column of numbers or dates.

/// In a column that otherwise reads as a type these are missing; in a column
/// of texts they are texts.
pub(crate) const MISSING_WORDS: [&str; 28] = [
    "na", "n/a", "n.a.", "#n/a", "<na>", "nan", "null", "none", "nil", "nul",
    "(null)", "\\n", "-", "--", "---", "–", "—", "?", ".", "#null!",
    "#div/0!", "#value!", "#ref!", "#name?", "#num!", "keine", "k.a.",
    "missing",
];

/// Whether a text is one of [`MISSING_WORDS`], whatever its case.
pub(crate) fn is_missing_word(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 9
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && MISSING_WORDS
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
}
