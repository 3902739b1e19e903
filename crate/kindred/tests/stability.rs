//! A segment's stability is that of the judged cluster which it is.

use crate::support::{ROLES, go, often, plan, shop};
use cluster::Method;
use kindred::{Plan, Run};
use table::Table;

/// 80 customers who buy often, one cloud that three groups must cut in two,
/// and 40 who bought once, long ago, who always come back: three groups of
/// about the same size.
fn three_groups() -> Table {
    let mut records: Vec<String> = (0..80).flat_map(often).collect();
    for customer in 0..40 {
        let day = 1 + customer % 28;
        let cents = (customer * 53) % 100;
        records.push(format!("once-{customer},2023-01-{day:02},4.{cents:02}"));
    }
    shop(&records)
}

fn asked(k: usize, seed: u64, max_samples: usize) -> Plan {
    let mut plan = plan(ROLES);
    plan.method = plan.method.with_n_clusters(k);
    plan.seed = seed;
    plan.choice.max_samples = max_samples;
    plan.choice.k_max = k;
    plan
}

/// The stability of the segment of those who bought once.
fn of_once(run: &Run) -> Option<f64> {
    let at = run.find("once-7").expect("a customer");
    run.analysis.segments[run.labels[at] as usize].stability
}

#[test]
fn a_segment_keeps_its_stability_whatever_the_order_of_the_judged_ones() {
    let table = three_groups();
    for seed in 0..8 {
        let run = go(&table, &asked(3, seed, 100));
        let all: Vec<_> =
            run.analysis.segments.iter().map(|s| s.stability).collect();
        println!("{seed}: {:?} of {all:?}", of_once(&run));
        assert!(of_once(&run) > Some(0.99), "{seed}: {all:?}");
    }
}

/// The stability of every segment.
fn of_all(run: &Run) -> Vec<f64> {
    let segments = &run.analysis.segments;
    segments.iter().filter_map(|it| it.stability).collect()
}

#[test]
fn a_number_that_nobody_judged_is_judged_by_the_method_itself() {
    let table = three_groups();
    for seed in 0..8 {
        let mut plan = asked(5, seed, 60);
        plan.choice.k_max = 2;
        let run = go(&table, &plan);
        let all = of_all(&run);
        assert_eq!(all.len(), 5, "{seed}: {all:?}");
        assert!(of_once(&run) > Some(0.9), "{seed}: {all:?}");
        assert!(all.iter().any(|&it| it < 0.9), "{seed}: {all:?}");
        let doubt = &run.analysis.doubt;
        assert!(!doubt.contains("could not be judged"), "{doubt}");
    }
}

#[test]
fn another_method_is_judged_by_itself() {
    let table = three_groups();
    for method in Method::every() {
        let mut plan = asked(3, 1, 2_000);
        plan.method = method.with_n_clusters(3);
        let name = plan.method.name();
        if name == "nmf" {
            continue; // It takes no centred features.
        }
        let run = go(&table, &plan);
        let all = of_all(&run);
        println!("{name}: {all:?}");
        let groups = run.analysis.segments.iter().filter(|it| !it.outside);
        if run.analysis.k > 1 {
            assert_eq!(all.len(), groups.count(), "{name}");
        }
    }
}

#[test]
fn the_method_that_was_picked_is_told_and_judged() {
    let mut plan = asked(3, 1, 2_000);
    plan.method = Method::Automatic(Default::default()).with_n_clusters(3);
    let run = go(&three_groups(), &plan);
    let picked = run.analysis.picked.expect("one of three");
    assert_eq!(of_all(&run).len(), 3);
    assert!(run.analysis.doubt.contains("fewest neighbours"));
    plan.method = picked.method(3);
    let alone = go(&three_groups(), &plan);
    assert_eq!(alone.labels, run.labels);
    assert_eq!(alone.analysis.picked, None);
}

#[test]
fn density_of_more_customers_than_are_judged_says_that_it_was_not_judged() {
    let table = three_groups();
    let mut plan = asked(2, 1, 100);
    plan.method = Method::Hdbscan(Default::default());
    let run = go(&table, &plan);
    let n_groups = run.analysis.segments.iter().filter(|it| !it.outside);
    let n_groups = n_groups.count();
    assert!(n_groups > 1, "{:?}", run.analysis.segments);
    let doubt = &run.analysis.doubt;
    assert!(of_all(&run).is_empty(), "{doubt}");
    assert!(
        doubt.contains("How well they hold was not judged"),
        "{doubt}"
    );
}
