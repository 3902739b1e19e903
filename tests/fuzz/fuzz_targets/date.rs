//! Any texts as a column that must be dates.
#![no_main]

mod column;

use libfuzzer_sys::fuzz_target;
use table::{ColumnType, Moment, Table};

fn values(table: &Table) -> Vec<Moment> {
    column::values(table, |values, code| values.moment(code))
}

fuzz_target!(|text: &str| {
    let read = |cells: &[String]| column::read(cells, ColumnType::Timestamp);
    let Some(table) = read(&column::cells(text)) else {
        return;
    };
    let found = values(&table);
    // Midnight after the last day there is, or before the first, can't be.
    let days = -719_162..2_932_897;
    let exists = |moment: &Moment| days.contains(&moment.day());
    if found.is_empty() || !found.iter().all(exists) {
        return;
    }
    let again: Vec<String> = found.iter().map(canonical).collect();
    let table = read(&again).expect("what was read can be read");
    assert_eq!(values(&table), found, "{again:?}");
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
