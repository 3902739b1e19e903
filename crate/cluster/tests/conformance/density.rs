//! DBSCAN and HDBSCAN* beside scikit-learn.

use cluster::dbscan::Params;
use cluster::{Method, Partition, hdbscan};
use tests::sets::Set;
use tests::tree;

use crate::table::{self, Compared, Row};

/// A line of the reference's figures.
struct Reference<'a> {
    cells: Vec<&'a str>,
}

impl Reference<'_> {
    fn number(&self, cell: usize) -> f64 {
        self.cells[cell].parse().unwrap()
    }
}

#[test]
fn density_methods_stand_beside_their_reference() {
    let Some(sets) = tests::sets::all() else {
        return;
    };
    let reference = tree::file("tests/oracle/density.csv").text;
    let mut rows = Vec::new();
    let mut other_labels = Vec::new();
    for (set, line) in sets.iter().zip(reference.lines().skip(1)) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells[0], set.name);
        let reference = Reference { cells };
        let found = regions(set, reference.number(1));
        rows.extend(compared("dbscan", set, &found, &reference, [2, 3, 5]));
        if fingerprint(&found) != reference.cells[4] {
            other_labels.push(&set.name);
        }
        let method = Method::Hdbscan(hdbscan::Params::default());
        let found = table::fit(set, &method);
        rows.extend(compared("hdbscan", set, &found, &reference, [6, 7, 8]));
    }
    table::keep("density", &rows);
    assert!(other_labels.is_empty(), "not DBSCAN's: {other_labels:?}");
    let agreed = rows.iter().filter(|row| row.figure == "adjusted Rand");
    let agreed: Vec<_> =
        agreed.filter(|row| row.method == "hdbscan").collect();
    let n_sets = agreed.len() as f64;
    let ours: f64 = agreed.iter().map(|row| row.ours).sum();
    let theirs: f64 = agreed.iter().map(|row| row.reference).sum();
    println!("hdbscan: {} ({})", ours / n_sets, theirs / n_sets);
    assert!(ours / n_sets >= theirs / n_sets - 0.01);
}

fn regions(set: &Set, radius: f64) -> Partition {
    let method = Method::Dbscan(Params {
        radius: Some(radius),
        ..Params::default()
    });
    table::fit(set, &method)
}

fn compared(
    method: &str,
    set: &Set,
    found: &Partition,
    reference: &Reference<'_>,
    cells: [usize; 3],
) -> [Row; 3] {
    let [clusters, noise, agreed] = cells;
    let row = |figure, ours, cell: usize| Row {
        method: method.to_owned(),
        set: set.name.clone(),
        figure,
        ours,
        reference: reference.number(cell),
        compared: Compared::Difference,
    };
    [
        row("clusters", found.n_clusters as f64, clusters),
        row("noise", found.n_noise() as f64, noise),
        row("adjusted Rand", table::agreement(set, found), agreed),
    ]
}

/// 64-bit FNV-1a over the labels, 1, 2, … in order of first appearance,
/// noise 0.
fn fingerprint(found: &Partition) -> String {
    let mut names = vec![0; found.n_clusters];
    let mut n_seen = 0;
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for label in &found.labels {
        let name = label.map_or(0, |label| {
            let name = &mut names[label as usize];
            if *name == 0 {
                n_seen += 1;
                *name = n_seen;
            }
            *name
        });
        hash = (hash ^ name).wrapping_mul(0x0000_0100_0000_01B3);
    }
    format!("{hash:016x}")
}
