//! A file that comes in pieces, and what is held of both readings.

use std::io::{Cursor, Read, Result as IoResult, Seek, SeekFrom};

use table::ReadError;

/// The text taken of a file, at most about.
pub const MOST: usize = 1 << 20;

/// Bytes of which a reading gives so many at a time.
pub struct Pieces {
    bytes: Cursor<Vec<u8>>,
    size: usize,
}

impl Pieces {
    /// The bytes from their start.
    pub fn new(bytes: &[u8], size: usize) -> Self {
        let bytes = Cursor::new(bytes.to_vec());
        Self { bytes, size }
    }
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> IoResult<usize> {
        let n = self.size.min(into.len());
        self.bytes.read(&mut into[..n])
    }
}

impl Seek for Pieces {
    fn seek(&mut self, to: SeekFrom) -> IoResult<u64> {
        self.bytes.seek(to)
    }
}

/// Both readings say the same; a refusal names the file and a way on.
pub fn compare<T: PartialEq + std::fmt::Debug>(
    whole: Result<T, ReadError>,
    parts: Result<T, ReadError>,
) {
    match (whole, parts) {
        (Ok(whole), Ok(parts)) => assert!(whole == parts),
        (Err(whole), Err(parts)) => {
            assert!(whole.place.file.starts_with("a."), "{whole:?}");
            assert!(whole.hint.is_some(), "{whole:?}");
            assert_eq!(format!("{whole:?}"), format!("{parts:?}"));
        }
        (whole, parts) => panic!("{:?} {:?}", whole.err(), parts.err()),
    }
}
