//! JSON read as a survey and in slices is the JSON read whole.

use crate::common::{names, read, warned};
use crate::folding::{check_slices, check_survey, links, survey};
use crate::made_json::{objects, write};
use proptest::prelude::*;
use table::{MISSING, ReadOptions, Reader};

/// The survey and the slices by every column.
#[track_caller]
fn check(text: &str) {
    let bytes = text.as_bytes();
    let Ok(whole) = read(bytes) else { return };
    if !whole.format.name.contains("json") {
        return;
    }
    let survey = survey(bytes);
    check_survey(&whole, &survey, &text.chars().take(300).collect::<String>());
    for by in 0..whole.columns.len() {
        check_slices(&whole, &survey, bytes, by);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 120,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_json_is_the_same_in_slices(
        first in objects(),
        times in 1_usize..100,
        last in objects(),
        how in 0_u8..4,
    ) {
        // What the last objects have, those before them may lack.
        let n = first.len() * times;
        let all = first.iter().cycle().take(n).chain(&last).cloned();
        check(&write(&all.collect::<Vec<_>>(), how));
    }
}

/// An order of a shop whose export grew columns on the way, with what no
/// column of its kind should hold.
fn order(n: u32) -> String {
    let mut text = format!("{{\"id\":{n},\"total\":{}.50", n % 97);
    let own = match n % 11 {
        0 => ",\"who\":{\"email\":null}".to_owned(),
        1 => ",\"who\":null".to_owned(),
        2 => String::new(),
        _ => format!(",\"who\":{{\"email\":\"c{}@x.org\"}}", n % 53),
    };
    text += &own;
    for (from, name) in [
        (127, "a"),
        (128, "b"),
        (129, "a.b"),
        (999, "c"),
        (1_000, "d"),
        (2_994, "e"),
        (2_999, "f"),
    ] {
        let value = match n % 7 {
            0 => "\"n/a\"".to_owned(),
            1 => "null".to_owned(),
            2 => format!("\"{}\"", n % 5),
            3 => "[1,\"x\"]".to_owned(),
            _ => (n % 29).to_string(),
        };
        if n >= from && !n.is_multiple_of(from) || n == 2_999 {
            text += &format!(",\"{name}\":{value}");
        }
    }
    let item = |n: u32| match n % 4 {
        0 => "{\"sku\":\"s1\",\"price\":\"unknown\"}".to_owned(),
        _ => format!("{{\"price\":{n}.25,\"sku\":\"s{}\"}}", n % 9),
    };
    let items: Vec<String> = (0..n % 3).map(|it| item(n + it)).collect();
    let nested = format!(",\"a\":{{\"b\":{}}}", n % 3);
    let nested = if n > 1_500 && n % 5 == 4 {
        &*nested
    } else {
        ""
    };
    let twice = if n == 77 { ",\"total\":1" } else { "" };
    format!("{text}{twice},\"items\":[{}]{nested}}}", items.join(","))
}

/// The orders, and here and there what is none.
fn orders(n: u32) -> Vec<String> {
    let order = |n: u32| match n % 701 {
        700 => "7".to_owned(),
        _ => order(n),
    };
    (0..n).map(order).collect()
}

#[test]
fn columns_that_appear_late_lack_the_records_before() {
    let orders = orders(3_000);
    for text in [orders.join("\n"), format!("[{}]", orders.join(",\n"))] {
        let whole = read(&text).expect("a table");
        let seen = names(&whole);
        for late in ["a", "b", "a.b", "a.b (2)", "c", "d", "e", "f"] {
            assert!(seen.contains(&late), "{late}: {seen:?}");
        }
        assert!(!seen.contains(&"who"), "{seen:?}");
        for code in ["W_JSON_ENTRIES", "W_JSON_SKIPPED", "W_JSON_TWICE"] {
            assert!(warned(&whole, code), "{:?}", whole.warnings);
        }
        check(&text);
    }
}

#[test]
fn a_column_of_the_last_of_many_records_lacks_all_others() {
    let mut text = String::new();
    for n in 0..200_000 {
        text += &format!("{{\"who\":\"c{}\",\"n\":{}}}\n", n % 9, n % 13);
    }
    text += "{\"late\":\"x\",\"who\":\"c1\"}\n{\"who\":\"c2\"}\n";
    let whole = read(&text).expect("a table");
    let survey = survey(text.as_bytes());
    assert_eq!(survey.columns[2].missing, 200_001);
    check_survey(&whole, &survey, "late");
    check_slices(&whole, &survey, text.as_bytes(), 0);
}

#[test]
fn columns_stand_where_the_survey_had_them_whatever_is_left_out() {
    let rows: Vec<String> = (0..400)
        .map(|n| match n % 2 {
            0 => format!("{{\"z\":null,\"y\":{n},\"who\":\"c{}\"}}", n % 5),
            _ => format!(
                "{{\"who\":\"c{}\",\"z\":{{\"k\":{n}}},\"y\":1}}",
                n % 5
            ),
        })
        .collect();
    let text = rows.join("\n");
    let whole = read(&text).expect("a table");
    assert_eq!(names(&whole), ["y", "who", "z.k"]);
    check(&text);
}

#[test]
fn only_the_columns_that_were_asked_for_are_there_in_slices() {
    let text = orders(1_500).join("\n");
    let options = ReadOptions {
        columns: vec![0, 2, 4],
        ..ReadOptions::default()
    };
    let read_with = |reader: Reader| {
        let mut reader = reader;
        reader.feed(text.as_bytes()).expect("a table");
        reader
    };
    let new = || Reader::new("test.csv", options.clone(), 1);
    let whole = read_with(new()).finish().expect("a table");
    let survey = read_with(new().surveying(64 << 20)).finish();
    let survey = survey.expect("a table");
    check_survey(&whole, &survey, "three columns");
    let slicing = survey.slices(1, None, 2);
    let mut n_records = 0;
    for nth in 0..2 {
        let slice = slicing.slice(vec![1, 2], 1, nth);
        let reader = Reader::of_slice(&survey, options.clone(), 5, slice);
        let reader = read_with(reader.expect("there is room"));
        let seen = reader.first_rows(1).expect("more than one batch");
        assert_eq!(seen.columns, names(&whole)[1..]);
        let slice = reader.finish_slice(&survey).expect("the same file");
        assert_eq!(names(&slice), &names(&whole)[1..]);
        n_records += slice.n_records;
    }
    assert_eq!(n_records, whole.n_records);
}

#[test]
fn those_who_share_an_order_are_in_one_slice_of_json_too() {
    let text = "{\"order\":1,\"who\":\"Ada\"}\n{\"who\":\"Ben\",\"order\":1}\n\
                {\"order\":2,\"who\":\"Cid\"}\n{\"order\":2,\"who\":\"Ada\"}\n\
                {\"order\":3,\"who\":\"Eve\"}\n";
    let survey = survey(text.as_bytes());
    for columns in [[1, 0], [0, 1]] {
        let linked = links(&survey, text.as_bytes(), columns);
        let slices = survey.slices(columns[0], Some(linked), 1_000);
        let n_apart = |codes: &[u32]| {
            let mut all = codes.to_vec();
            all.sort_unstable();
            all.dedup();
            all.len()
        };
        assert_eq!(n_apart(slices.of_code()), 2, "{slices:?}");
    }
}

#[test]
fn a_survey_of_json_without_room_stores_some_texts_only() {
    let line = |n: u32| {
        let note = n.wrapping_mul(2_654_435_761);
        format!(
            "{{\"who\":\"c{}\",\"note\":\"note {note} of {n}\",\"n\":{}}}\n",
            n % 50,
            n % 90
        )
    };
    let text: String = (0..60_000).map(line).collect();
    let whole = read(&text).expect("a table");
    let room = 256 << 10;
    let options = ReadOptions::default();
    let mut reader = Reader::new("test.csv", options, 1).surveying(room);
    for chunk in text.as_bytes().chunks(1 << 16) {
        reader.feed(chunk).expect("a table");
    }
    assert!(!reader.may_survey());
    assert!(reader.memory() < 16 * room, "{}", reader.memory());
    let survey = reader.finish().expect("a table");
    assert!(survey.is_full(1) && !survey.is_full(0) && !survey.is_full(2));
    assert_eq!(survey.columns[1].missing, 0);
    assert_eq!(survey.columns[2], whole.columns[2]);
    assert!(survey.values(0).codes().iter().all(|code| *code != MISSING));
    check_slices(&whole, &survey, text.as_bytes(), 0);
}
