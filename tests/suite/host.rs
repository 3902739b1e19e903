//! A host that holds its files in memory and can stop or crash on demand.

use cluster::{FeatureMatrix, Job, JobOutput};
use kindred::{Executor, Stage, Stopped, executor::Serial};
use session::{Host, Source};

/// Files in memory, jobs one after another.
#[derive(Default)]
pub struct Memory {
    pub files: Vec<Vec<u8>>,
    /// In this stage the user stops, or a worker dies.
    pub fault: Option<(Stage, Stopped)>,
    /// No file can be read to its end.
    pub changes: bool,
}

pub struct Pieces {
    left: std::vec::IntoIter<Vec<u8>>,
    changes: bool,
}

impl Memory {
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            files: vec![bytes.to_vec()],
            ..Self::default()
        }
    }

    fn check(&self, stage: Stage) -> Result<(), Stopped> {
        match &self.fault {
            Some((when, what)) if *when == stage => Err(what.clone()),
            _ => Ok(()),
        }
    }
}

impl Executor for Memory {
    async fn map(
        &self,
        stage: Stage,
        shared: &FeatureMatrix,
        jobs: Vec<Job>,
    ) -> Result<Vec<JobOutput>, Stopped> {
        self.check(stage)?;
        Serial.map(stage, shared, jobs).await
    }

    async fn report(&self, stage: Stage, _: f64) -> Result<(), Stopped> {
        self.check(stage)
    }
}

impl Host for Memory {
    type Source = Pieces;

    async fn open(&self, file_index: usize) -> Result<Pieces, Stopped> {
        let chunks = self.files[file_index].chunks(64 * 1024);
        let pieces: Vec<Vec<u8>> = chunks.map(<[u8]>::to_vec).collect();
        Ok(Pieces {
            left: pieces.into_iter(),
            changes: self.changes,
        })
    }

    fn hash_key(&self) -> u64 {
        17
    }
}

impl Source for Pieces {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, String> {
        match self.left.next() {
            None if self.changes => Err("it has changed".to_owned()),
            piece => Ok(piece),
        }
    }
}
