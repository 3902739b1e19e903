//! The pieces of evidence: one job each, and all of them laid together.

use ndarray::Array2;
use numeric::Rng;
use numeric::rng::derive;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use super::again::{self, Again};
use super::dissent::{self, Agreement, Rival};
use super::{dip, reference, stability};
use crate::kmeans::{self, Fit};
use crate::{FeatureMatrix, Job, JobOutput, validity};

/// Iterations of a fit that is only compared with others made alike.
const FEW_ITERATIONS: usize = 12;

/// Their tolerance.
const LOOSE: f64 = 1e-3;

/// A piece of evidence to be gathered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceJob {
    /// How k-means runs; `n_restarts` counts for the partition itself.
    pub starts: kmeans::Params,
    /// What is asked.
    pub task: Task,
    /// Its own seed, derived from (plan seed, job index).
    pub seed: u64,
    /// That of the judged partitions, the same for all jobs.
    pub judged_seed: u64,
}

/// What a job asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// The partitions into these numbers of clusters, and their figures.
    Partitions {
        /// Clusters of each.
        ks: Vec<usize>,
    },
    /// Whether the clusters of the judged partitions come back in resamples.
    Resamples {
        /// The labels of those into 2, 3, … clusters.
        whole: Vec<Vec<u32>>,
        /// Resamples drawn.
        n_resamples: usize,
    },
    /// What `1..=k_max` clusters reach, each beside those before: of the
    /// samples, or where there is no structure.
    Growth {
        /// The kind of set; `None` for the samples themselves.
        null: Option<Null>,
        /// The largest number of clusters.
        k_max: usize,
    },
    /// Whether halves of the samples predict each other's clusters.
    Split {
        /// The largest number of clusters.
        k_max: usize,
    },
    /// Whether the clusters of a partition come back in resamples, found by
    /// the method that made it.
    Again(Again),
    /// What another method says of the recommended clusters.
    Dissent {
        /// Which.
        rival: Rival,
        /// Clusters.
        k: usize,
    },
}

/// A kind of set without structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Null {
    /// Uniform in the box around the samples, along their main axes.
    Box,
    /// One elliptical cloud with the samples' covariance and with their
    /// distances from the centre, in random directions.
    Ellipse,
}

/// What a piece of evidence said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EvidenceOutput {
    /// Of [`Task::Partitions`], in their order.
    Partitions(Vec<Figures>),
    /// Of [`Task::Resamples`], and of the one partition of [`Task::Again`].
    Resamples {
        /// For each partition and each of its clusters, the mean over the
        /// resamples of its Jaccard coefficient with the most similar
        /// cluster, `0.0..=1.0`.
        jaccard: Vec<Vec<f64>>,
    },
    /// Of [`Task::Growth`].
    Growth {
        /// For `k = 1..=k_max`, the logarithm of the inertia.
        log_inertia: Vec<f64>,
    },
    /// Of [`Task::Split`].
    Split {
        /// For `k = 1..=k_max`, the prediction strength, `0.0..=1.0`.
        strength: Vec<f64>,
    },
    /// Of [`Task::Dissent`].
    Dissent(Agreement),
}

/// The figures of one partition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Clusters asked for; there are fewer where there are fewer different
    /// samples.
    pub k: usize,
    /// One label a sample.
    pub labels: Vec<u32>,
    /// Samples in each cluster, the largest first.
    pub sizes: Vec<usize>,
    /// Their centres, `(n_clusters, n_features)`, in the same order.
    pub centres: Array2<f64>,
    /// Mean silhouette.
    pub silhouette: Option<f64>,
    /// Calinski-Harabasz index.
    pub calinski_harabasz: Option<f64>,
    /// Davies-Bouldin index.
    pub davies_bouldin: Option<f64>,
    /// Bayesian information criterion.
    pub bic: Option<f64>,
    /// The valley between the two clusters that are least apart, as a
    /// multiple of what one hump shows by chance in 1 of 20 sets.
    pub valley: Option<f64>,
}

/// All evidence on one number of clusters.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    pub(super) figures: Figures,
    pub(super) jaccard: Vec<f64>,
    pub(super) strength: Vec<f64>,
    /// The logarithm of the inertia of the samples, to be compared with
    /// reference sets.
    pub(super) log_inertia: f64,
    /// The logarithm of the inertia in each box.
    pub(super) boxes: Vec<f64>,
    /// The logarithm of the inertia in each ellipse.
    pub(super) ellipses: Vec<f64>,
}

/// Runs one job on the judged samples.
pub(crate) fn run(
    x: &FeatureMatrix,
    job: &EvidenceJob,
    tick: Tick<'_>,
) -> Result<EvidenceOutput, Interrupted> {
    match job.task {
        Task::Again(ref question) => {
            let jaccard = again::jaccard(x, question, job.seed, tick)?;
            let jaccard = vec![jaccard];
            Ok(EvidenceOutput::Resamples { jaccard })
        }
        Task::Partitions { ref ks } => partitions(x, ks, job, tick),
        Task::Resamples {
            ref whole,
            n_resamples,
        } => {
            let jaccard =
                stability::jaccard(x, whole, n_resamples, job, tick)?;
            Ok(EvidenceOutput::Resamples { jaccard })
        }
        Task::Growth { null, k_max } => {
            let drawn = null
                .map(|null| reference::draw(x, null, &mut Rng::new(job.seed)));
            let set = drawn.as_ref().unwrap_or(x);
            let log_inertia = log_inertias(set, job, k_max, tick)?;
            Ok(EvidenceOutput::Growth { log_inertia })
        }
        Task::Split { k_max } => {
            let strength = stability::strength(x, k_max, job, tick)?;
            Ok(EvidenceOutput::Split { strength })
        }
        Task::Dissent { rival, k } => {
            dissent::agreement(x, rival, k, job, tick)
                .map(EvidenceOutput::Dissent)
        }
    }
}

