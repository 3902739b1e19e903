//! Bytes as they come: each file is read or refused with a reason.

use std::io::Write;

use crate::common::{names, read, read_chunks, refusal, texts, warned};
use table::{ReadOptions, Reader, Table};

fn table(bytes: impl AsRef<[u8]>) -> Table {
    read(bytes).expect("the file is read")
}

fn with(bytes: impl AsRef<[u8]>, options: ReadOptions) -> Table {
    read_chunks(bytes.as_ref(), usize::MAX, &options).expect("it is read")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder =
        flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

#[test]
fn an_empty_file_is_refused() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\n\n\r\n", b"\xff\xfe"] {
        assert_eq!(refusal(bytes).code, "E_EMPTY", "{bytes:?}");
    }
}

#[test]
fn a_header_without_records_is_refused_and_named() {
    let error = refusal("customer,amount\n");
    assert_eq!(error.code, "E_NO_ROWS");
    assert!(error.message.contains("customer, amount"), "{error}");
    assert!(error.hint.is_some());
}

#[test]
fn one_record_is_a_table() {
    let table = table("customer,amount\nAda,1\n");
    assert_eq!((table.n_records, table.rejected), (1, 0));
    assert_eq!(names(&table), ["customer", "amount"]);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_header() {
    let table = table("\u{feff}id,name\n1,Ada\n");
    assert_eq!(names(&table), ["id", "name"]);
    assert_eq!(table.format.encoding, "UTF-8");
}

#[test]
fn utf_16_is_read_with_and_without_a_mark() {
    let text = "id;name\r\n1;Ödön\r\n2;Zoë\r\n";
    for (mark, big) in
        [(true, true), (true, false), (false, true), (false, false)]
    {
        let mark = if mark { "\u{feff}" } else { "" };
        let units = mark.encode_utf16().chain(text.encode_utf16());
        let bytes: Vec<u8> = units
            .flat_map(|u| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect();
        let table = table(bytes);
        assert_eq!(names(&table), ["id", "name"]);
        assert_eq!(texts(&table, 1), [Some("Ödön"), Some("Zoë")]);
    }
}

#[test]
fn a_lone_surrogate_is_refused_where_it_stands() {
    let mut bytes: Vec<u8> = "\u{feff}a,b\n1,2\n3,"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let at = bytes.len() as u64;
    bytes.extend([0x00, 0xd8, 0x0a, 0x00]);
    let error = refusal(&bytes);
    assert_eq!(error.code, "E_UTF16");
    assert_eq!((error.place.line, error.place.byte), (Some(3), Some(at)));
}

#[test]
fn windows_1252_is_found_and_told() {
    let table = table(b"name,city\nJ\xf6rg,K\xf6ln \x80\n");
    assert_eq!(table.format.encoding, "windows-1252");
    assert_eq!(texts(&table, 1), [Some("Köln €")]);
    assert!(warned(&table, "W_ENCODING"));
}

#[test]
fn a_late_byte_that_is_not_utf_8_is_refused_where_it_stands() {
    let mut text = String::from("name,city\n");
    for i in 0..9_000 {
        text.push_str(&format!("Zoë,town {i}\n"));
    }
    let mut bytes = text.into_bytes();
    let at = bytes.len() as u64 + 4;
    bytes.extend(b"Ada,\xfcber\n");
    let error = refusal(&bytes);
    assert_eq!(error.code, "E_UTF8");
    assert_eq!(error.place.line, Some(9_002));
    assert_eq!(error.place.column.as_deref(), Some("city"));
    assert_eq!(error.place.byte, Some(at));
    assert!(error.hint.expect("a way on").contains("windows-1252"));
    let options = ReadOptions {
        encoding: Some("windows-1252".into()),
        ..ReadOptions::default()
    };
    let table = with(&bytes, options);
    assert_eq!(texts(&table, 1)[9_000], Some("über"));
}

#[test]
fn a_damaged_letter_among_whole_ones_is_refused() {
    let error = refusal(b"name,city\nJ\xc3\xb6rg,K\xc3\xb6ln\nZo\xeb,x\n");
    assert_eq!((error.code, error.place.line), ("E_UTF8", Some(3)));
}

#[test]
fn any_named_encoding_is_read_and_an_unknown_one_refused() {
    let options = |label: &str| ReadOptions {
        encoding: Some(label.into()),
        ..ReadOptions::default()
    };
    let table = with(b"a,b\n1,\x83\x65\n", options("shift_jis"));
    assert_eq!(texts(&table, 1), [Some("テ")]);
    let error = read_chunks(b"a,b\n1,2\n", 9, &options("klingon"));
    assert_eq!(error.expect_err("unknown").code, "E_ENCODING");
}

#[test]
fn a_nul_byte_is_refused_with_line_and_column() {
    let error = refusal("id,name\n1,Ada\n2,B\0n\n");
    assert_eq!(error.code, "E_NUL");
    assert_eq!(error.place.line, Some(3));
    assert_eq!(error.place.column.as_deref(), Some("name"));
    assert_eq!(refusal("id,name\n1,Ada\n2\0\n").code, "E_NUL");
}

#[test]
fn an_end_of_file_mark_is_left_out() {
    let table = table("id,name\n1,Ada\n\x1a");
    assert_eq!((table.n_records, table.rejected), (1, 0));
    assert!(warned(&table, "W_END_MARK"));
}

#[test]
fn other_kinds_of_files_are_refused_with_advice() {
    for bytes in [
        &b"%PDF-1.7 ..."[..],
        b"PK\x03\x04....",
        b"\xd0\xcf\x11\xe0....",
        b"  <!DOCTYPE html><table>",
        b"\x89PNG....",
    ] {
        let error = refusal(bytes);
        assert_eq!(error.code, "E_TYPE");
        assert!(error.hint.is_some());
        assert_eq!(refusal(gzip(bytes)).code, "E_TYPE");
    }
}

#[test]
fn gzip_of_many_members_is_one_file() {
    let mut bytes = gzip(b"id,name\n1,A");
    bytes.extend(gzip(b"da\n2,Ben\n"));
    let table = table(bytes);
    assert_eq!(texts(&table, 1), [Some("Ada"), Some("Ben")]);
    assert_eq!(table.format.name, "csv+gzip");
}

#[test]
fn a_broken_gzip_is_refused_where_it_breaks() {
    let whole = gzip("id,name\n1,Ada\n2,Ben\n".repeat(400).as_bytes());
    let short = &whole[..whole.len() - 6];
    let error = refusal(short);
    assert_eq!(error.code, "E_GZIP");
    assert_eq!(error.place.byte, Some(short.len() as u64));
    let mut wrong = whole.clone();
    let at = wrong.len() - 6;
    wrong[at] ^= 1;
    assert_eq!(refusal(wrong).code, "E_GZIP");
}

/// Found by fuzzing: the place was the end of the chunk.
#[test]
fn damage_in_a_gzip_is_told_at_one_place_whatever_the_chunks() {
    let mut bytes = b"\x1f\x8b\x08a|".to_vec();
    bytes.extend([b'\n'; 5_000]);
    bytes[7..20].copy_from_slice(b"\n\n\n\r\0\n\n\r\0\0\0\0\xf5");
    let place = |size: usize| {
        let mut reader = Reader::new("a.csv", ReadOptions::default(), 7);
        let mut chunks = bytes.chunks(size);
        let error = chunks.find_map(|chunk| reader.feed(chunk).err());
        let error = error.expect("it is refused before its end");
        assert_eq!(error.code, "E_GZIP");
        error.place.byte
    };
    for size in [1, 4, 70, 4_096, 5_005] {
        assert_eq!(place(size), Some(0), "{size}");
    }
}

#[test]
fn a_gzip_bomb_is_refused() {
    let line = b"1,2\n".repeat(1 << 20);
    let mut encoder =
        flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..40 {
        encoder.write_all(&line).expect("memory takes all");
    }
    let bytes = encoder.finish().expect("memory takes all");
    assert_eq!(refusal(bytes).code, "E_RATIO");
}
