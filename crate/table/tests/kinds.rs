//! What columns are read as.

use crate::common::{days, numbers, read_chunks, texts, warned};
use jiff::civil;
use proptest::prelude::*;
use table::ColumnType::{Boolean, Date, Decimal, Integer, Text, Timestamp};
use table::{ColumnProfile, DateOrder, ReadOptions, Table};

/// A table of one column of these texts.
fn column_with(cells: &[&str], options: ReadOptions) -> Table {
    let mut bytes = b"x\ty\n".to_vec();
    for cell in cells {
        bytes.extend(format!("row\t{cell}\n").bytes());
    }
    let options = ReadOptions {
        delimiter: Some('\t'),
        has_header: Some(true),
        ..options
    };
    read_chunks(&bytes, 7, &options).expect("it is read")
}

fn column(cells: &[&str]) -> Table {
    column_with(cells, ReadOptions::default())
}

fn profile(cells: &[&str]) -> ColumnProfile {
    column(cells).columns[1].clone()
}

fn read_numbers(cells: &[&str]) -> Vec<f64> {
    let table = column(cells);
    let read = numbers(&table, 1).into_iter().collect::<Option<_>>();
    read.unwrap_or_else(|| panic!("{cells:?}: {:?}", table.columns[1]))
}

fn read_days(cells: &[&str]) -> Vec<String> {
    let table = column(cells);
    let day = |day: Option<i64>| match day {
        Some(day) => {
            let epoch = civil::date(1970, 1, 1);
            (epoch + jiff::Span::new().days(day)).to_string()
        }
        None => "unread".into(),
    };
    days(&table, 1).into_iter().map(day).collect()
}

#[test]
fn whole_numbers_are_integers() {
    let found = profile(&["1", "-20", "+3", "4000"]);
    assert_eq!(found.column_type, Integer);
    assert_eq!(found.range, Some(("-20".into(), "4000".into())));
    assert_eq!(found.negative_and_zero, Some((1, 0)));
    assert_eq!(profile(&["12345.0", "7.0"]).column_type, Integer);
}

#[test]
fn decimals_keep_every_digit() {
    let found = profile(&["0.1", "12.50", "-3"]);
    assert_eq!((found.column_type, found.scale), (Decimal, 2));
    assert_eq!(found.range, Some(("-3.00".into(), "12.50".into())));
    let table = column(&["0.1", "12.50", "-3"]);
    assert_eq!(table.values(1).number(0).expect("read").mantissa, 10);
}

#[test]
fn the_decimal_mark_is_decided_over_the_column() {
    assert_eq!(read_numbers(&["1.234,56", "7,5"]), [1234.56, 7.5]);
    assert_eq!(read_numbers(&["1,234.56", "7.5"]), [1234.56, 7.5]);
    assert_eq!(read_numbers(&["1,234", "0,5"]), [1.234, 0.5]);
    assert_eq!(read_numbers(&["1.234.567", "1.000"]), [1_234_567.0, 1000.0]);
}

#[test]
fn an_open_decimal_mark_is_told_and_the_user_decides() {
    let cells = ["1,234", "5,678"];
    let found = column(&cells);
    assert!(warned(&found, "W_DECIMAL_MARK"));
    assert_eq!(numbers(&found, 1), [Some(1234.0), Some(5678.0)]);
    let options = ReadOptions {
        decimal_mark: Some(','),
        ..ReadOptions::default()
    };
    let found = column_with(&cells, options);
    assert_eq!(numbers(&found, 1), [Some(1.234), Some(5.678)]);
}

#[test]
fn money_is_read_in_its_many_forms() {
    assert_eq!(
        read_numbers(&[
            "€ 12",
            "12 €",
            "-€12.50",
            "€-1",
            "(12.00)",
            "12-",
            "1'234",
            "1\u{a0}234.5",
            "1\u{202f}234",
            "\u{2212}3",
            "12 EUR",
        ]),
        [
            12.0, 12.0, -12.5, -1.0, -12.0, -12.0, 1234.0, 1234.5, 1234.0,
            -3.0, 12.0
        ]
    );
    let found = column(&["12 €", "$ 13", "14 €"]);
    assert_eq!(found.columns[1].currency.as_deref(), Some("€"));
    assert!(warned(&found, "W_CURRENCIES"));
}

