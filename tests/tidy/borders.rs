//! What each crate must never know.

use tests::tree::{self, Source};

use crate::none;

/// How high a crate stands: it may use only what stands lower.
const HEIGHTS: [(&str, u32); 14] = [
    ("numeric", 0),
    ("table", 1),
    ("cluster", 1),
    ("predict", 1),
    ("explain", 1),
    ("privacy", 1),
    ("workbook", 2),
    ("parquet", 2),
    ("kindred", 2),
    ("chart", 3),
    ("session", 4),
    ("wasm", 5),
    ("cli", 5),
    ("xtask", 5),
];

/// The crates that may touch the world.
const HOSTS: [&str; 3] = ["wasm", "cli", "xtask"];

/// Sections of Cargo.toml that reach what ships.
const SHIPPED: [&str; 2] = ["[dependencies]", "[target."];

#[test]
fn a_crate_uses_only_crates_below_it() {
    let mut wrong = Vec::new();
    for name in tree::crates() {
        for used in dependencies(&name) {
            let lower = height(&used).is_none_or(|h| Some(h) < height(&name));
            if !lower {
                wrong.push(format!("{name} uses {used}"));
            }
        }
    }
    none("a crate may use only crates below it", wrong);
}

#[test]
fn every_crate_has_its_height() {
    let names = tree::crates();
    let unknown = names.into_iter().filter(|name| height(name).is_none());
    none("give the crate its place in HEIGHTS", unknown.collect());
}

#[test]
fn plotters_is_known_to_chart_alone() {
    only("chart", |used| used.starts_with("plotters"));
}

#[test]
fn the_browser_is_known_to_wasm_alone() {
    let browser = [
        "wasm-bindgen",
        "wasm-bindgen-futures",
        "js-sys",
        "web-sys",
        "serde-wasm-bindgen",
        "getrandom",
    ];
    only("wasm", |used| browser.contains(&used));
}

#[test]
fn files_clocks_threads_and_the_network_are_known_to_hosts_alone() {
    let modules = ["fs", "env", "net", "process", "thread"];
    let mut wrong = Vec::new();
    for source in pure_sources() {
        let found = std_modules(&source.code());
        let found = found.iter().filter(|m| modules.contains(&m.as_str()));
        wrong.extend(found.map(|m| format!("{}: std::{m}", source.path)));
        wrong.extend(find_any(&source, &["Instant", "SystemTime"]));
    }
    none("a pure crate asks its host", wrong);
}

#[test]
fn nothing_pure_prints_or_logs() {
    let words = [
        "println!",
        "eprintln!",
        "print!",
        "dbg!",
        "log::",
        "tracing::",
    ];
    let sources = pure_sources();
    let wrong = sources.iter().flat_map(|s| find_any(s, &words));
    none("a pure crate returns what it has to say", wrong.collect());
}

#[test]
fn nothing_pure_draws_entropy() {
    let words = ["RandomState", "thread_rng", "from_os_rng", "OsRng"];
    let sources = pure_sources();
    let wrong = sources.iter().flat_map(|s| find_any(s, &words));
    none("randomness comes from the seed", wrong.collect());
}

#[test]
fn a_columns_values_are_read_through_the_permit_alone() {
    let above = ["kindred", "chart", "session", "wasm", "cli"];
    let sources = crate_sources(&above);
    // A bare matrix of numbers, for `kindred cluster`, is about nobody.
    let doors = ["/permit.rs", "cli/src/matrix.rs"];
    let is_door = |s: &&Source| doors.iter().any(|d| s.path.ends_with(d));
    let others = sources.iter().filter(|s| !is_door(s));
    let hits = others.flat_map(|source| source.find(".values("));
    // A map's `.values()` takes no column.
    let wrong = hits.filter(|hit| !maps(hit)).collect();
    none("Table::values is for kindred/src/permit.rs", wrong);
}

fn maps(hit: &str) -> bool {
    hit.matches(".values(").count() == hit.matches(".values()").count()
}

#[test]
fn only_the_permit_makes_permitted_values() {
    let wrong = crate_sources(&["kindred", "session", "cli", "wasm"])
        .iter()
        .filter(|source| !source.path.ends_with("/permit.rs"))
        .flat_map(|source| source.find(" Permitted {"))
        .collect();
    none("Permitted is made in kindred/src/permit.rs", wrong);
}

#[test]
fn only_the_review_looks_before_there_is_a_purpose() {
    let wrong = crate_sources(&["kindred", "session", "cli", "wasm"])
        .iter()
        .filter(|source| {
            let at = |name| source.path.ends_with(name);
            !at("kindred/src/review.rs")
                && !at("kindred/src/review/left_out/beside.rs")
                && !at("kindred/src/review/totals.rs")
                && !at("/permit.rs")
        })
        .flat_map(|source| source.find("look_over"))
        .collect();
    none("look_over is for kindred/src/review", wrong);
}

