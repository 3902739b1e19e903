//! `run` with any part of a plan from the command line.
#![allow(missing_docs, reason = "a test's name is its documentation")]

mod support;

use std::{fs, path::Path};

use serde_json::{Value, json};
use support::{Said, file, folder, kindred};

/// Half buy often, half once.
fn shop() -> String {
    let mut text = String::from("customer,order,date,amount\n");
    for customer in 0..80 {
        for order in 0..if customer % 2 == 0 { 7 } else { 1 } {
            let month = 1 + (customer + order) % 12;
            let day = 1 + (customer * 7 + order * 3) % 28;
            let cents = 900 + (customer * 131 + order * 29) % 700;
            text += &format!(
                "K{customer},{customer}-{order},2024-{month:02}-{day:02},{}.{:02}\n",
                cents / 100,
                cents % 100,
            );
        }
    }
    text
}

fn run(folder: &Path, more: &[&str]) -> Said {
    let shop = file(folder, "shop.csv", shop());
    let out = folder.join("out");
    let mut words = vec!["run", &shop, "--json", "--out"];
    words.extend(out.to_str());
    words.extend(["--purpose", "analytics", "--basis", "contract"]);
    words.extend(more);
    kindred(&words)
}

fn plan(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("out/plan.json"));
    serde_json::from_str(&text.expect("run wrote it")).expect("it is JSON")
}

#[test]
fn a_method_and_any_part_of_the_plan_are_taken_and_saved() {
    let folder = folder("options");
    let said = run(
        &folder,
        &[
            "--method=mixture",
            "--param=covariance=diagonal",
            "--k=2",
            "--set=choice.k_max=6",
            "--set=language=de",
            "--set=recipe.features.0=orders",
            "--set=recipe.features.1=recency_days",
            r#"--set=rules=[{"name":"Viele","when":{"feature":"orders","at-least":5}}]"#,
        ],
    );
    assert_eq!(said.code, 0, "{}", said.err);
    let plan = plan(&folder);
    assert_eq!(plan["method"]["name"], "mixture");
    assert_eq!(plan["method"]["covariance"], "diagonal");
    assert_eq!(plan["method"]["n_clusters"], 2);
    assert_eq!(plan["choice"]["k_max"], 6);
    assert_eq!(plan["language"], "de");
    let features = &plan["recipe"]["features"];
    assert_eq!(*features, json!(["orders", "recency_days"]));
    assert_eq!(plan["rules"][0]["name"], "Viele");
    assert_eq!(said.json()["k"], 2);
}

#[test]
fn another_method_keeps_the_number_and_an_earlier_analysis_its_names() {
    let folder = folder("options-kept");
    let said = run(&folder, &["--k=3", "--set=language=de"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let names = |said: &Said| -> Vec<String> {
        let segments = &said.json()["segments"];
        let all = segments.as_array().expect("a list").iter();
        all.map(|it| it["name"].to_string()).collect()
    };
    let first = names(&said);
    let kept = folder.join("out");
    let before = folder.join("before.json");
    let saved = folder.join("saved.json");
    fs::copy(kept.join("analysis.json"), &before).expect("it was written");
    fs::copy(kept.join("plan.json"), &saved).expect("it was written");
    let [before, saved] =
        [&before, &saved].map(|it| it.to_str().expect("plain text"));
    let said = run(
        &folder,
        &["--k=3", "--set=language=de", "--previous", before],
    );
    assert_eq!(names(&said), first);
    let known = &plan(&folder)["known"]["segments"];
    assert_eq!(known.as_array().map(Vec::len), Some(3), "{known}");
    let said = run(&folder, &["--plan", saved, "--method", "mixture"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(plan(&folder)["method"]["n_clusters"], 3);
}

#[test]
fn a_place_that_is_none_and_a_value_that_does_not_fit_are_refused() {
    let folder = folder("options-wrong");
    for (set, says) in [
        ("choice.k_mx=6", "unknown field `k_mx`"),
        ("choice.k_max=many", "--set choice.k_max"),
        ("recipe.features.3=orders", "no such place"),
        ("nowhere.at.all=1", "no such place"),
        ("seed", "not NAME=VALUE"),
    ] {
        let said = run(&folder, &["--set", set]);
        assert_eq!(said.code, 2, "{set}: {}", said.err);
        assert!(said.err.contains(says), "{set}: {}", said.err);
    }
}
