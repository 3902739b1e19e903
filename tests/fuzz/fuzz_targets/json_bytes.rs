//! Any bytes as JSON, in chunks of any size: a table or a located refusal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use table::{ReadError, ReadOptions, Reader, Table};

/// Bytes a table may take for each byte given, and at least: a key of three
/// bytes is a column with an index of its own.
const TIMES: usize = 4_000;
const LEAST: usize = 64 << 20;

fn read(
    bytes: &[u8],
    size: usize,
    is_lines: bool,
) -> Result<Table, ReadError> {
    let mut reader = Reader::new("a.json", ReadOptions::default(), 7);
    // It is taken for a list or for lines of JSON, whatever it holds.
    let starts: [&[u8]; 2] = [b"[{\"a\":1},", b"{\"a\":1}\n"];
    reader.feed(starts[usize::from(is_lines)])?;
    for chunk in bytes.chunks(size) {
        reader.feed(chunk)?;
        let limit = LEAST + TIMES * bytes.len();
        assert!(reader.memory() <= limit, "{} bytes", reader.memory());
    }
    reader.finish()
}

/// All that is said of a table.
fn said(table: &Table) -> String {
    let codes = |at: usize| table.values(at).codes().to_vec();
    let codes: Vec<_> = (0..table.columns.len()).map(codes).collect();
    format!("{:?} {:?} {codes:?}", table.columns, table.warnings)
}

fuzz_target!(|bytes: &[u8]| {
    let Some((size, bytes)) = bytes.split_first() else {
        return;
    };
    let is_lines = size & 1 == 1;
    let whole = read(bytes, bytes.len().max(1), is_lines);
    let parts = read(bytes, usize::from(*size) + 1, is_lines);
    match (whole, parts) {
        (Ok(whole), Ok(parts)) => {
            let n = whole.n_records as u64;
            assert_eq!(whole.read, n + whole.rejected);
            assert_eq!(said(&whole), said(&parts));
        }
        (Err(whole), Err(parts)) => {
            assert!(whole.keeps(), "{whole:?}");
            assert_eq!(whole.place.file, "a.json");
            assert_eq!(format!("{whole:?}"), format!("{parts:?}"));
        }
        (whole, parts) => panic!("{:?} {:?}", whole.err(), parts.err()),
    }
});
