//! Numbers, money, truths and days as the world writes them.

use crate::common::{days, numbers, read_chunks, texts, warned};
use table::ColumnType::{Boolean, Date, Decimal, Integer, Text, Timestamp};
use table::{
    ColumnChoice, ColumnType, Counting, DateOrder, ReadOptions, Table,
};

/// A table of a column of this name with these texts.
fn named(name: &str, cells: &[&str]) -> Table {
    decided(name, cells, Vec::new())
}

fn decided(name: &str, cells: &[&str], decided: Vec<ColumnChoice>) -> Table {
    let mut text = format!("row\t{name}\n");
    for cell in cells {
        text += &format!("row\t{cell}\n");
    }
    let options = ReadOptions {
        delimiter: Some('\t'),
        has_header: Some(true),
        decided,
        ..ReadOptions::default()
    };
    read_chunks(text.as_bytes(), 7, &options).expect("it is read")
}

fn as_type(name: &str, wanted: ColumnType) -> Vec<ColumnChoice> {
    vec![ColumnChoice {
        column: name.into(),
        as_type: Some(wanted),
        ..ColumnChoice::default()
    }]
}

fn found(cells: &[&str]) -> Vec<f64> {
    let table = named("x", cells);
    let read = numbers(&table, 1).into_iter().collect::<Option<_>>();
    read.unwrap_or_else(|| panic!("{cells:?}: {:?}", table.columns[1]))
}

fn first(cell: &str) -> String {
    let table = named("x", &[cell]);
    let range = table.columns[1].range.clone();
    range
        .unwrap_or_else(|| panic!("{cell}: {:?}", table.columns[1]))
        .0
}

#[test]
fn thousands_are_parted_in_many_ways() {
    let cells = [
        "1 234,5",
        "1\u{a0}234,5",
        "1\u{202f}234,5",
        "1\u{2009}234,5",
        "1.234,5",
        "1'234,5",
        "1’234,5",
    ];
    assert_eq!(found(&cells), [1234.5; 7]);
    assert_eq!(
        found(&["12,34,567.5", "1,23,456"]),
        [1_234_567.5, 123_456.0]
    );
    assert_eq!(
        named("x", &["12,34", "1,2,345"]).columns[1].column_type,
        Text
    );
}

#[test]
fn money_wears_its_currency_in_front_or_behind() {
    for (cells, code) in [
        (["€ 12", "12 EUR", "eur 12,00", "12,- €"], "EUR"),
        (["CHF 12.-", "12.– CHF", "Fr. 12", "SFr.12"], "CHF"),
        (["US$12", "12 USD", "USD 12.00", "US$ 12"], "USD"),
        (["R$ 12,00", "BRL12", "12 R$", "R$12"], "BRL"),
        (["£12", "GBP 12", "12.00 GBP", "£ 12"], "GBP"),
        (["12 zł", "12,00 zł", "PLN 12", "12PLN"], "PLN"),
        (["12 kr", "kr 12,00", "kr. 12", "12 kr."], "kr"),
        (["₹12", "INR 12", "₹ 12.00", "12 INR"], "INR"),
    ] {
        let table = named("x", &cells);
        assert_eq!(numbers(&table, 1), [Some(12.0); 4], "{cells:?}");
        let found = &table.columns[1].currencies;
        assert_eq!(found[..], [(code.to_owned(), 4)]);
        assert!(!warned(&table, "W_CURRENCIES"), "{cells:?}");
    }
}

#[test]
fn a_minus_stands_where_it_likes() {
    let cells = [
        "-12,50",
        "12,50-",
        "(12,50)",
        "-€12,50",
        "€-12,50",
        "(€12,50)",
        "12,50- €",
        "\u{2212}12,50",
        "– 12,50",
        "(12,50 €)",
        "-12,50 EUR",
    ];
    assert_eq!(found(&cells), [-12.5; 11]);
    for odd in ["--12,50", "(12,50", "-(12,50)", "12,50)", "€12€", "1 2 3"]
    {
        let table = named("x", &[odd]);
        assert_eq!(table.columns[1].column_type, Text, "{odd}");
    }
    let table = named("x", &["-0", "0"]);
    assert_eq!(table.columns[1].negative_and_zero, Some((0, 2)));
}

