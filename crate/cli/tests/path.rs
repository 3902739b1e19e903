//! `inspect`, `run` and `digest` on order lines.
#![allow(missing_docs, reason = "a test's name is its documentation")]

mod support;

use std::{fs, path::Path};

use serde_json::Value;
use support::{Said, file, folder, kindred};

const PERMITTED: [&str; 4] =
    ["--purpose", "analytics", "--basis", "legitimate-interests"];

/// A small shop: half buy often and much, half once and little.
fn shop() -> String {
    let mut text = String::from("customer,order,date,amount\n");
    for customer in 0..60 {
        let many = if customer % 2 == 0 { 8 } else { 1 };
        for order in 0..many {
            let month = 1 + (customer + order) % 12;
            let day = 1 + (customer * 7 + order * 3) % 28;
            let units = if customer % 2 == 0 { 80 } else { 9 };
            let cents = (customer * 13 + order * 29) % 100;
            let id = customer * 100 + order;
            text += &format!(
                "K{customer:03},{id},2024-{month:02}-{day:02},{units}.{cents:02}\n"
            );
        }
    }
    text
}

fn run(folder: &Path, file: &str, out: &str, more: &[&str]) -> Said {
    let out = folder.join(out);
    let mut words = vec!["run", file, "--json", "--out"];
    words.extend(out.to_str());
    words.extend(more);
    kindred(&words)
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("run wrote it")
}

#[test]
fn inspect_names_the_format_the_columns_and_their_meaning() {
    let folder = folder("inspect");
    let file = file(&folder, "shop.csv", shop());
    let said = kindred(&["inspect", &file, "--json"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let json = said.json();
    assert_eq!(json["joins"], Value::Array(vec![]));
    let shop = &json["files"][0];
    assert_eq!(shop["name"], "shop.csv");
    assert_eq!(shop["format"], "csv");
    assert_eq!(shop["encoding"], "UTF-8");
    assert_eq!(shop["delimiter"], ",");
    assert_eq!(shop["records"], 30 * 8 + 30);
    assert_eq!(shop["warnings"], Value::Array(vec![]));
    let roles: Vec<&str> = shop["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| column["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["customer-id", "order-id", "date", "amount"]);
    let amount = &shop["columns"][3];
    assert_eq!(amount["name"], "amount");
    assert_eq!(amount["type"], "decimal");
    assert_eq!(amount["missing"], 0);
    assert!(amount["distinct"].as_u64().unwrap() > 50);
    assert!(amount["confidence"].as_f64().unwrap() > 0.5);
}

#[test]
fn inspect_takes_several_files_and_shows_warnings_with_their_place() {
    let folder = folder("inspect-two");
    let good = file(&folder, "shop.csv", shop());
    let ragged = file(&folder, "ragged.csv", shop() + "K1,2\n");
    let said = kindred(&["inspect", &good, &ragged, "--json"]);
    let json = said.json();
    let warning = &json["files"][1]["warnings"][0];
    assert_eq!(warning["code"], "W_RAGGED");
    assert_eq!(warning["count"], 1);
    assert_eq!(warning["place"]["line"], 272);
    assert!(warning["message"].as_str().unwrap().len() > 10);
}

#[test]
fn run_writes_four_files_and_prints_the_analysis() {
    let folder = folder("run");
    let file = file(&folder, "shop.csv", shop());
    let said = run(&folder, &file, "out", &PERMITTED);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.out, read(&folder, "out/analysis.json"));
    let json = said.json();
    assert_eq!(json["verdict"], "segments");
    assert_eq!(json["purpose"], "analytics");
    assert_eq!(json["records"]["read"], 270);
    assert_eq!(json["customers"]["total"], 60);
    let sizes: Vec<u64> = json["segments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|segment| segment["size"].as_u64().unwrap())
        .collect();
    assert_eq!(sizes.iter().sum::<u64>(), 60);
    let labels = read(&folder, "out/labels.csv");
    assert!(labels.starts_with("customer,segment,confidence\n"));
    assert_eq!(labels.lines().count(), 61);
    let report = read(&folder, "out/report.html");
    assert!(report.starts_with("<!") && !report.contains("K007"));
    let plan: Value =
        serde_json::from_str(&read(&folder, "out/plan.json")).unwrap();
    assert_eq!(plan["permission"]["basis"], "legitimate-interests");
}

#[test]
fn the_same_bytes_come_out_whatever_the_workers() {
    let folder = folder("workers");
    let file = file(&folder, "shop.csv", shop());
    for workers in ["1", "2", "4"] {
        let more = [&PERMITTED[..], &["--workers", workers]].concat();
        assert_eq!(run(&folder, &file, workers, &more).code, 0);
    }
    run(&folder, &file, "again", &PERMITTED);
    for name in ["analysis.json", "labels.csv", "plan.json", "report.html"] {
        let one = read(&folder, &format!("1/{name}"));
        for other in ["2", "4", "again"] {
            let path = format!("{other}/{name}");
            assert!(one == read(&folder, &path), "{path} differs");
        }
    }
}

#[test]
fn a_saved_plan_gives_the_same_analysis_again() {
    let folder = folder("plan");
    let file = file(&folder, "shop.csv", shop());
    let more = [&PERMITTED[..], &["--seed", "7"]].concat();
    let first = run(&folder, &file, "first", &more);
    let plan = folder.join("first/plan.json");
    let more = ["--plan", plan.to_str().unwrap()];
    let second = run(&folder, &file, "second", &more);
    assert_eq!(first.out, second.out);
    assert_eq!(second.json()["seed"], 7);
    let more = [more[0], more[1], "--seed", "8"];
    let third = run(&folder, &file, "third", &more);
    assert_eq!(third.json()["seed"], 8);
}

#[test]
fn a_segment_of_an_earlier_analysis_keeps_its_name_there() {
    let folder = folder("previous");
    let file = file(&folder, "shop.csv", shop());
    let first = run(&folder, &file, "first", &PERMITTED).json();
    let mine = first["segments"][0]["name"].as_str().unwrap();
    let renamed = read(&folder, "first/analysis.json");
    let renamed = renamed.replace(&format!("{mine:?}"), "\"Our regulars\"");
    fs::write(folder.join("earlier.json"), renamed).expect("a folder");
    let earlier = folder.join("earlier.json");
    let previous = ["--previous", earlier.to_str().unwrap()];
    let again = run(
        &folder,
        &file,
        "again",
        &[PERMITTED.as_slice(), &previous].concat(),
    );
    let again = again.json();
    assert_eq!(again["segments"][0]["name"], "Our regulars");
    assert_eq!(again["segments"][1]["name"], first["segments"][1]["name"]);
    // The plan that is written keeps it too.
    let plan = folder.join("again/plan.json");
    let words = ["--plan", plan.to_str().unwrap()];
    let third = run(&folder, &file, "third", &words).json();
    assert_eq!(third["digest"], again["digest"]);
    let wrong = ["--previous", &file];
    let wrong = run(
        &folder,
        &file,
        "no",
        &[PERMITTED.as_slice(), &wrong].concat(),
    );
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("expected an analysis"), "{}", wrong.err);
}

#[test]
fn one_group_asked_for_is_answered_the_same_by_option_and_by_plan() {
    let folder = folder("one-group");
    let file = file(&folder, "shop.csv", shop());
    let more = [&PERMITTED[..], &["--k", "1"]].concat();
    let asked = run(&folder, &file, "asked", &more);
    assert_eq!(asked.code, 0, "{}", asked.err);
    let json = asked.json();
    assert_eq!(
        (&json["verdict"], &json["k"]),
        (&"segments".into(), &1.into())
    );
    assert_eq!(json["reason"]["kind"], "given");
    assert_eq!(json["segments"].as_array().unwrap().len(), 1);
    let plan = folder.join("asked/plan.json");
    let more = ["--plan", plan.to_str().unwrap()];
    assert_eq!(run(&folder, &file, "planned", &more).out, asked.out);
    let more = [&PERMITTED[..], &["--k", "0"]].concat();
    let refused = run(&folder, &file, "none", &more);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("1 or more"), "{}", refused.err);
}

