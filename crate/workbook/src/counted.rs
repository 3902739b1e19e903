//! How much of a file was read.

use std::{
    cell::Cell,
    io::{Read, Result, Seek, SeekFrom},
    rc::Rc,
};

/// A reader that counts its bytes.
pub struct Counted<R> {
    reader: R,
    n_read: Rc<Cell<u64>>,
}

/// How much of a file was read, while something else reads it.
#[derive(Clone, Debug)]
pub struct Progress {
    size: u64,
    n_read: Rc<Cell<u64>>,
}

impl<R> Counted<R> {
    /// Counts the bytes of a file of this size.
    pub fn new(reader: R, size: u64) -> (Self, Progress) {
        let n_read = Rc::new(Cell::new(0));
        let progress = Progress {
            size: size.max(1),
            n_read: n_read.clone(),
        };
        (Self { reader, n_read }, progress)
    }
}

impl Progress {
    /// The fraction done, `0.0..=1.0`: every byte is read once to be looked
    /// at and once in earnest.
    pub fn done(&self) -> f64 {
        (self.n_read.get() as f64 / (2 * self.size) as f64).min(1.0)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let n_bytes = self.reader.read(into)?;
        self.n_read.set(self.n_read.get() + n_bytes as u64);
        Ok(n_bytes)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.reader.seek(to)
    }
}
