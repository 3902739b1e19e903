//! The bench's tables: medians, ratios, goals.

use std::{env, fmt::Write, fs, process::Command};

use serde_json::Value;

use crate::bench::{Outcome, Record};
use crate::bench_tasks::Task;

type Done<'a> = [(&'a Task, Vec<Record>)];

/// Whether the goals are met, in words, and whether the answers agree.
pub(crate) struct Verdict {
    pub(crate) text: String,
    pub(crate) checked: Outcome<()>,
}

/// A figure to reach: our lane over a peer's lane.
struct Goal {
    task: &'static str,
    ours: &'static str,
    peer: &'static str,
    /// What is compared.
    figure: &'static str,
    must: f64,
    aim: Option<f64>,
}

const OURS: &str = "Kindred, Chromium";

const fn goal(
    task: &'static str,
    peer: &'static str,
    must: f64,
    aim: Option<f64>,
) -> Goal {
    Goal {
        task,
        ours: OURS,
        peer,
        figure: "cpu_seconds",
        must,
        aim,
    }
}

/// A goal of the workbooks, which have no lane in Chromium.
const fn book(figure: &'static str, must: f64) -> Goal {
    Goal {
        ours: "Kindred, Node",
        figure,
        ..goal("xlsx", "SheetJS, Node, same typing", must, None)
    }
}

const GOALS: &[Goal] = &[
    goal("rfm", "pandas, native", 0.5, Some(0.25)),
    goal("rfm", "duckdb-wasm, Chromium", 0.4, None),
    goal("typed", "PapaParse, Node, same typing", 0.25, None),
    goal("typed", "Polars, native, one thread", 1.0, None),
    book("cpu_seconds", 0.5),
    book("peak_mb", 0.333),
    goal("kmeans_fixed", "scikit-learn f64, native", 0.7, Some(0.35)),
    goal("kmeans", "scikit-learn f64, native", 0.8, Some(0.4)),
    goal("kmeans", "ml-kmeans, Node", 0.1, None),
    goal("kmeans_million", "scikit-learn f64, native", 0.8, Some(0.4)),
    goal("kmeans_million", "ml-kmeans, Node", 0.1, None),
    goal("sweep", "scikit-learn, native", 0.7, Some(0.35)),
    goal("mini_batch", "scikit-learn, native", 1.0, Some(0.5)),
    goal("dbscan", "scikit-learn, native", 0.7, Some(0.4)),
    goal("dbscan_large", "scikit-learn, native", 0.7, Some(0.4)),
    goal("hdbscan", "hdbscan, native", 1.5, Some(1.0)),
    goal("hdbscan_large", "hdbscan, native", 1.5, Some(1.0)),
    goal("ward", "fastcluster, native", 1.2, Some(0.8)),
    goal("mixture", "scikit-learn, native", 1.0, Some(0.5)),
    goal("silhouette", "scikit-learn, native", 0.25, Some(0.1)),
    goal("pca", "scikit-learn, native", 1.5, Some(1.0)),
];

/// The table of one task, with ratios to its first peer.
pub(crate) fn table(task: &Task, records: &[Record]) -> String {
    if matches!(task.name, "product" | "workers")
        || task.name.starts_with("step_")
    {
        return figures(task, records);
    }
    let reference = records
        .iter()
        .find(|record| !record.lane.starts_with("Kindred"))
        .and_then(|record| median(record, "cpu_seconds"));
    let (held, memory) = match task.name {
        "xlsx" => ("peak MiB", "peak_mb"),
        _ => ("wasm MiB", "wasm_memory_mb"),
    };
    let mut text = format!(
        "\n### {}\n\n| lane | version | CPU s | wall s | ratio | {held} | \
         rounds | answer |\n|---|---|---:|---:|---:|---:|---:|---|\n",
        task.title
    );
    for record in records {
        let cpu = median(record, "cpu_seconds");
        let ratio = cpu.zip(reference).map(|(own, peer)| own / peer);
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            record.lane,
            last(record, "version"),
            figure(cpu),
            figure(median(record, "seconds")),
            figure(ratio),
            figure(median(record, memory)),
            record.rounds.len(),
            said(record),
        )
        .expect("text takes text");
    }
    text
}

