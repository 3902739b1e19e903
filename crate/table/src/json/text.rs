//! The texts and numbers of JSON.

use std::ops::Range;

use super::fault::Fault;
use super::scan::{Bad, Stop};
use crate::limits;

/// The text between two quotation marks.
pub(crate) struct Quoted {
    /// The bytes between the marks.
    pub inside: Range<usize>,
    /// A backslash is among them.
    pub escaped: bool,
}

fn bad<T>(fault: Fault, at: usize) -> Result<T, Stop> {
    Err(Stop::Bad(Bad { fault, at }))
}

/// Holds a token to [`limits::FIELD`], whatever else is said of it.
pub(crate) fn limited<T>(
    found: Result<(T, usize), Stop>,
    text: &[u8],
    start: usize,
) -> Result<T, Stop> {
    let reached = match &found {
        Ok((_, end)) => *end,
        Err(Stop::Bad(bad)) => bad.at,
        Err(Stop::More) => text.len(),
    };
    if reached > start + limits::FIELD {
        return bad(Fault::Field, start);
    }
    found.map(|(found, _)| found)
}

/// The text whose opening quotation mark stands at `start`.
#[inline(never)]
pub(crate) fn quoted(text: &[u8], start: usize) -> Result<Quoted, Stop> {
    let mut at = start + 1;
    let mut escaped = false;
    let mut is_ascii = true;
    let found = loop {
        at += plain(&text[at..], &mut is_ascii);
        match text.get(at) {
            None => break Err(Stop::More),
            Some(b'"') => {
                let inside = start + 1..at;
                break Ok((Quoted { inside, escaped }, at + 1));
            }
            Some(b'\\') => match escape(text, at) {
                Ok(len) => {
                    escaped = true;
                    at += len;
                }
                Err(stop) => break Err(stop),
            },
            Some(0) => break bad(Fault::Nul, at),
            Some(_) => break bad(Fault::Control, at),
        }
    };
    let found = limited(found, text, start)?;
    if is_ascii {
        return Ok(found);
    }
    let Range { start, end } = found.inside;
    match std::str::from_utf8(&text[start..end]) {
        Err(error) => bad(Fault::Utf8, start + error.valid_up_to()),
        Ok(_) => Ok(found),
    }
}

/// How many bytes come before the next quotation mark, backslash or control
/// character: eight at a time, each in a byte of a number. A borrow from one
/// byte to the next leaves the lowest that is found as it is.
fn plain(text: &[u8], is_ascii: &mut bool) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const TOPS: u64 = ONES << 7;
    let less = |x: u64, than: u64| x.wrapping_sub(ONES * than) & !x & TOPS;
    let is = |x: u64, byte: u8| less(x ^ (ONES * u64::from(byte)), 1);
    let (words, rest) = text.as_chunks::<8>();
    for (n, word) in words.iter().enumerate() {
        let x = u64::from_le_bytes(*word);
        let found = is(x, b'"') | is(x, b'\\') | less(x, 0x20);
        let before = (found & found.wrapping_neg()).wrapping_sub(1);
        *is_ascii &= x & TOPS & before == 0;
        if found != 0 {
            return 8 * n + found.trailing_zeros() as usize / 8;
        }
    }
    let is_plain = |b: &&u8| !matches!(b, b'"' | b'\\' | ..0x20);
    let n = rest.iter().take_while(is_plain).count();
    *is_ascii &= rest[..n].is_ascii();
    8 * words.len() + n
}

/// The length of the escape at `at`.
fn escape(text: &[u8], at: usize) -> Result<usize, Stop> {
    match text.get(at + 1) {
        None => Err(Stop::More),
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
        Some(b'u') => {
            for digit in at + 2..at + 6 {
                match text.get(digit) {
                    None => return Err(Stop::More),
                    Some(byte) if byte.is_ascii_hexdigit() => {}
                    Some(_) => return bad(Fault::Escape, at),
                }
            }
            Ok(6)
        }
        Some(_) => bad(Fault::Escape, at),
    }
}

/// Appends a quoted text without its escapes, which are whole.
pub(crate) fn unescape(
    text: &[u8],
    inside: Range<usize>,
    out: &mut Vec<u8>,
) -> Result<(), Stop> {
    let Range { start: mut at, end } = inside;
    while at < end {
        let rest = &text[at..end];
        let plain = memchr::memchr(b'\\', rest).unwrap_or(rest.len());
        out.extend_from_slice(&rest[..plain]);
        at += plain;
        if at == end {
            break;
        }
        let (c, len) = match text[at + 1] {
            b'u' => unicode(text, at, end)?,
            b'b' => ('\u{8}', 2),
            b'f' => ('\u{c}', 2),
            b'n' => ('\n', 2),
            b'r' => ('\r', 2),
            b't' => ('\t', 2),
            other => (char::from(other), 2),
        };
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        at += len;
    }
    Ok(())
}

/// The character of `\u…` at `at`, or of two that are a pair.
fn unicode(text: &[u8], at: usize, end: usize) -> Result<(char, usize), Stop> {
    let first = unit(text, at);
    if first == 0 {
        return bad(Fault::Nul, at);
    }
    let pair = (0xd800..0xdc00).contains(&first)
        && at + 12 <= end
        && text[at + 6..].starts_with(b"\\u");
    let (code, len) = if pair {
        let low = unit(text, at + 6).wrapping_sub(0xdc00);
        if low > 0x3ff {
            return bad(Fault::Surrogate, at);
        }
        (0x10000 + ((first - 0xd800) << 10) + low, 12)
    } else {
        (first, 6)
    };
    match char::from_u32(code) {
        Some(c) => Ok((c, len)),
        None => bad(Fault::Surrogate, at),
    }
}

/// The four hexadecimal digits after `\u`.
fn unit(text: &[u8], at: usize) -> u32 {
    let digits = text[at + 2..at + 6].iter();
    digits.fold(0, |sum, digit| {
        let digit = char::from(*digit).to_digit(16);
        16 * sum + digit.expect("escapes were checked")
    })
}

/// Whether a word is a number as JSON writes one.
pub(crate) fn is_number(word: &[u8]) -> bool {
    let rest = word.strip_prefix(b"-").unwrap_or(word);
    let rest = match rest {
        [b'0', rest @ ..] => rest,
        [b'1'..=b'9', ..] => after_digits(rest),
        _ => return false,
    };
    let rest = match rest {
        [b'.', b'0'..=b'9', ..] => after_digits(&rest[1..]),
        _ => rest,
    };
    match rest {
        [] => true,
        [b'e' | b'E', b'+' | b'-', digits @ ..]
        | [b'e' | b'E', digits @ ..] => {
            !digits.is_empty() && after_digits(digits).is_empty()
        }
        _ => false,
    }
}

fn after_digits(text: &[u8]) -> &[u8] {
    let n = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    &text[n..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_found_wherever_it_stands() {
        for sign in [b'"', b'\\', 0, 0x1f] {
            for at in 0..20 {
                let mut text = [b'x'; 20];
                text[at] = sign;
                text[(at + 1) % 20] = 0xe9;
                let mut is_ascii = true;
                assert_eq!(plain(&text, &mut is_ascii), at);
                // Only what stands before the sign counts.
                assert_eq!(is_ascii, at != 19);
            }
        }
        let mut is_ascii = true;
        let signless = [0x20, 0x21, 0x23, 0x5b, 0x5d, 0x7f, 0x80, 0xa2, 0xff];
        assert_eq!(plain(&signless, &mut is_ascii), signless.len());
        assert!(!is_ascii);
    }
}
