//! k-means against the figures of scikit-learn in `tests/oracle`, on real
//! data. Without the data, the tests say so and pass; under `CI=true` they
//! fail.

#![allow(clippy::unwrap_used)] // A test may stop on the spot.

use cluster::validity::{adjusted_rand, silhouette};
use cluster::{FeatureMatrix, kmeans};
use ndarray::Array2;
use numeric::stats::{mean, population_variance};
use numeric::tick::never;

const SETS: &str = include_str!("../../../tests/oracle/kmeans.csv");
const CUSTOMERS: &str = include_str!("../../../tests/oracle/customers.csv");

/// A lower inertia than this share of the reference's is another, better
/// optimum: 100 starts find some that 10 did not.
const OTHER_OPTIMUM: f64 = 0.9995;

/// The same for figures written with more digits.
const ANOTHER_OPTIMUM: f64 = 1.0 - 2e-6;

/// A real table: samples, and the groups known from elsewhere.
struct Known {
    x: Array2<f64>,
    groups: Vec<u32>,
}

fn records(csv: &[u8]) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(csv)
        .records()
        .map(Result::unwrap)
        .collect()
}

fn matrix(rows: &[Vec<f64>]) -> Array2<f64> {
    Array2::from_shape_fn((rows.len(), rows[0].len()), |(i, j)| rows[i][j])
}

fn z_scores(mut x: Array2<f64>) -> Array2<f64> {
    for mut column in x.columns_mut() {
        let values = column.to_vec();
        let centre = mean(&values).unwrap();
        let sd = population_variance(&values).unwrap().sqrt();
        column.mapv_inplace(|v| (v - centre) / sd);
    }
    x
}

fn fit(x: &FeatureMatrix, k: usize, n_restarts: usize) -> kmeans::Fit {
    let params = kmeans::Params {
        n_clusters: Some(k),
        n_restarts,
        tolerance: 0.0,
        ..kmeans::Params::default()
    };
    kmeans::fit(x, &params, 2, &mut never).unwrap()
}

/// The adjusted Rand index where a group is known (0 is noise).
fn agreement(labels: &[u32], groups: &[u32]) -> f64 {
    let known = labels.iter().zip(groups).filter(|pair| *pair.1 > 0);
    let (labels, groups): (Vec<u32>, Vec<u32>) = known.unzip();
    adjusted_rand(&labels, &groups)
}

fn mall() -> Option<Known> {
    let csv = tests::data::bytes("mall_customers/Mall_Customers.csv")?;
    let row = |record: &csv::StringRecord| {
        (3..5).map(|j| record[j].parse().unwrap()).collect()
    };
    let rows: Vec<Vec<f64>> = records(&csv).iter().map(row).collect();
    let groups = vec![0; rows.len()];
    let x = matrix(&rows);
    Some(Known { x, groups })
}

fn wholesale() -> Option<Known> {
    let name = "wholesale_customers/Wholesale customers data.csv";
    let records = records(&tests::data::bytes(name)?);
    let log = |cell: &str| libm::log(cell.parse().unwrap());
    let row =
        |record: &csv::StringRecord| (2..8).map(|j| log(&record[j])).collect();
    let rows: Vec<Vec<f64>> = records.iter().map(row).collect();
    let channel = |record: &csv::StringRecord| record[0].parse().unwrap();
    let groups = records.iter().map(channel).collect();
    let x = z_scores(matrix(&rows));
    Some(Known { x, groups })
}

fn penguins() -> Option<Known> {
    let csv = tests::data::bytes("penguins/penguins.csv")?;
    let mut records = records(&csv);
    records.retain(|record| record[2].parse::<f64>().is_ok());
    let row = |record: &csv::StringRecord| {
        (2..6).map(|j| record[j].parse().unwrap()).collect()
    };
    let rows: Vec<Vec<f64>> = records.iter().map(row).collect();
    let species = ["", "Adelie", "Chinstrap", "Gentoo"];
    let group = |record: &csv::StringRecord| {
        species.iter().position(|name| *name == &record[0]).unwrap() as u32
    };
    let groups = records.iter().map(group).collect();
    let x = z_scores(matrix(&rows));
    Some(Known { x, groups })
}

#[test]
fn the_benchmark_sets_have_the_reference_figures() {
    let Some(sets) = tests::sets::all() else {
        return;
    };
    let mut wrong = Vec::new();
    for (set, record) in sets.into_iter().zip(records(SETS.as_bytes())) {
        let [agreed, inertia] =
            [4, 5].map(|j| record[j].parse::<f64>().unwrap());
        let x = FeatureMatrix::from_samples(set.samples, set.n_features);
        let found = fit(&x.unwrap(), set.n_groups, 100);
        let (set, groups) = (set.name, set.groups);
        let ratio = found.inertia / inertia;
        let found_agreed = agreement(&found.labels, &groups);
        println!(
            "{set}: inertia {:.6e} ({ratio:.5} of the reference), \
             agreement {found_agreed:.4} ({agreed:.3})",
            found.inertia
        );
        let other_optimum = ratio < OTHER_OPTIMUM;
        if ratio > 1.001
            || (!other_optimum && (found_agreed - agreed).abs() > 0.01)
        {
            wrong.push(set.to_string());
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_customer_tables_have_the_reference_figures() {
    for record in records(CUSTOMERS.as_bytes()) {
        let table = &record[0];
        let known = match table {
            "mall" => mall(),
            "wholesale" => wholesale(),
            "penguins" => penguins(),
            other => panic!("no table {other}"),
        };
        let Some(Known { x, groups }) = known else {
            return;
        };
        let k: usize = record[1].parse().unwrap();
        let [inertia, width] =
            [2, 3].map(|j| record[j].parse::<f64>().unwrap());
        let x = FeatureMatrix::new(x).unwrap();
        let found = fit(&x, k, 100);
        let found_width = silhouette(x.view(), &found.labels).unwrap();
        println!(
            "{table} k {k}: inertia {:.3} ({inertia}), silhouette \
             {found_width:.4} ({width})",
            found.inertia
        );
        let ratio: f64 = found.inertia / inertia;
        assert!(ratio <= 1.001, "{table} {k}: {ratio}");
        if ratio < ANOTHER_OPTIMUM {
            continue;
        }
        let away = (found_width / width - 1.0).abs();
        assert!(away <= 1e-3, "{table} {k}: {found_width}, not {width}");
        if let Ok(agreed) = record[4].parse::<f64>() {
            let found_agreed = agreement(&found.labels, &groups);
            println!("  agreement {found_agreed:.4} ({agreed})");
            assert!((found_agreed - agreed).abs() <= 0.01, "{table} {k}");
        }
    }
}

#[test]
fn five_groups_of_mall_customers_have_the_published_sizes() {
    let Some(Known { x, .. }) = mall() else {
        return;
    };
    let found = fit(&FeatureMatrix::new(x).unwrap(), 5, 20);
    let size = |label| found.labels.iter().filter(|&&l| l == label).count();
    assert_eq!([0, 1, 2, 3, 4].map(size), [81, 39, 35, 23, 22]);
}
