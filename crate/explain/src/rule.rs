//! Rules of few conditions that describe a group.

use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};

use crate::Samples;
use crate::job::{self, Job, JobOutput};
use crate::search::{Candidate, Cuts, Search, Sought, Sums};

/// The search looks at no more samples than this; the figures are measured
/// on all that it did not look at.
const MAX_SEARCHED: usize = 12_000;
/// Rules kept from one length to the next.
const BEAM_WIDTH: usize = 10;
/// A cluster of fewer samples is described on all of them: half of it would
/// say little.
const MIN_SPLIT: usize = 20;
/// The searches for all clusters are parted into so many jobs at most: each
/// has its own copy of the samples.
const MOST_JOBS: usize = 4;

/// What a rule may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// Conditions at most, `1..=3`.
    pub max_conditions: usize,
    /// What a further condition must add to F1, `0.0..=1.0`.
    pub condition_cost: f64,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            max_conditions: 3,
            condition_cost: 0.02,
        }
    }
}

/// Which side of a threshold.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The value is at most the threshold.
    AtMost,
    /// The value is at least the threshold.
    AtLeast,
}

/// One comparison. A missing value satisfies none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// The feature, by position.
    pub feature_index: usize,
    /// The side.
    pub relation: Relation,
    /// A value that occurs, so that the rule is the same written in any
    /// language.
    pub threshold: f64,
}

/// A conjunction, and how well it describes its cluster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// The cluster.
    pub label: u32,
    /// At most three, in the order of the features.
    pub conditions: Vec<Condition>,
    /// Of the samples the rule covers, the share in the cluster; 0 where it
    /// covers none.
    pub precision: f64,
    /// Of the cluster, the share the rule covers.
    pub recall: f64,
    /// Whether precision and recall were measured on samples that the search
    /// never saw.
    pub held_out: bool,
}

impl Condition {
    /// Whether a value satisfies it.
    ///
    /// ```
    /// use explain::{Condition, Relation};
    /// let condition = Condition {
    ///     feature_index: 0,
    ///     relation: Relation::AtMost,
    ///     threshold: 70.0,
    /// };
    /// assert!(condition.holds(70.0) && !condition.holds(f64::NAN));
    /// ```
    pub fn holds(&self, value: f64) -> bool {
        match self.relation {
            Relation::AtMost => value <= self.threshold,
            Relation::AtLeast => value >= self.threshold,
        }
    }
}

impl Rule {
    /// Whether it covers a sample.
    ///
    /// # Panics
    /// There is no such sample, or no feature of one of its conditions.
    pub fn covers(&self, x: &dyn Samples, sample: usize) -> bool {
        let value = |feature| x.value(sample, feature);
        let mut conditions = self.conditions.iter();
        conditions.all(|it| it.holds(value(it.feature_index)))
    }
}

/// One rule for each cluster: the conjunction with the best F1 less
/// `condition_cost` a further condition, found by beam search over the
/// quantile cuts of each feature. `x` is `(n_samples, n_features)` and may
/// have missing values (`NaN`); one label a sample in `0..n_clusters`.
///
/// Where every cluster has 20 samples or more, the rules are found on every
/// second sample of each cluster and measured on the others. A cluster that
/// is everything, or nothing, has a rule without conditions.
///
/// # Panics
/// If there is not one label a sample, or a label is not below `n_clusters`.
///
/// # Complexity
/// `O(n_samples)` and a search of
/// `O(n_clusters · beam · max_conditions · n_features)` passes over at most
/// 12,000 samples.
///
/// # Reference
/// Beam search for rules: P. Clark, T. Niblett: The CN2 induction algorithm.
/// Machine Learning 3 (1989), <https://doi.org/10.1007/BF00116835>.
///
/// ```
/// let x = ndarray::array![[1.0], [2.0], [3.0], [7.0], [8.0], [9.0]];
/// let labels = [0, 0, 0, 1, 1, 1];
/// let rules =
///     explain::rule::rules(x.view(), &labels, 2, &Default::default());
/// assert_eq!(rules[1].conditions[0].threshold, 7.0);
/// assert_eq!((rules[1].precision, rules[1].recall), (1.0, 1.0));
/// ```
pub fn rules(
    x: ArrayView2<'_, f64>,
    labels: &[u32],
    n_clusters: usize,
    params: &Params,
) -> Vec<Rule> {
    let jobs = jobs(&x, labels, n_clusters, params);
    let outputs: Vec<_> = jobs.iter().map(job::run).collect();
    measured(&x, labels, n_clusters, &outputs)
}

