//! Archives made by hand: their sizes stand in eight bytes, as programs write
//! them that do not know at the beginning how long a sheet becomes.

use std::io::{Cursor, Read, Result as IoResult, Seek, SeekFrom};

use table::ReadError;
use workbook::Workbook;

const LONG: u32 = u32::MAX;

/// What an archive says of itself.
struct Told {
    /// The size of each entry; what it has where none is given.
    size: Option<u64>,
    entries: Option<u64>,
}

const TRUE: Told = Told {
    size: None,
    entries: None,
};

/// An archive of stored entries in which every size and place is long.
fn zip64<T: AsRef<[u8]>>(entries: &[(&str, T)], told: &Told) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in entries {
        let text = text.as_ref();
        let at = out.len() as u64;
        let size = told.size.unwrap_or(text.len() as u64);
        out.extend(b"PK\x03\x04");
        out.extend(facts(name, text, 20));
        out.extend(name.as_bytes());
        out.extend(extra(&[size, size]));
        out.extend(text);
        directory.extend(b"PK\x01\x02\x2d\x00");
        directory.extend(facts(name, text, 28));
        directory.extend([0; 10]);
        directory.extend(LONG.to_le_bytes());
        directory.extend(name.as_bytes());
        directory.extend(extra(&[size, size, at]));
    }
    let n = told.entries.unwrap_or(entries.len() as u64);
    end(&mut out, &directory, n);
    out
}

/// Up to the lengths of the name and of what is extra.
fn facts(name: &str, text: &[u8], n_extra: u16) -> Vec<u8> {
    let mut out = Vec::new();
    for short in [45_u16, 0, 0, 0, 33] {
        out.extend(short.to_le_bytes());
    }
    for long in [crc_32(text), LONG, LONG] {
        out.extend(long.to_le_bytes());
    }
    out.extend((name.len() as u16).to_le_bytes());
    out.extend(n_extra.to_le_bytes());
    out
}

fn extra(sizes: &[u64]) -> Vec<u8> {
    let mut out = vec![1, 0];
    out.extend((8 * sizes.len() as u16).to_le_bytes());
    out.extend(sizes.iter().flat_map(|size| size.to_le_bytes()));
    out
}

fn end(out: &mut Vec<u8>, directory: &[u8], n: u64) {
    let start = out.len() as u64;
    out.extend(directory);
    let at = out.len() as u64;
    out.extend(b"PK\x06\x06");
    out.extend(44_u64.to_le_bytes());
    out.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for long in [n, n, directory.len() as u64, start] {
        out.extend(long.to_le_bytes());
    }
    out.extend(b"PK\x06\x07\0\0\0\0");
    out.extend(at.to_le_bytes());
    out.extend([1, 0, 0, 0]);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([0xff; 12]);
    out.extend([0, 0]);
}

fn crc_32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
    let byte = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc))
    };
    !bytes.iter().fold(u32::MAX, byte)
}

fn open(bytes: &[u8]) -> Result<Workbook<Cursor<Vec<u8>>>, ReadError> {
    Workbook::open(Cursor::new(bytes.to_vec()), "shop.xlsx")
}

/// The text of a part, to its end.
fn text(bytes: &[u8], part: &str) -> Result<String, ReadError> {
    text_of(open(bytes)?, part)
}

fn text_of<R: Read + Seek + 'static>(
    book: Workbook<R>,
    part: &str,
) -> Result<String, ReadError> {
    let mut chunks = book.text(part)?;
    let mut text = Vec::new();
    while let Some(chunk) = chunks.next_chunk()? {
        text.extend(chunk);
    }
    Ok(String::from_utf8(text).expect("is UTF-8"))
}

