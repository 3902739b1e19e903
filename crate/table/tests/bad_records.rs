//! Records as they come: each is kept, set aside or refused with a reason.

use crate::common::{
    names, numbers, read, read_chunks, refusal, texts, types, warned,
};
use table::ColumnType::{Date, Empty, Integer, Text};
use table::{ReadOptions, Table, limits};

fn table(bytes: impl AsRef<[u8]>) -> Table {
    read(bytes).expect("the file is read")
}

fn with(bytes: impl AsRef<[u8]>, options: ReadOptions) -> Table {
    read_chunks(bytes.as_ref(), usize::MAX, &options).expect("it is read")
}

#[test]
fn ragged_records_are_set_aside_and_counted() {
    let table = table("a,b,c\n1,2,3\n1,2\n4,5,6\n1,2,3,4\n7,8,9\n");
    assert_eq!((table.n_records, table.rejected, table.read), (3, 2, 5));
    let told = table.warnings.iter().find(|w| w.code == "W_RAGGED");
    let told = told.expect("it is told");
    assert_eq!(told.count, 2);
    let place = told.place.as_ref().expect("with its place");
    assert_eq!((place.line, place.record), (Some(3), Some(2)));
}

#[test]
fn an_open_quote_is_refused_where_it_opened() {
    let error = refusal("a,b\n1,2\n3,\"x\n4,5\n6,7\n");
    assert_eq!(error.code, "E_QUOTE");
    assert_eq!(error.place.line, Some(3));
    assert_eq!(error.place.column.as_deref(), Some("b"));
    let mut long = String::from("a,b\n1,2\n3,\"x\n");
    long.push_str(&"4,5\n".repeat(600_000));
    let error = refusal(long);
    assert_eq!((error.code, error.place.line), ("E_QUOTE", Some(3)));
}

#[test]
fn a_quote_inside_a_bare_field_is_text() {
    let table = table("size,n\n5\" pipe,1\n6\" pipe,2\n");
    assert_eq!(texts(&table, 0), [Some("5\" pipe"), Some("6\" pipe")]);
}

#[test]
fn a_line_break_in_quotes_keeps_the_lines_right() {
    let error = refusal("a,b\n\"x\ny\",2\n3,\0\n");
    assert_eq!(error.place.line, Some(4));
    assert_eq!(error.place.record, Some(2));
}

#[test]
fn all_line_ends_are_read() {
    for text in ["a,b\r1,2\r3,4\r", "a,b\r\n1,2\n3,4\r", "a,b\n1,2\r\n3,4"] {
        let table = table(text);
        assert_eq!((table.n_records, table.blank), (2, 0), "{text:?}");
    }
}

#[test]
fn each_delimiter_is_found() {
    for delimiter in [',', ';', '\t', '|'] {
        let text = "id,when,amount\n1,2025-01-02,3.50\n2,2025-01-03,4.00\n";
        let table = table(text.replace(',', &delimiter.to_string()));
        assert_eq!(table.format.delimiter, delimiter.to_string());
        assert_eq!(table.columns.len(), 3);
    }
}

#[test]
fn decimal_commas_do_not_hide_the_semicolon() {
    let table = table("id;amount;vat\n1;3,50;0,66\n2;1.204,00;228,76\n");
    assert_eq!(table.format.delimiter, ";");
    assert_eq!(numbers(&table, 1), [Some(3.5), Some(1204.0)]);
}

#[test]
fn a_separator_line_is_honoured() {
    let table = table("sep=;\r\nid;note\r\n1;a,b\r\n2;c,d\r\n");
    assert_eq!(names(&table), ["id", "note"]);
    assert_eq!(texts(&table, 1), [Some("a,b"), Some("c,d")]);
    assert_eq!(refusal("sep=;\nid;n\n1;\0\n").place.line, Some(3));
}

#[test]
fn double_and_empty_headers_are_named_and_told() {
    let table = table("email,email,,x,email\na,b,c,1,d\ne,f,g,2,h\n");
    assert_eq!(
        names(&table),
        ["email", "email (2)", "column_3", "x", "email (3)"]
    );
    assert!(warned(&table, "W_HEADER_TWICE"));
    assert!(warned(&table, "W_HEADER_EMPTY"));
}

#[test]
fn names_of_javascript_are_ordinary_headers() {
    let header = "__proto__,constructor,toString,hasOwnProperty";
    let table = table(format!("{header}\n1,2,3,4\n"));
    assert_eq!(names(&table).join(","), header);
}

#[test]
fn a_file_without_a_header_keeps_its_first_record() {
    let table = table("1,Ada,2025-01-02\n2,Ben,2025-01-03\n");
    assert!(!table.format.has_header);
    assert_eq!(table.n_records, 2);
    assert_eq!(names(&table), ["column_1", "column_2", "column_3"]);
    let options = ReadOptions {
        has_header: Some(true),
        ..ReadOptions::default()
    };
    let table = with("1,Ada\n2,Ben\n", options);
    assert_eq!(names(&table), ["1", "Ada"]);
}

#[test]
fn title_lines_before_the_table_are_set_aside() {
    let table = table(
        "Sales report\nMarch 2025\n\nid,name,amount\n1,Ada,2.50\n2,Ben,3.00\n\
         3,Cem,1.25\n",
    );
    assert_eq!(names(&table), ["id", "name", "amount"]);
    assert_eq!((table.n_records, table.rejected, table.blank), (3, 2, 1));
    assert!(warned(&table, "W_PREAMBLE"));
}

