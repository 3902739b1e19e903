//! What the repository says, holds and builds on.

use std::process::Command;

use serde_json::Value;
use tests::tree::{self, Source};

use crate::none;

#[test]
fn the_product_does_not_promise_what_nobody_can() {
    let words = [
        "gdpr compliant",
        "gdpr-compliant",
        "bias-free",
        "bias free",
        "cannot leak",
        "can't leak",
        "impossible to leak",
        "ai found",
        "ai-powered",
        "fully anonymous",
        "is anonymous",
        "are anonymous",
        "100% private",
        "100 % private",
    ];
    let mut said = tree::files("crate", &[".rs"]);
    said.extend(tree::files("www", &[".js", ".css"]));
    said.extend(["index.html", "README.md"].map(tree::file));
    let wrong = said.iter().flat_map(|source| says(source, &words));
    none("words the product does not say", wrong.collect());
}

#[test]
fn every_crate_opens_with_its_sentence() {
    let dumb = tree::crates().into_iter().filter(|name| {
        let folder = format!("crate/{name}/src");
        let sources = tree::files(&folder, &["/lib.rs", "/main.rs"]);
        !sources.iter().all(|source| source.text.starts_with("//! "))
    });
    none("a crate opens with //!", dumb.collect());
}

#[test]
fn every_file_of_rust_opens_with_its_sentence() {
    let sources = tree::files("crate", &[".rs"]);
    let sources = sources.iter().filter(|s| !s.is_test());
    let dumb = sources.filter(|s| !s.text.starts_with("//! "));
    none(
        "a file opens with //!",
        dumb.map(|s| s.path.clone()).collect(),
    );
}

/// Cargo finds every file of `tests` on its own, unless they are one program.
#[test]
fn every_file_of_tests_is_part_of_its_program() {
    let is_one = |name: &String| {
        let manifest = tree::file(&format!("crate/{name}/Cargo.toml"));
        manifest.text.contains("autotests = false")
    };
    let crates = tree::crates();
    let mut lost = Vec::new();
    for name in crates.iter().filter(|name| is_one(name)) {
        let folder = format!("crate/{name}/tests/");
        let main = tree::file(&format!("{folder}main.rs")).text;
        let files = tree::files(&folder, &[".rs"]).into_iter();
        lost.extend(files.map(|source| source.path).filter(|path| {
            let module = path.trim_start_matches(&folder);
            let module = module.trim_end_matches(".rs");
            let module = module.trim_end_matches("/mod");
            let named = main.contains(&format!("mod {module};"))
                || main.contains(&format!("\"{module}.rs\""));
            module != "main" && !named
        }));
    }
    none("files of tests that no program holds", lost);
}

#[test]
fn the_architecture_names_each_crate_and_its_invariant() {
    let text = tree::file("ARCHITECTURE.md").text;
    let missing = tree::crates().into_iter().filter(|name| {
        let head = format!("### `crate/{name}`");
        let after = text.split_once(&head).map(|(_, after)| after);
        let own = after.and_then(|after| after.split("\n### ").next());
        !own.is_some_and(|own| own.contains("**Invariant:**"))
    });
    none("ARCHITECTURE.md: an Invariant a crate", missing.collect());
}

#[test]
fn nothing_is_left_open() {
    // Written so that this file does not break its own rule.
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("#[ign", "ore"),
        concat!(".sk", "ip("),
        concat!("test.on", "ly"),
    ];
    let mut all = tree::files("crate", &[".rs"]);
    all.extend(tree::files("www", &[".js", ".css"]));
    all.extend(tree::files("tests", &[".mjs", ".js"]));
    all.push(tree::file("index.html"));
    // An iterator's `skip` is no test's: it stands in Rust alone.
    let is_iterator = |s: &Source, hit: &str| {
        s.path.ends_with(".rs") && hit.contains(".skip(")
    };
    let wrong = all.iter().flat_map(|source| {
        let hits = words.iter().flat_map(|word| source.find(word));
        let hits = hits.filter(|hit| !is_iterator(source, hit));
        hits.collect::<Vec<_>>()
    });
    none("finish it or file it", wrong.collect());
}

#[test]
fn no_lock_file_names_a_registrys_host() {
    let npm = tree::file("package-lock.json").text;
    assert!(
        !npm.contains("\"resolved\""),
        "omit-lockfile-registry-resolved"
    );
    assert!(!npm.contains("http://"));
    let cargo = tree::file("Cargo.lock").text;
    let public = "registry+https://github.com/rust-lang/crates.io-index";
    let sources = cargo.lines().filter(|l| l.starts_with("source = "));
    let odd = sources.filter(|line| !line.contains(public));
    none("only the public index", odd.map(str::to_owned).collect());
}

#[test]
fn npm_packages_are_pinned_and_none_of_them_ships() {
    let text = tree::file("package.json").text;
    let package: Value = serde_json::from_str(&text).expect("is JSON");
    assert!(
        package.get("dependencies").is_none(),
        "devDependencies only"
    );
    let tools = package["devDependencies"].as_object().expect("an object");
    let loose = tools.iter().filter(|(_, version)| {
        let version = version.as_str().unwrap_or("?");
        !version.chars().all(|c| c.is_ascii_digit() || c == '.')
    });
    none(
        "exact versions",
        loose.map(|(name, _)| name.clone()).collect(),
    );
}

/// Licences that ask for nothing but a notice, or for their own files only.
const LICENCES: [&str; 13] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Zlib",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "ISC",
    "0BSD",
];

#[test]
fn every_dependency_has_a_licence_we_accept() {
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let words = ["metadata", "--format-version", "1", "--locked"];
    let made = Command::new(cargo)
        .current_dir(tree::root())
        .args(words)
        .output()
        .expect("cargo runs");
    assert!(made.status.success(), "cargo metadata failed");
    let data: Value = serde_json::from_slice(&made.stdout).expect("JSON");
    let packages = data["packages"].as_array().expect("a list");
    assert!(packages.len() > 20, "cargo lists too few packages");
    let odd = packages.iter().filter(|p| !accepted(&p["license"]));
    let shown = odd.map(|p| format!("{}: {}", p["name"], p["license"]));
    none("a licence to look at", shown.collect());
}

/// An SPDX expression: of `OR` one must be accepted, of `AND` all.
fn accepted(licence: &Value) -> bool {
    let Some(text) = licence.as_str() else {
        return false;
    };
    let text = text.replace('/', " OR ").replace(['(', ')'], "");
    text.split(" AND ").all(|part| {
        part.split(" OR ").any(|one| LICENCES.contains(&one.trim()))
    })
}

#[test]
fn licence_expressions_are_read_by_their_words() {
    let read = |text: &str| accepted(&Value::from(text));
    assert!(read("MIT OR GPL-3.0") && read("GPL-2.0/Apache-2.0"));
    assert!(read("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(!read("GPL-3.0") && !read("MIT AND GPL-3.0"));
    assert!(!accepted(&Value::Null));
}

/// The lines, comments too, that hold one of the words in any case.
fn says(source: &Source, words: &[&str]) -> Vec<String> {
    let lines = source.text.lines().zip(1..);
    let bad = lines.filter(|(line, _)| {
        let lower = line.to_lowercase();
        words.iter().any(|word| holds(&lower, word))
    });
    bad.map(|(line, n)| format!("{}:{n}: {}", source.path, line.trim()))
        .collect()
}

/// Whether a word stands there on its own: "ai found", not "mai found".
fn holds(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(place, _)| {
        let before = line[..place].chars().next_back();
        !before.is_some_and(char::is_alphanumeric)
    })
}
