//! `cluster` and `choose` on numeric matrices.
#![allow(missing_docs, reason = "a test's name is its documentation")]

mod support;

use std::fs;

use serde_json::Value;
use support::{Said, file, folder, kindred};

/// Three clouds of 20 samples around the corners of a triangle.
fn clouds() -> String {
    let mut text = String::from("x,y\n");
    for sample in 0..60 {
        let corner = [(0.0, 0.0), (10.0, 0.0), (0.0, 10.0)][sample % 3];
        let step = (sample / 3) as f64;
        let x = corner.0 + (step * 0.37) % 1.0;
        let y = corner.1 + (step * 0.61) % 1.0;
        text += &format!("{x},{y}\n");
    }
    text
}

fn cluster(test: &str, matrix: &str, more: &[&str]) -> (Said, String) {
    let words = [&["--method", "k-means"], more].concat();
    cluster_by(test, matrix, &words)
}

fn cluster_by(test: &str, matrix: &str, more: &[&str]) -> (Said, String) {
    let folder = folder(test);
    let matrix = file(&folder, "matrix.csv", matrix);
    let labels = folder.join("labels.csv");
    let mut words = vec!["cluster", &matrix, "--json", "--labels"];
    words.extend(labels.to_str());
    words.extend(more);
    let said = kindred(&words);
    (said, fs::read_to_string(labels).unwrap_or_default())
}

