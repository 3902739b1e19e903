//! Columns that appear one after the other, filled record by record.

use super::fault::Fault;
use crate::dictionary::{BATCH, Dictionary, Fresh};
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
    /// Records in the dictionaries.
    n_taken: u64,
    /// Records held back.
    n_held: usize,
    /// [`BATCH`] cells a column.
    cells: Vec<Cell>,
    /// The texts of the records held back and of the one at hand.
    texts: Vec<u8>,
    fresh: Fresh,
}

const MISSING: Cell = Cell { start: 0, end: 0 };

impl Sheet {
    /// No column and no record.
    pub fn new(key: Key) -> Self {
        Self {
            key,
            dictionaries: Vec::new(),
            n_taken: 0,
            n_held: 0,
            cells: Vec::new(),
            texts: Vec::new(),
            fresh: Fresh::default(),
        }
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
    pub fn add_column(&mut self) -> Result<(), Fault> {
        let mut dictionary = Dictionary::new(self.key);
        let skipped = dictionary.skip(self.n_taken as usize);
        skipped.map_err(|_| Fault::Full)?;
        self.dictionaries.push(dictionary);
        self.cells.extend([MISSING; BATCH]);
        Ok(())
    }

    /// A record of values; of two in a column the later counts.
    pub fn push(
        &mut self,
        values: impl Iterator<Item = Value>,
    ) -> Result<(), Fault> {
        for (column, cell) in values {
            self.cells[column * BATCH + self.n_held] = cell;
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
        let columns = self.cells.as_chunks_mut::<BATCH>().0;
        for (dictionary, cells) in self.dictionaries.iter_mut().zip(columns) {
            let cells = &mut cells[..self.n_held];
            let texts = &self.texts;
            let taken = dictionary.push_all(texts, cells, &mut self.fresh);
            taken.map_err(|_| Fault::Full)?;
            cells.fill(MISSING);
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
