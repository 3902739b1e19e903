//! JSON and NDJSON: each text is read or refused with a reason.

use crate::common::{names, read, read_chunks, refusal, texts, types, warned};
use table::ColumnType::{Boolean, Date, Decimal, Empty, Integer};
use table::{ReadOptions, Table, Warning, limits};

fn table(bytes: impl AsRef<[u8]>) -> Table {
    read(bytes).expect("the file is read")
}

fn warning<'a>(table: &'a Table, code: &str) -> &'a Warning {
    let found = table.warnings.iter().find(|told| told.code == code);
    found.unwrap_or_else(|| panic!("{:?}", table.warnings))
}

/// The texts of all columns, record by record, as one text.
fn cells(table: &Table) -> String {
    let columns: Vec<_> =
        (0..table.columns.len()).map(|c| texts(table, c)).collect();
    let cell = |record: usize| {
        let cells = columns.iter().map(|c| c[record].unwrap_or("-"));
        cells.collect::<Vec<_>>().join("|")
    };
    (0..table.n_records)
        .map(cell)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_list_of_objects_is_a_table() {
    let table = table(
        r#" [
            {"id": 1001, "amount": 1.10, "day": "2025-01-02", "paid": true},
            {"id": 1002, "amount": -2.50, "day": "2025-01-03", "paid": false}
        ] "#,
    );
    assert_eq!(names(&table), ["id", "amount", "day", "paid"]);
    assert_eq!(types(&table), [Integer, Decimal, Date, Boolean]);
    let expected = "1001|1.10|2025-01-02|true\n1002|-2.50|2025-01-03|false";
    assert_eq!(cells(&table), expected);
    assert_eq!(table.format.name, "json");
    assert_eq!(table.format.delimiter, "");
    assert!(table.warnings.is_empty(), "{:?}", table.warnings);
}

#[test]
fn one_object_a_line_is_a_table() {
    for text in [
        "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":\"y\"}",
        "\u{feff}{\"a\":1,\"b\":\"x\"}\r\n\r\n{\"a\":2,\"b\":\"y\"}\r\n",
        "{\n \"a\": 1,\n \"b\": \"x\"\n}\n{\"a\":2,\"b\":\"y\"}\n\n",
    ] {
        let table = table(text);
        assert_eq!(cells(&table), "1|x\n2|y");
        assert_eq!(table.format.name, "ndjson");
        assert_eq!((table.read, table.rejected), (2, 0));
    }
    assert_eq!(cells(&table("{\"a\":1}")), "1");
}

#[test]
fn numbers_keep_their_digits() {
    let table = table(
        "[{\"id\":1234567890123456789012,\"x\":1.10,\"e\":1.5e-7},\
          {\"id\":0012e,\"x\":-0.0,\"e\":1E+3}]"
            .replace("0012e", "9007199254740993"),
    );
    let expected = "1234567890123456789012|1.10|1.5e-7\n\
                    9007199254740993|-0.0|1E+3";
    assert_eq!(cells(&table), expected);
}

#[test]
fn nested_objects_are_columns_and_lists_of_plain_values_one_text() {
    let table = table(
        r#"[{"id":1,"customer":{"email":"a@x.org","address":{"city":"Bonn"}},
             "tags":["new","vip",3,true,null,["deep"]],"none":[],"o":{}},
            {"id":2,"customer":null,"tags":[]},
            {"id":3,"customer":{"email":null}}]"#,
    );
    let expected = ["id", "customer.email", "customer.address.city", "tags"];
    assert_eq!(names(&table), expected);
    let expected = "1|a@x.org|Bonn|new; vip; 3; true; deep\n2|-|-|-\n3|-|-|-";
    assert_eq!(cells(&table), expected);
}

#[test]
fn a_late_key_is_a_column_that_earlier_records_lack() {
    let mut text = String::new();
    for i in 0..300 {
        text.push_str(&format!("{{\"id\":{i}}}\n"));
    }
    text.push_str("{\"late\":\"x\",\"id\":300,\"never\":null}\n");
    let table = table(text);
    assert_eq!(names(&table), ["id", "late", "never"]);
    assert_eq!(table.n_records, 301);
    assert_eq!(table.columns[1].missing, 300);
    assert_eq!(texts(&table, 1)[300], Some("x"));
    assert_eq!(types(&table)[2], Empty);
}

