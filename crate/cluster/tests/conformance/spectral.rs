//! Spectral clustering beside scikit-learn's on the same graph.

use cluster::{Method, spectral::Params};
use tests::tree;

use crate::table::{self, Compared, Row};

#[test]
fn spectral_clusters_stand_beside_their_reference() {
    let Some(sets) = tests::sets::all() else {
        return;
    };
    let text = tree::file("tests/oracle/spectral.csv").text;
    let asked = Method::Spectral(Params::default());
    let mut rows = Vec::new();
    for line in text.lines().skip(1) {
        let (name, cell) = line.split_once(',').unwrap();
        let set = sets.iter().find(|set| set.name == name).unwrap();
        rows.push(Row {
            method: asked.name().to_owned(),
            set: name.to_owned(),
            figure: "adjusted Rand",
            ours: table::agreement(set, &table::fit(set, &asked)),
            reference: cell.parse().unwrap(),
            compared: Compared::Difference,
        });
    }
    table::keep("spectral", &rows);
    let mean = |of: fn(&Row) -> f64| {
        rows.iter().map(of).sum::<f64>() / rows.len() as f64
    };
    println!("{:.4} {:.4}", mean(|r| r.ours), mean(|r| r.reference));
    let short = rows.iter().filter(|row| row.difference() < -0.01);
    let short: Vec<&String> = short.map(|row| &row.set).collect();
    assert!(short.is_empty(), "{short:?}");
}
