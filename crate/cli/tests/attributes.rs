//! `run` with weights of the sides and with attributes.
#![allow(missing_docs, reason = "a test's name is its documentation")]

mod support;

use serde_json::json;
use support::{Said, file, folder, kindred};

/// Half buy often, half once; the city stands in a file of customers.
fn files(name: &str) -> (std::path::PathBuf, [String; 2]) {
    let folder = folder(name);
    let mut orders = String::from("customer_id,order_id,date,amount\n");
    let mut people = String::from("customer_id,city\n");
    for who in 0..80 {
        for order in 0..if who % 2 == 0 { 6 } else { 1 } {
            let (month, day) = (1 + (who + order) % 9, 1 + who % 28);
            let units = 10 + (who * 7 + order) % 40;
            let id = who * 10 + order;
            orders +=
                &format!("K{who},{id},2024-{month:02}-{day:02},{units}.50\n");
        }
        let city = if who % 3 == 0 { "Ulm" } else { "Bonn" };
        people += &format!("K{who},{city}\n");
    }
    let orders = file(&folder, "orders.csv", orders);
    let people = file(&folder, "people.csv", people);
    (folder, [orders, people])
}

fn run(name: &str, more: &[&str]) -> Said {
    let (folder, [orders, people]) = files(name);
    let out = folder.join("out");
    let mut words = vec!["run", &orders, &people, "--json", "--out"];
    words.extend(out.to_str());
    words.extend(["--purpose", "analytics"]);
    words.extend(["--basis", "legitimate-interests"]);
    words.extend(more);
    kindred(&words)
}

#[test]
fn sides_count_as_the_command_line_says() {
    let said = run("weights", &["--weight", "value=0"]);
    let json = said.json();
    assert_eq!(json["sides"][0]["side"], "value", "{}", said.err);
    assert_eq!(json["sides"][0]["share"], 0.0);
    let wrong = run("weights-wrong", &["--weight", "mood=1"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("mood") && wrong.err.contains("voice"));
    let large = run("weights-large", &["--weight", "value=9"]);
    assert_eq!(large.code, 2);
    assert!(large.err.contains("recipe.weights.value"), "{}", large.err);
}

#[test]
fn a_column_of_customers_describes_and_forms_where_it_is_asked_for() {
    let told = run("attributes", &[]).json();
    let city = &told["attributes"][0];
    assert_eq!(city["name"], "attribute:city");
    assert_eq!(city["in_segments"], false);
    assert_eq!(city["levels"][0]["level"], "Bonn");
    assert_eq!(told["sides"].as_array().map(Vec::len), Some(2));
    let said = run("attributes-form", &["--attribute", "city"]);
    let told = said.json();
    assert_eq!(told["attributes"][0]["in_segments"], true, "{}", said.err);
    assert_eq!(told["sides"][2]["side"], json!("profile"));
    let wrong = run("attributes-wrong", &["--attribute", "mood"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("attribute:city"), "{}", wrong.err);
}
