//! The real data. It is not part of this repository.

use std::{env, fs, io::Read, path::PathBuf};

use flate2::read::MultiGzDecoder;

/// The folder of the real data: `KINDRED_DATA`, or `shared/data` beside the
/// repository.
pub fn folder() -> PathBuf {
    let beside = || crate::tree::root().join("../shared/data");
    env::var_os("KINDRED_DATA").map_or_else(beside, PathBuf::from)
}

/// The path of a file of the real data, such as `cdnow/cdnow.csv`. `None`
/// where it is missing: then the test says so and returns.
///
/// # Panics
/// If it is missing and `CI` is `true`: there nothing may be left out.
pub fn path(name: &str) -> Option<PathBuf> {
    let path = folder().join(name);
    if path.is_file() {
        return Some(path);
    }
    let ci = env::var("CI").is_ok_and(|value| value == "true");
    assert!(!ci, "{} is missing: set KINDRED_DATA", path.display());
    eprintln!("not run: {} is missing", path.display());
    None
}

/// The bytes of such a file; what is packed by gzip is unpacked.
///
/// # Panics
/// As [`path`], and if the file can't be read.
pub fn bytes(name: &str) -> Option<Vec<u8>> {
    let path = path(name)?;
    let bytes = fs::read(&path).expect("the file can be read");
    if !name.ends_with(".gz") {
        return Some(bytes);
    }
    let mut plain = Vec::new();
    let unpacked = MultiGzDecoder::new(&bytes[..]).read_to_end(&mut plain);
    unpacked.expect("the file is whole");
    Some(plain)
}