#[test]
fn a_trailing_delimiter_makes_no_column() {
    for text in ["a,b,\n1,2,\n3,4,\n", "a,b\n1,2,\n3,4,\n"] {
        let table = table(text);
        assert_eq!(names(&table), ["a", "b"], "{text:?}");
        assert_eq!((table.n_records, table.rejected), (2, 0));
        assert!(warned(&table, "W_TRAILING_DELIMITER"));
    }
}

#[test]
fn one_column_is_read_and_told() {
    let table = table("email\na@x.org\nb@x.org\n");
    assert_eq!(names(&table), ["email"]);
    assert!(warned(&table, "W_ONE_COLUMN"));
}

#[test]
fn blank_lines_are_counted_and_are_no_records() {
    let table = table("a,b\n\n1,2\n   \n\n3,4\n\n");
    assert_eq!((table.n_records, table.blank, table.rejected), (2, 4, 0));
}

#[test]
fn a_long_field_is_refused_in_little_memory() {
    let mut reader = table::Reader::new("a.csv", ReadOptions::default(), 1);
    reader.feed(b"a,b\n1,2\n3,").expect("so far good");
    let chunk = vec![b'x'; 1 << 16];
    let mut n = 0;
    let error = loop {
        n += chunk.len();
        assert!(reader.memory() < 8 << 20);
        match reader.feed(&chunk) {
            Ok(()) => assert!(n < 3 * limits::FIELD),
            Err(error) => break error,
        }
    };
    assert_eq!((error.code, error.place.line), ("E_FIELD", Some(3)));
}

#[test]
fn a_long_record_is_refused() {
    let field = "x".repeat(1 << 19);
    let row = [field.as_str(); 30].join(",");
    assert_eq!(refusal(format!("{row}\n{row}\n")).code, "E_ROW");
}

#[test]
fn too_many_columns_are_refused() {
    let row = vec!["1"; limits::COLUMNS + 1].join(",");
    assert_eq!(refusal(format!("{row}\n{row}\n")).code, "E_COLS");
    let row = vec!["1"; limits::COLUMNS].join(",");
    let table = table(format!("{row}\n{row}\n"));
    assert_eq!(table.columns.len(), limits::COLUMNS);
}

#[test]
fn markup_and_formulas_are_literal_text() {
    let cells = ["<img src=x onerror=alert(1)>", "=HYPERLINK(1)", "{{7*7}}"];
    let table = table(format!("a,b,c\n{}\n", cells.join(",")));
    for (column, cell) in cells.into_iter().enumerate() {
        assert_eq!(texts(&table, column), [Some(cell)]);
    }
}

#[test]
fn only_the_chosen_columns_are_kept() {
    let options = ReadOptions {
        columns: vec![2, 0],
        ..ReadOptions::default()
    };
    let table = with("a,b,c\n1,2,3\n4,5,6\n", options);
    assert_eq!(names(&table), ["a", "c"]);
    assert_eq!(texts(&table, 1), [Some("3"), Some("6")]);
}

#[test]
fn missing_words_are_missing_beside_numbers_only() {
    let text =
        "n,when,word,none\n1,2025-01-02,NA,\nNA,-,x,\nnull,,-,\n2,N/A,y,\n";
    let table = table(text);
    assert_eq!(types(&table), [Integer, Date, Text, Empty]);
    let missing: Vec<u64> = table.columns.iter().map(|c| c.missing).collect();
    assert_eq!(missing, [2, 3, 0, 4]);
    assert_eq!(numbers(&table, 0), [Some(1.0), None, None, Some(2.0)]);
    assert_eq!(table.values(0).n_codes(), 2);
}

#[test]
fn inf_and_nan_are_never_numbers() {
    let mut text = String::from("a,n\n");
    for i in 0..98 {
        text.push_str(&format!("x,{i}.5\n"));
    }
    text.push_str("x,NaN\nx,inf\n");
    let table = table(text);
    assert_eq!((table.columns[1].missing, table.columns[1].unread), (1, 1));
    assert_eq!(numbers(&table, 1)[98..], [None, None]);
}

#[test]
fn the_hash_is_that_of_the_bytes_as_they_came() {
    let table = table(b"a,b\n1,2\n");
    assert_eq!(
        table.sha256,
        "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470"
    );
}

#[test]
fn a_wrong_option_is_refused_and_never_replaced() {
    let refused = |options: ReadOptions| {
        let read = read_chunks(b"a,b\n1,2\n", 9, &options);
        read.expect_err("it is refused").code
    };
    let none = ReadOptions::default;
    let delimiter = Some('"');
    assert_eq!(
        refused(ReadOptions {
            delimiter,
            ..none()
        }),
        "E_SEPARATOR"
    );
    let decimal_mark = Some('x');
    let mark = ReadOptions {
        decimal_mark,
        ..none()
    };
    assert_eq!(refused(mark), "E_DECIMAL_MARK");
    let columns = vec![2];
    assert_eq!(refused(ReadOptions { columns, ..none() }), "E_COLUMN");
}

#[test]
fn a_small_file_keeps_the_width_of_its_header() {
    let table = table("a,b\n1,2\n3,4,5\n");
    assert_eq!((table.n_records, table.rejected), (1, 1));
    assert_eq!(names(&table), ["a", "b"]);
}
