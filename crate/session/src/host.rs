//! The one door to the outside.

use std::future::{Future, Ready};

use kindred::{Executor, Stopped};

/// A file's bytes, in chunks.
#[allow(async_fn_in_trait)]
pub trait Source {
    /// The next chunk, `None` at the end.
    ///
    /// # Errors
    /// The file could not be read: a sentence for people.
    async fn next(&mut self) -> Result<Option<Vec<u8>>, String>;
}

/// What the engine asks of the world.
#[allow(async_fn_in_trait)]
pub trait Host: Executor {
    /// How it gives a file's bytes.
    type Source: Source;

    /// Opens the n-th file of the running `load` request, from 0.
    ///
    /// # Errors
    /// It can't be opened, or the user stopped it.
    async fn open(&self, file_index: usize) -> Result<Self::Source, Stopped>;

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

    /// A random key for hash tables; it never changes a result.
    fn hash_key(&self) -> u64;
}
