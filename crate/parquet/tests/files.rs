//! Files of other writers: each gives the text it should, or is refused.

use std::fs::File;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use parquet::Parquet;
use table::{ReadError, Warning};

fn path(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    folder.join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).expect("the file is there")
}

/// The whole text of a file, and what is told of it.
fn text(bytes: Vec<u8>) -> Result<(String, Vec<Warning>), ReadError> {
    let mut file = Parquet::open(Cursor::new(bytes), "a.parquet")?;
    let warnings = file.parts().warnings;
    let mut text = Vec::new();
    while let Some(chunk) = file.next_chunk()? {
        text.extend(chunk);
    }
    assert_eq!(file.done(), 1.0);
    let text = String::from_utf8(text).expect("these files hold UTF-8");
    Ok((text, warnings))
}

fn expected(name: &str) -> String {
    String::from_utf8(bytes(name)).expect("it is UTF-8")
}

#[test]
fn every_codec_gives_the_same_text() {
    for codec in ["none", "snappy", "gzip", "zstd", "lz4"] {
        let (text, warnings) = text(bytes(&format!("orders-{codec}.parquet")))
            .expect("it is read");
        assert_eq!(text, expected("orders.csv"), "{codec}");
        assert!(warnings.is_empty());
    }
}

#[test]
fn pandas_polars_and_duckdb_give_the_same_text() {
    for writer in ["pandas", "polars", "duckdb"] {
        let (text, _) = text(bytes(&format!("orders-{writer}.parquet")))
            .expect("it is read");
        assert_eq!(text, expected("orders.csv"), "{writer}");
    }
}

#[test]
fn every_type_has_its_text_and_what_has_none_is_told() {
    for file in ["types.parquet", "types-v2.parquet"] {
        let (text, warnings) = text(bytes(file)).expect("it is read");
        for (line, expected) in text.lines().zip(expected("types.csv").lines())
        {
            assert_eq!(line, expected, "{file}");
        }
        assert_eq!(text, expected("types.csv"), "{file}");
        let [warning] = &warnings[..] else {
            panic!("{warnings:?}")
        };
        assert_eq!((&*warning.code, warning.count), ("W_PARQUET_LEFT_OUT", 2));
        assert!(warning.message.contains("lines, more"), "{warning:?}");
    }
}

#[test]
fn every_encoding_gives_its_values_over_many_pages() {
    let (text, _) = text(bytes("encodings.parquet")).expect("it is read");
    assert_eq!(text, expected("encodings.csv"));
}

#[test]
fn a_codec_that_is_not_known_is_refused_by_name() {
    let error = text(bytes("orders-brotli.parquet")).expect_err("refused");
    assert_eq!(error.code, "E_PARQUET");
    assert!(error.message.contains("Brotli"), "{error}");
    assert_eq!(error.place.column.as_deref(), Some("customer"));
    assert!(error.hint.is_some());
}

#[test]
fn a_file_is_one_table_of_so_many_rows() {
    let file = File::open(path("orders-pandas.parquet")).expect("it is there");
    let file = Parquet::open(file, "shop.parquet").expect("it is whole");
    let parts = file.parts();
    assert_eq!((&*parts.format, parts.is_sheets), ("parquet", true));
    assert!(parts.has_names && parts.parts.is_empty());
    assert_eq!(file.n_rows(), 30);
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let whole = bytes("types.parquet");
    for len in 0..whole.len() {
        let error = text(whole[..len].to_vec()).expect_err("it is cut");
        assert_eq!(error.code, "E_PARQUET", "{len}");
        assert!(error.hint.is_some());
    }
}

#[test]
fn an_encrypted_file_is_refused() {
    let mut bytes = bytes("orders-none.parquet");
    let len = bytes.len();
    bytes[len - 4..].copy_from_slice(b"PARE");
    let error = text(bytes).expect_err("it is encrypted");
    assert!(error.message.contains("encrypted"), "{error}");
}

/// Any byte wrong gives a text or a refusal, and never a panic.
#[test]
fn no_wrong_byte_makes_the_reader_panic() {
    for name in ["types.parquet", "types-v2.parquet", "encodings.parquet"] {
        let whole = bytes(name);
        for at in 0..whole.len() {
            for wrong in [0, 0xff, whole[at] ^ 1, whole[at].wrapping_add(16)] {
                let mut bytes = whole.clone();
                bytes[at] = wrong;
                let Ok(mut file) = Parquet::open(Cursor::new(bytes), "a")
                else {
                    continue;
                };
                for _ in 0..3 {
                    if !matches!(file.next_chunk(), Ok(Some(_))) {
                        break;
                    }
                }
            }
        }
    }
}
