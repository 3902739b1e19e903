//! Runs the built binary and says what it did.
#![allow(dead_code, reason = "each test file uses its part")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// What the terminal would show.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs `kindred` with these words.
#[track_caller]
pub fn kindred<S: AsRef<std::ffi::OsStr>>(words: &[S]) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_kindred"))
        .args(words)
        .output()
        .expect("the binary was built");
    Said {
        code: output.status.code().expect("it was not killed"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("it writes UTF-8")
}

impl Said {
    /// All of stdout as one JSON value.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error}: {}", self.err))
    }
}

/// A folder of this test alone, empty.
pub fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder is writable");
    folder
}

/// A file in a folder, its path as text.
pub fn file(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, text).expect("the target folder is writable");
    path.to_str().expect("its path is plain text").to_owned()
}
