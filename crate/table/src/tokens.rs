//! Delimited text to records, 64 bytes at a time.
//!
//! The semantics are those of the `csv-core` crate, its slow twin (a property
//! test holds them together), but for two things: blank lines are counted,
//! and a quote that is never closed is refused. A million order lines (95 MB)
//! in wasm take `csv-core` 105 ms of CPU time for its fields alone; this and
//! one whole column take 66 ms.

use crate::quotes::{Line, Quoted, find_close, unquote};
use crate::specials::Specials;
use crate::{ReadError, limits};

/// Bytes after the text in a window, so that a block is always whole.
pub(crate) const PADDING: usize = 64;

/// How fields and records are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// An ASCII byte.
    pub delimiter: u8,
    /// Runs of blanks and tabs part the fields; `delimiter` is a blank.
    pub runs: bool,
}

/// One field of a record: a range of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub start: u32,
    pub end: u32,
}

/// A complete record in a window.
pub(crate) struct Record<'a> {
    /// The window, with [`PADDING`] bytes or more after every cell.
    pub window: &'a [u8],
    pub cells: &'a [Cell],
    /// The physical line on which it starts, from 1.
    pub line: u64,
    /// Fields with a quote that neither opens nor closes them.
    pub strays: &'a [usize],
}

impl<'a> Record<'a> {
    /// The bytes of a field.
    pub fn text(&self, cell: usize) -> &'a [u8] {
        let Cell { start, end } = self.cells[cell];
        &self.window[start as usize..end as usize]
    }

    /// Whether it is nothing but delimiters.
    #[inline(always)]
    pub fn is_void(&self) -> bool {
        let [first, .., last] = self.cells else {
            return false;
        };
        (last.end - first.start) as usize + 1 == self.cells.len()
    }
}

/// Takes the records.
pub(crate) trait Sink {
    /// A record; an error stops the reading.
    fn record(&mut self, record: &Record<'_>) -> Result<(), ReadError>;
    /// A line without a single field.
    fn blank(&mut self);
    /// How many fields a record should have, where that is known.
    fn width(&self) -> Option<usize> {
        None
    }
    /// The window is about to change: records held back must be taken now.
    fn flush(&mut self, window: &[u8]) -> Result<(), ReadError> {
        let _ = window;
        Ok(())
    }
}

/// What stops the tokenizer; a column counts from 0.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The sink refused.
    Refused(ReadError),
    /// A quote opened on this line and was not closed.
    Quote { line: u64, column: usize },
    /// A field over the limit.
    Field { line: u64, column: usize },
    /// A record over the limit.
    Row { line: u64 },
    /// Too many columns.
    Columns { line: u64 },
}

/// The state between windows.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    dialect: Dialect,
    /// The physical line of the next record, from 1.
    line: u64,
    /// The byte before the window was a carriage return that ended a record.
    after_return: bool,
    /// The fields of the record at hand.
    cells: Vec<Cell>,
    /// Those that began with a quote.
    quoted: Vec<Quoted>,
    /// Those with a quote that neither opens nor closes them.
    strays: Vec<usize>,
    /// Line ends in its quoted fields so far.
    inner_lines: u64,
    /// How much a line end in a quoted field counts: 0 where a record is a
    /// row of a sheet, whatever its cells hold.
    inner: u64,
}

/// The record at hand: where it starts, and where its open field does.
#[derive(Clone, Copy)]
struct Open {
    record: usize,
    field: usize,
}

impl Tokenizer {
    /// A tokenizer at the start of a physical line.
    pub fn new(dialect: Dialect, line: u64) -> Self {
        Self {
            dialect,
            line,
            after_return: false,
            cells: Vec::new(),
            quoted: Vec::new(),
            strays: Vec::new(),
            inner_lines: 0,
            inner: 1,
        }
    }

    /// Whether it counts records instead of lines.
    pub fn counting(mut self, records: bool) -> Self {
        self.inner = u64::from(!records);
        self
    }

    /// The line on which the next record starts.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Gives every complete record in `window[..len]` to the sink and
    /// returns how many bytes they took. At the `end` of the text the last
    /// record need not be ended.
    ///
    /// The window must hold [`PADDING`] bytes after `len`. Quotes are taken
    /// out of the fields in place.
    pub fn run(
        &mut self,
        window: &mut [u8],
        len: usize,
        end: bool,
        sink: &mut impl Sink,
    ) -> Result<usize, Stop> {
        assert!(window.len() >= len + PADDING, "the window is padded");
        let taken = if self.dialect.runs {
            self.scan::<true>(window, len, end, sink)
        } else {
            self.scan::<false>(window, len, end, sink)
        };
        // What the sink held back stands before what stopped the scan.
        sink.flush(window).map_err(Stop::Refused)?;
        taken
    }

    fn scan<const RUNS: bool>(
        &mut self,
        window: &mut [u8],
        len: usize,
        end: bool,
        sink: &mut impl Sink,
    ) -> Result<usize, Stop> {
        let delimiter = self.dialect.delimiter;
        let mut specials = Specials::new(delimiter, RUNS);
        let mut open = Open {
            record: 0,
            field: 0,
        };
        self.restart();
        loop {
            let Some(at) = specials.next(window, len) else {
                return self.tail::<RUNS>(window, len, end, open, sink);
            };
            let byte = window[at];
            if byte == delimiter || (RUNS && byte == b'\t') {
                if !(RUNS && at == open.field) {
                    self.field(window, open, at)?;
                }
                open.field = at + 1;
            } else if byte == b'"' && at != open.field {
                self.stray();
            } else if byte == b'"' {
                if !self.quoted_field(&mut specials, window, len, end) {
                    self.check(window, open, len)?;
                    return if end {
                        Err(self.open_quote())
                    } else {
                        Ok(open.record)
                    };
                }
            } else {
                self.line_end::<RUNS>(window, open, at, sink)?;
                self.after_return = byte == b'\r';
                open.record = at + 1;
                open.field = at + 1;
            }
        }
    }

