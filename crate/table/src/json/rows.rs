//! Objects to records.

use super::fault::Fault;
use super::paths::{KEYS, Path, Paths, ROOT};
use super::scan::Event;
use super::sheet::{Sheet, Value};
use crate::limits;

/// Between the plain values of a list.
const BETWEEN: &[u8] = b"; ";

/// What became of the values.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Objects met.
    pub n_objects: u64,
    /// Records that are an entry of the list unfolded.
    pub n_unfolded: u64,
    /// Values that are no object where one should stand, and the first line.
    pub skipped: u64,
    pub first_skipped: u64,
    /// Keys given twice in an object, the first line, and the path there.
    pub doubled: u64,
    pub first_doubled: (u64, Path),
    /// Lists of objects left out, and their paths in order.
    pub left_out: u64,
    pub left_out_paths: Vec<Path>,
}

/// The records of the objects so far.
pub(crate) struct Rows {
    pub paths: Paths,
    pub sheet: Sheet,
    pub tally: Tally,
    /// The list whose entries are records, once it is known.
    pub unfolded: Option<Path>,
    frames: Vec<Frame>,
    /// The path of the value that comes next in an object.
    path: Path,
    outer: Vec<Value>,
    inner: Vec<Value>,
    /// Where the values of each entry end among the inner ones.
    ends: Vec<usize>,
    /// Where the text of the list of plain values starts.
    joined: usize,
    /// An entry is open.
    in_entry: bool,
    /// A number for each object with values of its own.
    object: u64,
    outer_object: u64,
    line: u64,
}

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    Object(Path),
    /// A list of which no entry was seen yet, or none but plain values.
    Plain(Path),
    /// A list inside such a one.
    Nested(Path),
    /// The list unfolded.
    Entries(Path),
    /// What is left out.
    Out,
}

impl Rows {
    /// No record yet; the list of these keys is unfolded.
    pub fn new(
        sheet: Sheet,
        unfolded: Option<&[String]>,
    ) -> Result<Self, Fault> {
        let mut paths = Paths::new();
        let find = |path, key: &String| paths.child(path, key.as_bytes());
        let keys = unfolded.map(|keys| keys.iter().try_fold(ROOT, find));
        let unfolded = keys.transpose()?;
        Ok(Self {
            paths,
            sheet,
            tally: Tally::default(),
            unfolded,
            frames: Vec::new(),
            path: ROOT,
            outer: Vec::new(),
            inner: Vec::new(),
            ends: Vec::new(),
            joined: 0,
            in_entry: false,
            object: 0,
            outer_object: 0,
            line: 0,
        })
    }

    /// Whether no value is open.
    pub fn is_between(&self) -> bool {
        self.frames.is_empty()
    }

    /// A value starts on this line.
    pub fn start(&mut self, line: u64) {
        self.line = line;
    }

    /// The number of the record at hand, from 1.
    pub fn record(&self) -> u64 {
        let ends = self.ends.len() as u64;
        self.sheet.n_records() + self.tally.skipped + ends + 1
    }

    /// The name of the value at hand.
    pub fn column(&self) -> Option<String> {
        let path = match self.frames.last()? {
            Frame::Object(_) => self.path,
            Frame::Plain(path) | Frame::Nested(path) => *path,
            Frame::Entries(_) | Frame::Out => return None,
        };
        (path != ROOT).then(|| self.paths.name(path))
    }

    /// Takes what comes next, with its text.
    #[inline(never)]
    pub fn take(&mut self, event: Event, text: &[u8]) -> Result<(), Fault> {
        match event {
            Event::Key => self.key(text),
            Event::OpenObject => self.open_object(),
            Event::OpenList => {
                self.open_list();
                Ok(())
            }
            Event::CloseObject | Event::CloseList => self.close(),
            Event::Text | Event::Bare => self.value(text),
            Event::Null => self.null(),
        }
    }

    fn key(&mut self, key: &[u8]) -> Result<(), Fault> {
        if let Some(Frame::Object(object)) = self.frames.last() {
            self.path = self.paths.child(*object, key)?;
        }
        Ok(())
    }

    fn open_object(&mut self) -> Result<(), Fault> {
        let frame = match self.frames.last().copied() {
            None => {
                self.object += 1;
                self.outer_object = self.object;
                self.tally.n_objects += 1;
                Frame::Object(ROOT)
            }
            Some(Frame::Object(_)) => Frame::Object(self.path),
            Some(Frame::Entries(list)) => self.open_entry(list),
            Some(Frame::Plain(list)) => self.first_object(list)?,
            Some(Frame::Nested(list)) => self.leave_out(list),
            Some(Frame::Out) => Frame::Out,
        };
        if let Frame::Object(path) = frame {
            self.paths.enter(path);
        }
        self.frames.push(frame);
        Ok(())
    }

    fn open_entry(&mut self, list: Path) -> Frame {
        self.object += 1;
        self.in_entry = true;
        Frame::Object(list)
    }

