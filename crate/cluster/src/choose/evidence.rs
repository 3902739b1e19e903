//! The pieces of evidence: one job each, and all of them laid together.

use ndarray::Array2;
use numeric::Rng;
use numeric::rng::derive;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use super::{dip, reference, stability};
use crate::kmeans::{self, Fit};
use crate::{FeatureMatrix, Job, JobOutput, validity};

/// Restarts of every fit that is compared with a reference set or made on
/// part of the samples: the same for both sides of a comparison.
pub(super) const FEW_RESTARTS: usize = 3;

/// A piece of evidence to be gathered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceJob {
    /// Which samples are judged.
    pub judged: Judged,
    /// How k-means runs; `n_restarts` counts for the partition itself.
    pub starts: kmeans::Params,
    /// What is asked.
    pub task: Task,
    /// Its own seed, derived from (plan seed, job index).
    pub seed: u64,
}

/// The samples that evidence is judged on, the same for all jobs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// At most so many.
    pub max_samples: usize,
    /// The seed they are drawn from; also that of the judged partitions.
    pub seed: u64,
}

/// What a job asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// The partition into `k` clusters and its figures.
    Partition {
        /// Clusters.
        k: usize,
    },
    /// Whether the clusters come back in resamples.
    Resamples {
        /// Clusters.
        k: usize,
        /// Resamples drawn.
        n_resamples: usize,
    },
    /// What `1..=k_max` clusters reach where there is no structure.
    Reference {
        /// The kind of set.
        null: Null,
        /// The largest number of clusters.
        k_max: usize,
    },
    /// Whether halves of the samples predict each other's clusters.
    Split {
        /// The largest number of clusters.
        k_max: usize,
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
    /// Of [`Task::Partition`].
    Partition(Figures),
    /// Of [`Task::Resamples`].
    Resamples {
        /// For each cluster, the mean over the resamples of its Jaccard
        /// coefficient with the most similar cluster, `0.0..=1.0`.
        jaccard: Vec<f64>,
    },
    /// Of [`Task::Reference`].
    Reference {
        /// For `k = 1..=k_max`, the logarithm of the inertia.
        log_inertia: Vec<f64>,
    },
    /// Of [`Task::Split`].
    Split {
        /// For `k = 1..=k_max`, the prediction strength, `0.0..=1.0`.
        strength: Vec<f64>,
    },
}

/// The figures of one partition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Samples in each cluster, the largest first.
    pub sizes: Vec<usize>,
    /// Their centres, `(n_clusters, n_features)`, in the same order.
    pub centres: Array2<f64>,
    /// The logarithm of the inertia after few restarts, to be compared with
    /// reference sets.
    pub log_inertia: f64,
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
    /// The logarithm of the inertia in each box.
    pub(super) boxes: Vec<f64>,
    /// The logarithm of the inertia in each ellipse.
    pub(super) ellipses: Vec<f64>,
}

