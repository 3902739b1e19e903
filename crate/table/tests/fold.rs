//! A file read as a survey and in slices is the file read whole.

use crate::common::read;
use crate::folding::{cell, check_slices, check_survey, links, slice, survey};
use crate::messy_tables::twin;
use table::{ReadOptions, Reader, Slice, Table};

const N_TABLES: u64 = 500;
#[test]
fn five_hundred_messy_tables_are_the_same_in_slices() {
    for seed in 0..N_TABLES {
        let bytes = twin(seed).messy;
        let whole = read(&bytes).expect("it is read whole");
        let survey = survey(&bytes);
        check_survey(&whole, &survey, &format!("table {seed}"));
        for by in [0, whole.columns.len() / 2, whole.columns.len() - 1] {
            check_slices(&whole, &survey, &bytes, by);
        }
    }
}

#[test]
fn a_header_that_comes_again_is_left_out_of_a_survey_too() {
    let days =
        (1..29).map(|day| format!("c{},2025-01-{day:02},{day}.50\n", day % 5));
    let shop = format!("customer,date,amount\n{}", days.collect::<String>());
    let bytes = &shop.repeat(3).into_bytes();
    let (whole, survey) = (read(bytes).expect("a table"), survey(bytes));
    assert_eq!((survey.rejected, whole.rejected), (2, 2));
    assert_eq!(survey.columns, whole.columns);
    assert_eq!(survey.warnings, whole.warnings);
    check_slices(&whole, &survey, bytes, 0);
}

#[test]
fn the_last_records_of_a_long_survey_are_looked_at_for_totals() {
    let lines = (0..5_000).map(|n| format!("c{n},a,{n}\n"));
    let body: String = lines.collect();
    let text = format!("who,what,amount\n{body}Total,,12497500\n");
    let (whole, survey) =
        (read(&text).expect("a table"), survey(text.as_bytes()));
    assert!(whole.warnings.iter().any(|it| it.code == "W_FOOTER"));
    assert_eq!(survey.warnings, whole.warnings);
    assert_eq!(survey.rows(990, 50).cells.len(), 10);
}

#[test]
fn those_who_share_an_order_are_in_one_slice() {
    let text = b"order,who\n1,Ada\n1,Ben\n2,Cid\n3,Dan\n2,Eve\n3,Ben\n,Fay\n";
    let survey = survey(text);
    let linked = links(&survey, text, [1, 0]);
    let slices = survey.slices(1, Some(linked), 1_000);
    let [ada, ben, cid, dan, eve, fay] = slices.of_code()[..] else {
        panic!("{slices:?}");
    };
    assert_eq!((ben, dan, eve), (ada, ada, cid));
    assert!(fay != ada && fay != cid && ada != cid);
}

#[test]
fn the_spellings_of_a_key_are_in_one_slice() {
    let survey = survey(b"who,n\nada@x.org,1\nBen@x.org,2\nADA@x.org ,3\n");
    let slicing = survey.slices(0, None, 1_000);
    let slices = slicing.of_code();
    assert_eq!(slices[0], slices[2]);
    assert_ne!(slices[0], slices[1]);
}

#[test]
fn a_record_of_nobody_is_where_its_order_is() {
    let bytes = b"who,order,n\n,7,0\nAda,8,1\n,9,2\nBen,9,3\n,8,4\n,,5\n\
                  ,n/a,6\nAda,n/a,7\nBen,n/a,8\n,6,9\n";
    let survey = survey(bytes);
    let linked = links(&survey, bytes, [0, 1]);
    let slicing = survey.slices(0, Some(linked), 2);
    assert_eq!(slicing.of_code(), [0, 1], "n/a is no order");
    let read = |nth: u32| {
        let table =
            slice(&survey, bytes, slicing.slice(vec![0, 1, 2], 0, nth));
        let cells = table.rows(0, 20).cells;
        cells.iter().map(|c| c[2].clone()).collect::<String>()
    };
    assert_eq!((&*read(0), &*read(1)), ("014567", "2389"));
}

#[test]
fn records_of_nobody_are_shared_out_by_what_they_hold() {
    let line = |n: u32| match n % 10 {
        0 => format!("c{n},{},x\n", n % 7),
        1 => format!(",n/a,note {}\n", n % 60),
        2 => ",,\n".to_owned(),
        _ => format!(",{},note {}\n", n % 400, n % 3),
    };
    let lines: String = (0..4_000).map(line).collect();
    let text = format!("who,order,note\n{lines}");
    let (whole, survey) =
        (read(&text).expect("a table"), survey(text.as_bytes()));
    let slicing = survey.slices(0, None, 4);
    let mut seen = std::collections::BTreeMap::new();
    let (mut n_all, mut n_read) = (0, 0);
    for nth in 0..4 {
        let mut of = slicing.slice(vec![0, 1, 2], 0, nth);
        of.spread = vec![1, 2];
        let table = slice(&survey, text.as_bytes(), of);
        let fair = if nth == 0 { 1_400 } else { 1_000 };
        let n = table.n_records;
        assert!((600..=fair).contains(&n), "{n} in the {nth}");
        for record in 0..table.n_records {
            let cells = [0, 1, 2].map(|at| cell(&table, at, record));
            assert_eq!(*seen.entry(cells).or_insert(nth), nth);
        }
        n_all += table.n_records;
        n_read += table.read;
    }
    assert_eq!(n_all, whole.n_records);
    assert_eq!(n_read, whole.read);
}

