//! Workbooks and archives, made by hand.

use std::io::Write;

use flate2::{Compression, Crc, write::DeflateEncoder};

use super::bytes::good;

/// An entry of an archive; what it says of itself may be changed.
pub struct Entry {
    name: String,
    plain: Vec<u8>,
    packed: Vec<u8>,
    crc: u32,
    size: u32,
    flags: u16,
    method: u16,
}

/// An entry with this text.
pub fn entry(name: &str, text: impl AsRef<[u8]>) -> Entry {
    let text = text.as_ref();
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text).expect("memory takes bytes");
    let mut crc = Crc::new();
    crc.update(text);
    Entry {
        name: name.to_owned(),
        plain: text.to_vec(),
        packed: packed.finish().expect("memory takes bytes"),
        crc: crc.sum(),
        size: text.len() as u32,
        flags: 0,
        method: 8,
    }
}

impl Entry {
    fn facts(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for short in [20, self.flags, self.method, 0, 33] {
            out.extend(short.to_le_bytes());
        }
        for long in [self.crc, self.packed.len() as u32, self.size] {
            out.extend(long.to_le_bytes());
        }
        out.extend((self.name.len() as u16).to_le_bytes());
        out.extend(0_u16.to_le_bytes());
        out
    }
}

/// An archive of these entries.
pub fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let at = out.len() as u32;
        out.extend(b"PK\x03\x04");
        out.extend(entry.facts());
        out.extend(entry.name.as_bytes());
        out.extend(&entry.packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(entry.facts());
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let at = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";

/// The entries of a workbook: sheets by name, state and rows; and more.
fn entries(sheets: &[(&str, &str, &str)]) -> Vec<Entry> {
    let (mut list, mut relations) = (String::new(), String::new());
    let mut all = vec![entry("[Content_Types].xml", "<Types/>")];
    for (n, (name, state, rows)) in sheets.iter().enumerate() {
        list += &format!(
            "<sheet name=\"{name}\" sheetId=\"{n}\" state=\"{state}\" \
             r:id=\"s{n}\"/>"
        );
        relations += &format!(
            "<Relationship Id=\"s{n}\" Target=\"worksheets/sheet{n}.xml\" \
             Type=\"{OFFICE}/relationships/worksheet\"/>"
        );
        let path = format!("xl/worksheets/sheet{n}.xml");
        let sheet = "<worksheet><sheetData>";
        let sheet = format!("{sheet}{rows}</sheetData></worksheet>");
        all.push(entry(&path, sheet));
    }
    let book = format!(
        "<workbook xmlns:r=\"{OFFICE}/relationships\"><sheets>{list}\
         </sheets></workbook>"
    );
    let wrapped = |all: &str| format!("<Relationships>{all}</Relationships>");
    let root = format!(
        "<Relationship Id=\"b\" Target=\"xl/workbook.xml\" \
         Type=\"{OFFICE}/relationships/officeDocument\"/>"
    );
    all.push(entry("xl/workbook.xml", book));
    all.push(entry("xl/_rels/workbook.xml.rels", wrapped(&relations)));
    all.push(entry("_rels/.rels", wrapped(&root)));
    all
}

/// A workbook of one sheet with these rows.
pub fn sheet(rows: &str) -> Vec<u8> {
    zip(&entries(&[("Orders", "visible", rows)]))
}

/// The rows of the good shop: numbers as numbers, the rest as text.
fn good_rows() -> String {
    let text = String::from_utf8(good()).expect("is UTF-8");
    let mut rows = String::new();
    for line in text.lines() {
        rows += "<row>";
        for value in line.split(',') {
            rows += &match value.parse::<f64>() {
                Ok(number) => format!("<c><v>{number}</v></c>"),
                Err(_) => format!(
                    "<c t=\"inlineStr\"><is><r><t>{value}</t></r></is></c>"
                ),
            };
        }
        rows += "</row>";
    }
    rows
}

/// A workbook with everything that is no table: a cover, a hidden sheet,
/// macros, links, titles, formulas, errors, merged cells.
pub fn furnished_workbook() -> Vec<u8> {
    let cover = "<row><c t=\"str\"><v>Welcome</v></c></row>";
    let rows = format!(
        "<row><c t=\"str\"><v>The shop</v></c></row><row/>{}<row><c t=\"e\">\
         <f>1/0</f><v>#DIV/0!</v></c><c><f>A1</f><v>7</v></c></row>",
        good_rows()
    );
    let mut all = entries(&[
        ("Cover", "visible", cover),
        ("Secret", "hidden", &rows),
        ("Orders", "visible", &rows),
    ]);
    all.push(entry("xl/vbaProject.bin", "macros"));
    all.push(entry("xl/externalLinks/externalLink1.xml", "<a/>"));
    zip(&all)
}

/// A part has 40 MiB and says so, or that it has fewer.
pub fn zip_bomb(told: u32) -> Vec<u8> {
    let mut all = entries(&[("Orders", "visible", "")]);
    let mut bomb = entry("xl/sharedStrings.xml", vec![b' '; 40 << 20]);
    bomb.size = told;
    all.push(bomb);
    zip(&all)
}

/// The directory says of a part that it has 600 MiB.
pub fn large_part() -> Vec<u8> {
    let mut all = entries(&[("Orders", "visible", "")]);
    all[1].size = 600 << 20;
    zip(&all)
}

/// The good shop, a part of which is damaged.
pub fn wrong_checksum() -> Vec<u8> {
    let mut all = entries(&[("Orders", "visible", &good_rows())]);
    all[1].crc ^= 1;
    zip(&all)
}

/// The entries of an archive are encrypted.
pub fn encrypted_archive() -> Vec<u8> {
    let mut secret = entry("orders.csv", good());
    secret.flags = 1;
    zip(&[secret])
}

/// What Excel makes of a workbook with a password.
pub fn protected_workbook() -> Vec<u8> {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
        vec![0; 600],
        name,
    ]
    .concat()
}

