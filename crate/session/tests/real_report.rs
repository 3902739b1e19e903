//! Reports of real shops: whole, and without any of their customers.

#![allow(clippy::unwrap_used)] // a test may fail loudly

#[path = "../../kindred/tests/support/mod.rs"]
mod support;

use kindred::plan::Language;
use kindred::role::Role;
use kindred::{Plan, Run};
use session::report::report;
use support::{ONLINE_RETAIL, go, plan, read, real};

/// Writes the report where `KINDRED_LOOK` says, to be looked at.
fn written(run: &Run, plan: &Plan, name: &str) -> String {
    let html = report(&run.analysis, plan);
    if let Some(folder) = std::env::var_os("KINDRED_LOOK") {
        let path = std::path::Path::new(&folder);
        std::fs::write(path.join(format!("{name}.html")), &html).unwrap();
        let json = format!("{:#?}", run.analysis.warnings);
        std::fs::write(path.join(format!("{name}.txt")), json).unwrap();
    }
    html
}

/// Everything between tags, as words.
fn words(html: &str) -> Vec<&str> {
    let (_, body) = html.split_once("</style>").unwrap();
    body.split('<')
        .filter_map(|piece| piece.split_once('>'))
        .flat_map(|(_, text)| text.split_whitespace())
        .collect()
}

#[test]
fn no_customer_of_online_retail_is_in_its_report() {
    let Some(bytes) = real("online_retail/online_retail_dev.csv.gz") else {
        return;
    };
    let plan = plan(ONLINE_RETAIL);
    let run = go(&read("retail.csv.gz", &bytes), &plan);
    let html = written(&run, &plan, "retail");
    let words = words(&html);
    assert!(words.len() > 500);
    assert_eq!(run.customers.len(), 2_138);
    for id in &run.customers {
        assert!(!words.contains(&id.as_str()), "customer {id}");
    }
}

#[test]
fn cdnow_has_a_report_in_german() {
    let Some(bytes) = real("cdnow/cdnow_sample_transactions.csv") else {
        return;
    };
    let mut plan = plan(&[
        ("customer_id", Role::CustomerId),
        ("date", Role::Date),
        ("quantity", Role::Quantity),
        ("amount", Role::Amount),
    ]);
    plan.language = Language::De;
    plan.currency = Some("$".into());
    let run = go(&read("cdnow.csv", &bytes), &plan);
    let html = written(&run, &plan, "cdnow");
    for segment in &run.analysis.segments {
        assert!(html.contains(&segment.name), "{}", segment.name);
    }
    let permitted = run.analysis.customers.permitted;
    assert!(html.contains(&chart::number::count(Language::De, permitted)));
}
