//! Canonical equivalence: one way of writing letters with marks.
//!
//! `ü` is one character or a `u` and a diaeresis; to a reader, and to the
//! mail server, it is the same letter. A text taken apart into letters and
//! marks, the marks in their order (Unicode's normalization form D, UAX 15),
//! is the same for both.
//!
//! A crate does this for all of Unicode in 115 KB of the engine. These tables
//! take 7: ideographs of old code pages and the second plane stay as they
//! are.

use super::marks::{CLASSES, PAIRS};

/// The characters taken apart, their marks in order.
///
/// O(characters · log table).
pub(crate) fn decomposed(text: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut parts = Vec::new();
    let mut marks: Vec<(u16, char)> = Vec::new();
    for c in text {
        parts.clear();
        take_apart(c, &mut parts);
        for part in &parts {
            let class = class(*part);
            if class > 0 {
                marks.push((class, *part));
                continue;
            }
            put_in_order(&mut marks, &mut out);
            out.push(*part);
        }
    }
    put_in_order(&mut marks, &mut out);
    out
}

/// Marks of one class stay in the order in which they stand.
fn put_in_order(marks: &mut Vec<(u16, char)>, out: &mut String) {
    let mut last = 0;
    let after = |last| {
        let classes = marks.iter().map(|(class, _)| *class);
        classes.filter(|class| *class > last).min()
    };
    while let Some(next) = after(last) {
        let of_class = marks.iter().filter(|(class, _)| *class == next);
        out.extend(of_class.map(|(_, mark)| *mark));
        last = next;
    }
    marks.clear();
}

fn take_apart(c: char, out: &mut Vec<char>) {
    if c < '\u{c0}' {
        return out.push(c);
    }
    if let '\u{ac00}'..='\u{d7a3}' = c {
        return take_syllable_apart(c as u32 - 0xac00, out);
    }
    let (pairs, _) = PAIRS.as_chunks::<3>();
    let found = pairs.binary_search_by(|it| u32::from(it[0]).cmp(&(c as u32)));
    let Ok(at) = found else {
        return out.push(c);
    };
    let [_, first, second] = pairs[at];
    for part in [first, second] {
        let part = char::from_u32(u32::from(part));
        if let Some(part) = part.filter(|part| *part != '\0') {
            take_apart(part, out);
        }
    }
}

/// A syllable of Hangul is a number of three digits: its first consonant,
/// its vowel and its last consonant, if any.
fn take_syllable_apart(index: u32, out: &mut Vec<char>) {
    let jamo = [
        0x1100 + index / 588,
        0x1161 + index % 588 / 28,
        0x11a7 + index % 28,
    ];
    let n_jamo = if index.is_multiple_of(28) { 2 } else { 3 };
    out.extend(jamo[..n_jamo].iter().filter_map(|it| char::from_u32(*it)));
}

/// The canonical combining class: 0 of a letter.
fn class(c: char) -> u16 {
    let (runs, _) = CLASSES.as_chunks::<2>();
    let c = c as u32;
    let after = runs.partition_point(|run| u32::from(run[0]) <= c);
    let Some([first, run]) = after.checked_sub(1).map(|at| runs[at]) else {
        return 0;
    };
    let is_in = c < u32::from(first) + u32::from(run >> 8);
    if is_in { run & 0xff } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::canonical_combining_class;

    use super::*;

    /// Beyond the first plane, and the ideographs of old code pages.
    fn is_left_alone(c: char) -> bool {
        c > '\u{ffff}' || ('\u{f900}'..='\u{faff}').contains(&c)
    }

    #[test]
    fn every_character_is_taken_apart_as_unicode_says() {
        let mut n_changed = 0;
        for c in ('\0'..=char::MAX).filter(|c| !is_left_alone(*c)) {
            let found = decomposed(std::iter::once(c));
            assert_eq!(found, c.to_string().nfd().to_string(), "{c:?}");
            n_changed += usize::from(found != c.to_string());
            let expected = u16::from(canonical_combining_class(c));
            assert_eq!(class(c), expected, "{c:?}");
        }
        assert_eq!(n_changed, 1033 + 11_172);
    }

    #[test]
    fn a_million_marks_take_no_time() {
        let marks = "\u{301}\u{323}".repeat(500_000);
        let found = decomposed(marks.chars());
        assert!(found.starts_with("\u{323}\u{323}"));
        assert_eq!(found.len(), marks.len());
    }

    proptest! {
        #[test]
        fn texts_are_taken_apart_as_unicode_says(
            text in "[a-zA-ZÀ-ɏ\u{300}-\u{345}Ͱ-ӿḀ-῾가-힣が\u{5b0}-\u{5c2}]{0,12}",
        ) {
            let expected = text.nfd().to_string();
            let composed = text.nfc().to_string();
            prop_assert_eq!(&decomposed(text.chars()), &expected);
            prop_assert_eq!(&decomposed(composed.chars()), &expected);
        }
    }
}
