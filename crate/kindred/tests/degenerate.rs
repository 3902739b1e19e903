//! The path on little, equal or missing input: a defined result or a
//! refusal with its code, never a panic and never `NaN`.

use crate::support::{ROLES, go, often, plan, shop};
use cluster::choose::{Reason, Verdict};
use cluster::{Method, dbscan, hdbscan};
use kindred::digest::digest;
use kindred::executor::Serial;
use kindred::export::labels_csv;
use kindred::plan::{Basis, Language};
use kindred::role::Role;
use kindred::{Plan, Run, RunError, run};
use table::Table;

/// A shop with two kinds of customers: many orders now, one long ago.
fn two_kinds(n_each: usize) -> Table {
    let mut records = Vec::new();
    for customer in 0..n_each {
        records.extend(often(customer));
        let day = 1 + customer % 28;
        let cents = 400 + (customer * 53) % 300;
        records.push(format!(
            "once-{customer},2023-01-{day:02},{}.{:02}",
            cents / 100,
            cents % 100
        ));
    }
    shop(&records)
}

fn refused(table: &Table, plan: &Plan) -> RunError {
    pollster::block_on(run(std::slice::from_ref(table), plan, &Serial))
        .expect_err("a refusal")
}

fn given(k: usize) -> Plan {
    let mut plan = plan(ROLES);
    plan.method = plan.method.with_n_clusters(k);
    plan
}

/// Every figure of the result is a number, and the parts add up.
fn check(run: &Run) {
    let analysis = &run.analysis;
    let json = serde_json::to_string(analysis).expect("plain data");
    let back: kindred::Analysis =
        serde_json::from_str(&json).expect("no figure became null");
    assert!(&back == analysis, "the figures come back bit by bit");
    let groups = analysis.segments.iter().filter(|s| !s.outside);
    assert_eq!(analysis.k, groups.count());
    let size: u64 = analysis.segments.iter().map(|s| s.size).sum();
    assert_eq!(size, analysis.customers.permitted);
    assert_eq!(size as usize, run.labels.len());
    let share: f64 =
        analysis.segments.iter().map(|s| s.share_of_customers).sum();
    assert!((share - 1.0).abs() < 1e-9);
    assert!(run.confidence.iter().all(|c| (0.0..=1.0).contains(c)));
    for pair in analysis.segments.windows(2) {
        let worth = pair.iter().map(|s| s.share_of_revenue);
        assert!(pair[1].outside || worth.is_sorted_by(|a, b| a >= b));
        assert_ne!(pair[0].name, pair[1].name);
    }
    for (index, segment) in analysis.segments.iter().enumerate() {
        assert_eq!(segment.id as usize, index);
        assert!(!segment.name.is_empty() && !segment.next.is_empty());
        assert!((0.0..=1.0).contains(&segment.precision));
    }
    assert_eq!(analysis.digest.len(), 64);
}

#[test]
fn one_customer_is_one_segment() {
    let run = go(&shop(&["a,2024-01-02,10.00"]), &plan(ROLES));
    check(&run);
    assert_eq!(run.analysis.verdict, Verdict::NoStructure);
    assert_eq!(run.analysis.k, 1);
    assert!(run.analysis.headline.contains("No groups here"));
}

#[test]
fn two_identical_customers_stay_together() {
    let records = ["a,2024-01-02,10.00", "b,2024-01-02,10.00"];
    let run = go(&shop(&records), &plan(ROLES));
    check(&run);
    assert_eq!(run.labels, [0, 0]);
}

#[test]
fn many_identical_customers_stay_together() {
    let records: Vec<String> = (0..300)
        .map(|customer| format!("c{customer},2024-01-02,10.00"))
        .collect();
    let records: Vec<&str> = records.iter().map(String::as_str).collect();
    let run = go(&shop(&records), &plan(ROLES));
    check(&run);
    assert_eq!(
        (run.analysis.verdict, run.analysis.k),
        (Verdict::NoStructure, 1)
    );
}

#[test]
fn more_groups_than_customers_are_refused() {
    let records = ["a,2024-01-02,10.00", "b,2024-02-02,20.00"];
    let error = refused(&shop(&records), &given(3));
    assert_eq!(error.code(), "too-few-customers");
    assert_eq!(refused(&shop(&records), &given(0)).code(), "bad-parameter");
}

#[test]
fn as_many_groups_as_customers_are_defined() {
    let records = [
        "a,2024-01-02,10.00",
        "b,2024-02-02,20.00",
        "c,2024-02-02,20.00",
    ];
    check(&go(&shop(&records), &given(3)));
}

#[test]
fn one_group_asked_for_holds_everyone_and_is_no_finding() {
    let run = go(&two_kinds(60), &given(1));
    check(&run);
    let analysis = &run.analysis;
    assert_eq!((analysis.verdict, analysis.k), (Verdict::Segments, 1));
    assert_eq!(analysis.reason, Reason::Given);
    assert!(analysis.headline.starts_with("One group, as asked for"));
    for word in ["natural", "tier", "value"] {
        assert!(!analysis.headline.contains(word), "{}", analysis.headline);
        assert!(!analysis.doubt.contains("tier"), "{}", analysis.doubt);
    }
    assert_eq!(analysis.evidence.len(), 12, "what it would have found");
    let [everyone] = &analysis.segments[..] else {
        panic!("{} segments", analysis.segments.len());
    };
    assert_eq!((everyone.size, everyone.stability), (120, None));
    assert_eq!(everyone.name, "All customers");
    assert_eq!(everyone.rule, "All customers");
    assert_eq!(everyone.share_of_revenue, 1.0);
}

