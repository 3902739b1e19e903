//! Where a table begins: titles above it, long headers, cells left empty.

use crate::common::{names, read, read_chunks, refusal, texts, types, warned};
use table::ColumnType::{Date, Decimal, Integer, Text};
use table::{ReadOptions, Reader, Table, limits};

fn table(bytes: impl AsRef<[u8]>) -> Table {
    read(bytes).expect("the file is read")
}

#[test]
fn title_rows_padded_by_a_spreadsheet_are_set_aside() {
    let orders = "order,customer,date,amount\n\
                  1,Ada,2025-01-02,2.50\n2,Ben,2025-01-03,3.00\n\
                  3,Cem,2025-01-04,1.25\n";
    for (titles, n_titles) in [
        ("Report of orders,,,\n,,,\n", 2),
        ("Report of orders,,,\nMade on,2025-02-01,,\n\n,,,\n", 3),
        ("Report of orders\nJanuary 2025,,,\n", 2),
        ("Order,,Sale,\n", 1),
        ("sep=,\n\"Orders, all of them\",,,\n , ,,\n", 2),
    ] {
        let table = table(format!("{titles}{orders}"));
        let header = "order,customer,date,amount";
        assert_eq!(names(&table).join(","), header, "{titles}");
        assert_eq!(table.n_records, 3, "{titles}");
        assert_eq!(table.rejected, n_titles, "{titles}");
        assert_eq!(types(&table), [Integer, Text, Date, Decimal]);
        assert!(warned(&table, "W_PREAMBLE"));
    }
    let semicolons = titled(orders).replace(',', ";").replace('.', ",");
    let table = table(semicolons);
    assert_eq!(names(&table)[2], "date");
    assert_eq!(types(&table), [Integer, Text, Date, Decimal]);
}

#[test]
fn a_line_above_the_header_tells_columns_of_one_name_apart() {
    let records = "N,1,2,3,4,5\nS,2,3,4,5,6\nW,3,4,5,6,7\n";
    for (above, header, expected) in [
        (
            ",2024,,2025,,",
            "region,sales,cost,sales,cost,note",
            "region,2024 sales,2024 cost,2025 sales,2025 cost,note",
        ),
        // It does not: both would be "FY24 sales".
        (
            ",FY24,,,,",
            "region,sales,cost,sales,x,note",
            "region,sales,cost,sales (2),x,note",
        ),
        // A title has a text for the first column.
        (
            "Report,FY24,,FY25,,",
            "region,sales,cost,sales,cost,note",
            "region,sales,cost,sales (2),cost (2),note",
        ),
        // Nothing has to be told apart.
        (
            ",made on,,May,,",
            "region,sales,cost,sold,spent,note",
            "region,sales,cost,sold,spent,note",
        ),
    ] {
        let found = table(format!("{above}\n{header}\n{records}"));
        assert_eq!(names(&found).join(","), expected, "{above}");
        assert_eq!((found.n_records, found.rejected), (3, 1), "{above}");
        let twice = table(format!("{above}\n{header}\n{header}\n{records}"));
        assert_eq!(names(&twice).join(","), expected, "{above}");
        assert_eq!((twice.n_records, twice.rejected), (3, 2), "{above}");
    }
    // Only the line right above it does; a record farther up stays one.
    let far = table(format!(
        ",2024,,2025,,\n,,,,,\nregion,sales,cost,sales,cost,note\n{records}"
    ));
    assert_eq!((far.n_records, far.rejected), (5, 0));
}

fn titled(orders: &str) -> String {
    format!("Umsatz je Bestellung,,,\nStand,31.01.2025,,\n,,,\n{orders}")
}

