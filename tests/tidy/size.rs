//! How long things may be.

use tests::tree::{self, Source};

use crate::none;

#[test]
fn no_file_has_over_450_lines() {
    let sources = tree::files("crate", &[".rs"]);
    let page = tree::files("www", &[".js", ".css"]);
    let tests = tree::files("tests", &[".rs", ".mjs", ".js"]);
    let all = sources.iter().chain(&page).chain(&tests);
    let long = all.filter(|source| lines(source) > 450);
    none("one idea a file", long.map(shown).collect());
}

#[test]
fn the_shell_has_under_200_lines() {
    assert!(lines(&tree::file("www/shell.js")) < 200);
}

#[test]
fn the_shell_and_the_lock_depend_on_nothing() {
    for path in ["www/shell.js", "www/lock.js"] {
        let code = tree::file(path).code();
        assert!(!code.contains("import"), "{path} imports");
    }
}

#[test]
fn the_bindings_have_under_200_lines_of_code_a_file() {
    let sources = tree::files("crate/wasm/src", &[".rs"]);
    let lines = |source: &Source| {
        let code = source.code();
        code.lines().filter(|line| !line.trim().is_empty()).count()
    };
    let long = sources.iter().filter(|source| lines(source) >= 200);
    none("bindings decide nothing", long.map(shown).collect());
    let all: usize = sources.iter().map(lines).sum();
    assert!(all < 550, "crate/wasm has {all} lines of code");
}

#[test]
fn the_path_reads_as_a_table_of_contents() {
    let code = tree::file("crate/kindred/src/run.rs").code();
    let from = code.find("pub async fn run(").expect("the path is there");
    let body = &code[from..];
    let end = body.find("\n}").expect("a function ends");
    let n = body[..end].lines().count();
    assert!(n <= 45, "kindred::run has {n} lines");
}

fn lines(source: &Source) -> usize {
    source.text.lines().count()
}

fn shown(source: &Source) -> String {
    format!("{}: {} lines", source.path, lines(source))
}
