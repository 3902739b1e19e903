//! Names that survive: more days and more customers change no name of a
//! segment that is here again.

use crate::support;
use std::collections::BTreeSet;

use crate::support::{ONLINE_RETAIL, go, plan, read, real, shop};
use cluster::choose::Verdict;
use kindred::known::Known;
use kindred::plan::Language;
use kindred::{Plan, Run, export};

/// With so many groups, or as many as are found.
fn until(day: &str, k: Option<usize>) -> Plan {
    let found = plan(ONLINE_RETAIL);
    let method = found.method.clone();
    Plan {
        as_of: Some(day.into()),
        method: k.map_or(method.clone(), |k| method.with_n_clusters(k)),
        ..found
    }
}

fn keeping(run: &Run, of: Plan) -> Plan {
    Plan {
        known: Some(Known::of(&run.analysis, Language::En)),
        ..of
    }
}

fn names(run: &Run) -> Vec<&str> {
    run.analysis.segments.iter().map(|it| &*it.name).collect()
}

/// The customers of each segment.
fn members(run: &Run) -> Vec<BTreeSet<&str>> {
    let mut all = vec![BTreeSet::new(); run.analysis.segments.len()];
    for (customer, label) in run.customers.iter().zip(&run.labels) {
        all[*label as usize].insert(&**customer);
    }
    all
}

/// Pairs of segments that share at least three quarters of those in either.
fn same(before: &Run, after: &Run) -> Vec<(usize, usize)> {
    let (old, new) = (members(before), members(after));
    let mut pairs = Vec::new();
    for (a, old) in old.iter().enumerate() {
        for (b, new) in new.iter().enumerate() {
            let both = old.intersection(new).count() as f64;
            if both >= 0.75 * old.union(new).count() as f64 {
                pairs.push((a, b));
            }
        }
    }
    pairs
}

#[test]
fn a_month_later_the_same_segments_have_the_same_names() {
    let Some(bytes) = real("online_retail/online_retail_dev.csv.gz") else {
        return;
    };
    let table = read("retail.csv.gz", &bytes);
    let (mut n_same, mut n_kept) = (0, 0);
    for (k, day, later) in [
        (None, "2011-09-01", "2011-10-01"),
        (None, "2011-10-01", "2011-10-31"),
        (None, "2011-11-09", "2011-12-09"),
        (Some(3), "2011-09-01", "2011-10-01"),
        (Some(6), "2011-11-09", "2011-12-09"),
    ] {
        let before = go(&table, &until(day, k));
        let after = go(&table, &keeping(&before, until(later, k)));
        println!("{:?}\n{:?}", names(&before), names(&after));
        for (old, new) in same(&before, &after) {
            assert_eq!(names(&before)[old], names(&after)[new], "{day}");
            n_same += 1;
        }
        let kept = |it: &&&str| names(&before).contains(*it);
        n_kept += names(&after).iter().filter(kept).count();
    }
    println!("{n_same} the same, {n_kept} kept");
    assert!(n_same >= 2 && n_kept >= 16, "{n_same}, {n_kept}");
}

/// Two kinds of customers.
fn records() -> Vec<String> {
    let mut all = Vec::new();
    for at in 0..60 {
        all.extend(support::often(at));
        all.push(format!("once-{at},2023-01-{:02},4.{at:02}", 1 + at % 28));
    }
    all
}

fn two() -> Plan {
    let mut two = plan(support::ROLES);
    two.method = two.method.with_n_clusters(2);
    two
}

#[test]
fn the_plan_that_keeps_names_gives_the_same_digest_on_the_same_files() {
    let table = shop(&records());
    let first = go(&table, &two());
    assert_eq!(first.analysis.verdict, Verdict::Segments);
    let again = go(&table, &keeping(&first, two()));
    assert_eq!(again.analysis, first.analysis);
}

#[test]
fn a_name_of_ones_own_is_kept_in_its_language_only() {
    let table = shop(&records());
    let mut keeping = keeping(&go(&table, &two()), two());
    let known = keeping.known.as_mut().expect("kept");
    assert_eq!(known.segments.len(), 2);
    known.segments[0].name = "Our regulars".into();
    let run = go(&table, &keeping);
    assert_eq!(run.analysis.segments[0].name, "Our regulars");
    let plain = go(&table, &two());
    let german = Plan {
        language: Language::De,
        ..two()
    };
    let plain_german = go(&table, &german);
    let german = Plan {
        language: Language::De,
        ..keeping
    };
    assert_eq!(names(&go(&table, &german)), names(&plain_german));
    assert_eq!(run.labels, plain.labels);
    assert_eq!(run.analysis.evidence, plain.analysis.evidence);
}

#[test]
fn what_is_kept_names_no_small_segment_and_survives_the_plan() {
    let mut records = records();
    for at in 0..8 {
        for day in 1..29 {
            records.push(format!("whale-{at},2024-02-{day:02},9{at}00.00"));
        }
    }
    let table = shop(&records);
    let mut three = two();
    three.method = three.method.with_n_clusters(3);
    let run = go(&table, &three);
    let n_small = run.analysis.segments.iter().filter(|it| it.size < 10);
    assert_eq!(n_small.count(), 1);
    let plan = keeping(&run, three);
    let known = plan.known.as_ref().expect("kept");
    assert_eq!(known.segments.len(), 2);
    let json = export::plan_to_json(&plan);
    assert_eq!(export::plan_from_json(&json), Ok(plan.clone()));
    assert!(!json.contains("whale"));
    assert_eq!(go(&table, &plan).analysis, run.analysis);
    let of_all = Plan {
        known: None,
        method: plan.method.clone().with_n_clusters(1),
        ..plan
    };
    let all = go(&table, &of_all);
    assert!(Known::of(&all.analysis, Language::En).segments.is_empty());
}
