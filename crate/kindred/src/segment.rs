//! From the matrix to segments: how many, who is in which, how surely.

use cluster::{
    FeatureMatrix, Job, Partition,
    agglomerative::Crown,
    automatic::Which,
    choose::{self, Agreement, Choice, Judged, Reason, Verdict},
    kmeans,
    method::{self, Method},
    umap::{self, Drawn},
};
use numeric::{order, rng};

use crate::{
    Executor, Features, Plan, RunError, Stage,
    error::Expected,
    hybrid, lifecycle,
    recipe::{Prepared, Suited},
    rfm::{self, Tier},
};

/// Streams of seeds under the plan's: one a use, so that no two share one.
const CHOICE_STREAM: u64 = 1;
pub(crate) const FIT_STREAM: u64 = 2;
pub(crate) const AGAIN_STREAM: u64 = 3;

/// What the labels are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Groups found in the data, or asked for.
    Groups,
    /// A cut by value and recency: one tier a segment.
    ValueTiers(Vec<Tier>),
    /// Lifecycle stages, and groups within them: one stage a segment.
    Staged(Vec<lifecycle::Stage>),
    /// Rules of the user's own, and groups of the others.
    Hybrid(hybrid::Kept),
}

/// Customers in segments, the largest share of revenue first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Grouping {
    pub kind: Kind,
    /// Segments, each with a customer.
    pub k: usize,
    /// One label a customer, `0..k`.
    pub labels: Vec<u32>,
    /// How clearly each belongs there, `0.0..=1.0`.
    pub confidence: Vec<f64>,
    /// One entry a segment.
    pub parts: Vec<Part>,
    /// The segment of those whom the method puts in no group, the last.
    pub outside: Option<u32>,
    /// The top of the tree that was cut, where there is one; its labels are
    /// segments.
    pub tree: Option<Crown>,
    /// Which method was picked, where the plan leaves it open.
    pub picked: Option<Which>,
    /// Whether everybody is with the nearest centre.
    pub by_centres: bool,
}

impl Grouping {
    /// Segments, without that of those who are in no group.
    pub(crate) fn n_groups(&self) -> usize {
        self.k - usize::from(self.outside.is_some())
    }
}

/// A segment's size and worth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Part {
    pub size: u64,
    /// `0.0..=1.0`.
    pub of_customers: f64,
    /// `0.0..=1.0`; of lines where there are no amounts.
    pub of_revenue: f64,
    /// In the minor unit.
    pub revenue: Option<i64>,
    /// Bootstrap Jaccard of the judged cluster that is this segment.
    pub stability: Option<f64>,
}

/// The customers that evidence is judged on.
pub(crate) fn judged(x: &FeatureMatrix, plan: &Plan) -> Judged {
    let seed = rng::derive(plan.seed, CHOICE_STREAM);
    Judged::draw(x, &plan.choice, seed)
}

/// How many clusters, if any: the evidence, and what comes of the picture,
/// which a worker draws beside it.
///
/// # Errors
/// The plan asks for more clusters than there are customers, or for figures
/// out of their range; it was stopped.
pub(crate) async fn choose(
    prepared: &Prepared,
    judged: &Judged,
    picture: Option<Job>,
    plan: &Plan,
    executor: &impl Executor,
) -> Result<(Choice, Option<Drawn>), RunError> {
    check(prepared, plan)?;
    if prepared.features.is_empty() {
        return Ok((one_cloud(), None));
    }
    gathered(judged, picture, plan, executor).await
}

/// The evidence on how many clusters there are.
///
/// # Errors
/// It was stopped.
pub(crate) async fn judge(
    judged: &Judged,
    plan: &Plan,
    executor: &impl Executor,
) -> Result<Choice, RunError> {
    let (choice, _) = gathered(judged, None, plan, executor).await?;
    Ok(choice)
}

/// Judges by partitions, then by whether they come back in resamples.
async fn gathered(
    judged: &Judged,
    picture: Option<Job>,
    plan: &Plan,
    executor: &impl Executor,
) -> Result<(Choice, Option<Drawn>), RunError> {
    let seed = rng::derive(plan.seed, CHOICE_STREAM);
    let (params, starts) = (&plan.choice, judging(&plan.method));
    let matrix = judged.matrix();
    let mut jobs = choose::jobs(params, &starts, judged, seed);
    let map = |jobs| executor.cluster(Stage::Choose, matrix, jobs);
    let mut outputs = map(jobs.clone()).await?;
    let more = choose::resample_jobs(params, &starts, judged, seed, &outputs);
    // It takes longer than any piece of evidence.
    let n_pictures = usize::from(picture.is_some());
    let all = picture.into_iter().chain(more.clone()).collect();
    let mut drawn = map(all).await?;
    outputs.extend(drawn.split_off(n_pictures));
    jobs.extend(more);
    let choice = choose::judge(params, judged, &jobs, outputs);
    Ok((choice, umap::drawn(drawn)))
}

