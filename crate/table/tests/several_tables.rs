//! Several tables in one file, one below the other.

mod common;
mod folding;

use common::{names, read, read_chunks, texts, warned};
use folding::{check_slices, survey};
use proptest::prelude::*;
use table::{ReadOptions, Reader, Table, Tables};

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

proptest! {
    #[test]
    fn neither_the_chunks_nor_a_survey_change_what_is_read(
        picked in prop::collection::vec(0_usize..6, 0..14),
        size in 1_usize..40,
    ) {
        const LINES: [&str; 6] = [
            "\n", ",\n", "Title,\n", "who,amount\n", "Ada,2\n", "Ben,3\n",
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
