//! The `load` request: streams to tables.

use kindred::{Stage, sample};
use table::{ReadOptions, Reader, Table, changed, check_size, part::Heavy};

use crate::{
    Failure, Host, Source,
    heavy::{self, File},
    host::Fault,
    protocol::{FileHandle, Preview},
};

/// The largest piece fed between two reports: small enough that a stop is
/// heard within some milliseconds.
pub(crate) const PIECE: usize = 1 << 20;

/// Bytes that the distinct texts of a survey may take before those of its
/// largest column are no longer stored.
pub(crate) const TEXTS: usize = 96 << 20;

/// Records shown while a file is still being read.
const PREVIEW: usize = 50;

/// Reads every file as the choices at its place say; nothing is kept when one of them is refused.
pub(crate) async fn files(
    handles: &[FileHandle],
    options: &[ReadOptions],
    host: &impl Host,
) -> Result<Vec<Table>, Failure> {
    let mut meter = Meter::new(handles);
    let mut tables = Vec::with_capacity(handles.len());
    for (file_index, handle) in handles.iter().enumerate() {
        let given = options.get(file_index).cloned().unwrap_or_default();
        let mut source = host.open(file_index).await?;
        let head = head(&mut source, handle).await?;
        if let Some(kind) = Heavy::of(&head) {
            let file = File {
                index: file_index,
                handle,
                options: &given,
            };
            let table = heavy::table(file, kind, &mut meter, host);
            tables.push(table.await?);
            continue;
        }
        check_size(&handle.name, handle.size)?;
        let beside = host.hash(file_index);
        let before = meter.read;
        let mut source = After { head, source };
        let is_large = handle.size > host.room() as u64;
        let new = |is_large| {
            let name = &handle.name;
            let reader = Reader::new(name, given.clone(), host.hash_key());
            with(reader, beside.is_none(), is_large)
        };
        let table = read(new(is_large), handle, &mut source, &mut meter, host);
        let mut table = match table.await? {
            Some(table) => table,
            None => {
                meter.read = before;
                let source = host.open(file_index).await?;
                let head = Vec::new();
                let mut source = After { head, source };
                let new = new(true);
                let table = read(new, handle, &mut source, &mut meter, host);
                held(table.await?)?
            }
        };
        if let Some(hash) = beside {
            let is_whole = meter.read - before == handle.size;
            let hash = hash.await?.filter(|_| is_whole);
            let what = "it was changed meanwhile";
            table.sha256 = hash.ok_or_else(|| changed(&handle.name, what))?;
        }
        tables.push(table);
    }
    Ok(tables)
}

/// The reader as it is to be.
fn with(reader: Reader, hashes: bool, surveys: bool) -> Reader {
    let reader = match hashes {
        true => reader,
        false => reader.without_hash(),
    };
    match surveys {
        true => reader.surveying(TEXTS),
        false => reader,
    }
}

/// The table of a survey, which never outgrows its room.
pub(crate) fn held(table: Option<Table>) -> Result<Table, Failure> {
    table.ok_or_else(|| Failure::internal("a survey outgrew its room"))
}

/// The first bytes, as many as tell what reads the file.
pub(crate) async fn head(
    source: &mut impl Source,
    handle: &FileHandle,
) -> Result<Vec<u8>, Failure> {
    let mut head = Vec::new();
    while head.len() < Heavy::MAGIC
        && let Some(chunk) = next(source, handle).await?
    {
        head.extend(chunk);
    }
    Ok(head)
}

/// A source of which the first chunk was taken already.
pub(crate) struct After<S> {
    pub head: Vec<u8>,
    pub source: S,
}

impl<S: Source> Source for After<S> {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        if self.head.is_empty() {
            return self.source.next().await;
        }
        Ok(Some(std::mem::take(&mut self.head)))
    }
}

/// Feeds a source to its end; `None` where the table outgrows its room and
/// can be read in slices instead.
pub(crate) async fn read(
    mut reader: Reader,
    handle: &FileHandle,
    source: &mut impl Source,
    meter: &mut Meter,
    host: &impl Host,
) -> Result<Option<Table>, Failure> {
    let mut is_shown = false;
    while let Some(chunk) = next(source, handle).await? {
        for piece in chunk.chunks(PIECE) {
            reader.feed(piece)?;
            is_shown = is_shown || show(&reader, handle, host);
            if reader.may_survey() && reader.memory() > host.room() {
                return Ok(None);
            }
            if let Some(fraction) = meter.count(piece.len(), source.done()) {
                host.report(Stage::Read, fraction).await?;
            }
        }
    }
    Ok(Some(reader.finish()?))
}

/// Shows the first records as soon as they are there.
fn show(reader: &Reader, handle: &FileHandle, host: &impl Host) -> bool {
    let rows = reader.first_rows(PREVIEW);
    let file = handle.name.clone();
    let preview = rows.map(|rows| Preview { file, rows });
    preview.inspect(|it| host.preview(it)).is_some()
}

/// Tells now and then how much of all files is read.
pub(crate) struct Meter {
    all: u64,
    /// Bytes of files read.
    pub read: u64,
    /// Bytes at the last report.
    told: u64,
    /// Bytes given since it began.
    given: u64,
    /// Bytes of the file whose source tells how much is done.
    pub file: u64,
}

impl Meter {
    fn new(handles: &[FileHandle]) -> Self {
        let all = handles.iter().map(|handle| handle.size).sum::<u64>();
        Self {
            all: all.max(1),
            read: 0,
            told: 0,
            given: 0,
            file: 0,
        }
    }

    /// The fraction read, where it is worth telling.
    fn count(&mut self, n_bytes: usize, done: Option<f64>) -> Option<f64> {
        self.given += n_bytes as u64;
        if done.is_none() {
            self.read += n_bytes as u64;
        }
        if self.given - self.told < PIECE as u64 {
            return None;
        }
        self.told = self.given;
        let part = done.unwrap_or(0.0) * self.file as f64;
        Some((self.read as f64 + part) / self.all as f64)
    }
}

pub(crate) async fn next(
    source: &mut impl Source,
    handle: &FileHandle,
) -> Result<Option<Vec<u8>>, Failure> {
    source.next().await.map_err(|fault| match fault {
        Fault::Changed(what) => changed(&handle.name, &what).into(),
        Fault::Refused(failure) => *failure,
    })
}

/// Makes the synthetic shop and reads it like any file.
pub(crate) async fn sample(
    options: &ReadOptions,
    host: &impl Host,
) -> Result<Vec<Table>, Failure> {
    let shop = sample::make(sample::SEED);
    let key = host.hash_key();
    let mut reader = Reader::new(sample::NAME, options.clone(), key);
    reader.feed(&shop.csv)?;
    host.report(Stage::Read, 1.0).await?;
    Ok(vec![reader.finish()?])
}
