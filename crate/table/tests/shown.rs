//! What a person is shown of a file: records as written, histograms.

use table::{ColumnChoice, ColumnType, Histogram, ReadOptions, Reader, Table};

fn read(text: &str, options: ReadOptions) -> Table {
    let mut reader = Reader::new("shop.csv", options, 5);
    reader.feed(text.as_bytes()).expect("it is text");
    reader.finish().expect("it is a table")
}

fn found(text: &str) -> Table {
    read(text, ReadOptions::default())
}

/// A column of whole numbers and one of texts.
fn numbered(values: impl Iterator<Item = i64>) -> String {
    let line = |value: i64| format!("{value},x{value}\n");
    values
        .map(line)
        .fold("n,text\n".to_owned(), |all, it| all + &it)
}

#[test]
fn records_are_given_as_they_are_written() {
    let table =
        found("who,amount\nAda,\"1,234.50\"\n\"B\"\"en\",2.00\n,3.10\n");
    let rows = table.rows(1, 10);
    assert_eq!(rows.from, 1);
    assert_eq!(rows.columns, ["who", "amount"]);
    assert_eq!(rows.cells, [["B\"en", "2.00"], ["", "3.10"]]);
    assert_eq!(table.rows(0, 1).cells, [["Ada", "1,234.50"]]);
    assert!(table.rows(3, 10).cells.is_empty());
    assert!(table.rows(usize::MAX, 10).cells.is_empty());
}

#[test]
fn a_text_that_its_column_does_not_hold_is_marked() {
    let options = ReadOptions {
        decided: vec![ColumnChoice {
            column: "amount".into(),
            as_type: Some(ColumnType::Decimal),
            ..ColumnChoice::default()
        }],
        ..ReadOptions::default()
    };
    let table = read("who,amount\nAda,1.5\nBen,soon\nCid,2.5\n", options);
    assert_eq!(table.rows(0, 3).unread, [(1, 1)]);
    assert_eq!(table.rows(1, 2).unread, [(0, 1)]);
    assert_eq!(table.columns[1].unread, 1);
}

#[test]
fn only_so_many_records_columns_and_characters_are_given() {
    let names: Vec<String> = (0..80).map(|at| format!("c{at}")).collect();
    let record = vec!["y".repeat(500); 80].join(",");
    let text = format!("{}\n{}", names.join(","), (record + "\n").repeat(600));
    let rows = found(&text).rows(0, 9_999);
    assert_eq!(rows.cells.len(), table::rows::RECORDS);
    assert_eq!(rows.columns.len(), table::rows::COLUMNS);
    assert_eq!(rows.n_columns, 80);
    assert_eq!(rows.cells[0][0].chars().count(), 121);
}

#[test]
fn the_first_records_are_there_before_the_rest_is_read() {
    let text = numbered(0..20_000);
    let mut reader = Reader::new("shop.csv", ReadOptions::default(), 5);
    reader.feed(&text.as_bytes()[..1_000]).expect("it is text");
    assert_eq!(reader.first_rows(50), None, "too little to see a table");
    reader.feed(&text.as_bytes()[1_000..100_000]).expect("text");
    let rows = reader.first_rows(50).expect("they are there");
    assert_eq!(rows.columns, ["n", "text"]);
    assert_eq!(rows.cells.len(), 50);
    assert_eq!(rows.cells[49], ["49", "x49"]);
    reader.feed(&text.as_bytes()[100_000..]).expect("text");
    let table = reader.finish().expect("it is a table");
    assert_eq!(table.rows(0, 50).cells, rows.cells, "and stay the same");
}

#[test]
fn the_first_objects_of_json_are_there_before_the_rest_is_read() {
    let line =
        |at: u32| format!("{{\"n\":{at},\"who\":{{\"id\":\"C{at}\"}}}}\n");
    let text: String = (0..9_000).map(line).collect();
    let mut reader = Reader::new("shop.ndjson", ReadOptions::default(), 5);
    reader
        .feed(&text.as_bytes()[..150_000])
        .expect("it is JSON");
    let rows = reader.first_rows(50).expect("they are there");
    assert_eq!(rows.cells[7], ["7", "C7"]);
}

