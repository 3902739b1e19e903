//! How many clusters, and whether there are any.

mod again;
mod dip;
mod dissent;
mod evidence;
mod judged;
mod reference;
mod rule;
mod stability;

use ndarray::Array2;
use numeric::rng::derive;
use serde::{Deserialize, Serialize};

use crate::{Job, JobOutput, kmeans};

pub use again::{Again, again, again_constrained_jobs, again_jobs};
pub use dissent::{Agreement, Rival};
pub(crate) use evidence::run;
pub use evidence::{EvidenceJob, EvidenceOutput, Figures, Null, Task};
pub use judged::Judged;

/// How hard to look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ChoiceParams")]
pub struct Params {
    /// The largest number of clusters judged, `2..=30`.
    pub k_max: usize,
    /// k-means starts for each k, `1..=100`.
    pub n_restarts: usize,
    /// Reference sets without structure for the gap statistic, `5..=500`.
    pub n_references: usize,
    /// Bootstrap resamples for the stability of each cluster, `10..=1000`.
    pub n_resamples: usize,
    /// Above this many samples, evidence is judged on as many drawn at
    /// random, `100..=100_000`.
    pub max_samples: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            k_max: 12,
            n_restarts: 10,
            n_references: 20,
            n_resamples: 100,
            max_samples: 2_000,
        }
    }
}

/// What is known of one number of clusters. `None` where a figure has no
/// meaning (most for `k = 1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The number of clusters.
    pub k: usize,
    /// Mean silhouette, `-1.0..=1.0`; higher is better.
    pub silhouette: Option<f64>,
    /// Between over within variance; higher is better.
    pub calinski_harabasz: Option<f64>,
    /// Mean worst overlap of two clusters; lower is better.
    pub davies_bouldin: Option<f64>,
    /// Gap statistic against sets without structure; higher is better.
    pub gap: Option<f64>,
    /// Its standard error, with the factor `sqrt(1 + 1 / n_references)`.
    pub gap_se: Option<f64>,
    /// Bayesian information criterion of the spherical Gaussian model;
    /// lower is better.
    pub bic: Option<f64>,
    /// Prediction strength, `0.0..=1.0`; above 0.8 is strong.
    pub prediction_strength: Option<f64>,
    /// Bootstrap Jaccard of each cluster, `0.0..=1.0`: 0.60 doubtful,
    /// 0.75 holds, 0.85 firm.
    pub jaccard: Vec<f64>,
    /// Samples in the smallest cluster.
    pub smallest: usize,
}

/// Whether there are clusters here at all.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Groups that come back in resamples and that sets without structure
    /// do not show.
    Segments,
    /// No natural groups: one cloud.
    NoStructure,
}

/// Why that number, in a form that words are made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// The clearest of the numbers whose clusters come back in resamples
    /// and that sets without structure do not show.
    BestStable {
        /// Mean bootstrap Jaccard over the clusters, `0.0..=1.0`.
        stability: f64,
        /// Of the other numbers that sets without structure do not show,
        /// the one with the best silhouette, and its weakest cluster's
        /// Jaccard: from 0.75 on it holds up as well.
        runner_up: Option<(usize, f64)>,
    },
    /// Sets without structure fall apart into clusters as well as the
    /// samples do, for every number.
    GapPrefersOne,
    /// No number's clusters come back in resamples.
    NothingStable {
        /// The best that the weakest cluster of any number that sets
        /// without structure do not show reaches, `0.0..=1.0`.
        best: f64,
    },
    /// Too few samples to judge.
    TooFew {
        /// Samples there are.
        n_samples: usize,
        /// Samples needed.
        needed: usize,
    },
    /// The user gave the number.
    Given,
    /// The samples were parted by something else first, and clusters found
    /// within the parts.
    InParts {
        /// Parts that have samples.
        n_parts: usize,
        /// Those with several clusters.
        n_split: usize,
    },
    /// Clusters are partly the user's own, or held to what the user asked.
    Asked {
        /// Clusters that are sets of the user's own.
        n_own: usize,
        /// Clusters that were looked for among the others.
        n_found: usize,
        /// The number that the evidence recommends for the others: 1 where
        /// no natural ones show, 0 where it was not judged.
        judged: usize,
        /// Whether those looked for were held to anything.
        is_held: bool,
    },
    /// The method finds the number itself.
    ByMethod {
        /// Samples in no cluster, `0.0..=1.0`.
        outside: f64,
    },
}

