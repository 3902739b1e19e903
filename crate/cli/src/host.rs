//! The terminal as a host: files, threads, a line of progress.

use std::{
    fs::File,
    hash::{BuildHasher, Hasher, RandomState},
    io::Read,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

use cluster::FeatureMatrix;
use kindred::{Executor, Job, JobOutput, Stage, Stopped, job};
use session::{Failure, Host, Source, host::Fault, protocol::FileHandle};
use table::{Parts, ReadOptions, part::Heavy};

use crate::{
    outcome::{Error, Outcome},
    progress::Line,
    threads,
    workbook::{PartText, Shelf},
};

const CHUNK: usize = 256 * 1024;

/// Files by `std::fs`, jobs on threads. Ctrl-C ends the process.
pub(crate) struct Terminal {
    files: Vec<PathBuf>,
    n_workers: usize,
    line: Line,
    shelf: Shelf,
}

/// A file, 256 KiB at a time.
pub(crate) struct Chunks(File);

impl Terminal {
    /// A host of these files.
    pub(crate) fn new(files: &[PathBuf], n_workers: usize) -> Self {
        Self {
            files: files.to_vec(),
            n_workers,
            line: Line::new(),
            shelf: Shelf::default(),
        }
    }

    /// The files as the session knows them.
    ///
    /// # Errors
    /// One can't be opened or is no file.
    pub(crate) fn handles(&self) -> Outcome<Vec<FileHandle>> {
        self.files.iter().map(|path| handle(path)).collect()
    }

    /// How each file is to be read: as given, and this sheet of every file
    /// that has sheets.
    pub(crate) fn options(
        &self,
        given: &[ReadOptions],
        sheet: Option<&str>,
    ) -> Vec<ReadOptions> {
        let files = self.files.iter().enumerate();
        files
            .map(|(index, path)| {
                let mut options =
                    given.get(index).cloned().unwrap_or_default();
                if let Some(sheet) = sheet.filter(|_| has_parts(path)) {
                    options.part = Some(sheet.to_owned());
                }
                options
            })
            .collect()
    }
}

/// Whether the file has parts to choose from.
fn has_parts(path: &Path) -> bool {
    let mut head = [0; Heavy::MAGIC];
    let read = File::open(path).and_then(|mut it| it.read_exact(&mut head));
    read.is_ok() && Heavy::of(&head) == Some(Heavy::Workbook)
}

fn handle(path: &Path) -> Outcome<FileHandle> {
    let facts = File::open(path).and_then(|file| file.metadata());
    let facts = facts.map_err(|error| Error::file(path, &error))?;
    if facts.is_dir() {
        let error = std::io::Error::other("a folder, not a file");
        return Err(Error::file(path, &error));
    }
    Ok(FileHandle {
        name: name(path),
        size: facts.len(),
    })
}

/// A file's name as the user knows it: without its folders, so that the
/// same file gives the same analysis wherever it stands.
pub(crate) fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

impl Chunks {
    pub(crate) fn open(path: &Path) -> std::io::Result<Self> {
        File::open(path).map(Self)
    }

    /// The next bytes, `None` at the end.
    pub(crate) fn read(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut chunk = vec![0; CHUNK];
        let length = self.0.read(&mut chunk)?;
        chunk.truncate(length);
        Ok((length > 0).then_some(chunk))
    }
}

impl Source for Chunks {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        self.read().map_err(|error| error.to_string().into())
    }
}

impl Host for Terminal {
    type Source = Chunks;
    type Part = PartText;

    async fn open(&self, file_index: usize) -> Result<Chunks, Stopped> {
        Chunks::open(&self.files[file_index])
            .map_err(|error| Stopped::Crashed(error.to_string()))
    }

    async fn parts(
        &self,
        file_index: usize,
        heavy: Heavy,
    ) -> Result<Parts, Failure> {
        let path = &self.files[file_index];
        self.shelf.open(path, &name(path), heavy)
    }

    async fn open_part(
        &self,
        _: usize,
        part: &str,
    ) -> Result<PartText, Failure> {
        self.shelf.text(part)
    }

    fn hash_key(&self) -> u64 {
        hash_key()
    }
}

/// A random key; the standard library draws it from the system.
pub(crate) fn hash_key() -> u64 {
    RandomState::new().build_hasher().finish()
}

impl Executor for Terminal {
    async fn map(
        &self,
        stage: Stage,
        shared: Option<&FeatureMatrix>,
        jobs: Vec<Job>,
    ) -> Result<Vec<JobOutput>, Stopped> {
        let n_done = AtomicUsize::new(0);
        let line = &self.line;
        let show = |part: f64| {
            let done = n_done.load(Relaxed) as f64 + part;
            line.show(stage, done / jobs.len() as f64);
        };
        let outputs = threads::map(self.n_workers, jobs.len(), |index| {
            let output = job::run(shared, &jobs[index], &mut |part| {
                show(part);
                Ok(())
            });
            n_done.fetch_add(1, Relaxed);
            show(0.0);
            output
        })?;
        let outputs: Result<Vec<_>, _> = outputs.into_iter().collect();
        outputs.map_err(|_| Stopped::Cancelled)
    }

    async fn report(
        &self,
        stage: Stage,
        fraction: f64,
    ) -> Result<(), Stopped> {
        self.line.show(stage, fraction);
        Ok(())
    }
}
