//! Records to columns.

use crate::dictionary::{Dictionary, check_text};
use crate::hash::Key;
use crate::refuse::{Spot, by_cell};
use crate::tokens::{Record, Sink};
use crate::{Place, ReadError};

/// The columns of a file being read.
pub(crate) struct Columns {
    pub file: String,
    /// The names of all columns, kept or not.
    pub names: Vec<String>,
    /// Which columns are kept.
    pub kept: Vec<usize>,
    pub dictionaries: Vec<Dictionary>,
    /// Records before the header, still to come.
    pub n_preamble: usize,
    /// The header is still to come.
    pub header: bool,
    /// Bytes of decoded text before the window.
    pub base: u64,
    pub tally: Tally,
}

/// What became of the lines.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub n_records: u64,
    pub preamble: u64,
    pub ragged: u64,
    pub blank: u64,
    /// The first ragged record, and how many fields it has.
    pub first_ragged: Option<(Place, usize)>,
}

impl Tally {
    /// Records set aside.
    pub fn rejected(&self) -> u64 {
        self.preamble + self.ragged
    }
}

impl Columns {
    /// One dictionary a kept column.
    pub fn open(&mut self, key: Key) {
        self.dictionaries =
            self.kept.iter().map(|_| Dictionary::new(key)).collect();
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        self.dictionaries.iter().map(Dictionary::memory).sum()
    }

    fn spot(&self, record: &Record<'_>, column: usize) -> Spot<'_> {
        let byte = record.cells.get(column).map(|cell| cell.start);
        Spot {
            file: &self.file,
            names: &self.names,
            line: record.line,
            record: self.tally.n_records + self.tally.rejected() + 1,
            column: Some(column),
            byte: byte.map(|byte| self.base + u64::from(byte)),
        }
    }

    /// A record that is not stored must be text all the same.
    #[cold]
    fn set_aside(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        for cell in 0..record.cells.len() {
            check_text(record.text(cell))
                .map_err(|fault| by_cell(fault, self.spot(record, cell)))?;
        }
        if self.n_preamble > 0 {
            self.n_preamble -= 1;
            self.tally.preamble += 1;
        } else if self.header {
            self.header = false;
        } else if is_blank(record) {
            self.tally.blank += 1;
        } else {
            if self.tally.first_ragged.is_none() {
                let mut spot = self.spot(record, 0);
                spot.column = None;
                self.tally.first_ragged =
                    Some((spot.place(), record.cells.len()));
            }
            self.tally.ragged += 1;
        }
        Ok(())
    }
}

/// A line of blanks.
fn is_blank(record: &Record<'_>) -> bool {
    record.cells.len() == 1 && record.text(0).trim_ascii().is_empty()
}

impl Sink for Columns {
    fn record(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        let fits = record.cells.len() == self.names.len();
        if !fits || self.header || self.n_preamble > 0 {
            return self.set_aside(record);
        }
        let columns = self.dictionaries.iter_mut().zip(&self.kept);
        for (dictionary, column) in columns {
            let cell = record.cells[*column];
            let (start, end) = (cell.start as usize, cell.end as usize);
            if let Err(fault) = dictionary.push(record.window, start, end) {
                let column = *column;
                return Err(by_cell(fault, self.spot(record, column)));
            }
        }
        self.tally.n_records += 1;
        Ok(())
    }

    fn blank(&mut self) {
        self.tally.blank += 1;
    }
}
