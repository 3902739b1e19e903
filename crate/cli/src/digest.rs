//! `digest`: the digest of an analysis, as the page shows it.

use std::{fs, path::Path};

use kindred::Analysis;
use session::Failure;
use table::Place;

use crate::{
    args::DigestArgs,
    host,
    outcome::{Error, Exit, Outcome, say},
};

/// Computes the digest of the analysis and the labels beside it, and prints
/// it where it is the one the analysis carries.
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

fn read(path: &Path) -> Outcome<Analysis> {
    serde_json::from_str(&text(path)?).map_err(|error| {
        let line = Some(error.line() as u64);
        refused(path, line, format!("not an analysis: {error}"))
    })
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| Error::file(path, &error))
}

fn compare(analysis: &Analysis, path: &Path, file: &Path) -> Outcome<()> {
    let labels = labels(&text(file)?).map_err(|record| {
        let line = Some(record as u64 + 2);
        refused(file, line, "expected a segment's number".into())
    })?;
    let found = kindred::digest::digest(analysis, &labels);
    if found == analysis.digest {
        return Ok(());
    }
    Err(refused(
        path,
        None,
        format!(
            "the analysis carries the digest {}, but it and its labels give \
             {found}: one of them was changed after the run",
            analysis.digest
        ),
    ))
}

/// The segment of each record of a labels file, or the record that has none.
fn labels(text: &str) -> Result<Vec<u32>, usize> {
    let mut quoted = false;
    let is_end = |c: char| {
        quoted ^= c == '"';
        c == '\n' && !quoted
    };
    let records = text.split_terminator(is_end).skip(1);
    let segment = |(at, record): (usize, &str)| {
        let cell = record.rsplit(',').nth(1);
        cell.and_then(|cell| cell.parse().ok()).ok_or(at)
    };
    records.enumerate().map(segment).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_whatever_the_ids_hold() {
        let text = "customer,segment,confidence\na,0,0.5000\n\
                    \"b,\n\"\"c\",12,1.0000\n";
        assert_eq!(labels(text), Ok(vec![0, 12]));
        assert_eq!(labels("customer,segment,confidence\nx\n"), Err(0));
    }
}
