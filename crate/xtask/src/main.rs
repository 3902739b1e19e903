//! The build, without a global tool: `build | codegen | dist | serve | test |
//! bench`, one file each.
//!
//! Takes the tree as it is, gives `www/pkg`, `www/protocol.d.ts` and `dist`.
//! Never decides anything about an analysis.

mod bench;
mod bench_report;
mod bench_tasks;
mod build;
mod bundle;
mod codegen;
mod compose;
mod dist;
mod policy;
mod programs;
mod serve;
mod test;
mod tool;

use std::{env, process::ExitCode};

use tool::Fault;

const USAGE: &str = "usage: xtask build | codegen | dist [--twice] | \
                     serve [PORT] | test [WORD] | bench [ARGUMENTS]";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\n{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<(), Fault> {
    let short: Vec<&str> = words.iter().map(String::as_str).collect();
    match short.as_slice() {
        ["build"] => build::run().map(drop),
        ["codegen"] => codegen::run(),
        ["dist"] => dist::run().map(drop),
        ["dist", "--twice"] => dist::twice(),
        ["serve"] => serve::run(serve::PORT),
        ["serve", port] => serve::run(serve::parse_port(port)?),
        ["test"] => test::run(""),
        ["test", word] => test::run(word),
        ["bench", ..] => bench::run(&words[1..]).map_err(Fault::new),
        _ => Err(Fault::new(USAGE)),
    }
}
