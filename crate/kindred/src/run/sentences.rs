//! The answer and its doubt, from what was found.

use cluster::choose::Verdict;
use numeric::stats;

use crate::{Analysis, analysis::Segment, describe::Subject, words::Outcome};

/// The answer and its doubt.
pub(super) fn said(
    analysis: &Analysis,
    natural: bool,
    subject: &Subject<'_>,
) -> (String, String) {
    let judged: Vec<(&str, f64)> = analysis
        .segments
        .iter()
        .filter_map(|segment| Some((&*segment.name, segment.stability?)))
        .collect();
    let weakest = judged.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1));
    let stability = overlap(analysis, &judged);
    let n_unjudged = stability.map_or(0, |_| {
        let segments = analysis.segments.iter();
        segments.filter(|it| unjudged(it, analysis)).count()
    });
    let first = analysis.segments.first();
    let outcome = Outcome {
        found: analysis.verdict == Verdict::Segments,
        k: analysis.k,
        reason: &analysis.reason,
        natural,
        stability,
        weakest,
        n_unjudged,
        first: first.map_or((1.0, 1.0), |s| {
            (s.share_of_customers, s.share_of_revenue)
        }),
        has_money: subject.features.revenue.is_some(),
        n_customers: analysis.customers.permitted,
        agreement: &analysis.agreement,
        picked: analysis.picked,
    };
    (
        subject.words.headline(&outcome),
        subject.words.doubt(&outcome),
    )
}

/// How much the groups overlap when found again, on average over all that
/// were judged; `None` for value tiers, for one group and where nothing was
/// judged.
fn overlap(analysis: &Analysis, judged: &[(&str, f64)]) -> Option<f64> {
    let found = analysis.verdict == Verdict::Segments && analysis.k > 1;
    let jaccard: Vec<f64> = judged.iter().map(|it| it.1).collect();
    found.then(|| stats::mean(&jaccard)).flatten()
}

/// Whether a segment could have been judged, and was not: a lifecycle stage
/// of one segment is a rule, not a finding, and so is a rule of one's own.
fn unjudged(segment: &Segment, analysis: &Analysis) -> bool {
    let alike = |it: &&Segment| it.stage == segment.stage;
    let several = analysis.segments.iter().filter(alike).count() > 1;
    let is_found = segment.own.is_none() && segment.stability.is_none();
    is_found && (segment.stage.is_none() || several)
}
