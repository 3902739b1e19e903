//! The one door to the outside.

use std::future::{Future, Ready};

use kindred::{Executor, Stopped};
use table::{Parts, part::Heavy};

use crate::{Failure, protocol::Preview};

/// Why a stream has no next chunk.
#[derive(Debug)]
pub enum Fault {
    /// The file could not be read on: a sentence for people.
    Changed(String),
    /// What reads it refuses it, or was stopped.
    Refused(Box<Failure>),
}

impl From<String> for Fault {
    fn from(what: String) -> Self {
        Self::Changed(what)
    }
}

/// A file's bytes, or the text of one of its parts, in chunks.
#[allow(async_fn_in_trait)]
pub trait Source {
    /// The next chunk, `None` at the end.
    ///
    /// # Errors
    /// There is none though the end was not reached.
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault>;

    /// How much is done, `0.0..=1.0`, where bytes given do not tell.
    fn done(&self) -> Option<f64> {
        None
    }
}

/// What the engine asks of the world.
#[allow(async_fn_in_trait)]
pub trait Host: Executor {
    /// How it gives a file's bytes.
    type Source: Source;
    /// How it gives the text of a part.
    type Part: Source;

    /// Opens the n-th file, from 0: of the `load` request that runs, else of
    /// the last one that was answered.
    ///
    /// # Errors
    /// It can't be opened, or the user stopped it.
    async fn open(&self, file_index: usize) -> Result<Self::Source, Stopped>;

    /// What such a file holds that is no text, by its heavy reader.
    ///
    /// # Errors
    /// The reader refuses the file, or the user stopped it.
    async fn parts(
        &self,
        file_index: usize,
        heavy: Heavy,
    ) -> Result<Parts, Failure>;

    /// Opens the text of a part of the file asked about last.
    ///
    /// # Errors
    /// There is no such part, or the user stopped it.
    async fn open_part(
        &self,
        file_index: usize,
        part: &str,
    ) -> Result<Self::Part, Failure>;

    /// Brings what reads texts from before UTF-8
    /// ([`table::encoding::provide`]), where the engine was built without it.
    ///
    /// # Errors
    /// There is nothing to bring, or the user stopped it.
    async fn encodings(&self) -> Result<(), Failure> {
        Err(Failure::internal("nothing reads this encoding"))
    }

    /// Starts the SHA-256 of that file, 64 hexadecimal digits, beside its
    /// reading; `None` leaves it to the reader. What comes is `None` where
    /// the file could not be read to the end of its size.
    fn hash(
        &self,
        file_index: usize,
    ) -> Option<impl Future<Output = Result<Option<String>, Stopped>>> {
        let _ = file_index;
        None::<Ready<_>>
    }

    /// Shows the first records of a file that is still being read, once a
    /// file. Nobody looks where nothing is done.
    fn preview(&self, preview: &Preview) {
        let _ = preview;
    }

    /// Bytes that one file's table may take; a larger one is read in slices.
    fn room(&self) -> usize {
        192 << 20
    }

    /// A random key for hash tables; it never changes a result.
    fn hash_key(&self) -> u64;
}
