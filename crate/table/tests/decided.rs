//! What the user decides of single columns.

use crate::common::{days, numbers, read_chunks, refusal, types, warned};
use table::ColumnType::{
    Boolean, Date, Decimal, Empty, Integer, Text, Timestamp,
};
use table::{ColumnChoice, ColumnType, DateOrder, ReadOptions, Table};

const SHOP: &str = "day;amount;fee;note\n\
    13/02/2025;1,234;1.5;ja\n\
    02/13/2025;5,678;2;1\n\
    01/02/2025;oops;x;perhaps\n";

fn choice(column: &str) -> ColumnChoice {
    ColumnChoice {
        column: column.into(),
        ..ColumnChoice::default()
    }
}

fn as_type(column: &str, wanted: ColumnType) -> ColumnChoice {
    ColumnChoice {
        as_type: Some(wanted),
        ..choice(column)
    }
}

fn read(decided: Vec<ColumnChoice>) -> Table {
    let options = ReadOptions {
        decided,
        date_order: Some(DateOrder::DayMonthYear),
        decimal_mark: Some('.'),
        ..ReadOptions::default()
    };
    read_chunks(SHOP.as_bytes(), 7, &options).expect("it is read")
}

#[test]
fn without_a_choice_the_columns_are_texts() {
    let table = read(Vec::new());
    assert_eq!(types(&table), [Text; 4]);
    assert!(warned(&table, "W_DATE_MIXED"));
}

#[test]
fn a_choice_of_a_column_beats_that_of_the_file() {
    let table = read(vec![
        ColumnChoice {
            date_order: Some(DateOrder::MonthDayYear),
            ..choice("day")
        },
        ColumnChoice {
            decimal_mark: Some(','),
            ..choice("amount")
        },
    ]);
    assert_eq!(types(&table), [Date, Decimal, Text, Text]);
    assert_eq!(days(&table, 0), [None, Some(20_132), Some(20_090)]);
    assert_eq!(numbers(&table, 1), [Some(1.234), Some(5.678), None]);
    assert_eq!((table.columns[0].unread, table.columns[1].unread), (1, 1));
    assert!(!table.columns[0].date_order_ambiguous);
    assert!(!warned(&table, "W_DATE_ORDER"));
    assert!(!warned(&table, "W_DECIMAL_MARK"));
}

#[test]
fn a_type_that_does_not_fit_leaves_the_rest_unread() {
    for (wanted, unread) in [(Date, 2), (Timestamp, 2), (Boolean, 1)] {
        let table = read(vec![as_type("note", wanted)]);
        assert_eq!(table.columns[3].column_type, wanted);
        assert_eq!(table.columns[3].unread, unread, "{wanted:?}");
        assert!(warned(&table, "W_UNREAD"));
    }
    let table = read(vec![as_type("fee", Integer)]);
    assert_eq!(numbers(&table, 2), [None, Some(2.0), None]);
    assert_eq!(table.columns[2].unread, 2);
    let table = read(vec![as_type("fee", Decimal)]);
    assert_eq!(numbers(&table, 2), [Some(1.5), Some(2.0), None]);
    let truths = read(vec![as_type("note", Boolean)]);
    let truth = |code| truths.values(3).boolean(code);
    assert_eq!(
        (truth(0), truth(1), truth(2)),
        (Some(true), Some(true), None)
    );
}

#[test]
fn a_column_that_must_be_text_or_empty_is() {
    let table = read(vec![as_type("fee", Text), as_type("note", Empty)]);
    assert_eq!(types(&table)[2..], [Text, Empty]);
    assert_eq!((table.columns[3].missing, table.columns[3].unread), (3, 0));
}

#[test]
fn a_column_of_words_for_no_value_has_none_whatever_it_must_be() {
    let options = ReadOptions {
        decided: vec![as_type("x", Decimal)],
        ..ReadOptions::default()
    };
    let table = read_chunks(b"row,x\nr,.\nr,NA\n", 3, &options);
    let profile = &table.expect("it is read").columns[1];
    assert_eq!((profile.missing, profile.unread), (2, 0));
}

#[test]
fn the_last_word_on_a_column_counts() {
    let table = read(vec![as_type("fee", Text), as_type("fee", Decimal)]);
    assert_eq!(table.columns[2].column_type, Decimal);
}

#[test]
fn a_choice_without_a_column_is_refused_where_it_is() {
    let options = ReadOptions {
        decided: vec![as_type("Amount", Decimal)],
        ..ReadOptions::default()
    };
    let refused = read_chunks(SHOP.as_bytes(), 3, &options);
    let error = refused.expect_err("there is no such column");
    assert_eq!(error.code, "E_DECIDED");
    assert_eq!(error.place.column.as_deref(), Some("Amount"));
    assert_eq!(refusal("").code, "E_EMPTY");
}

#[test]
fn options_saved_before_there_were_choices_can_be_read() {
    let saved = r#"{"delimiter":null,"columns":[]}"#;
    let options: ReadOptions = serde_json::from_str(saved).expect("options");
    assert!(options.decided.is_empty());
}