#[test]
fn the_lines_of_an_order_are_records_and_the_order_is_repeated() {
    let table = table(
        r#"[{"id":1,"meta":[{"k":"a"},{"k":"b"},{"k":"c"}],
             "lines":[{"sku":"A","n":1,"price":2.5,"tax":[{"rate":7}]},
                      {"sku":"B","n":2,"price":3.5}],"total":9.5},
            {"id":2,"lines":[],"total":0},
            {"id":3,"lines":[{"sku":"C","n":1,"price":4}],"total":4}]"#,
    );
    let expected =
        ["id", "lines.sku", "lines.n", "lines.price", "total"].join("|");
    assert_eq!(names(&table).join("|"), expected);
    let expected = "1|A|1|2.5|9.5\n1|B|2|3.5|9.5\n2|-|-|-|0\n3|C|1|4|4";
    assert_eq!(cells(&table), expected);
    let repeated = table.columns.iter().map(|column| column.repeated);
    let expected = [true, false, false, false, true];
    assert_eq!(repeated.collect::<Vec<_>>(), expected);
    let told = warning(&table, "W_JSON_ENTRIES");
    assert_eq!(told.count, 3);
    assert!(told.message.contains("\"lines\""), "{told:?}");
    let told = warning(&table, "W_JSON_LEFT_OUT");
    assert_eq!(told.count, 2);
    assert!(told.message.contains("meta, lines.tax"), "{told:?}");
}

#[test]
fn a_list_of_lines_that_first_appears_late_is_unfolded_too() {
    let mut text = String::new();
    for i in 0..9_000 {
        text.push_str(&format!("{{\"id\":{i},\"lines\":[]}}\n"));
    }
    text.push_str("{\"id\":9000,\"lines\":[{\"n\":1},{\"n\":2}]}\n");
    let table = table(text);
    assert_eq!(names(&table), ["id", "lines.n"]);
    assert_eq!(table.n_records, 9_002);
    assert_eq!(table.columns[1].missing, 9_000);
}

#[test]
fn the_list_under_a_key_is_the_table() {
    for (text, name) in [
        (r#"{"orders":[{"id":1},{"id":2}]}"#, "orders"),
        (
            r#"{"made":"2025","n":[1],"data":{"orders":[{"id":1},{"id":2}],
                "next":{"a":[{"id":7}]}},"z":[{"id":8}]}"#,
            "data.orders",
        ),
    ] {
        let table = table(text);
        assert_eq!(names(&table), ["id"]);
        assert_eq!(cells(&table), "1\n2");
        assert_eq!(table.format.name, "json");
        let told = warning(&table, "W_JSON_LIST");
        assert!(told.message.contains(name), "{told:?}");
    }
    let mut large = String::from("{\"page\":1,\"orders\":[{\"id\":0}");
    for i in 1..2_000_000 {
        large.push_str(&format!(",{{\"id\":{}}}", i % 1_000));
    }
    large.push_str("],\"more\":[1,2]}");
    assert_eq!(table(large).n_records, 2_000_000);
}

#[test]
fn values_that_are_no_objects_are_set_aside_and_counted() {
    let table = table("[{\"a\":1},\nnull,\n5,\n[{\"a\":2}],{\"a\":3}]");
    assert_eq!(cells(&table), "1\n3");
    assert_eq!((table.read, table.rejected), (5, 3));
    let told = warning(&table, "W_JSON_SKIPPED");
    let line = told.place.as_ref().and_then(|place| place.line);
    assert_eq!((told.count, line), (3, Some(2)));
}

#[test]
fn of_two_values_of_a_key_the_later_counts() {
    let table = table(
        "{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4,\"a\":5}\n{\"b\":6,\"b\":null}\n\
         {\"l\":[{\"x\":1},{\"x\":2}],\"l\":[{\"x\":3,\"x\":4}]}",
    );
    assert_eq!(cells(&table), "1|2|-\n5|4|-\n-|-|-\n-|-|4");
    let told = warning(&table, "W_JSON_TWICE");
    let place = told.place.clone().expect("it is located");
    assert_eq!((told.count, place.line), (4, Some(2)));
    assert_eq!(place.column.as_deref(), Some("a"));
}

