//! `kindred`: the same session from a terminal.
//!
//! Takes files, gives JSON on stdout and files to take away; threads instead
//! of workers. Exit codes: 0 done, 2 wrong usage, 3 the input was refused,
//! 4 done but there is not enough data or no structure, 70 internal error.

mod args;
mod choose;
mod cluster;
mod digest;
mod host;
mod inspect;
mod matrix;
mod outcome;
mod progress;
mod run;
mod scale;
mod threads;
mod workbook;

use std::{panic, process::ExitCode};

use args::Command;
use outcome::{Exit, Outcome};

fn main() -> ExitCode {
    panic::set_hook(Box::new(|what| {
        let trace = std::backtrace::Backtrace::capture();
        eprintln!("internal error: {what}\n{trace}");
        std::process::exit(i32::from(Exit::Internal as u8));
    }));
    let exit = match args::parse() {
        Ok(command) => dispatch(&command).unwrap_or_else(|error| {
            eprintln!("{error}");
            error.exit()
        }),
        Err(exit) => exit,
    };
    ExitCode::from(exit as u8)
}

fn dispatch(command: &Command) -> Outcome<Exit> {
    match command {
        Command::Inspect(args) => inspect::inspect(args),
        Command::Run(args) => run::run(args),
        Command::Cluster(args) => cluster::cluster(args),
        Command::Choose(args) => choose::choose(args),
        Command::Digest(args) => digest::digest(args),
    }
}
