//! `cluster` by merging the nearest clusters.
#![allow(missing_docs, reason = "a test's name is its documentation")]

mod support;

use std::fs;

use support::{Said, file, folder, kindred};

/// Two rows of ten samples, one below the other, far longer than apart.
fn rows() -> String {
    let line = |at: u32| {
        let (x, y) = (at % 10, at / 10 * 3);
        format!("{x},{y}\n")
    };
    (0..20)
        .map(line)
        .fold("x,y\n".to_owned(), |all, l| all + &l)
}

fn cluster(test: &str, name: &str, params: &[&str]) -> (Said, String) {
    let folder = folder(test);
    let matrix = file(&folder, "matrix.csv", rows());
    let labels = folder.join("labels.csv");
    let mut words = vec!["cluster", &matrix, "--json", "--labels"];
    words.extend(labels.to_str());
    words.extend(["--k", "2", "--method", name]);
    words.extend(params.iter().flat_map(|param| ["--param", param]));
    let said = kindred(&words);
    (said, fs::read_to_string(labels).unwrap_or_default())
}

#[test]
fn a_linkage_is_chosen_by_its_name() {
    let by_rows = "label\n".to_owned() + &"0\n".repeat(10) + &"1\n".repeat(10);
    for (linkage, found) in [
        ("single", true),
        ("genie", true),
        ("ward", false),
        ("complete", false),
        ("average", false),
    ] {
        let linkage = format!("linkage={linkage}");
        let name = format!("linkage-{linkage}");
        let (said, labels) = cluster(&name, "hierarchical", &[&linkage]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert_eq!(said.json()["method"], "agglomerative");
        assert_eq!(labels == by_rows, found, "{linkage}: {labels}");
    }
}

#[test]
fn a_linkage_or_threshold_that_is_none_is_refused() {
    let refused = |name: &str, param: &str, says: &str| {
        let (said, _) = cluster(name, "agglomerative", &[param]);
        assert_eq!(said.code, 2, "{}", said.err);
        assert!(said.err.contains(says), "{says}: {}", said.err);
    };
    refused("no-linkage", "linkage=median", "complete");
    refused("no-gini", "gini-threshold=1.5", "gini_threshold is 1.5");
}

#[test]
fn many_samples_are_gathered_and_the_answer_says_so() {
    let of = |n: u32| -> Said {
        let row = |at: u32| format!("{}\n", at % 2 * 100 + at * 7 % 50);
        let text = (0..n).map(row).fold("x\n".to_owned(), |a, l| a + &l);
        let folder = folder("micro");
        let matrix = file(&folder, "matrix.csv", text);
        let labels = folder.join("labels.csv");
        let labels = labels.to_str().unwrap();
        let method = ["--method", "agglomerative", "--k", "2", "--json"];
        let linkage = ["--param", "linkage=average"];
        let mut words = vec!["cluster", &matrix, "--labels", labels];
        words.extend(method.iter().chain(&linkage));
        kindred(&words)
    };
    let gathered = of(8_002).json();
    assert_eq!(gathered["sizes"], serde_json::json!([4001, 4001]));
    assert_eq!(gathered["n_micro_clusters"], 50);
    assert!(of(1_000).json()["n_micro_clusters"].is_null());
}
