//! The scan, whole and byte by byte.

use super::*;

fn scan(text: &str) -> Result<(), Fault> {
    let whole = {
        let mut scan = Scan::new();
        scan.feed(text.as_bytes()).and_then(|()| scan.finish())
    };
    let mut scan = Scan::new();
    let mut pieces = text.as_bytes().chunks(1);
    let bytewise = pieces.try_for_each(|piece| scan.feed(piece));
    let bytewise = bytewise.and_then(|()| scan.finish());
    assert_eq!(whole, bytewise, "{text}");
    whole
}

#[test]
fn what_spreadsheets_write_passes() {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a > b -->\
        <x:sheet><dimension ref=\"A1:XFD1048576\"/><row r='1'>\
        <c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"/></row>\
        <t><![CDATA[<!DOCTYPE ]] > <c r=\"XFE1\"> ]]></t></x:sheet>";
    assert_eq!(scan(text), Ok(()));
}

#[test]
fn a_bracket_inside_a_value_ends_no_tag() {
    assert_eq!(scan("<a b='>' c=\">'\"><c r=\"A1\"/></a>"), Ok(()));
    assert!(matches!(scan("<a b='>\"></a>"), Err(Fault::Odd(_))));
    let outside = Err(Fault::Range("XFE1".to_owned()));
    assert_eq!(scan("<a><c s='>' r='XFE1'/></a>"), outside);
}

#[test]
fn a_document_type_is_refused_wherever_it_stands() {
    assert_eq!(scan("<!DOCTYPE a><a/>"), Err(Fault::Dtd));
    assert_eq!(scan("<a><!ENTITY b 'c'></a>"), Err(Fault::Dtd));
    assert_eq!(scan("<a><!-x></a>"), Err(Fault::Dtd));
}

#[test]
fn a_reference_outside_every_sheet_is_refused() {
    let outside = ["XFE1", "A1048577", "A4294967297", "AAAA1", "ZZZZZZZ9"];
    for reference in outside {
        let range = Err(Fault::Range(reference.to_owned()));
        assert_eq!(scan(&format!("<c r=\"{reference}\"/>")), range);
    }
    let row = Err(Fault::Range("4294967295".to_owned()));
    assert_eq!(scan("<row r=\"4294967295\"/>"), row);
    let corner = Err(Fault::Range("XFE2".to_owned()));
    assert_eq!(scan("<dimension ref=\"A1:XFE2\"/>"), corner);
    assert_eq!(scan("<c r=\"XFD1048576\"/>"), Ok(()));
}

#[test]
fn a_sheet_that_ends_before_it_begins_is_refused() {
    let ranges = [("A8:D3", false), ("D1:A9", false), ("A1:A1", true)];
    for (range, is_fine) in ranges {
        let scanned = scan(&format!("<dimension ref=\"{range}\"/>"));
        assert_eq!(scanned.is_ok(), is_fine, "{range}");
    }
}

#[test]
fn tags_that_do_not_match_are_refused() {
    for text in ["<a><b></a></b>", "</a>", "<a>", "<a", "<a><!-- ", "<>"] {
        assert!(matches!(scan(text), Err(Fault::Odd(_))), "{text}");
    }
}

#[test]
fn an_encoding_that_hides_a_tag_is_refused() {
    let text = "<?xml version='1.0' encoding='ISO-2022-JP'?><a/>";
    assert!(matches!(scan(text), Err(Fault::Odd(_))));
    assert!(matches!(scan("<a\0/>"), Err(Fault::Odd(_))));
    for mark in [b"\xff\xfe", b"\xfe\xff"] {
        let marked = Scan::new().feed(&[mark, &b"<a/>"[..]].concat());
        assert!(matches!(marked, Err(Fault::Odd(_))));
    }
}

#[test]
fn strings_that_are_only_promised_are_refused() {
    let text = "<sst uniqueCount=\"4000000000\"><si/></sst>";
    assert!(matches!(scan(text), Err(Fault::Odd(_))));
    assert_eq!(scan("<sst uniqueCount=\"7\"><si/></sst>"), Ok(()));
}

#[test]
fn a_cell_without_an_end_is_refused_before_it_is_gathered() {
    let mut scan = Scan::new();
    scan.feed(b"<sst><si><t>").expect("a string opens");
    let piece = vec![b'a'; 1 << 20];
    let mut fed = (0..64).map(|_| scan.feed(&piece));
    assert!(fed.any(|fed| fed.is_err()));
}

#[test]
fn a_part_that_is_read_is_one_that_was_looked_at() {
    let rel = |target: &str| {
        let kind = "http://x/relationships/worksheet";
        scan(&format!("<Relationship Type='{kind}' Target='{target}'/>"))
    };
    assert_eq!(rel("worksheets/sheet1.xml"), Ok(()));
    assert!(rel("media/image1.png").is_err());
}
