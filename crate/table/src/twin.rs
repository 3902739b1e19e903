//! The slow twins of the tokenizer (`csv-core`) and of a column's dictionary
//! (a search), and that each agrees.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use proptest::prelude::*;

use crate::dictionary::{BATCH, Dictionary, Finished, Fresh};
use crate::hash::Key;
use crate::tokens::{Cell, Dialect, PADDING, Record, Sink, Stop, Tokenizer};
use crate::{MISSING, ReadError};

type Rows = Vec<Vec<Vec<u8>>>;

/// All records by `csv-core`.
fn slow(text: &[u8], delimiter: u8) -> Rows {
    let mut reader: Reader = ReaderBuilder::new().delimiter(delimiter).build();
    let (mut output, mut ends) = (vec![0; 4096], vec![0; 4096]);
    let (mut n_out, mut n_ends) = (0, 0);
    let mut rest = text;
    let mut rows = Vec::new();
    loop {
        let (result, n_in, out, ends_now) = reader.read_record(
            rest,
            &mut output[n_out..],
            &mut ends[n_ends..],
        );
        rest = &rest[n_in..];
        n_out += out;
        n_ends += ends_now;
        match result {
            ReadRecordResult::Record => {
                rows.push(fields(&output, &ends[..n_ends]));
                (n_out, n_ends) = (0, 0);
            }
            ReadRecordResult::End => return rows,
            ReadRecordResult::InputEmpty => {}
            other => panic!("the buffers are large: {other:?}"),
        }
    }
}

fn fields(output: &[u8], ends: &[usize]) -> Vec<Vec<u8>> {
    let mut start = 0;
    let field = |end: &usize| {
        let field = output[start..*end].to_vec();
        start = *end;
        field
    };
    ends.iter().map(field).collect()
}

#[derive(Default)]
struct Collect {
    rows: Rows,
    lines: Vec<u64>,
    n_blank: u64,
}

impl Sink for Collect {
    fn record(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        let fields = (0..record.cells.len()).map(|c| record.text(c).to_vec());
        self.rows.push(fields.collect());
        self.lines.push(record.line);
        Ok(())
    }

    fn blank(&mut self) {
        self.n_blank += 1;
    }
}

/// All records by the tokenizer, in chunks.
fn fast(text: &[u8], delimiter: u8, size: usize) -> (Collect, bool) {
    let dialect = Dialect {
        delimiter,
        runs: false,
    };
    let mut tokenizer = Tokenizer::new(dialect, 1);
    let mut collect = Collect::default();
    let mut window = vec![0xff; PADDING];
    let chunks = text.chunks(size).map(|chunk| (chunk, false));
    for (chunk, end) in chunks.chain([(&[][..], true)]) {
        window.truncate(window.len() - PADDING);
        window.extend_from_slice(chunk);
        let len = window.len();
        window.resize(len + PADDING, b',');
        match tokenizer.run(&mut window, len, end, &mut collect) {
            Ok(taken) => drop(window.drain(..taken)),
            Err(Stop::Quote { .. }) => return (collect, true),
            Err(other) => panic!("no limit is met: {other:?}"),
        }
    }
    (collect, false)
}

/// Bytes that matter, often.
fn text() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        4 => proptest::sample::select(b",\"\"\n\r;a".to_vec()),
        1 => any::<u8>(),
    ];
    proptest::collection::vec(byte, 0..200)
        .prop_filter("a mark is taken off before", |text| {
            !text.starts_with(b"\xef\xbb\xbf")
        })
}

/// The code of each text by looking through all before, and how many are
/// those of the record before.
fn slow_codes(texts: &[&str]) -> (Vec<u32>, u64) {
    let mut known: Vec<&str> = Vec::new();
    let mut codes = Vec::new();
    for text in texts {
        let found = known.iter().position(|other| other == text);
        codes.push(match found {
            _ if text.trim().is_empty() => MISSING,
            Some(code) => code as u32,
            None => {
                known.push(text);
                known.len() as u32 - 1
            }
        });
    }
    let goes_on = |pair: &&[u32]| pair[0] == pair[1] && pair[0] != MISSING;
    let n_runs = codes.windows(2).filter(goes_on).count();
    (codes, n_runs as u64)
}

/// The same by a dictionary, in batches of `size`.
fn fast_codes(texts: &[&str], size: usize) -> (Vec<u32>, u64) {
    let mut window = Vec::new();
    let mut cell = |text: &&str| {
        let start = window.len() as u32;
        window.extend_from_slice(text.as_bytes());
        let end = window.len() as u32;
        Cell { start, end }
    };
    let cells: Vec<Cell> = texts.iter().map(&mut cell).collect();
    window.resize(window.len() + PADDING, b'x');
    let mut column = Dictionary::new(Key::new(5));
    let mut fresh = Fresh::default();
    for batch in cells.chunks(size) {
        let pushed = column.push_all(&window, batch, &mut fresh);
        pushed.expect("all of it is text");
    }
    let Finished { data, n_runs, .. } = column.finish();
    (data.codes, n_runs)
}

/// Texts that share their first eight or sixteen bytes, blanks, and so many
/// others that the index grows in the midst of a batch.
fn column() -> impl Strategy<Value = Vec<String>> {
    let few = [
        "",
        " ",
        "\u{a0}",
        "a",
        "b",
        "aaaaaaaa",
        "aaaaaaab",
        "aaaaaaaaa",
        "aaaaaaaab",
        "aaaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaab",
        "é",
    ];
    let text = prop_oneof![
        proptest::sample::select(few.to_vec()).prop_map(str::to_owned),
        (0..400_u32).prop_map(|n| n.to_string()),
        (0..400_u32).prop_map(|n| format!("aaaaaaaa{n}")),
    ];
    let run = (text, 1_usize..4);
    proptest::collection::vec(run, 0..600).prop_map(|runs| {
        let texts = runs.into_iter().map(|(text, n)| vec![text; n]);
        texts.flatten().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_dictionary_gives_the_codes_that_a_search_does(
        texts in column(),
        size in 1_usize..=BATCH,
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        prop_assert_eq!(fast_codes(&texts, size), slow_codes(&texts));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn the_tokenizer_reads_as_csv_core_does(
        text in text(),
        size in 1_usize..80,
    ) {
        let expected = slow(&text, b',');
        let (found, open) = fast(&text, b',', size);
        if open {
            // csv-core ends an open quote silently, in its last record.
            prop_assert_eq!(found.rows.len() + 1, expected.len());
        }
        prop_assert_eq!(&found.rows[..], &expected[..found.rows.len()]);
        prop_assert!(open || found.rows.len() == expected.len());
    }

    #[test]
    fn lines_are_counted_whatever_the_chunks(
        text in text(),
        size in 1_usize..80,
    ) {
        let (whole, open) = fast(&text, b',', text.len().max(1));
        let (parts, open_in_parts) = fast(&text, b',', size);
        prop_assert_eq!(&whole.lines, &parts.lines);
        prop_assert_eq!(whole.n_blank, parts.n_blank);
        prop_assert_eq!(open, open_in_parts);
    }
}

#[test]
fn lines_are_the_physical_ones() {
    let text = b"a,b\r\n\r\n\"x\r\ny\",2\n\n3,\"p\rq\nr\"\r4,5";
    let (found, _) = fast(text, b',', 3);
    assert_eq!(found.lines, [1, 3, 6, 9]);
    assert_eq!(found.n_blank, 2);
}
