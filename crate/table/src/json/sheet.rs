//! Columns that appear one after the other, filled record by record.

use super::fault::Fault;
use crate::dictionary::{BATCH, Dictionary, Fresh};
use crate::fold::{Again, Keeps};
use crate::hash::{Key, SLACK};
use crate::limits;
use crate::tokens::Cell;

/// A value of a record: its column and where its text stands.
pub(crate) type Value = (usize, Cell);

/// The texts are forgotten once they take more bytes than this.
const TEXTS: usize = 1 << 20;

/// The columns being filled.
pub(crate) struct Sheet {
    key: Key,
    pub dictionaries: Vec<Dictionary>,
    /// Where the cells of each column of the file start; beyond all of them
    /// where it is not read.
    starts: Vec<usize>,
    /// The keys to the columns that are read, where not all are.
    keys: Option<Vec<String>>,
    keeps: Keeps,
    /// Records that were put into the dictionaries, or not kept.
    n_taken: u64,
    /// Records that were kept.
    n_kept: u64,
    /// Records held back.
    n_held: usize,
    /// [`BATCH`] cells a column.
    cells: Vec<Cell>,
    /// The texts of the records held back and of the one at hand.
    texts: Vec<u8>,
    fresh: Fresh,
}

const MISSING: Cell = Cell { start: 0, end: 0 };
/// Beyond the cells of any sheet.
const NOWHERE: usize = usize::MAX / 2;

impl Sheet {
    /// No column and no record.
    pub fn new(key: Key, keeps: Keeps) -> Self {
        Self {
            key,
            dictionaries: Vec::new(),
            starts: Vec::new(),
            keys: None,
            keeps,
            n_taken: 0,
            n_kept: 0,
            n_held: 0,
            cells: Vec::new(),
            texts: Vec::new(),
            fresh: Fresh::default(),
        }
    }

    /// Reads the columns of these keys only, whose texts are known.
    pub fn of(
        mut self,
        keys: Vec<String>,
        dictionaries: Vec<Dictionary>,
    ) -> Self {
        self.cells = vec![MISSING; BATCH * keys.len()];
        self.keys = Some(keys);
        self.dictionaries = dictionaries;
        self
    }

    /// Whether all records are kept.
    pub fn is_whole(&self) -> bool {
        matches!(self.keeps, Keeps::Whole)
    }

    /// Whether records are counted only.
    pub fn is_survey(&self) -> bool {
        matches!(self.keeps, Keeps::Counts(_))
    }

    /// Stores no further text of the largest column of a survey without room.
    pub fn fill(&mut self) {
        self.keeps.fill(&mut self.dictionaries);
    }

    /// What was read, to be concluded.
    pub fn again(self) -> Again {
        Again {
            n_records: self.n_kept,
            dictionaries: self.dictionaries,
            keeps: self.keeps,
        }
    }

    /// The number of columns met, read or not.
    pub fn n_columns(&self) -> usize {
        self.starts.len()
    }

    /// A column that was met; `None` where it is not read.
    pub fn column(&self, column: usize) -> Option<&Dictionary> {
        self.dictionaries.get(self.starts[column] / BATCH)
    }

    /// The number of records.
    pub fn n_records(&self) -> u64 {
        self.n_taken + self.n_held as u64
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        let columns = self.dictionaries.iter().map(Dictionary::memory);
        columns.sum::<usize>()
            + self.texts.capacity()
            + self.cells.capacity() * size_of::<Cell>()
    }

    /// Where the next text will start.
    pub fn end(&self) -> usize {
        self.texts.len()
    }

    /// Adds to the texts.
    pub fn write(&mut self, text: &[u8]) {
        self.texts.extend_from_slice(text);
    }

    /// What was written from `start` on.
    pub fn written(&self, start: usize) -> Cell {
        Cell {
            start: start as u32,
            end: self.texts.len() as u32,
        }
    }

    /// A column that all records so far lack.
    pub fn add_column(&mut self, key: &str) -> Result<(), Fault> {
        if let Some(keys) = &self.keys {
            let at = keys.iter().position(|known| known == key);
            self.starts.push(at.map_or(NOWHERE, |at| BATCH * at));
            return Ok(());
        }
        let mut dictionary = match self.is_survey() {
            true => Dictionary::surveying(self.key),
            false => Dictionary::new(self.key),
        };
        let skipped = dictionary.skip(self.n_taken as usize);
        skipped.map_err(|_| Fault::Full)?;
        self.dictionaries.push(dictionary);
        self.starts.push(self.cells.len());
        self.cells.extend([MISSING; BATCH]);
        Ok(())
    }

    /// A record of values; of two in a column the later counts.
    pub fn push(
        &mut self,
        values: impl Iterator<Item = Value>,
    ) -> Result<(), Fault> {
        for (column, cell) in values {
            let at = self.starts[column] + self.n_held;
            if let Some(held) = self.cells.get_mut(at) {
                *held = cell;
            }
        }
        self.n_held += 1;
        match self.n_held == BATCH {
            true => self.take(),
            false => Ok(()),
        }
    }

    /// No text is needed longer than until here, but for those held back.
    pub fn rest(&mut self) -> Result<(), Fault> {
        if self.texts.len() > TEXTS {
            self.take()?;
        }
        if self.n_held == 0 {
            self.texts.clear();
        }
        Ok(())
    }

    /// Puts the records held back into the dictionaries.
    #[inline(never)]
    pub fn take(&mut self) -> Result<(), Fault> {
        let len = self.texts.len();
        self.texts.resize(len + SLACK, 0);
        let taken = self.keeps.take(
            &mut self.dictionaries,
            &mut self.cells,
            self.n_held,
            &self.texts,
            &mut self.fresh,
        );
        self.n_kept += taken.map_err(|_| Fault::Full)?;
        for cells in self.cells.as_chunks_mut::<BATCH>().0 {
            cells[..self.n_held].fill(MISSING);
        }
        self.texts.truncate(len);
        self.n_taken += self.n_held as u64;
        self.n_held = 0;
        match self.memory() > limits::MEMORY {
            true => Err(Fault::Full),
            false => Ok(()),
        }
    }
}
