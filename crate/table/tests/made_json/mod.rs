//! Orders as JSON: nested, and with lines.

use proptest::prelude::*;
use serde_json::{Map, Value};

/// Values that `serde_json` writes as they stood.
fn plain() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u32>().prop_map(|n| Value::from(f64::from(n) / 128.0 + 0.5)),
        "[a-zé\"\\\\\n\t/\u{1}😀 ]{0,6}".prop_map(Value::from),
    ]
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-d]",
        Just("__proto__".to_owned()),
        Just("é \"x\"".to_owned())
    ]
}

/// Objects and lists of plain values, a few deep.
fn nested() -> impl Strategy<Value = Value> {
    plain().prop_recursive(3, 12, 4, |inner| {
        let list = proptest::collection::vec(plain(), 0..4);
        let object = proptest::collection::btree_map(key(), inner, 0..4);
        prop_oneof![
            list.prop_map(Value::from),
            object.prop_map(|it| Value::from(Map::from_iter(it))),
        ]
    })
}

/// An order whose lines are objects.
fn object() -> impl Strategy<Value = Value> {
    let fields = proptest::collection::btree_map(key(), nested(), 0..4);
    let line = proptest::collection::btree_map(key(), plain(), 0..3);
    let lines = proptest::collection::vec(line, 0..4);
    (fields, lines).prop_map(|(fields, lines)| {
        let mut object = Map::from_iter(fields);
        let of = |it| Value::from(Map::from_iter(it));
        let lines: Vec<Value> = lines.into_iter().map(of).collect();
        object.insert("lines".into(), lines.into());
        object.into()
    })
}

/// Some orders.
pub fn objects() -> impl Strategy<Value = Vec<Value>> {
    proptest::collection::vec(object(), 2..8)
}

/// One object a line, a list, a spread list, or a list under a key.
pub fn write(objects: &[Value], how: u8) -> String {
    let lines = objects.iter().map(Value::to_string);
    let lines: Vec<String> = lines.collect();
    let list = Value::from(objects.to_vec());
    match how {
        0 => lines.join("\n"),
        1 => format!("[{}]", lines.join(",")),
        2 => serde_json::to_string_pretty(&list).expect("plain data"),
        _ => format!("{{\"n\":[1],\"data\":{{\"orders\":{list}}},\"z\":1}}"),
    }
}
