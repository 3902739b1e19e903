//! The text of a JSON file, piece by piece, to a table.

use super::ending::Read;
use super::fault::{Fault, no_list};
use super::rows::Rows;
use super::scan::{Bad, Event, Scan, Stop, is_word};
use super::sheet::Sheet;
use super::survey::{Opening, Shape};
use crate::decode::Decode;
use crate::dictionary::Dictionary;
use crate::refuse::{Spot, malformed, too_large};
use crate::{ReadError, limits};

/// Reads decoded JSON into columns.
pub(crate) struct Body {
    file: String,
    opening: Opening,
    decode: Decode,
    /// Text not yet taken.
    window: Vec<u8>,
    /// Bytes of decoded text before the window.
    base: u64,
    /// The window is looked at again when it holds so many bytes: twice a
    /// token that did not end.
    look_again: usize,
    scan: Scan,
    rows: Rows,
    stage: Stage,
    /// The line at the start of the window, from 1.
    line: u64,
    /// Where the record at hand starts.
    start: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Before,
    /// Records stand inside so many lists and objects.
    Records(u32),
    After,
}

impl Body {
    /// A body for what the opening found; nothing is read yet.
    pub fn new(
        file: &str,
        opening: Opening,
        sheet: Sheet,
    ) -> Result<Self, ReadError> {
        let unfolded = opening.unfolded.as_deref();
        let rows = Rows::new(sheet, unfolded);
        let is_lines = opening.shape == Shape::Lines;
        Ok(Self {
            file: file.to_owned(),
            decode: Decode::new(opening.encoding, opening.mark),
            window: Vec::new(),
            base: 0,
            look_again: 0,
            scan: Scan::new(is_lines),
            rows: rows.map_err(|_| no_list(file))?,
            stage: match is_lines {
                true => Stage::Records(0),
                false => Stage::Before,
            },
            line: 1,
            start: None,
            opening,
        })
    }

    /// Takes the next bytes of the file's text.
    pub fn feed(&mut self, text: &[u8]) -> Result<(), ReadError> {
        self.append(text, false)?;
        match self.window.len() < self.look_again {
            true => Ok(()),
            false => self.run(false),
        }
    }

    /// Whether all records are kept.
    pub fn is_whole(&self) -> bool {
        self.rows.sheet.is_whole()
    }

    /// Records read so far.
    pub fn n_records(&self) -> u64 {
        self.rows.sheet.n_records()
    }

    /// The columns found so far that are read, with their names.
    pub fn named(&self) -> Vec<(String, &Dictionary)> {
        let Rows { paths, sheet, .. } = &self.rows;
        let named = |at| {
            let read = sheet.column(at)?;
            Some((paths.name(paths.of_column(at)), read))
        };
        (0..sheet.n_columns()).filter_map(named).collect()
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        self.rows.sheet.memory()
            + self.rows.paths.memory()
            + self.window.capacity()
    }

    fn append(&mut self, text: &[u8], last: bool) -> Result<(), ReadError> {
        if self.window.try_reserve(3 * text.len() + 16).is_err() {
            return Err(too_large(&self.file));
        }
        let decoded = self.decode.feed(text, last, &mut self.window);
        decoded.map_err(|bad| {
            if let Err(earlier) = self.run(false) {
                return earlier;
            }
            let line = self.line + n_lines(&self.window);
            let name = self.opening.encoding.name();
            malformed(&self.file, name, line, bad.byte)
        })
    }

    /// The end of the text.
    ///
    /// # Errors
    /// The file is refused.
    pub fn finish(mut self) -> Result<Read, ReadError> {
        self.append(&[], true)?;
        self.run(true)?;
        if self.scan.depth() == 0 && !self.window.is_empty() {
            // A number alone ends with the text.
            self.window.push(b'\n');
            self.run(true)?;
        }
        let taken = self.rows.sheet.take();
        taken.map_err(|_| too_large(&self.file))?;
        Ok(Read {
            file: self.file,
            opening: self.opening,
            rows: self.rows,
        })
    }

