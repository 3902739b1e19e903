//! The repository's own files, as text for the tests that keep its rules.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A text file of the repository.
pub struct Source {
    /// Its path from the repository's folder, with `/`.
    pub path: String,
    /// All of it.
    pub text: String,
}

impl Source {
    /// What runs: without comments, and without the tests at the end of a
    /// Rust file. Line numbers stay.
    pub fn code(&self) -> String {
        let text = match self.path.ends_with(".rs") {
            true => without_tests(&self.text),
            false => self.text.as_str(),
        };
        without_blocks(text)
            .lines()
            .map(without_comment)
            .fold(String::new(), |all, line| all + line + "\n")
    }

    /// The places of a word in what runs, as `path:line: text`.
    pub fn find(&self, word: &str) -> Vec<String> {
        let code = self.code();
        let lines = code.lines().zip(1..);
        let hits = lines.filter(|(line, _)| line.contains(word));
        hits.map(|(line, n)| format!("{}:{n}: {}", self.path, line.trim()))
            .collect()
    }

    /// Whether it holds tests and nothing else.
    pub fn is_test(&self) -> bool {
        let is_file = |name: &str| self.path.ends_with(name);
        self.path.contains("/tests/") || is_file("/tests.rs")
    }
}

/// What stands before a module of tests that is written in the same file.
fn without_tests(text: &str) -> &str {
    let mark = "\n#[cfg(test)]\nmod ";
    let is_here = |at: &usize| {
        let line = text[at + mark.len()..].lines().next();
        line.is_some_and(|it| it.contains('{'))
    };
    let places = text.match_indices(mark).map(|(at, _)| at);
    let end = places.into_iter().find(is_here);
    &text[..end.unwrap_or(text.len())]
}

/// The repository's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("tests stands in it").to_path_buf()
}

/// One file of the repository.
///
/// # Panics
/// If it can't be read.
pub fn file(path: &str) -> Source {
    let text = fs::read_to_string(root().join(path));
    let text = text.unwrap_or_else(|e| panic!("{path}: {e}"));
    let path = path.to_owned();
    Source { path, text }
}

/// The files of a folder whose names end in one of `endings`, in the order
/// of their paths. What is generated or installed is left out.
///
/// # Panics
/// If the folder can't be read.
pub fn files(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    let names = paths.iter().map(|path| short(path));
    let wanted = |name: &String| endings.iter().any(|e| name.ends_with(e));
    names.filter(wanted).map(|name| file(&name)).collect()
}

/// The names of the crates, which are those of their folders.
///
/// # Panics
/// If `crate` can't be read.
pub fn crates() -> Vec<String> {
    let folder = fs::read_dir(root().join("crate")).expect("it is there");
    let entries = folder.map(|entry| entry.expect("it can be read"));
    let names = entries.map(|entry| entry.file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().expect("it has a name").to_string_lossy();
        if path.is_file() {
            paths.push(path);
        } else if !LEFT_OUT.contains(&&*name) {
            walk(&path, paths);
        }
    }
}

const LEFT_OUT: [&str; 6] =
    [".git", "target", "node_modules", "dist", "pkg", "shots"];

fn short(path: &Path) -> String {
    let inside = path.strip_prefix(root()).expect("it stands in it");
    inside.to_string_lossy().replace('\\', "/")
}

/// Blanks `/* … */`, keeping the lines.
fn without_blocks(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        let (inside, next) = after.split_once("*/").unwrap_or((after, ""));
        kept += before;
        kept += &"\n".repeat(inside.matches('\n').count());
        rest = next;
    }
    kept + rest
}

/// Cuts `// …`, unless it belongs to an address such as `http://`.
fn without_comment(line: &str) -> &str {
    let is_comment = |place: &usize| !line[..*place].ends_with(':');
    let places = line.match_indices("//").map(|(place, _)| place);
    let first = places.into_iter().find(is_comment);
    first.map_or(line, |place| &line[..place])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_tests_are_not_code_and_lines_keep_their_numbers() {
        let text = "one // note\n/* a\nb */two\n\"http://x\"\n\
                    #[cfg(test)]\nmod tests { three }\n";
        let path = "crate/x/src/lib.rs".to_owned();
        let source = Source {
            path,
            text: text.to_owned(),
        };
        assert_eq!(source.code(), "one \n\ntwo\n\"http://x\"\n");
        assert_eq!(source.find("two"), ["crate/x/src/lib.rs:3: two"]);
        assert!(source.find("three").is_empty());
    }
}
