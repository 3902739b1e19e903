//! One answer, held against the truth: 200 sets without structure and 200
//! with planted groups, in tables `tests/ref/verdict-null.csv` and
//! `tests/ref/verdict-planted.csv`.
//!
//! `KINDRED_SETS=all cargo test --release -p cluster --test verdict` judges
//! all of them, and with `KINDRED_BLESS=1` writes the tables anew. Else
//! every tenth is judged and compared with its line, and the shares are
//! those of the tables. Without the real data, its sets are passed over.

#![allow(clippy::unwrap_used)] // A test may stop on the spot.

#[path = "verdict/real.rs"]
mod real;
#[path = "verdict/sets.rs"]
mod sets;

use std::env;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use cluster::choose::{Choice, Judged, Params, Reason};
use cluster::choose::{jobs, judge, resample_jobs};
use cluster::{JobOutput, job, kmeans};
use numeric::tick::never;
use sets::Made;
use tests::{golden, tree};

const N_SETS: usize = 200;

const HEAD: &str = "set,kind,n_samples,n_features,apart,k,found,because\n";

fn choose(made: &Made) -> Choice {
    let params = Params::default();
    let judged = Judged::draw(&made.x, &params, 1);
    let starts = kmeans::Params::default();
    let mut jobs = jobs(&params, &starts, &judged, 1);
    let run = |job| job::run(judged.matrix(), job, &mut never).unwrap();
    let mut outputs: Vec<JobOutput> = jobs.iter().map(run).collect();
    let more = resample_jobs(&params, &starts, &judged, 1, &outputs);
    outputs.extend(more.iter().map(run));
    jobs.extend(more);
    judge(&params, &judged, &jobs, outputs)
}

fn because(reason: &Reason) -> &'static str {
    match reason {
        Reason::BestStable { .. } => "best stable",
        Reason::GapPrefersOne => "gap prefers one",
        Reason::NothingStable { .. } => "nothing stable",
        Reason::TooFew { .. } => "too few",
        Reason::Given
        | Reason::ByMethod { .. }
        | Reason::InParts { .. }
        | Reason::Asked { .. } => "not judged",
    }
}

/// The line of a set in its table.
fn line(number: usize, made: &Made) -> String {
    let choice = choose(made);
    let (n, d) = made.x.view().dim();
    let Made { kind, apart, k, .. } = made;
    let (found, because) = (choice.k, because(&choice.reason));
    format!("{number},{kind},{n},{d},{apart},{k},{found},{because}\n")
}

/// The lines of the sets with these numbers, by two threads where there are
/// any.
fn lines(
    numbers: &[usize],
    make: fn(usize) -> Option<Made>,
) -> Vec<Option<String>> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(vec![None; numbers.len()]);
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(&number) = numbers.get(at) else {
                return;
            };
            let line = make(number).map(|made| line(number, &made));
            done.lock().unwrap()[at] = line;
        }
    };
    std::thread::scope(|scope| {
        if !cfg!(target_family = "wasm") {
            scope.spawn(work);
        }
        work();
    });
    done.into_inner().unwrap()
}

/// The share of lines of a table whose number of groups was found.
fn share_right(table: &str) -> f64 {
    let right = |line: &&str| {
        let cells: Vec<&str> = line.split(',').collect();
        cells[5] == cells[6]
    };
    let n_right = table.lines().skip(1).filter(right).count();
    n_right as f64 / (table.lines().count() - 1) as f64
}

/// Judges the sets that are asked for and holds them against the table;
/// the share of the table that is right.
fn judged(name: &str, make: fn(usize) -> Option<Made>) -> f64 {
    let file = format!("tests/ref/{name}");
    if env::var("KINDRED_SETS").is_ok_and(|asked| asked == "all") {
        let all: Vec<usize> = (0..N_SETS).collect();
        let lines: Option<String> = lines(&all, make).into_iter().collect();
        let lines = lines.expect("all sets want the real data");
        golden::keep(name, &(HEAD.to_owned() + &lines));
        return share_right(&tree::file(&file).text);
    }
    let table = tree::file(&file).text;
    let some: Vec<usize> =
        (0..N_SETS).filter(|set| set / 5 % 10 == 0).collect();
    for (number, found) in some.iter().zip(lines(&some, make)) {
        let kept = table.lines().nth(number + 1).unwrap();
        assert!(found.is_none_or(|it| it.trim_end() == kept), "{kept}");
    }
    share_right(&table)
}

#[test]
fn a_set_without_structure_is_said_to_have_none() {
    let share = judged("verdict-null.csv", sets::cloud);
    println!("no structure: {share}");
    assert!(share >= 0.95, "{share}");
}

#[test]
fn planted_groups_are_found() {
    let share = judged("verdict-planted.csv", |set| Some(sets::planted(set)));
    println!("planted: {share}");
    assert!(share >= 0.9, "{share}");
}
