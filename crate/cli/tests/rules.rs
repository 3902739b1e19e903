//! `run` with a plan that has rules.
#![allow(missing_docs, reason = "a test's name is its documentation")]
#![allow(clippy::unwrap_used)] // A test may stop on the spot.

mod support;

use std::{fs, path::Path};

use serde_json::{Value, json};
use support::{Said, file, folder, kindred};

/// Half buy three times, half once.
fn shop() -> String {
    let mut text = String::from("customer,order,date,amount\n");
    for customer in 0..60 {
        for order in 0..if customer % 2 == 0 { 3 } else { 1 } {
            let (month, day) = (1 + (customer + order) % 9, 1 + customer % 28);
            let cents = 1000 + customer * 7 + order;
            let id = customer * 10 + order;
            let (units, cents) = (cents / 100, cents % 100);
            text += &format!(
                "K{customer:03},{id},2024-{month:02}-{day:02},{units}.{cents:02}\n"
            );
        }
    }
    text
}

/// Runs with the rules in a plan that an earlier run saved.
fn run(folder: &Path, rules: &Value) -> Said {
    let file = file(folder, "shop.csv", shop());
    let out = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let permitted =
        ["--purpose", "analytics", "--basis", "legitimate-interests"];
    let first = out("first");
    let words = [&["run", &file, "--out", &first], &permitted[..]].concat();
    kindred(&words);
    let plan = fs::read_to_string(folder.join("first/plan.json")).unwrap();
    let mut plan: Value = serde_json::from_str(&plan).unwrap();
    plan["rules"] = rules.clone();
    fs::write(folder.join("plan.json"), plan.to_string()).unwrap();
    let (plan, out) = (out("plan.json"), out("out"));
    kindred(&["run", &file, "--plan", &plan, "--out", &out, "--json"])
}

#[test]
fn the_analysis_has_what_came_of_the_rules_of_the_plan() {
    let folder = folder("rules");
    let rules = json!([
        {"name": "often", "when": {"feature": "orders", "at-least": 3}},
        {"name": "rest", "when": {"not": {"rule": "often"}}},
    ]);
    let said = run(&folder, &rules);
    let json = said.json();
    assert_eq!(json["rules"][0]["name"], "often", "{}", said.err);
    assert_eq!(json["rules"][0]["words"], "orders at least 3");
    for rule in 0..2 {
        assert_eq!(json["rules"][rule]["figures"]["customers"], 30);
    }
    assert_eq!(json["overlaps"]["nobody"], 0);
    let saved = fs::read_to_string(folder.join("out/plan.json")).unwrap();
    let saved: Value = serde_json::from_str(&saved).unwrap();
    let kept = &saved["rules"][0]["when"]["at-least"];
    assert_eq!(kept.as_f64(), Some(3.0));
    let report = fs::read_to_string(folder.join("out/report.html")).unwrap();
    assert!(report.contains("orders at least 3"));
    let out = folder.join("out").to_str().unwrap().to_owned();
    let digest = json["digest"].as_str().unwrap().to_owned() + "\n";
    assert_eq!(kindred(&["digest", &out]).out, digest);
}

#[test]
fn a_wrong_rule_is_refused_with_its_place() {
    let folder = folder("rules-wrong");
    for (rules, code, place) in [
        (
            json!([{"name": "a", "when": {"rule": "a"}}]),
            2,
            "rules[0].when.rule",
        ),
        (
            json!([{"name": "a", "when":
                {"all": [{"feature": "orders", "between": [3, 2]}]}}]),
            2,
            "rules[0].when.all[0].between",
        ),
        (
            json!([{"name": "a", "when": {"feature": "orders"}}]),
            2,
            "a condition is one of",
        ),
    ] {
        let said = run(&folder, &rules);
        assert_eq!((said.code, said.out.as_str()), (code, ""), "{}", said.err);
        assert!(said.err.contains(place), "{place}: {}", said.err);
    }
    let unknown =
        json!([{"name": "a", "when": {"feature": "order", "at-least": 1}}]);
    let json = run(&folder, &unknown).json();
    let problem = json["rules"][0]["problem"].as_str().unwrap();
    assert!(problem.contains("“orders”"), "{problem}");
}
