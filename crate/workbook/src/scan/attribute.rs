//! What stands in a tag.

use memchr::memchr;

use super::Fault;
use crate::limits;

/// Whether `XFD1048576` or less, where there is a reference.
pub(super) fn within(reference: Option<&[u8]>) -> Result<(), Fault> {
    reference.map_or(Ok(()), |reference| place(reference).map(|_| ()))
}

/// The row and the column of a reference, from 1; 0 where it tells none.
fn place(reference: &[u8]) -> Result<(u64, u32), Fault> {
    let letters = reference.iter().take_while(|b| b.is_ascii_alphabetic());
    let n_letters = letters.count();
    let (letters, digits) = reference.split_at(n_letters);
    let column = letters.iter().take(4).fold(0, |column, letter| {
        column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row = number(digits);
    let inside = n_letters <= 3
        && column <= limits::COLUMNS
        && row <= u64::from(limits::ROWS);
    if inside {
        return Ok((row, column));
    }
    let told = &reference[..reference.len().min(40)];
    Err(Fault::Range(String::from_utf8_lossy(told).into_owned()))
}

/// Whether a sheet's cells `A1:XFD1048576` end after they begin: who trusts
/// them takes the one from the other.
pub(super) fn dimension(range: &[u8]) -> Result<(), Fault> {
    let mut last = (0, 0);
    for corner in range.split(|byte| *byte == b':') {
        let corner = place(corner)?;
        if corner.0 < last.0 || corner.1 < last.1 {
            return Err(Fault::Odd("its sheet ends before it begins"));
        }
        last = corner;
    }
    Ok(())
}

/// Where a tag that begins here ends, of an element and in this piece;
/// else it has to be gathered.
pub(super) fn end_of_tag(rest: &[u8]) -> Option<usize> {
    if matches!(rest.first(), None | Some(b'!' | b'?' | b'>')) {
        return None;
    }
    let mut quote = 0;
    for (at, byte) in rest.iter().take(limits::TAG).enumerate() {
        match byte {
            b'>' if quote == 0 => return Some(at),
            b'"' | b'\'' if quote == 0 => quote = *byte,
            byte if *byte == quote => quote = 0,
            _ => {}
        }
    }
    None
}

/// The reference of a cell, which nearly always stands first.
pub(super) fn reference(tag: &[u8]) -> Option<&[u8]> {
    let Some(value) = tag.strip_prefix(b"c r=\"") else {
        return attribute(tag, b"r");
    };
    let end = value.iter().position(|byte| *byte == b'"')?;
    Some(&value[..end])
}

/// Digits as a number; what is none counts as the largest.
pub(super) fn number(digits: &[u8]) -> u64 {
    if (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
    {
        let add = |sum, digit: &u8| sum * 10 + u64::from(digit - b'0');
        return digits.iter().fold(0, add);
    }
    let text = std::str::from_utf8(digits).unwrap_or("x");
    if text.is_empty() {
        return 0;
    }
    text.trim().parse().unwrap_or(u64::MAX)
}

/// The value of an attribute, whatever prefix it has.
pub(super) fn attribute<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut rest = tag;
    loop {
        let equals = memchr(b'=', rest)?;
        let key = rest[..equals].trim_ascii_end();
        let value = rest[equals + 1..].trim_ascii_start();
        let (quote, value) = value.split_first()?;
        let end = memchr(*quote, value)?;
        let start = key.iter().rposition(|b| b.is_ascii_whitespace());
        let key = &key[start.map_or(0, |at| at + 1)..];
        if key == name {
            return Some(&value[..end]);
        }
        rest = &value[end + 1..];
    }
}
