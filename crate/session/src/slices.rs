//! A file that is too large to be held: its survey stays loaded, and its
//! slices are read from the file once more.

use kindred::{
    Executor, Plan, RunError, Slices, Stage,
    slices::{Needs, Part},
};
use table::{ReadOptions, Reader, Slicing, Table, changed, part::Heavy};

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

/// The files of a plan, one of them read in slices.
pub(crate) struct Again<'a, H> {
    tables: &'a [Table],
    file: File<'a>,
    needs: Needs,
    slicing: Slicing,
    n: u32,
    host: &'a H,
}

/// The files as they were opened.
#[derive(Clone, Copy)]
pub(crate) struct Opened<'a> {
    pub tables: &'a [Table],
    pub handles: &'a [FileHandle],
    pub reading: &'a [ReadOptions],
}

impl Opened<'_> {
    /// The place of the file that is read in slices, if one is.
    pub fn large(&self) -> Option<usize> {
        self.tables.iter().position(Table::is_survey)
    }
}

impl<'a, H: Host> Again<'a, H> {
    /// Prepares the slices of the file at a place, for a run or a review.
    ///
    /// # Errors
    /// The plan can't be followed in slices, or the file was changed.
    pub async fn new(
        opened: Opened<'a>,
        index: usize,
        plan: &Plan,
        reviews: bool,
        host: &'a H,
    ) -> Result<Self, Failure> {
        let several = opened.tables.iter().filter(|it| it.is_survey());
        if several.count() > 1 {
            let why = "several-files";
            return Err(RunError::TooLarge { why }.into());
        }
        let survey = &opened.tables[index];
        let needs = match reviews {
            true => Needs::of_review(plan, index, survey)?,
            false => Needs::of(plan, index)?,
        };
        let n_columns = match needs.all {
            true => survey.columns.len(),
            false => needs.columns.len(),
        };
        let a_record = (8 * n_columns + RECORD) as u64;
        let all = survey.n_records as u64 * a_record;
        let n = all.div_ceil(ROOM).max(1);
        let mut again = Self {
            tables: opened.tables,
            file: File {
                index,
                handle: &opened.handles[index],
                options: &opened.reading[index],
            },
            needs,
            slicing: Slicing::default(),
            n: n as u32,
            host,
        };
        let links = match again.needs.links(survey)? {
            None => None,
            Some(columns) => {
                let options = again.file.options.clone();
                let key = host.hash_key();
                let links = Reader::of_links(survey, options, key, columns)?;
                let reader = again.feed(links, &Part::reading(host)).await?;
                Some(reader.finish_links(survey)?)
            }
        };
        let customer = again.needs.customer(survey)?;
        again.slicing = survey.slices(customer, links, again.n);
        Ok(again)
    }

    /// Feeds the file to a reader.
    async fn feed(
        &self,
        reader: Reader,
        told: &Part<'_, H>,
    ) -> Result<Reader, Failure> {
        let (index, host) = (self.file.index, self.host);
        let mut source = host.open(index).await?;
        let head = load::head(&mut source, self.file.handle).await?;
        match Heavy::of(&head) {
            None => {
                let mut source = After { head, source };
                let fed = self.feed_from(reader, &mut source, told);
                let (reader, n_read) = fed.await?;
                let handle = self.file.handle;
                if n_read != handle.size {
                    let what = "it was changed meanwhile";
                    return Err(changed(&handle.name, what).into());
                }
                Ok(reader)
            }
            Some(kind) => {
                let again = heavy::again(self.file, kind, host);
                let (mut source, origin) = again.await?;
                let reader = reader.with_origin(origin);
                let fed = self.feed_from(reader, &mut source, told);
                Ok(fed.await?.0)
            }
        }
    }

    /// And tells how many bytes there were.
    async fn feed_from(
        &self,
        mut reader: Reader,
        source: &mut impl Source,
        told: &Part<'_, H>,
    ) -> Result<(Reader, u64), Failure> {
        let handle = self.file.handle;
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
}

impl<H: Host> Slices for Again<'_, H> {
    type Error = Failure;
    type Host = H;

    fn count(&self) -> u32 {
        self.n
    }

    fn has_all(&self, file: usize) -> bool {
        file != self.file.index || self.needs.all
    }

    async fn read(
        &mut self,
        nth: u32,
        told: &Part<'_, H>,
    ) -> Result<Vec<Table>, Failure> {
        let survey = &self.tables[self.file.index];
        let slice = self.needs.slice(survey, &self.slicing, nth)?;
        let options = self.file.options.clone();
        let key = self.host.hash_key();
        let reader = Reader::of_slice(survey, options, key, slice)?;
        let reader = self.feed(reader, told).await?;
        let slice = reader.finish_slice(survey)?;
        let mut tables = self.tables.to_vec();
        tables[self.file.index] = slice;
        Ok(tables)
    }
}
