//! Text in any encoding to UTF-8.

use crate::encoding::{self, Decoder, Encoding, Malformed};

/// Decodes a text piece by piece; UTF-8 passes as it is and is checked where
/// it is stored.
pub(crate) struct Decode {
    decoder: Option<Box<dyn Decoder>>,
    /// Bytes of the byte order mark.
    mark: u64,
    mend: Option<Mend>,
}

impl Decode {
    /// A decoder for text after its byte order mark of `mark` bytes.
    pub fn new(encoding: Encoding, mark: usize) -> Self {
        Self {
            decoder: encoding::decoder(encoding),
            mark: mark as u64,
            mend: None,
        }
    }

    /// With letters in place of the controls that a wrong decoding left, where
    /// the text is UTF-8.
    pub fn mending(mut self, mends: bool) -> Self {
        let is_plain = self.decoder.is_none();
        self.mend = (mends && is_plain).then(Mend::default);
        self
    }

    /// How many controls were letters.
    pub fn n_mended(&self) -> u64 {
        self.mend.as_ref().map_or(0, |mend| mend.n)
    }

    /// Whether some of them cannot have been meant: a next line (U+0085) can.
    pub fn is_misdecoded(&self) -> bool {
        self.mend.as_ref().is_some_and(|mend| mend.n > mend.n_lines)
    }

    /// Appends the next bytes to `out`, which has room to grow.
    pub fn feed(
        &mut self,
        bytes: &[u8],
        last: bool,
        out: &mut Vec<u8>,
    ) -> Result<(), Malformed> {
        let Some(decoder) = &mut self.decoder else {
            match &mut self.mend {
                Some(mend) => mend.feed(bytes, last, out),
                None => out.extend_from_slice(bytes),
            }
            return Ok(());
        };
        let decoded = decoder.feed(bytes, last, out);
        decoded.map_err(|bad| Malformed {
            byte: self.mark + bad.byte,
        })
    }
}

/// The first byte of the controls U+0080 to U+009F in UTF-8.
const LEAD: u8 = 0xc2;

/// The second byte of the next line, U+0085.
const NEXT_LINE: u8 = 0x85;

/// Writes the letters of Windows-1252 where a text holds controls in their
/// stead: it was decoded as ISO 8859-1 before it was written.
#[derive(Default)]
struct Mend {
    /// The pieces were cut after [`LEAD`].
    is_cut: bool,
    n: u64,
    /// Next lines among them.
    n_lines: u64,
}

impl Mend {
    fn feed(&mut self, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        let mut rest = bytes;
        if std::mem::take(&mut self.is_cut) {
            rest = self.second(rest, last, out);
        }
        while let Some(at) = memchr::memchr(LEAD, rest) {
            out.extend_from_slice(&rest[..at]);
            rest = self.second(&rest[at + 1..], last, out);
        }
        out.extend_from_slice(rest);
    }

    /// The byte after [`LEAD`].
    fn second<'a>(
        &mut self,
        rest: &'a [u8],
        last: bool,
        out: &mut Vec<u8>,
    ) -> &'a [u8] {
        let Some((second, rest)) = rest.split_first() else {
            self.is_cut = !last;
            if last {
                out.push(LEAD);
            }
            return rest;
        };
        match letter(*second) {
            Some(letter) => {
                self.n += 1;
                self.n_lines += u64::from(*second == NEXT_LINE);
                let mut utf8 = [0; 4];
                out.extend_from_slice(
                    letter.encode_utf8(&mut utf8).as_bytes(),
                );
            }
            None => out.extend_from_slice(&[LEAD, *second]),
        }
        rest
    }
}

/// What Windows-1252 has from 0x80 on.
const LETTERS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ',
    '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜',
    '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The letter that a control stands for.
fn letter(second: u8) -> Option<char> {
    let at = usize::from(second.checked_sub(0x80)?);
    LETTERS.get(at).copied().filter(|it| !it.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::UTF_8;

    #[cfg(feature = "encodings")]
    #[test]
    fn the_letters_are_those_of_windows_1252() {
        for second in 0..=255_u8 {
            let bytes = [second];
            let (text, _) =
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            let theirs = text.chars().next().filter(|it| {
                (0x80..=0x9f).contains(&second) && !it.is_control()
            });
            assert_eq!(letter(second), theirs, "{second:#x}");
        }
    }

    fn mended(text: &[u8], size: usize) -> (Vec<u8>, u64) {
        let mut decode = Decode::new(UTF_8, 0).mending(true);
        let mut out = Vec::new();
        for piece in text.chunks(size) {
            decode.feed(piece, false, &mut out).expect("it is UTF-8");
        }
        decode.feed(&[], true, &mut out).expect("it is UTF-8");
        (out, decode.n_mended())
    }

    #[test]
    fn controls_become_the_letters_that_they_were() {
        let text = "7 \u{96} 8 \u{91}Stra\u{df}e\u{92} \u{a3}5 \u{81}";
        let wanted = "7 \u{2013} 8 \u{2018}Stra\u{df}e\u{2019} \u{a3}5 \u{81}";
        for size in 1..text.len() {
            let found = mended(text.as_bytes(), size);
            assert_eq!(found, (wanted.as_bytes().to_vec(), 3));
        }
    }

    #[test]
    fn a_text_that_ends_within_a_letter_stays_so() {
        assert_eq!(mended(b"a\xc2", 1), (b"a\xc2".to_vec(), 0));
    }
}
