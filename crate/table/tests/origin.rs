//! The text that a heavy reader makes of a part.

use table::{Origin, ReadOptions, Reader, Table};

fn read(text: &str) -> Table {
    let origin = Origin {
        format: "xlsx".into(),
        part: "Orders".into(),
        is_sheet: true,
        has_names: false,
    };
    let reader = Reader::new("shop.xlsx", ReadOptions::default(), 7);
    let mut reader = reader.with_origin(origin);
    reader.feed(text.as_bytes()).expect("reads");
    reader.finish().expect("a table")
}

#[test]
fn a_row_is_a_record_though_its_cells_hold_line_ends() {
    let text = "id,note,amount\n1,\"a\nb\nc\",2\n\n2,x,3\n9,9,9,9,9,9,9\n";
    let table = read(text);
    assert_eq!((table.n_records, table.blank, table.rejected), (2, 1, 1));
    let ragged = table.warnings.iter().find(|w| w.code == "W_RAGGED");
    let place = ragged.and_then(|told| told.place.clone());
    assert_eq!(place.and_then(|place| place.line), Some(5));
    assert_eq!(table.format.name, "xlsx");
    assert_eq!(table.format.part.as_deref(), Some("Orders"));
}

#[test]
fn a_row_that_ends_early_lacks_its_last_cells() {
    let text = "Orders of 2025\n\nid,day,amount,note\n\
                1,2025-01-02,2.5\n2,2025-01-03,3\n3,2025-01-03,3\n\
                4,2025-01-05,4.125,gift\n";
    let table = read(text);
    assert_eq!((table.n_records, table.rejected), (4, 1));
    let names: Vec<&str> =
        table.columns.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["id", "day", "amount", "note"]);
    assert_eq!(table.columns[3].missing, 3);
}

#[test]
fn a_point_is_the_decimal_mark_of_a_cell_that_holds_a_number() {
    let table = read("id,amount\n1,1.234\n2,5.678\n");
    let range = table.columns[1].range.clone();
    assert_eq!(range, Some(("1.234".into(), "5.678".into())));
    assert!(table.warnings.is_empty(), "{:?}", table.warnings);
}

#[test]
fn what_a_cell_says_is_never_taken_for_a_kind_of_file() {
    let table = read("<html>,sep\n1,2\n");
    assert_eq!(table.columns[0].name, "<html>");
    assert_eq!(read("sep=;,a\n1,2\n").columns[0].name, "sep=;");
}
