//! `digest`: the digest of an analysis, as the page shows it.

use std::{fs, path::Path};

use kindred::Analysis;
use serde_json::Value;
use session::Failure;
use table::Place;

use crate::{
    args::DigestArgs,
    host,
    outcome::{Error, Exit, Outcome, say},
};

/// Computes the digest of the analysis and of the labels beside it, and
/// prints it where it is the one the analysis carries.
///
/// # Errors
/// There is no analysis, or it was changed after the run.
pub(crate) fn digest(args: &DigestArgs) -> Outcome<Exit> {
    let folder = args.path.is_dir();
    let path = if folder {
        args.path.join("analysis.json")
    } else {
        args.path.clone()
    };
    let analysis = read(&path)?;
    let labels = path.with_file_name("labels.csv");
    if folder || labels.is_file() {
        compare(&analysis, &path, &labels)?;
    } else {
        eprintln!("not checked: labels.csv is not beside {}", path.display());
    }
    say(&format!("{}\n", analysis.digest));
    Ok(Exit::Done)
}

/// An analysis and nothing else: what a run does not write, no digest
/// covers.
fn read(path: &Path) -> Outcome<Analysis> {
    let text = bytes(path)?;
    let bad = |error: serde_json::Error| {
        let line = Some(error.line() as u64);
        refused(path, line, format!("not an analysis: {error}"))
    };
    let analysis: Analysis = serde_json::from_slice(&text).map_err(bad)?;
    let found: Value = serde_json::from_slice(&text).map_err(bad)?;
    let written = serde_json::to_value(&analysis).expect("plain data");
    if found == written {
        return Ok(analysis);
    }
    let message = "it holds more or less than an analysis that a run writes: \
                   it was changed after the run";
    Err(refused(path, None, message.into()))
}

fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| Error::file(path, &error))
}

fn compare(analysis: &Analysis, path: &Path, labels: &Path) -> Outcome<()> {
    let found = kindred::digest::digest(analysis, &bytes(labels)?);
    if found == analysis.digest {
        return Ok(());
    }
    Err(refused(
        path,
        None,
        format!(
            "the analysis carries the digest {}, but it and its labels.csv \
             give {found}: one of them was changed after the run",
            analysis.digest
        ),
    ))
}

fn refused(path: &Path, line: Option<u64>, message: String) -> Error {
    let file = host::name(path);
    let place = Place {
        file,
        line,
        ..Place::default()
    };
    Error::Failed(Failure {
        place: Some(place),
        ..Failure::new("E_ANALYSIS", message)
            .with_hint("Name the folder that `kindred run` wrote.")
    })
}
