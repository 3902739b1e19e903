//! A file whose readings are never short but at its end.

use std::io::{ErrorKind, Read, Result, Seek, SeekFrom};

/// Reads as much as there is room for. A reader of XML looks for a byte
/// order mark in what its first reading gives: what is found must not depend
/// on how the host cuts the file.
pub(crate) struct Whole<R>(pub R);

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let mut n_bytes = 0;
        while n_bytes < into.len() {
            match self.0.read(&mut into[n_bytes..]) {
                Ok(0) => break,
                Ok(n) => n_bytes += n,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(n_bytes)
    }
}

impl<R: Seek> Seek for Whole<R> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.0.seek(to)
    }
}
