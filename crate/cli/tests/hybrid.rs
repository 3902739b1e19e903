//! `run` with a plan that freezes rules and bounds groups, and `cluster` with
//! bounds.
#![allow(missing_docs, reason = "a test's name is its documentation")]
#![allow(clippy::unwrap_used)] // A test may stop on the spot.

mod support;

use std::{fs, path::Path};

use serde_json::{Value, json};
use support::{Said, file, folder, kindred};

/// Half buy three times, half once; a sixth of all spends much.
fn shop() -> String {
    let mut text = String::from("customer,order,date,amount\n");
    for customer in 0..120 {
        for order in 0..if customer % 2 == 0 { 3 } else { 1 } {
            let (month, day) = (1 + (customer + order) % 9, 1 + customer % 28);
            let much = if customer % 6 == 0 { 40 } else { 1 };
            let units = much * (10 + customer % 7 + order);
            let id = customer * 10 + order;
            text += &format!(
                "K{customer:03},{id},2024-{month:02}-{day:02},{units}.00\n"
            );
        }
    }
    text
}

/// Runs with what is asked for, in a plan that an earlier run saved.
fn run(folder: &Path, hybrid: &Value, more: &[&str]) -> Said {
    let file = file(folder, "shop.csv", shop());
    let out = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let permitted =
        ["--purpose", "analytics", "--basis", "legitimate-interests"];
    let first = out("first");
    let words = [&["run", &file, "--out", &first], &permitted[..]].concat();
    kindred(&words);
    let plan = fs::read_to_string(folder.join("first/plan.json")).unwrap();
    let mut plan: Value = serde_json::from_str(&plan).unwrap();
    plan["rules"] = json!([
        {"name": "big", "when": {"feature": "revenue", "at-least": 1000}},
        {"name": "once", "when": {"feature": "orders", "at-most": 1}},
    ]);
    plan["hybrid"] = hybrid.clone();
    fs::write(folder.join("plan.json"), plan.to_string()).unwrap();
    let (plan, out) = (out("plan.json"), out("out"));
    let words = ["run", &file, "--plan", &plan, "--out", &out, "--json"];
    kindred(&[&words[..], more].concat())
}

#[test]
fn a_plan_freezes_and_bounds_and_workers_change_no_byte() {
    let asked = json!({"freeze": ["big"], "seeds": ["once"], "least": 30});
    let mut said = Vec::new();
    for workers in ["1", "2", "4"] {
        let folder = folder(&format!("hybrid-{workers}"));
        let own = run(&folder, &asked, &["--workers", workers]);
        let json = own.json();
        let segments = json["segments"].as_array().unwrap();
        let own: Vec<&Value> =
            segments.iter().filter(|it| it["own"] == "big").collect();
        assert_eq!(own.len(), 1);
        assert_eq!(
            (&own[0]["name"], &own[0]["size"]),
            (&json!("big"), &json!(20))
        );
        for found in segments.iter().filter(|it| it["own"].is_null()) {
            assert!(found["size"].as_u64() >= Some(30), "{}", found["size"]);
        }
        assert_eq!(json["reason"]["kind"], "asked");
        let saved = fs::read_to_string(folder.join("out/plan.json")).unwrap();
        let saved: Value = serde_json::from_str(&saved).unwrap();
        assert_eq!(saved["hybrid"]["freeze"], json!(["big"]));
        let report = folder.join("out/report.html");
        let report = fs::read_to_string(report).unwrap();
        assert!(report.contains("own rule, asked for"));
        said.push(json["digest"].clone());
    }
    assert_eq!(said[0], said[1]);
    assert_eq!(said[0], said[2]);
}

#[test]
fn what_cannot_be_asked_ends_with_its_place_and_writes_nothing() {
    for (hybrid, place) in [
        (json!({"freeze": ["bigger"]}), "hybrid.freeze[0]"),
        (json!({"least": 70, "most": 75}), "2 groups of at least 70"),
        (json!({"least": 0}), "hybrid.least"),
        (json!({"leest": 3}), "unknown field `leest`"),
    ] {
        let folder = folder("hybrid-refused");
        let said = run(&folder, &hybrid, &[]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{}", said.err);
        assert!(said.err.contains(place), "{place}: {}", said.err);
        assert!(!folder.join("out/analysis.json").exists());
    }
}

/// Two clouds, one three times as large.
fn clouds() -> String {
    let mut text = String::from("x,y\n");
    for sample in 0..40 {
        let corner = if sample % 4 == 0 { 10.0 } else { 0.0 };
        let step = f64::from(sample);
        text +=
            &format!("{},{}\n", corner + step * 0.37 % 1.0, step * 0.61 % 1.0);
    }
    text
}

#[test]
fn clusters_of_a_matrix_keep_to_their_sizes() {
    let cluster = |name: &str, more: &[&str]| {
        let folder = folder(name);
        let matrix = file(&folder, "matrix.csv", clouds());
        let labels = folder.join("labels.csv");
        let labels = labels.to_str().unwrap();
        let words = ["cluster", &matrix, "--json", "--labels", labels];
        kindred(&[&words[..], more].concat())
    };
    let two = ["--method", "k-means", "--k", "2"];
    let with =
        |name: &str, more: &[&str]| cluster(name, &[&two[..], more].concat());
    let free = with("sizes-free", &[]).json();
    assert_eq!(free["sizes"].as_array().unwrap().len(), 2);
    assert!(free["sizes"].as_array().unwrap().contains(&json!(30)));
    let held = with("sizes", &["--param", "least=18", "--param", "most=22"]);
    let sizes = held.json()["sizes"].clone();
    let mut sizes: Vec<u64> = serde_json::from_value(sizes).unwrap();
    sizes.sort_unstable();
    assert_eq!(sizes, [18, 22], "as near to the clouds as may be");
    let refused = with("sizes-few", &["--param", "least=21"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("need 42 samples"), "{}", refused.err);
    let refused = with("sizes-none", &["--param", "least=0"]);
    assert!(refused.err.contains("--param least=0"), "{}", refused.err);
    let ward =
        cluster("sizes-ward", &["--method", "ward", "--param", "least=3"]);
    assert_eq!(ward.code, 2);
    assert!(ward.err.contains("unknown field `least`"), "{}", ward.err);
}