#[test]
fn keys_of_an_object_in_javascript_are_ordinary() {
    let table =
        table(r#"[{"__proto__":{"x":1},"constructor":2,"":3," a":4,"a":5}]"#);
    let expected = ["__proto__.x", "constructor", "column_3", "a", "a (2)"];
    assert_eq!(names(&table), expected);
    assert!(warned(&table, "W_HEADER_TWICE"));
    assert!(warned(&table, "W_HEADER_EMPTY"));
}

#[test]
fn escapes_are_resolved() {
    let table = table(
        r#"[{"a":"\u00e9 \ud83d\ude00 \"\\\/\b\f\n\r\t|","\u0061b":"é"}]"#,
    );
    assert_eq!(names(&table), ["a", "ab"]);
    let expected = "é 😀 \"\\/\u{8}\u{c}\n\r\t|";
    assert_eq!(texts(&table, 0), [Some(expected)]);
    assert_eq!(texts(&table, 1), [Some("é")]);
}

#[test]
fn what_is_no_json_is_refused_where_it_stands() {
    let deep = format!("[{{\"a\":{}", "[".repeat(63));
    for (text, kind, line, byte) in [
        ("[{\"a\":1},\n{\"a\":", "cut-short", 2, 15),
        ("[{\"a\":1},\n{\"a\":\"x", "cut-short", 2, 17),
        ("[{\"a\":1},\n{\"a\":tr", "cut-short", 2, 17),
        ("[{\"a\":1}", "cut-short", 1, 8),
        ("{\"a\":1}\n{\"a\":2", "cut-short", 2, 14),
        ("[{\"a\":1,}]", "comma", 1, 8),
        ("[{\"a\":1},]", "comma", 1, 9),
        ("[{\"a\":1},\n\n{\"a\":NaN}]", "word", 3, 16),
        ("[{\"a\":-Infinity}]", "word", 1, 6),
        ("[{\"a\":None}]", "word", 1, 6),
        ("[{\"a\":01}]", "number", 1, 6),
        ("[{\"a\":1.}]", "number", 1, 6),
        ("[{\"a\":+1}]", "number", 1, 6),
        ("[{\"a\":1e}]", "number", 1, 6),
        ("[{\"a\":\"\\x\"}]", "escape", 1, 7),
        ("[{\"a\":\"\\u12g4\"}]", "escape", 1, 7),
        ("[{\"a\":\"x\ny\"}]", "control", 1, 8),
        ("[{\"a\":\"\\ud800\"}]", "surrogate", 1, 7),
        ("[{\"a\":\"\\udc00\"}]", "surrogate", 1, 7),
        ("[{\"a\":\"\\ud800\\u0041\"}]", "surrogate", 1, 7),
        ("[{\"a\":1}]\n{\"a\":2}", "after-end", 2, 10),
        ("[{\"a\" 1}]", "sign", 1, 6),
        ("[{\"a\":1]]", "sign", 1, 7),
        ("[{\"a\":'x'}]", "sign", 1, 6),
        ("[{\"a\":1,'b':2}]", "key", 1, 8),
        ("{\"a\":1},\n{\"a\":2}", "sign", 1, 7),
        (&deep, "depth", 1, 68),
    ] {
        let error = refusal(text);
        assert_eq!(error.code, "E_JSON", "{text}: {error}");
        assert!(error.keeps() && error.hint.is_some());
        let facts = format!("{:?}", error.facts);
        assert!(facts.contains(kind), "{text}: {error} {facts}");
        let place = (error.place.line, error.place.byte);
        assert_eq!(place, (Some(line), Some(byte)), "{text}");
    }
}

#[test]
fn a_refusal_names_the_record_and_the_column() {
    let error = refusal("{\"a\":1}\n{\"a\":2,\"b\":{\"c\":NaN}}\n");
    assert_eq!(error.place.record, Some(2));
    assert_eq!(error.place.column.as_deref(), Some("b.c"));
    assert!(error.message.contains("NaN"), "{error}");
}

#[test]
fn what_is_no_text_is_refused_where_it_stands() {
    let error =
        refusal(b"[{\"id\":1},\n{\"name\":\"Z\xc3\xb6\xc3\xa9\xc3\"}]");
    assert_eq!((error.code, error.place.line), ("E_UTF8", Some(2)));
    assert_eq!(error.place.column.as_deref(), Some("name"));
    for nul in ["\0", "\\u0000"] {
        let error = refusal(format!("[{{\"id\":1,\n\"name\":\"a{nul}\"}}]"));
        assert_eq!((error.code, error.place.line), ("E_NUL", Some(2)));
        assert_eq!(error.place.column.as_deref(), Some("name"));
    }
}

#[test]
fn no_list_of_objects_is_refused_with_advice() {
    for text in [
        "[]",
        "[[1,2],[3,4]]",
        "[\"a\",\"b\"]",
        "{\"columns\":[\"a\"],\"data\":[[1]]}",
        "{}",
        "{\"orders\":[]}",
        "[{},{}]",
    ] {
        let error = refusal(text);
        assert_eq!(error.code, "E_JSON_SHAPE", "{text}");
        assert!(error.hint.is_some());
    }
}

#[test]
fn the_limits_hold() {
    let long = "x".repeat(limits::FIELD + 1);
    let error = refusal(format!("[{{\"a\":1}},\n{{\"b\":\"{long}\"}}]"));
    assert_eq!((error.code, error.place.line), ("E_FIELD", Some(2)));
    assert_eq!(error.place.column.as_deref(), Some("b"));
    let mut large = String::from("{\"a\":1}\n{\"b\":1");
    for i in 0..11 * 1024 {
        let text = "x".repeat(1024);
        large.push_str(&format!(",\"c{}\":\"{text}\"", i % 100));
    }
    large.push('}');
    let error = refusal(large);
    assert_eq!((error.code, error.place.line), ("E_ROW", Some(2)));
    let keys = |n: usize| {
        let keys = (0..n).map(|i| format!("\"k{i}\":1"));
        format!("{{{}}}", keys.collect::<Vec<_>>().join(","))
    };
    assert_eq!(table(keys(16_384)).columns.len(), 16_384);
    assert_eq!(refusal(keys(16_385)).code, "E_COLS");
    let deep = "{\"k\":".repeat(64) + "1" + &"}".repeat(64);
    assert_eq!(read(deep).expect("as deep as may be").n_records, 1);
}

#[test]
fn names_that_would_fill_the_memory_are_refused() {
    let key = "k".repeat(120_000);
    let leaves = (0..2_000).map(|i| format!("\"{i}\":1"));
    let leaves: Vec<_> = leaves.collect();
    let inside = format!("{{{}}}", leaves.join(","));
    let deep =
        (0..8).fold(inside, |inside, _| format!("{{\"{key}\":{inside}}}"));
    assert_eq!(refusal(deep).code, "E_MEMORY");
}

#[test]
fn utf_16_and_windows_1252_are_decoded_first() {
    let text = "\u{feff}[{\"név\":\"Ödön\"}]";
    let bytes: Vec<u8> =
        text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf_16 = table(bytes);
    assert_eq!(
        (names(&utf_16), cells(&utf_16)),
        (vec!["név"], "Ödön".into())
    );
    let single = table(b"[{\"city\":\"K\xf6ln\"}]");
    assert_eq!(cells(&single), "Köln");
    assert!(warned(&single, "W_ENCODING"));
}

#[test]
fn options_hold_for_json_as_well() {
    let text = "[{\"a\":1,\"b\":2,\"c\":3},{\"a\":4,\"d\":5}]";
    let only = |columns: &[usize]| {
        let columns = columns.to_vec();
        read_chunks(
            text.as_bytes(),
            7,
            &ReadOptions {
                columns,
                ..ReadOptions::default()
            },
        )
    };
    let table = only(&[3, 0]).expect("there are four");
    assert_eq!(names(&table), ["a", "d"]);
    assert_eq!(cells(&table), "1|-\n4|5");
    assert_eq!(only(&[4]).expect_err("there are four").code, "E_COLUMN");
    let options = ReadOptions {
        delimiter: Some(','),
        ..ReadOptions::default()
    };
    let text = read_chunks(b"[{\"a\":1,\"b\":2}\n1,2\n", 9, &options);
    assert_eq!(text.expect("delimited text").format.name, "csv");
}