/// The best of the plan's starts with so many clusters, where its method
/// takes a number.
///
/// # Errors
/// It was stopped.
pub(crate) async fn fit(
    x: &FeatureMatrix,
    k: usize,
    plan: &Plan,
    executor: &impl Executor,
) -> Result<Partition, RunError> {
    let seed = rng::derive(plan.seed, FIT_STREAM);
    let jobs = method::start_jobs(&plan.method, k, seed);
    let outputs = executor.cluster(Stage::Segment, x, jobs).await?;
    Ok(method::best(outputs))
}

/// What other methods say of the recommended number; nothing where there was
/// nothing to judge.
///
/// # Errors
/// It was stopped.
pub(crate) async fn dissent(
    judged: &Judged,
    choice: &Choice,
    plan: &Plan,
    executor: &impl Executor,
) -> Result<Vec<Agreement>, RunError> {
    if choice.evidence.is_empty() {
        return Ok(Vec::new());
    }
    let seed = rng::derive(plan.seed, CHOICE_STREAM);
    let (starts, k) = (judging(&plan.method), choice.k);
    let jobs = choose::dissent_jobs(&plan.choice, &starts, judged, k, seed);
    let matrix = judged.matrix();
    let outputs = executor.cluster(Stage::Segment, matrix, jobs).await?;
    Ok(choose::dissent(outputs))
}

/// Puts every customer in a segment: groups as many as the plan asks for or
/// as the choice found, else value tiers. One group asked for holds all.
///
/// Customers whom a method leaves in no group are a segment of their own.
///
/// # Errors
/// It was stopped.
pub(crate) async fn segment(
    (features, prepared): (&Features, &Prepared),
    (choice, judged): (&Choice, &Judged),
    plan: &Plan,
    executor: &impl Executor,
) -> Result<Grouping, RunError> {
    let k = match (plan.method.n_clusters(), choice.verdict) {
        (Some(1), _) => return Ok(everyone(features)),
        (Some(given), _) => given,
        (None, _) if plan.method.finds_number() => 0,
        (None, Verdict::Segments) => choice.k,
        (None, Verdict::NoStructure) => return Ok(tiers(features)),
    };
    if prepared.features.is_empty() {
        return Ok(tiers(features));
    }
    let Suited { matrix, plan: own } = &prepared.suited(plan);
    let fit = fit(matrix, k, own, executor).await?;
    if fit.n_clusters == 0 {
        return Ok(tiers(features));
    }
    let confidence = fit.confidence(matrix);
    // Levels are judged as columns of 0 and 1, whatever the method sees.
    let stability = match plan.method {
        Method::KMeans(_) => choice.stability(&fit.centres(matrix)),
        _ => Vec::new(),
    };
    let stability = again(&fit, stability, judged, plan, executor).await?;
    let mut grouping = grouped(&fit, confidence);
    let is_open = matches!(plan.method, Method::Automatic(_));
    grouping.picked = is_open.then(|| Which::of(&fit));
    grouping.by_centres =
        matches!(plan.method, Method::KMeans(_) | Method::MiniBatch(_))
            || grouping.picked == Some(Which::KMeans);
    for (part, stability) in grouping.parts.iter_mut().zip(stability) {
        part.stability = stability;
    }
    Ok(ordered(grouping, features))
}

/// Whether each cluster comes back in resamples.
///
/// Of k-means it is that of the judged cluster that is the same: the
/// evidence and this fit are different partitions. The evidence is of at
/// most `choice.max_samples` customers and starts elsewhere; this one is of
/// all of them, with the plan's own restarts. One partition for both would
/// be worse for large shops, so each cluster looks for its counterpart by
/// the centres: `by_evidence`. Where one has none, and for every other
/// method, the clusters are looked for again by the method itself; where it
/// can't judge them either, see [`choose::again_jobs`], none but those of
/// k-means are judged.
///
/// # Errors
/// It was stopped.
pub(crate) async fn again(
    fit: &Partition,
    by_evidence: Vec<Option<f64>>,
    judged: &Judged,
    plan: &Plan,
    executor: &impl Executor,
) -> Result<Vec<Option<f64>>, RunError> {
    let is_judged = matches!(plan.method, Method::KMeans(_));
    if is_judged && by_evidence.iter().all(Option::is_some) {
        return Ok(by_evidence);
    }
    let seed = rng::derive(plan.seed, AGAIN_STREAM);
    let (params, method) = (&plan.choice, &plan.method);
    let jobs = choose::again_jobs(params, method, fit, judged, seed);
    let matrix = judged.matrix();
    let outputs = executor.cluster(Stage::Segment, matrix, jobs).await?;
    Ok(match choose::again(fit.n_clusters, outputs) {
        Some(again) => again.into_iter().map(Some).collect(),
        None if is_judged => by_evidence,
        None => vec![None; fit.n_clusters],
    })
}

/// The clusters as segments, and who is in none as one more.
fn grouped(fit: &Partition, confidence: Vec<f64>) -> Grouping {
    let n_clusters = fit.n_clusters;
    let outside = (fit.n_noise() > 0).then_some(n_clusters as u32);
    let k = n_clusters + usize::from(outside.is_some());
    let segment = |label: &Option<u32>| label.unwrap_or(n_clusters as u32);
    Grouping {
        kind: Kind::Groups,
        k,
        labels: fit.labels.iter().map(segment).collect(),
        confidence,
        parts: vec![Part::default(); k],
        outside,
        tree: fit.crown.clone(),
        picked: None,
        by_centres: false,
    }
}