#[test]
fn each_amount_keeps_its_currency() {
    let table = named("x", &["12 €", "$ 13", "14 EUR", "15", "US$ 1", "€ 2"]);
    let profile = &table.columns[1];
    let expected = [("EUR", 3), ("$", 1), ("USD", 1)];
    let expected = expected.map(|(code, n)| (code.to_owned(), n));
    assert_eq!(profile.currencies, expected);
    assert_eq!(profile.currency.as_deref(), Some("€"));
    let values = table.values(1);
    let of = |code: &u32| values.currency(*code);
    let each: Vec<_> = values.codes().iter().map(of).collect();
    let eur = Some("EUR");
    assert_eq!(each, [eur, Some("$"), eur, None, Some("USD"), eur]);
    let warning = table.warnings.iter().find(|w| w.code == "W_CURRENCIES");
    assert_eq!(warning.expect("told").count, 2);
    assert_eq!(table.values(0).currency(0), None);
}

#[test]
fn a_percent_sign_is_left_out_and_the_profile_says_so() {
    let table = named("x", &["12 %", "12,5%", "%7", "-3 %"]);
    let read = [Some(12.0), Some(12.5), Some(7.0), Some(-3.0)];
    assert_eq!(numbers(&table, 1), read);
    assert_eq!(table.columns[1].percent, 4);
    assert!(!warned(&table, "W_PERCENT"));
    let mixed = named("x", &["12 %", "0.12"]);
    assert!(warned(&mixed, "W_PERCENT"));
}

#[test]
fn digits_of_other_scripts_are_read_and_told() {
    let table = named("x", &["١٢٫٥", "۱۲٫۵", "१२.५", "１２．５", "12.5"]);
    assert_eq!(numbers(&table, 1), [Some(12.5); 5]);
    let warning = table.warnings.iter().find(|w| w.code == "W_DIGITS");
    assert_eq!(warning.expect("told").count, 4);
    assert_eq!(first("２０２５／０３／３１"), "2025-03-31");
    assert_eq!(first("２０２５年３月３１日"), "2025-03-31");
}

#[test]
fn both_marks_with_proof_stay_text_and_are_told() {
    let table = named("x", &["1.234,56", "1,234.56", "7,5"]);
    assert_eq!(table.columns[1].column_type, Text);
    assert!(warned(&table, "W_DECIMAL_MIXED"));
    let mut cells = vec!["1.234,56"; 60];
    cells.push("1,234.56");
    let table = named("x", &cells);
    assert_eq!(table.columns[1].unread, 1);
    assert!(warned(&table, "W_UNREAD"));
}

#[test]
fn what_is_no_number_is_missing_in_a_column_of_numbers() {
    let cells = ["1.5", "NaN", "#DIV/0!", "n.a.", "—"];
    let table = named("x", &cells);
    assert_eq!(table.columns[1].column_type, Decimal);
    assert_eq!((table.columns[1].missing, table.columns[1].unread), (4, 0));
    let mut cells = vec!["1.5"; 80];
    cells.extend(["1e309", "1.5e300", "inf", "-Infinity"]);
    assert_eq!(named("x", &cells).columns[1].unread, 4);
}

#[test]
fn ids_stay_texts_whatever_they_look_like() {
    let mut cells = vec!["4711"; 199];
    cells.push("00417");
    assert_eq!(named("x", &cells).columns[1].column_type, Text);
    cells[199] = "1234567890123456";
    assert_eq!(named("x", &cells).columns[1].column_type, Text);
    let ids = named("x", &["4.00638E+12", "1E5", "4711", "A1"]);
    assert!(warned(&ids, "W_SCIENTIFIC"));
    let lost = named("x", &["4.00638E+12", "4006381333931"]);
    assert_eq!(lost.columns[1].column_type, Integer);
    assert!(warned(&lost, "W_SCIENTIFIC"));
    assert!(!warned(&named("x", &["1.5e-3", "2.5"]), "W_SCIENTIFIC"));
}

