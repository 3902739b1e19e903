//! Every method by name. Adding one is its file and a variant here.

use numeric::rng::derive;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{
    FeatureMatrix, Job, JobOutput, Model, Partition, agglomerative, automatic,
    dbscan, hdbscan, k_medoids, k_prototypes, kmeans,
    kmeans::{mini_batch, trimmed},
    latent_class, mixture,
    model::among_neighbours,
    nmf, spectral,
};

pub use crate::unfit::Unfit;
pub(crate) use crate::unfit::{clusters_within, within};

/// A clustering method and its parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "name", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Method {
    /// Lloyd's k-means with greedy k-means++ starts.
    KMeans(kmeans::Params),
    /// The two nearest clusters become one, again and again: Ward, average,
    /// complete, single, Genie.
    #[serde(alias = "hierarchical")]
    Agglomerative(agglomerative::Params),
    /// k-means that learns from small samples.
    #[serde(alias = "mini-batch-k-means")]
    MiniBatch(mini_batch::Params),
    /// k-means that leaves out the farthest samples.
    #[serde(alias = "trimmed-k-means")]
    Trimmed(trimmed::Params),
    /// Normal distributions by the EM algorithm.
    #[serde(alias = "gmm", alias = "gaussian-mixture")]
    Mixture(mixture::Params),
    /// k-means for numbers and categories.
    KPrototypes(k_prototypes::Params),
    /// Clusters about samples of their own, by Gower's dissimilarity.
    #[serde(alias = "pam", alias = "clara")]
    KMedoids(k_medoids::Params),
    /// Probabilities of categories by the EM algorithm.
    #[serde(alias = "lca", alias = "latent-classes")]
    LatentClass(latent_class::Params),
    /// Non-negative matrix factorisation of counts.
    Nmf(nmf::Params),
    /// k-means on the eigenvectors of a graph of neighbours.
    Spectral(spectral::Params),
    /// DBSCAN: dense regions, and noise between them.
    Dbscan(dbscan::Params),
    /// HDBSCAN*: dense regions, each at its own density.
    Hdbscan(hdbscan::Params),
    /// Of Genie, a mixture and k-means the one that parts the fewest
    /// neighbours.
    Automatic(automatic::Params),
}

impl Default for Method {
    fn default() -> Self {
        Self::KMeans(kmeans::Params::default())
    }
}

/// The methods once more, for jobs: their bytes have no names, and a choice
/// by name cannot be read from them.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Method")]
pub(crate) enum Packed {
    KMeans(kmeans::Params),
    Agglomerative(agglomerative::Params),
    MiniBatch(mini_batch::Params),
    Trimmed(trimmed::Params),
    Mixture(mixture::Params),
    KPrototypes(k_prototypes::Params),
    KMedoids(k_medoids::Params),
    LatentClass(latent_class::Params),
    Nmf(nmf::Params),
    Spectral(spectral::Params),
    Dbscan(dbscan::Params),
    Hdbscan(hdbscan::Params),
    Automatic(automatic::Params),
}

/// One start of a method: all that a worker needs beside the matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// The method, its number of clusters set.
    #[serde(with = "Packed")]
    pub method: Method,
    /// Its own seed, derived from (plan seed, job index).
    pub seed: u64,
}

impl Method {
    /// Every method with its defaults, in the order of the list.
    pub fn every() -> Vec<Self> {
        vec![
            Self::KMeans(Default::default()),
            Self::Agglomerative(Default::default()),
            Self::MiniBatch(Default::default()),
            Self::Trimmed(Default::default()),
            Self::KPrototypes(Default::default()),
            Self::KMedoids(Default::default()),
            Self::LatentClass(Default::default()),
            Self::Nmf(Default::default()),
            Self::Spectral(Default::default()),
            Self::Mixture(Default::default()),
            Self::Dbscan(Default::default()),
            Self::Hdbscan(Default::default()),
            Self::Automatic(Default::default()),
        ]
    }

