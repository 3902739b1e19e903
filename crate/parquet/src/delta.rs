//! Numbers written as differences.

use crate::bits::{unpack, varint};
use crate::limits;
use crate::refuse::{Fault, Result};

/// The numbers of a delta-binary-packed piece, and the bytes it takes.
///
/// # Errors
/// There are more than `most`, or the bytes contradict themselves.
pub(crate) fn numbers(bytes: &[u8], most: usize) -> Result<(Vec<i64>, usize)> {
    let mut from = From { bytes, at: 0 };
    let block = from.number()?;
    let n_parts = from.number()?;
    let n = from.number()?;
    let first = from.signed()?;
    let most = most.min(limits::VALUES) as u64;
    let whole = n_parts > 0
        && block.is_multiple_of(n_parts)
        && (block / n_parts).is_multiple_of(8);
    if n > most || block > 1 << 20 || !whole {
        return Err(Fault::Damaged);
    }
    let in_part = (block / n_parts) as usize;
    let mut numbers = Vec::with_capacity(n as usize);
    if n > 0 {
        numbers.push(first);
    }
    let mut last = first;
    while (numbers.len() as u64) < n {
        let least = from.signed()?;
        let widths = from.take(n_parts as usize)?;
        for width in widths {
            let missing = n as usize - numbers.len();
            if missing == 0 {
                break;
            }
            let width = u32::from(*width);
            let len = in_part / 8 * width as usize;
            let packed = from.take(len)?;
            unpack(packed, width, in_part.min(missing), |step| {
                last = last.wrapping_add(least).wrapping_add(step as i64);
                numbers.push(last);
            })?;
        }
    }
    Ok((numbers, from.at))
}

struct From<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> From<'a> {
    fn number(&mut self) -> Result<u64> {
        let (number, len) = varint(&self.bytes[self.at..])?;
        self.at += len;
        Ok(number)
    }

    fn signed(&mut self) -> Result<i64> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn take(&mut self, len: usize) -> Result<&'a [u8]> {
        let rest = &self.bytes[self.at..];
        let found = rest.get(..len).ok_or(Fault::Damaged)?;
        self.at += len;
        Ok(found)
    }
}
