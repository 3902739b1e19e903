//! Where long work runs: the one door from the pure path to a host.

use cluster::{FeatureMatrix, Job, JobOutput};
use serde::{Deserialize, Serialize};

/// The stages of a load or a run, in order. Each has its share of the whole.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Bytes to columns.
    Read,
    /// Who may be looked at.
    Permit,
    /// Lines to features.
    Features,
    /// Features to a matrix.
    Prepare,
    /// How many groups, if any.
    Choose,
    /// The final partition.
    Segment,
    /// Effect sizes, rules, names.
    Explain,
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// How much of it is done, `0.0..=1.0`.
    pub fraction: f64,
    /// How much of the whole request is done, `0.0..=1.0`.
    pub overall: f64,
}

/// The work did not end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stopped {
    /// The user asked for it.
    #[error("stopped")]
    Cancelled,
    /// A worker died.
    #[error("a worker stopped unexpectedly: {0}")]
    Crashed(String),
}

/// A host that runs jobs, shows progress and can be stopped.
#[allow(async_fn_in_trait)]
pub trait Executor {
    /// Runs every job on the shared matrix; the outputs are in job order,
    /// whatever the number of workers. Reports the stage's progress.
    ///
    /// # Errors
    /// The user stopped it, or a worker died.
    async fn map(
        &self,
        stage: Stage,
        shared: &FeatureMatrix,
        jobs: Vec<Job>,
    ) -> Result<Vec<JobOutput>, Stopped>;

    /// Reports progress and lets the host breathe: to be awaited every 50 ms
    /// or so by work that runs here.
    ///
    /// # Errors
    /// The user stopped it.
    async fn report(&self, stage: Stage, fraction: f64)
    -> Result<(), Stopped>;
}

/// The host of the tests: one job after another, never stopped.
#[derive(Clone, Copy, Debug, Default)]
pub struct Serial;

impl Executor for Serial {
    async fn map(
        &self,
        _stage: Stage,
        shared: &FeatureMatrix,
        jobs: Vec<Job>,
    ) -> Result<Vec<JobOutput>, Stopped> {
        jobs.iter()
            .map(|job| {
                cluster::job::run(shared, job, &mut numeric::tick::never)
                    .map_err(|_| Stopped::Cancelled)
            })
            .collect()
    }

    async fn report(
        &self,
        _stage: Stage,
        _fraction: f64,
    ) -> Result<(), Stopped> {
        Ok(())
    }
}