#[test]
fn what_computes_does_not_know_what_a_customer_is() {
    let words = ["customer", "Customer", "revenue", "Revenue", "consent"];
    let sources = crate_sources(&["cluster", "predict", "explain", "numeric"]);
    let wrong = sources.iter().flat_map(|s| find_any(s, &words));
    none("samples and features, nothing else", wrong.collect());
}

#[test]
fn what_computes_takes_no_text() {
    let mut wrong = Vec::new();
    for source in crate_sources(&["cluster", "predict", "explain"]) {
        let code = source.code();
        for (place, _) in code.match_indices("pub fn ") {
            let head = code[place..].split(['{', ';']).next();
            let head = head.expect("split gives a first part");
            let taken = head.split("->").next().expect("a first part");
            let words = taken.split(|c: char| !c.is_alphanumeric());
            if words.into_iter().any(|it| it == "str" || it == "String") {
                wrong.push(format!("{}: {}", source.path, head.trim()));
            }
        }
    }
    none("matrices, labels and parameters, no text", wrong);
}

#[test]
fn clustering_and_explaining_do_not_see_each_other() {
    let pairs = [("cluster", "explain"), ("explain", "cluster")];
    let sees = |(one, other): &(&str, &str)| {
        dependencies(one).iter().any(|used| used == other)
    };
    let wrong = pairs.iter().filter(|pair| sees(pair));
    none("neither sees the other's models", {
        wrong
            .map(|(one, other)| format!("{one} uses {other}"))
            .collect()
    });
}

#[test]
fn every_crate_forbids_unsafe_code_but_the_bindings() {
    let names = tree::crates().into_iter().filter(|name| name != "wasm");
    let lax = names.filter(|name| !manifest(name).contains(LINTS));
    none("lints.workspace = true", lax.collect());
    let root = tree::file("Cargo.toml").text;
    assert!(root.contains("unsafe_code = \"forbid\""));
    assert!(root.contains("missing_docs = \"deny\""));
}

const LINTS: &str = "[lints]\nworkspace = true";

fn height(name: &str) -> Option<u32> {
    let found = HEIGHTS.iter().find(|(known, _)| *known == name);
    found.map(|(_, height)| *height)
}

fn manifest(name: &str) -> String {
    tree::file(&format!("crate/{name}/Cargo.toml")).text
}

/// The names of what a crate ships with.
fn dependencies(name: &str) -> Vec<String> {
    let text = manifest(name);
    let mut section = "";
    let mut names = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        } else if SHIPPED.iter().any(|s| section.starts_with(s)) {
            let used = line.split(['.', ' ', '=']).next();
            let used = used.expect("split gives a first part");
            names.extend((!used.is_empty()).then(|| used.to_owned()));
        }
    }
    names
}

fn only(owner: &str, is_meant: impl Fn(&str) -> bool) {
    let mut wrong = Vec::new();
    for name in tree::crates().into_iter().filter(|name| name != owner) {
        let used = dependencies(&name).into_iter();
        let meant = used.filter(|used| is_meant(used));
        wrong.extend(meant.map(|used| format!("{name} uses {used}")));
    }
    none(&format!("this is for {owner}"), wrong);
    let own = dependencies(owner);
    assert!(own.iter().any(|used| is_meant(used)), "{owner} uses none");
}

fn crate_sources(names: &[&str]) -> Vec<Source> {
    let known = tree::crates();
    let folders = names.iter().filter(|name| known.contains(&(**name).into()));
    let folders = folders.map(|name| format!("crate/{name}/src"));
    let all = folders.flat_map(|folder| tree::files(&folder, &[".rs"]));
    all.filter(|source| !source.is_test()).collect()
}

fn pure_sources() -> Vec<Source> {
    let names = tree::crates();
    let pure = names.iter().map(String::as_str);
    let pure: Vec<&str> = pure.filter(|n| !HOSTS.contains(n)).collect();
    crate_sources(&pure)
}

fn find_any(source: &Source, words: &[&str]) -> Vec<String> {
    words.iter().flat_map(|word| source.find(word)).collect()
}

/// The modules of `std` that a text names: `std::fs`, `std::{fs, io}`.
fn std_modules(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (place, _) in code.match_indices("std::") {
        let rest = &code[place + 5..];
        match rest.strip_prefix('{') {
            None => names.push(first_word(rest)),
            Some(group) => names.extend(group_words(group)),
        }
    }
    names
}

fn first_word(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.chars().take_while(|c| is_word(*c)).collect()
}

/// The first words of a group's members, whatever they hold themselves.
fn group_words(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    let mut member = String::new();
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(first_word(member.trim()));
                member.clear();
                continue;
            }
            _ => {}
        }
        member.push(c);
    }
    names.push(first_word(member.trim()));
    names
}

#[test]
fn modules_of_std_are_found_in_both_spellings() {
    let code = "use std::{fs, io::{self, Read}, thread};\nstd::env::var";
    assert_eq!(std_modules(code), ["fs", "io", "thread", "env"]);
}
