//! Tables beside and below each other.

use crate::common::{numbers, read, texts};
use proptest::prelude::*;
use table::{
    ColumnType, MISSING, Table,
    combine::{Below, below, key_form, masked},
};

fn table(text: &str) -> Table {
    read(text).expect("a good table")
}

/// Columns of the same positions in every table.
fn same_columns(tables: &[&Table]) -> Vec<Below> {
    let columns = tables[0].columns.iter().enumerate();
    columns
        .map(|(at, column)| Below {
            name: column.name.clone(),
            of: vec![Some(at); tables.len()],
            as_text: false,
        })
        .collect()
}

#[test]
fn a_key_has_one_form_however_it_is_written() {
    let same = [
        ("ada@shop.example", "  ADA@Shop.example "),
        ("ada@shop.example", "ada\u{200b}@shop.example"),
        ("ines@shop.example", "İNES@shop.example"),
        ("0017", "\u{feff}0017\u{a0}"),
        ("a b", "a\u{a0}b"),
        ("kö-1", "k\u{ad}ö-1"),
        ("jü@x.example", "ju\u{308}@x.example"),
        ("JÜ@x.example", "ju\u{308}@x.example"),
        ("Nguyễn", "Nguye\u{302}\u{303}n"),
        ("한", "\u{1112}\u{1161}\u{11ab}"),
    ];
    for (one, other) in same {
        assert_eq!(key_form(one), key_form(other), "{other:?}");
    }
    for (one, other) in [("17", "0017"), ("aB", "ab"), ("ı@x", "i@x")] {
        assert_ne!(key_form(one), key_form(other), "{other:?}");
    }
}

#[test]
fn an_example_says_nothing_but_its_first_letter() {
    assert_eq!(masked("ada@shop.example"), "a•••@•••");
    assert_eq!(masked("12345678901234"), "1•••••••");
    assert_eq!(masked("7"), "•");
    assert_eq!(masked(""), "");
}

#[test]
fn spellings_of_one_key_share_the_first() {
    let table =
        table("who,n\nAda@x.example,1\nada@x.example ,2\nbob@x.example,3\n");
    let (unified, joined) = table.unified(0).expect("two spellings");
    assert_eq!(joined, 1);
    assert_eq!(unified.columns[0].distinct, 2);
    let who = texts(&unified, 0);
    let first = Some("Ada@x.example");
    assert_eq!(who, [first, first, Some("bob@x.example")]);
    assert!(unified.unified(0).is_none(), "nothing is left to do");
    assert!(table.unified(1).is_none());
}

#[test]
fn every_record_of_both_sides_is_accounted_for() {
    let lines = table("order,piece\n1,a\n1,b\n2,c\n,d\n9,e\n");
    let orders = table("no,who\n1,ada\n2,bob\n2,eve\n3,cy\n,dan\n");
    let matches = lines.look_up(0, &orders, 0);
    assert_eq!(matches.records, [0, 0, 1, MISSING, MISSING]);
    let report = &matches.report;
    for side in [&report.left, &report.right] {
        let told = side.matched + side.no_key + side.unmatched;
        assert_eq!(side.records, told);
    }
    assert_eq!((report.left.matched, report.left.keys_matched), (3, 2));
    assert_eq!((report.right.matched, report.right.keys_matched), (3, 2));
    assert_eq!(report.repeated, 1, "the second order 2");
    assert_eq!(report.left.examples, ["•"]);
    assert_eq!(report.right.examples, ["•"]);
}

#[test]
fn a_partner_brings_its_values() {
    let lines = table("order,piece\n7,a\n1,b\n2,c\n2,d\n");
    let orders = table("no,day\n1,2025-01-02\n2,2025-01-03\n3,2025-01-04\n");
    let matches = lines.look_up(0, &orders, 0);
    let both = lines.beside(&orders, &[(1, "day".into())], &matches);
    let days = [None, Some("2025-01-02"), Some("2025-01-03")];
    assert_eq!(texts(&both, 2), [days[0], days[1], days[2], days[2]]);
    let day = &both.columns[2];
    assert_eq!((day.missing, day.distinct), (1, 2));
    assert_eq!(day.column_type, ColumnType::Date);
    assert_eq!(both.values(2).n_codes(), 2, "no code without a record");
}