#[test]
fn nothing_on_or_after_the_as_of_day_is_seen() {
    let folder = folder("as-of");
    let file = file(&folder, "shop.csv", shop());
    let more = [&PERMITTED[..], &["--as-of", "2024-07-01"]].concat();
    let said = run(&folder, &file, "out", &more);
    let json = said.json();
    assert_eq!(json["as_of"], "2024-07-01");
    let later = json["records"]["set_aside"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["reason"] == "after-as-of")
        .unwrap();
    let (used, later) = (&json["records"]["used"], &later["count"]);
    assert_eq!(used.as_u64().unwrap() + later.as_u64().unwrap(), 270);
    let more = [&PERMITTED[..], &["--as-of", "yesterday"]].concat();
    let said = run(&folder, &file, "bad", &more);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("yesterday"), "{}", said.err);
}

#[test]
fn a_run_without_a_purpose_is_refused() {
    let folder = folder("purpose");
    let file = file(&folder, "shop.csv", shop());
    let refused = |more: &[&str], says: &str| {
        let said = run(&folder, &file, "out", more);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{}", said.err);
        assert!(said.err.contains(says), "{says}: {}", said.err);
        assert!(!folder.join("out").exists());
    };
    refused(&[], "--purpose");
    refused(&["--purpose", "analytics"], "--basis");
    refused(&["--purpose", "fun", "--basis", "consent"], "analytics");
    let consent = ["--purpose", "analytics", "--basis", "consent"];
    refused(&consent, "consent");
    let no_column = [&consent[..], &["--consent-column", "agreed"]].concat();
    refused(&no_column, "agreed");
    refused(&["--fast"], "--consent-column");
}