pub fn text_of_ole() -> Vec<u8> {
    [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 600]].concat()
}

pub fn many_entries() -> Vec<u8> {
    let entries: Vec<Entry> =
        (0..10_001).map(|n| entry(&format!("{n}"), "")).collect();
    zip(&entries)
}

/// The strings of a workbook are defined by a document type.
pub fn document_type() -> Vec<u8> {
    let mut all = entries(&[("Orders", "visible", &good_rows())]);
    let text = "<!DOCTYPE sst [<!ENTITY a \"ha\">]><sst><si><t>&a;</t></si>\
                </sst>";
    all.push(entry("xl/sharedStrings.xml", text));
    zip(&all)
}

/// An ODS document with these rows.
pub fn ods(rows: &str) -> Vec<u8> {
    zip(&document(rows))
}

fn document(rows: &str) -> Vec<Entry> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"Orders\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    vec![
        entry("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        entry("META-INF/manifest.xml", "<manifest:manifest/>"),
        entry("content.xml", content),
    ]
}

/// The good shop as a document, a million empty rows below.
pub fn good_ods() -> Vec<u8> {
    let text = String::from_utf8(good()).expect("is UTF-8");
    let mut rows = String::new();
    for line in text.lines() {
        rows += "<table:table-row>";
        for value in line.split(',') {
            rows += &format!(
                "<table:table-cell office:value-type=\"string\"><text:p>\
                 {value}</text:p></table:table-cell>"
            );
        }
        rows += "<table:table-cell table:number-columns-repeated=\"16000\"/>\
                 </table:table-row>";
    }
    rows += "<table:table-row table:number-rows-repeated=\"1048000\">\
             <table:table-cell/></table:table-row>";
    ods(&rows)
}

/// One cell that stands for 32 million.
pub fn repeated_cells() -> Vec<u8> {
    ods("<table:table-row table:number-rows-repeated=\"2000\">\
         <table:table-cell table:number-columns-repeated=\"16384\" \
         office:value-type=\"float\" office:value=\"1\"/></table:table-row>")
}

/// Two files, of which one is the good shop, under a path that leads out.
pub fn good_zip() -> Vec<u8> {
    zip(&[
        entry("../../notes.txt", "Nothing here"),
        entry("../../shop.csv", good()),
        entry("__MACOSX/._shop.csv", "more"),
    ])
}

pub fn nested_zip() -> Vec<u8> {
    zip(&[entry("orders.xlsx", good_zip())])
}

/// Workbooks and a document whose XML was changed here and there, always the
/// same for a seed: bytes taken out, doubled, or replaced by others of it.
pub fn mutated(seed: u64) -> Vec<u8> {
    let mut rng = numeric::rng::Rng::new(seed);
    let mut below = |n: usize| (rng.next_u64() % n.max(1) as u64) as usize;
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c><c \
                r=\"B1\"><f>A1</f><v>45747.5</v></c><c t=\"b\"><v>1</v></c>\
                <c t=\"d\"><v>2025-03-31</v></c><c t=\"e\"><v>#N/A</v></c>\
                </row><row><c t=\"inlineStr\"><is><r><t>a</t></r></is></c>\
                </row>";
    let mut all = entries(&[("Orders", "visible", rows)]);
    all.push(entry(
        "xl/sharedStrings.xml",
        "<sst count=\"1\" uniqueCount=\"1\"><si><t>a_x000D_&amp;</t></si></sst>",
    ));
    all.push(entry(
        "xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\"/>\
         </numFmts><fonts><font><b/></font></fonts><cellXfs><xf \
         numFmtId=\"0\"/><xf numFmtId=\"170\" fontId=\"0\"/></cellXfs>\
         </styleSheet>",
    ));
    if seed.is_multiple_of(3) {
        all = document(
            "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell \
             office:value-type=\"time\" office:time-value=\"PT1H2M3S\"/>\
             <table:table-cell office:value-type=\"string\"><text:p>a<text:s \
             text:c=\"3\"/>&#65;</text:p></table:table-cell></table:table-row>",
        );
    }
    for _ in 0..=below(4) {
        let which = below(all.len());
        let mut text = all[which].plain.clone();
        let (at, from) = (below(text.len()), below(text.len()));
        let n = below(12).min(text.len() - at).min(text.len() - from);
        match below(4) {
            0 => drop(text.drain(at..at + n)),
            1 => text.copy_within(from..from + n, at),
            2 => text.extend_from_within(at..),
            _ => text
                .splice(at..at, [b"0<\"9>&AZ/ "[below(10)]; 9])
                .for_each(drop),
        }
        let name = all[which].name.clone();
        all[which] = entry(&name, text);
    }
    let mut bytes = zip(&all);
    if seed.is_multiple_of(5) {
        let at = below(bytes.len());
        bytes[at] = below(256) as u8;
    }
    bytes
}

pub fn empty_zip() -> Vec<u8> {
    zip(&[entry("folder/", "")])
}

pub fn numbers_document() -> Vec<u8> {
    zip(&[entry("Index/Document.iwa", "x")])
}

pub fn binary_workbook() -> Vec<u8> {
    let types = entry("[Content_Types].xml", "<Types/>");
    zip(&[types, entry("xl/workbook.bin", "x")])
}