#[test]
fn the_weightier_of_several_partners_is_taken() {
    let orders = table("who\nADA@x.example\nbob@x.example\ncy@x.example\n");
    let said = table(
        "mail,ok\nada@x.example,yes\nbob@x.example,\nAda@X.example,no\n\
         bob@x.example,yes\nada@x.example,yes\n",
    );
    let no = |text: &str| text == "no";
    let found = orders.look_up_weighed(0, &said, 0, 1, &no);
    assert_eq!(found, [2, 3, MISSING]);
}

#[test]
fn a_column_takes_what_outweighs_it() {
    let table = table("n,own,other\n1,yes,no\n2,,yes\n3,no,yes\n4,yes,\n");
    let heard = table.outweighed(1, 2, &|text| text == "no");
    let expected = ["no", "yes", "no", "yes"].map(Some);
    assert_eq!(texts(&heard, 1), expected);
    assert_eq!(texts(&heard, 2), texts(&table, 2));
}

#[test]
fn what_a_text_meant_in_its_own_file_it_means_below() {
    let day_first = table("day,n\n13/02/2025,1.5\n03/04/2025,2.5\n");
    let month_first = table("day,n\n02/13/2025,1.25\n03/04/2025,7\n");
    let tables = [&day_first, &month_first];
    let all = below(&tables, &same_columns(&tables));
    let values = all.values(0);
    let days: Vec<i64> = values
        .codes()
        .iter()
        .map(|code| values.moment(*code).expect("a day").day())
        .collect();
    assert_eq!(days[0], days[2], "the 13th of February");
    assert_ne!(days[1], days[3], "the 3rd of April, the 4th of March");
    assert_eq!(all.columns[1].scale, 2);
    let wanted = [1.5, 2.5, 1.25, 7.0].map(Some);
    assert_eq!(numbers(&all, 1), wanted);
}

#[test]
fn a_column_that_one_file_lacks_is_missing_there() {
    let one = table("who,n\nada,1\n");
    let two = table("who,city\nbob,Rome\n");
    let columns = [
        Below {
            name: "who".into(),
            of: vec![Some(0), Some(0)],
            as_text: true,
        },
        Below {
            name: "n".into(),
            of: vec![Some(1), None],
            as_text: false,
        },
    ];
    let all = below(&[&one, &two], &columns);
    assert_eq!((all.n_records, all.read), (2, 2));
    assert_eq!(numbers(&all, 1), [Some(1.0), None]);
    assert_eq!(all.columns[1].missing, 1);
}

proptest! {
    #[test]
    fn a_file_cut_in_two_comes_back_whole(
        cells in prop::collection::vec(("[a-c]{1,2}", -99i32..99), 2..30),
        cut in 1usize..29,
    ) {
        let cut = cut.min(cells.len() - 1);
        let text = |cells: &[(String, i32)]| {
            let rows = cells.iter().map(|(a, n)| format!("{a}x,{n}.5\n"));
            format!("who,n\n{}", rows.collect::<String>())
        };
        let whole = table(&text(&cells));
        let parts = [&cells[..cut], &cells[cut..]].map(|c| table(&text(c)));
        let tables = [&parts[0], &parts[1]];
        let all = below(&tables, &same_columns(&tables));
        prop_assert_eq!(texts(&all, 0), texts(&whole, 0));
        prop_assert_eq!(numbers(&all, 1), numbers(&whole, 1));
        prop_assert_eq!(all.values(0).codes(), whole.values(0).codes());
    }
}

#[test]
fn two_columns_are_multiplied_exactly() {
    let table = table("price,n\n€ 1.25,2\n€ 1.25,\n0.10,3\n€ 2.5,1\n,1\n");
    let made = table.multiplied(0, Some(1), "amount").expect("numbers");
    let amount = texts(&made, 2);
    let expected = [Some("2.50"), None, Some("0.30"), Some("2.50"), None];
    assert_eq!(amount, expected);
    let values = made.values(2);
    let currency = |record: usize| values.currency(values.codes()[record]);
    assert_eq!((currency(0), currency(2)), (Some("EUR"), None));
    assert_eq!((made.columns[2].distinct, made.columns[2].missing), (2, 2));
    let large = self::table(&format!("a,b\n{0},{0}\n2,2\n", "9".repeat(15)));
    assert!(large.multiplied(0, Some(1), "c").is_none());
}
