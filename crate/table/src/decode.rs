//! Text in any encoding to UTF-8.

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

/// The text cannot be decoded from this byte of it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub byte: u64,
}

/// Decodes a text piece by piece; UTF-8 passes as it is and is checked where
/// it is stored.
pub(crate) struct Decode {
    decoder: Option<Decoder>,
    n_in: u64,
}

impl Decode {
    /// A decoder for text after its byte order mark of `mark` bytes.
    pub fn new(encoding: &'static Encoding, mark: usize) -> Self {
        let plain = encoding == UTF_8;
        Self {
            decoder: (!plain)
                .then(|| encoding.new_decoder_without_bom_handling()),
            n_in: mark as u64,
        }
    }

    /// Appends the next bytes to `out`, which has room to grow.
    pub fn feed(
        &mut self,
        bytes: &[u8],
        last: bool,
        out: &mut Vec<u8>,
    ) -> Result<(), Malformed> {
        let Some(decoder) = &mut self.decoder else {
            out.extend_from_slice(bytes);
            return Ok(());
        };
        let mut rest = bytes;
        loop {
            let start = out.len();
            out.resize(start + 3 * rest.len() + 16, 0);
            let (result, read, written) = decoder
                .decode_to_utf8_without_replacement(
                    rest,
                    &mut out[start..],
                    last,
                );
            out.truncate(start + written);
            rest = &rest[read..];
            self.n_in += read as u64;
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(len, after) => {
                    let back = u64::from(len) + u64::from(after);
                    let byte = self.n_in.saturating_sub(back);
                    return Err(Malformed { byte });
                }
            }
        }
    }
}
