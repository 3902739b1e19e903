//! `test [WORD]`: everything, in order, or the sections whose titles hold the
//! word; the first section that fails ends it.

use std::{
    env,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::{
    dist,
    programs::{self, Program},
    tool::{self, Fault},
};

/// The crates whose Rust tests also run as WebAssembly: what computes.
const PURE: [&str; 6] = [
    "table", "numeric", "cluster", "explain", "kindred", "session",
];
/// What measures time, memory or the network has the machine to itself; two of
/// the other files run side by side.
const ALONE: [&str; 7] = [
    "egress", "files", "flow", "large", "page", "work", "workbook",
];
const WASI: &str = "wasm32-wasip1";

/// Runs every section, or those whose titles hold the word.
pub(crate) fn run(word: &str) -> Result<(), Fault> {
    let mut all = Sections {
        word: word.to_lowercase(),
        ..Sections::default()
    };
    let outcome = sections(&mut all);
    if all.times.is_empty() {
        return Err(Fault::new(format!("no section's title holds {word:?}")));
    }
    println!("\n{}", "-".repeat(72));
    for (title, time) in &all.times {
        println!("{:>7.1} s  {title}", time.as_secs_f64());
    }
    // A section that failed without counting (a format, a lint) is one.
    let uncounted = outcome.is_err() && all.count.failed == 0;
    let failed = all.count.failed + usize::from(uncounted);
    let left = match all.count.not_run {
        0 => String::new(),
        n => format!(", {n} not run"),
    };
    println!("{} passed, {failed} failed{left}", all.count.passed);
    outcome
}

fn sections(all: &mut Sections) -> Result<(), Fault> {
    all.section("Tools", |_| tools())?;
    all.section("Format", |_| {
        tool::run(tool::cargo().args(["fmt", "--all", "--check"]))
    })?;
    all.section("Clippy, warnings denied", |_| clippy())?;
    all.section("Rust: tests and doc-tests", |count| {
        let words = ["test", "--locked", "--workspace", "--no-fail-fast"];
        counted(count, tool::cargo().args(words))
    })?;
    all.section("Rust: the same tests as WebAssembly", wasm_tests)?;
    all.section("Build, twice, the same bytes", |_| dist::twice())?;
    all.section("The page's types", |_| {
        tool::run(tool::package_bin("tsc").args(["--noEmit"]))
    })?;
    all.section("The page's parts, in Node", |count| {
        node_tests(count, "tests/page/unit", 2, |_| true)
    })?;
    all.section("The page in a browser", |count| {
        node_tests(count, "tests/page", 2, |name| !ALONE.contains(&name))?;
        node_tests(count, "tests/page", 1, |name| ALONE.contains(&name))
    })
}

fn tools() -> Result<(), Fault> {
    tool::ensure_component("rustfmt", "fmt")?;
    tool::ensure_component("clippy", "clippy")?;
    tool::ensure_target("wasm32-unknown-unknown")?;
    tool::ensure_target(WASI)?;
    tool::ensure_packages()?;
    let browser = "tests/page/help/browser.mjs";
    tool::run(tool::command("node").arg(browser))?;
    tell_of_missing_data();
    Ok(())
}

/// Says what is left out where the real data is not on this machine: what a
/// Rust test prints is seen only when it fails.
fn tell_of_missing_data() {
    let beside = || tool::root().join("../shared/data");
    let folder =
        env::var_os("KINDRED_DATA").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        println!(
            "The real data is not in {} (KINDRED_DATA): the tests on it are \
             left out and count as passed.",
            folder.display()
        );
    }
}

fn clippy() -> Result<(), Fault> {
    let deny = ["--", "-D", "warnings"];
    let all = ["clippy", "--locked", "--workspace", "--all-targets"];
    tool::run(tool::cargo().args(all).args(deny))?;
    let wasm = ["clippy", "--locked", "-p", "wasm", "--target"];
    let target = "wasm32-unknown-unknown";
    tool::run(tool::cargo().args(wasm).arg(target).args(deny))
}

