//! The hard files of DuckDB's tests, and one from the real world: what must
//! come of each stands in `duckdb.txt`.
//!
//! A line of it is a file, then `columns x records - set aside` and a letter
//! a column (at most 16 of them) for its type, or the code of a refusal; and
//! after `#` the reason, where it is not plain.

use crate::common::{data, read_chunks};
use table::{ColumnType, ReadOptions, Table};

/// `_` empty, `t`ext, `b`oolean, `i`nteger, `n`umber, `d`ate, time`s`tamp.
fn letter(column_type: ColumnType) -> char {
    match column_type {
        ColumnType::Empty => '_',
        ColumnType::Text => 't',
        ColumnType::Boolean => 'b',
        ColumnType::Integer => 'i',
        ColumnType::Decimal => 'n',
        ColumnType::Date => 'd',
        ColumnType::Timestamp => 's',
    }
}

fn shape(table: &Table) -> String {
    let columns = table.columns.iter().take(16);
    let types: String = columns.map(|it| letter(it.column_type)).collect();
    let (width, n) = (table.columns.len(), table.n_records);
    format!("{width}x{n}-{} {types}", table.rejected)
}

#[test]
fn every_file_of_duckdb_is_read_or_refused_as_expected() {
    let list = include_str!("duckdb.txt");
    assert_eq!(list.lines().count(), 165);
    for line in list.lines() {
        let (line, why) = line.split_once(" # ").unwrap_or((line, ""));
        let (file, expected) = line.split_once(' ').expect("two words");
        let Some(path) = data(&format!("csv_torture/{file}")) else {
            return;
        };
        let bytes = std::fs::read(path).expect("it can be read");
        let read = read_chunks(&bytes, 4_093, &ReadOptions::default());
        let found = match &read {
            Ok(table) => shape(table),
            Err(error) => error.code.to_owned(),
        };
        println!("{file}: {found} {why}");
        assert_eq!(found, expected, "{file}: {read:?}");
        if let Ok(table) = &read {
            let kept = table.n_records as u64 + table.rejected;
            assert_eq!(table.read, kept, "{file}");
        }
    }
}