/// Runs one job.
pub(crate) fn run(
    x: &FeatureMatrix,
    job: &EvidenceJob,
    tick: Tick<'_>,
) -> Result<EvidenceOutput, Interrupted> {
    let x = judged(x, &job.judged);
    match job.task {
        Task::Partition { k } => {
            let (fit, log_inertia) = partition(&x, job, k, tick)?;
            let figures = figures(&x, &fit, log_inertia);
            Ok(EvidenceOutput::Partition(figures))
        }
        Task::Resamples { k, n_resamples } => {
            let (fit, _) = partition(&x, job, k, &mut |f| tick(f * 0.1))?;
            let jaccard =
                stability::jaccard(&x, &fit, n_resamples, job, tick)?;
            Ok(EvidenceOutput::Resamples { jaccard })
        }
        Task::Reference { null, k_max } => {
            let set = reference::draw(&x, null, &mut Rng::new(job.seed));
            let log_inertia = log_inertias(&set, job, k_max, tick)?;
            Ok(EvidenceOutput::Reference { log_inertia })
        }
        Task::Split { k_max } => {
            let strength = stability::strength(&x, k_max, job, tick)?;
            Ok(EvidenceOutput::Split { strength })
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
    let mut n_jobs = vec![0.0; k_max];
    for (job, output) in jobs.iter().zip(outputs) {
        let (Job::Evidence(job), JobOutput::Evidence(output)) = (job, output)
        else {
            continue;
        };
        match (&job.task, output) {
            (Task::Partition { k }, EvidenceOutput::Partition(figures)) => {
                all[k - 1].figures = figures;
            }
            (
                Task::Resamples { k, .. },
                EvidenceOutput::Resamples { jaccard },
            ) => {
                n_jobs[k - 1] += 1.0;
                blend(&mut all[k - 1].jaccard, &jaccard, n_jobs[k - 1]);
            }
            (
                Task::Reference { null, .. },
                EvidenceOutput::Reference { log_inertia },
            ) => {
                for (gathered, value) in all.iter_mut().zip(log_inertia) {
                    match null {
                        Null::Box => gathered.boxes.push(value),
                        Null::Ellipse => gathered.ellipses.push(value),
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

/// Takes the `n`-th value of each cluster into a running mean.
fn blend(mean: &mut Vec<f64>, values: &[f64], n: f64) {
    mean.resize(values.len().max(mean.len()), 0.0);
    for (mean, value) in mean.iter_mut().zip(values) {
        *mean += (value - *mean) / n;
    }
}

/// The judged part of the samples, the same in every job.
fn judged(x: &FeatureMatrix, judged: &Judged) -> FeatureMatrix {
    if x.n_samples() <= judged.max_samples {
        return x.clone();
    }
    let mut rng = Rng::new(judged.seed);
    x.select(&rng.sample(x.n_samples(), judged.max_samples))
}

/// The judged partition into `k` clusters, the same in every job, and the
/// logarithm of the inertia after a few of its restarts.
fn partition(
    x: &FeatureMatrix,
    job: &EvidenceJob,
    k: usize,
    tick: Tick<'_>,
) -> Result<(Fit, f64), Interrupted> {
    let seed = derive(job.judged.seed, k as u64);
    let few = fit(x, job, k, FEW_RESTARTS, seed, tick)?;
    let log_inertia = log_of(few.inertia);
    let all = fit(x, job, k, job.starts.n_restarts, seed, tick)?;
    let best = if few.inertia < all.inertia { few } else { all };
    Ok((best, log_inertia))
}

/// A fit of `x` as a job wants it.
pub(super) fn fit(
    x: &FeatureMatrix,
    job: &EvidenceJob,
    k: usize,
    n_restarts: usize,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Fit, Interrupted> {
    let params = kmeans::Params {
        n_clusters: Some(k),
        n_restarts,
        ..job.starts.clone()
    };
    kmeans::fit(x, &params, seed, tick)
}

fn figures(x: &FeatureMatrix, fit: &Fit, log_inertia: f64) -> Figures {
    let mut sizes = vec![0; fit.centres.nrows()];
    fit.labels
        .iter()
        .for_each(|&label| sizes[label as usize] += 1);
    let (samples, labels) = (x.view(), fit.labels.as_slice());
    Figures {
        log_inertia,
        silhouette: validity::silhouette(samples, labels),
        calinski_harabasz: validity::calinski_harabasz(samples, labels),
        davies_bouldin: validity::davies_bouldin(samples, labels),
        bic: validity::bic(fit.inertia, &sizes, x.n_features()),
        valley: dip::shallowest_valley(x, fit),
        centres: fit.centres.clone(),
        sizes,
    }
}

fn log_inertias(
    x: &FeatureMatrix,
    job: &EvidenceJob,
    k_max: usize,
    tick: Tick<'_>,
) -> Result<Vec<f64>, Interrupted> {
    let mut logs = Vec::with_capacity(k_max);
    for k in 1..=k_max {
        tick(k as f64 / k_max as f64)?;
        let seed = derive(job.seed, k as u64);
        let fit = fit(x, job, k, FEW_RESTARTS, seed, &mut |_| Ok(()))?;
        logs.push(log_of(fit.inertia));
    }
    Ok(logs)
}

fn log_of(inertia: f64) -> f64 {
    libm::log(inertia.max(f64::MIN_POSITIVE))
}
