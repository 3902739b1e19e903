//! Whether the clusters of a partition come back when its own method sees
//! only some of the samples.

use numeric::Rng;
use numeric::rng::derive;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use super::evidence::{EvidenceJob, EvidenceOutput, Task};
use super::{Judged, NEEDED, Params, stability};
use crate::automatic::Which;
use crate::kmeans::constrained::{self, Constraints};
use crate::method::Packed;
use crate::{
    FeatureMatrix, Job, JobOutput, Method, Partition, kmeans, method,
};

/// Resamples in one job.
const RESAMPLES_A_JOB: usize = 5;

/// Of the resamples that k-means is judged by, one of so many: most methods
/// take longer.
const ONE_OF: usize = 4;

/// Starts at most in a resample.
const STARTS: usize = 3;

/// The clusters in question, of the judged samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Again {
    /// The method that made them, its number of clusters set.
    #[serde(with = "Packed")]
    pub method: Method,
    /// One label a judged sample; `None` is noise.
    pub labels: Vec<Option<u32>>,
    /// Clusters.
    pub n_clusters: usize,
    /// Resamples drawn.
    pub n_resamples: usize,
    /// What the judged samples were held to, where they were.
    pub constraints: Option<Constraints>,
}

/// Whether the clusters of `found`, a partition of all samples, come back in
/// resamples of the judged ones, as one batch of independent jobs; everything
/// else as for [`super::jobs`].
///
/// Empty where that can't be judged: below [`NEEDED`] samples, for fewer
/// than two clusters, and for clusters by density of more samples than are
/// judged, since fewer samples are less dense.
///
/// ```
/// use cluster::{FeatureMatrix, Method, choose, method};
/// let x: Vec<f64> = (0..40).map(f64::from).collect();
/// let x = FeatureMatrix::from_samples(x, 1).unwrap();
/// let two = Method::default().with_n_clusters(2);
/// let found = method::fit(&x, &two, 1, &mut numeric::tick::never).unwrap();
/// let params = Default::default();
/// let judged = choose::Judged::draw(&x, &params, 1);
/// let jobs = choose::again_jobs(&params, &two, &found, &judged, 1);
/// let outputs = jobs.iter().map(|job| {
///     cluster::job::run(&x, job, &mut numeric::tick::never).unwrap()
/// });
/// let jaccard = choose::again(2, outputs.collect()).unwrap();
/// assert!(jaccard.iter().all(|j| (0.5..=1.0).contains(j)));
/// ```
pub fn again_jobs(
    params: &Params,
    method: &Method,
    found: &Partition,
    judged: &Judged,
    seed: u64,
) -> Vec<Job> {
    let by_density = matches!(method, Method::Dbscan(_) | Method::Hdbscan(_));
    if by_density && judged.are_some() {
        return Vec::new();
    }
    questions(params, method, (found, judged), None, seed)
}

/// The same of clusters that k-means found under constraints: in each
/// resample they are looked for under the same ones, as far as these are
/// about samples in it.
pub fn again_constrained_jobs(
    params: &Params,
    starts: &kmeans::Params,
    constraints: &Constraints,
    (found, judged): (&Partition, &Judged),
    seed: u64,
) -> Vec<Job> {
    let n_judged = judged.matrix().n_samples();
    let at: Vec<usize> = (0..n_judged).map(|at| judged.position(at)).collect();
    let (n_samples, k) = (found.labels.len(), found.n_clusters);
    let own = constraints.select(&at, n_samples, k);
    let method = Method::KMeans(starts.clone());
    questions(params, &method, (found, judged), Some(own), seed)
}

