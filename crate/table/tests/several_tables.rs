//! Several tables in one file, one below the other.

use crate::common::{names, read, read_chunks, texts, warned};
use crate::folding::{check_slices, survey};
use proptest::prelude::*;
use table::{Origin, Ragged, ReadOptions, Reader, Table, Tables};

const TITLED: &str = "Travel in March,,\n,,\nwho,date,amount\n\
    Ada,2025-03-01,2.50\nBen,2025-03-02,3.00\n,,\nStationery in March,,\n,,\n\
    who,date,amount\nCem,2025-03-03,1.25\n";

fn first_table(bytes: &[u8], size: usize) -> Table {
    let options = ReadOptions {
        tables: Some(Tables::First),
        ..ReadOptions::default()
    };
    read_chunks(bytes, size, &options).expect("it is read")
}

fn count(table: &Table, code: &str) -> u64 {
    let told = table.warnings.iter().find(|told| told.code == code);
    told.map_or(0, |told| told.count)
}

#[test]
fn the_title_of_a_second_table_is_no_record() {
    let whole = read(TITLED).expect("it is read");
    let who: Vec<_> = texts(&whole, 0).into_iter().flatten().collect();
    assert_eq!(who, ["Ada", "Ben", "Cem"]);
    assert_eq!((whole.read, whole.rejected, whole.blank), (7, 4, 2));
    assert_eq!(count(&whole, "W_PREAMBLE"), 3);
    assert_eq!(count(&whole, "W_HEADER_AGAIN"), 1);
    let survey = survey(TITLED.as_bytes());
    assert_eq!(survey.columns, whole.columns);
    assert_eq!(survey.warnings, whole.warnings);
    check_slices(&whole, &survey, TITLED.as_bytes(), 0);
}

#[test]
fn a_lonely_record_that_no_header_follows_is_one() {
    for text in [
        "who,date,amount\nAda,2025-03-01,2.50\n\nBen,,\n\nCem,2025-03-03,1\n",
        "who,date,amount\nAda,2025-03-01,2.50\nCem,2025-03-03,1\n\nBen,,\n",
        "who,date,amount\nAda,2025-03-01,2.50\n\nBen,,\nwho,date,amount\n\
         Cem,2025-03-03,1\n",
    ] {
        let table = read(text).expect("it is read");
        let who: Vec<_> = texts(&table, 0).into_iter().flatten().collect();
        assert!(who.contains(&"Ben"), "{who:?}");
        assert_eq!(table.n_records, 3);
        let survey = survey(text.as_bytes());
        assert_eq!(survey.columns, table.columns);
        check_slices(&table, &survey, text.as_bytes(), 0);
    }
}

#[test]
fn a_table_may_end_where_its_header_comes_again() {
    let table = first_table(TITLED.as_bytes(), 7);
    assert_eq!(table.n_records, 2);
    assert_eq!((table.read, table.rejected, table.blank), (7, 5, 2));
    let told = table.warnings.iter().find(|told| told.code == "W_TABLES");
    let told = told.expect("it is told");
    let line = told.place.as_ref().and_then(|place| place.line);
    assert_eq!((told.count, line), (1, Some(10)));
    assert!(!warned(&table, "W_HEADER_AGAIN"));
    let single = first_table(b"a,b\n1,2\n3,4\n", 3);
    assert_eq!((single.n_records, single.rejected), (2, 0));
    assert!(!warned(&single, "W_TABLES"));
}

#[test]
fn a_line_below_the_header_may_say_more_of_a_number() {
    let table = read(
        "who,date,amount\n,,EUR\nAda,2025-03-01,2.50\nBen,2025-03-02,3\n",
    )
    .expect("it is read");
    assert_eq!(names(&table), ["who", "date", "amount EUR"]);
    assert_eq!((table.n_records, table.rejected), (2, 1));
    let missing = read(
        "who,date,amount\n,,n/a\nAda,2025-03-01,2.50\nBen,2025-03-02,3\n",
    )
    .expect("it is read");
    assert_eq!(names(&missing)[2], "amount");
    assert_eq!(missing.n_records, 3);
}

#[test]
fn a_fault_above_a_second_header_has_the_same_place_in_a_survey() {
    let text = "who,amount\nAda,1\nB\0n,2\nCem,3\nwho,amount\nEve,2\n";
    let whole = read(text).expect_err("a NUL byte");
    assert_eq!((whole.code, whole.place.record), ("E_NUL", Some(2)));
    let options = ReadOptions::default();
    let mut reader = Reader::new("test.csv", options, 42).surveying(1 << 20);
    let survey = reader.feed(text.as_bytes()).and_then(|()| reader.finish());
    let survey = survey.expect_err("a NUL byte");
    assert_eq!(format!("{survey:?}"), format!("{whole:?}"));
}

fn shop(names: &str) -> String {
    let day = |day| format!("c{},2025-01-{day:02},{day}.50\n", day % 5);
    let days: String = (1..29).map(day).collect();
    format!("{names}{days}")
}

