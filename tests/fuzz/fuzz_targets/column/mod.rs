//! Any texts as one column of a type that was decided.

use table::{
    ColumnChoice, ColumnType, ColumnValues, MISSING, ReadOptions, Reader,
    Table,
};

/// The lines of a text, as cells that no delimiter or quote can part.
pub fn cells(text: &str) -> Vec<String> {
    let is_cell = |c: &char| !matches!(c, '\t' | '\r' | '"' | '\0');
    text.lines()
        .map(|line| line.chars().filter(is_cell).collect())
        .collect()
}

/// A table whose second column holds them.
pub fn read(cells: &[String], as_type: ColumnType) -> Option<Table> {
    let options = ReadOptions {
        delimiter: Some('\t'),
        has_header: Some(true),
        encoding: Some("utf-8".into()),
        decided: vec![ColumnChoice {
            column: "x".into(),
            as_type: Some(as_type),
            ..ColumnChoice::default()
        }],
        ..ReadOptions::default()
    };
    let mut reader = Reader::new("a.csv", options, 7);
    reader.feed(b"row\tx\n").ok()?;
    for cell in cells {
        reader.feed(format!("r\t{cell}\n").as_bytes()).ok()?;
    }
    reader.finish().ok()
}

/// What was read of the records that could be; the others are told.
pub fn values<T>(
    table: &Table,
    of: impl Fn(ColumnValues<'_>, u32) -> Option<T>,
) -> Vec<T> {
    let values = table.values(1);
    let codes = values.codes().iter().filter(|code| **code != MISSING);
    let found: Vec<T> = codes.filter_map(|code| of(values, *code)).collect();
    let profile = &table.columns[1];
    let told = found.len() as u64 + profile.unread + profile.missing;
    assert_eq!(told, table.n_records as u64, "{profile:?}");
    found
}
