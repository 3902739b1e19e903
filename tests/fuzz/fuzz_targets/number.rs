//! Any texts as a column that must be numbers.
#![no_main]

mod column;

use libfuzzer_sys::fuzz_target;
use table::{ColumnType, Decimal, Table};

fn values(table: &Table) -> Vec<Decimal> {
    column::values(table, |values, code| values.number(code))
}

fuzz_target!(|text: &str| {
    let read = |cells: &[String]| column::read(cells, ColumnType::Decimal);
    let Some(table) = read(&column::cells(text)) else {
        return;
    };
    let found = values(&table);
    // A number of which no digit is left to mark can't be written so.
    let most = i64::MAX / 10;
    let is_small = |number: &Decimal| number.mantissa.abs() < most;
    if found.is_empty() || !found.iter().all(is_small) {
        return;
    }
    let again: Vec<String> = found.iter().map(canonical).collect();
    let table = read(&again).expect("what was read can be read");
    let value = |number: Decimal| {
        number.mantissa as i128 * 10_i128.pow(9 - u32::from(number.scale))
    };
    let all = |found: Vec<Decimal>| -> Vec<i128> {
        found.into_iter().map(value).collect()
    };
    assert_eq!(all(values(&table)), all(found));
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
