//! What is wrong in a way that a line cannot say.

use session::{Reply, Request, Session, protocol::ExportName};
use table::{ReadOptions, Reader};

use crate::{
    bytes::{edited, good, good_with},
    check::{Kept, ask, load, load_request, run},
    host::Memory,
    said,
};

/// Two thousand million records take more bytes than any text may have, so
/// such a file is refused by its size, before its second chunk is asked for.
#[test]
fn two_billion_records_are_refused_before_they_are_read() {
    let n_records: u64 = (1 << 31) + 1;
    let n_bytes = n_records * "1\n".len() as u64;
    assert!(n_bytes > table::limits::TEXT);
    let mut kept = Kept::new();
    let mut request = load_request("large.csv", b"a,b\n1,2\n");
    if let Request::Load { files, .. } = &mut request {
        files[0].size = n_bytes;
    }
    let host = Memory {
        changes: true,
        ..Memory::of(b"a,b\n1,2\n")
    };
    let failure = ask(&mut kept.session, request, &host).unwrap_err();
    assert_eq!(failure.code, "E_SIZE", "{failure:?}");
    said::refused(
        "two_billion_records_are_refused_before_they_are_read",
        &failure,
    );
    kept.check_unchanged();
}

#[test]
fn columns_whose_names_are_nearly_one_are_two() {
    let options = ReadOptions::default();
    let mut reader = Reader::new("shop.csv", options, 3);
    let text = "Fee,fee ,f\u{e9}e,fe\u{301}e\n1,2,3,4\n5,6,7,8\n";
    reader.feed(text.as_bytes()).expect("it is text");
    let table = reader.finish().expect("it is a table");
    let names: Vec<&str> =
        table.columns.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Fee", "fee", "f\u{e9}e", "fe\u{301}e"]);
}

/// Of 136 records all amounts but one, and every thirtieth customer.
#[test]
fn what_is_missing_is_counted_with_its_worth() {
    let found = |bytes: &[u8]| {
        let mut session = Session::default();
        let (_, plan) =
            load(&mut session, "shop.csv", bytes).expect("it is a table");
        let request = Request::Review { plan };
        let reply = ask(&mut session, request, &Memory::default());
        let Ok(Reply::Reviewed { review }) = reply else {
            panic!("{reply:?}");
        };
        serde_json::to_value(review).expect("plain data")
    };
    let nameless = edited(|line| line.replace("K001,", ","));
    let review = found(&nameless).to_string();
    assert!(review.contains("\"missing-values\""), "{review}");
    let cells: Vec<&str> = [""; 999].into_iter().chain(["7"]).collect();
    let review = found(&good_with("quantity", &cells)).to_string();
    assert!(review.contains("\"missing-values\""), "{review}");
}

#[test]
fn a_file_s_name_is_in_no_name_of_a_download() {
    let mut session = Session::default();
    let name = "../../a<b>.csv";
    let (_, plan) = load(&mut session, name, &good()).expect("a table");
    run(&mut session, plan, None).expect("it runs");
    let all = [ExportName::Labels, ExportName::Plan, ExportName::Report];
    for what in all {
        let request = Request::Export { what };
        let reply = ask(&mut session, request, &Memory::default());
        let Ok(Reply::Exported { name, .. }) = reply else {
            panic!("{reply:?}");
        };
        assert!(
            name.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-'),
            "{name}"
        );
    }
}

#[test]
fn nothing_that_is_typed_becomes_a_pattern() {
    let made: Vec<String> = tests::tree::files("www", &[".js"])
        .iter()
        .flat_map(|file| file.find("RegExp("))
        .collect();
    assert!(made.is_empty(), "{made:?}");
}
