//! A file read as a survey and in slices, beside the same read whole.

use table::{Links, MISSING, ReadOptions, Reader, Slice, Table};

const N_SLICES: u32 = 3;

pub fn survey(bytes: &[u8]) -> Table {
    let options = ReadOptions::default();
    let mut reader = Reader::new("test.csv", options, 1).surveying(64 << 20);
    for chunk in bytes.chunks(777) {
        reader.feed(chunk).expect("it was read whole");
    }
    reader.finish().expect("it was read whole")
}

pub fn slice(survey: &Table, bytes: &[u8], slice: Slice) -> Table {
    let options = ReadOptions::default();
    let mut reader =
        Reader::of_slice(survey, options, 2, slice).expect("there is room");
    for chunk in bytes.chunks(555) {
        reader.feed(chunk).expect("it was read whole");
    }
    reader.finish_slice(survey).expect("it is the same file")
}

pub fn links(survey: &Table, bytes: &[u8], columns: [usize; 2]) -> Links {
    let options = ReadOptions::default();
    let mut reader =
        Reader::of_links(survey, options, 3, columns).expect("there is room");
    for chunk in bytes.chunks(99) {
        reader.feed(chunk).expect("it was read whole");
    }
    reader.finish_links(survey).expect("it is the same file")
}

/// All that is known of a cell.
pub fn cell(table: &Table, column: usize, record: usize) -> String {
    let values = table.values(column);
    match values.codes()[record] {
        MISSING => String::new(),
        code => format!(
            "{} {:?} {:?} {:?} {:?}",
            values.text(code),
            values.number(code),
            values.moment(code),
            values.boolean(code),
            values.currency(code),
        ),
    }
}

/// The slice of each record of the table that was read whole.
fn slice_of(whole: &Table, by: usize, slices: &[u32]) -> Vec<u32> {
    let codes = whole.values(by).codes().iter();
    let of = |code: &u32| slices.get(*code as usize).copied().unwrap_or(0);
    codes.map(of).collect()
}

/// What is said of the file and its columns is the same.
#[track_caller]
pub fn check_survey(whole: &Table, survey: &Table, of: &str) {
    assert!(survey.is_survey() && !whole.is_survey());
    assert_eq!(survey.columns, whole.columns, "{of}");
    assert_eq!(survey.histograms, whole.histograms, "{of}");
    assert_eq!(survey.warnings, whole.warnings, "{of}");
    let counts = |it: &Table| (it.n_records, it.read, it.rejected);
    assert_eq!(counts(survey), counts(whole), "{of}");
    assert_eq!(survey.format, whole.format, "{of}");
    assert_eq!(survey.sha256, whole.sha256);
    assert_eq!(survey.rows(0, 50), whole.rows(0, 50));
    assert_eq!(survey.rows(900, 500), whole.rows(900, 1_000 - 900));
}

/// Whatever column says whose the records are, the slices hold each once.
#[track_caller]
pub fn check_slices(whole: &Table, survey: &Table, bytes: &[u8], by: usize) {
    let slicing = survey.slices(by, None, N_SLICES);
    let of_record = slice_of(whole, by, slicing.of_code());
    let columns: Vec<usize> = (0..whole.columns.len()).collect();
    let (mut n_read, mut n_rejected) = (0, 0);
    for nth in 0..N_SLICES {
        let of = slicing.slice(columns.clone(), by, nth);
        let table = slice(survey, bytes, of);
        n_read += table.read;
        n_rejected += table.rejected;
        let records = (0..whole.n_records).filter(|r| of_record[*r] == nth);
        let records: Vec<usize> = records.collect();
        assert_eq!(table.n_records, records.len());
        for (own, record) in records.iter().enumerate() {
            for column in &columns {
                let found = cell(&table, *column, own);
                assert_eq!(found, cell(whole, *column, *record));
            }
        }
    }
    assert_eq!((n_read, n_rejected), (whole.read, whole.rejected));
}