const BOOK: [(&str, &str); 5] = [
    ("[Content_Types].xml", "<Types/>"),
    (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"b\" Target=\"xl/workbook.xml\" \
         Type=\"http://x/relationships/officeDocument\"/></Relationships>",
    ),
    (
        "xl/workbook.xml",
        "<workbook><sheets><sheet name=\"Orders\" sheetId=\"1\" \
         r:id=\"s1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"s1\" \
         Target=\"worksheets/sheet1.xml\" \
         Type=\"http://x/relationships/worksheet\"/></Relationships>",
    ),
    (
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>id</v>\
         </c><c r=\"B1\"><v>12.5</v></c></row></sheetData></worksheet>",
    ),
];

#[test]
fn an_archive_with_long_sizes_reads_as_any_other() {
    let files = [("a.csv", "id,amount\n1,2\n"), ("b.csv", "x\n")];
    let bytes = zip64(&files, &TRUE);
    for (name, content) in files {
        assert_eq!(text(&bytes, name).expect("reads"), content);
    }
    let bytes = zip64(&BOOK, &TRUE);
    assert_eq!(text(&bytes, "Orders").expect("reads"), "id,12.5\n");
}

#[test]
fn a_long_size_that_is_not_so_is_refused_and_makes_no_room() {
    let files = [("a.csv", "id,amount\n1,2\n")];
    let long = Told {
        size: Some(1 << 60),
        entries: None,
    };
    let refused = text(&zip64(&files, &long), "a.csv").err();
    assert_eq!(refused.map(|error| error.code), Some("E_PART"));
    let refused = open(&zip64(&BOOK, &long)).err();
    assert_eq!(refused.map(|error| error.code), Some("E_PART"));
}

#[test]
fn a_long_count_of_entries_that_are_not_there_is_refused() {
    for entries in [2, 1 << 20, 1 << 40, u64::MAX] {
        let told = Told {
            size: None,
            entries: Some(entries),
        };
        let refused = open(&zip64(&[("a.csv", "x\n")], &told)).err();
        let code = refused.map(|error| error.code);
        assert_eq!(code, Some("E_ARCHIVE"), "{entries}");
    }
}

#[test]
fn a_long_archive_cut_anywhere_is_refused() {
    let bytes = zip64(&BOOK, &TRUE);
    for n in 0..bytes.len() {
        assert!(open(&bytes[..n]).is_err(), "{n} bytes");
    }
}

/// A file that gives a few bytes at a time.
struct Drops(Cursor<Vec<u8>>, usize);

impl Read for Drops {
    fn read(&mut self, into: &mut [u8]) -> IoResult<usize> {
        let n_bytes = into.len().min(self.1);
        self.0.read(&mut into[..n_bytes])
    }
}

impl Seek for Drops {
    fn seek(&mut self, to: SeekFrom) -> IoResult<u64> {
        self.0.seek(to)
    }
}

/// Found by fuzzing: what is no XML was told in other words, as the first
/// reading gave one byte or more.
#[test]
fn what_is_read_does_not_depend_on_how_the_file_is_cut() {
    let with = |at: usize, text: &'static [u8]| {
        let mut book = BOOK.map(|(name, text)| (name, text.as_bytes()));
        book[at].1 = text;
        zip64(&book, &TRUE)
    };
    let bytes = [
        zip64(&BOOK, &TRUE),
        with(2, b"\xef\xbb\xbf<workbook/>"),
        with(2, b"\xff\xfeO[[5o#"),
        with(4, b"\xef\xbb\xbf<worksheet><sheetData/></worksheet>"),
        with(4, b"\xff\xfeO[[5o#"),
        zip64(&[("content.xml", "<a><b></a>\u{e9}"), ODS], &TRUE),
    ];
    for bytes in bytes {
        let whole = text(&bytes, "Orders");
        for n in [1, 2, 3, 7, 61] {
            let drops = Drops(Cursor::new(bytes.clone()), n);
            let book = Workbook::open(drops, "shop.xlsx");
            let cut = book.and_then(|book| text_of(book, "Orders"));
            assert_eq!(format!("{whole:?}"), format!("{cut:?}"));
        }
    }
}

const ODS: (&str, &str) = ("META-INF/manifest.xml", "<a/>");
