//! `bench [FILTER…] [--rounds N]`: our engine beside the peers, in one run.
//!
//! Each lane is a command that prints one JSON line. Lanes of a task run one
//! after another, round by round, so that all of them see the same machine;
//! medians over the rounds are compared. Writes `tests/bench/RESULTS.md`
//! when nothing is filtered out.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::bench_report;
use crate::bench_tasks::{
    Host::{
        Chromium, Node, NodeScript, OursBook, OursChromium, OursNative,
        OursNode, OursPage, Python, PythonScript,
    },
    Lane, TASKS, Task,
};

/// What stops the bench: a sentence.
pub(crate) type Outcome<T> = Result<T, String>;

/// What a lane said, round by round.
pub(crate) struct Record {
    pub(crate) lane: &'static str,
    pub(crate) rounds: Vec<Value>,
}

/// Runs the tasks whose name or lane contains a filter; all without one.
pub(crate) fn run(words: &[String]) -> Outcome<()> {
    let (filters, rounds) = arguments(words)?;
    let bench = Bench::prepare()?;
    let mut done = Vec::new();
    for task in TASKS {
        let records = bench.task(task, &filters, rounds)?;
        if !records.is_empty() {
            print!("{}", bench_report::table(task, &records));
            done.push((task, records));
        }
    }
    let verdict = bench_report::goals(&done);
    print!("{}", verdict.text);
    if filters.is_empty() {
        let path = bench.root.join("tests/bench/RESULTS.md");
        fs::write(&path, bench_report::page(&done, &verdict, rounds))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    verdict.checked
}

fn arguments(words: &[String]) -> Outcome<(Vec<String>, usize)> {
    let (mut filters, mut rounds) = (Vec::new(), 5);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--rounds" => {
                let number = words.next().and_then(|w| w.parse().ok());
                rounds = number.ok_or("--rounds takes a number")?;
            }
            word if word.starts_with('-') => {
                return Err(format!("{word}: bench knows --rounds N"));
            }
            word => filters.push(word.to_owned()),
        }
    }
    Ok((filters, rounds))
}

struct Bench {
    root: PathBuf,
    peers: PathBuf,
    wasm: PathBuf,
    native: PathBuf,
}

impl Bench {
    fn prepare() -> Outcome<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .expect("crate/xtask is two folders below the root")
            .to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), PathBuf::from);
        build(&root, &["--bin", "bench-native"])?;
        build(&root, &["--lib", "--target", "wasm32-unknown-unknown"])?;
        Ok(Self {
            peers: peers(&root, &target)?,
            wasm: target
                .join("wasm32-unknown-unknown/release/bench_engine.wasm"),
            native: target.join("release/bench-native"),
            root,
        })
    }

    fn task(
        &self,
        task: &Task,
        filters: &[String],
        rounds: usize,
    ) -> Outcome<Vec<Record>> {
        let wanted = |lane: &&Lane| {
            let name = format!("{} {}", task.name, lane.name);
            filters.is_empty() || filters.iter().all(|f| name.contains(f))
        };
        let lanes: Vec<&Lane> = task.lanes.iter().filter(wanted).collect();
        if lanes.iter().any(|lane| matches!(lane.host, OursPage)) {
            crate::dist::run().map_err(|fault| fault.to_string())?;
        }
        if lanes.iter().any(|lane| matches!(lane.host, OursBook)) {
            crate::build::run().map_err(|fault| fault.to_string())?;
        }
        let mut records: Vec<Record> = lanes
            .iter()
            .map(|lane| Record {
                lane: lane.name,
                rounds: Vec::new(),
            })
            .collect();
        for round in 0..rounds {
            for (lane, record) in lanes.iter().zip(&mut records) {
                if round < lane.at_most {
                    record.rounds.push(self.once(task, lane));
                }
            }
        }
        Ok(records)
    }

    /// One round of a lane: its line, or `{"error": …}`. Once more where
    /// the browser's busy thread was mistaken for an idle one.
    fn once(&self, task: &Task, lane: &Lane) -> Value {
        let run = || answer(self.command(task, lane));
        let line = match run() {
            Ok(line) if idle(&line) => run(),
            line => line,
        };
        let line = line.unwrap_or_else(|e| serde_json::json!({ "error": e }));
        eprintln!("{} · {} · {}", task.name, lane.name, short(&line));
        line
    }

    fn command(&self, task: &Task, lane: &Lane) -> Command {
        let here = self.root.join("tests/bench");
        let node = self.peers.join("wasm_py/node_modules/node/bin/node");
        let mut command = match lane.host {
            OursNative => Command::new(&self.native),
            Python => {
                let folder = self.peers.join("native_py");
                let mut python = Command::new(folder.join(".venv/bin/python"));
                python.arg(folder.join("bench.py"));
                python
            }
            PythonScript => {
                let python = "native_py/.venv/bin/python";
                Command::new(self.peers.join(python))
            }
            OursPage => Command::new("node"),
            OursBook | OursChromium | OursNode | Node | Chromium
            | NodeScript => Command::new(node),
        };
        match lane.host {
            OursChromium => command
                .arg(here.join("chromium.mjs"))
                .args([&self.peers, &self.wasm]),
            OursBook => command
                .arg(here.join("xlsx.mjs"))
                .arg("kindred")
                .arg(&self.wasm),
            OursPage => command
                .arg(here.join(format!("{}.mjs", lane.task)))
                .arg(&self.peers),
            OursNode => command
                .arg(here.join("node.mjs"))
                .args([&self.wasm, &self.peers.join("data")]),
            Node => command.arg(self.peers.join("browser_js/bench.mjs")),
            Chromium => {
                command.arg(self.peers.join("browser_js/chromium.mjs"))
            }
            PythonScript => {
                command.arg(here.join(format!("{}.py", lane.task)))
            }
            NodeScript => command
                .arg(here.join(format!("{}.mjs", lane.task)))
                .arg(&self.peers),
            OursNative | Python => &mut command,
        };
        command.args([lane.task, task.n, task.d]);
        self.surround(&mut command);
        command
    }

    /// One thread, the peers' data, and no more repetitions than needed.
    fn surround(&self, command: &mut Command) {
        for threads in [
            "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "POLARS_MAX_THREADS",
        ] {
            command.env(threads, "1");
        }
        command.env("PEERS_DATA", self.peers.join("data"));
        if env::var_os("PEERS_CAP").is_none() {
            command.env("PEERS_CAP", "4");
        }
    }
}