#[test]
fn characters_that_hide_in_a_key_are_told() {
    for cell in [
        "ada\u{200b}@example.com",
        "A\u{ad}17",
        "K\u{a0}17",
        "\u{feff}K17",
        "Ada \u{202e}nosrep",
    ] {
        let table = named("x", &[cell, "K18"]);
        assert!(warned(&table, "W_INVISIBLE"), "{cell:?}");
        assert_eq!(texts(&table, 1)[0], Some(cell), "kept as it is");
    }
    for cell in ["Müller", "👩\u{200d}🌾", "❤\u{fe0f}", "so\u{a0}ist es"]
    {
        assert!(!warned(&named("x", &[cell]), "W_INVISIBLE"), "{cell:?}");
    }
}

#[test]
fn truths_are_said_in_five_languages() {
    for pair in [
        ["oui", "Non"],
        ["Sí", "no"],
        ["sì", "NO"],
        ["J", "n"],
        ["wahr", "falsch"],
        ["vero", "falso"],
        ["✓", "✗"],
        ["on", "off"],
    ] {
        let table = named("x", &[pair[0], pair[1], pair[0]]);
        assert_eq!(table.columns[1].column_type, Boolean, "{pair:?}");
        let truth = |code| table.values(1).boolean(code);
        assert_eq!((truth(0), truth(1)), (Some(true), Some(false)));
    }
}

#[test]
fn days_are_read_in_many_more_forms() {
    for cell in [
        "Mon, 31 Mar 2025",
        "Monday, March 31, 2025",
        "Mo., 31.03.2025",
        "Montag, 31. März 2025",
        "lundi 31 mars 2025",
        "lunes, 31 de marzo de 2025",
        "lunedì 31 marzo 2025",
        "31-MAR-25",
        "31-OCT-2025",
        "31. 3. 2025",
        "31st March 2025",
        "Mar 31st, 2025",
        "2025-W14-1",
        "2025W141",
        "2025-W14",
        "2025/03/31",
        "2025年3月31日",
    ] {
        let wanted = match cell.contains("OCT") {
            true => "2025-10-31",
            false => "2025-03-31",
        };
        assert_eq!(first(cell), wanted, "{cell}");
    }
    assert_eq!(first("1er avril 2025"), "2025-04-01");
    assert_eq!(first("mar. 4 mars 2025"), "2025-03-04");
    assert_eq!(first("2020-W53-5"), "2021-01-01");
    let none = named("x", &["2021-W53-5"]);
    assert_eq!(none.columns[1].column_type, Text);
}

#[test]
fn times_are_read_in_many_more_forms() {
    for cell in [
        "Mar 31, 2025 8:05:07 PM PDT",
        "Mar 31, 2025 8:05:07 p.m.",
        "31.03.2025, 20:05:07",
        "31.03.2025 20:05:07 Uhr",
        "31. März 2025 um 20:05:07",
        "Mon, 31 Mar 2025 20:05:07 +0200",
        "Mon Mar 31 2025 20:05:07 GMT+0200 (Central European Summer Time)",
        "Mon Mar 31 20:05:07 2025",
        "Mon Mar 31 20:05:07 CEST 2025",
        "2025-03-31T20:05:07.123+02:00[Europe/Berlin]",
        "2025-03-31 20:05:07 Europe/Berlin",
        "2025-03-31 20:05:07 UTC",
        "2025-03-31 20:05:07-08",
        "20250331T200507Z",
        "20250331 200507",
        "20250331200507",
        "31 mar. 2025 20:05:07 GMT+1",
        "31/03/2025 8:05:07 p. m.",
    ] {
        assert_eq!(first(cell), "2025-03-31T20:05:07", "{cell}");
    }
    for cell in ["2025-03-31 20:05 XYZ", "2025-03-31 20:05 +25:00"] {
        let table = named("x", &[cell]);
        assert_eq!(table.columns[1].column_type, Text, "{cell}");
    }
}

#[test]
fn one_offset_leaves_the_days_of_the_file() {
    let cells = ["2025-03-31T23:30:00-08:00", "2025-01-31T23:30:00-08:00"];
    let table = named("x", &cells);
    assert_eq!(days(&table, 1), [Some(20_178), Some(20_119)]);
    assert_eq!(table.columns[1].zone.as_deref(), Some("UTC-08:00"));
    assert!(warned(&table, "W_OFFSET") && !warned(&table, "W_ZONES"));
}

