//! k-means with 100 starts beside scikit-learn's with 10.

use cluster::{Method, kmeans::Params};
use tests::tree;

use crate::table::{self, Compared, Row};

#[test]
fn k_means_stands_beside_its_reference() {
    let Some(sets) = tests::sets::all() else {
        return;
    };
    let reference = tree::file("tests/oracle/kmeans.csv").text;
    let method = Method::KMeans(Params {
        n_restarts: 100,
        tolerance: 0.0,
        ..Params::default()
    });
    let mut rows = Vec::new();
    for (set, line) in sets.iter().zip(reference.lines().skip(1)) {
        let cells: Vec<&str> = line.split(',').collect();
        let found = table::fit(set, &method);
        let row = |figure, ours, cell: usize, compared| Row {
            method: method.name().to_owned(),
            set: set.name.clone(),
            figure,
            ours,
            reference: cells[cell].parse().unwrap(),
            compared,
        };
        let agreed = table::agreement(set, &found);
        let inertia = found.loss.unwrap();
        rows.push(row("adjusted Rand", agreed, 4, Compared::Difference));
        rows.push(row("inertia", inertia, 5, Compared::Share));
    }
    table::keep("k-means", &rows);
    for row in rows.iter().filter(|row| row.figure == "inertia") {
        assert!(row.difference() < 1e-3, "{}", row.set);
    }
}