/// What a lane of our own says, figure by figure.
fn figures(task: &Task, records: &[Record]) -> String {
    let mut text =
        format!("\n### {}\n\n| figure | median |\n|---|---:|\n", task.title);
    for record in records {
        let line = record.rounds.last().and_then(Value::as_object);
        let names = line.into_iter().flat_map(|line| line.keys());
        for name in names.filter(|name| !["n", "d"].contains(&name.as_str())) {
            if let Some(median) = median(record, name) {
                let figure = figure(Some(median));
                writeln!(text, "| {name} | {figure} |")
                    .expect("text takes text");
            }
        }
    }
    text
}

/// The goals with what was reached, and whether the answers agree.
pub(crate) fn goals(done: &Done<'_>) -> Verdict {
    let mut text = String::from(
        "\n### Goals: our CPU seconds in Chromium (workbooks: in Node) over \
         the peer's\n\n\
         | task | peer | ratio | must | aim | reached |\n\
         |---|---|---:|---:|---:|---|\n",
    );
    for goal in GOALS {
        let of = |lane| {
            find(done, goal.task, lane).and_then(|r| median(r, goal.figure))
        };
        let Some((ours, peer)) = of(goal.ours).zip(of(goal.peer)) else {
            continue;
        };
        let ratio = ours / peer;
        let reached = match goal.aim {
            _ if ratio > goal.must => "no",
            Some(aim) if ratio > aim => "must",
            Some(_) => "aim",
            None => "yes",
        };
        let what = match goal.figure {
            "peak_mb" => format!("{}, peak memory", goal.task),
            _ => goal.task.to_owned(),
        };
        let row = [what.as_str(), goal.peer].join(" | ");
        let aim = figure(goal.aim);
        let must = goal.must;
        writeln!(text, "| {row} | {ratio:.3} | {must} | {aim} | {reached} |")
            .expect("text takes text");
    }
    if let Some(speed) = two_workers(done) {
        let reached = if speed >= 1.7 { "yes" } else { "no" };
        writeln!(
            text,
            "| two workers, wall | one worker | {speed:.2} × faster | \
             1.7 × | - | {reached} |"
        )
        .expect("text takes text");
    }
    Verdict {
        text,
        checked: agree(done),
    }
}

/// The page `RESULTS.md`.
pub(crate) fn page(
    done: &Done<'_>,
    verdict: &Verdict,
    rounds: usize,
) -> String {
    let mut text = format!(
        "# The bench\n\nWritten by `npm run bench`: {rounds} rounds, the lanes \
         of a task one after another in each; a figure is the median of the \
         rounds. CPU seconds are what the kernel says the working thread ran \
         (Chromium: all threads of the renderer), so that a busy machine \
         changes them little; wall seconds are only to be read on an idle \
         one. Ratios are to the first peer of the table. The lanes from CSV \
         to RFM leave out the file's SHA-256, which no peer computes; the \
         built page computes it as well. The peak of a workbook is what the \
         process held at most (the kernel's maximum resident set) up to the \
         end of the first reading, less what an empty process of the same \
         Node holds; ours holds both modules and reads the file by slices.\n\n{}\n",
        machine()
    );
    text.push_str(&verdict.text);
    for (task, records) in done {
        text.push_str(&table(task, records));
    }
    text
}

fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = read("/proc/loadavg");
    let load = load.split(' ').take(3).collect::<Vec<_>>().join(" ");
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let compiler = Command::new(rustc).arg("--version").output();
    let compiler = compiler
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    format!(
        "Machine: {model}, {cores} cores; load average at the end {load}; {}.",
        compiler.trim()
    )
}

