//! Records to columns.

use crate::dictionary::{BATCH, Dictionary, Fault, Fresh, check_text};
use crate::fold::{Again, Keeps};
use crate::hash::Key;
use crate::lone::{Held, Lone};
use crate::refuse::{Spot, by_cell, too_large};
use crate::sniff::Layout;
use crate::tokens::{Cell, Record, Sink};
use crate::{Place, Ragged, ReadError};

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
    /// Lines of names below the header, still to come.
    pub n_below: usize,
    /// A record that is too short lacks its last cells, which are empty.
    pub fills: bool,
    /// What becomes of records of another width.
    pub ragged: Ragged,
    /// Bytes of decoded text before the window.
    pub base: u64,
    pub tally: Tally,
    pub batch: Batch,
    pub keeps: Keeps,
    /// The lines of the header by which a record that repeats one is known.
    pub again: Vec<Line>,
    /// Records that repeat the header are left out one by one.
    pub each: bool,
    /// The table ends where its header comes again.
    pub only_first: bool,
    /// It has ended.
    pub closed: bool,
    pub lone: Lone,
}

/// Columns and what a line of the header has there.
pub(crate) type Line = Vec<(usize, String)>;

/// Records held back, so that each column takes many cells at once: this
/// keeps its state in registers and its branches predictable.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// [`BATCH`] cells a kept column.
    cells: Vec<Cell>,
    /// The line of each record.
    lines: Vec<u64>,
    fresh: Fresh,
}

/// What became of the lines.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub n_records: u64,
    pub preamble: u64,
    pub ragged: u64,
    /// Records that repeat the header.
    pub repeated: u64,
    /// Records below such a one that are not wanted.
    pub later: Odds,
    pub blank: u64,
    /// The first ragged record, and how many fields it has.
    pub first_ragged: Option<(Place, usize)>,
    /// Records that were too short, and were filled.
    pub padded: Odds,
    /// Records that were too long, and were cut.
    pub cut: Odds,
    /// Fields with a quote that neither opens nor closes them.
    pub strays: Odds,
}

/// Records, or fields, of which the first is told.
#[derive(Debug, Default)]
pub(crate) struct Odds {
    pub n: u64,
    /// Where the first stands, and how many fields its record has.
    pub first: Option<(Place, usize)>,
}

impl Tally {
    /// Records set aside.
    pub fn rejected(&self) -> u64 {
        self.preamble + self.ragged + self.repeated + self.later.n
    }
}

impl Columns {
    /// One dictionary a kept column.
    pub fn open(&mut self, key: Key) {
        let new = match self.keeps {
            Keeps::Counts(_) => Dictionary::surveying,
            _ => Dictionary::new,
        };
        self.open_with(self.kept.iter().map(|_| new(key)).collect());
    }

    /// These dictionaries, one a kept column.
    pub fn open_with(&mut self, dictionaries: Vec<Dictionary>) {
        self.dictionaries = dictionaries;
        let none = Cell { start: 0, end: 0 };
        self.batch.cells = vec![none; BATCH * self.kept.len()];
    }

    /// The lines of the header by which a record that repeats one is known,
    /// where there can be one: by the columns that are kept, or by all where
    /// the table ends there.
    pub fn header_again(&self, layout: &Layout) -> Vec<Line> {
        let all: Vec<usize> = (0..self.names.len()).collect();
        let (columns, least) = match self.only_first {
            true => (&all, 1),
            false => (&self.kept, 2),
        };
        let line = |row: &Vec<String>| -> Line {
            let text = |column: &usize| {
                let text = row.get(*column).cloned().unwrap_or_default();
                (*column, text)
            };
            columns.iter().map(text).collect()
        };
        let is_filled = |line: &Line, least| {
            let filled = line.iter().filter(|it| !it.1.trim().is_empty());
            filled.count() >= least
        };
        let mut lines: Vec<Line> = layout.lines.iter().map(line).collect();
        if lines.first().is_none_or(|header| !is_filled(header, least)) {
            return Vec::new();
        }
        lines.retain(|line| is_filled(line, 1));
        lines
    }