#[test]
fn a_header_and_a_first_record_with_empty_cells_stay() {
    let named =
        table("customer,,,amount\nAda,1,x,2.50\nBen,2,y,3.00\nCem,3,x,1.25\n");
    assert_eq!((named.n_records, named.rejected), (3, 0));
    assert_eq!(
        names(&named),
        ["customer", "column_2", "column_3", "amount"]
    );
    let sparse = table(
        "customer,order,date,amount\nAda,,,\nBen,2,2025-01-03,3.00\n\
         Cem,3,2025-01-04,1.25\n",
    );
    assert_eq!((sparse.n_records, sparse.rejected), (3, 0));
    let bare = table("Ada,,,\nBen,2,2025-01-03,3.00\nCem,3,2025-01-04,1.25\n");
    assert_eq!(bare.rejected, 0);
    let units = table(
        "date,amount,note,\nday,EUR,text,x\n2025-01-03,3.00,a,b\n\
         2025-01-04,1.25,c,d\n",
    );
    assert_eq!(names(&units)[0], "date");
    let two_lines = table(
        "customer,city,basket,,,\n,,items,units,price,tax\n\
         Ada,Rome,1,2,3.50,0.5\nBen,Pisa,2,2,4.50,0.5\n",
    );
    assert_eq!(names(&two_lines)[..2], ["customer", "city"]);
    let words = table("name,,\nAda,Rome,tea\nBen,Pisa,ale\n");
    assert_eq!((words.n_records, words.rejected), (2, 0));
    let options = ReadOptions {
        has_header: Some(false),
        ..ReadOptions::default()
    };
    let all = read_chunks(
        titled("a,b,c,d\n1,2,3,4\n").as_bytes(),
        usize::MAX,
        &options,
    );
    let all = all.expect("it is read");
    assert_eq!((all.n_records, all.rejected, all.blank), (4, 0, 1));
}

/// Records that fill two of four columns, and one that fills them all.
fn padded(n_above: usize) -> String {
    let record = |day: usize| format!("2025-01-{day:02},{day}.25,,\n");
    let above: String = (1..=n_above).map(record).collect();
    let below: String = (n_above + 1..=12).map(record).collect();
    format!("{above}total,see note,a,b\n{below}")
}

#[test]
fn a_file_padded_with_empty_columns_loses_no_record() {
    for n_above in [0, 1, 2, 5] {
        let named = table(format!("date,amount,,\n{}", padded(n_above)));
        assert_eq!(names(&named)[..2], ["date", "amount"], "{n_above}");
        assert_eq!((named.n_records, named.rejected), (13, 0));
        assert!(!warned(&named, "W_PREAMBLE"));
    }
    for n_above in [1, 2, 5] {
        let bare = table(padded(n_above));
        assert_eq!(names(&bare)[..2], ["column_1", "column_2"]);
        assert_eq!((bare.n_records, bare.rejected), (13, 0));
    }
}

#[test]
fn titles_above_many_records_are_set_aside() {
    let record = |i: usize| format!("{i},Ada,2025-01-02,{i}.50\n");
    let records: String = (1..=60).map(record).collect();
    for titles in ["Report of orders,,,\n,,,\n", "Order,,Sale,\n"] {
        let header = "order,customer,date,amount";
        let table = table(format!("{titles}{header}\n{records}"));
        assert_eq!(names(&table).join(","), header, "{titles}");
        assert_eq!(table.n_records, 60, "{titles}");
    }
}

/// 3,000 columns whose names have line breaks in quotes, and four records.
fn wide(title: &str) -> String {
    let list = |cell: &dyn Fn(usize) -> String| {
        (0..3_000).map(cell).collect::<Vec<_>>().join(",")
    };
    let name =
        |at| format!("\"A long name,\nof column {at}; so \"\"long\"\"\"");
    let header = list(&name);
    let records = [0, 1, 2, 3].map(|i| list(&|at| format!("{at}.{i}")));
    format!("{title}{header}\n{}\n", records.join("\n"))
}