    /// An object in a list decides what the list is.
    fn first_object(&mut self, list: Path) -> Result<Frame, Fault> {
        let is_empty = self.joined == self.sheet.end();
        let is_known = *self.unfolded.get_or_insert(list) == list;
        let is_entry = is_empty && is_known && !self.in_entry;
        let frame = if is_entry {
            Frame::Entries(list)
        } else {
            self.leave_out(list)
        };
        if is_empty {
            let last = self.frames.len() - 1;
            self.frames[last] = frame;
        }
        if !is_entry {
            return Ok(Frame::Out);
        }
        if !self.ends.is_empty() {
            self.ends.clear();
            self.inner.clear();
            self.double(list);
        }
        Ok(self.open_entry(list))
    }

    fn leave_out(&mut self, list: Path) -> Frame {
        self.tally.left_out += 1;
        if !self.tally.left_out_paths.contains(&list)
            && self.tally.left_out_paths.len() <= 20
        {
            self.tally.left_out_paths.push(list);
        }
        Frame::Out
    }

    fn open_list(&mut self) {
        let frame = match self.frames.last().copied() {
            None => {
                self.skip();
                Frame::Out
            }
            Some(Frame::Object(_)) => {
                self.joined = self.sheet.end();
                Frame::Plain(self.path)
            }
            Some(Frame::Plain(list) | Frame::Nested(list)) => {
                Frame::Nested(list)
            }
            Some(Frame::Entries(list)) => self.leave_out(list),
            Some(Frame::Out) => Frame::Out,
        };
        self.frames.push(frame);
    }

    fn close(&mut self) -> Result<(), Fault> {
        match self.frames.pop() {
            Some(Frame::Plain(list)) => self.close_plain(list),
            Some(Frame::Object(_)) if self.frames.is_empty() => {
                self.finish_object()
            }
            Some(Frame::Object(_)) if self.is_entry_end() => {
                self.in_entry = false;
                self.ends.push(self.inner.len());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn close_plain(&mut self, list: Path) -> Result<(), Fault> {
        match self.sheet.end() - self.joined {
            0 => Ok(()),
            len if len > limits::FIELD => Err(Fault::Field),
            _ => self.cell(list, self.joined),
        }
    }

    fn is_entry_end(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Entries(_)))
    }

    fn value(&mut self, text: &[u8]) -> Result<(), Fault> {
        match self.frames.last().copied() {
            None => self.skip(),
            Some(Frame::Object(_)) => {
                let start = self.sheet.end();
                self.sheet.write(text);
                self.cell(self.path, start)?;
            }
            Some(Frame::Plain(_) | Frame::Nested(_)) => {
                if self.joined < self.sheet.end() {
                    self.sheet.write(BETWEEN);
                }
                self.sheet.write(text);
            }
            Some(Frame::Entries(list)) => {
                self.leave_out(list);
            }
            Some(Frame::Out) => {}
        }
        Ok(())
    }

    fn null(&mut self) -> Result<(), Fault> {
        match self.frames.last() {
            None => self.skip(),
            Some(Frame::Object(_)) => {
                self.cell(self.path, self.sheet.end())?;
            }
            _ => {}
        }
        Ok(())
    }

    /// A value that is no object.
    fn skip(&mut self) {
        if self.tally.skipped == 0 {
            self.tally.first_skipped = self.line;
        }
        self.tally.skipped += 1;
    }

    /// A key stands twice in one object; its later value counts.
    fn double(&mut self, path: Path) {
        if self.tally.doubled == 0 {
            self.tally.first_doubled = (self.line, path);
        }
        self.tally.doubled += 1;
    }

    /// The text from `start` on is the value at a path.
    #[inline(never)]
    fn cell(&mut self, path: Path, start: usize) -> Result<(), Fault> {
        let object = match self.in_entry {
            true => self.object,
            false => self.outer_object,
        };
        if self.paths.sees_again(path, object) {
            self.double(path);
        }
        let column = self.paths.column(path)?;
        if column == self.sheet.n_columns() {
            self.sheet.add_column(&self.paths.joined(path, KEYS))?;
        }
        let value = (column, self.sheet.written(start));
        match self.in_entry {
            true => self.inner.push(value),
            false => self.outer.push(value),
        }
        Ok(())
    }

    /// The records of an object: one an entry, or one alone.
    fn finish_object(&mut self) -> Result<(), Fault> {
        let ends = std::mem::take(&mut self.ends);
        let mut start = 0;
        for end in &ends {
            let inner = &self.inner[start..*end];
            let values = self.outer.iter().chain(inner);
            self.sheet.push(values.copied())?;
            self.tally.n_unfolded += 1;
            start = *end;
        }
        if ends.is_empty() {
            self.sheet.push(self.outer.iter().copied())?;
        }
        self.ends = ends;
        self.ends.clear();
        self.outer.clear();
        self.inner.clear();
        self.sheet.rest()
    }
}
