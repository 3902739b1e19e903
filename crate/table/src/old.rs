//! The encodings from before UTF-8, by `encoding_rs`.

mod guess;

use encoding_rs::{Decoder as Theirs, DecoderResult, Encoding as Known};

use crate::encoding::{Decoder, Encoding, Malformed, Old, UTF_8};

/// All of them, in this process.
#[derive(Clone, Copy, Debug)]
pub struct Linked;

impl Old for Linked {
    fn named(&self, label: &str) -> Option<Encoding> {
        Known::for_label(label.as_bytes()).map(ours)
    }

    fn guess(&self, head: &[u8]) -> Encoding {
        ours(guess::old_encoding(head))
    }

    fn decoder(&self, encoding: Encoding) -> Box<dyn Decoder> {
        let known = Known::for_label(encoding.name().as_bytes());
        let known = known.expect("a name is a label of itself");
        let decoder = known.new_decoder_without_bom_handling();
        Box::new(Decoding { decoder, n_in: 0 })
    }
}

fn ours(known: &'static Known) -> Encoding {
    Encoding::of(known.name()).unwrap_or(UTF_8)
}

/// A text that is decoded.
struct Decoding {
    decoder: Theirs,
    /// Bytes read.
    n_in: u64,
}

impl Decoder for Decoding {
    fn feed(
        &mut self,
        bytes: &[u8],
        last: bool,
        out: &mut Vec<u8>,
    ) -> Result<(), Malformed> {
        let mut rest = bytes;
        loop {
            let start = out.len();
            out.resize(start + 3 * rest.len() + 16, 0);
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_of_the_standard_has_its_name() {
        use encoding_rs as all;
        let known: [&'static Known; 40] = [
            all::BIG5,
            all::EUC_JP,
            all::EUC_KR,
            all::GB18030,
            all::GBK,
            all::IBM866,
            all::ISO_2022_JP,
            all::ISO_8859_2,
            all::ISO_8859_3,
            all::ISO_8859_4,
            all::ISO_8859_5,
            all::ISO_8859_6,
            all::ISO_8859_7,
            all::ISO_8859_8,
            all::ISO_8859_8_I,
            all::ISO_8859_10,
            all::ISO_8859_13,
            all::ISO_8859_14,
            all::ISO_8859_15,
            all::ISO_8859_16,
            all::KOI8_R,
            all::KOI8_U,
            all::MACINTOSH,
            all::REPLACEMENT,
            all::SHIFT_JIS,
            all::UTF_8,
            all::UTF_16BE,
            all::UTF_16LE,
            all::WINDOWS_1250,
            all::WINDOWS_1251,
            all::WINDOWS_1252,
            all::WINDOWS_1253,
            all::WINDOWS_1254,
            all::WINDOWS_1255,
            all::WINDOWS_1256,
            all::WINDOWS_1257,
            all::WINDOWS_1258,
            all::WINDOWS_874,
            all::X_MAC_CYRILLIC,
            all::X_USER_DEFINED,
        ];
        for theirs in known {
            let found = Encoding::of(theirs.name()).expect("it is listed");
            assert_eq!(Linked.named(theirs.name()), Some(found));
            assert_eq!(ours(theirs), found);
        }
        assert!((0..40).all(|at| Encoding::at(at).is_some()));
        assert_eq!(Encoding::at(40), None);
    }

    #[test]
    fn malformed_bytes_are_where_they_are_in_pieces_of_any_size() {
        let text = b"\x93\xfa\x96{,1\n\x93\xfa\xff\n";
        let encoding = Encoding::of("Shift_JIS").expect("it is listed");
        for size in 1..=text.len() {
            let mut decoder = Linked.decoder(encoding);
            let mut out = Vec::new();
            let mut pieces = text.chunks(size);
            let bad =
                pieces.find_map(|it| decoder.feed(it, false, &mut out).err());
            assert_eq!(bad, Some(Malformed { byte: 9 }), "{size}");
            assert_eq!(out, "日本,1\n日".as_bytes(), "{size}");
        }
    }
}