fn answer(mut command: Command) -> Outcome<Value> {
    let output = command.output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines()
        .filter(|line| line.starts_with('{'))
        .find_map(|line| serde_json::from_str(line).ok())
        .ok_or_else(|| {
            let said = String::from_utf8_lossy(&output.stderr);
            let line = said.lines().rfind(|line| line.contains("rror"));
            line.unwrap_or("it gave no figures").to_owned()
        })
}

/// Whether hardly any CPU time was counted though time went by.
fn idle(line: &Value) -> bool {
    let counted = line["cpu_seconds"].as_f64();
    counted
        .zip(line["seconds"].as_f64())
        .is_some_and(|(c, w)| c < w / 50.0)
}

fn short(line: &Value) -> String {
    match (&line["cpu_seconds"], &line["error"]) {
        (Value::Number(seconds), _) => format!("{seconds:.4} CPU s"),
        (_, Value::String(error)) => error.clone(),
        _ => line.to_string(),
    }
}

fn build(root: &Path, what: &[&str]) -> Outcome<()> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(root)
        .args(["build", "--quiet", "--release", "-p", "bench-engine"])
        .args(what)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "-C target-feature=+simd128",
        )
        .status()
        .map_err(|error| error.to_string())?;
    status
        .success()
        .then_some(())
        .ok_or_else(|| "the bench engine does not build".into())
}

/// The installed peers: `KINDRED_PEERS`, or a copy made and installed once
/// in the target folder (1.5 GB).
fn peers(root: &Path, target: &Path) -> Outcome<PathBuf> {
    let given = env::var_os("KINDRED_PEERS").map(PathBuf::from);
    let copy = given.clone().unwrap_or_else(|| target.join("peers"));
    let source = root.join("../shared/peers");
    let shell = |script: &str| {
        let status = Command::new("sh")
            .args(["-ec", script, "sh"])
            .args([&source, &copy])
            .status();
        match status {
            Ok(status) if status.success() => Ok(()),
            _ => Err("the peers can't be installed; KINDRED_PEERS may \
                      name an installed copy"
                .to_owned()),
        }
    };
    if given.is_none() && !copy.join("ready").exists() {
        shell("mkdir -p \"$2\"; cp -R \"$1/.\" \"$2\"; chmod -R u+w \"$2\"")?;
        shell("cd \"$2\"; mkdir -p out; ./setup.sh; touch ready")?;
    }
    if !copy.join("browser_js/node_modules/xlsx").exists() {
        shell(SHEETJS)?;
    }
    Ok(copy)
}

/// SheetJS: a peer that came later. It is the last version on npm.
const SHEETJS: &str = "cd \"$2/browser_js\"; \
    npm install --no-save --no-fund --no-audit xlsx@0.18.5";