#[test]
fn exponents_are_read_but_not_ids_that_look_like_them() {
    assert_eq!(
        read_numbers(&["1.5e3", "1e-05", "2.5E-1"]),
        [1500.0, 0.00001, 0.25]
    );
    assert_eq!(profile(&["1E5", "2E7", "3E1"]).column_type, Text);
}

#[test]
fn ids_stay_texts() {
    assert_eq!(profile(&["0001", "0002", "1000"]).column_type, Text);
    let long = ["1234567890123456", "1234567890123457"];
    assert_eq!(profile(&long).column_type, Text);
    let mut invoices: Vec<String> =
        (0..99).map(|i| (536_000 + i).to_string()).collect();
    invoices.push("C536100".into());
    let cells: Vec<&str> = invoices.iter().map(String::as_str).collect();
    assert_eq!(profile(&cells).column_type, Text);
}

#[test]
fn a_number_too_large_is_unread_and_never_wraps() {
    let mut cells = vec!["1.5"; 30];
    cells.push("99999999999999999999.5");
    let found = column(&cells);
    assert_eq!(found.columns[1].column_type, Decimal);
    assert_eq!(found.columns[1].unread, 1);
    assert!(warned(&found, "W_UNREAD"));
    assert_eq!(numbers(&found, 1)[30], None);
}

#[test]
fn more_than_nine_decimals_are_rounded_and_told() {
    let found = column(&["0.12345678951", "-0.0000000005"]);
    assert_eq!(found.columns[1].scale, 9);
    assert!(warned(&found, "W_ROUNDED"));
    let mantissa = |code| found.values(1).number(code).expect("read").mantissa;
    assert_eq!((mantissa(0), mantissa(1)), (123_456_790, -1));
}

#[test]
fn two_truth_words_are_a_boolean() {
    for pair in [["true", "FALSE"], ["Ja", "nein"], ["y", "N"]] {
        let table = column(&[pair[0], pair[1], pair[0]]);
        assert_eq!(table.columns[1].column_type, Boolean, "{pair:?}");
        let truth = |code| table.values(1).boolean(code);
        assert_eq!((truth(0), truth(1)), (Some(true), Some(false)));
    }
    assert_eq!(profile(&["0", "1"]).column_type, Integer);
    assert_eq!(profile(&["yes", "yes"]).column_type, Text);
}

#[test]
fn days_are_read_in_their_many_forms() {
    for cell in [
        "2025-03-31",
        "2025/3/31",
        "31.03.2025",
        "31/3/2025",
        "31-03-25",
        "3/31/2025",
        "31 Mar 2025",
        "31-Mar-25",
        "March 31, 2025",
        "31. März 2025",
        "31 mars 2025",
        "31 de marzo de 2025",
        "31 marzo 2025",
        "20250331",
        "2025-03-31 00:00:00",
        "2025.03.31",
    ] {
        let found = profile(&[cell, cell]);
        assert_eq!(found.column_type, Date, "{cell}");
        assert_eq!(read_days(&[cell]), ["2025-03-31"], "{cell}");
        assert!(!found.date_order_ambiguous, "{cell}");
    }
}

#[test]
fn times_are_read_in_their_many_forms() {
    for cell in [
        "2025-03-31T20:05:07",
        "2025-03-31 20:05:07.250",
        "31.03.2025 20:05:07",
        "3/31/2025 8:05:07 PM",
        "2025-03-31T20:05:07Z",
        "2025-03-31T20:05:07+02:00",
    ] {
        let found = profile(&[cell]);
        assert_eq!(found.column_type, Timestamp, "{cell}");
        let first = found.range.expect("a range").0;
        assert_eq!(first, "2025-03-31T20:05:07", "{cell}");
    }
    assert!(warned(&column(&["2025-03-31T20:05:07Z"]), "W_OFFSET"));
    assert_eq!(read_days(&["2025-12-31 24:00"]), ["2026-01-01"]);
    assert_eq!(read_days(&["2016-12-31T23:59:60"]), ["2017-01-01"]);
    assert_eq!(read_days(&["1/2/2025 12:30 AM"]), ["2025-02-01"]);
}

#[test]
fn the_order_of_day_and_month_is_decided_over_the_column() {
    let found = profile(&["01/02/2025", "13/02/2025"]);
    assert_eq!(found.date_order, Some(DateOrder::DayMonthYear));
    assert!(!found.date_order_ambiguous);
    let found = profile(&["01/02/2025", "02/13/2025"]);
    assert_eq!(found.date_order, Some(DateOrder::MonthDayYear));
    assert!(!found.date_order_ambiguous);
}

