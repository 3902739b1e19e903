//! A host that holds its files in memory and can stop or crash on demand.

use std::{cell::Cell, io::Cursor};

use cluster::FeatureMatrix;
use kindred::{Executor, Job, JobOutput, Stage, Stopped, executor::Serial};
use parquet::Parquet;
use session::{Failure, Host, Source, host::Fault};
use table::{Parts, part::Heavy};
use workbook::{Text, Workbook};

/// Files in memory, jobs one after another.
#[derive(Default)]
pub struct Memory {
    pub files: Vec<Vec<u8>>,
    /// In this stage the user stops, or a worker dies.
    pub fault: Option<(Stage, Stopped)>,
    /// No file can be read to its end.
    pub changes: bool,
    /// Bytes that a table may take; none means as many as usual.
    pub room: Option<usize>,
    /// A file's parts were asked for, and none was opened since.
    pub shelf: Cell<bool>,
}

type Book = Workbook<Cursor<Vec<u8>>>;

pub enum PartText {
    Book(Text),
    Parquet(Box<Parquet<Cursor<Vec<u8>>>>),
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

    fn parquet(
        &self,
        file: usize,
    ) -> Result<Parquet<Cursor<Vec<u8>>>, Failure> {
        let bytes = Cursor::new(self.files[file].clone());
        Ok(Parquet::open(bytes, "bad.csv")?)
    }

    fn book(&self, file: usize) -> Result<Book, Failure> {
        let bytes = Cursor::new(self.files[file].clone());
        Ok(Workbook::open(bytes, "bad.csv")?)
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
        shared: Option<&FeatureMatrix>,
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
    type Part = PartText;

    async fn open(&self, file_index: usize) -> Result<Pieces, Stopped> {
        let chunks = self.files[file_index].chunks(64 * 1024);
        let pieces: Vec<Vec<u8>> = chunks.map(<[u8]>::to_vec).collect();
        Ok(Pieces {
            left: pieces.into_iter(),
            changes: self.changes,
        })
    }

    async fn parts(&self, file: usize, it: Heavy) -> Result<Parts, Failure> {
        self.shelf.set(true);
        match it {
            Heavy::Workbook => Ok(self.book(file)?.parts().clone()),
            Heavy::Parquet => Ok(self.parquet(file)?.parts()),
        }
    }

    async fn open_part(
        &self,
        file: usize,
        part: &str,
    ) -> Result<PartText, Failure> {
        self.check(Stage::Read)?;
        let is_there = self.shelf.replace(false);
        assert!(is_there, "a part is opened once after its file was asked");
        match Heavy::of(&self.files[file]) {
            Some(Heavy::Parquet) => {
                Ok(PartText::Parquet(Box::new(self.parquet(file)?)))
            }
            _ => Ok(PartText::Book(self.book(file)?.text(part)?)),
        }
    }

    fn room(&self) -> usize {
        self.room.unwrap_or(192 << 20)
    }

    fn hash_key(&self) -> u64 {
        17
    }
}

impl Source for Pieces {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        match self.left.next() {
            None if self.changes => Err("it has changed".to_owned().into()),
            piece => Ok(piece),
        }
    }
}

impl Source for PartText {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let chunk = match self {
            Self::Book(text) => text.next_chunk(),
            Self::Parquet(table) => table.next_chunk(),
        };
        chunk.map_err(|error| Fault::Refused(Box::new(error.into())))
    }
}
