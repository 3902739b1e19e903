//! Work that can run apart: plain data in, plain data out.

use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{FeatureMatrix, choose, kmeans};

/// One piece of work on a shared matrix. Carries its own seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// One k-means start on every sample.
    KMeansStart {
        /// Everything but the number of restarts.
        params: kmeans::Params,
        /// Its own seed, derived from (plan seed, job index).
        seed: u64,
    },
    /// One piece of evidence on the number of clusters.
    Evidence(choose::EvidenceJob),
}

/// The result of the job of the same name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum JobOutput {
    /// Of [`Job::KMeansStart`].
    KMeansStart(kmeans::Fit),
    /// Of [`Job::Evidence`].
    Evidence(choose::EvidenceOutput),
}

/// Runs one job.
///
/// # Errors
/// The tick asked to stop.
pub fn run(
    x: &FeatureMatrix,
    job: &Job,
    tick: Tick<'_>,
) -> Result<JobOutput, Interrupted> {
    match job {
        Job::KMeansStart { params, seed } => {
            kmeans::start_alone(x, params, *seed, tick)
                .map(JobOutput::KMeansStart)
        }
        Job::Evidence(job) => {
            choose::run(x, job, tick).map(JobOutput::Evidence)
        }
    }
}