/// Checksums equal; fixed starts within 1e-4; restarts within 0.1 % of the
/// best peer.
fn agree(done: &Done<'_>) -> Outcome<()> {
    for (task, records) in done {
        let is_ours = |r: &&Record| r.lane.starts_with("Kindred");
        for own in records.iter().filter(is_ours) {
            let mut peers = records.iter().filter(|r| !is_ours(r));
            if let Some(peer) = peers.find(|p| differs(task, own, p)) {
                return Err(format!(
                    "{}: {} says {}, {} says {}",
                    task.name,
                    own.lane,
                    said(own),
                    peer.lane,
                    said(peer)
                ));
            }
        }
    }
    Ok(())
}

fn differs(task: &Task, own: &Record, peer: &Record) -> bool {
    const SUMS: [&str; 4] =
        ["customers", "sum_recency", "sum_frequency", "sum_monetary"];
    const TYPED: [&str; 8] = [
        "records",
        "invoices",
        "products",
        "descriptions",
        "countries",
        "sum_quantity",
        "sum_cents",
        "sum_seconds",
    ];
    match task.name {
        "rfm" => SUMS.iter().any(|sum| !close(own, peer, sum, 1e-9)),
        "typed" | "xlsx" => {
            TYPED.iter().any(|sum| !close(own, peer, sum, 0.0))
        }
        "kmeans_fixed" => !close(own, peer, "inertia_per_point", 1e-4),
        "sweep" => !close(own, peer, "best_k", 0.0),
        "dbscan" | "dbscan_large" => {
            !close(own, peer, "clusters", 0.0)
                || !close(own, peer, "noise", 1e-3)
        }
        "hdbscan" | "hdbscan_large" => !close(own, peer, "clusters", 0.0),
        "ward" => !close(own, peer, "top_height", 1e-5),
        "mixture" => !close(own, peer, "loglik_per_point", 1e-3),
        "silhouette" => !close(own, peer, "silhouette", 1e-4),
        "pca" => !close(own, peer, "explained", 1e-5),
        "mini_batch" => exceeds(own, peer, 1.01),
        "workers" | "product" => false,
        _ => exceeds(own, peer, 1.001),
    }
}

fn close(own: &Record, peer: &Record, name: &str, tolerance: f64) -> bool {
    match quality(own, name).zip(quality(peer, name)) {
        Some((a, b)) => (a - b).abs() <= tolerance * b.abs(),
        // A peer that failed or tells nothing is no witness.
        None => quality(own, name).is_some(),
    }
}

/// The inertia is more than so many times the peer's.
fn exceeds(own: &Record, peer: &Record, times: f64) -> bool {
    let name = "inertia_per_point";
    quality(own, name)
        .zip(quality(peer, name))
        .is_some_and(|(a, b)| a > b * times)
}

fn two_workers(done: &Done<'_>) -> Option<f64> {
    let record = find(done, "workers", OURS)?;
    median(record, "one")
        .zip(median(record, "two"))
        .map(|(one, two)| one / two)
}

fn find<'a>(done: &'a Done<'_>, task: &str, lane: &str) -> Option<&'a Record> {
    let (_, records) = done.iter().find(|(t, _)| t.name == task)?;
    records.iter().find(|record| record.lane == lane)
}

fn median(record: &Record, name: &str) -> Option<f64> {
    let mut figures: Vec<f64> = record
        .rounds
        .iter()
        .filter_map(|line| line[name].as_f64())
        .collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied()
}

fn quality(record: &Record, name: &str) -> Option<f64> {
    record.rounds.last()?["quality"][name].as_f64()
}

fn last(record: &Record, name: &str) -> String {
    let line = record.rounds.last();
    let text = line.and_then(|line| line[name].as_str());
    text.unwrap_or("-").to_owned()
}

fn said(record: &Record) -> String {
    let Some(line) = record.rounds.last() else {
        return "-".into();
    };
    match (&line["quality"], &line["error"]) {
        (Value::Object(parts), _) => parts
            .iter()
            .map(|(name, value)| format!("{name} {value}"))
            .collect::<Vec<_>>()
            .join(", "),
        (_, Value::String(error)) => error.clone(),
        _ => "-".into(),
    }
}

fn figure(value: Option<f64>) -> String {
    match value {
        None => "-".into(),
        Some(value) if value < 10.0 => format!("{value:.3}"),
        Some(value) => format!("{value:.1}"),
    }
}