/// The jobs that ask for them again.
fn questions(
    params: &Params,
    method: &Method,
    (found, judged): (&Partition, &Judged),
    constraints: Option<Constraints>,
    seed: u64,
) -> Vec<Job> {
    let (n_judged, k) = (judged.matrix().n_samples(), found.n_clusters);
    if n_judged < NEEDED || k < 2 {
        return Vec::new();
    }
    let label = |at| found.labels[judged.position(at)];
    let labels = (0..n_judged).map(label).collect();
    let method = match method {
        Method::Automatic(_) => Which::of(found).method(k),
        other => other.clone().with_n_clusters(k),
    };
    let n_resamples = (params.n_resamples / ONE_OF).max(RESAMPLES_A_JOB);
    let question = Again {
        method: method.with_few_starts(STARTS),
        labels,
        n_clusters: k,
        n_resamples: RESAMPLES_A_JOB,
        constraints,
    };
    let job = |index| {
        Job::Evidence(EvidenceJob {
            starts: kmeans::Params::default(),
            task: Task::Again(question.clone()),
            seed: derive(seed, index),
            judged_seed: judged.seed(),
        })
    };
    let n_jobs = n_resamples.div_ceil(RESAMPLES_A_JOB) as u64;
    (0..n_jobs).map(job).collect()
}

/// The bootstrap Jaccard, `0.0..=1.0`, of each of the `k` clusters: the
/// outputs of [`again_jobs`]. `None` where there were no jobs.
pub fn again(k: usize, outputs: Vec<JobOutput>) -> Option<Vec<f64>> {
    let told = outputs.into_iter().filter_map(|output| match output {
        JobOutput::Evidence(EvidenceOutput::Resamples { jaccard }) => {
            jaccard.into_iter().next()
        }
        _ => None,
    });
    let (mut sums, mut n_jobs) = (vec![0.0; k], 0.0);
    for jaccard in told {
        sums.iter_mut().zip(jaccard).for_each(|(sum, j)| *sum += j);
        n_jobs += 1.0;
    }
    sums.iter_mut().for_each(|sum| *sum /= n_jobs);
    (n_jobs > 0.0).then_some(sums)
}