/// Lays all outputs together, `k = 1..=k_max`.
pub(super) fn gathered(
    jobs: &[Job],
    outputs: Vec<JobOutput>,
    k_max: usize,
) -> Vec<Gathered> {
    let mut all = vec![Gathered::default(); k_max];
    let mut n_drawn = 0;
    for (job, output) in jobs.iter().zip(outputs) {
        let (Job::Evidence(job), JobOutput::Evidence(output)) = (job, output)
        else {
            continue;
        };
        match (&job.task, output) {
            (Task::Partitions { ks }, EvidenceOutput::Partitions(each)) => {
                for (&k, figures) in ks.iter().zip(each) {
                    all[k - 1].figures = figures;
                }
            }
            (
                Task::Resamples { n_resamples, .. },
                EvidenceOutput::Resamples { jaccard },
            ) => {
                n_drawn += n_resamples;
                let weight = *n_resamples as f64 / n_drawn as f64;
                for (gathered, jaccard) in all[1..].iter_mut().zip(jaccard) {
                    blend(&mut gathered.jaccard, &jaccard, weight);
                }
            }
            (
                Task::Growth { null, .. },
                EvidenceOutput::Growth { log_inertia },
            ) => {
                for (gathered, value) in all.iter_mut().zip(log_inertia) {
                    match null {
                        None => gathered.log_inertia = value,
                        Some(Null::Box) => gathered.boxes.push(value),
                        Some(Null::Ellipse) => gathered.ellipses.push(value),
                    }
                }
            }
            (Task::Split { .. }, EvidenceOutput::Split { strength }) => {
                for (gathered, value) in all.iter_mut().zip(strength) {
                    gathered.strength.push(value);
                }
            }
            _ => {}
        }
    }
    all
}

/// The labels of the judged partitions into 2, 3, … clusters.
pub(super) fn partitions_found(outputs: &[JobOutput]) -> Vec<Vec<u32>> {
    let told = outputs.iter().filter_map(|output| match output {
        JobOutput::Evidence(EvidenceOutput::Partitions(each)) => Some(each),
        _ => None,
    });
    let all: Vec<&Figures> = told.flatten().collect();
    (2..=all.len())
        .filter_map(|k| all.iter().find(|it| it.k == k))
        .map(|it| it.labels.clone())
        .collect()
}

/// Takes the value of each cluster into a mean, of which it is this share.
fn blend(mean: &mut Vec<f64>, values: &[f64], share: f64) {
    mean.resize(values.len(), 0.0);
    for (mean, value) in mean.iter_mut().zip(values) {
        *mean += (value - *mean) * share;
    }
}

/// The judged partition into `k` clusters, the same in every job.
pub(super) fn partition(
    x: &FeatureMatrix,
    job: &EvidenceJob,
    k: usize,
    tick: Tick<'_>,
) -> Result<Fit, Interrupted> {
    let params = kmeans::Params {
        n_clusters: Some(k),
        ..job.starts.clone()
    };
    kmeans::fit(x, &params, derive(job.judged_seed, k as u64), tick)
}

/// How k-means runs where its result is only compared with others made
/// alike.
pub(super) fn soon(starts: &kmeans::Params) -> kmeans::Params {
    kmeans::Params {
        max_iterations: starts.max_iterations.min(FEW_ITERATIONS),
        tolerance: starts.tolerance.max(LOOSE),
        ..starts.clone()
    }
}

fn partitions(
    x: &FeatureMatrix,
    ks: &[usize],
    job: &EvidenceJob,
    tick: Tick<'_>,
) -> Result<EvidenceOutput, Interrupted> {
    let mut fits = Vec::with_capacity(ks.len());
    for (nth, &k) in ks.iter().enumerate() {
        let mut tick = |part| tick((nth as f64 + part) / ks.len() as f64);
        fits.push(partition(x, job, k, &mut tick)?);
    }
    let labels: Vec<&[u32]> = fits.iter().map(|it| &*it.labels).collect();
    let silhouettes = validity::silhouettes(x.view(), &labels);
    let each = ks.iter().zip(&fits).zip(silhouettes);
    let each = each.map(|((&k, fit), silhouette)| Figures {
        k,
        silhouette,
        ..figures(x, fit)
    });
    Ok(EvidenceOutput::Partitions(each.collect()))
}

/// All of them but the number asked for and the silhouette.
fn figures(x: &FeatureMatrix, fit: &Fit) -> Figures {
    let mut sizes = vec![0; fit.centres.nrows()];
    fit.labels
        .iter()
        .for_each(|&label| sizes[label as usize] += 1);
    let (samples, labels) = (x.view(), fit.labels.as_slice());
    Figures {
        calinski_harabasz: validity::calinski_harabasz(samples, labels),
        davies_bouldin: validity::davies_bouldin(samples, labels),
        bic: validity::bic(fit.inertia, &sizes, x.n_features()),
        valley: dip::shallowest_valley(x, fit),
        labels: fit.labels.clone(),
        centres: fit.centres.clone(),
        sizes,
        ..Figures::default()
    }
}

fn log_inertias(
    x: &FeatureMatrix,
    job: &EvidenceJob,
    k_max: usize,
    tick: Tick<'_>,
) -> Result<Vec<f64>, Interrupted> {
    let fits = kmeans::grow(x, k_max, &soon(&job.starts), job.seed, tick)?;
    Ok(fits.iter().map(|fit| log_of(fit.inertia)).collect())
}

fn log_of(inertia: f64) -> f64 {
    libm::log(inertia.max(f64::MIN_POSITIVE))
}
