//! What may never matter, and what must always hold.

use crate::common::{digest, read_chunks};
use proptest::prelude::*;
use table::ReadOptions;

fn field() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[0-9]{1,4}",
        "[0-9]{1,3}[.,][0-9]{2}",
        "(0[1-9]|[12][0-9])[./](0[1-9]|1[0-2])[./]20[0-9]{2}",
        "[a-zé ]{0,8}",
        Just("\"x\"\"y\"".to_owned()),
        Just("\"two\nlines\"".to_owned()),
        Just("NA".to_owned()),
        Just("\"".to_owned()),
        Just("\0".to_owned()),
    ]
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    let row = proptest::collection::vec(field(), 1..5);
    let rows = proptest::collection::vec(row, 0..12);
    let mark = proptest::sample::select(vec![",", ";", "\t", "|", " "]);
    let end = proptest::sample::select(vec!["\n", "\r\n", "\r"]);
    let first = proptest::sample::select(vec![
        &b""[..],
        b"\xef\xbb\xbf",
        b"sep=;\n",
        b"\xff\n",
        b"\n\n",
        b"id,name,when\n",
    ]);
    (rows, mark, end, first).prop_map(|(rows, mark, end, first)| {
        let lines: Vec<String> =
            rows.iter().map(|row| row.join(mark)).collect();
        let mut bytes = first.to_vec();
        bytes.extend_from_slice(lines.join(end).as_bytes());
        bytes
    })
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_size_of_the_chunks_never_matters(
        bytes in file(),
        size in 1_usize..40,
    ) {
        prop_assert_eq!(outcome(&bytes, usize::MAX), outcome(&bytes, size));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        size in 1_usize..40,
    ) {
        prop_assert_eq!(outcome(&bytes, usize::MAX), outcome(&bytes, size));
    }

    #[test]
    fn the_hash_key_never_matters(bytes in file(), key in any::<u64>()) {
        let read = |key| {
            let mut reader =
                table::Reader::new("a", ReadOptions::default(), key);
            reader.feed(&bytes).ok()?;
            reader.finish().ok().map(|table| digest(&table))
        };
        prop_assert_eq!(read(1), read(key));
    }
}

#[test]
fn a_file_over_the_head_reads_alike_in_any_chunks() {
    let mut bytes = b"id,when,amount,note\n".to_vec();
    for i in 0..9_000 {
        let note = if i % 7 == 0 {
            "\"a \"\"b\"\"\nc\""
        } else {
            "dé"
        };
        bytes.extend_from_slice(
            format!("{i},2025-01-{:02},{}.50,{note}\r\n", i % 28 + 1, i % 90)
                .as_bytes(),
        );
    }
    let whole = outcome(&bytes, usize::MAX);
    for size in [1, 13, 63, 64, 65, 4096, 65_536, 65_537] {
        assert!(outcome(&bytes, size) == whole, "chunks of {size}");
    }
}
