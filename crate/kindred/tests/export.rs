//! What is taken away comes back as it was.

use crate::support;
use kindred::{
    RunError,
    export::{labels_csv, plan_from_json, plan_to_json, unguard},
    role::Role,
};

const ROLES: [(&str, Role); 3] = [
    ("who", Role::CustomerId),
    ("day", Role::Date),
    ("worth", Role::Amount),
];

#[test]
fn a_plan_comes_back_as_it_was() {
    let plan = support::plan(&ROLES);
    assert_eq!(plan_from_json(&plan_to_json(&plan)), Ok(plan));
}

#[test]
fn a_plan_that_is_not_understood_is_refused_with_its_place() {
    let json = plan_to_json(&support::plan(&ROLES));
    let other = json.replace("\"version\": 2", "\"version\": 1");
    let expected = RunError::PlanVersion {
        found: "1".into(),
        known: 2,
    };
    assert_eq!(plan_from_json(&other), Err(expected));
    let unknown = json.replace("\"seed\"", "\"sead\"");
    let Err(RunError::BadPlan { line, found }) = plan_from_json(&unknown)
    else {
        panic!("an unknown name must be refused");
    };
    assert!(
        line > 1 && found.contains("unknown field `sead`"),
        "{found}"
    );
    assert!(found.contains("`seed`"), "{found}");
    for broken in ["", "[]", "{", "{\"version\": 2}"] {
        assert!(plan_from_json(broken).is_err(), "{broken}");
    }
}

#[test]
fn labels_hold_every_customer_and_no_formula() {
    let mut csv = String::from("who,day,worth\n");
    for i in 0..40 {
        let day = 1 + i % 28;
        csv.push_str(&format!("=c{i},2024-01-{day:02},{}.50\n", 5 + i));
        csv.push_str(&format!("\"d,{i}\",2024-02-{day:02},{}\n", 50 + i));
    }
    let table = support::read("x.csv", csv.as_bytes());
    let run = support::go(&table, &support::plan(&ROLES));
    let labels = labels_csv(&run);
    let again = support::read("labels.csv", &labels);
    let names: Vec<&str> =
        again.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["customer", "segment", "confidence"]);
    assert_eq!(again.n_records, run.customers.len());
    let customers = again.values(0);
    for (record, id) in run.customers.iter().enumerate() {
        let cell = customers.text(customers.codes()[record]);
        assert!(!cell.starts_with('='), "{cell}");
        assert_eq!(unguard(cell), id);
    }
}
