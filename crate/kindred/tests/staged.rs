//! Segments by lifecycle stage first, and by groups within each stage.

use crate::support;
use crate::support::{ROLES, a_shop, go, plan, shop};
use cluster::choose::{Reason, Verdict};
use kindred::{Plan, Run, lifecycle::Stage, staged::Staged};

fn by_stage(least: usize) -> Plan {
    let mut plan = plan(ROLES);
    plan.choice.n_resamples = 20;
    plan.staged = Some(Staged { least });
    plan
}

fn stage_of(run: &Run, customer: &str) -> Option<Stage> {
    let at = run.find(customer).expect("a customer");
    run.analysis.segments[run.labels[at] as usize].stage
}

#[test]
fn every_customer_is_in_a_segment_of_their_stage() {
    let run = go(&a_shop(), &by_stage(20));
    assert_eq!(run.labels.len(), run.stages.len());
    for (label, stage) in run.labels.iter().zip(&run.stages) {
        let segment = &run.analysis.segments[*label as usize];
        assert_eq!(segment.stage, Some(*stage));
    }
    assert_eq!(stage_of(&run, "gone-3"), Some(Stage::Lapsed));
    assert_eq!(run.analysis.verdict, Verdict::Segments);
    assert!(
        matches!(run.analysis.reason, Reason::InParts { .. }),
        "{:?}",
        run.analysis.reason
    );
}

#[test]
fn groups_are_found_within_a_stage_and_named_after_it() {
    let run = go(&a_shop(), &by_stage(20));
    let of = |name: &str| {
        let at = run.find(name).expect("a customer");
        &run.analysis.segments[run.labels[at] as usize]
    };
    let (small, grand) = (of("small-5"), of("grand-5"));
    assert_eq!(small.stage, grand.stage);
    assert_ne!(small.id, grand.id, "{}", run.analysis.headline);
    assert!(small.name.starts_with("Active: "), "{}", small.name);
    assert!(small.stability > Some(0.75), "{:?}", small.stability);
    assert_eq!(of("gone-3").stability, None);
    let doubt = &run.analysis.doubt;
    assert!(!doubt.contains("could not be judged"), "{doubt}");
}

#[test]
fn a_group_smaller_than_the_least_is_joined_to_another() {
    let whole = go(&a_shop(), &by_stage(1_000)).analysis;
    let mut stages: Vec<_> = whole.segments.iter().map(|s| s.stage).collect();
    let n_segments = stages.len();
    stages.sort_unstable();
    stages.dedup();
    assert_eq!(stages.len(), n_segments, "a stage is one segment each");
    let mut plan = by_stage(20);
    plan.method = plan.method.with_n_clusters(30);
    let split = go(&a_shop(), &plan).analysis;
    let several = |s: &kindred::analysis::Segment| {
        split.segments.iter().filter(|o| o.stage == s.stage).count() > 1
    };
    for segment in split.segments.iter().filter(|s| several(s)) {
        assert!(segment.size >= 20, "{}: {}", segment.name, segment.size);
    }
    assert!(split.segments.iter().any(several), "{}", split.headline);
}

#[test]
fn where_no_stage_is_told_groups_are_of_all_with_a_warning() {
    let records: Vec<String> = (0..80)
        .map(|i| format!("once-{i},2024-03-01,{}.00", i % 9))
        .collect();
    let analysis = go(&shop(&records), &by_stage(20)).analysis;
    let codes: Vec<&str> =
        analysis.warnings.iter().map(|it| &*it.code).collect();
    assert!(codes.contains(&"W_NO_STAGES"), "{codes:?}");
    assert!(analysis.segments.iter().all(|it| it.stage.is_none()));
}

#[test]
fn a_least_size_out_of_its_range_is_refused_by_its_name() {
    let error = support::refused(&a_shop(), &by_stage(1));
    assert!(error.to_string().contains("staged.least"), "{error}");
}

#[test]
fn a_plan_of_before_has_no_stages_and_is_written_without_them() {
    let plan = plan(ROLES);
    let written = serde_json::to_string(&plan).expect("a plan");
    assert!(!written.contains("staged"), "{written}");
    let read: Plan = serde_json::from_str(&written).expect("a plan");
    assert_eq!(read, plan);
}