#[test]
fn one_group_asked_for_is_given_even_where_nothing_varies() {
    let records = ["a,2024-01-02,10.00", "b,2024-01-02,10.00"];
    let run = go(&shop(&records), &given(1));
    check(&run);
    assert_eq!(run.analysis.reason, Reason::Given);
    assert_eq!(run.analysis.verdict, Verdict::Segments);
}

#[test]
fn without_amounts_lines_are_counted() {
    let roles = &ROLES[..2];
    let mut plan = plan(roles);
    plan.method = plan.method.with_n_clusters(2);
    let run = go(&two_kinds(40), &plan);
    check(&run);
    assert!(run.analysis.segments[0].revenue.is_none());
    assert!(run.analysis.headline.contains("of lines"));
}

#[test]
fn a_plan_that_can_not_be_followed_is_refused_with_its_code() {
    let table = shop(&["a,2024-01-02,10.00"]);
    let no_purpose = Plan {
        permission: None,
        ..plan(ROLES)
    };
    assert_eq!(refused(&table, &no_purpose).code(), "no-purpose");
    let newer = Plan {
        version: 3,
        ..plan(ROLES)
    };
    assert_eq!(refused(&table, &newer).code(), "bad-parameter");
    let mut no_consent = plan(ROLES);
    if let Some(permission) = &mut no_consent.permission {
        permission.basis = Basis::Consent;
    }
    let code = refused(&table, &no_consent).code();
    assert_eq!(code, "consent-column-missing");
    let unknown = plan(&[("somebody", Role::CustomerId)]);
    assert_eq!(refused(&table, &unknown).code(), "unknown-column");
    let mut feature = plan(ROLES);
    feature.recipe.features = vec!["mood".into()];
    assert_eq!(refused(&table, &feature).code(), "unknown-feature");
    let mut recipe = plan(ROLES);
    recipe.recipe.redundant_above = 2.0;
    assert_eq!(refused(&table, &recipe).code(), "bad-parameter");
    let mut choice = plan(ROLES);
    choice.choice.k_max = 1_000_000;
    assert_eq!(refused(&table, &choice).code(), "bad-parameter");
}

#[test]
fn two_kinds_of_customers_are_told_apart_and_named() {
    let run = go(&two_kinds(60), &given(2));
    check(&run);
    let analysis = &run.analysis;
    assert_eq!(analysis.reason, Reason::Given);
    assert_eq!(analysis.segments[0].size, 60);
    assert!(analysis.segments[0].name.starts_with("Frequent"));
    assert!(analysis.segments[1].name.starts_with("One order"));
    assert_eq!(analysis.segments[0].precision, 1.0);
    let often = run.find("often-7").expect("a customer");
    let once = run.find("once-7").expect("a customer");
    assert_eq!((run.labels[often], run.labels[once]), (0, 1));
    assert_eq!(run.find("nobody"), None);
    assert!(run.confidence[often] > 0.5);
}

#[test]
fn the_language_changes_words_and_no_figure() {
    let table = two_kinds(60);
    let german = Plan {
        language: Language::De,
        ..given(2)
    };
    let (en, de) = (go(&table, &given(2)), go(&table, &german));
    assert_ne!(en.analysis.headline, de.analysis.headline);
    assert_ne!(en.analysis.segments[0].name, de.analysis.segments[0].name);
    assert_eq!(en.analysis.customers_sha256, de.analysis.customers_sha256);
    assert_eq!(labels_csv(&en), labels_csv(&de));
    assert_ne!(en.analysis.digest, de.analysis.digest);
}

#[test]
fn the_digest_follows_everything_that_is_shown_or_taken_away() {
    let run = go(&two_kinds(60), &given(2));
    let of = |run: &Run| digest(&run.analysis, &labels_csv(run));
    let own = of(&run);
    assert_eq!(own, run.analysis.digest);
    let changes: [fn(&mut Run); 8] = [
        |run| run.labels[0] = 1 - run.labels[0],
        |run| run.customers[0].push('x'),
        |run| run.confidence[0] -= 0.01,
        |run| run.analysis.segments[0].precision -= 1e-12,
        |run| run.analysis.segments[0].why.push('.'),
        |run| run.analysis.headline.push('.'),
        |run| run.analysis.map.axes[0].push('.'),
        |run| run.analysis.customers_sha256.push('0'),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let mut other = run.clone();
        change(&mut other);
        assert_ne!(of(&other), own, "change {at}");
    }
}

#[test]
fn customers_in_no_group_are_a_segment_of_their_own() {
    let table = two_kinds(60);
    let few = Method::Dbscan(dbscan::Params {
        radius: Some(0.08),
        min_samples: 4,
    });
    let none = Method::Dbscan(dbscan::Params {
        radius: Some(1e-9),
        min_samples: 100,
    });
    let nested = Method::Hdbscan(hdbscan::Params::default());
    let of = |method, language| {
        let run = go(
            &table,
            &Plan {
                method,
                language,
                ..plan(ROLES)
            },
        );
        check(&run);
        run.analysis
    };
    let found = of(few, Language::En);
    let last = found.segments.last().expect("there are segments");
    assert!(last.outside && last.name == "In no group", "{}", last.name);
    assert_eq!(found.k + 1, found.segments.len());
    let Reason::ByMethod { outside } = found.reason else {
        panic!("{:?}", found.reason)
    };
    assert_eq!(outside, last.share_of_customers);
    assert!(found.headline.contains("in none"), "{}", found.headline);

    let nowhere = of(none, Language::De);
    assert_eq!(nowhere.verdict, Verdict::NoStructure);
    assert!(nowhere.segments.iter().all(|segment| !segment.outside));
    assert!(nowhere.doubt.contains("keine dichte"), "{}", nowhere.doubt);
    assert!(of(nested, Language::De).k >= 2);
}