/// The searches of [`rules`], a few clusters each.
///
/// # Panics
/// As [`rules`].
pub fn jobs(
    x: &dyn Samples,
    labels: &[u32],
    n_clusters: usize,
    params: &Params,
) -> Vec<Job> {
    assert_eq!(x.dim().0, labels.len(), "one label a sample");
    let halves = Halves::new(labels, n_clusters);
    let search = Search::new(x, &halves.searched);
    let own = halves.searched.iter().map(|&sample| labels[sample]);
    let own: Vec<u32> = own.collect();
    let clusters: Vec<u32> = (0..n_clusters as u32).collect();
    let asked = |clusters: &[u32]| Asked {
        search: search.clone(),
        labels: own.clone(),
        clusters: clusters.to_vec(),
        params: params.clone(),
    };
    // All samples are searched where a cluster is small: once is enough.
    let n_jobs = if halves.held_out { MOST_JOBS } else { 1 };
    let some = n_clusters.div_ceil(n_jobs).max(1);
    let jobs = clusters.chunks(some).map(asked);
    jobs.map(Job::Rules).collect()
}

/// The rules of the outputs of [`jobs`] for the same samples, with their
/// figures.
///
/// ```text
/// O(n_samples · n_clusters)
/// ```
pub fn measured(
    x: &dyn Samples,
    labels: &[u32],
    n_clusters: usize,
    outputs: &[JobOutput],
) -> Vec<Rule> {
    let halves = Halves::new(labels, n_clusters);
    let found = outputs.iter().filter_map(|output| match output {
        JobOutput::Rules(found) => Some(found),
        JobOutput::Tree(_) | JobOutput::Subgroups(_) => None,
    });
    let rules = found.flatten().zip(0..).map(|(conditions, label)| {
        let mut rule = Rule {
            label,
            conditions: conditions.clone(),
            precision: 0.0,
            recall: 0.0,
            held_out: halves.held_out,
        };
        measure(&mut rule, x, labels, &halves.measured);
        rule
    });
    rules.collect()
}

/// A search for the rules of some clusters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    search: Search,
    /// One a searched sample.
    labels: Vec<u32>,
    clusters: Vec<u32>,
    params: Params,
}

impl Asked {
    /// The conditions of the best rule for each cluster.
    pub(crate) fn run(&self) -> Vec<Vec<Condition>> {
        let of = |&cluster: &u32| self.best(cluster);
        self.clusters.iter().map(of).collect()
    }

    fn best(&self, label: u32) -> Vec<Condition> {
        let Self { labels, params, .. } = self;
        let size = labels.iter().filter(|&&it| it == label).count();
        if size == 0 || size == labels.len() {
            return Vec::new();
        }
        let worth = labels.iter().map(|&it| f64::from(u32::from(it == label)));
        let worth: Vec<f64> = worth.collect();
        // `F1 = 2 · own / (covered + cluster size)`.
        let score = |covered: Sums, n_conditions: usize| {
            let all = f64::from(covered.n) + size as f64;
            let f1 = 2.0 * covered.worth / all;
            Some(f1 - params.condition_cost * (n_conditions - 1) as f64)
        };
        let levels = self.search.levels(&Sought {
            worth: &worth,
            max_conditions: params.max_conditions,
            width: BEAM_WIDTH,
            cuts: Cuts::All,
            score: &score,
        });
        let firsts = levels.iter().filter_map(|level| level.first());
        let best =
            firsts.reduce(
                |best: &Candidate, next| {
                    if next.score > best.score { next } else { best }
                },
            );
        best.map_or_else(Vec::new, |it| self.search.conditions(&it.cuts))
    }
}

/// Which samples a rule is found on, and which it is measured on.
struct Halves {
    searched: Vec<usize>,
    measured: Vec<usize>,
    held_out: bool,
}

impl Halves {
    fn new(labels: &[u32], n_clusters: usize) -> Self {
        let mut sizes = vec![0_usize; n_clusters];
        for &label in labels {
            sizes[label as usize] += 1;
        }
        let smallest = sizes.into_iter().filter(|&n| n > 0).min();
        if smallest.is_none_or(|n| n < MIN_SPLIT) {
            return Self {
                searched: (0..labels.len()).collect(),
                measured: (0..labels.len()).collect(),
                held_out: false,
            };
        }
        Self::alternating(labels, n_clusters)
    }

    /// Every second sample of each cluster, thinned evenly to the most that
    /// is searched.
    fn alternating(labels: &[u32], n_clusters: usize) -> Self {
        let stride = 2 * labels.len().div_ceil(2 * MAX_SEARCHED).max(1);
        let mut seen = vec![0_usize; n_clusters];
        let (mut searched, mut measured) = (Vec::new(), Vec::new());
        for (sample_index, &label) in labels.iter().enumerate() {
            let nth = &mut seen[label as usize];
            if nth.is_multiple_of(stride) {
                searched.push(sample_index);
            } else {
                measured.push(sample_index);
            }
            *nth += 1;
        }
        Self {
            searched,
            measured,
            held_out: true,
        }
    }
}

fn measure(
    rule: &mut Rule,
    x: &dyn Samples,
    labels: &[u32],
    samples: &[usize],
) {
    let (mut size, mut covered, mut hits) = (0, 0, 0);
    for &sample in samples {
        let own = u32::from(labels[sample] == rule.label);
        size += own;
        if rule.covers(x, sample) {
            covered += 1;
            hits += own;
        }
    }
    rule.precision = share(hits, covered);
    rule.recall = share(hits, size);
}

/// A part of a whole, 0 of nothing.
fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}
