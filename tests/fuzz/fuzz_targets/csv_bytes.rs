//! Any bytes, in chunks of any size: a table or a located refusal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use table::{ReadError, ReadOptions, Reader, Table, Tables};

/// Bytes a table may take for each byte given, and at least.
const TIMES: usize = 600;
const LEAST: usize = 64 << 20;

fn read(
    bytes: &[u8],
    size: usize,
    options: &ReadOptions,
) -> Result<Table, ReadError> {
    let mut reader = Reader::new("a.csv", options.clone(), 7);
    for chunk in bytes.chunks(size) {
        reader.feed(chunk)?;
        let limit = LEAST + TIMES * bytes.len();
        assert!(reader.memory() <= limit, "{} bytes", reader.memory());
    }
    reader.finish()
}

/// All that is said of a table, but for how it was packed.
fn said(table: &Table) -> String {
    let codes = |at: usize| table.values(at).codes().to_vec();
    let codes: Vec<_> = (0..table.columns.len()).map(codes).collect();
    format!("{:?} {:?} {codes:?}", table.columns, table.warnings)
}

fuzz_target!(|bytes: &[u8]| {
    let Some((size, bytes)) = bytes.split_first() else {
        return;
    };
    let options = ReadOptions {
        tables: (size % 2 == 1).then_some(Tables::First),
        ..ReadOptions::default()
    };
    let whole = read(bytes, bytes.len().max(1), &options);
    let parts = read(bytes, usize::from(*size) + 1, &options);
    match (whole, parts) {
        (Ok(whole), Ok(parts)) => {
            let n = whole.n_records as u64;
            assert_eq!(whole.read, n + whole.rejected);
            assert_eq!(said(&whole), said(&parts));
        }
        (Err(whole), Err(parts)) => {
            assert!(whole.keeps(), "{whole:?}");
            assert_eq!(whole.place.file, "a.csv");
            assert_eq!(format!("{whole:?}"), format!("{parts:?}"));
        }
        (whole, parts) => panic!("{:?} {:?}", whole.err(), parts.err()),
    }
});
