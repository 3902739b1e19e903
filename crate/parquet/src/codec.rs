//! Pages as they were before they were packed.

use std::io::Read;

use crate::limits;
use crate::refuse::{Fault, Result};

/// Unpacks a page to `len` bytes.
pub(crate) fn unpack(
    codec: i64,
    packed: &[u8],
    len: usize,
) -> Result<Vec<u8>> {
    if len > limits::PAGE || packed.len() > limits::PAGE {
        return Err(Fault::Memory);
    }
    let bytes = match codec {
        0 => packed.to_vec(),
        1 => snappy(packed, len)?,
        2 => limited(flate2::read::MultiGzDecoder::new(packed), len)?,
        3 => return Err(Fault::Codec("LZO")),
        4 => return Err(Fault::Codec("Brotli")),
        5 => lz4_frames(packed, len).or_else(|_| lz4(packed, len))?,
        6 => zstd(packed, len)?,
        7 => lz4(packed, len)?,
        _ => return Err(Fault::Codec("an unknown method")),
    };
    match bytes.len() == len {
        true => Ok(bytes),
        false => Err(Fault::Damaged),
    }
}

fn snappy(packed: &[u8], len: usize) -> Result<Vec<u8>> {
    let told = snap::raw::decompress_len(packed);
    if told != Ok(len) {
        return Err(Fault::Damaged);
    }
    let unpacked = snap::raw::Decoder::new().decompress_vec(packed);
    unpacked.map_err(|_| Fault::Damaged)
}

fn zstd(packed: &[u8], len: usize) -> Result<Vec<u8>> {
    let mut out = vec![0; len];
    let unpacked =
        ruzstd::decoding::FrameDecoder::new().decode_all(packed, &mut out);
    match unpacked {
        Ok(n) if n == len => Ok(out),
        _ => Err(Fault::Damaged),
    }
}

fn lz4(packed: &[u8], len: usize) -> Result<Vec<u8>> {
    let unpacked = lz4_flex::block::decompress(packed, len);
    unpacked.map_err(|_| Fault::Damaged)
}

/// As Hadoop frames it: the lengths of a piece, unpacked and packed, before
/// it.
fn lz4_frames(packed: &[u8], len: usize) -> Result<Vec<u8>> {
    let mut rest = packed;
    let mut out = Vec::new();
    while let Some((lens, after)) = rest.split_first_chunk::<8>() {
        let word = |at: usize| {
            let bytes = [lens[at], lens[at + 1], lens[at + 2], lens[at + 3]];
            u32::from_be_bytes(bytes) as usize
        };
        let (n_out, n_in) = (word(0), word(4));
        if n_out > len - out.len() {
            return Err(Fault::Damaged);
        }
        let piece = after.get(..n_in).ok_or(Fault::Damaged)?;
        out.extend(lz4(piece, n_out)?);
        rest = &after[n_in..];
    }
    Ok(out)
}

/// All that a decoder gives, one byte over `len` at most.
fn limited(decoder: impl Read, len: usize) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut decoder = decoder.take(len as u64 + 1);
    match decoder.read_to_end(&mut out) {
        Ok(_) => Ok(out),
        Err(_) => Err(Fault::Damaged),
    }
}
