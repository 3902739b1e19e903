//! The encoding of a text, from its head.

use crate::encoding::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// What the head says of the encoding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Guess {
    /// It is this one; its byte order mark has so many bytes.
    Certain { encoding: Encoding, mark: usize },
    /// It is one from before UTF-8.
    Old,
}

/// The encoding of a text that begins with `head`.
pub(crate) fn guess_encoding(head: &[u8]) -> Guess {
    if let Some((encoding, mark)) = by_mark(head) {
        return Guess::Certain { encoding, mark };
    }
    let certain = |encoding| Guess::Certain { encoding, mark: 0 };
    if let Some(encoding) = utf16_by_nuls(head) {
        return certain(encoding);
    }
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_some() && !mostly_utf8(head) => {
            Guess::Old
        }
        _ => certain(UTF_8),
    }
}

/// The encoding that a byte order mark tells, and the bytes of the mark.
pub(crate) fn by_mark(head: &[u8]) -> Option<(Encoding, usize)> {
    match head {
        [0xef, 0xbb, 0xbf, ..] => Some((UTF_8, 3)),
        [0xff, 0xfe, ..] => Some((UTF_16LE, 2)),
        [0xfe, 0xff, ..] => Some((UTF_16BE, 2)),
        _ => None,
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
fn utf16_by_nuls(head: &[u8]) -> Option<Encoding> {
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

#[cfg(all(test, feature = "encodings"))]
mod tests {
    use super::*;

    #[test]
    fn a_mark_tells_what_it_tells_encoding_rs() {
        let bytes = [0x00, 0xbb, 0xbf, 0xef, 0xfe, 0xff];
        let pairs = bytes.map(|a| bytes.map(|b| [a, b])).concat();
        for head in pairs.iter().flat_map(|p| bytes.map(|c| [p[0], p[1], c])) {
            let found = by_mark(&head).map(|it| (it.0.name(), it.1));
            let theirs = encoding_rs::Encoding::for_bom(&head);
            assert_eq!(found, theirs.map(|it| (it.0.name(), it.1)));
        }
    }
}