/// How it is read whole, the same in slices.
#[track_caller]
fn both(text: &str) -> Table {
    let whole = read(text).expect("it is read");
    let survey = survey(text.as_bytes());
    assert_eq!(survey.columns, whole.columns);
    assert_eq!(survey.warnings, whole.warnings);
    check_slices(&whole, &survey, text.as_bytes(), 0);
    whole
}

#[test]
fn a_header_of_two_lines_comes_again() {
    let text = shop("who,date,amount\n,,EUR\n").repeat(2);
    let table = both(&text);
    assert_eq!(names(&table)[2], "amount EUR");
    assert_eq!((table.n_records, count(&table, "W_HEADER_AGAIN")), (56, 2));
    assert_eq!(first_table(text.as_bytes(), 99).n_records, 28);
}

#[test]
fn a_header_with_a_column_without_a_name_comes_again() {
    let index = |text: String| -> String {
        text.lines()
            .map(|line| {
                let index = if line.starts_with("who") { "" } else { "7" };
                format!("{index},{line}\n")
            })
            .collect()
    };
    let text = index(shop("who,date,amount\n")).repeat(2);
    assert_eq!(both(&text).n_records, 56);
    let first = first_table(text.as_bytes(), 99);
    assert_eq!((first.n_records, count(&first, "W_TABLES")), (28, 28));
    let closing = shop("who,date,amount\n") + "who,date,amount\n";
    let first = first_table(closing.as_bytes(), 99);
    assert_eq!((first.n_records, count(&first, "W_HEADER_AGAIN")), (28, 1));
    let single = first_table(b"a,b\n1,2\na,b\n3,4\n", 3);
    assert_eq!(single.n_records, 1);
}

#[test]
fn a_title_is_known_between_any_blank_lines() {
    let shop = shop("who,date,amount\n");
    for between in [
        ",,\nEnd of March,,\n,,\nStationery,,\n,,\n",
        "\nStationery,,\n  \n",
        "  \nStationery,,\n\n",
    ] {
        let table = both(&format!("{shop}{between}{shop}"));
        let who = texts(&table, 0);
        assert!(!who.contains(&Some("Stationery")), "{between:?}");
        assert_eq!(count(&table, "W_PREAMBLE"), 1, "{between:?}");
    }
}

#[test]
fn the_title_of_a_second_table_of_a_sheet_is_no_record() {
    let shop = shop("who,date,amount\n");
    let text = format!("{shop}\nStationery\n\n{shop}");
    let options = ReadOptions::default();
    let mut reader = Reader::new("a.xlsx", options, 42).with_origin(Origin {
        format: "xlsx".into(),
        part: "Orders".into(),
        is_sheet: true,
        has_names: false,
    });
    reader.feed(text.as_bytes()).expect("it is read");
    let table = reader.finish().expect("it is read");
    assert!(!texts(&table, 0).contains(&Some("Stationery")));
    assert_eq!(table.n_records, 56);
}

#[test]
fn a_lonely_record_that_is_filled_up_is_told() {
    let options = ReadOptions {
        ragged: Some(Ragged::Pad),
        ..ReadOptions::default()
    };
    let text = shop("who,date,amount\n") + "\nBen,\n\nCem,2025-03-03,1\n";
    let table = read_chunks(text.as_bytes(), 99, &options);
    let table = table.expect("it is read");
    assert_eq!((table.n_records, count(&table, "W_PADDED")), (30, 1));
}

#[test]
fn a_first_record_with_a_word_for_a_date_stays_one() {
    let table = both(&shop("who,date,amount\n,pending,\n"));
    assert_eq!(names(&table), ["who", "date", "amount"]);
    assert_eq!(table.n_records, 29);
}

#[test]
fn a_next_line_alone_was_meant() {
    let table = both(&(shop("who,date,amount\n") + "Bo\u{85},2025-02-01,1\n"));
    assert!(!warned(&table, "W_MISDECODED"));
    assert!(texts(&table, 0).contains(&Some("Bo\u{85}")));
}

proptest! {
    #[test]
    fn neither_the_chunks_nor_a_survey_change_what_is_read(
        picked in prop::collection::vec(0_usize..7, 0..14),
        size in 1_usize..40,
    ) {
        const LINES: [&str; 7] = [
            "\n", ",\n", "Title,\n", "who,amount\n", "Ada,2\n", " \n",
            "Ben,3\n",
        ];
        let body: String = picked.iter().map(|at| LINES[*at]).collect();
        let text = format!("who,amount\nAda,1\nCem,2\n{body}");
        let whole = read(&text).expect("it is read");
        let options = ReadOptions::default();
        let cut = read_chunks(text.as_bytes(), size, &options);
        let cut = cut.expect("it is read");
        prop_assert_eq!(&cut.columns, &whole.columns);
        prop_assert_eq!(&cut.warnings, &whole.warnings);
        prop_assert_eq!(texts(&cut, 0), texts(&whole, 0));
        let survey = survey(text.as_bytes());
        prop_assert_eq!(&survey.columns, &whole.columns);
        prop_assert_eq!(&survey.warnings, &whole.warnings);
        let first = first_table(text.as_bytes(), size);
        prop_assert_eq!(first.read + first.blank, whole.read + whole.blank);
    }
}