/// One recommended answer with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Whether there are clusters.
    pub verdict: Verdict,
    /// The recommended number; 1 with [`Verdict::NoStructure`].
    pub k: usize,
    /// Why.
    pub reason: Reason,
    /// `k = 1..=k_max`, in order.
    pub evidence: Vec<Evidence>,
    /// For each entry of `evidence`, the centres of the partition it judged,
    /// `(k, n_features)`, in the order of its `jaccard`.
    pub centres: Vec<Array2<f64>>,
}

impl Choice {
    /// The bootstrap Jaccard, `0.0..=1.0`, of each cluster of a partition by
    /// its centres, `(k, n_features)`: that of the judged cluster which is
    /// its counterpart, see [`kmeans::counterparts`]. `None` where there is
    /// none: that cluster was not judged.
    ///
    /// ```text
    /// O(k² · n_features)
    /// ```
    ///
    /// # Panics
    /// The centres have another number of features than the judged samples.
    pub fn stability(&self, centres: &Array2<f64>) -> Vec<Option<f64>> {
        let k = centres.nrows();
        let mut judged = self.evidence.iter().zip(&self.centres);
        match judged.find(|(evidence, _)| evidence.jaccard.len() == k) {
            Some((evidence, judged)) => kmeans::counterparts(centres, judged)
                .into_iter()
                .map(|at| Some(evidence.jaccard[at?]))
                .collect(),
            None => vec![None; k],
        }
    }
}

/// Samples below which no number of clusters is judged.
pub const NEEDED: usize = 30;

/// Resamples in one job.
const RESAMPLES_A_JOB: usize = 10;

/// Where the seeds of resamples begin.
const RESAMPLE_STREAM: u64 = 0x7265_7361;

/// Jobs that the judged partitions are in.
const PARTITION_JOBS: usize = 2;

/// Splits into halves for the prediction strength.
const N_SPLITS: u64 = 5;

/// The evidence on `1..=k_max` clusters of the judged samples, as one batch
/// of independent jobs; the dearest come first, so that workers end
/// together. With their outputs, [`resample_jobs`] tells the rest.
///
/// Empty below [`NEEDED`] samples. `starts` says how long each k-means fit
/// may run; its numbers of clusters and restarts are not used.
///
/// ```
/// use cluster::{FeatureMatrix, choose, choose::Judged, kmeans};
/// let (params, starts) = Default::default();
/// let n_jobs = |n: u32| {
///     let x = FeatureMatrix::from_samples((0..n).map(f64::from).collect(), 1);
///     let judged = Judged::draw(&x.unwrap(), &params, 1);
///     choose::jobs(&params, &starts, &judged, 1).len()
/// };
/// assert!(n_jobs(20) == 0 && n_jobs(200) > 0);
/// ```
pub fn jobs(
    params: &Params,
    starts: &kmeans::Params,
    judged: &Judged,
    seed: u64,
) -> Vec<Job> {
    let n_samples = judged.matrix().n_samples();
    if n_samples < NEEDED {
        return Vec::new();
    }
    let tasks = tasks(params, largest_k(params, n_samples));
    numbered(tasks, params, starts, judged, seed)
}