#[test]
fn a_header_longer_than_the_head_is_read_whole() {
    for (title, n_titles) in [("", 0), ("Survey\nof 2025\n", 2)] {
        let text = wide(title);
        assert!(text.len() > 2 * limits::HEAD);
        let told = table(&text);
        assert_eq!(told.columns.len(), 3_000);
        let last = "A long name,\nof column 2999; so \"long\"";
        assert_eq!(names(&told)[2_999], last);
        assert_eq!((told.n_records, told.rejected), (4, n_titles));
        for size in [1 << 10, 100_003] {
            let options = ReadOptions {
                columns: vec![0, 2_999],
                ..ReadOptions::default()
            };
            let some = read_chunks(text.as_bytes(), size, &options);
            let some = some.expect("it is read");
            assert_eq!(texts(&some, 1)[3], Some("2999.3"));
        }
    }
}

#[test]
fn records_longer_than_the_head_show_their_columns() {
    let note = "word ".repeat(20_000);
    let line = |i: usize| format!("{i};{i},5;\"{note}\"\n");
    let lines: String = (0..9).map(line).collect();
    let table = table(format!("id;amount;note\n{lines}"));
    assert_eq!(names(&table), ["id", "amount", "note"]);
    assert_eq!(types(&table), [Integer, Decimal, Text]);
    assert_eq!(table.n_records, 9);
}

#[test]
fn a_header_that_never_ends_is_refused_where_it_is() {
    let names = "a long name,".repeat(1_000_000);
    let error = refusal(&names);
    assert_eq!((error.code, error.place.line), ("E_COLS", Some(1)));
    let open = format!("id,\"{}\n", "name\n".repeat(300_000));
    let error = refusal(&open);
    assert_eq!((error.code, error.place.line), ("E_QUOTE", Some(1)));
    assert_eq!(error.place.column, None);
}

#[test]
fn a_head_that_cannot_be_decoded_waits_for_nothing_more() {
    let mut bytes: Vec<u8> = "\u{feff}id,name\n1,Ada\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.extend([0x00, 0xd8, 0x0a, 0x00]);
    bytes.resize(limits::HEAD, b' ');
    let mut reader = Reader::new("a.csv", ReadOptions::default(), 7);
    let refused = reader.feed(&bytes).expect_err("a lone surrogate");
    assert_eq!((refused.code, refused.place.line), ("E_UTF16", Some(3)));
}

#[test]
fn a_short_table_below_more_lines_of_comments_is_found() {
    let above = "# -----------\n# Free form 1\n# Shop - GA4 all\n\
        # 20250101-20250131\n# -----------\n\n";
    for (below, width, n) in [
        ("Date,Order,User,Revenue\n20250103,T1,u1,20.5\n", 4, 1),
        ("Order,Revenue\nT1,20.5\nT2,30\n", 2, 2),
        ("#Order;Revenue\nT1;20,5\nT2;30,1\n", 2, 2),
    ] {
        let table = read(format!("{above}{below}").as_bytes());
        let table = table.expect("it is read");
        assert_eq!(table.columns.len(), width, "{below}");
        assert_eq!(table.n_records, n, "{below}");
        assert!(table.columns[width - 1].name.ends_with("Revenue"));
    }
}

#[test]
fn a_column_that_is_empty_throughout_is_a_column() {
    for sign in [',', ';', '|', '\t'] {
        let line = |n: usize| format!("c{n}{sign}{sign}{}.50\n", 5 + n % 90);
        let body: String = (0..300).map(line).collect();
        let header = format!("customer{sign}day{sign}amount\n");
        let read = table(format!("{header}{body}"));
        assert_eq!(names(&read), ["customer", "day", "amount"], "{sign:?}");
        assert_eq!((read.n_records, read.rejected), (300, 0), "{sign:?}");
        let two = format!("{header}{body}").replace(sign, "||");
        let one = two.replace("||||", "||x||");
        assert_eq!(names(&table(one)), ["customer", "day", "amount"]);
    }
}
