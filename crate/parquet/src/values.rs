//! The values of a page, as texts or as numbers of a dictionary's.

use crate::bits::{hybrid, little_endian, unpack};
use crate::convert::{self, Kind};
use crate::delta;
use crate::limits;
use crate::refuse::{Fault, Result};
use crate::schema::Leaf;
use crate::texts::Texts;

/// The values that are not missing.
#[derive(Debug)]
pub(crate) enum Values {
    /// Which of the dictionary.
    Codes(Vec<u32>),
    Texts(Texts),
}

impl Values {
    /// Bytes taken.
    pub fn memory(&self) -> usize {
        match self {
            Self::Codes(codes) => 4 * codes.capacity(),
            Self::Texts(texts) => texts.memory(),
        }
    }
}

const BOOLEAN: i64 = 0;
const INT_32: i64 = 1;
const BYTES: i64 = 6;

/// Reads `n` values of a column in an encoding.
pub(crate) fn decode(
    leaf: &Leaf,
    encoding: u64,
    bytes: &[u8],
    n: usize,
) -> Result<Values> {
    let texts = match encoding {
        2 | 8 => return codes(bytes, n).map(Values::Codes),
        0 if leaf.physical == BOOLEAN => truths(bytes, n)?,
        3 if leaf.physical == BOOLEAN => runs(bytes, n)?,
        0 if leaf.physical == BYTES => plain_bytes(leaf, bytes, n)?,
        0 => fixed(leaf, bytes, n)?,
        5 => differences(leaf, bytes, n)?,
        6 if leaf.physical == BYTES => {
            let (texts, _) = lengths(bytes, n)?;
            written(leaf, texts.iter().copied())?
        }
        7 => prefixes(leaf, bytes, n)?,
        9 => split_streams(leaf, bytes, n)?,
        other => return Err(Fault::Encoding(other)),
    };
    match texts.len() == n {
        true => Ok(Values::Texts(texts)),
        false => Err(Fault::Damaged),
    }
}

fn codes(bytes: &[u8], n: usize) -> Result<Vec<u32>> {
    match bytes.split_first() {
        Some((width, bytes)) => hybrid(bytes, u32::from(*width), n),
        None if n == 0 => Ok(Vec::new()),
        None => Err(Fault::Damaged),
    }
}

fn truth(value: bool, texts: &mut Texts) {
    let word = if value { &b"true"[..] } else { b"false" };
    texts.open().extend_from_slice(word);
    texts.end();
}

fn truths(bytes: &[u8], n: usize) -> Result<Texts> {
    let mut texts = Texts::default();
    unpack(bytes, 1, n, |value| truth(value == 1, &mut texts))?;
    Ok(texts)
}

fn runs(bytes: &[u8], n: usize) -> Result<Texts> {
    let bytes = bytes.get(4..).ok_or(Fault::Damaged)?;
    let mut texts = Texts::default();
    for value in hybrid(bytes, 1, n)? {
        truth(value == 1, &mut texts);
    }
    Ok(texts)
}

/// The texts of values as bytes.
fn written<'a>(
    leaf: &Leaf,
    values: impl Iterator<Item = &'a [u8]>,
) -> Result<Texts> {
    let mut texts = Texts::default();
    for value in values {
        write(leaf, value, &mut texts)?;
    }
    Ok(texts)
}

fn write(leaf: &Leaf, value: &[u8], texts: &mut Texts) -> Result<()> {
    let is_int = matches!(value.len(), 4 | 8)
        && matches!(leaf.physical, 1 | 2)
        && leaf.kind != Kind::Text;
    let out = texts.open();
    if is_int {
        let wide = little_endian(value) as i64;
        let value = if value.len() == 4 {
            wide as i32 as i64
        } else {
            wide
        };
        convert::int(leaf.kind, value, out);
    } else {
        convert::bytes(leaf.kind, value, out)?;
    }
    texts.end();
    match texts.memory() > limits::MEMORY {
        true => Err(Fault::Memory),
        false => Ok(()),
    }
}

