//! Five hundred messy tables, each read as pandas and DuckDB read its clean
//! twin: what they read is kept in `tests/oracle/messy.json`.

use crate::common::read;
use crate::messy_tables;
use crate::messy_tables::twin;
use sha2::{Digest, Sha256};
use table::{Decimal, MISSING, Moment, Table};

const N_TABLES: u64 = 500;

/// The digest of a table, of which the oracle's script makes the same.
fn digest(table: &Table) -> String {
    let mut hash = Sha256::new();
    for column in &table.columns {
        hash.update(format!("{}\x1f", column.name));
    }
    for record in 0..table.n_records {
        hash.update(b"\x1e");
        for column in 0..table.columns.len() {
            hash.update(format!("{}\x1f", cell(table, column, record)));
        }
    }
    let bytes = hash.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn cell(table: &Table, column: usize, record: usize) -> String {
    let values = table.values(column);
    let code = values.codes()[record];
    if code == MISSING {
        return String::new();
    }
    if let Some(number) = values.number(code) {
        return plain(number);
    }
    if let Some(moment) = values.moment(code) {
        return iso(moment);
    }
    match values.boolean(code) {
        Some(truth) => truth.to_string(),
        None => values.text(code).to_owned(),
    }
}

/// `-12.5`, without a nought that says nothing.
fn plain(number: Decimal) -> String {
    let unit = 10_u64.pow(u32::from(number.scale));
    let digits = number.mantissa.unsigned_abs();
    let sign = if number.mantissa < 0 { "-" } else { "" };
    let width = usize::from(number.scale);
    let text = match width {
        0 => format!("{sign}{digits}"),
        _ => format!("{sign}{}.{:0width$}", digits / unit, digits % unit),
    };
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

fn iso(moment: Moment) -> String {
    let epoch = jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0);
    let span = jiff::Span::new().seconds(moment.0);
    (epoch + span).strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// Writes the clean twins, for the oracle's script.
fn write_clean(folder: &str) {
    for seed in 0..N_TABLES {
        let path = format!("{folder}/{seed}.csv");
        std::fs::write(path, twin(seed).clean).expect("it can be written");
    }
}

/// Says where the two readings part.
fn difference(twin: &messy_tables::Twin) {
    let (Ok(messy), Ok(clean)) = (read(&twin.messy), read(&twin.clean)) else {
        return;
    };
    let all = |table: &Table| {
        let names = table.columns.iter().map(|it| it.name.clone());
        let types = table.columns.iter().map(|it| it.column_type);
        let delimiter = table.format.delimiter.clone();
        let names: Vec<_> = names.zip(types).collect();
        let set_aside = (table.n_records, table.rejected, delimiter);
        format!("{set_aside:?} {names:?}")
    };
    println!("  {}", all(&messy));
    if messy.columns.len() != clean.columns.len() {
        return println!("  not {}", all(&clean));
    }
    for record in 0..clean.n_records.min(messy.n_records) {
        for column in 0..clean.columns.len() {
            let found = cell(&messy, column, record);
            let expected = cell(&clean, column, record);
            if found != expected {
                return println!("  {record}: {found:?} not {expected:?}");
            }
        }
    }
}

#[test]
fn messy_tables_are_read_as_others_read_their_clean_twins() {
    if let Ok(folder) = std::env::var("KINDRED_MESSY") {
        return write_clean(&folder);
    }
    let oracle = include_str!("../../../tests/oracle/messy.json");
    let oracle: Vec<String> = serde_json::from_str(oracle).expect("digests");
    assert_eq!(oracle.len() as u64, N_TABLES);
    let mut wrong = Vec::new();
    for (seed, expected) in (0..N_TABLES).zip(&oracle) {
        let twin = twin(seed);
        let found = read(&twin.messy).map(|table| digest(&table));
        if found.as_ref().ok() != Some(expected) {
            let of_clean = read(&twin.clean).map(|table| digest(&table));
            let clean = of_clean.is_ok_and(|found| found == *expected);
            println!("{seed}: {:?}, its clean twin: {clean}", found.err());
            difference(&twin);
            wrong.push(seed);
        }
    }
    let n_right = N_TABLES - wrong.len() as u64;
    println!("{n_right} of {N_TABLES} messy tables read alike");
    assert!(wrong.is_empty(), "{wrong:?}");
}
