//! Rules on whole runs: their figures, their place in the result, and what
//! they leave alone.

use crate::support;
use crate::support::{ROLES, go, often, plan, shop};
use kindred::{
    Plan, RunError,
    executor::Serial,
    plan::Language,
    rules::{Condition, Rule, count},
};
use table::Table;

/// Who buys often and well, and who came once.
fn table() -> Table {
    let mut lines: Vec<String> = (0..40).flat_map(often).collect();
    lines.extend((0..40).map(|customer| {
        let day = 1 + customer % 27;
        format!("once-{customer},2024-02-{day:02},9.{:02}", customer + 10)
    }));
    shop(&lines)
}

fn rule(name: &str, when: &str) -> Rule {
    Rule {
        name: name.into(),
        when: serde_json::from_str(when).expect("a condition"),
    }
}

fn named(rule: &str) -> Condition {
    Condition::Rule { rule: rule.into() }
}

#[test]
fn rules_change_nothing_but_themselves() {
    let (table, bare) = (table(), plan(ROLES));
    let rules = vec![
        rule("often", r#"{"feature": "orders", "at-least": 8}"#),
        rule("others", r#"{"not": {"rule": "often"}}"#),
    ];
    let ruled = Plan {
        rules: rules.clone(),
        ..bare.clone()
    };
    let (without, with) = (go(&table, &bare), go(&table, &ruled));
    let json = serde_json::to_value(&without.analysis).expect("plain data");
    assert!(json.get("rules").is_none() && json.get("overlaps").is_none());
    assert_ne!(without.analysis.digest, with.analysis.digest);
    let figures = |at: usize| with.analysis.rules[at].figures.expect("judged");
    assert_eq!((figures(0).customers, figures(1).customers), (40, 40));
    let overlaps = with.analysis.overlaps.as_ref().expect("two rules");
    assert_eq!((overlaps.patterns.len(), overlaps.nobody), (2, 0));
    // Put in or taken out later, it is the same run to the last bit.
    let mut later = without.clone();
    later.set_rules(&rules, Language::En);
    assert_eq!(later.analysis, with.analysis);
    later.set_rules(&[], Language::En);
    assert_eq!(later.analysis, without.analysis);
}

#[test]
fn a_rule_that_cannot_be_judged_is_a_warning_and_the_run_goes_on() {
    let rules = vec![
        rule("good", r#"{"feature": "orders", "at-most": 1}"#),
        rule("bad", r#"{"any": [{"feature": "ordrs", "at-most": 1}]}"#),
    ];
    let run = go(
        &table(),
        &Plan {
            rules,
            ..plan(ROLES)
        },
    );
    let analysis = &run.analysis;
    assert_eq!(analysis.rules[0].problem, None);
    let problem = analysis.rules[1].problem.as_deref();
    let expected = "rules[1].when.any[0].feature: there is no feature \
                    “ordrs”; did you mean “orders”?";
    assert_eq!(problem, Some(expected));
    let warned = analysis.warnings.iter().find(|it| it.code == "W_RULE");
    let warned = warned.expect("a warning");
    assert_eq!(warned.count, 1);
    assert!(warned.message.contains(expected));
    let mut mended = run.clone();
    mended.set_rules(&[], Language::En);
    let codes = mended.analysis.warnings.iter().map(|it| it.code.as_ref());
    assert!(!codes.into_iter().any(|it: &str| it == "W_RULE"));
}

#[test]
fn a_circle_is_refused_before_anything_is_computed() {
    let rules = vec![
        rule("a", r#"{"rule": "b"}"#),
        rule("b", r#"{"not": {"rule": "a"}}"#),
    ];
    let plan = Plan {
        rules,
        ..plan(ROLES)
    };
    let found = pollster::block_on(kindred::run(&[table()], &plan, &Serial));
    let error = found.expect_err("a circle");
    assert!(matches!(error, RunError::BadRule { .. }));
    assert_eq!(error.subject(), Some("rules[1].when.not.rule"));
}

#[test]
fn a_plan_from_before_there_were_rules_is_read() {
    let mut json = serde_json::to_value(plan(ROLES)).expect("plain data");
    json.as_object_mut().expect("an object").remove("rules");
    let read: Plan = serde_json::from_value(json).expect("a plan");
    assert_eq!(read, plan(ROLES));
}

#[test]
fn figures_on_a_real_shop_are_those_of_pandas() {
    let path = "cdnow/cdnow_sample_transactions.csv";
    let Some(bytes) = support::real(path) else {
        return;
    };
    let roles = [
        ("customer_id", kindred::role::Role::CustomerId),
        ("date", kindred::role::Role::Date),
        ("quantity", kindred::role::Role::Quantity),
        ("amount", kindred::role::Role::Amount),
    ];
    let run = go(&support::read(path, &bytes), &plan(&roles));
    let rules = [
        rule("often", r#"{"feature": "orders", "at-least": 3}"#),
        rule("recent", r#"{"feature": "recency_days", "at-most": 90}"#),
        rule(
            "middling",
            r#"{"feature": "revenue", "between": [100, 200]}"#,
        ),
        rule(
            "both",
            r#"{"all": [{"rule": "often"}, {"rule": "recent"}]}"#,
        ),
        rule(
            "either",
            r#"{"any": [{"rule": "often"}, {"rule": "recent"}]}"#,
        ),
        rule(
            "without",
            r#"{"all": [{"rule": "often"}, {"not": {"rule": "recent"}}]}"#,
        ),
        rule(
            "neither",
            r#"{"not": {"any": [{"rule": "often"}, {"rule": "middling"}]}}"#,
        ),
        rule("once", r#"{"feature": "gap_mean_days", "missing": true}"#),
        rule("slow", r#"{"feature": "gap_mean_days", "at-least": 60}"#),
        rule("not-slow", r#"{"not": {"rule": "slow"}}"#),
    ];
    let sets = ["often", "recent", "middling"].map(named);
    let counted = count(&run, &rules, &sets, Language::En);
    let mut found = String::from("rule,customers,revenue,mean_orders\n");
    for it in &counted.rules {
        let figures = it.figures.expect("judged");
        let (n, revenue) = (figures.customers, figures.revenue);
        let (revenue, orders) = (revenue.expect("money"), figures.orders);
        let orders = orders.expect("somebody");
        found += &format!("{},{n},{revenue},{orders:?}\n", it.name);
    }
    let overlaps = counted.overlaps.expect("three sets");
    found += &format!("pattern-0,{},,\n", overlaps.nobody);
    for it in &overlaps.patterns {
        let pattern: usize = it.sets.iter().map(|set| 1 << set).sum();
        found += &format!("pattern-{pattern},{},,\n", it.customers);
    }
    let expected = include_str!("../../../tests/oracle/rules.csv");
    assert_eq!(found, expected);
}
