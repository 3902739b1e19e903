//! Any bytes as a survey and in slices: what is said of the columns is what
//! is said of the same bytes read whole, and the slices hold each record once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use table::{ReadError, ReadOptions, Reader, Table};

const N_SLICES: u32 = 3;
/// Bytes of distinct texts that a survey of little room stores.
const LITTLE: usize = 200;

/// So that it is taken for delimited text, a list or lines of JSON.
const STARTS: [&[u8]; 3] = [b"", b"[{\"a\":1},", b"{\"a\":1}\n"];

fn fed(
    mut reader: Reader,
    start: &[u8],
    bytes: &[u8],
    size: usize,
) -> Result<Reader, ReadError> {
    reader.feed(start)?;
    for chunk in bytes.chunks(size) {
        reader.feed(chunk)?;
    }
    Ok(reader)
}

fn new() -> Reader {
    Reader::new("a", ReadOptions::default(), 7)
}

/// The records of all slices by a column.
fn in_slices(
    survey: &Table,
    by: usize,
    start: &[u8],
    bytes: &[u8],
    size: usize,
) -> usize {
    let slicing = survey.slices(by, None, N_SLICES);
    let columns: Vec<usize> = (0..survey.columns.len()).collect();
    let mut n = 0;
    for nth in 0..N_SLICES {
        let slice = slicing.slice(columns.clone(), by, nth);
        let options = ReadOptions::default();
        let reader = Reader::of_slice(survey, options, 9, slice);
        let reader = fed(reader.expect("room"), start, bytes, size);
        let slice = reader.expect("it was read").finish_slice(survey);
        n += slice.expect("the same file").n_records;
    }
    n
}

fuzz_target!(|bytes: &[u8]| {
    let [size, kind, bytes @ ..] = bytes else {
        return;
    };
    let start = STARTS[usize::from(*kind) % STARTS.len()];
    let size = usize::from(*size) + 1;
    let whole = fed(new(), start, bytes, size).and_then(Reader::finish);
    for room in [1 << 20, LITTLE] {
        let survey = fed(new().surveying(room), start, bytes, size);
        let (whole, survey) = match (&whole, survey.and_then(Reader::finish)) {
            (Ok(whole), Ok(survey)) => (whole, survey),
            (Err(whole), Err(survey)) => {
                assert_eq!(format!("{whole:?}"), format!("{survey:?}"));
                continue;
            }
            // What is not stored may have been the fault.
            (_, _) if room == LITTLE => continue,
            (whole, survey) => {
                panic!("{:?} {:?}", whole.as_ref().err(), survey.err())
            }
        };
        assert_eq!(survey.n_records, whole.n_records);
        if !survey.is_survey() {
            continue;
        }
        let n = survey.columns.len();
        let is_whole = !(0..n).any(|column| survey.is_full(column));
        if is_whole {
            let said = |it: &Table| format!("{:?}", it.columns);
            assert_eq!(said(&survey), said(whole));
        }
        let by = usize::from(*kind) % n.max(1);
        if n > 0 && is_whole {
            let held = in_slices(&survey, by, start, bytes, size);
            assert_eq!(held, whole.n_records);
        }
    }
});