#[test]
fn cluster_prints_every_figure_and_writes_one_label_a_sample() {
    let (said, labels) = cluster("figures", &clouds(), &["--k", "3"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let json = said.json();
    assert_eq!(json["method"], "k-means");
    assert_eq!(json["k"], 3);
    assert_eq!(json["n_samples"], 60);
    assert_eq!(json["n_features"], 2);
    assert_eq!(json["stopped"], "converged");
    assert!(json["log_likelihood"].is_null());
    for name in [
        "inertia",
        "silhouette",
        "calinski_harabasz",
        "davies_bouldin",
        "bic",
        "seconds",
    ] {
        assert!(json[name].is_f64(), "{name}: {}", json[name]);
    }
    assert_eq!(json["digest"].as_str().unwrap().len(), 64);
    let lines: Vec<&str> = labels.lines().collect();
    assert_eq!(lines.len(), 61);
    assert_eq!(&lines[..7], ["label", "0", "1", "2", "0", "1", "2"]);
}

#[test]
fn workers_and_repetition_change_no_byte() {
    let run = |name: &str, workers| {
        let more = ["--k", "4", "--workers", workers];
        let (said, labels) = cluster(name, &clouds(), &more);
        let mut json = said.json();
        json["seconds"] = Value::Null;
        (json.to_string(), labels)
    };
    let one = run("one-worker", "1");
    assert_eq!(one, run("one-worker-again", "1"));
    assert_eq!(one, run("two-workers", "2"));
    assert_eq!(one, run("four-workers", "4"));
}

#[test]
fn one_cluster_has_no_silhouette() {
    let (said, labels) = cluster("one", &clouds(), &["--k", "1"]);
    let json = said.json();
    assert!(json["silhouette"].is_null());
    assert!(json["davies_bouldin"].is_null());
    assert_eq!(labels.lines().skip(1).filter(|l| *l == "0").count(), 60);
}

#[test]
fn the_scale_is_taken_off_before_clustering() {
    // Without a scale the second feature drowns the first.
    let mut text = String::from("x,y\n");
    for sample in 0..40 {
        let x = f64::from(sample % 2) + f64::from(sample) * 0.001;
        let y = f64::from(sample * 7919 % 40) * 1000.0;
        text += &format!("{x},{y}\n");
    }
    let parts = |name: &str, scale| {
        let more = ["--k", "2", "--scale", scale];
        cluster(name, &text, &more).1
    };
    let by_standard = parts("scale-standard", "standard");
    let by_none = parts("scale-none", "none");
    assert_ne!(by_standard, by_none);
}

#[test]
fn a_parameter_of_the_method_is_passed_on() {
    let more = ["--k", "3", "--param", "max-iterations=1"];
    let (said, _) = cluster("parameter", &clouds(), &more);
    let json = said.json();
    assert_eq!(json["n_iterations"], 1);
    assert_eq!(json["stopped"], "iteration-limit");
}

#[test]
fn what_is_not_known_is_refused_with_what_is() {
    let refused = |name: &str, more: &[&str], says: &[&str]| {
        let (said, _) = cluster(name, &clouds(), more);
        assert_eq!(said.code, 2, "{}", said.err);
        assert_eq!(said.out, "");
        for part in says {
            assert!(said.err.contains(part), "{part}: {}", said.err);
        }
    };
    refused("u1", &["--speed", "9"], &["--speed", "--param", "--scale"]);
    refused("u2", &["--param", "speed=9"], &["speed", "max_iterations"]);
    refused("u3", &["--scale", "big"], &["none", "standard", "robust"]);
    refused("u4", &["--k", "0"], &["k is 0", "1 to 60"]);
    refused("u5", &["--k", "61"], &["k is 61", "1 to 60"]);
    refused("u6", &["--param", "tolerance=2"], &["tolerance is 2"]);
    refused("u7", &["--workers", "0"], &["--workers"]);
    let (said, _) = cluster("u8", &clouds(), &["--param", "k"]);
    assert_eq!(said.code, 2, "{}", said.err);
}

#[test]
fn an_unknown_method_lists_the_known_ones() {
    let folder = folder("method");
    let matrix = file(&folder, "m.csv", clouds());
    let words = ["choose", &matrix, "--method", "k-medians"];
    let said = kindred(&words);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("k-means"), "{}", said.err);
}

#[test]
fn a_cell_that_is_no_number_is_located() {
    let refused = |name: &str, text: &str, says: &[&str]| {
        let (said, labels) = cluster(name, text, &["--k", "1"]);
        assert_eq!(said.code, 3, "{}", said.err);
        assert_eq!((said.out.as_str(), labels.as_str()), ("", ""));
        for part in says {
            assert!(said.err.contains(part), "{part}: {}", said.err);
        }
    };
    let at = ["matrix.csv", "record 2", "“y”"];
    refused("cell-text", "x,y\n1,2\n3,blue\n", &["“blue”"]);
    refused("cell-text-at", "x,y\n1,2\n3,blue\n", &at);
    refused("cell-missing", "x,y\n1,2\n3,\n", &at);
    refused("cell-nan", "x,y\n1,2\n3,NaN\n", &at);
    refused("cell-infinite", "x,y\n1,2\n3,inf\n", &at);
    refused("cell-huge", "x,y\n1,2\n3,1e999\n", &at);
    refused("cell-ragged", "x,y\n1,2\n3\n5,6\n", &["1 of 3 records"]);
    refused("cell-empty", "", &["matrix.csv"]);
    refused("cell-header-only", "x,y\n", &["matrix.csv"]);
}

#[test]
fn a_missing_file_is_named() {
    let said = kindred(&["choose", "nowhere.csv"]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("nowhere.csv"), "{}", said.err);
}

#[test]
fn numbers_keep_every_digit_and_may_name_columns() {
    let text = "0,1\n1.2345678901234567e-3,-2\n2.5E2,+0.5\n";
    let (said, _) = cluster("digits", text, &["--k", "1"]);
    let json = said.json();
    assert_eq!(
        (&json["n_samples"], &json["n_features"]),
        (&2.into(), &2.into())
    );
    let (a, b) = (1.2345678901234567e-3_f64, 250.0);
    let expected = (a - b) * (a - b) / 2.0 + 2.5 * 2.5 / 2.0;
    let inertia = json["inertia"].as_f64().unwrap();
    assert!((inertia - expected).abs() < 1e-9, "{inertia}");
}

#[test]
fn choose_finds_planted_clouds_and_says_why() {
    let folder = folder("choose");
    let matrix = file(&folder, "m.csv", clouds());
    let words = ["choose", &matrix, "--k-max", "6", "--json"];
    let said = kindred(&words);
    assert_eq!(said.code, 0, "{}", said.err);
    let json = said.json();
    assert_eq!(json["verdict"], "segments");
    assert_eq!(json["k"], 3);
    assert!(json["reason"].as_str().unwrap().len() > 20);
    let evidence = json["evidence"].as_array().unwrap();
    assert_eq!(evidence.len(), 6);
    for (entry, k) in evidence.iter().zip(1..) {
        assert_eq!(entry["k"], k);
        assert_eq!(entry["jaccard"].as_array().unwrap().len(), k);
    }
    assert!(evidence[0]["silhouette"].is_null());
    assert_eq!(kindred(&words).out, said.out, "run twice");
    let four = [&words[..], &["--workers", "4"]].concat();
    assert_eq!(kindred(&four).out, said.out, "four workers");
}

#[test]
fn no_structure_is_an_answer_with_its_own_code() {
    let mut text = String::from("x,y\n");
    for sample in 0..200_u32 {
        // A filled square, evenly: the golden ratio's sequence.
        let x = f64::from(sample) * 0.754_877_666 % 1.0;
        let y = f64::from(sample) * 0.569_840_291 % 1.0;
        text += &format!("{x},{y}\n");
    }
    let folder = folder("no-structure");
    let matrix = file(&folder, "m.csv", &text);
    let said = kindred(&["choose", &matrix, "--k-max", "5", "--json"]);
    assert_eq!(said.code, 4, "{}", said.out);
    assert_eq!(said.json()["verdict"], "no-structure");
    assert_eq!(said.json()["k"], 1);
    let (said, _) = cluster("no-structure-k", &text, &[]);
    assert_eq!((said.code, &said.json()["k"]), (4, &1.into()));
}

#[test]
fn the_mall_customers_have_the_reference_figures() {
    let name = "mall_customers/Mall_Customers.csv";
    let Some(bytes) = tests::data::bytes(name) else {
        return;
    };
    let lines = String::from_utf8(bytes).unwrap();
    let mut text = String::new();
    for line in lines.lines() {
        let cells: Vec<&str> = line.split(',').collect();
        text += &format!("{},{}\n", cells[3], cells[4]);
    }
    let more = ["--k", "5", "--param", "n_restarts=20"];
    let (said, labels) = cluster("mall", &text, &more);
    let json = said.json();
    let near = |name: &str, expected: f64| {
        let found = json[name].as_f64().unwrap();
        let off = (found - expected).abs() / expected;
        assert!(off < 1e-3, "{name} {found}, expected {expected}");
    };
    near("inertia", 44448.46);
    near("silhouette", 0.5539);
    let mut sizes = [0; 5];
    for label in labels.lines().skip(1) {
        sizes[label.parse::<usize>().unwrap()] += 1;
    }
    sizes.sort_unstable();
    assert_eq!(sizes, [22, 23, 35, 39, 81]);
}

#[test]
fn a_mixture_is_known_by_its_usual_names() {
    let mut texts = Vec::new();
    for name in ["mixture", "gmm", "gaussian-mixture"] {
        let more = ["--method", name, "--k", "3", "--workers", "2"];
        let (said, labels) = cluster_by(name, &clouds(), &more);
        let json = said.json();
        assert_eq!(json["method"], "mixture");
        assert_eq!(json["sizes"], serde_json::json!([20, 20, 20]));
        assert!(json["bic"].as_f64().is_some_and(f64::is_finite));
        assert!(json["log_likelihood"].is_f64());
        texts.push(labels);
    }
    assert!(texts.iter().all(|text| *text == texts[0]));
}

fn by_density(test: &str, method: &str, params: &[&str]) -> (Value, String) {
    let folder = folder(test);
    let text = clouds() + "100.0,100.0\n";
    let matrix = file(&folder, "matrix.csv", &text);
    let labels = folder.join("labels.csv");
    let out = labels.to_str().expect("a path is text");
    let words = ["cluster", &matrix, "--json", "--labels", out];
    let words = [&words, &["--method", method][..], params].concat();
    let said = kindred(&words);
    assert_eq!(said.code, 0, "{}", said.err);
    (said.json(), fs::read_to_string(labels).expect("the labels"))
}

#[test]
fn density_methods_find_the_number_and_leave_noise_out() {
    let nested = ["--param", "min_cluster_size=11", "--param=min_samples=4"];
    for (method, params) in [("dbscan", &[][..]), ("hdbscan", &nested)] {
        let (json, labels) = by_density(method, method, params);
        assert_eq!(json["method"], method);
        let sizes = json["sizes"].as_array().unwrap();
        assert_eq!(sizes.len(), 3, "{method} {sizes:?}");
        assert!(json["n_noise"].as_u64().is_some_and(|n| n >= 1));
        assert_eq!(labels.lines().last(), Some(""));
    }
}

#[test]
fn noise_alone_has_no_figures() {
    let params = ["--param", "radius=1e-6"];
    let (json, _) = by_density("noise", "dbscan", &params);
    assert_eq!((&json["k"], &json["n_noise"]), (&0.into(), &61.into()));
    assert!(json["silhouette"].is_null());
}

#[test]
fn the_other_forms_of_k_means_are_known_by_name() {
    for (name, n_noise) in [("mini-batch", 0), ("trimmed", 3)] {
        let more = ["--method", name, "--k", "3"];
        let (said, _) = cluster_by(name, &clouds(), &more);
        let json = said.json();
        assert_eq!(json["method"], name);
        assert_eq!(json["n_noise"], n_noise, "5 % of 60");
        assert_eq!(json["k"], 3);
    }
}

#[test]
fn numbers_and_categories_are_clustered_together() {
    let text = "x,plan\n1,0\n2,0\n1,1\n9,1\n8,1\n9,0\n";
    let more = ["--method", "k-prototypes", "--k", "2"];
    let more = [&more[..], &["--param", "categorical=[1]"]].concat();
    let (said, labels) = cluster_by("mixed", text, &more);
    let json = said.json();
    assert_eq!(json["method"], "k-prototypes");
    assert_eq!(labels, "label\n0\n0\n0\n1\n1\n1\n");
}

#[test]
fn medoids_take_categories_and_missing_numbers() {
    let text = "x,plan\n1,0\n2,0\n-1,0\n9,1\n8,1\n9,-1\n";
    for name in ["k-medoids", "pam"] {
        let more = ["--method", name, "--k", "2", "--param", "missing=-1"];
        let more = [&more[..], &["--param", "categorical=[1]"]].concat();
        let (said, labels) = cluster_by("medoids", text, &more);
        assert_eq!(said.json()["method"], "k-medoids", "{}", said.err);
        assert_eq!(labels, "label\n0\n0\n0\n1\n1\n1\n");
    }
}

#[test]
fn latent_classes_are_known_by_their_usual_names() {
    let mut text = String::from("plan,region,channel\n");
    for sample in 0..60 {
        let class = i32::from(sample % 3 > 0);
        let odd = if sample % 10 == 9 { 7 } else { class };
        text += &format!("{class},{odd},{}\n", class + 4);
    }
    for name in ["latent-class", "lca"] {
        let (said, _) =
            cluster_by(name, &text, &["--method", name, "--k", "2"]);
        let json = said.json();
        assert_eq!(json["method"], "latent-class", "{}", said.err);
        assert_eq!(json["sizes"], serde_json::json!([20, 40]));
        assert!(json["bic"].as_f64().is_some_and(f64::is_finite));
    }
}

/// Baskets of one of two themes, and one empty basket.
fn baskets() -> String {
    let mut text = String::from("tea,milk,nails,paint\n");
    for sample in 0..60 {
        let (a, b) = (2 + sample % 3, sample % 5 / 4);
        text += &match sample % 3 {
            0 => format!("{b},{b},{a},{}\n", a + 1),
            _ => format!("{a},{},{b},0\n", a + 2),
        };
    }
    text + "0,0,0,0\n"
}

#[test]
fn the_themes_of_baskets_are_found_or_given() {
    for (name, more) in [("nmf-found", &[][..]), ("nmf-2", &["--k", "2"])] {
        let more = [&["--method", "nmf"], more].concat();
        let (said, labels) = cluster_by(name, &baskets(), &more);
        let json = said.json();
        assert_eq!(json["method"], "nmf", "{}", said.err);
        assert_eq!(json["sizes"], serde_json::json!([20, 40]), "{name}");
        assert_eq!(json["n_noise"], 1, "an empty basket has no theme");
        assert_eq!(labels.lines().last(), Some(""));
    }
    let more = ["--method", "nmf", "--scale", "standard"];
    let (said, _) = cluster_by("nmf-below", &baskets(), &more);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("expected counts"), "{}", said.err);
}

#[test]
fn a_graph_of_neighbours_parts_few_samples_and_refuses_many() {
    let more = ["--method", "spectral", "--k", "3"];
    let (said, labels) = cluster_by("spectral", &clouds(), &more);
    let json = said.json();
    assert_eq!(json["method"], "spectral", "{}", said.err);
    assert_eq!(json["sizes"], serde_json::json!([20, 20, 20]));
    let lines: Vec<&str> = labels.lines().collect();
    assert_eq!(&lines[..7], ["label", "0", "1", "2", "0", "1", "2"]);
    let many = "x\n".to_owned() + &"1\n2\n".repeat(2_001);
    let (said, _) = cluster_by("spectral-many", &many, &more);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("at most 4000, agglom"), "{}", said.err);
}