#[test]
fn numbers_are_counted_between_the_percentiles_and_the_rest_at_the_ends() {
    let table = found(&numbered((0..1_000).chain([5_000_000, -70_000])));
    let Histogram::Numbers {
        edges,
        counts,
        whole,
    } = &table.histograms[0]
    else {
        panic!("{:?}", table.histograms[0]);
    };
    assert!(!whole);
    assert_eq!(counts.len(), 20);
    assert_eq!(counts.iter().sum::<u64>(), 1_002);
    assert_eq!((edges[0], edges[20]), (9.0, 990.0));
    assert!(edges.windows(2).all(|pair| pair[0] < pair[1]));
    let inner = &counts[1..19];
    assert!(inner.iter().all(|n| (48..=50).contains(n)), "{counts:?}");
}

#[test]
fn few_whole_numbers_have_a_bin_each() {
    let table = found(&numbered((0..300).map(|at| at % 3 + 4)));
    let Histogram::Numbers {
        edges,
        counts,
        whole,
    } = &table.histograms[0]
    else {
        panic!("{:?}", table.histograms[0]);
    };
    assert!(whole);
    assert_eq!(counts, &[100, 100, 100]);
    assert_eq!(edges, &[4.0, 5.0, 6.0, 7.0]);
}

#[test]
fn a_single_price_is_one_bin() {
    let table = found("p\n2.50\n2.50\n2.50\n");
    let Histogram::Numbers { edges, counts, .. } = &table.histograms[0] else {
        panic!("{:?}", table.histograms[0]);
    };
    assert_eq!((edges, counts), (&vec![2.5, 2.5], &vec![3]));
}

/// A date in each of these months, from January 2021 on.
fn months(n: u32) -> Histogram {
    let day = |at: u32| format!("{}-{:02}-15\n", 2021 + at / 12, at % 12 + 1);
    let text: String = (0..n).map(day).collect();
    found(&format!("day\n{text}")).histograms.remove(0)
}

#[test]
fn days_are_counted_by_month_by_quarter_and_by_year() {
    for (n, every, bins, last) in [
        (30, 1, 30, "2023-06"),
        (60, 3, 20, "2025-10"),
        (240, 12, 20, "2040-01"),
    ] {
        let Histogram::Dates {
            starts,
            counts,
            months,
        } = months(n)
        else {
            panic!("{n} months are dates");
        };
        assert_eq!(months, every);
        assert_eq!(counts, vec![u64::from(every); bins]);
        assert_eq!(starts[0], "2021-01");
        assert_eq!(starts[bins - 1], last);
    }
}

#[test]
fn a_stray_century_does_not_hide_the_others() {
    let day =
        |at: u32| format!("2024-{:02}-{:02}\n", at % 12 + 1, at % 28 + 1);
    let text: String = (0..1_000).map(day).collect();
    let table = found(&format!("day\n1900-01-01\n{text}"));
    let Histogram::Dates { counts, months, .. } = &table.histograms[0] else {
        panic!("{:?}", table.histograms[0]);
    };
    assert_eq!((*months, counts.len()), (1, 12));
    assert_eq!(counts.iter().sum::<u64>(), 1_001);
}

#[test]
fn texts_are_counted_by_their_frequency() {
    let cities =
        ["Ulm", "Bonn", "Ulm", "Kiel", "Ulm", "Bonn", "Trier", "Jena"];
    let more = ["Gera", "Hof", ""];
    let lines = cities.iter().chain(&more).map(|city| format!("{city},1\n"));
    let text = lines.fold("city,n\n".to_owned(), |all, it| all + &it);
    let expected = Histogram::Texts {
        texts: ["Ulm", "Bonn", "Kiel", "Trier", "Jena"]
            .map(String::from)
            .into(),
        counts: vec![3, 2, 1, 1, 1],
        others: 2,
    };
    assert_eq!(found(&text).histograms[0], expected);
}

#[test]
fn an_empty_column_has_nothing_to_show() {
    let table = found("who,note\nAda,\nBen,\n");
    assert_eq!(table.histograms[1], Histogram::Nothing);
}