#[test]
fn only_customers_who_agreed_are_counted() {
    let folder = folder("consent");
    let mut text = String::new();
    for (at, line) in shop().lines().enumerate() {
        let agreed = match at {
            0 => "newsletter",
            _ if line < "K050" => "yes",
            _ => "no",
        };
        text += &format!("{line},{agreed}\n");
    }
    let file = file(&folder, "shop.csv", &text);
    let words = ["--purpose", "email-marketing", "--basis", "consent"];
    let more = [&words[..], &["--consent-column", "newsletter"]].concat();
    let said = run(&folder, &file, "out", &more);
    let customers = &said.json()["customers"];
    assert_eq!(customers["total"], 60, "{}", said.err);
    assert_eq!(customers["permitted"], 50);
    assert_eq!(customers["excluded"][0]["reason"], "no-consent");
    let labels = read(&folder, "out/labels.csv");
    assert!(!labels.contains("K05"), "{labels}");
}

#[test]
fn digest_is_computed_again_and_a_change_is_seen() {
    let folder = folder("digest");
    let file = file(&folder, "shop.csv", shop());
    let said = run(&folder, &file, "out", &PERMITTED);
    let digest = said.json()["digest"].as_str().unwrap().to_owned() + "\n";
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    assert_eq!(kindred(&["digest", &path("out")]).out, digest);
    let analysis = path("out/analysis.json");
    assert_eq!(kindred(&["digest", &analysis]).out, digest);
    let changed_after = |name: &str, from: &str, to: &str| {
        let whole = read(&folder, &format!("out/{name}"));
        assert!(whole.contains(from), "{name} has {from}");
        let changed = whole.replacen(from, to, 1);
        fs::write(path(&format!("out/{name}")), changed).unwrap();
        let said = kindred(&["digest", &path("out")]);
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{from}");
        assert!(said.err.contains("changed"), "{}", said.err);
        fs::write(path(&format!("out/{name}")), whole).unwrap();
    };
    changed_after("labels.csv", ",0,", ",1,");
    changed_after("labels.csv", "K007", "K777");
    changed_after("labels.csv", "0.", "0.0");
    changed_after("analysis.json", "\"headline\": \"", "\"headline\": \"!");
    changed_after("analysis.json", "\"why\": \"", "\"why\": \"!");
    changed_after("analysis.json", "{", "{\"note\": 1,");
    assert_eq!(kindred(&["digest", &path("out")]).out, digest);
    let said = kindred(&["digest", &path("nothing-here")]);
    assert_eq!(said.code, 3);
    let said = kindred(&["digest", &file]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("shop.csv"), "{}", said.err);
}

#[test]
fn a_refused_file_is_located() {
    let folder = folder("refused");
    let text = "customer,date,note,amount\na,2024-01-01,\"open,5.00\n";
    let path = file(&folder, "quote.csv", text);
    for words in [vec!["inspect", &path], {
        let out = folder.join("out").to_str().unwrap().to_owned();
        let mut words = vec!["run", &path, "--out"];
        words.push(out.leak());
        words.extend(PERMITTED);
        words
    }] {
        let said = kindred(&words);
        assert_eq!((said.code, said.out.as_str()), (3, ""));
        for part in ["E_QUOTE", "quote.csv", "line 2", "note", "hint"] {
            assert!(said.err.contains(part), "{part}: {}", said.err);
        }
    }
}

#[test]
fn help_and_unknown_words_have_their_codes() {
    let help = kindred(&["--help"]);
    assert_eq!(help.code, 0);
    for name in ["inspect", "run", "cluster", "choose", "digest"] {
        assert!(help.out.contains(name), "{name}");
    }
    assert_eq!(kindred(&["segment"]).code, 2);
    let none: [&str; 0] = [];
    assert_eq!(kindred(&none).code, 2);
}

#[test]
fn online_retail_is_counted_exactly() {
    let name = "online_retail/online_retail_dev.csv.gz";
    let Some(path) = tests::data::path(name) else {
        return;
    };
    let folder = folder("online-retail");
    let said = run(&folder, path.to_str().unwrap(), "out", &PERMITTED);
    let json = said.json();
    assert_eq!(json["records"]["read"], 269_927);
    assert_eq!(json["records"]["used"], 195_327);
    assert_eq!(json["customers"]["total"], 2_154);
    assert_eq!(json["customers"]["permitted"], 2_138);
    assert_eq!(json["amount"]["used"], 456_559_103);
    assert_eq!(json["as_of"], "2011-12-10");
    let no_customer = &json["records"]["set_aside"][0];
    assert_eq!(no_customer["reason"], "no-customer");
    assert_eq!(no_customer["count"], 70_348);
}

#[test]
fn inspect_tells_who_is_missing_by_the_file_of_customers() {
    let folder = folder("inspect-missing");
    let mut people = String::from("customer,country\n");
    for customer in 0..90 {
        let land = if customer < 60 { "AT" } else { "DE" };
        people += &format!("K{customer:03},{land}\n");
    }
    let files = [
        file(&folder, "shop.csv", shop()),
        file(&folder, "people.csv", people),
    ];
    let said = kindred(&["inspect", &files[0], &files[1]]);
    let expected = "left out by country (people.csv): AT is 100.0 % (94.0 to \
                    100.0) of those used, 0.0 % (0.0 to 11.4) of those left";
    assert!(said.out.contains(expected), "{}", said.out);
}
