//! Which encoding from before UTF-8 a text may be written in.

use std::{ops::RangeInclusive, sync::OnceLock};

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, IBM866, ISO_8859_15, KOI8_R,
    MACINTOSH, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253,
};

/// Bytes looked at.
const LOOK: usize = 16 << 10;

/// The encoding of a text from before UTF-8; windows-1252 where nothing
/// speaks for another one.
pub(super) fn old_encoding(head: &[u8]) -> &'static Encoding {
    let head = &head[..head.len().min(LOOK)];
    let others = [KOI8_R, WINDOWS_1251, IBM866, WINDOWS_1253];
    let latin = [WINDOWS_1252, WINDOWS_1250, ISO_8859_15, MACINTOSH];
    let n_high = head.iter().filter(|byte| !byte.is_ascii()).count() as i64;
    let (other, found) = most_plausible(head, others);
    // Capitals stand before small letters in Greek and Russian; what reads
    // so is hardly Chinese.
    let text = other.decode_without_bom_handling(head).0;
    let small = |c: &char| !c.is_ascii() && c.is_lowercase();
    let n_small = text.chars().filter(small).count() as i64;
    let in_words = 20 * found >= 19 * n_high && 2 * n_small >= n_high;
    if in_words && is_other_script(head) {
        return other;
    }
    if let Some(encoding) = east_asian(head) {
        return encoding;
    }
    match is_other_script(head) {
        true => other,
        false => most_plausible(head, latin).0,
    }
}

/// The encoding that reads most characters as they may stand, the first of
/// equals, and how many more those are than the others.
fn most_plausible(
    head: &[u8],
    all: [&'static Encoding; 4],
) -> (&'static Encoding, i64) {
    let read = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling(head).0;
        (encoding, plausible(&text))
    };
    let best = all.into_iter().map(read);
    let best = best.reduce(|a, b| if b.1 > a.1 { b } else { a });
    best.expect("there are four")
}

/// Whether most letters above ASCII stand three or more together, and not one
/// letter over and over.
fn is_other_script(head: &[u8]) -> bool {
    let runs = head.split(u8::is_ascii);
    let long: usize = runs.map(<[u8]>::len).filter(|n| *n > 2).sum();
    let mut seen = [false; 256];
    head.iter().for_each(|byte| seen[usize::from(*byte)] = true);
    let n_kinds = seen[128..].iter().filter(|seen| **seen).count();
    let n_high = head.iter().filter(|byte| !byte.is_ascii()).count();
    n_kinds >= 6 && 10 * long >= 6 * n_high
}

/// How many characters above ASCII stand where they may, less those that do
/// not: small letters in words, capitals before them, signs outside.
fn plausible(text: &str) -> i64 {
    let mut before = ' ';
    let mut found = 0;
    let mut all = text.chars().peekable();
    while let Some(c) = all.next() {
        let after = all.peek().copied().unwrap_or(' ');
        if !c.is_ascii() {
            let in_word = before.is_alphabetic() || after.is_alphabetic();
            let fits = if c.is_alphabetic() {
                let rises = c.is_uppercase() && before.is_lowercase();
                !rises && !matches!(c, 'º' | 'ª' | 'ƒ')
            } else {
                (is_mark(c) || !in_word) && !is_rare(c) && !c.is_control()
            };
            found += if fits { 1 } else { -1 };
        }
        before = c;
    }
    found
}

/// Signs that may stand at a word or in it.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '‘'
            ..='„'
                | '‹'
                | '›'
                | '«'
                | '»'
                | '¡'
                | '¿'
                | '·'
                | '\u{a0}'
                | '\u{ad}'
    )
}

/// Signs that hardly stand in a table.
fn is_rare(c: char) -> bool {
    matches!(c, '¤' | '\u{fffd}' | '\u{2500}'..='\u{259f}' | '¶' | '¬' | '√'..='≥')
}

/// One of the encodings of Chinese, Japanese and Korean, which write two
/// bytes for most characters.
fn east_asian(head: &[u8]) -> Option<&'static Encoding> {
    let all = [EUC_JP, SHIFT_JIS, EUC_KR, BIG5, GB18030];
    let read = |encoding: &'static Encoding| {
        // A character may be cut at the end.
        let end = head.iter().rposition(u8::is_ascii).map_or(0, |at| at + 1);
        let text = encoding
            .decode_without_bom_handling_and_without_replacement(&head[..end]);
        let found = east_asian_share(encoding, &text?);
        (found > 0.5).then_some((encoding, found))
    };
    let found = all.into_iter().filter_map(read);
    let best = found.reduce(
        |best, next| {
            if next.1 > best.1 + 1e-9 { next } else { best }
        },
    );
    best.map(|(encoding, _)| encoding)
}

