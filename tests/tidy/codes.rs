//! Codes of refusals and warnings: what the sources make is what the lists
//! promise, and what the lists promise the page says in German.

use std::collections::BTreeSet;

use tests::tree;

use crate::none;

/// Codes that only the terminal meets: they stand in no list.
const OF_THE_TERMINAL: [&str; 5] =
    ["E_ANALYSIS", "E_FILE", "E_MATRIX", "E_NUMBER", "E_RAGGED"];

/// Where a code is a word between quotation marks of its own.
const MADE_HERE: [&str; 2] =
    ["crate/kindred/src/error.rs", "crate/session/src/failure.rs"];

#[test]
fn every_code_of_the_sources_stands_in_a_list_and_the_other_way_round() {
    let (found, listed) = (found(), listed());
    let unlisted = found.difference(&listed).cloned().collect();
    none("a code that no list names", unlisted);
    let idle = listed.difference(&found).cloned().collect();
    none("a list names a code that nothing makes", idle);
}

#[test]
fn no_list_names_a_code_twice() {
    let mut seen = BTreeSet::new();
    let all = session::failure::codes();
    let twice = all.iter().filter(|code| !seen.insert(code.name));
    none("a code twice", twice.map(|c| c.name.to_owned()).collect());
}

fn listed() -> BTreeSet<String> {
    let spoken = kindred::disclose::CODES;
    let told = session::failure::codes();
    let all = told.iter().chain(&spoken);
    all.map(|code| code.name.to_owned()).collect()
}

/// `E_…` and `W_…` wherever they stand, and the codes in words where they
/// are made; the lists themselves left out.
fn found() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in tree::files("crate", &[".rs"]) {
        let is_list = source.path.ends_with("/codes.rs")
            || source.path.ends_with("report/warnings.rs");
        if is_list || source.is_test() {
            continue;
        }
        let code = without_lists(&source.code());
        let code = code.replace("'\"'", "").replace("\\\"", "");
        let in_words = MADE_HERE.contains(&source.path.as_str());
        let words = code.split('"').skip(1).step_by(2);
        let codes = words
            .filter(|word| is_shouted(word) || in_words && is_in_words(word));
        found.extend(codes.map(str::to_owned));
    }
    found.retain(|code| !OF_THE_TERMINAL.contains(&code.as_str()));
    found
}

/// Without what stands between `CODES:` and the next `;` at a line's end.
fn without_lists(code: &str) -> String {
    let mut parts = code.split("pub const CODES:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        let rest = part.split_once(");\n").map_or("", |(_, rest)| rest);
        kept + rest
    })
}

/// `E_QUOTE`
fn is_shouted(word: &str) -> bool {
    let known = word.starts_with("E_") || word.starts_with("W_");
    known
        && word
            .chars()
            .all(|c| matches!(c, 'A'..='Z' | '0'..='9' | '_'))
}

/// `no-purpose`, which no sentence is; `cancelled` and `internal` too.
fn is_in_words(word: &str) -> bool {
    let plain = word.chars().all(|c| matches!(c, 'a'..='z' | '-'));
    let alone = ["cancelled", "internal"].contains(&word);
    plain && (alone || word.contains('-'))
}
