//! Numbers of a few bits: runs of one, and packed ones.

use crate::refuse::{Fault, Result};

/// The hybrid of runs and packed numbers, to exactly `n` numbers.
///
/// # Errors
/// There are fewer of them, or a number is wider than 32 bits.
pub(crate) fn hybrid(bytes: &[u8], width: u32, n: usize) -> Result<Vec<u32>> {
    if width > 32 {
        return Err(Fault::Damaged);
    }
    let mut numbers = Vec::with_capacity(n);
    let mut at = 0;
    while numbers.len() < n {
        let (head, len) = varint(&bytes[at..])?;
        at += len;
        let missing = n - numbers.len();
        if head & 1 == 0 {
            let len = width.div_ceil(8) as usize;
            let value = bytes.get(at..at + len).ok_or(Fault::Damaged)?;
            at += len;
            let value = little_endian(value) as u32;
            let n_run = usize::try_from(head >> 1).unwrap_or(usize::MAX);
            if n_run == 0 {
                return Err(Fault::Damaged);
            }
            numbers.extend(std::iter::repeat_n(value, n_run.min(missing)));
        } else {
            let n_groups = usize::try_from(head >> 1).unwrap_or(usize::MAX);
            let all = n_groups.saturating_mul(width as usize);
            // The last group of a page may be cut.
            let len = all.min(bytes.len() - at);
            let packed = &bytes[at..at + len];
            at += len;
            let n_packed = n_groups.saturating_mul(8).min(missing);
            if n_packed == 0 {
                return Err(Fault::Damaged);
            }
            unpack(packed, width, n_packed, |value| {
                numbers.push(value as u32);
            })?;
        }
    }
    Ok(numbers)
}

/// A number of seven bits a byte, and how many bytes it takes.
pub(crate) fn varint(bytes: &[u8]) -> Result<(u64, usize)> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index).min(63);
        if byte & 0x80 == 0 {
            return Ok((value, index + 1));
        }
    }
    Err(Fault::Damaged)
}

/// Gives `n` packed numbers of up to 64 bits, the lowest bits first.
pub(crate) fn unpack(
    bytes: &[u8],
    width: u32,
    n: usize,
    mut take: impl FnMut(u64),
) -> Result<()> {
    let needed = (n as u64).saturating_mul(u64::from(width)).div_ceil(8);
    if needed > bytes.len() as u64 || width > 64 {
        return Err(Fault::Damaged);
    }
    let mask = match width {
        64 => u128::from(u64::MAX),
        width => (1 << width) - 1,
    };
    let (mut held, mut n_held) = (0_u128, 0);
    let mut bytes = bytes.iter();
    for _ in 0..n {
        while n_held < width {
            let byte = bytes.next().map_or(0, |byte| u128::from(*byte));
            held |= byte << n_held;
            n_held += 8;
        }
        take((held & mask) as u64);
        held >>= width;
        n_held -= width;
    }
    Ok(())
}

/// Up to eight bytes as a number, the lowest first.
pub(crate) fn little_endian(bytes: &[u8]) -> u64 {
    let fold = |sum, byte: &u8| sum << 8 | u64::from(*byte);
    bytes.iter().rev().fold(0, fold)
}

/// How many bits a number up to `max` needs.
pub(crate) fn width_of(max: u32) -> u32 {
    u32::BITS - max.leading_zeros()
}
