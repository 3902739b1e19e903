//! What the engine says of each case, kept in `ref/said.json`: the page's own
//! test says all of it in German.
//!
//! `KINDRED_BLESS=1` writes the file anew; whoever does so says why in the
//! commit.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use serde_json::Value;
use session::Failure;
use table::Warning;

type Cases = BTreeMap<String, Vec<Value>>;

/// More bytes of a text are not kept.
const LONG: usize = 300;

/// Cases run side by side, the file is one.
static FILE: Mutex<()> = Mutex::new(());

/// Sees that a case is refused as before, with the facts of its code.
#[track_caller]
pub fn refused(case: &str, failure: &Failure) {
    assert!(failure.keeps(), "its facts are others: {failure:?}");
    let value = serde_json::to_value(failure).expect("plain data");
    compare(case, vec![value]);
}

/// Sees that a case is warned of as before.
#[track_caller]
pub fn warned(case: &str, warnings: &[Warning]) {
    let kept = warnings.iter().all(Warning::keeps);
    assert!(kept, "their facts are others: {warnings:?}");
    let values = warnings.iter().map(serde_json::to_value);
    compare(case, values.map(|v| v.expect("plain data")).collect());
}

#[track_caller]
fn compare(case: &str, mut found: Vec<Value>) {
    found.iter_mut().for_each(shorten);
    let file = FILE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut cases = read();
    if env::var_os("KINDRED_BLESS").is_some_and(|it| it == "1") {
        cases.insert(case.to_owned(), found);
        let text = serde_json::to_string_pretty(&cases).expect("plain data");
        fs::write(path(), text + "\n").expect("it can be written");
        return;
    }
    drop(file);
    let kept = cases.get(case);
    assert!(
        kept == Some(&found),
        "{case}: it says {found:#?}, not {kept:#?}. Where that is meant, \
         KINDRED_BLESS=1 keeps it in ref/said.json"
    );
}

/// A header of megabytes is kept by its first characters.
fn shorten(value: &mut Value) {
    match value {
        Value::String(text) if text.len() > LONG => {
            *text = text.chars().take(LONG).collect();
        }
        Value::Array(values) => values.iter_mut().for_each(shorten),
        Value::Object(map) => map.values_mut().for_each(shorten),
        _ => {}
    }
}

fn read() -> Cases {
    let text = fs::read_to_string(path()).unwrap_or_else(|_| "{}".into());
    serde_json::from_str(&text).expect("ref/said.json is its own work")
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ref/said.json")
}
