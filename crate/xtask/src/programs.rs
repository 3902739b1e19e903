//! Test programs that are compiled first and then run side by side: cargo
//! runs one after the other, and as WebAssembly each has a single thread.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Mutex, mpsc},
    thread,
};

use serde_json::Value;

use crate::tool::{self, Fault};

/// A compiled test program and the folder of its package, where it runs.
#[derive(Debug, PartialEq)]
pub(crate) struct Program {
    pub(crate) file: PathBuf,
    pub(crate) folder: PathBuf,
}

/// Compiles what `cargo test` with these options would run.
pub(crate) fn compile(
    cargo_test: &mut Command,
) -> Result<Vec<Program>, Fault> {
    cargo_test
        .args(["--no-run", "--message-format=json-render-diagnostics"])
        .stderr(Stdio::inherit());
    let messages = tool::output(cargo_test)?;
    Ok(messages.lines().filter_map(program).collect())
}

/// The program that a message of cargo tells of, if it is one.
fn program(message: &str) -> Option<Program> {
    let message: Value = serde_json::from_str(message).ok()?;
    let manifest = Path::new(message["manifest_path"].as_str()?);
    Some(Program {
        file: message["executable"].as_str()?.into(),
        folder: manifest.parent()?.to_path_buf(),
    })
}

/// Runs every program, as many at once as there are cores, and hands what
/// each printed to `hear` when it has ended; whether all succeeded.
pub(crate) fn run(
    programs: &[Program],
    command: impl Fn(&Program) -> Command + Sync,
    mut hear: impl FnMut(&Program, &str),
) -> Result<bool, Fault> {
    let n_cores = thread::available_parallelism().map_or(1, usize::from);
    let left = Mutex::new(programs.iter());
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..n_cores {
            let (left, command, tell) = (&left, &command, tell.clone());
            scope.spawn(move || {
                let next = || left.lock().expect("nobody panics").next();
                while let Some(program) = next() {
                    let output = command(program).output();
                    if tell.send((program, output)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(tell);
        let mut all_well = true;
        for (program, output) in told {
            let output = output?;
            let mut text =
                String::from_utf8_lossy(&output.stdout).into_owned();
            text += &String::from_utf8_lossy(&output.stderr);
            hear(program, &text);
            all_well &= output.status.success();
        }
        Ok(all_well)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_messages_of_programs_are_programs() {
        let said = r#"{"reason":"compiler-artifact","executable":"/t/a.wasm",
            "manifest_path":"/p/crate/a/Cargo.toml"}"#;
        let found = program(said).expect("it is a program");
        assert_eq!(found.file, Path::new("/t/a.wasm"));
        assert_eq!(found.folder, Path::new("/p/crate/a"));
        let library = said.replace(r#""/t/a.wasm""#, "null");
        assert_eq!(program(&library), None);
        assert_eq!(program(r#"{"reason":"build-finished"}"#), None);
        assert_eq!(program("warning"), None);
    }
}
