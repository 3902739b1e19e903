//! Who is missing by what a file of customers says of them.

use crate::support;
use kindred::{
    Plan, Review,
    executor::Serial,
    plan::{SourceKind, SourcePlan},
    review::{Attribute, Shares},
    role::{ColumnRole, Role},
};
use table::{ReadOptions, Table};

fn source(
    kind: SourceKind,
    table: &Table,
    roles: &[(&str, Role)],
) -> SourcePlan {
    let role = |name: &str| {
        let of = roles.iter().find(|(column, _)| *column == name);
        of.map_or(Role::Attribute, |(_, role)| *role)
    };
    let roles = table.columns.iter().map(|column| ColumnRole {
        column: column.name.clone(),
        role: role(&column.name),
        confidence: 1.0,
    });
    SourcePlan {
        kind,
        reading: ReadOptions::default(),
        roles: roles.collect(),
        key: None,
        repairs: Vec::new(),
        preset: None,
    }
}

/// Two hundred customers, every fourth in the south. Of the north all bought
/// but those without a day, of the south every second. Customer 1 stands
/// there twice, the second time in the south; three have no address, and
/// `stranger` customers bought whom the file does not know.
fn files(address: &dyn Fn(usize) -> String, stranger: usize) -> [Table; 2] {
    let mut orders = String::from("mail,day,worth,land\n");
    let mut customers = String::from("number,mail,land,born\n");
    for who in 0..200 {
        let is_south = who % 4 == 0;
        let land = if is_south { "south" } else { "north" };
        customers += &format!("{who},{},{land},", address(who));
        customers += &format!("19{:02}-01-01\n", 50 + who % 50);
        if is_south && who % 8 == 0 {
            continue;
        }
        let day = match who {
            1..=3 => String::new(),
            _ => format!("2025-01-{:02}", 1 + who % 28),
        };
        orders += &format!("p{who}@shop.example,{day},5.00,web\n");
        orders += &format!("p{who}@shop.example,{day},6.00,shop\n");
    }
    customers += "1,p1@shop.example,south,1990-01-01\n";
    customers += ",,south,\n,,south,\n,,south,\n";
    for who in 0..stranger {
        orders += &format!("s{who}@shop.example,2025-01-07,5.00,web\n");
    }
    let read = |name, text: String| support::read(name, text.as_bytes());
    [read("orders.csv", orders), read("people.csv", customers)]
}

fn review(files: &[Table; 2]) -> Review {
    let plan = Plan {
        permission: None,
        ..Plan::new(vec![
            source(
                SourceKind::Orders,
                &files[0],
                &[
                    ("mail", Role::CustomerId),
                    ("day", Role::Date),
                    ("worth", Role::Amount),
                ],
            ),
            source(
                SourceKind::Customers,
                &files[1],
                &[("number", Role::CustomerId), ("mail", Role::Email)],
            ),
        ])
    };
    pollster::block_on(kindred::review(files, &plan, &Serial))
        .expect("a good review")
}

fn by<'a>(review: &'a Review, file: Option<&str>) -> Vec<&'a Attribute> {
    let all = review.left_out.attributes.iter();
    all.filter(|it| it.file.as_deref() == file).collect()
}

fn counts(of: &Shares) -> (Option<&str>, u64, u64) {
    let count =
        |share: Option<kindred::review::Share>| share.expect("told").count;
    (of.value.as_deref(), count(of.used), count(of.left_out))
}

#[test]
fn who_bought_nothing_is_missing_by_what_the_file_of_customers_says() {
    let address = |who| format!("P{who}@shop.example");
    let review = review(&files(&address, 0));
    let [land] = by(&review, Some("people.csv"))[..] else {
        panic!("{:?}", review.left_out);
    };
    assert_eq!(land.column, "land");
    // In the south 25 bought; of the north 1 to 3 have no readable day.
    assert_eq!((land.used, land.left_out), (172, Some(31)));
    // Three of the north are too few to be told, and with them all the rest.
    let told = |it: &Shares| it.left_out.is_some();
    assert!(!land.values.iter().any(told), "{land:?}");
}

#[test]
fn whoever_is_in_the_file_of_customers_counts_once() {
    // Another twelve of the north do not join: their address is another.
    let address = |who| match who % 4 {
        1 if who < 48 => format!("q{who}@shop.example"),
        _ => format!("p{who}@shop.example"),
    };
    let review = review(&files(&address, 30));
    let [land] = by(&review, Some("people.csv"))[..] else {
        panic!("{:?}", review.left_out);
    };
    let values: Vec<_> = land.values.iter().map(counts).collect();
    // North: 2 and 3 without a day, 12 who do not join. South: 25 who bought
    // nothing, three without an address, and `p1`, who now stands there once.
    let expected = [(Some("north"), 136, 14), (Some("south"), 25, 29)];
    assert_eq!(values, expected);
    assert!(land.values.iter().all(|it| it.differs), "{land:?}");
    // The column of one name in the purchases stands by itself.
    let [own] = by(&review, None)[..] else {
        panic!("{:?}", review.left_out);
    };
    assert_eq!((&*own.column, own.used), ("land", 202));
}

#[test]
fn a_file_of_customers_that_joins_nobody_used_tells_nothing() {
    let review = review(&files(&|who| format!("x{who}@shop.example"), 0));
    // But for the two lines of one who is in no analysis: without a day.
    assert_eq!(review.joins[0].matches.left.matched, 2);
    assert!(by(&review, Some("people.csv")).is_empty());
}