    /// The kept columns with their names.
    pub fn named(&self) -> Vec<(String, &Dictionary)> {
        let names = self.kept.iter().map(|at| self.names[*at].clone());
        names.zip(&self.dictionaries).collect()
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        self.dictionaries.iter().map(Dictionary::memory).sum()
    }

    /// The place of a cell of the record at hand.
    fn spot(&self, line: u64, column: usize, cell: Cell) -> Spot<'_> {
        Spot {
            file: &self.file,
            names: &self.names,
            line,
            record: self.tally.n_records + self.tally.rejected() + 1,
            column: Some(column),
            byte: Some(self.base + u64::from(cell.start)),
        }
    }

    /// Counts what is odd in a record that is kept.
    #[cold]
    fn count_odds(&mut self, record: &Record<'_>) {
        let (n_cells, n_columns) = (record.cells.len(), self.names.len());
        let mut spot = self.spot(record.line, 0, record.cells[0]);
        spot.record += self.batch.lines.len() as u64;
        spot.column = None;
        let place = spot.place();
        let tally = &mut self.tally;
        let mut count = |odds: fn(&mut Tally) -> &mut Odds, n: usize| {
            let odds = odds(tally);
            odds.n += n as u64;
            if n > 0 && odds.first.is_none() {
                odds.first = Some((place.clone(), n_cells));
            }
        };
        count(|tally| &mut tally.strays, record.strays.len());
        count(|tally| &mut tally.padded, (n_cells < n_columns).into());
        count(|tally| &mut tally.cut, (n_cells > n_columns).into());
    }

    fn hold(&mut self, cells: &[Cell], line: u64) {
        let n_held = self.batch.lines.len();
        let none = Cell { start: 0, end: 0 };
        for (slot, column) in self.kept.iter().enumerate() {
            let cell = cells.get(*column).copied().unwrap_or(none);
            self.batch.cells[slot * BATCH + n_held] = cell;
        }
        self.batch.lines.push(line);
    }

    fn take_batch(&mut self, window: &[u8]) -> Result<(), ReadError> {
        let n_held = self.batch.lines.len();
        let Batch { cells, fresh, .. } = &mut self.batch;
        let columns = &mut self.dictionaries;
        let taken = self.keeps.take(columns, cells, n_held, window, fresh);
        self.tally.n_records += match (taken, &self.keeps) {
            (Ok(n_taken), _) => n_taken,
            (Err(_), Keeps::Some(_)) => return Err(self.too_large()),
            (Err(fault), _) => return Err(self.first_fault(window, fault)),
        };
        self.batch.lines.clear();
        Ok(())
    }

    /// What was read, to be concluded.
    pub fn again(self) -> Again {
        Again {
            n_records: self.tally.n_records,
            dictionaries: self.dictionaries,
            keeps: self.keeps,
        }
    }

    #[cold]
    fn too_large(&self) -> ReadError {
        too_large(&self.file)
    }

    /// Whether a record repeats a line of the header.
    fn is_header(&self, record: &Record<'_>) -> bool {
        let is_same = |(column, name): &(usize, String)| {
            if *column >= record.cells.len() {
                return name.trim().is_empty();
            }
            match record.text(*column) {
                text if name.trim().is_empty() => text.trim_ascii().is_empty(),
                text => text == name.as_bytes(),
            }
        };
        self.again.iter().any(|line| line.iter().all(is_same))
    }

    /// A column found a fault; the first of the batch, record by record, is
    /// told, whatever the size of the batch.
    #[cold]
    fn first_fault(&mut self, window: &[u8], found: Fault) -> ReadError {
        for (held, line) in self.batch.lines.iter().enumerate() {
            for (slot, column) in self.kept.iter().enumerate() {
                let cell = self.batch.cells[slot * BATCH + held];
                let text = &window[cell.start as usize..cell.end as usize];
                if let Err(fault) = check_text(text) {
                    let mut spot = self.spot(*line, *column, cell);
                    spot.record += held as u64;
                    return by_cell(fault, spot);
                }
            }
        }
        let cell = Cell { start: 0, end: 0 };
        by_cell(found, self.spot(0, 0, cell))
    }

    fn count_later(&mut self, record: &Record<'_>) {
        let n_cells = record.cells.len();
        if self.tally.later.first.is_none() {
            let mut spot = self.spot(record.line, 0, record.cells[0]);
            spot.column = None;
            self.tally.later.first = Some((spot.place(), n_cells));
        }
        self.tally.later.n += 1;
    }

    /// After a blank line, or after a record that is held back: whether this
    /// one is held back.
    #[cold]
    fn watch(
        &mut self,
        record: &Record<'_>,
        is_kept: bool,
        mends: bool,
    ) -> Result<bool, ReadError> {
        let begins = is_kept && self.is_header(record);
        let after_blank = self.lone.after_blank();
        match self.lone.release() {
            Some(held) if held.is_enclosed && begins => {
                self.take_batch(record.window)?;
                self.tally.preamble += 1;
            }
            Some(held) => self.take_held(&held, record.window)?,
            None => {}
        }
        let can_be = after_blank && is_kept && !mends && !begins;
        Ok(can_be && self.names.len() > 1 && self.lone.holds(record))
    }

    /// The end: what was held back is a record.
    pub fn settle(&mut self, window: &[u8]) -> Result<(), ReadError> {
        match self.lone.release() {
            Some(held) => self.take_held(&held, window),
            None => Ok(()),
        }
    }

    fn take_held(
        &mut self,
        held: &Held,
        window: &[u8],
    ) -> Result<(), ReadError> {
        self.take_batch(window)?;
        let end = held.len() as u32;
        let cells = [Cell { start: 0, end }];
        self.hold(&cells, held.line);
        self.take_batch(&held.window)
    }

    /// A record that is not stored must be text all the same.
    #[cold]
    fn set_aside(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        self.take_batch(record.window)?;
        for (column, cell) in record.cells.iter().enumerate() {
            check_text(record.text(column)).map_err(|fault| {
                by_cell(fault, self.spot(record.line, column, *cell))
            })?;
        }
        if self.n_preamble > 0 {
            self.n_preamble -= 1;
            self.tally.preamble += 1;
        } else if self.header {
            self.header = false;
        } else if self.n_below > 0 {
            self.n_below -= 1;
            self.tally.preamble += 1;
        } else if is_blank(record) || self.closed && record.is_void() {
            self.tally.blank += 1;
        } else if self.closed {
            self.count_later(record);
        } else {
            if self.tally.first_ragged.is_none() {
                let mut spot = self.spot(record.line, 0, record.cells[0]);
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
        let n_cells = record.cells.len();
        let n_columns = self.names.len();
        let short = self.fills && n_cells < n_columns;
        let fits = n_cells == n_columns || short;
        let mends = !fits && self.ragged == Ragged::Pad && !is_blank(record);
        let fits = fits || mends;
        let titles = self.n_preamble + self.n_below;
        let is_kept = fits && !self.header && titles == 0 && !self.closed;
        let is_past = !self.header && titles == 0;
        if is_past && (fits && record.is_void() || !fits && is_blank(record)) {
            self.blank();
            return Ok(());
        }
        if self.lone.is_watching() && self.watch(record, is_kept, mends)? {
            return Ok(());
        }
        if !is_kept {
            return self.set_aside(record);
        }
        if mends || !record.strays.is_empty() {
            self.count_odds(record);
        }
        if self.each && self.is_header(record) {
            // Those before it are counted first: a fault tells its record.
            self.take_batch(record.window)?;
            self.tally.repeated += 1;
            self.closed = self.only_first;
            return Ok(());
        }
        self.hold(record.cells, record.line);
        if self.batch.lines.len() == BATCH {
            self.take_batch(record.window)?;
        }
        Ok(())
    }

    fn width(&self) -> Option<usize> {
        Some(self.names.len())
    }

    fn flush(&mut self, window: &[u8]) -> Result<(), ReadError> {
        self.take_batch(window)
    }

    fn blank(&mut self) {
        self.tally.blank += 1;
        self.lone.blank();
    }
}
