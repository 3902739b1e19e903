//! Every workbook among the real data is read as another reader reads it, or
//! refused for what it is.

use std::{collections::BTreeMap, fs, io::Cursor};

use serde_json::Value;
use sha2::{Digest, Sha256};
use workbook::Workbook;

/// What python-calamine and openpyxl cannot read either, and old formats.
fn expected_refusal(name: &str) -> Option<&'static str> {
    match name {
        "pass_protected.ods"
        | "pass_protected.xlsx"
        | "pass_protected.xlsb" => Some("E_PASSWORD"),
        "issue252.xlsx" => Some("E_ARCHIVE"),
        "issue_594_dos.ods" => Some("E_RANGE"),
        "too_small.xls" => Some("E_ARCHIVE"),
        _ if name.ends_with(".xls") || name.ends_with(".xlsb") => {
            Some("E_TYPE")
        }
        _ => None,
    }
}

type Sheet = (String, bool, u64, String);

fn truth() -> BTreeMap<String, Vec<Sheet>> {
    let text = include_str!("../oracle/workbooks.json");
    serde_json::from_str(text).expect("the oracle is JSON")
}

/// Its sheets as they are read: name, hidden, rows, digest of the text.
fn read(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, &'static str> {
    let open = || Workbook::open(Cursor::new(bytes.to_vec()), name);
    let parts = open().map_err(|error| error.code)?.parts().clone();
    let mut sheets = Vec::new();
    for part in parts.parts {
        let book = open().map_err(|error| error.code)?;
        let text = book.text(&part.name).map_err(|error| error.code)?;
        let text = whole(text).map_err(|error| error.code)?;
        sheets.push((part.name, part.hidden, rows(&text), digest(&text)));
    }
    Ok(sheets)
}

fn whole(mut text: workbook::Text) -> Result<Vec<u8>, table::ReadError> {
    let mut all = Vec::new();
    while let Some(chunk) = text.next_chunk()? {
        all.extend(chunk);
    }
    Ok(all)
}

fn rows(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte == b'\n').count() as u64
}

fn digest(text: &[u8]) -> String {
    let digest = Sha256::digest(text);
    digest[..16].iter().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn every_workbook_is_read_as_it_is_or_refused_for_what_it_is() {
    let folder = tests::data::folder().join("spreadsheets/calamine");
    if tests::data::path("spreadsheets/PROVENANCE.md").is_none() {
        return;
    }
    let truth = truth();
    let (mut n_read, mut n_refused, mut wrong) = (0, 0, Vec::new());
    let files = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<_> =
        files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    for path in files {
        let name = path.file_name().expect("a name").to_string_lossy();
        let bytes = fs::read(&path).expect("the file can be read");
        let found = read(&bytes, &name);
        match (&found, expected_refusal(&name)) {
            (Err(code), Some(expected)) if *code == expected => {
                n_refused += 1;
                println!("{name}: refused, {code}");
            }
            (Ok(sheets), None) if Some(sheets) == truth.get(&*name) => {
                n_read += 1;
                let rows: Vec<u64> = sheets.iter().map(|s| s.2).collect();
                println!("{name}: as the oracle, rows {rows:?}");
            }
            _ => {
                let expected = truth.get(&*name);
                wrong.push(format!("{name}: {found:?}, not {expected:?}"));
            }
        }
    }
    println!("{n_read} read as the oracle, {n_refused} refused");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((n_read, n_refused), (N_READ, N_REFUSED));
}

const N_READ: usize = 78;
const N_REFUSED: usize = 48;

#[test]
fn a_workbook_changed_at_random_is_read_or_refused() {
    let (mut n_read, mut codes) = (0, BTreeMap::new());
    for seed in 0..4_000 {
        let bytes = crate::books::mutated(seed);
        match read(&bytes, "changed.xlsx") {
            Ok(_) => n_read += 1,
            Err(code) => *codes.entry(code).or_insert(0) += 1,
        }
    }
    println!("{n_read} read, refused: {codes:?}");
    assert!(n_read > 400 && codes.len() > 3, "{n_read}, {codes:?}");
}

#[test]
fn the_oracle_is_json_of_what_it_says() {
    let all: Value =
        serde_json::from_str(include_str!("../oracle/workbooks.json"))
            .expect("JSON");
    let files = all.as_object().expect("an object").len();
    assert_eq!(files, N_READ);
}
