//! The `load` request: streams to tables.

use kindred::{Stage, plan::SourceKind, sample};
use table::{
    ReadOptions, Reader, Table, changed, check_size, encoding::LACKING,
    part::Heavy,
};

use crate::{
    Failure, Host, Source,
    heavy::{self, File},
    host::Fault,
    inspect,
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

/// Reads every file as the choices at its place say; nothing is kept when one
/// of them is refused. A file whose table outgrows the room is surveyed, and
/// where the tables outgrow it together, so are the largest of purchases.
pub(crate) async fn files(
    handles: &[FileHandle],
    options: &[ReadOptions],
    host: &impl Host,
) -> Result<Vec<Table>, Failure> {
    let mut meter = Meter::new(handles);
    let mut tables: Vec<Table> = Vec::with_capacity(handles.len());
    // Each file once, and those again that have to be surveyed.
    let mut next = (!handles.is_empty()).then_some(0);
    while let Some(index) = next {
        let given = options.get(index).cloned().unwrap_or_default();
        let file = File {
            index,
            handle: &handles[index],
            options: &given,
        };
        let is_again = index < tables.len();
        if is_again {
            meter.again(file.handle);
        }
        let table = table(file, is_again, &mut meter, host).await?;
        match is_again {
            true => tables[index] = table,
            false => tables.push(table),
        }
        let room = host.room();
        let at_end = (tables.len() < handles.len()).then_some(tables.len());
        next = largest(&tables, options, room).or(at_end);
    }
    Ok(tables)
}

/// The largest table of purchases that is held, the first of several, where
/// all take more than the room.
fn largest(
    tables: &[Table],
    options: &[ReadOptions],
    room: usize,
) -> Option<usize> {
    let taken = tables.iter().map(Table::memory).sum::<usize>();
    if taken <= room || tables.len() < 2 {
        return None;
    }
    let reading = |at| options.get(at).cloned().unwrap_or_default();
    let sells = |at: &usize| {
        let plan = inspect::propose(&tables[*at], reading(*at));
        matches!(plan.kind, SourceKind::Lines | SourceKind::Orders)
    };
    let held = (0..tables.len()).filter(|at| !tables[*at].is_survey());
    held.filter(sells)
        .rev()
        .max_by_key(|at| tables[*at].memory())
}

/// Reads a file; `is_large` where it is known that it has no room.
async fn table(
    file: File<'_>,
    is_large: bool,
    meter: &mut Meter,
    host: &impl Host,
) -> Result<Table, Failure> {
    let File {
        index,
        handle,
        options,
    } = file;
    let mut source = host.open(index).await?;
    let head = head(&mut source, handle).await?;
    if let Some(kind) = Heavy::of(&head) {
        return heavy::table(file, kind, is_large, meter, host).await;
    }
    check_size(&handle.name, handle.size)?;
    let beside = host.hash(index);
    let before = meter.read;
    let mut source = After { head, source };
    let mut is_large = is_large || handle.size > host.room() as u64;
    let mut table = loop {
        let name = &handle.name;
        let reader = Reader::new(name, options.clone(), host.hash_key());
        let reader = with(reader, beside.is_none(), is_large);
        let read = read(reader, handle, &mut source, meter, host);
        if let Some(table) = held(read.await?, &mut is_large)? {
            break table;
        }
        meter.read = before;
        source.head.clear();
        source.source = host.open(index).await?;
    };
    if let Some(hash) = beside {
        let is_whole = meter.read - before == handle.size;
        let hash = hash.await?.filter(|_| is_whole);
        let what = "it was changed meanwhile";
        table.sha256 = hash.ok_or_else(|| changed(&handle.name, what))?;
    }
    Ok(table)
}

/// The reader as it is to be.
pub(crate) fn with(reader: Reader, hashes: bool, surveys: bool) -> Reader {
    let reader = match hashes {
        true => reader,
        false => reader.without_hash(),
    };
    match surveys {
        true => reader.surveying(TEXTS),
        false => reader,
    }
}

/// The table, or `None` where the file has to be read once more.
pub(crate) fn held(
    read: Read,
    is_large: &mut bool,
) -> Result<Option<Table>, Failure> {
    match read {
        Read::Table(table) => return Ok(Some(*table)),
        Read::Outgrown if *is_large => {
            return Err(Failure::internal("a survey outgrew its room"));
        }
        Read::Outgrown => *is_large = true,
        Read::Lacking => {}
    }
    Ok(None)
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

/// How a reading ended.
pub(crate) enum Read {
    Table(Box<Table>),
    /// The table has no room, and can be read in slices instead.
    Outgrown,
    /// What its encoding needs was not there, and is now.
    Lacking,
}

/// Feeds a source to its end.
pub(crate) async fn read(
    reader: Reader,
    handle: &FileHandle,
    source: &mut impl Source,
    meter: &mut Meter,
    host: &impl Host,
) -> Result<Read, Failure> {
    match fed(reader, handle, source, meter, host).await {
        Ok(Some(table)) => Ok(Read::Table(Box::new(table))),
        Ok(None) => Ok(Read::Outgrown),
        Err(failure) if failure.code == LACKING => {
            host.encodings().await?;
            Ok(Read::Lacking)
        }
        Err(failure) => Err(failure),
    }
}

/// The table, `None` where it outgrows its room.
async fn fed(
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

    /// A file that was read is read once more.
    fn again(&mut self, handle: &FileHandle) {
        self.read -= handle.size;
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