    /// Its name, as plans and the terminal write it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::KMeans(_) => "k-means",
            Self::Agglomerative(_) => "agglomerative",
            Self::MiniBatch(_) => "mini-batch",
            Self::Trimmed(_) => "trimmed",
            Self::Mixture(_) => "mixture",
            Self::KPrototypes(_) => "k-prototypes",
            Self::KMedoids(_) => "k-medoids",
            Self::LatentClass(_) => "latent-class",
            Self::Nmf(_) => "nmf",
            Self::Spectral(_) => "spectral",
            Self::Dbscan(_) => "dbscan",
            Self::Hdbscan(_) => "hdbscan",
            Self::Automatic(_) => "automatic",
        }
    }

    /// The number of clusters asked for; `None` where it is to be judged or
    /// where the method finds it itself.
    pub fn n_clusters(&self) -> Option<usize> {
        match self {
            Self::KMeans(params) => params.n_clusters,
            Self::Agglomerative(params) => params.n_clusters,
            Self::MiniBatch(params) => params.n_clusters,
            Self::Trimmed(params) => params.n_clusters,
            Self::Mixture(params) => params.n_clusters,
            Self::KPrototypes(params) => params.n_clusters,
            Self::KMedoids(params) => params.n_clusters,
            Self::LatentClass(params) => params.n_clusters,
            Self::Nmf(params) => params.n_clusters,
            Self::Spectral(params) => params.n_clusters,
            Self::Automatic(params) => params.n_clusters,
            Self::Dbscan(_) | Self::Hdbscan(_) => None,
        }
    }

    /// The same method for so many clusters; one that finds their number
    /// itself stays as it is. One that may do both finds it for 0.
    #[must_use]
    pub fn with_n_clusters(mut self, k: usize) -> Self {
        match &mut self {
            Self::KMeans(params) => params.n_clusters = Some(k),
            Self::Agglomerative(params) => params.n_clusters = Some(k),
            Self::MiniBatch(params) => params.n_clusters = Some(k),
            Self::Trimmed(params) => params.n_clusters = Some(k),
            Self::Mixture(params) => params.n_clusters = Some(k),
            Self::KPrototypes(params) => params.n_clusters = Some(k),
            Self::KMedoids(params) => params.n_clusters = Some(k),
            Self::LatentClass(params) => params.n_clusters = Some(k),
            Self::Nmf(params) if k == 0 => params.n_clusters = None,
            Self::Nmf(params) => params.n_clusters = Some(k),
            Self::Spectral(params) => params.n_clusters = Some(k),
            Self::Automatic(params) => params.n_clusters = Some(k),
            Self::Dbscan(_) | Self::Hdbscan(_) => {}
        }
        self
    }

    /// The same method with so many starts at most.
    #[must_use]
    pub(crate) fn with_few_starts(mut self, most: usize) -> Self {
        if let Some(n_restarts) = self.n_restarts() {
            *n_restarts = (*n_restarts).min(most);
        }
        self
    }

    /// Its restarts, where it has any.
    fn n_restarts(&mut self) -> Option<&mut usize> {
        match self {
            Self::KMeans(params) => Some(&mut params.n_restarts),
            Self::MiniBatch(params) => Some(&mut params.n_restarts),
            Self::Trimmed(params) => Some(&mut params.n_restarts),
            Self::Mixture(params) => Some(&mut params.n_restarts),
            Self::KPrototypes(params) => Some(&mut params.n_restarts),
            Self::KMedoids(params) => Some(&mut params.n_restarts),
            Self::LatentClass(params) => Some(&mut params.n_restarts),
            Self::Nmf(params) => Some(&mut params.n_restarts),
            Self::Agglomerative(_)
            | Self::Spectral(_)
            | Self::Dbscan(_)
            | Self::Hdbscan(_)
            | Self::Automatic(_) => None,
        }
    }

    /// Whether it finds the number of clusters itself.
    pub fn finds_number(&self) -> bool {
        match self {
            Self::Dbscan(_) | Self::Hdbscan(_) => true,
            Self::Nmf(params) => params.n_clusters.is_none(),
            _ => false,
        }
    }

    /// Checks its parameters once, against a matrix; everything after
    /// trusts them.
    ///
    /// # Errors
    /// A parameter is out of its range, or the method does not take such a
    /// matrix.
    pub fn check(&self, x: &FeatureMatrix) -> Result<(), Unfit> {
        let (n_samples, n_features) = x.view().dim();
        match self {
            Self::KMeans(params) => params.check(n_samples),
            Self::Agglomerative(params) => params.check(n_samples),
            Self::MiniBatch(params) => params.check(n_samples),
            Self::Trimmed(params) => params.check(n_samples),
            Self::Mixture(params) => params.check(n_samples),
            Self::KPrototypes(params) => params.check(n_samples, n_features),
            Self::KMedoids(params) => params.check(n_samples, n_features),
            Self::LatentClass(params) => params.check(n_samples),
            Self::Nmf(params) => params.check(x),
            Self::Spectral(params) => params.check(n_samples),
            Self::Dbscan(params) => params.check(),
            Self::Hdbscan(params) => params.check(),
            Self::Automatic(params) => params.check(n_samples),
        }
    }

    /// Independent starts; the best wins.
    pub fn n_starts(&self) -> usize {
        match self {
            // Starts of several ranks can't be compared by their loss.
            Self::Nmf(params) if params.n_clusters.is_none() => 1,
            _ => self.clone().n_restarts().map_or(1, |n| *n),
        }
    }

    fn start(
        &self,
        x: &FeatureMatrix,
        seed: u64,
        tick: Tick<'_>,
    ) -> Result<Partition, Interrupted> {
        let mut found = self.start_itself(x, seed, tick)?;
        // A worker has the trees for it; the session has not.
        if found.membership.is_none()
            && matches!(found.model, Model::Nearest(_))
        {
            found.membership = Some(among_neighbours(x, &found.labels));
        }
        Ok(found)
    }

    /// None of them is inlined here: a browser's compiler takes long over a
    /// function that holds them all, and makes one fast between two calls,
    /// not within a long one.
    fn start_itself(
        &self,
        x: &FeatureMatrix,
        seed: u64,
        tick: Tick<'_>,
    ) -> Result<Partition, Interrupted> {
        match self {
            Self::KMeans(params) => {
                kmeans::start_alone(x, params, seed, tick).map(Into::into)
            }
            Self::Agglomerative(params) => {
                agglomerative::start(x, params, tick)
            }
            Self::MiniBatch(params) => {
                mini_batch::start(x, params, seed, tick).map(Into::into)
            }
            Self::Trimmed(params) => trimmed::start(x, params, seed, tick),
            Self::Mixture(params) => mixture::start(x, params, seed, tick),
            Self::KPrototypes(params) => {
                k_prototypes::start(x, params, seed, tick)
            }
            Self::KMedoids(params) => k_medoids::start(x, params, seed, tick),
            Self::LatentClass(params) => {
                latent_class::start(x, params, seed, tick)
            }
            Self::Nmf(params) => nmf::start(x, params, seed, tick),
            Self::Spectral(params) => spectral::start(x, params, seed, tick),
            Self::Dbscan(params) => dbscan::start(x, params, tick),
            Self::Hdbscan(params) => hdbscan::start(x, params, tick),
            Self::Automatic(params) => automatic::start(x, params, seed, tick),
        }
    }
}