#[test]
fn a_survey_without_room_stores_some_texts_and_its_slices_have_all() {
    let lines = (0..60_000u32).map(|n| {
        let note = format!("note {} of {}", n.wrapping_mul(2_654_435_761), n);
        format!("c{},{note},{}.50\n", n % 50, n % 90)
    });
    let text = format!("who,note,amount\n{}", lines.collect::<String>());
    let whole = read(&text).expect("a table");
    let options = ReadOptions::default();
    let room = 256 << 10;
    let mut reader = Reader::new("test.csv", options, 1).surveying(room);
    for chunk in text.as_bytes().chunks(1 << 16) {
        reader.feed(chunk).expect("a table");
    }
    assert!(reader.memory() < 8 * room, "{}", reader.memory());
    let survey = reader.finish().expect("a table");
    assert!(survey.is_full(1) && !survey.is_full(0) && !survey.is_full(2));
    assert!(survey.columns[1].distinct < whole.columns[1].distinct);
    assert_eq!(survey.columns[1].missing, 0);
    assert_eq!(survey.columns[2], whole.columns[2]);
    check_slices(&whole, &survey, text.as_bytes(), 0);
}

/// A survey of so little room, and the table read whole.
fn with_room(text: &str, room: usize) -> (Table, Table) {
    let whole = read(text).expect("a table");
    let options = ReadOptions::default();
    let mut reader = Reader::new("test.csv", options, 1).surveying(room);
    for chunk in text.as_bytes().chunks(1 << 16) {
        reader.feed(chunk).expect("a table");
    }
    (whole, reader.finish().expect("a table"))
}

#[test]
fn times_and_numbers_of_orders_beyond_the_room_are_read_as_those_within() {
    let lines = (0..60_000u32).map(|n| {
        let (day, at) = (1 + n % 28, n / 28 % 1_440);
        let (month, year) = (1 + n / 40_320 % 12, 2_024 + n % 2);
        let time = format!("{:02}:{:02}", at / 60, at % 60);
        // Far behind: what can't be read, and what says that there is none.
        let order = match n {
            59_000 => "n/a".to_owned(),
            59_100 => "lost".to_owned(),
            _ => (1_000_000 + n).to_string(),
        };
        let when = match n {
            59_200 => "31/31/2024 07:00".to_owned(),
            _ => format!("{day:02}/{month:02}/{year} {time}"),
        };
        format!("c{},{order},{when},{}.50\n", n % 50, n % 90)
    });
    let head = "who,order,when,amount\n";
    let text = head.to_owned() + &lines.collect::<String>();
    let (whole, survey) = with_room(&text, 256 << 10);
    let is_full = [0, 1, 2, 3].map(|at| survey.is_full(at));
    assert_eq!(is_full, [false, true, true, false]);
    assert!((0..4).all(|at| !survey.is_cut(at)));
    check_slices(&whole, &survey, text.as_bytes(), 0);
}

#[test]
fn amounts_beyond_the_room_and_days_that_may_be_months_are_cut() {
    let lines = (0..60_000u32).map(|n| {
        let (day, month) = (1 + n % 12, 1 + n / 12 % 12);
        let time = format!("{:02}:{:02}", n / 144 % 24, n / 3_456 % 60);
        format!("c{},{day:02}/{month:02}/2024 {time},{n}.25\n", n % 50)
    });
    let text = format!("who,when,amount\n{}", lines.collect::<String>());
    let (_, survey) = with_room(&text, 64 << 10);
    let is_cut = [0, 1, 2].map(|at| survey.is_cut(at));
    assert_eq!(is_cut, [false, true, true]);
}

#[test]
fn a_survey_with_hardly_any_room_has_every_column() {
    let text = "s123456788R\0\0\u{0}0123";
    let lines: String = "1,,x\n".repeat(3);
    for text in [text, &lines, "a,b\n1,2\n"] {
        let whole = read(text).expect("a table");
        let options = ReadOptions::default();
        let mut reader = Reader::new("test.csv", options, 1).surveying(200);
        reader.feed(text.as_bytes()).expect("a table");
        let survey = reader.finish().expect("a table");
        let names = |it: &Table| {
            let names = it.columns.iter().map(|column| column.name.clone());
            names.collect::<Vec<String>>()
        };
        assert_eq!(names(&survey), names(&whole));
    }
}

#[test]
fn a_file_that_changed_meanwhile_is_refused() {
    let bytes = b"who,n\nAda,1\nBen,2\n";
    let survey = survey(bytes);
    let of = Slice {
        columns: vec![0],
        by: 0,
        taken: vec![true, false],
        beside: None,
        spread: Vec::new(),
        nth: 0,
        n: 1,
    };
    let options = ReadOptions::default();
    let mut reader =
        Reader::of_slice(&survey, options, 2, of).expect("there is room");
    reader.feed(b"who,n\nAda,1\n").expect("a table");
    let error = reader.finish_slice(&survey).expect_err("a record is gone");
    assert_eq!(error.code, "E_CHANGED");
}
