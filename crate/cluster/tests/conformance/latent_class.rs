//! Latent classes beside an EM algorithm in NumPy from the same groups, and
//! the best of ten starts beside StepMix's.

use cluster::latent_class::{Params, fit_from};
use cluster::{FeatureMatrix, Method, method};
use numeric::tick::never;
use tests::tree;

use crate::table::{self, Compared, Row};

/// The 13 categories of German credit, or those of the contracts of Telco.
fn samples(name: &str) -> Option<FeatureMatrix> {
    if name == "telco_churn" {
        let file = "telco_churn/Telco-Customer-Churn.csv";
        return Some(table::mixed(file, 6, 18)?.x);
    }
    let [(_, german), _] = table::mixed_sets()?;
    let columns = german
        .x
        .view()
        .select(ndarray::Axis(1), &german.categorical);
    let mut x = columns.as_standard_layout().into_owned();
    if name.ends_with("with gaps") {
        for ((i, j), cell) in x.indexed_iter_mut() {
            if (7 * i + 3 * j) % 11 == 0 {
                *cell = -1.0;
            }
        }
    }
    Some(FeatureMatrix::new(x).unwrap())
}

#[test]
fn latent_classes_stand_beside_their_reference() {
    let text = tree::file("tests/oracle/latent-class.csv").text;
    let mut rows = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let Some(x) = samples(cells[0]) else {
            return;
        };
        let k: usize = cells[1].parse().unwrap();
        let groups: Vec<u32> =
            (0..x.n_samples()).map(|i| (i % k) as u32).collect();
        let params = Params {
            n_clusters: Some(k),
            missing: Some(-1.0),
            tolerance: 1e-14,
            max_iterations: 10_000,
            ..Params::default()
        };
        let found = fit_from(&x, &groups, &params, &mut never).unwrap();
        let asked = Method::LatentClass(Params {
            tolerance: 1e-9,
            ..params
        });
        let best = method::fit(&x, &asked, 1, &mut never).unwrap();
        assert_eq!(found.n_parameters, cells[3].parse().ok());
        let log_likelihood = |of: &cluster::Partition| of.log_likelihood;
        for (figure, ours, cell) in [
            ("log-likelihood from groups", log_likelihood(&found), 2),
            ("BIC from groups", found.bic(), 4),
            ("log-likelihood of ten starts", log_likelihood(&best), 5),
        ] {
            rows.push(Row {
                method: format!("latent-class {k}"),
                set: cells[0].to_owned(),
                figure,
                ours: ours.unwrap(),
                reference: cells[cell].parse().unwrap(),
                compared: Compared::Share,
            });
        }
    }
    table::keep("latent-class", &rows);
    for row in &rows {
        let (away, told) = (row.difference(), (&row.set, row.figure));
        if row.figure.ends_with("groups") {
            assert!(away.abs() < 1e-6, "{told:?} {away}");
        }
        // A log-likelihood below 0: a larger share is a worse fit.
        assert!(away < 1e-4, "{told:?} {away}");
    }
}