/// Whether the clusters found by [`jobs`], whose outputs these are, come back
/// in resamples: one more batch; everything else as it was for them.
pub fn resample_jobs(
    params: &Params,
    starts: &kmeans::Params,
    judged: &Judged,
    seed: u64,
    outputs: &[JobOutput],
) -> Vec<Job> {
    let whole = evidence::partitions_found(outputs);
    if whole.is_empty() {
        return Vec::new();
    }
    let n = params.n_resamples;
    let from = (0..n).step_by(RESAMPLES_A_JOB);
    let tasks = from.map(|done| Task::Resamples {
        whole: whole.clone(),
        n_resamples: (n - done).min(RESAMPLES_A_JOB),
    });
    let seed = derive(seed, RESAMPLE_STREAM);
    numbered(tasks.collect(), params, starts, judged, seed)
}

/// What other methods say of the recommended number, as one batch of jobs;
/// everything else as it was for [`jobs`].
///
/// Four for several clusters, one for one.
pub fn dissent_jobs(
    params: &Params,
    starts: &kmeans::Params,
    judged: &Judged,
    k: usize,
    seed: u64,
) -> Vec<Job> {
    if judged.matrix().n_samples() < NEEDED {
        return Vec::new();
    }
    let rivals = Rival::of(k).iter();
    let tasks = rivals.map(|&rival| Task::Dissent { rival, k }).collect();
    numbered(tasks, params, starts, judged, seed)
}

/// What they said: the outputs of [`dissent_jobs`], in the order in which
/// it is told.
pub fn dissent(outputs: Vec<JobOutput>) -> Vec<Agreement> {
    let told = outputs.into_iter().rev();
    told.filter_map(|output| match output {
        JobOutput::Evidence(EvidenceOutput::Dissent(said)) => Some(said),
        _ => None,
    })
    .collect()
}

/// Tasks as jobs, each with its own seed.
fn numbered(
    tasks: Vec<Task>,
    params: &Params,
    starts: &kmeans::Params,
    judged: &Judged,
    seed: u64,
) -> Vec<Job> {
    let starts = kmeans::Params {
        n_clusters: None,
        n_restarts: params.n_restarts,
        ..starts.clone()
    };
    let job = |(index, task): (usize, Task)| {
        Job::Evidence(EvidenceJob {
            starts: starts.clone(),
            task,
            seed: derive(seed, index as u64),
            judged_seed: judged.seed(),
        })
    };
    tasks.into_iter().enumerate().map(job).collect()
}

/// One answer from all evidence: the outputs of [`jobs`] and of
/// [`resample_jobs`], in their order.
///
/// # Panics
/// There is not one output a job.
pub fn judge(
    params: &Params,
    judged: &Judged,
    jobs: &[Job],
    outputs: Vec<JobOutput>,
) -> Choice {
    assert_eq!(jobs.len(), outputs.len(), "one output a job");
    let n_samples = judged.matrix().n_samples();
    if n_samples < NEEDED {
        return rule::too_few(n_samples);
    }
    let k_max = largest_k(params, n_samples);
    rule::decide(evidence::gathered(jobs, outputs, k_max))
}

/// Every cluster should have a chance of ten samples.
fn largest_k(params: &Params, n_samples: usize) -> usize {
    params.k_max.min(n_samples / 10).max(2)
}

fn tasks(params: &Params, k_max: usize) -> Vec<Task> {
    let mut tasks = Vec::new();
    for null in [Null::Box, Null::Ellipse] {
        let null = Some(null);
        let reference = Task::Growth { null, k_max };
        let references = std::iter::repeat_n(reference, params.n_references);
        tasks.extend(references);
    }
    tasks.push(Task::Growth { null: None, k_max });
    tasks.extend((0..N_SPLITS).map(|_| Task::Split { k_max }));
    // Those of one job share the distances of their silhouettes.
    tasks.extend((0..PARTITION_JOBS).map(|first| {
        let ks = (1..=k_max).rev().skip(first).step_by(PARTITION_JOBS);
        Task::Partitions { ks: ks.collect() }
    }));
    tasks
}
