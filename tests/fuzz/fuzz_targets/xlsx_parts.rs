//! Any XML as the parts of a workbook whose archive is whole: what stands
//! behind the checksums, which chance alone never meets.
#![no_main]

mod book;
mod pieces;

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::{ZipWriter, write::SimpleFileOptions};

const XLSX: [(&str, &str); 7] = [
    ("xl/worksheets/sheet1.xml", "<worksheet/>"),
    ("xl/sharedStrings.xml", "<sst/>"),
    ("xl/styles.xml", "<styleSheet/>"),
    (
        "xl/workbook.xml",
        "<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/>\
         </sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" \
         Type=\"http://x/relationships/worksheet\" \
         Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" \
         Type=\"http://x/relationships/sharedStrings\" \
         Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" \
         Type=\"http://x/relationships/styles\" Target=\"styles.xml\"/>\
         </Relationships>",
    ),
    ("[Content_Types].xml", "<Types/>"),
    (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"b\" Target=\"xl/workbook.xml\" \
         Type=\"http://x/relationships/officeDocument\"/></Relationships>",
    ),
];
const ODS: [(&str, &str); 2] =
    [("content.xml", "<a/>"), ("META-INF/manifest.xml", "<a/>")];

/// An archive of these parts, the first ones replaced.
fn archive(parts: &[(&str, &str)], texts: &[u8]) -> Vec<u8> {
    let mut given = texts.split(|byte| *byte == 0);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::CompressionMethod::Stored;
    let options = SimpleFileOptions::default().compression_method(stored);
    for (path, default) in parts {
        let text = given.next().filter(|text| !text.is_empty());
        let text = text.unwrap_or(default.as_bytes());
        zip.start_file(*path, options).expect("memory takes all");
        zip.write_all(text).expect("memory takes all");
    }
    zip.finish().expect("memory takes all").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((size, texts)) = bytes.split_first() else {
        return;
    };
    let parts: &[_] = if size & 1 == 0 { &XLSX } else { &ODS };
    book::check(&archive(parts, texts), usize::from(*size) + 1);
});
