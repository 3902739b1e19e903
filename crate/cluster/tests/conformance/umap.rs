//! The picture of neighbours beside umap-learn's and scikit-learn's figures:
//! of eight sets, started from the two main axes.

use cluster::{FeatureMatrix, umap};
use numeric::{linalg, tick::never};
use tests::tree;

use crate::table::{self, Compared, Row};

/// As many starts as the reference has.
const SEEDS: [u64; 3] = [1, 2, 3];

/// Sets with many samples equally far, whose order the reference leaves to
/// its sorting.
const EQUALLY_FAR: [&str; 2] = ["other/iris", "uci/ecoli"];

/// Where the samples lie along the two main axes.
fn axes(x: &FeatureMatrix) -> Vec<f64> {
    let means = linalg::column_means(x.view());
    let covariance = linalg::covariance_about(x.view(), &means);
    let vectors = linalg::symmetric_eigen(&covariance).vectors;
    let two = vectors.select(ndarray::Axis(0), &[0, 1]);
    let places = linalg::coordinates(x.view(), &means, two.view());
    places.iter().copied().collect()
}

fn trust(x: &FeatureMatrix, places: &[f64]) -> f64 {
    let k = umap::N_NEIGHBOURS;
    umap::trust::worthiness(x, places, k, &mut never).unwrap()
}

#[test]
fn pictures_are_as_worthy_of_trust_as_those_of_the_reference() {
    let Some(sets) = tests::sets::all() else {
        return;
    };
    let text = tree::file("tests/oracle/umap.csv").text;
    let mut rows = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let set = sets.iter().find(|set| set.name == cells[0]).unwrap();
        let x = table::matrix(set);
        let start = axes(&x);
        let ours = SEEDS.map(|seed| {
            let start = start.clone();
            let places = umap::embed(&x, start, seed, &mut never).unwrap();
            trust(&x, &places)
        });
        let mut row = |method: &str, ours, reference: &str| {
            rows.push(Row {
                method: method.to_owned(),
                set: set.name.clone(),
                figure: "trustworthiness",
                ours,
                reference: reference.parse().unwrap(),
                compared: Compared::Difference,
            });
        };
        row("main axes", trust(&x, &start), cells[1]);
        let mean = ours.iter().sum::<f64>() / SEEDS.len() as f64;
        row("umap", mean, cells[2]);
    }
    for row in &rows {
        let (set, less) = (&row.set, row.difference());
        match row.method.as_str() {
            "umap" => assert!(less > -0.01, "{set}: {less}"),
            _ if EQUALLY_FAR.contains(&&**set) => {
                assert!(less.abs() < 1e-4, "{set}: {less}");
            }
            _ => assert!(less.abs() < 1e-9, "{set}: {less}"),
        }
    }
    table::keep("umap", &rows);
}

#[test]
fn the_graph_of_neighbours_is_that_of_the_reference() {
    let Some(sets) = tests::sets::all() else {
        return;
    };
    let set = sets.iter().find(|it| it.name == "fcps/hepta").unwrap();
    let text = tree::file("tests/oracle/umap-graph.csv").text;
    let x = table::matrix(set);
    let links = umap::links(&x, umap::N_NEIGHBOURS, &mut never).unwrap();
    assert_eq!(text.lines().count() - 1, links.len());
    for (line, link) in text.lines().skip(1).zip(links) {
        let cells: Vec<&str> = line.split(',').collect();
        let ends = [link.low, link.high].map(|end| end.to_string());
        assert_eq!(cells[..2], ends);
        let weight: f64 = cells[2].parse().unwrap();
        let away = (link.weight - weight).abs();
        assert!(away < 1e-5, "{line}: {away}");
    }
}
