//! Any texts as a column that must be numbers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use table::{
    ColumnChoice, ColumnType, Decimal, MISSING, ReadOptions, Reader, Table,
};

fn read(cells: &[String]) -> Option<Table> {
    let options = ReadOptions {
        delimiter: Some('\t'),
        has_header: Some(true),
        encoding: Some("utf-8".into()),
        decided: vec![ColumnChoice {
            column: "x".into(),
            as_type: Some(ColumnType::Decimal),
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

/// What each record was read as.
fn values(table: &Table) -> Vec<Option<Decimal>> {
    let values = table.values(1);
    let read = |code: &u32| {
        let present = *code != MISSING;
        present.then(|| values.number(*code)).flatten()
    };
    values.codes().iter().map(read).collect()
}

fuzz_target!(|text: &str| {
    let is_cell = |c: char| !matches!(c, '\t' | '\r' | '"' | '\0');
    let cells: Vec<String> = text
        .lines()
        .map(|line| line.chars().filter(|c| is_cell(*c)).collect())
        .collect();
    let Some(table) = read(&cells) else {
        return;
    };
    let found = values(&table);
    let n_read = found.iter().flatten().count() as u64;
    let profile = &table.columns[1];
    let n = table.n_records as u64;
    assert_eq!(n_read + profile.unread + profile.missing, n, "{profile:?}");
    let again: Vec<String> = found.iter().flatten().map(canonical).collect();
    if again.is_empty() {
        return;
    }
    // A number of which no digit is left to mark can't be written so.
    let most = i64::MAX / 10;
    let is_small = |number: &Decimal| number.mantissa.abs() < most;
    if !found.iter().flatten().all(is_small) {
        return;
    }
    let table = read(&again).expect("what was read can be read");
    let value = |number: Decimal| {
        number.mantissa as i128 * 10_i128.pow(9 - u32::from(number.scale))
    };
    let again: Vec<_> =
        values(&table).into_iter().flatten().map(value).collect();
    let found: Vec<_> = found.into_iter().flatten().map(value).collect();
    assert_eq!(again, found);
});

/// With a point and all decimals.
fn canonical(number: &Decimal) -> String {
    let unit = 10_u64.pow(u32::from(number.scale));
    let digits = number.mantissa.unsigned_abs();
    let sign = if number.mantissa < 0 { "-" } else { "" };
    let (whole, rest) = (digits / unit, digits % unit);
    let width = usize::from(number.scale);
    match width {
        // A whole number of so many digits would be an id.
        0 => format!("{sign}{whole}.0"),
        _ => format!("{sign}{whole}.{rest:0width$}"),
    }
}
