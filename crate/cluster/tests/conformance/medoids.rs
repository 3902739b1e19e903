//! k-medoids with 20 starts beside FasterPAM with 20 and PAM from BUILD, of
//! the Python package kmedoids.

use cluster::{Method, k_medoids::Params, method};
use numeric::tick::never;
use tests::tree;

use crate::table::{self, Compared, Mixed, Row};

fn samples(name: &str) -> Option<Mixed> {
    if let Some((_, mixed)) =
        table::mixed_sets()?.into_iter().find(|set| set.0 == name)
    {
        return Some(mixed);
    }
    let sets = tests::sets::all()?;
    let set = sets.iter().find(|set| set.name == name).unwrap();
    Some(Mixed {
        x: table::matrix(set),
        categorical: Vec::new(),
    })
}

#[test]
fn medoids_stand_beside_their_reference() {
    let text = tree::file("tests/oracle/medoids.csv").text;
    let mut rows = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let Some(Mixed { x, categorical }) = samples(cells[0]) else {
            return;
        };
        assert_eq!(x.n_samples(), cells[1].parse::<usize>().unwrap());
        let asked = Method::KMedoids(Params {
            n_clusters: Some(cells[2].parse().unwrap()),
            n_restarts: 20,
            categorical,
            ..Params::default()
        });
        let found = method::fit(&x, &asked, 1, &mut never).unwrap();
        for (figure, cell) in [("loss, FasterPAM", 3), ("loss, PAM", 4)] {
            rows.push(Row {
                method: asked.name().to_owned(),
                set: cells[0].to_owned(),
                figure,
                ours: found.loss.unwrap(),
                reference: cells[cell].parse().unwrap(),
                compared: Compared::Share,
            });
        }
    }
    table::keep("medoids", &rows);
    for row in &rows {
        assert!(row.difference() < 1e-3, "{} {}", row.set, row.figure);
    }
}
