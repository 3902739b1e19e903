//! Work that can run apart: plain data in, plain data out.

use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{
    FeatureMatrix, Partition, choose,
    kmeans::constrained,
    method::{self, Start},
    umap,
};

/// One piece of work on a shared matrix. Carries its own seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// One start of a method on every sample.
    Start(Start),
    /// One piece of evidence on the number of clusters.
    Evidence(choose::EvidenceJob),
    /// The picture of who is near whom.
    Umap(umap::Asked),
    /// One start of k-means under constraints, on every sample.
    Constrained(constrained::Asked),
}

/// The result of the job of the same name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "few are held at once")]
pub enum JobOutput {
    /// Of [`Job::Start`] and [`Job::Constrained`].
    Start(Partition),
    /// Of [`Job::Evidence`].
    Evidence(choose::EvidenceOutput),
    /// Of [`Job::Umap`].
    Umap(umap::Drawn),
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
        Job::Start(start) => method::run(x, start, tick).map(JobOutput::Start),
        Job::Evidence(job) => {
            choose::run(x, job, tick).map(JobOutput::Evidence)
        }
        Job::Umap(asked) => umap::run(x, asked, tick).map(JobOutput::Umap),
        Job::Constrained(asked) => {
            constrained::start(x, asked, tick).map(JobOutput::Start)
        }
    }
}