/// One job for each start of a method, with `k` clusters where it takes a
/// number.
///
/// ```
/// use cluster::{Method, method};
/// assert_eq!(method::start_jobs(&Method::default(), 3, 7).len(), 10);
/// ```
pub fn start_jobs(method: &Method, k: usize, seed: u64) -> Vec<Job> {
    let method = method.clone().with_n_clusters(k);
    (0..method.n_starts().max(1) as u64)
        .map(|start| {
            Job::Start(Start {
                method: method.clone(),
                seed: derive(seed, start),
            })
        })
        .collect()
}

/// The partition with the least loss among the outputs of [`start_jobs`];
/// ties to the earlier job.
///
/// # Panics
/// There is no output of a start.
pub fn best(outputs: Vec<JobOutput>) -> Partition {
    outputs
        .into_iter()
        .filter_map(|output| match output {
            JobOutput::Start(partition) => Some(partition),
            JobOutput::Evidence(_) | JobOutput::Umap(_) => None,
        })
        .reduce(better)
        .expect("start_jobs makes at least one job")
}

/// Fits one start after the other: what [`start_jobs`] and [`best`] do with
/// workers, to the last bit. The method's number of clusters is set, or it
/// finds it itself.
///
/// # Errors
/// The tick asked to stop.
///
/// ```
/// use cluster::{FeatureMatrix, Method, method};
/// let x = ndarray::array![[0.0], [0.1], [9.0], [9.1], [9.2]];
/// let x = FeatureMatrix::new(x).unwrap();
/// let two = Method::default().with_n_clusters(2);
/// let fit = method::fit(&x, &two, 1, &mut numeric::tick::never).unwrap();
/// assert_eq!(fit.sizes(), [3, 2]);
/// ```
pub fn fit(
    x: &FeatureMatrix,
    method: &Method,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let n_starts = method.n_starts().max(1);
    let mut winner: Option<Partition> = None;
    for start in 0..n_starts {
        let done = start as f64;
        let mut tick = |part| tick((done + part) / n_starts as f64);
        let next = method.start(x, derive(seed, start as u64), &mut tick)?;
        winner = Some(match winner {
            Some(winner) => better(winner, next),
            None => next,
        });
    }
    Ok(winner.expect("there is at least one start"))
}

/// Runs one start.
pub(crate) fn run(
    x: &FeatureMatrix,
    start: &Start,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    start.method.start(x, start.seed, tick)
}

fn better(earlier: Partition, later: Partition) -> Partition {
    let loss = |partition: &Partition| partition.loss.unwrap_or(0.0);
    if loss(&later) < loss(&earlier) {
        later
    } else {
        earlier
    }
}