    fn restart(&mut self) {
        self.cells.clear();
        self.quoted.clear();
        self.strays.clear();
        self.inner_lines = 0;
    }

    /// The end of the window, which is the end of the text or not.
    fn tail<const RUNS: bool>(
        &mut self,
        window: &mut [u8],
        len: usize,
        end: bool,
        open: Open,
        sink: &mut impl Sink,
    ) -> Result<usize, Stop> {
        if !end {
            self.check(window, open, len)?;
            return Ok(open.record);
        }
        if open.record < len {
            self.line_end::<RUNS>(window, open, len, sink)?;
        }
        Ok(len)
    }

    /// A line ends at `at`: a record, a blank line, or the second half of a
    /// line end.
    #[inline(always)]
    fn line_end<const RUNS: bool>(
        &mut self,
        window: &mut [u8],
        open: Open,
        at: usize,
        sink: &mut impl Sink,
    ) -> Result<(), Stop> {
        if at == open.record {
            let half = self.after_return && window[at] == b'\n';
            if !half {
                sink.blank();
                self.line += 1;
            }
            return Ok(());
        }
        if !(RUNS && at == open.field) {
            self.field(window, open, at)?;
        }
        if self.cells.is_empty() {
            sink.blank();
        } else {
            if !RUNS && !self.strays.is_empty() {
                self.read_again(window, open.record, at, sink.width());
            }
            self.deliver(window, sink)?;
        }
        self.line += self.inner_lines + 1;
        self.restart();
        Ok(())
    }

    /// Reads on to the closing quote; false where the window ends before.
    fn quoted_field(
        &mut self,
        specials: &mut Specials,
        window: &[u8],
        len: usize,
        end: bool,
    ) -> bool {
        let cell = self.cells.len();
        let found = find_close(specials, window, len, end, cell);
        if let Some(quoted) = found {
            self.inner_lines += quoted.lines * self.inner;
            self.quoted.push(quoted);
            let next = window[quoted.close + 1];
            let ends = matches!(next, b'\r' | b'\n' | b' ' | b'\t');
            let is_last = quoted.close + 1 == len;
            if !(ends || is_last || next == self.dialect.delimiter) {
                self.stray();
            }
        }
        found.is_some()
    }

    /// The field at hand has a quote that neither opens nor closes it.
    #[cold]
    fn stray(&mut self) {
        if self.strays.last() != Some(&self.cells.len()) {
            self.strays.push(self.cells.len());
        }
    }

    /// A record with a stray quote that has not the width it should have is
    /// read once more, with such a quote as text.
    #[cold]
    fn read_again(
        &mut self,
        window: &[u8],
        start: usize,
        end: usize,
        width: Option<usize>,
    ) {
        if width.is_none_or(|width| width == self.cells.len()) {
            return;
        }
        let line = Line::read(window, start..end, self.dialect.delimiter);
        let found = line.filter(|line| Some(line.cells.len()) == width);
        if let Some(line) = found {
            self.cells = line.cells;
            self.quoted = line.quoted;
            self.strays = line.strays;
        }
    }

    fn deliver(
        &mut self,
        window: &mut [u8],
        sink: &mut impl Sink,
    ) -> Result<(), Stop> {
        for quoted in &self.quoted {
            let cell = &mut self.cells[quoted.cell];
            *cell = unquote(window, *cell, *quoted);
        }
        let record = Record {
            window,
            cells: &self.cells,
            line: self.line,
            strays: &self.strays,
        };
        sink.record(&record).map_err(Stop::Refused)
    }

    fn open_quote(&self) -> Stop {
        Stop::Quote {
            line: self.line + self.inner_lines,
            column: self.cells.len(),
        }
    }

    #[inline(always)]
    fn field(
        &mut self,
        window: &[u8],
        open: Open,
        end: usize,
    ) -> Result<(), Stop> {
        self.check(window, open, end)?;
        if self.cells.len() >= limits::COLUMNS {
            return Err(Stop::Columns { line: self.line });
        }
        self.cells.push(Cell {
            start: open.field as u32,
            end: end as u32,
        });
        Ok(())
    }

    /// Refuses a field or a record that is over its limit at `end`.
    #[inline(always)]
    fn check(
        &self,
        window: &[u8],
        open: Open,
        end: usize,
    ) -> Result<(), Stop> {
        let long = end - open.field > limits::FIELD;
        if long || end - open.record > limits::ROW {
            return Err(self.over_limit(window, open, end));
        }
        Ok(())
    }

    /// Which limit was met first, so that the size of the chunks does not
    /// matter.
    #[cold]
    fn over_limit(&self, window: &[u8], open: Open, end: usize) -> Stop {
        let field_end = open.field + limits::FIELD;
        if end <= field_end || open.record + limits::ROW <= field_end {
            return Stop::Row { line: self.line };
        }
        let text = &window[open.field..field_end];
        let lines = memchr::memchr2(b'\n', b'\r', text).is_some();
        let line = self.line + self.inner_lines;
        let column = self.cells.len();
        if text[0] == b'"' && lines {
            Stop::Quote { line, column }
        } else {
            Stop::Field { line, column }
        }
    }
}
