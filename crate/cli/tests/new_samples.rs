//! `cluster --new`: samples that the fitted model labels.
#![allow(missing_docs, reason = "a test's name is its documentation")]

mod support;

use std::fs;

use support::{Said, file, folder, kindred};

/// Three clouds of 20 samples, y in hundreds: on one scale they are as far
/// from each other along either.
fn clouds() -> String {
    let place = |sample: u32| {
        let (x, y) = [(0, 0), (10, 0), (0, 1000)][sample as usize % 3];
        let step = sample / 3;
        format!("{x}.{step:02},{}\n", y + 5 * step)
    };
    "x,y\n".to_owned() + &(0..60).map(place).collect::<String>()
}

fn labels_of(test: &str, new: &str, method: &[&str]) -> (Said, String) {
    let folder = folder(test);
    let matrix = file(&folder, "matrix.csv", clouds());
    let new = file(&folder, "new.csv", new);
    let [labels, out] =
        ["labels.csv", "new-labels.csv"].map(|name| file(&folder, name, ""));
    let files = ["--labels", &labels, "--new", &new, "--new-labels", &out];
    let words = ["cluster", &matrix, "--scale", "standard", "--json"];
    let said = kindred(&[&words[..], &files, method].concat());
    (said, fs::read_to_string(&out).unwrap_or_default())
}

#[test]
fn new_samples_are_labelled_by_the_fitted_model() {
    let new = "x,y\n0.1,1040\n0.1,30\n10.1,60\n0.05,60\n";
    for (name, method) in [
        ("new-k-means", &["--method", "k-means", "--k", "3"][..]),
        ("new-ward", &["--method", "agglomerative", "--k", "3"]),
        ("new-mixture", &["--method", "mixture", "--k", "3"]),
        ("new-medoids", &["--method", "k-medoids", "--k", "3"]),
        (
            "new-dbscan",
            &["--method", "dbscan", "--param", "radius=0.3"],
        ),
        ("new-hdbscan", &["--method", "hdbscan"]),
        ("new-spectral", &["--method", "spectral", "--k", "3"]),
    ] {
        let (said, labels) = labels_of(name, new, method);
        assert_eq!(said.code, 0, "{name}: {}", said.err);
        assert_eq!(labels, "label\n2\n0\n1\n0\n", "{name}");
    }
}

#[test]
fn new_samples_of_other_features_are_refused() {
    let by = ["--method", "k-means", "--k", "3"];
    let (said, labels) = labels_of("new-others", "y,x\n1,2\n", &by);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("E_MATRIX"), "{}", said.err);
    assert!(said.err.contains("clustered: x, y"), "{}", said.err);
    assert_eq!(labels, "");
    let (said, _) =
        labels_of("new-counts", "x,y\n-1,2\n", &["--method", "nmf"]);
    assert_eq!(said.code, 2, "{}", said.err);
}
