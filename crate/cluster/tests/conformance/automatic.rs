//! The method chosen without the groups, at their number, beside Genie's
//! published partitions.

use cluster::automatic;
use numeric::tick::never;
use tests::tree;

use crate::table::{self, Compared, Row};

#[test]
fn the_chosen_method_stands_beside_genie() {
    let Some(sets) = tests::sets::all() else {
        return;
    };
    let reference = tree::file("tests/oracle/genie.csv").text;
    let mut rows = Vec::new();
    for (set, line) in sets.iter().zip(reference.lines().skip(1)) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells[0], set.name);
        let x = table::matrix(set);
        let picked = automatic::fit(&x, set.n_groups, 1, &mut never).unwrap();
        rows.push(Row {
            method: format!("automatic ({})", picked.method.name()),
            set: set.name.clone(),
            figure: "adjusted Rand",
            ours: table::agreement(set, &picked.partition),
            reference: cells[1].parse().unwrap(),
            compared: Compared::Difference,
        });
    }
    table::keep("automatic", &rows);
    let mean = |of: fn(&Row) -> f64| {
        rows.iter().map(of).sum::<f64>() / rows.len() as f64
    };
    let (ours, genie) = (mean(|row| row.ours), mean(|row| row.reference));
    println!("automatic: {ours} (Genie {genie})");
    assert!(ours >= genie, "{ours} {genie}");
}