fn check(prepared: &Prepared, plan: &Plan) -> Result<(), RunError> {
    plan.method.check(&prepared.matrix)?;
    if !(2..=30).contains(&plan.choice.k_max) {
        return Err(RunError::BadParameter {
            parameter: "choice.k_max".into(),
            found: plan.choice.k_max.to_string(),
            expected: Expected::Within("2".into(), "30".into()),
        });
    }
    Ok(())
}

/// k-means as the evidence is gathered with it: with the plan's own settings
/// where that is its method.
fn judging(method: &Method) -> kmeans::Params {
    if let Method::KMeans(params) = method {
        params.clone()
    } else {
        kmeans::Params::default()
    }
}

/// Nothing tells the customers apart: there is nothing to judge.
fn one_cloud() -> Choice {
    Choice {
        verdict: Verdict::NoStructure,
        k: 1,
        reason: Reason::GapPrefersOne,
        evidence: Vec::new(),
        centres: Vec::new(),
    }
}

/// One segment of all customers, as asked for.
fn everyone(features: &Features) -> Grouping {
    let n_customers = features.ids.len();
    let grouping = Grouping {
        kind: Kind::Groups,
        k: 1,
        labels: vec![0; n_customers],
        confidence: vec![1.0; n_customers],
        parts: vec![Part::default()],
        outside: None,
        tree: None,
        picked: None,
        by_centres: false,
    };
    ordered(grouping, features)
}

fn tiers(features: &Features) -> Grouping {
    let tiers = rfm::value_tiers(features);
    let k = tiers.tiers.len();
    let grouping = Grouping {
        kind: Kind::ValueTiers(tiers.tiers),
        k,
        confidence: vec![1.0; tiers.labels.len()],
        labels: tiers.labels,
        parts: vec![Part::default(); k],
        outside: None,
        tree: None,
        picked: None,
        by_centres: false,
    };
    ordered(grouping, features)
}

/// Counts the segments, drops empty ones and puts the largest share of
/// revenue first (ties: more customers, then the lower label); who is in no
/// group stands last.
pub(crate) fn ordered(
    mut grouping: Grouping,
    features: &Features,
) -> Grouping {
    count(&mut grouping, features);
    let parts = &grouping.parts;
    let mut order: Vec<usize> =
        (0..grouping.k).filter(|&s| parts[s].size > 0).collect();
    order::positions(&mut order, &|a, b| {
        let last = |s: usize| grouping.outside == Some(s as u32);
        let (left, right) = (&parts[a], &parts[b]);
        last(a)
            .cmp(&last(b))
            .then(right.of_revenue.total_cmp(&left.of_revenue))
            .then(right.size.cmp(&left.size))
    });
    let mut renumbered = vec![0; grouping.k];
    for (new, &old) in order.iter().enumerate() {
        renumbered[old] = new as u32;
    }
    for label in &mut grouping.labels {
        *label = renumbered[*label as usize];
    }
    for branch in grouping.tree.iter_mut().flat_map(|it| &mut it.branches) {
        branch.label = renumbered[branch.label as usize];
    }
    match &mut grouping.kind {
        Kind::Groups => {}
        Kind::ValueTiers(tiers) => {
            *tiers = order.iter().map(|&old| tiers[old]).collect();
        }
        Kind::Staged(stages) => {
            *stages = order.iter().map(|&old| stages[old]).collect();
        }
        Kind::Hybrid(kept) => kept.reorder(&order),
    }
    grouping.parts = order.iter().map(|&old| grouping.parts[old]).collect();
    grouping.k = order.len();
    grouping.outside = grouping.outside.map(|_| grouping.k as u32 - 1);
    grouping
}

/// Fills in each segment's size and worth.
fn count(grouping: &mut Grouping, features: &Features) {
    let mut n_lines = vec![0_u64; grouping.k];
    let mut revenue = vec![0_i64; grouping.k];
    for (customer, &label) in grouping.labels.iter().enumerate() {
        let segment = label as usize;
        grouping.parts[segment].size += 1;
        n_lines[segment] += u64::from(features.n_lines[customer]);
        if let Some(each) = &features.revenue {
            revenue[segment] += each[customer];
        }
    }
    let worth: Vec<f64> = if features.revenue.is_some() {
        revenue.iter().map(|&minor| minor.max(0) as f64).collect()
    } else {
        n_lines.iter().map(|&n| n as f64).collect()
    };
    let whole: f64 = worth.iter().sum();
    let n_customers = grouping.labels.len() as f64;
    for (segment, part) in grouping.parts.iter_mut().enumerate() {
        part.of_customers = part.size as f64 / n_customers;
        part.of_revenue = if whole > 0.0 {
            worth[segment] / whole
        } else {
            0.0
        };
        part.revenue = features.revenue.is_some().then(|| revenue[segment]);
    }
}
