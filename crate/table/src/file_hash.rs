//! The SHA-256 of a file.

use sha2::{Digest, Sha256};

/// Hashes a file's bytes as they come, to tell files apart and to check
/// that two are the same.
///
/// ```
/// # use table::FileHash;
/// let mut hash = FileHash::default();
/// hash.feed(b"a,b\n");
/// hash.feed(b"1,2\n");
/// assert!(hash.finish().starts_with("492d5ea4"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct FileHash(Sha256);

impl FileHash {
    /// Takes the next bytes of the file, of any length.
    pub fn feed(&mut self, chunk: &[u8]) {
        self.0.update(chunk);
    }

    /// The hash of all bytes taken: 64 hexadecimal digits.
    pub fn finish(self) -> String {
        let bytes = self.0.finalize();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
