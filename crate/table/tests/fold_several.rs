//! Several tables, held or surveyed, parted together.

use crate::common;
use crate::folding::{links, slice, survey};
use table::{
    Links, Parted, Slicing, Table,
    combine::{Below, below},
    part_by, shared,
};

fn whole(bytes: &[u8]) -> Table {
    common::read(bytes).expect("it is read whole")
}

/// Two files in which customers are spelled in several ways, with orders that
/// have one number in both.
fn two_files() -> [String; 2] {
    let mut texts = [(); 2].map(|()| "who,order,paid\n".to_owned());
    for n in 0..120_u32 {
        let who = match n % 5 {
            0 => String::new(),
            1 => format!("C{}@Shop.example", n % 17),
            _ => format!("c{}@shop.example", n % 17),
        };
        let order = if n % 3 == 0 { n / 12 } else { 1_000 + n };
        texts[(n % 2) as usize] += &format!("{who},{order},{n}.5\n");
    }
    texts
}

#[test]
fn two_tables_are_parted_together_whether_they_are_held_or_not() {
    let texts = two_files();
    let held = texts.clone().map(|text| whole(text.as_bytes()));
    let surveys = texts.clone().map(|text| survey(text.as_bytes()));
    let parted = |nth: usize, is_held: bool| Parted {
        table: if is_held { &held[nth] } else { &surveys[nth] },
        by: 0,
        links: Some(match is_held {
            true => Links::of_table(&held[nth], [0, 1]),
            false => links(&surveys[nth], texts[nth].as_bytes(), [0, 1]),
        }),
    };
    for across in [false, true] {
        let slicings = |is_held: [bool; 2]| {
            let both = [0, 1].map(|nth| parted(nth, is_held[nth]));
            part_by(both.to_vec(), across, 1_000)
        };
        let all = slicings([true, true]);
        let mixed = slicings([true, false]);
        let mut slice_of = std::collections::HashMap::new();
        let mut n_records = [0, 0];
        for nth in 0..1_000 {
            let nth_of = |file: usize, of: &[Slicing]| {
                let all = vec![0, 1, 2];
                of[file].slice(all, 0, nth)
            };
            let tables = [0, 1].map(|it| held[it].sliced(&nth_of(it, &all)));
            let read =
                slice(&surveys[1], texts[1].as_bytes(), nth_of(1, &mixed));
            assert_eq!(read.n_records, tables[1].n_records);
            let rows = |table: &Table| table.rows(0, 500);
            assert_eq!(rows(&read), rows(&tables[1]));
            assert_eq!(read.read, tables[1].read);
            for (file, table) in tables.iter().enumerate() {
                n_records[file] += table.n_records;
                for record in 0..table.n_records {
                    let rows = table.rows(record, 1).cells;
                    let who = rows[0][0].to_lowercase();
                    let order = match across {
                        true => rows[0][1].clone(),
                        false => format!("{file} {}", rows[0][1]),
                    };
                    let keys = [who, order].map(|it| format!("={it}"));
                    for key in keys.into_iter().filter(|it| it != "=") {
                        let known = *slice_of.entry(key).or_insert(nth);
                        assert_eq!(known, nth, "{rows:?}");
                    }
                }
            }
        }
        assert_eq!(n_records, [60, 60]);
    }
}

#[test]
fn tables_below_one_another_mean_in_slices_what_they_mean_whole() {
    let one = whole(b"who,paid,day\na,1.25,2024-01-02\nb,,\n");
    let other = whole(b"who,paid,day\na,2.5,3\nc,,x\nd,0.5,y\n");
    let columns = [0, 1, 2].map(|at| Below {
        name: format!("column {at}"),
        of: vec![Some(at), Some(at)],
        as_text: at == 0,
    });
    let whole = below(&[&one, &other], &columns);
    let parted = [&one, &other].map(|table| Parted {
        table,
        by: 0,
        links: None,
    });
    let slicings = part_by(parted.to_vec(), false, 5);
    for nth in 0..5 {
        let part = |table: &Table, of: &Slicing| {
            table.sliced(&of.slice(Vec::new(), 0, nth))
        };
        let both = [part(&one, &slicings[0]), part(&other, &slicings[1])];
        let made = below(&[&both[0], &both[1]], &columns);
        for at in 0..3 {
            let (part, all) = (&made.columns[at], &whole.columns[at]);
            assert_eq!(part.column_type, all.column_type, "{at} in {nth}");
            assert_eq!(made.values(at).scale(), whole.values(at).scale());
        }
    }
}

#[test]
fn orders_of_several_customers_are_named() {
    let one = "who,order\na@x.de,1\nA@X.de,1\n,1\na@x.de,2\nb,2\nb,3\nc,5\n";
    let other = "who,order\nc,3\nb,4\n,4\nc,5\n";
    let held = [one, other].map(|text| whole(text.as_bytes()));
    let linked = |nth: usize| Parted {
        table: &held[nth],
        by: 0,
        links: Some(Links::of_table(&held[nth], [0, 1])),
    };
    assert_eq!(shared(&[linked(0)]), ["2"]);
    assert_eq!(shared(&[linked(1)]), [""; 0]);
    assert_eq!(shared(&[linked(0), linked(1)]), ["2", "3"]);
    let survey = survey(one.as_bytes());
    let read = Parted {
        table: &survey,
        by: 0,
        links: Some(links(&survey, one.as_bytes(), [0, 1])),
    };
    assert_eq!(shared(&[read]), ["2"]);
}

#[test]
fn what_is_apart_takes_the_records_of_nobody_along() {
    let text = "who,order\na,1\nb,1\n,1\nc,2\n,2\n,3\n";
    let held = whole(text.as_bytes());
    let other = whole(b"who,order\n,2\nd,3\n");
    let apart = |table| Parted {
        table,
        by: 0,
        links: Some(Links::of_table(table, [0, 1]).apart()),
    };
    let slicings = part_by(vec![apart(&held), apart(&other)], true, 100);
    assert_eq!(slicings[0].of_code(), [0, 1, 2]);
    let rows = |nth: u32| {
        let both = [&held, &other].into_iter().zip(&slicings);
        let tables = both.map(|(table, slicing)| {
            table
                .sliced(&slicing.slice(Vec::new(), 0, nth))
                .rows(0, 9)
                .cells
        });
        tables.map(|it| it.len()).collect::<Vec<_>>()
    };
    let counts = [rows(0), rows(1), rows(2), rows(3)];
    assert_eq!(counts, [[2, 0], [1, 0], [2, 1], [1, 1]]);
}
