//! One fingerprint of a result: equal results have equal digests on every
//! machine, in every language.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::Analysis;

/// SHA-256, as lower-case hex, of the analysis as canonical JSON (keys in
/// order, no blanks), with its sentences and its digest blanked, followed by
/// one label a customer as four bytes, the lowest first.
///
/// The language of the sentences does not change it.
///
/// # Panics
/// Never: an analysis holds nothing that JSON can't.
pub fn digest(analysis: &Analysis, labels: &[u32]) -> String {
    let mut value = serde_json::to_value(analysis)
        .expect("an analysis is plain data with text keys");
    blank_sentences(&mut value);
    let mut hash = Sha256::new();
    hash.update(value.to_string());
    for label in labels {
        hash.update(label.to_le_bytes());
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

fn blank_sentences(analysis: &mut Value) {
    blank(analysis, &["digest", "headline", "doubt"]);
    for segment in entries(&mut analysis["segments"]) {
        blank(segment, &["name", "why", "rule", "next"]);
    }
    for feature in entries(&mut analysis["features"]) {
        blank(feature, &["title", "unit", "meaning"]);
    }
    for warning in entries(&mut analysis["warnings"]) {
        blank(warning, &["message"]);
    }
    blank(&mut analysis["map"], &["axes"]);
}

fn entries(list: &mut Value) -> impl Iterator<Item = &mut Value> {
    list.as_array_mut().into_iter().flatten()
}

fn blank(object: &mut Value, keys: &[&str]) {
    for key in keys {
        object[key] = Value::Null;
    }
}
