//! The encoding of a text, from its head.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What the head says of the encoding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Guess {
    pub encoding: &'static Encoding,
    /// Bytes of a byte order mark.
    pub mark: usize,
    /// The head was not UTF-8, so a single-byte encoding was taken.
    pub doubtful: bool,
}

/// The encoding of a text that begins with `head`.
pub(crate) fn guess_encoding(head: &[u8]) -> Guess {
    let certain = |encoding, mark| Guess {
        encoding,
        mark,
        doubtful: false,
    };
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        return certain(encoding, mark);
    }
    if let Some(encoding) = utf16_by_nuls(head) {
        return certain(encoding, 0);
    }
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_some() && !mostly_utf8(head) => {
            Guess {
                encoding: WINDOWS_1252,
                mark: 0,
                doubtful: true,
            }
        }
        _ => certain(UTF_8, 0),
    }
}

/// Damaged UTF-8 has more whole letters than broken ones; text in another
/// encoding has hardly a whole one.
fn mostly_utf8(head: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in head.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

/// Mostly Latin text in UTF-16 has a NUL in every other byte.
fn utf16_by_nuls(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.as_chunks::<2>().0;
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    let many = |n: usize| 10 * n >= 4 * pairs.len() && pairs.len() >= 2;
    let few = |n: usize| 20 * n <= pairs.len();
    if many(second) && few(first) {
        Some(UTF_16LE)
    } else if many(first) && few(second) {
        Some(UTF_16BE)
    } else {
        None
    }
}