#[test]
fn several_offsets_are_brought_to_that_of_most_records() {
    let cells = [
        "2025-01-31 23:30 PST",
        "2025-07-31 23:30 PDT",
        "2025-07-30 23:30 PDT",
        "2025-07-30 08:00 UTC",
        "2025-07-30 08:00",
    ];
    let table = named("x", &cells);
    let moment = |code| table.values(1).moment(code).expect("read").0;
    let at = |day: i64, hour: i64, minute: i64| {
        86_400 * day + 3_600 * hour + 60 * minute
    };
    assert_eq!(moment(0), at(20_120, 0, 30), "half past midnight in PDT");
    assert_eq!(moment(1), at(20_300, 23, 30));
    assert_eq!(moment(3), at(20_299, 1, 0));
    assert_eq!(moment(4), at(20_299, 8, 0), "no zone is that of the others");
    assert_eq!(table.columns[1].zone.as_deref(), Some("UTC-07:00"));
    let told = table.warnings.iter().find(|w| w.code == "W_ZONES");
    assert_eq!(told.expect("told").count, 2);
}

#[test]
fn years_of_two_digits_are_told_with_their_window() {
    let table = named("x", &["31.03.69", "31.03.68"]);
    assert_eq!(days(&table, 1), [Some(-276), Some(35_884)]);
    assert!(warned(&table, "W_YEAR"));
    assert!(warned(&named("x", &["31-Mar-25"]), "W_YEAR"));
    assert!(!warned(&named("x", &["31-Mar-2025"]), "W_YEAR"));
}

#[test]
fn seconds_since_1970_are_moments_where_the_name_says_so() {
    for (cell, unit) in [
        ("1743451507", Counting::Seconds),
        ("1743451507.25", Counting::Seconds),
        ("1743451507123", Counting::Milliseconds),
        ("1743451507123456", Counting::Microseconds),
    ] {
        for name in ["created_at", "OrderDate", "Bestelldatum", "timestamp"] {
            let table = named(name, &[cell]);
            let profile = &table.columns[1];
            assert_eq!(profile.column_type, Timestamp, "{cell} {name}");
            assert_eq!(profile.counting, Some(unit), "{cell}");
            let low = &profile.range.as_ref().expect("a range").0;
            assert_eq!(low, "2025-03-31T20:05:07");
            assert_eq!(profile.zone.as_deref(), Some("UTC"));
            assert!(warned(&table, "W_COUNTED"));
        }
    }
    for name in ["order", "ean", "last_update", "candidate"] {
        let table = named(name, &["1743451507"]);
        assert_eq!(table.columns[1].column_type, Integer, "{name}");
        let table = decided(name, &["1743451507"], as_type(name, Date));
        assert_eq!(days(&table, 1), [Some(20_178)]);
        assert_eq!(table.columns[1].column_type, Date);
    }
    let table = named("date", &["1743451507", "17"]);
    assert_eq!(table.columns[1].column_type, Integer);
}

#[test]
fn days_of_a_spreadsheet_are_days_where_the_name_says_so() {
    let table = named("Order Date", &["45747", "45747.5", "45748"]);
    let profile = &table.columns[1];
    assert_eq!(profile.counting, Some(Counting::SpreadsheetDays));
    assert_eq!(profile.column_type, Timestamp);
    let range = profile.range.clone().expect("a range");
    assert_eq!(range.0, "2025-03-31T00:00:00");
    assert_eq!(days(&table, 1)[1..], [Some(20_178), Some(20_179)]);
    assert_eq!(profile.zone, None);
    assert_eq!(named("paid", &["45747"]).columns[1].column_type, Integer);
    assert_eq!(
        named("date", &["45747", "7"]).columns[1].column_type,
        Integer
    );
    let cells = ["1", "59", "60", "61"];
    let table = decided("paid", &cells, as_type("paid", Date));
    let read = days(&table, 1);
    assert_eq!(read[..3], [Some(-25_567), Some(-25_509), None]);
    assert_eq!(read[3], Some(-25_508), "the ghost of 29 February 1900");
}

#[test]
fn days_in_two_orders_can_be_decided() {
    let cells = ["13/02/2025", "02/13/2025", "01/02/2025"];
    let table = decided(
        "x",
        &cells,
        vec![ColumnChoice {
            column: "x".into(),
            date_order: Some(DateOrder::DayMonthYear),
            ..ColumnChoice::default()
        }],
    );
    assert_eq!(days(&table, 1), [Some(20_132), None, Some(20_120)]);
}
