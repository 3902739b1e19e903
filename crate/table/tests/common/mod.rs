//! What the tests of the reader share.

use std::path::PathBuf;

use table::{ColumnType, ReadError, ReadOptions, Reader, Table};

/// Reads bytes in chunks of one size.
pub fn read_chunks(
    bytes: &[u8],
    size: usize,
    options: &ReadOptions,
) -> Result<Table, ReadError> {
    let mut reader = Reader::new("test.csv", options.clone(), 42);
    for chunk in bytes.chunks(size.max(1)) {
        reader.feed(chunk)?;
    }
    reader.finish().inspect(check_columns_named)
}

/// Whoever is warned of a column reads its name.
#[track_caller]
fn check_columns_named(table: &Table) {
    for warning in &table.warnings {
        let column = warning.place.as_ref().and_then(|at| at.column.as_ref());
        let named = |name| warning.message.contains(&format!("{name:?}"));
        assert!(column.is_none_or(named), "{warning:?}");
    }
}

/// Reads bytes at once, everything found.
pub fn read(bytes: impl AsRef<[u8]>) -> Result<Table, ReadError> {
    read_chunks(bytes.as_ref(), usize::MAX, &ReadOptions::default())
}

/// The code of the refusal.
pub fn refusal(bytes: impl AsRef<[u8]>) -> ReadError {
    read(bytes).expect_err("the file is refused")
}

/// The texts of a column, `None` where missing.
pub fn texts(table: &Table, column: usize) -> Vec<Option<&str>> {
    let values = table.values(column);
    let text =
        |code: &u32| (*code != table::MISSING).then(|| values.text(*code));
    values.codes().iter().map(text).collect()
}

/// The numbers of a column, as `f64`.
pub fn numbers(table: &Table, column: usize) -> Vec<Option<f64>> {
    let values = table.values(column);
    let number = |code: &u32| {
        let present = *code != table::MISSING;
        let number = present.then(|| values.number(*code)).flatten();
        number.map(|number| number.to_f64())
    };
    values.codes().iter().map(number).collect()
}

/// The days of a column since 1970-01-01.
pub fn days(table: &Table, column: usize) -> Vec<Option<i64>> {
    let values = table.values(column);
    let day = |code: &u32| {
        let present = *code != table::MISSING;
        let moment = present.then(|| values.moment(*code)).flatten();
        moment.map(|moment| moment.day())
    };
    values.codes().iter().map(day).collect()
}

/// The names of the columns.
pub fn names(table: &Table) -> Vec<&str> {
    table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect()
}

/// The types of the columns.
pub fn types(table: &Table) -> Vec<ColumnType> {
    table
        .columns
        .iter()
        .map(|column| column.column_type)
        .collect()
}

/// Whether a warning was given.
pub fn warned(table: &Table, code: &str) -> bool {
    table.warnings.iter().any(|warning| warning.code == code)
}

/// Everything a table says, to compare two.
pub fn digest(table: &Table) -> String {
    let cells: Vec<_> =
        (0..table.columns.len()).map(|c| texts(table, c)).collect();
    format!("{table:?} {cells:?}")
}

/// A file of the real data; `None`, said plainly, where it is not there.
/// Under `CI=true` that is a failure.
pub fn data(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("KINDRED_DATA").map_or_else(
        || {
            PathBuf::from(env!("CARGO_MANIFEST_DIR"))
                .join("../../../shared/data")
        },
        PathBuf::from,
    );
    let file = root.join(path);
    if file.exists() {
        return Some(file);
    }
    let ci = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(!ci, "{} is missing", file.display());
    println!("left out: {} is not there", file.display());
    None
}
