//! Records of nobody are shared out among the slices, and change nothing.

use crate::cut::{Cut, check, plan, shop};
use kindred::{
    Slices, executor::Serial, remedy::Remedy, role::Role, slices::Part,
};
use table::MISSING;

/// A shop of which two lines in three name no customer, half of them no order
/// either, and some stand there twice.
fn anonymous() -> String {
    let drawn: Vec<(u8, u8, u8, u8)> = (0..900u32)
        .map(|n| {
            let of = |by: u32, below: u32| (n * by % below) as u8;
            (of(11, 41), of(3, 11), of(29, 200), of(5, 7))
        })
        .collect();
    let mut text = String::new();
    for (nth, line) in shop(&drawn, true).lines().enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        let own = match nth % 3 {
            _ if nth < 150 => line.to_owned(),
            0 => format!(",{}", cells[1..].join(",")),
            1 => format!(",,{}", cells[2..].join(",")),
            _ => line.to_owned(),
        };
        let times = if nth % 13 == 12 { 2 } else { 1 };
        text += &format!("{own}\n").repeat(times);
    }
    text
}

/// Records of nobody in each slice, and how many there are in all.
fn of_nobody(cut: &mut Cut<'_>) -> Vec<usize> {
    let n = cut.parting().count();
    let read = |nth: u32| {
        let part = Part::reading(&Serial);
        let tables = pollster::block_on(cut.read(nth, &part));
        let tables = tables.expect("the same file");
        let names = tables[0].columns.iter();
        let at = names.map(|it| &*it.name).position(|it| it == "customer");
        let values = tables[0].values(at.expect("it is read"));
        values.codes().iter().filter(|it| **it == MISSING).count()
    };
    (0..n).map(read).collect()
}

#[test]
fn records_of_nobody_change_nothing_wherever_they_are() {
    let text = anonymous();
    let files = [("shop.csv", text.as_bytes())];
    let mut plan = plan(&files);
    check(&files, 0, &plan);
    plan.remedies = vec![Remedy::RepeatedRecords];
    check(&files, 0, &plan);
    let missing = Remedy::MissingValues {
        role: Role::CustomerId,
    };
    plan.remedies = vec![missing, Remedy::RepeatedRecords];
    check(&files, 0, &plan);
    plan.currency = Some("USD".into());
    check(&files, 0, &plan);
}

#[test]
fn records_of_nobody_are_in_every_slice() {
    let text = anonymous();
    let files = [("shop.csv", text.as_bytes())];
    let mut plan = plan(&files);
    for remedies in [vec![], vec![Remedy::ContradictoryOrders]] {
        plan.remedies = remedies;
        let mut cut = Cut::new(&files, 0, &plan, 4).expect("one file");
        let n = of_nobody(&mut cut);
        let all: usize = n.iter().sum();
        assert!(all > 600, "{n:?}");
        assert!(n.iter().all(|it| (all / 6..all / 3).contains(it)), "{n:?}");
    }
}