#[test]
fn an_open_order_is_told_and_the_user_decides() {
    let cells = ["01/02/2025", "03/04/2025"];
    let found = column(&cells);
    assert!(found.columns[1].date_order_ambiguous);
    assert!(warned(&found, "W_DATE_ORDER"));
    assert_eq!(read_days(&cells), ["2025-02-01", "2025-04-03"]);
    let options = ReadOptions {
        date_order: Some(DateOrder::MonthDayYear),
        ..ReadOptions::default()
    };
    let found = column_with(&cells, options);
    assert_eq!(found.columns[1].date_order, Some(DateOrder::MonthDayYear));
    assert!(!profile(&["05/05/2025", "07/07/2025"]).date_order_ambiguous);
}

#[test]
fn days_in_two_orders_at_once_stay_text_and_are_told() {
    let found = column(&["13/02/2025", "02/13/2025", "14/02/2025"]);
    assert_eq!(found.columns[1].column_type, Text);
    assert!(warned(&found, "W_DATE_MIXED"));
    let mut cells = vec!["13/02/2025"; 60];
    cells.push("02/13/2025");
    let found = column(&cells);
    assert!(found.columns[1].date_order_ambiguous);
    assert_eq!((found.columns[1].unread, read_days(&cells).len()), (1, 61));
}

#[test]
fn days_that_do_not_exist_are_unread() {
    let mut cells = vec!["28/02/2025"; 60];
    cells.extend(["30/02/2025", "00.00.0000", "29/02/1900"]);
    let found = profile(&cells);
    assert_eq!((found.column_type, found.unread), (Date, 3));
}

#[test]
fn under_nineteen_in_twenty_a_column_is_text() {
    let mut cells = vec!["1"; 94];
    cells.extend(["x"; 6]);
    assert_eq!(profile(&cells).column_type, Text);
    cells.extend(["1"; 26]);
    assert_eq!(profile(&cells).column_type, Integer);
}

#[test]
fn a_profile_counts_records() {
    let found = profile(&["b", "b", "a", "é", "", "b"]);
    assert_eq!(found.examples, ["b", "a", "é"]);
    assert_eq!((found.missing, found.distinct), (1, 3));
    assert_eq!(found.mean_length, 1.0);
    assert!((found.runs - 1.0 / 6.0).abs() < 1e-12);
    assert_eq!(texts(&column(&[" a ", "b"]), 1), [Some(" a "), Some("b")]);
}

proptest! {
    #[test]
    fn every_day_is_that_of_an_independent_calendar(
        year in 1_i16..=9999,
        month in 1_i8..=12,
        day in 1_i8..=31,
        hour in 0_i8..24,
        minute in 0_i8..60,
    ) {
        let text =
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}");
        let table = column(&["2000-01-01 01:00", &text]);
        match civil::Date::new(year, month, day) {
            Ok(date) => {
                let at = date.at(hour, minute, 0, 0);
                let epoch = civil::date(1970, 1, 1).at(0, 0, 0, 0);
                let since = at.since((jiff::Unit::Second, epoch));
                let seconds = since.expect("in range").get_seconds();
                let code = table.values(1).codes()[1];
                let moment = table.values(1).moment(code).expect("read");
                prop_assert_eq!(moment.0, seconds);
                let (low, high) =
                    table.columns[1].range.clone().expect("a range");
                let wanted = format!("{}", date.at(hour, minute, 0, 0));
                prop_assert!(low == wanted || high == wanted);
            }
            Err(_) => {
                prop_assert_eq!(table.columns[1].column_type, Text);
            }
        }
    }

    #[test]
    fn numbers_come_back_as_they_were_written(
        mantissa in -999_999_999_i64..999_999_999,
        scale in 1_u32..6,
        comma in any::<bool>(),
    ) {
        let unit = 10_i64.pow(scale);
        let mark = if comma { ',' } else { '.' };
        let text = format!(
            "{}{}{mark}{:0width$}",
            if mantissa < 0 { "-" } else { "" },
            mantissa.abs() / unit,
            mantissa.abs() % unit,
            width = scale as usize,
        );
        let options = ReadOptions {
            decimal_mark: Some(mark),
            ..ReadOptions::default()
        };
        let table = column_with(&[&text, &text], options);
        let number = table.values(1).number(0).expect("read");
        let scaled = mantissa as f64 / unit as f64;
        prop_assert!((number.to_f64() - scaled).abs() < 1e-9);
    }
}