/// The same test programs, compiled to WebAssembly with WASI for their
/// arguments and output, run by Node.
fn wasm_tests(count: &mut Count) -> Result<(), Fault> {
    let mut test = tool::cargo();
    test.args(["test", "--locked", "--lib", "--tests", "--target", WASI])
        .env(
            "CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS",
            "-Ctarget-feature=+simd128",
        );
    PURE.iter().for_each(|name| {
        test.args(["-p", name]);
    });
    let programs = programs::compile(&mut test)?;
    let all_well = programs::run(&programs, in_node, |program, text| {
        println!("\n{}\n{}", program.file.display(), text.trim());
        text.lines().for_each(|line| count.read(line));
    })?;
    match all_well {
        true => Ok(()),
        false => Err(Fault::new("a test program failed")),
    }
}

/// Without V8's short way into WASI: on it, garbage collected at the wrong
/// moment, Node 20 breaks its own heap and dies after the last test of a
/// program that held much memory.
fn in_node(program: &Program) -> Command {
    let mut node = tool::command("node");
    node.args(["--no-warnings", "--no-turbo-fast-api-calls"])
        .arg(tool::root().join("tests/wasi.mjs"))
        .arg(&program.file)
        .current_dir(&program.folder);
    node
}

/// Runs the files of a folder whose names are wanted, so many at once.
fn node_tests(
    count: &mut Count,
    folder: &str,
    n_at_once: usize,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<(), Fault> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(tool::root().join(folder))? {
        let path = entry?.path();
        let name = path.file_name().expect("an entry has a name");
        let name = name.to_string_lossy();
        if name.strip_suffix(".test.mjs").is_some_and(&is_wanted) {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Fault::new(format!("{folder} holds no test")));
    }
    let at_once = format!("--test-concurrency={n_at_once}");
    let options = ["--test", "--test-reporter=spec", &at_once];
    counted(count, tool::command("node").args(options).args(files))
}

/// The sections that were run, and what they counted.
#[derive(Default)]
struct Sections {
    /// Only these; empty for all.
    word: String,
    times: Vec<(&'static str, Duration)>,
    count: Count,
}

/// Tests that were run.
#[derive(Default)]
struct Count {
    passed: usize,
    failed: usize,
    not_run: usize,
}

impl Sections {
    #[expect(clippy::disallowed_methods, reason = "a tool may read a clock")]
    fn section(
        &mut self,
        title: &'static str,
        work: impl FnOnce(&mut Count) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        if !title.to_lowercase().contains(&self.word) {
            return Ok(());
        }
        println!("\n==== {title}");
        let start = Instant::now();
        let outcome = work(&mut self.count);
        self.times.push((title, start.elapsed()));
        outcome.map_err(|fault| Fault::new(format!("{title}: {fault}")))
    }
}

impl Count {
    /// Reads the sums that cargo and Node print at the end of a program.
    fn read(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |word: &str| word.parse().unwrap_or(0);
        match words.as_slice() {
            ["test", "result:", _, passed, _, failed, _, left, ..] => {
                self.passed += number(passed);
                self.failed += number(failed);
                self.not_run += number(left);
            }
            ["ℹ", "pass", passed] => self.passed += number(passed),
            ["ℹ", "fail", failed] => self.failed += number(failed),
            ["ℹ", "skipped", left] => self.not_run += number(left),
            _ => {}
        }
    }
}

/// Runs it, shows what it prints and counts its tests.
fn counted(count: &mut Count, command: &mut Command) -> Result<(), Fault> {
    command.stdout(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|e| Fault::new(format!("{}: {e}", tool::shown(command))))?;
    let pipe = child.stdout.take().expect("it was asked for a pipe");
    for line in BufReader::new(pipe).lines() {
        let line = line?;
        println!("{line}");
        count.read(&line);
    }
    if child.wait()?.success() {
        return Ok(());
    }
    Err(Fault::new(format!("failed: {}", tool::shown(command))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_of_cargo_and_of_node_are_counted() {
        let mut count = Count::default();
        count.read("test result: ok. 12 passed; 1 failed; 3 ignored; 0 m");
        count.read("ℹ pass 5");
        count.read("ℹ fail 2");
        count.read("ℹ skipped 1");
        count.read("ℹ tests 9");
        assert_eq!((count.passed, count.failed), (17, 3));
        assert_eq!(count.not_run, 4);
    }
}