    /// Takes the window as far as it can be understood.
    fn run(&mut self, end: bool) -> Result<(), ReadError> {
        let window = std::mem::take(&mut self.window);
        let mut at = 0;
        let stopped = self.events(&window, &mut at);
        self.window = window;
        match stopped {
            Stop::Bad(bad) => return Err(self.refuse(bad)),
            Stop::More if end && self.scan.depth() > 0 => {
                let at = self.window.len();
                let fault = Fault::CutShort;
                return Err(self.refuse(Bad { fault, at }));
            }
            Stop::More => {}
        }
        self.rows.sheet.fill();
        if self.memory() > limits::MEMORY {
            return Err(too_large(&self.file));
        }
        self.line += n_lines(&self.window[..at]);
        self.window.drain(..at);
        self.base += at as u64;
        self.look_again = 2 * self.window.len();
        Ok(())
    }

    /// Takes events until something stops that.
    fn events(&mut self, window: &[u8], at: &mut usize) -> Stop {
        let (mut counted, mut line) = (0, self.line);
        loop {
            let next = self.scan.next(window, at);
            if let Some(at) = self.row_end(next, *at, window.len()) {
                let fault = Fault::Row;
                return Stop::Bad(Bad { fault, at });
            }
            let event = match next {
                Ok(event) => event,
                Err(stop) => return stop,
            };
            if !self.is_of_records(event, *at) {
                continue;
            }
            if self.rows.is_between() {
                line += n_lines(&window[counted..*at]);
                counted = *at;
                self.rows.start(line);
                self.start = Some(self.base + *at as u64 - 1);
            }
            let text = self.scan.token(window);
            if let Err(fault) = self.rows.take(event, text) {
                return Stop::Bad(Bad { fault, at: *at });
            }
            if self.rows.is_between() {
                self.start = None;
            }
        }
    }

    /// Where the record at hand is too long, if it is.
    fn row_end(
        &self,
        next: Result<Event, Stop>,
        at: usize,
        len: usize,
    ) -> Option<usize> {
        let reached = match next {
            Ok(_) => at,
            Err(Stop::More) => len,
            Err(Stop::Bad(Bad { fault, at })) => match fault {
                Fault::Field => at + limits::FIELD,
                _ => at,
            },
        };
        let limit = self.start? + limits::ROW as u64;
        (self.base + reached as u64 > limit)
            .then(|| limit.saturating_sub(self.base) as usize)
    }

    /// Whether an event is part of a record or of a value in its place.
    fn is_of_records(&mut self, event: Event, at: usize) -> bool {
        let depth = self.scan.depth();
        match (self.stage, &self.opening.shape) {
            (Stage::Before, Shape::List { at: list, .. }) => {
                let opens = *list + 1 == self.base + at as u64;
                if opens && event == Event::OpenList {
                    self.stage = Stage::Records(depth);
                }
                false
            }
            (Stage::Records(around), _) if depth < around => {
                self.stage = Stage::After;
                false
            }
            (Stage::Records(_), _) => true,
            (Stage::Before | Stage::After, _) => false,
        }
    }

    #[cold]
    fn refuse(&mut self, bad: Bad) -> ReadError {
        let at = bad.at.min(self.window.len());
        let spot = Spot {
            file: &self.file,
            names: &[],
            line: self.line + n_lines(&self.window[..at]),
            record: match self.start {
                Some(_) => self.rows.record(),
                None => 0,
            },
            column: None,
            byte: Some(self.base + at as u64),
        };
        let found = found(bad.fault, &self.window[at..]);
        let name = self.rows.column().filter(|_| self.start.is_some());
        match name {
            Some(name) => {
                let (column, names) = (Some(0), &[name][..]);
                let spot = Spot {
                    names,
                    column,
                    ..spot
                };
                bad.fault.refuse(spot, &found)
            }
            None => bad.fault.refuse(spot, &found),
        }
    }
}

fn n_lines(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

/// What stands where something else should, as far as it can be shown.
fn found(fault: Fault, text: &[u8]) -> String {
    let word = text.iter().take_while(|byte| is_word(**byte)).take(20);
    let n = match fault {
        Fault::Word | Fault::Number => word.count(),
        Fault::Sign => 1,
        _ => 0,
    };
    match text.get(..n) {
        Some([byte]) if !byte.is_ascii_graphic() => format!("0x{byte:02X}"),
        Some(text) => String::from_utf8_lossy(text).into_owned(),
        None => String::new(),
    }
}
