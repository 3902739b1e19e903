//! Non-negative factors beside scikit-learn's, from the same first factors
//! and after as many steps.

use cluster::{FeatureMatrix, nmf};
use ndarray::Array2;
use numeric::tick::never;
use tests::tree;

use crate::table::{self, Compared, Row};

/// What 440 customers of a wholesaler spent on six kinds of goods.
fn wholesale() -> Option<FeatureMatrix> {
    let name = "wholesale_customers/Wholesale customers data.csv";
    Some(table::mixed(name, 2, 8)?.x)
}

/// How often each of 3,898 members bought each of 167 articles.
fn members() -> Option<FeatureMatrix> {
    let bytes = tests::data::bytes("groceries_members/Groceries_dataset.csv")?;
    let text = String::from_utf8(bytes).unwrap();
    let lines = || text.lines().skip(1).map(|line| line.split(','));
    let names = |column: usize| {
        let mut names: Vec<&str> = lines()
            .map(|mut cells| cells.nth(column).unwrap())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let (members, items) = (names(0), names(2));
    let mut counts = Array2::zeros((members.len(), items.len()));
    for cells in lines() {
        let cells: Vec<&str> = cells.collect();
        let member = members.binary_search(&cells[0]).unwrap();
        let item = items.binary_search(&cells[2]).unwrap();
        counts[[member, item]] += 1.0;
    }
    Some(FeatureMatrix::new(counts).unwrap())
}

#[test]
fn factors_stand_beside_their_reference() {
    let (Some(wholesale), Some(members)) = (wholesale(), members()) else {
        return;
    };
    let text = tree::file("tests/oracle/nmf.csv").text;
    let mut rows = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let x = match cells[0] {
            "wholesale" => &wholesale,
            _ => &members,
        };
        let rank: usize = cells[1].parse().unwrap();
        let (n, m) = x.view().dim();
        let samples = Array2::from_shape_fn((n, rank), |(i, c)| {
            1.0 + ((7 * i + 3 * c) % 11) as f64 / 10.0
        });
        let features = Array2::from_shape_fn((rank, m), |(c, j)| {
            1.0 + ((5 * c + 2 * j) % 7) as f64 / 10.0
        });
        let steps = cells[2].parse().unwrap();
        let found = nmf::fit_from(x, &samples, &features, steps, &mut never);
        rows.push(Row {
            method: format!("nmf {rank}, {steps} steps"),
            set: cells[0].to_owned(),
            figure: "loss",
            ours: found.unwrap().loss.unwrap(),
            reference: cells[3].parse().unwrap(),
            compared: Compared::Share,
        });
    }
    table::keep("nmf", &rows);
    for row in &rows {
        let away = row.difference();
        assert!(away.abs() < 1e-6, "{} {} {away}", row.method, row.set);
    }
}
