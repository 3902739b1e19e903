//! What may never matter of a JSON text, and its slow twin: `serde_json`.

use std::collections::BTreeMap;

use crate::common::{digest, names, read_chunks, texts};
use crate::made_json::{objects, write};
use proptest::prelude::*;
use serde_json::Value;
use table::{ReadOptions, Table};

type Cells = BTreeMap<String, String>;

/// Every record of an object, by name.
fn slow(object: &Value) -> Vec<Cells> {
    let mut outer = Cells::new();
    flatten("", object, &mut outer);
    let lines = object["lines"].as_array().expect("it was made so");
    if lines.is_empty() {
        return vec![outer];
    }
    let line = |line: &Value| {
        let mut cells = outer.clone();
        flatten("lines", line, &mut cells);
        cells
    };
    lines.iter().map(line).collect()
}

fn flatten(path: &str, value: &Value, cells: &mut Cells) {
    let text = match value {
        Value::Object(map) => {
            let dot = if path.is_empty() { "" } else { "." };
            for (key, value) in map {
                flatten(&format!("{path}{dot}{key}"), value, cells);
            }
            return;
        }
        Value::Array(list) if list.iter().any(Value::is_object) => return,
        Value::Array(list) => {
            let texts = list.iter().filter(|it| !it.is_null()).map(text_of);
            join(texts)
        }
        value => text_of(value),
    };
    if !text.trim().is_empty() {
        cells.insert(path.to_owned(), text);
    }
}

/// The texts of a list; what is empty at its start leaves no mark.
fn join(texts: impl Iterator<Item = String>) -> String {
    texts.fold(String::new(), |all, text| match all.as_str() {
        "" => text,
        _ => format!("{all}; {text}"),
    })
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

/// The present cells of a table, record by record.
fn cells(table: &Table) -> Vec<Cells> {
    let mut records = vec![Cells::new(); table.n_records];
    for (column, name) in names(table).iter().enumerate() {
        let texts = texts(table, column).into_iter();
        for (record, text) in records.iter_mut().zip(texts) {
            let text = text.map(|text| (name.to_string(), text.to_owned()));
            record.extend(text);
        }
    }
    records
}

fn outcome(bytes: &[u8], size: usize) -> String {
    match read_chunks(bytes, size, &ReadOptions::default()) {
        Ok(table) => {
            assert_eq!(table.read, table.n_records as u64 + table.rejected);
            digest(&table)
        }
        Err(error) => format!("{error:?}"),
    }
}

/// Whether all of a text is JSON to `serde_json`.
fn is_json(text: &[u8]) -> bool {
    let values = serde_json::Deserializer::from_slice(text);
    values.into_iter::<Value>().all(|value| value.is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_cells_are_those_of_the_slow_twin(
        objects in objects(),
        how in 0_u8..4,
        size in 1_usize..60,
    ) {
        let text = write(&objects, how);
        let options = ReadOptions::default();
        let expected: Vec<Cells> = objects.iter().flat_map(slow).collect();
        match read_chunks(text.as_bytes(), size, &options) {
            // Texts such as NaN are missing where the others are numbers.
            Ok(table) => prop_assert_eq!(cells(&table), expected),
            Err(error) => {
                prop_assert_eq!(error.code, "E_JSON_SHAPE");
                prop_assert!(expected.iter().all(Cells::is_empty));
            }
        }
    }

    #[test]
    fn the_size_of_the_chunks_never_matters(
        objects in objects(),
        how in 0_u8..4,
        size in 1_usize..60,
        cut in any::<prop::sample::Index>(),
        put in proptest::option::of((any::<prop::sample::Index>(), "[\\[\\]{}\",:0-9a\\\\é\u{0} -]")),
    ) {
        let mut bytes = write(&objects, how).into_bytes();
        if let Some((at, put)) = put {
            let at = at.index(bytes.len());
            bytes.splice(at..at + 1, put.into_bytes());
            bytes.truncate(cut.index(2 * bytes.len()));
        }
        let whole = outcome(&bytes, usize::MAX);
        prop_assert_eq!(&whole, &outcome(&bytes, size));
        prop_assert_eq!(&whole, &outcome(&bytes, 1));
    }

    #[test]
    fn what_is_read_as_json_is_json_to_the_slow_twin(
        objects in objects(),
        how in 0_u8..3,
        at in any::<prop::sample::Index>(),
        put in "[\\[\\]{}\",:0-9a\\\\é\u{0} -]",
    ) {
        let mut bytes = write(&objects, how).into_bytes();
        let at = at.index(bytes.len());
        bytes.splice(at..at + 1, put.into_bytes());
        // Half a letter makes it windows-1252.
        let bytes = String::from_utf8_lossy(&bytes).into_owned().into_bytes();
        let options = ReadOptions::default();
        match read_chunks(&bytes, 7, &options) {
            Ok(table) if table.format.name.contains("json") => {
                prop_assert!(is_json(&bytes), "{}", String::from_utf8_lossy(&bytes));
            }
            Ok(_) => {}
            Err(error) if error.code == "E_JSON" => {
                let is_list = bytes.starts_with(b"[");
                let more = format!("{:?}", error.facts).contains("after-end");
                prop_assert!(!is_json(&bytes) || is_list && more);
            }
            Err(_) => {}
        }
    }
}

#[test]
fn a_text_over_the_head_reads_alike_in_any_chunks() {
    let mut lines = String::new();
    for i in 0..9_000 {
        let lines_of_it = (0..i % 3).map(|n| format!("{{\"n\":{n}}}"));
        let of: Vec<String> = lines_of_it.collect();
        let of = of.join(",");
        lines.push_str(&format!(
            "{{\"id\":{i},\"who\":\"dé\\u00e9\",\"lines\":[{of}]}}\r\n"
        ));
    }
    let whole = outcome(lines.as_bytes(), usize::MAX);
    for size in [1, 13, 4096, 65_536, 65_537] {
        assert!(outcome(lines.as_bytes(), size) == whole, "chunks of {size}");
    }
}