/// For each cluster, the mean over bootstrap resamples of its Jaccard
/// coefficient with the most similar cluster of the resample, `0.0..=1.0`
/// (Hennig 2007, as [`stability::jaccard`]). A cluster of which no sample is
/// judged has 0.
pub(super) fn jaccard(
    x: &FeatureMatrix,
    question: &Again,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Vec<f64>, Interrupted> {
    let n = question.n_resamples;
    let mut sums = vec![0.0; question.n_clusters];
    for resample in 0..n {
        let mut tick = |part| tick((resample as f64 + part) / n as f64);
        let seed = derive(seed, resample as u64);
        let similar = one_resample(x, question, seed, &mut tick)?;
        sums.iter_mut().zip(similar).for_each(|(sum, j)| *sum += j);
    }
    Ok(sums.iter().map(|sum| sum / n.max(1) as f64).collect())
}

fn one_resample(
    x: &FeatureMatrix,
    question: &Again,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Vec<f64>, Interrupted> {
    let mut rng = Rng::new(seed);
    let drawn = stability::drawn(x.n_samples(), &mut rng);
    let k = question.n_clusters.min(drawn.len());
    let method = question.method.clone().with_n_clusters(k);
    let (some, seed) = (x.select(&drawn), rng.next_u64());
    let found = match (&question.constraints, &method) {
        (Some(constraints), Method::KMeans(params)) => {
            let own = constraints.select(&drawn, x.n_samples(), k);
            constrained::fit(&some, &own, params, seed, tick)?.partition
        }
        _ => method::fit(&some, &method, seed, tick)?,
    };
    let old: Vec<Option<u32>> =
        drawn.iter().map(|&at| question.labels[at]).collect();
    Ok(best_jaccard(&old, &found.labels, question.n_clusters))
}

/// For each of the `k` labels of `old`, its Jaccard coefficient with the
/// most similar label of `new`; noise is no cluster.
fn best_jaccard(
    old: &[Option<u32>],
    new: &[Option<u32>],
    k: usize,
) -> Vec<f64> {
    let n_new = new.iter().flatten().max().map_or(0, |&most| most + 1);
    let mut both = vec![0_usize; k * n_new as usize];
    let (mut of_old, mut of_new) = (vec![0; k], vec![0; n_new as usize]);
    for (old, new) in old.iter().zip(new) {
        if let Some(old) = old {
            of_old[*old as usize] += 1;
        }
        if let Some(new) = new {
            of_new[*new as usize] += 1;
        }
        if let (Some(old), Some(new)) = (old, new) {
            both[*old as usize * n_new as usize + *new as usize] += 1;
        }
    }
    let rows = of_old
        .iter()
        .enumerate()
        .map(|(row, &of_old): (_, &usize)| {
            let both = &both[row * n_new as usize..][..n_new as usize];
            let each = both.iter().zip(&of_new);
            each.map(|(&both, &of_new)| {
                both as f64 / (of_old + of_new - both).max(1) as f64
            })
            .fold(0.0, f64::max)
        });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agglomerative::{self, Linkage};
    use numeric::tick::never;

    fn clouds(apart: f64) -> FeatureMatrix {
        let mut rng = Rng::new(3);
        let value = |i: usize| apart * (i / 2 % 3) as f64 + rng.normal();
        let values: Vec<f64> = (0..2 * 240).map(value).collect();
        FeatureMatrix::from_samples(values, 2).unwrap()
    }

    fn judged(x: &FeatureMatrix, method: &Method) -> Option<Vec<f64>> {
        let found = method::fit(x, method, 5, &mut never).unwrap();
        let params = Params::default();
        let judged = Judged::draw(x, &params, 9);
        let jobs = again_jobs(&params, method, &found, &judged, 9);
        let outputs = jobs
            .iter()
            .map(|job| crate::job::run(x, job, &mut never).unwrap());
        again(found.n_clusters, outputs.collect())
    }

    #[test]
    fn a_cluster_is_compared_with_its_best_match_and_noise_with_none() {
        let old = [Some(0), Some(0), Some(0), Some(1), None, None];
        let new = [Some(1), Some(1), None, Some(0), Some(0), None];
        let found = best_jaccard(&old, &new, 3);
        assert_eq!(found, [2.0 / 3.0, 0.5, 0.0]);
        assert_eq!(best_jaccard(&old, &[None; 6], 2), [0.0, 0.0]);
    }

    #[test]
    fn clusters_that_are_apart_come_back_and_slices_of_one_cloud_do_not() {
        let ward = Method::Agglomerative(agglomerative::Params {
            linkage: Linkage::Ward,
            ..Default::default()
        });
        let three = ward.with_n_clusters(3);
        let apart = judged(&clouds(12.0), &three).unwrap();
        assert!(apart.iter().all(|&j| j > 0.99), "{apart:?}");
        let one = judged(&clouds(0.0), &three).unwrap();
        assert!(one.iter().any(|&j| j < 0.75), "{one:?}");
    }

    #[test]
    fn every_method_is_judged_by_itself_and_never_out_of_range() {
        let x = clouds(12.0);
        let positive = x.samples().iter().map(|v| v + 20.0).collect();
        let x = FeatureMatrix::from_samples(positive, 2).unwrap();
        for method in Method::every() {
            let method = method.with_n_clusters(3);
            let name = method.name();
            let Some(jaccard) = judged(&x, &method) else {
                panic!("{name} was not judged");
            };
            let within = |j: &f64| (0.0..=1.0).contains(j);
            assert!(jaccard.iter().all(within), "{name}: {jaccard:?}");
        }
    }

    #[test]
    fn density_of_more_samples_than_are_judged_is_not_judged() {
        let x = clouds(12.0);
        let method = Method::Hdbscan(Default::default());
        let found = method::fit(&x, &method, 5, &mut never).unwrap();
        let params = Params {
            max_samples: 100,
            ..Params::default()
        };
        let judged = Judged::draw(&x, &params, 9);
        let jobs = again_jobs(&params, &method, &found, &judged, 9);
        assert!(jobs.is_empty());
        let three = Method::default().with_n_clusters(3);
        let found = method::fit(&x, &three, 5, &mut never).unwrap();
        let jobs = again_jobs(&params, &three, &found, &judged, 9);
        assert_eq!(jobs.len(), 5);
    }
}
