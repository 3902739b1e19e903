//! Any texts as a column that must be dates.
#![no_main]

use libfuzzer_sys::fuzz_target;
use table::{
    ColumnChoice, ColumnType, MISSING, Moment, ReadOptions, Reader, Table,
};

fn read(cells: &[String]) -> Option<Table> {
    let options = ReadOptions {
        delimiter: Some('\t'),
        has_header: Some(true),
        encoding: Some("utf-8".into()),
        decided: vec![ColumnChoice {
            column: "x".into(),
            as_type: Some(ColumnType::Timestamp),
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
fn values(table: &Table) -> Vec<Option<Moment>> {
    let values = table.values(1);
    let read = |code: &u32| {
        let present = *code != MISSING;
        present.then(|| values.moment(*code)).flatten()
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
    // Midnight after the last day there is, or before the first, can't be.
    let days = -719_162..2_932_897;
    if !found
        .iter()
        .flatten()
        .all(|moment| days.contains(&moment.day()))
    {
        return;
    }
    let table = read(&again).expect("what was read can be read");
    let same: Vec<Option<Moment>> =
        found.into_iter().filter(Option::is_some).collect();
    assert_eq!(values(&table), same, "{again:?}");
});

/// `2025-03-31T20:05:07`, by a calendar of its own.
fn canonical(moment: &Moment) -> String {
    let (mut day, mut year) = (moment.day() + 719_162, 1);
    while day >= year_length(year) {
        day -= year_length(year);
        year += 1;
    }
    let leap = i64::from(year_length(year) == 366);
    let lengths = [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while day >= lengths[month] {
        day -= lengths[month];
        month += 1;
    }
    let seconds = moment.0.rem_euclid(86_400);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!(
        "{year:04}-{:02}-{:02}T{hours:02}:{minutes:02}:{:02}",
        month + 1,
        day + 1,
        seconds % 60
    )
}

fn year_length(year: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if leap { 366 } else { 365 }
}
