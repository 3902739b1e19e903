//! Where long work runs: the one door from the pure path to a host.

use cluster::FeatureMatrix;
use serde::{Deserialize, Serialize};

use crate::job::{self, Job, JobOutput};

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

impl Stage {
    /// The stages of a run, in order.
    pub const RUN: [Self; 6] = [
        Self::Permit,
        Self::Features,
        Self::Prepare,
        Self::Choose,
        Self::Segment,
        Self::Explain,
    ];

    /// The stage's share of its request: reading is all of `load`, the
    /// others add up to `run`.
    pub fn share(self) -> f64 {
        match self {
            Self::Read => 1.0,
            Self::Permit => 0.05,
            Self::Features => 0.20,
            Self::Prepare => 0.05,
            Self::Choose => 0.55,
            Self::Segment => 0.10,
            Self::Explain => 0.05,
        }
    }
}

impl Progress {
    /// Where a request stands when `fraction` of `stage` is done.
    ///
    /// ```
    /// # use kindred::{Progress, Stage};
    /// assert_eq!(Progress::at(Stage::Read, 0.5).overall, 0.5);
    /// let end = Progress::at(Stage::Explain, 1.0).overall;
    /// assert!((end - 1.0).abs() < 1e-12);
    /// ```
    pub fn at(stage: Stage, fraction: f64) -> Self {
        let fraction = fraction.clamp(0.0, 1.0);
        let before: f64 = Stage::RUN
            .into_iter()
            .take_while(|&earlier| earlier != stage)
            .filter(|_| stage != Stage::Read)
            .map(Stage::share)
            .sum();
        Self {
            stage,
            fraction,
            overall: (before + fraction * stage.share()).min(1.0),
        }
    }
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
    /// Runs every job, those that need it on the shared matrix; the outputs
    /// are in job order, whatever the number of workers. Reports the stage's
    /// progress.
    ///
    /// # Errors
    /// The user stopped it, or a worker died.
    async fn map(
        &self,
        stage: Stage,
        shared: Option<&FeatureMatrix>,
        jobs: Vec<Job>,
    ) -> Result<Vec<JobOutput>, Stopped>;

    /// [`Executor::map`] of jobs of `cluster`.
    ///
    /// # Errors
    /// As of it.
    async fn cluster(
        &self,
        stage: Stage,
        shared: &FeatureMatrix,
        jobs: Vec<cluster::Job>,
    ) -> Result<Vec<cluster::JobOutput>, Stopped> {
        let jobs = jobs.into_iter().map(Job::Cluster).collect();
        let outputs = self.map(stage, Some(shared), jobs).await?;
        Ok(JobOutput::clustered(outputs))
    }

    /// [`Executor::map`] of jobs of `explain`.
    ///
    /// # Errors
    /// As of it.
    async fn explain(
        &self,
        stage: Stage,
        jobs: Vec<explain::Job>,
    ) -> Result<Vec<explain::JobOutput>, Stopped> {
        let jobs = jobs.into_iter().map(Job::Explain).collect();
        let outputs = self.map(stage, None, jobs).await?;
        Ok(JobOutput::explained(outputs))
    }

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
        shared: Option<&FeatureMatrix>,
        jobs: Vec<Job>,
    ) -> Result<Vec<JobOutput>, Stopped> {
        jobs.iter()
            .map(|job| {
                job::run(shared, job, &mut numeric::tick::never)
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
