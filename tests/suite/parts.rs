//! Which part of a file is read, and what its rows become.

use session::{Failure, Reply, Request, Session, protocol::FileInspection};
use table::ReadOptions;

use crate::{
    books::{furnished_workbook, good_zip, sheet},
    check::{ask, load_request},
    host::Memory,
    said,
};

fn load(bytes: &[u8], part: Option<&str>) -> Result<FileInspection, Failure> {
    let mut request = load_request("book.xlsx", bytes);
    if let Request::Load { options, .. } = &mut request {
        options.push(ReadOptions {
            part: part.map(str::to_owned),
            ..ReadOptions::default()
        });
    }
    let host = Memory::of(bytes);
    match ask(&mut Session::default(), request, &host)? {
        Reply::Loaded { inspection, .. } => {
            let mut files = inspection.files.into_iter();
            Ok(files.next().expect("a file was read"))
        }
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn the_first_sheet_that_is_shown_and_holds_a_table_is_read() {
    let file = load(&furnished_workbook(), None).expect("reads");
    let parts = &file.reading.parts;
    let names: Vec<&str> = parts.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Cover", "Secret", "Orders"]);
    assert_eq!(file.reading.part.as_deref(), Some("Orders"));
    assert_eq!(file.format, "xlsx");
    assert!(parts[1].hidden && !parts[2].hidden);
}

#[test]
fn a_hidden_sheet_is_read_when_it_is_asked_for() {
    let file = load(&furnished_workbook(), Some("Secret")).expect("reads");
    assert_eq!(file.reading.part.as_deref(), Some("Secret"));
    assert_eq!(file.sha256.len(), 64);
}

#[test]
fn a_sheet_that_is_not_there_is_refused_with_those_that_are() {
    let failure = load(&furnished_workbook(), Some("Order")).unwrap_err();
    assert_eq!(failure.code, "E_SHEET");
    assert!(failure.message.contains("Cover”, “Secret”, “Orders"));
    let case = "a_sheet_that_is_not_there_is_refused_with_those_that_are";
    said::refused(case, &failure);
}

#[test]
fn a_path_in_an_archive_leads_nowhere_but_down() {
    let file = load(&good_zip(), None).expect("reads");
    assert_eq!(file.reading.part.as_deref(), Some("shop.csv"));
    assert_eq!(file.format, "csv+zip");
}

#[test]
fn a_line_is_a_row_of_the_sheet_whatever_its_cells_hold() {
    let cell = |text: &str| format!("<c t=\"str\"><v>{text}</v></c>");
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!("<row>{cells}</row>")
    };
    let good = row(&["a\nb\nc", "2"]);
    let rows = [row(&["name", "amount"]), good.repeat(9), "<row/>".into()];
    let rows = rows.concat() + &row(&["x", "1", "2", "3", "4", "5"]);
    let file = load(&sheet(&rows), None).expect("reads");
    let told = file.warnings.iter().find(|it| it.code == "W_RAGGED");
    let place = told.and_then(|told| told.place.clone());
    assert_eq!(place.and_then(|place| place.line), Some(12));
}
