//! `run` with a plan that asks what came after.
#![allow(missing_docs, reason = "a test's name is its documentation")]
#![allow(clippy::unwrap_used)] // A test may stop on the spot.

mod support;

use std::fs;

use serde_json::{Value, json};
use support::{file, folder, kindred};

/// Half buy three times by August, half once; the former come again.
fn shop() -> String {
    let mut text = String::from("customer,order,date,amount\n");
    for customer in 0..300 {
        let often = customer % 2 == 0;
        let days = if often {
            vec![0, 2, 4, 9]
        } else {
            vec![customer % 7]
        };
        for (order, month) in days.into_iter().enumerate() {
            let (month, day) = (1 + month, 1 + customer % 28);
            let (units, id) = (10 + customer % 40, customer * 10 + order);
            text += &format!(
                "K{customer:03},{id},2024-{month:02}-{day:02},{units}.50\n"
            );
        }
    }
    text
}

#[test]
fn what_came_after_is_in_the_analysis_and_in_the_report() {
    let folder = folder("foretold");
    let file = file(&folder, "shop.csv", shop());
    let out = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let permitted =
        ["--purpose", "analytics", "--basis", "legitimate-interests"];
    let first = out("first");
    kindred(&[&["run", &file, "--out", &first], &permitted[..]].concat());
    let plan = fs::read_to_string(folder.join("first/plan.json")).unwrap();
    let mut plan: Value = serde_json::from_str(&plan).unwrap();
    assert_eq!(plan.get("outcome"), None);
    plan["as_of"] = json!("2024-11-01");
    plan["outcome"] = json!({"horizon_days": 61, "of": "left"});
    fs::write(folder.join("plan.json"), plan.to_string()).unwrap();
    let (plan, out) = (out("plan.json"), out("out"));
    let run = ["run", &file, "--plan", &plan, "--out", &out, "--json"];
    let json = kindred(&run).json();
    let foretold = &json["foretold"];
    assert_eq!(foretold["from"], "2024-09-01", "{json}");
    assert_eq!(foretold["customers"], 300);
    assert_eq!(foretold["leaves"][0]["estimate"]["mean"], 1.0);
    assert_eq!(foretold["leaves"][1]["estimate"]["mean"], 0.0);
    let report = fs::read_to_string(folder.join("out/report.html")).unwrap();
    assert!(report.contains("What came after"));
    for workers in ["1", "4"] {
        let run = [&run[..], &["--workers", workers]].concat();
        assert_eq!(kindred(&run).json()["digest"], json["digest"]);
    }
}