/// The share of characters above ASCII that are common in such a text and
/// not lost between Latin letters, `0.0..=1.0`.
fn east_asian_share(encoding: &'static Encoding, text: &str) -> f64 {
    let (mut all, mut common) = (0, 0);
    let mut before = ' ';
    for c in text.chars() {
        if !c.is_ascii() {
            all += 1;
            let alone = before.is_ascii_alphabetic();
            common += usize::from(!alone && is_common(encoding, c));
        } else if c.is_ascii_alphabetic() && !before.is_ascii() {
            common = common.saturating_sub(1);
        }
        before = c;
    }
    // Chinese and Korean read as Japanese has no kana.
    let kana = text.contains(|c| matches!(c, '\u{3041}'..='\u{30ff}'));
    let weight = if encoding == EUC_JP && !kana {
        0.8
    } else {
        1.0
    };
    weight * common as f64 / (all as f64).max(1.0)
}

fn is_common(encoding: &'static Encoding, c: char) -> bool {
    let punctuation =
        matches!(c, '\u{3000}'..='\u{3002}' | '\u{ff01}'..='\u{ff5e}');
    let kana = matches!(c, '\u{3041}'..='\u{30ff}');
    let hangul = matches!(c, '\u{ac00}'..='\u{d7a3}');
    if encoding == EUC_KR {
        return hangul || punctuation;
    }
    if kana || punctuation {
        return encoding != BIG5;
    }
    CommonHan::of(encoding).has(c)
}

/// The common Chinese characters of an encoding: those of the first half of
/// its standard, which has them in order. Found by reading every pair of
/// bytes there, once; the encoders would be 33 KB more. Not for Korean.
struct CommonHan(Vec<bool>);

/// The Chinese characters looked at.
const HAN: RangeInclusive<u32> = 0x4e00..=0x9fff;

impl CommonHan {
    fn of(encoding: &'static Encoding) -> &'static Self {
        static FOUND: [OnceLock<CommonHan>; 4] =
            [const { OnceLock::new() }; 4];
        let (at, leads) = match encoding.name() {
            "EUC-JP" => (0, 0xb0..=0xcf),
            "Shift_JIS" => (1, 0x88..=0x97),
            "Big5" => (2, 0xa4..=0xc6),
            _ => (3, 0xb0..=0xd7),
        };
        FOUND[at].get_or_init(|| Self::read(encoding, leads))
    }

    /// A line of text from each pair of bytes.
    fn read(encoding: &'static Encoding, leads: RangeInclusive<u8>) -> Self {
        let lines =
            leads.flat_map(|a| (0x40..=0xfe).map(move |b| [a, b, b'\n']));
        let bytes: Vec<u8> = lines.flatten().collect();
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        let mut common = vec![false; HAN.count()];
        for line in text.lines() {
            let mut read = line.chars();
            if let (Some(c), None) = (read.next(), read.next())
                && HAN.contains(&u32::from(c))
            {
                common[(u32::from(c) - HAN.start()) as usize] = true;
            }
        }
        Self(common)
    }

    fn has(&self, c: char) -> bool {
        let at = u32::from(c).checked_sub(*HAN.start());
        at.is_some_and(|at| self.0.get(at as usize) == Some(&true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the encoders, which nothing that ships holds.
    fn is_common_han(encoding: &'static Encoding, c: char) -> bool {
        let text = c.to_string();
        let bytes = encoding.encode(&text).0;
        let Some(lead) = bytes.first().filter(|_| bytes.len() == 2) else {
            return false;
        };
        match encoding.name() {
            "EUC-JP" => (0xb0..=0xcf).contains(lead),
            "Shift_JIS" => (0x88..=0x97).contains(lead),
            "Big5" => (0xa4..=0xc6).contains(lead),
            _ => (0xb0..=0xd7).contains(lead),
        }
    }

    #[test]
    fn the_common_characters_are_those_that_the_encoders_say() {
        let names = ["shift_jis", "euc-jp", "big5", "gb18030"];
        for name in names {
            let encoding = Encoding::for_label(name.as_bytes());
            let encoding = encoding.expect("a known encoding");
            let common = CommonHan::of(encoding);
            for c in HAN.filter_map(char::from_u32) {
                assert_eq!(
                    common.has(c),
                    is_common_han(encoding, c),
                    "{name} {c}"
                );
            }
        }
    }
}