fn plain_bytes(leaf: &Leaf, bytes: &[u8], n: usize) -> Result<Texts> {
    let mut texts = Texts::default();
    let mut rest = bytes;
    for _ in 0..n {
        let (len, after) = rest.split_first_chunk().ok_or(Fault::Damaged)?;
        let len = u32::from_le_bytes(*len) as usize;
        let value = after.get(..len).ok_or(Fault::Damaged)?;
        write(leaf, value, &mut texts)?;
        rest = &after[len..];
    }
    Ok(texts)
}

/// Bytes of a value, where each has as many.
fn width(leaf: &Leaf) -> Result<usize> {
    match leaf.physical {
        1 | 4 => Ok(4),
        2 | 5 => Ok(8),
        3 => Ok(12),
        7 if leaf.length > 0 => Ok(leaf.length),
        _ => Err(Fault::Damaged),
    }
}

fn fixed(leaf: &Leaf, bytes: &[u8], n: usize) -> Result<Texts> {
    let width = width(leaf)?;
    let len = n.checked_mul(width).ok_or(Fault::Damaged)?;
    let bytes = bytes.get(..len).ok_or(Fault::Damaged)?;
    written(leaf, bytes.chunks_exact(width))
}

/// The first bytes of all values, then the second ones, …
fn split_streams(leaf: &Leaf, bytes: &[u8], n: usize) -> Result<Texts> {
    let width = width(leaf)?;
    let len = n.checked_mul(width).ok_or(Fault::Damaged)?;
    let bytes = bytes.get(..len).ok_or(Fault::Damaged)?;
    let byte = |at: usize| bytes[at % width * n + at / width];
    let whole: Vec<u8> = (0..len).map(byte).collect();
    fixed(leaf, &whole, n)
}

fn differences(leaf: &Leaf, bytes: &[u8], n: usize) -> Result<Texts> {
    if !matches!(leaf.physical, 1 | 2) {
        return Err(Fault::Damaged);
    }
    let (numbers, _) = delta::numbers(bytes, n)?;
    let mut texts = Texts::default();
    for number in numbers {
        let is_short = leaf.physical == INT_32;
        let number = if is_short {
            number as i32 as i64
        } else {
            number
        };
        convert::int(leaf.kind, number, texts.open());
        texts.end();
    }
    Ok(texts)
}

/// Texts after all of their lengths, and the bytes they take.
fn lengths(bytes: &[u8], n: usize) -> Result<(Vec<&[u8]>, usize)> {
    let (lengths, mut at) = delta::numbers(bytes, n)?;
    let mut texts = Vec::with_capacity(lengths.len());
    for len in lengths {
        let len = usize::try_from(len).map_err(|_| Fault::Damaged)?;
        let text = bytes[at..].get(..len).ok_or(Fault::Damaged)?;
        texts.push(text);
        at += len;
    }
    Ok((texts, at))
}

/// Each value begins with so many bytes of the one before.
fn prefixes(leaf: &Leaf, bytes: &[u8], n: usize) -> Result<Texts> {
    if !matches!(leaf.physical, 6 | 7) {
        return Err(Fault::Damaged);
    }
    let (shared, at) = delta::numbers(bytes, n)?;
    let (rests, _) = lengths(&bytes[at..], n)?;
    if shared.len() != rests.len() {
        return Err(Fault::Damaged);
    }
    let mut texts = Texts::default();
    let mut value: Vec<u8> = Vec::new();
    for (n_shared, rest) in shared.into_iter().zip(rests) {
        let n_shared = usize::try_from(n_shared).unwrap_or(usize::MAX);
        if n_shared > value.len() {
            return Err(Fault::Damaged);
        }
        value.truncate(n_shared);
        value.extend_from_slice(rest);
        if leaf.physical == 7 && value.len() != leaf.length {
            return Err(Fault::Damaged);
        }
        write(leaf, &value, &mut texts)?;
    }
    Ok(texts)
}
