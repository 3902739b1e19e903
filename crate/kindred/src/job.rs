//! Work that can run apart, of whatever crate: plain data in, plain data out,
//! and as compact bytes for hosts whose workers share no memory.

use cluster::FeatureMatrix;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::measure::{self, Measured};

/// One piece of work. Carries its own seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// On the shared matrix.
    Cluster(cluster::Job),
    /// On samples of its own.
    Explain(explain::Job),
    /// On features of its own.
    Measure(measure::Asked),
}

/// The result of the job of the same name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "few are held at once")]
pub enum JobOutput {
    /// Of [`Job::Cluster`].
    Cluster(cluster::JobOutput),
    /// Of [`Job::Explain`].
    Explain(explain::JobOutput),
    /// Of [`Job::Measure`].
    Measure(Vec<Measured>),
}

impl JobOutput {
    /// Those of jobs of `cluster`, in their order.
    pub fn clustered(outputs: Vec<Self>) -> Vec<cluster::JobOutput> {
        let own = outputs.into_iter().filter_map(|output| match output {
            Self::Cluster(own) => Some(own),
            Self::Explain(_) | Self::Measure(_) => None,
        });
        own.collect()
    }

    /// Those of jobs of `explain`, in their order.
    pub fn explained(outputs: Vec<Self>) -> Vec<explain::JobOutput> {
        let own = outputs.into_iter().filter_map(|output| match output {
            Self::Explain(own) => Some(own),
            Self::Cluster(_) | Self::Measure(_) => None,
        });
        own.collect()
    }
}

/// Runs one job.
///
/// # Errors
/// The tick asked to stop.
///
/// # Panics
/// The job needs a shared matrix, and there is none.
pub fn run(
    shared: Option<&FeatureMatrix>,
    job: &Job,
    tick: Tick<'_>,
) -> Result<JobOutput, Interrupted> {
    match job {
        Job::Cluster(job) => {
            let x = shared.expect("jobs on a matrix come with one");
            cluster::job::run(x, job, tick).map(JobOutput::Cluster)
        }
        Job::Explain(job) => Ok(JobOutput::Explain(explain::job::run(job))),
        Job::Measure(asked) => Ok(JobOutput::Measure(asked.run())),
    }
}

/// A job as bytes.
pub fn pack(job: &Job) -> Vec<u8> {
    postcard::to_allocvec(job).expect("jobs are plain data")
}

/// Runs a packed job; gives its packed output.
///
/// # Errors
/// The bytes are not a job, or the tick asked to stop: a sentence.
///
/// # Panics
/// As [`run`].
///
/// ```
/// use cluster::{FeatureMatrix, Method, method};
/// use kindred::job::{self, Job};
/// let x = FeatureMatrix::new(ndarray::array![[0.0], [9.0]]).unwrap();
/// let jobs = method::start_jobs(&Method::default(), 2, 7);
/// let job = Job::Cluster(jobs[0].clone());
/// let mut never = numeric::tick::never;
/// let output = job::run_packed(Some(&x), &job::pack(&job), &mut never);
/// let there = job::run(Some(&x), &job, &mut never).unwrap();
/// assert_eq!(job::unpack(&output.unwrap()), Ok(there));
/// ```
pub fn run_packed(
    shared: Option<&FeatureMatrix>,
    job: &[u8],
    tick: Tick<'_>,
) -> Result<Vec<u8>, String> {
    let job = postcard::from_bytes(job).map_err(|e| e.to_string())?;
    let output = run(shared, &job, tick).map_err(|_| "interrupted")?;
    Ok(postcard::to_allocvec(&output).expect("outputs are plain data"))
}

/// An output from its bytes.
///
/// # Errors
/// They are not an output: a sentence.
pub fn unpack(output: &[u8]) -> Result<JobOutput, String> {
    postcard::from_bytes(output).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use cluster::{Method, choose, kmeans, method, umap};
    use explain::{honest, rule, subgroup, tree};

    use super::*;

    #[test]
    fn every_job_and_its_output_survive_the_way_to_a_worker() {
        let x = (0..60).map(|i| f64::from(i * i % 17)).collect();
        let x = FeatureMatrix::from_samples(x, 2).unwrap();
        let (params, starts) = Default::default();
        let params = choose::Params {
            n_references: 5,
            n_resamples: 10,
            k_max: 2,
            ..params
        };
        let starts: kmeans::Params = starts;
        let judged = choose::Judged::draw(&x, &params, 1);
        let mut jobs = choose::jobs(&params, &starts, &judged, 1);
        let never = &mut numeric::tick::never;
        let run_here = |it| cluster::job::run(&x, it, never);
        let found: Result<Vec<_>, _> = jobs.iter().map(run_here).collect();
        let found = found.unwrap();
        let more = choose::resample_jobs(&params, &starts, &judged, 1, &found);
        jobs.extend(more);
        jobs.extend(choose::dissent_jobs(&params, &starts, &judged, 2, 1));
        for method in Method::every() {
            jobs.extend(method::start_jobs(&method, 2, 3));
        }
        let some: Vec<usize> = (0..24).collect();
        jobs.extend(umap::job(&some, vec![0.5; 48], 4));
        let pairs = kmeans::constrained::Constraints {
            together: vec![vec![0, 7]],
            most: Some(16),
            ..Default::default()
        };
        let two = kmeans::Params {
            n_clusters: Some(2),
            n_restarts: 2,
            ..kmeans::Params::default()
        };
        jobs.extend(kmeans::constrained::jobs(&pairs, &two, 5));
        survive(Some(&x), jobs.into_iter().map(Job::Cluster));
    }

    #[test]
    fn every_search_and_what_it_finds_survive_the_way_to_a_worker() {
        let x = ndarray::Array2::from_shape_fn((90, 2), |(i, j)| {
            if i % 7 == j {
                f64::NAN
            } else {
                (i * (j + 3) % 31) as f64
            }
        });
        let filled = x.mapv(|it| if it.is_nan() { -1.0 } else { it });
        let labels: Vec<u32> = (0..90).map(|i| u32::from(i > 40)).collect();
        let y: Vec<f64> = labels.iter().map(|&it| f64::from(it)).collect();
        let centres = ndarray::array![[3.0, 9.0], [9.0, 20.0]];
        let centred = tree::Centred {
            matrix: filled.view(),
            centres: centres.view(),
        };
        let (rules, trees) = Default::default();
        let mut jobs = rule::jobs(&x.view(), &labels, 2, &rules);
        let view = filled.view();
        jobs.extend(tree::jobs(&view, &labels, 2, Some(centred), &trees));
        jobs.push(honest::job(view, &y, &Default::default(), 1));
        jobs.push(subgroup::job(x.view(), &y, &Default::default(), 1));
        let measure = Job::Measure(measure::Asked {
            columns: vec![x.column(1).to_vec()],
            labels: labels.clone(),
            k: 2,
        });
        let jobs = jobs.into_iter().map(Job::Explain);
        survive(None, jobs.chain([measure]));
    }

    fn survive(
        shared: Option<&FeatureMatrix>,
        jobs: impl Iterator<Item = Job>,
    ) {
        for job in jobs {
            let mut never = numeric::tick::never;
            let there = run_packed(shared, &pack(&job), &mut never).unwrap();
            let here = run(shared, &job, &mut never).unwrap();
            assert_eq!(unpack(&there), Ok(here), "{job:?}");
        }
    }
}
