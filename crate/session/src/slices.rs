//! Files that are too large to be held: their surveys stay loaded, and their
//! slices are read from the files once more.

use kindred::{
    Executor, Plan, Slices, Stage,
    slices::{Needs, Part, Parting},
};
use table::{Links, ReadOptions, Reader, Table, changed, part::Heavy};

use crate::{
    Failure, Host, Source,
    heavy::{self, File},
    load::{self, After},
    protocol::FileHandle,
};

/// Bytes that the records of a slice may take.
const ROOM: u64 = 64 << 20;
/// Bytes a record takes beside its codes.
const RECORD: usize = 56;

/// The files of a plan, some of them read in slices.
pub(crate) struct Again<'a, H> {
    opened: Opened<'a>,
    parting: Parting,
    host: &'a H,
}

/// The files as they were opened.
#[derive(Clone, Copy)]
pub(crate) struct Opened<'a> {
    pub tables: &'a [Table],
    pub handles: &'a [FileHandle],
    pub reading: &'a [ReadOptions],
}

impl<'a> Opened<'a> {
    /// Whether a file is read in slices.
    pub fn is_large(&self) -> bool {
        self.tables.iter().any(Table::is_survey)
    }

    fn file(&self, index: usize) -> File<'a> {
        File {
            index,
            handle: &self.handles[index],
            options: &self.reading[index],
        }
    }

    /// In how many slices the records of the files that are parted fit.
    fn n_slices(&self, needs: &[Option<Needs>]) -> u32 {
        let several = needs.iter().flatten().count() > 1;
        let each = self.tables.iter().zip(needs).map(|(table, needs)| {
            let Some(needs) = needs else {
                return 0;
            };
            let n_columns = match needs.all {
                true => table.columns.len(),
                false => needs.columns.len(),
            };
            // Several files are set below one another: that is a copy.
            let a_code = if several { 12 } else { 8 };
            table.n_records as u64 * (a_code * n_columns + RECORD) as u64
        });
        each.sum::<u64>().div_ceil(ROOM).max(1) as u32
    }
}

impl<'a, H: Host> Again<'a, H> {
    /// Prepares the slices of the files, for a run or a review.
    ///
    /// # Errors
    /// The plan can't be followed in slices, or a file was changed.
    pub async fn new(
        opened: Opened<'a>,
        plan: &Plan,
        reviews: bool,
        host: &'a H,
    ) -> Result<Self, Failure> {
        let tables = opened.tables;
        let needs = Parting::needs(plan, tables, reviews)?;
        let n = opened.n_slices(&needs);
        let mut again = Self {
            opened,
            parting: Parting::default(),
            host,
        };
        let mut links = Vec::new();
        for (index, (table, needs)) in tables.iter().zip(&needs).enumerate() {
            let columns = match needs {
                None => None,
                Some(needs) => needs.links(table)?,
            };
            links.push(match columns {
                None => None,
                Some(columns) => Some(again.links(index, columns).await?),
            });
        }
        again.parting = Parting::new(tables, needs, links, n)?;
        Ok(again)
    }

    async fn links(
        &self,
        index: usize,
        columns: [usize; 2],
    ) -> Result<Links, Failure> {
        let table = &self.opened.tables[index];
        if !table.is_survey() {
            return Ok(Links::of_table(table, columns));
        }
        let file = self.opened.file(index);
        let key = self.host.hash_key();
        let links =
            Reader::of_links(table, file.options.clone(), key, columns)?;
        let told = Part::reading(self.host);
        let reader = self.feed(file, links, &told).await?;
        Ok(reader.finish_links(table)?)
    }

    /// Feeds the file to a reader.
    async fn feed(
        &self,
        file: File<'_>,
        reader: Reader,
        told: &Part<'_, H>,
    ) -> Result<Reader, Failure> {
        let host = self.host;
        let mut source = host.open(file.index).await?;
        let head = load::head(&mut source, file.handle).await?;
        match Heavy::of(&head) {
            None => {
                let mut source = After { head, source };
                let fed = feed_from(file.handle, reader, &mut source, told);
                let (reader, n_read) = fed.await?;
                let handle = file.handle;
                if n_read != handle.size {
                    let what = "it was changed meanwhile";
                    return Err(changed(&handle.name, what).into());
                }
                Ok(reader)
            }
            Some(kind) => {
                let again = heavy::again(file, kind, host);
                let (mut source, origin) = again.await?;
                let reader = reader.with_origin(origin);
                let fed = feed_from(file.handle, reader, &mut source, told);
                Ok(fed.await?.0)
            }
        }
    }
}

impl<H: Host> Slices for Again<'_, H> {
    type Error = Failure;
    type Host = H;

    fn parting(&self) -> &Parting {
        &self.parting
    }

    async fn read(
        &mut self,
        nth: u32,
        told: &Part<'_, H>,
    ) -> Result<Vec<Table>, Failure> {
        let whole = self.opened.tables;
        let mut tables = whole.to_vec();
        for (index, table) in whole.iter().enumerate() {
            let Some(slice) = self.parting.slice(whole, index, nth)? else {
                continue;
            };
            if !table.is_survey() {
                tables[index] = table.sliced(&slice);
                continue;
            }
            let file = self.opened.file(index);
            let key = self.host.hash_key();
            let options = file.options.clone();
            let reader = Reader::of_slice(table, options, key, slice)?;
            let reader = self.feed(file, reader, told).await?;
            tables[index] = reader.finish_slice(table)?;
        }
        Ok(tables)
    }
}

/// Feeds what a source gives to a reader, and tells how many bytes there
/// were.
async fn feed_from<H: Host>(
    handle: &FileHandle,
    mut reader: Reader,
    source: &mut impl Source,
    told: &Part<'_, H>,
) -> Result<(Reader, u64), Failure> {
    let (mut n_read, size) = (0, handle.size.max(1) as f64);
    while let Some(chunk) = load::next(source, handle).await? {
        for piece in chunk.chunks(load::PIECE) {
            reader.feed(piece)?;
        }
        n_read += chunk.len();
        let done = source.done().unwrap_or(n_read as f64 / size);
        told.report(Stage::Read, done.min(0.99)).await?;
    }
    Ok((reader, n_read as u64))
}
