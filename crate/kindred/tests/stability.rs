//! A segment's stability is that of the judged cluster which it is.

mod support;

use kindred::{Plan, Run};
use support::{ROLES, go, often, plan, shop};
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

#[test]
fn groups_without_a_judged_counterpart_are_counted_in_the_doubt() {
    let table = three_groups();
    let mut seen = [false; 4];
    for seed in 0..8 {
        let analysis = go(&table, &asked(5, seed, 60)).analysis;
        let unjudged =
            analysis.segments.iter().filter(|s| s.stability.is_none());
        let n = unjudged.count();
        seen[n] = true;
        println!("{seed}: {n} not judged: {}", analysis.doubt);
        let said = ["", "One of", "Two of", "Three of"][n];
        assert_eq!(n > 0, analysis.doubt.contains("could not be judged"));
        assert!(analysis.doubt.contains(said), "{}", analysis.doubt);
    }
    assert!(seen[0] && seen[1..].contains(&true), "{seen:?}");
}
