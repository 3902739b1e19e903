//! Files made to be hard, and hard files from the real world.

use std::path::{Path, PathBuf};

use crate::common::{data, digest, names, read, read_chunks, texts};
use serde_json::Value;
use table::{ReadOptions, Table};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_torture_file_is_read_or_refused_whatever_the_chunks() {
    let Some(folder) = data("csv_torture") else {
        return;
    };
    let (mut n_read, mut n_refused) = (0, 0);
    for path in files(&folder) {
        let bytes = std::fs::read(&path).expect("it can be read");
        let options = ReadOptions::default();
        let whole = read(&bytes);
        let parts = read_chunks(&bytes, 997, &options);
        match (whole, parts) {
            (Ok(whole), Ok(parts)) => {
                let kept = whole.n_records as u64 + whole.rejected;
                assert_eq!(whole.read, kept, "{path:?}");
                assert_eq!(digest(&whole), digest(&parts), "{path:?}");
                n_read += 1;
            }
            (Err(whole), Err(parts)) => {
                assert_eq!(format!("{whole:?}"), format!("{parts:?}"));
                println!("{} {whole}", whole.code);
                n_refused += 1;
            }
            (whole, parts) => panic!("{path:?}: {whole:?}, {parts:?}"),
        }
    }
    println!("{n_read} read, {n_refused} refused");
    assert!(n_read > 300);
}

fn records(table: &Table) -> Vec<Vec<String>> {
    let columns: Vec<_> =
        (0..table.columns.len()).map(|c| texts(table, c)).collect();
    let text = |column: &Vec<Option<&str>>, record: usize| {
        column[record].unwrap_or("").to_owned()
    };
    (0..table.n_records)
        .map(|record| columns.iter().map(|c| text(c, record)).collect())
        .collect()
}

#[test]
fn the_spectrum_files_hold_what_their_json_says() {
    let Some(folder) = data("csv_torture/spectrum/csvs") else {
        return;
    };
    let options = ReadOptions {
        has_header: Some(true),
        ..ReadOptions::default()
    };
    let mut n_files = 0;
    for path in files(&folder) {
        let stem = path.file_stem().expect("a name").to_string_lossy();
        let json = folder.join(format!("../json/{stem}.json"));
        let json = std::fs::read(json).expect("its answer");
        let json = serde_json::from_slice(&json).expect("JSON");
        let bytes = std::fs::read(&path).expect("it can be read");
        let table = read_chunks(&bytes, 5, &options).expect("it is read");
        // The answer of `location_coordinates` is no list, and of another
        // table than the file.
        let Value::Array(expected) = json else {
            assert_eq!(stem, "location_coordinates");
            continue;
        };
        let found = records(&table);
        assert_eq!(found.len(), expected.len(), "{stem}");
        for (found, expected) in found.iter().zip(&expected) {
            let expected = expected.as_object().expect("a record");
            assert_eq!(found.len(), expected.len(), "{stem}");
            for (name, text) in names(&table).iter().zip(found) {
                let wanted = expected[*name].as_str().expect("a text");
                assert_eq!(text, wanted, "{stem}, {name}");
            }
        }
        n_files += 1;
    }
    assert!(n_files == 11);
}

/// What the annotators of a Pollock file say.
fn parameters(folder: &Path, file: &str) -> Value {
    let path = folder.join(format!("parameters/{file}_parameters.json"));
    let bytes = std::fs::read(path).expect("its annotation");
    serde_json::from_slice(&bytes).expect("JSON")
}

/// The delimiter that was taken, whether the file is then read or refused.
fn delimiter(bytes: &[u8]) -> String {
    let options = ReadOptions {
        has_header: Some(false),
        ..ReadOptions::default()
    };
    match read(bytes).or_else(|_| read_chunks(bytes, 1 << 20, &options)) {
        Ok(table) => table.format.delimiter,
        Err(error) => {
            let facts = serde_json::to_value(&error.facts).expect("data");
            facts["delimiter"].as_str().unwrap_or("").to_owned()
        }
    }
}

/// As many as CleverCSV finds, or more.
#[test]
fn the_delimiters_of_real_files_are_found() {
    for (set, least) in [("pollock_survey", 34), ("pollock_polluted", 37)] {
        let Some(folder) = data(&format!("csv_torture/{set}")) else {
            return;
        };
        let (mut n_right, mut n_files) = (0, 0);
        for path in files(&folder.join("csv")) {
            let name = path.file_name().expect("a name").to_string_lossy();
            let expected = parameters(&folder, &name);
            let found = delimiter(&std::fs::read(&path).expect("bytes"));
            let wanted = expected["delimiter"].as_str().unwrap_or("");
            let same = wanted.trim_end() == found.trim_end();
            n_files += 1;
            n_right += usize::from(same);
            if !same {
                println!("{name}: {wanted:?} not {found:?}");
            }
        }
        println!("{set}: {n_right} of {n_files} delimiters");
        assert!(n_right >= least, "{set}: {n_right} of {n_files}");
    }
}
