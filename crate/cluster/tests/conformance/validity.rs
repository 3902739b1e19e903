//! The indices of the known groups of every set beside scikit-learn's.

use cluster::validity::{calinski_harabasz, davies_bouldin, silhouette};
use tests::tree;

use crate::table::{self, Compared, Row};

const INDICES: [&str; 3] =
    ["silhouette", "Calinski-Harabasz", "Davies-Bouldin"];

#[test]
fn the_indices_are_those_of_scikit_learn() {
    let Some(sets) = tests::sets::all() else {
        return;
    };
    let reference = tree::file("tests/oracle/validity.csv").text;
    let mut rows = Vec::new();
    for (set, line) in sets.iter().zip(reference.lines().skip(1)) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells[0], set.name);
        let x = table::matrix(set);
        let (x, groups) = (x.view(), &set.groups);
        let ours = [
            silhouette(x, groups),
            calinski_harabasz(x, groups),
            davies_bouldin(x, groups),
        ];
        let indices = INDICES.into_iter().zip(ours).zip(&cells[1..]);
        rows.extend(indices.map(|((figure, ours), cell)| Row {
            method: "known groups".to_owned(),
            set: set.name.clone(),
            figure,
            ours: ours.unwrap(),
            reference: cell.parse().unwrap(),
            compared: Compared::Share,
        }));
    }
    table::keep("validity", &rows);
    for row in &rows {
        let away = row.difference().abs();
        assert!(away < 1e-6, "{} {}: {away:e}", row.set, row.figure);
    }
}
