//! Files of `ref/`: what must come out.

use std::{env, fs};

use crate::tree;

/// Compares a text with `ref/NAME`. With `KINDRED_BLESS=1` it writes the
/// file anew instead; whoever does so says why in the commit.
///
/// # Panics
/// The text is another, or there is no file: the first lines that differ
/// are told.
pub fn keep(name: &str, text: &str) {
    let path = tree::root().join("tests/ref").join(name);
    if env::var_os("KINDRED_BLESS").is_some_and(|it| it == "1") {
        fs::write(&path, text).expect("the folder can be written");
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let told = differences(&kept, text);
    assert!(
        told.is_empty(),
        "ref/{name} is another; KINDRED_BLESS=1 keeps the new one\n{told}"
    );
}

/// The first five lines that differ, old and new.
fn differences(old: &str, new: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) =
        (old.lines().collect(), new.lines().collect());
    let line = |of: &[&str], at: usize| of.get(at).unwrap_or(&"").to_string();
    (0..old.len().max(new.len()))
        .map(|at| (line(&old, at), line(&new, at)))
        .filter(|(old, new)| old != new)
        .take(5)
        .map(|(old, new)| format!("- {old}\n+ {new}\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_that_differ_are_told() {
        assert_eq!(differences("a\nb\n", "a\nb\n"), "");
        assert_eq!(differences("a\nb\n", "a\nc\nd\n"), "- b\n+ c\n- \n+ d\n");
    }
}
