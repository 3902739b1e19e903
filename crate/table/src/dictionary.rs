//! Each distinct text of a column once, a code a record.

mod survey;

use crate::MISSING;
use crate::hash::{Key, SLACK, first_word, same};
use crate::index::{Index, Slot};
use crate::tokens::Cell;
use crate::values::{ColumnData, Parsed};

use survey::OVER;
pub(crate) use survey::{HEAD, Survey};

/// Why a cell was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It holds a NUL byte.
    Nul,
    /// It is not UTF-8 from this byte of it on.
    Utf8(usize),
    /// There is no room for it.
    Full,
}

/// A column being read.
#[derive(Debug)]
pub(crate) struct Dictionary {
    key: Key,
    codes: Vec<u32>,
    /// The distinct texts, one after the other, then [`SLACK`] bytes.
    texts: Vec<u8>,
    ends: Vec<u32>,
    /// The hash of each text.
    hashes: Vec<u32>,
    index: Index,
    /// Records whose text is that of the record before.
    n_runs: u64,
    /// Where codes are counted and not kept: then `codes` holds those of the
    /// batch at hand, after the last one before it.
    survey: Option<Survey>,
}

/// A finished column.
pub(crate) struct Finished {
    pub data: ColumnData,
    pub n_runs: u64,
    /// Where its codes were not kept.
    pub survey: Option<Survey>,
}

/// Cells taken at once, at most.
pub(crate) const BATCH: usize = 128;

/// The texts of a batch that are not those of the records before them.
///
/// All of them are hashed, then all their places in the index are loaded,
/// and only then is one compared: so that the processor waits for many loads
/// at a time.
#[derive(Debug)]
pub(crate) struct Fresh(Vec<Text>);

#[derive(Clone, Copy, Debug)]
struct Text {
    word: u64,
    start: usize,
    len: usize,
    hash: u32,
    /// Which record of the batch.
    at: usize,
    /// The first place where it may stand.
    slot: Slot,
}

impl Default for Fresh {
    fn default() -> Self {
        let none = Text {
            word: 0,
            start: 0,
            len: 0,
            hash: 0,
            at: 0,
            slot: Slot::FREE,
        };
        Self(vec![none; BATCH])
    }
}

impl Fresh {
    /// Finds the texts among up to [`BATCH`] cells.
    #[inline(always)]
    fn find(&mut self, window: &[u8], cells: &[Cell]) -> &mut [Text] {
        let mut n_fresh = 0;
        let mut before = (0, 0, usize::MAX);
        for (at, cell) in cells.iter().enumerate() {
            let (start, end) = (cell.start as usize, cell.end as usize);
            let len = end - start;
            let word = first_word(window, start, len);
            let text = &mut self.0[n_fresh];
            (text.word, text.start, text.len) = (word, start, len);
            text.at = at;
            let is_same = (word, len) == (before.0, before.2)
                && (len <= 8
                    || same(window, start + 8, window, before.1 + 8, len - 8));
            n_fresh += usize::from(!is_same);
            before = (word, start, len);
        }
        &mut self.0[..n_fresh]
    }
}

impl Dictionary {
    /// An empty column.
    pub fn new(key: Key) -> Self {
        Self {
            key,
            codes: Vec::new(),
            texts: vec![0; SLACK],
            ends: Vec::new(),
            hashes: Vec::new(),
            index: Index::new(),
            n_runs: 0,
            survey: None,
        }
    }

    /// A column of which no code is kept.
    pub fn surveying(key: Key) -> Self {
        Self {
            survey: Some(Survey::default()),
            ..Self::new(key)
        }
    }

    /// A column without a record yet whose first codes are these texts.
    pub fn of_texts(key: Key, of: &ColumnData) -> Result<Self, Fault> {
        let mut texts = of.texts.clone();
        texts.extend_from_slice(&[0; SLACK]);
        let mut column = Self::new(key);
        let mut start = 0;
        for end in &of.ends {
            let len = *end as usize - start;
            let word = first_word(&texts, start, len);
            let hash = key.hash(&texts, start, len, word);
            column.insert(&texts[start..start + len], hash, word)?;
            start = *end as usize;
        }
        Ok(column)
    }

    /// The codes of the last `n` records.
    pub fn last_codes(&self, n: usize) -> &[u32] {
        &self.codes[self.codes.len() - n..]
    }

    /// Takes the codes out, and stays ready for the next records.
    pub fn take_codes(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.codes)
    }

    /// The codes of the last `taken.len()` records, of which those stay that
    /// are taken.
    pub fn retain_last(&mut self, taken: &[bool]) {
        let start = self.codes.len() - taken.len();
        let mut kept = start;
        for (at, taken) in taken.iter().enumerate() {
            self.codes[kept] = self.codes[start + at];
            kept += usize::from(*taken);
        }
        self.codes.truncate(kept);
    }

    /// Takes the texts of the next records, one a cell, [`BATCH`] at most;
    /// [`SLACK`] bytes after each must be there.
    #[inline(never)]
    pub fn push_all(
        &mut self,
        window: &[u8],
        cells: &[Cell],
        fresh: &mut Fresh,
    ) -> Result<(), Fault> {
        let room = self.codes.try_reserve(cells.len());
        room.map_err(|_| Fault::Full)?;
        let fresh = fresh.find(window, cells);
        for text in &mut *fresh {
            let Text {
                word, start, len, ..
            } = *text;
            text.hash = self.key.hash(window, start, len, word);
        }
        for text in &mut *fresh {
            text.slot = self.index.first(text.hash);
        }
        for (nth, text) in fresh.iter().enumerate() {
            let code = self.code(window, text)?;
            let next = fresh.get(nth + 1).map_or(cells.len(), |next| next.at);
            self.push(code, next - text.at);
        }
        Ok(())
    }

    #[inline(always)]
    fn push(&mut self, code: u32, n_records: usize) {
        if code < OVER {
            let goes_on = self.codes.last() == Some(&code);
            self.n_runs += (n_records - 1) as u64 + u64::from(goes_on);
        }
        self.codes.extend(std::iter::repeat_n(code, n_records));
    }

    #[inline(always)]
    fn code(&mut self, window: &[u8], text: &Text) -> Result<u32, Fault> {
        let Text {
            word, start, len, ..
        } = *text;
        let slot = text.slot;
        if slot.word == word
            && slot.len as usize == len
            && slot.code != MISSING
            && (len <= 8 || self.rest_is_same(window, start, len, slot.code))
        {
            return Ok(slot.code);
        }
        if len == 0 {
            return Ok(MISSING);
        }
        self.look_up(window, text)
    }

    /// Whether no record has a value.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Takes records without a value, before any other.
    pub fn skip(&mut self, n_records: usize) -> Result<(), Fault> {
        if let Some(survey) = &mut self.survey {
            survey.skip(n_records);
            self.codes.resize(n_records.min(1), MISSING);
            return Ok(());
        }
        let room = self.codes.try_reserve(n_records);
        room.map_err(|_| Fault::Full)?;
        self.push(MISSING, n_records);
        Ok(())
    }

    /// The distinct texts one after the other, and where each ends.
    pub fn texts(&self) -> (&[u8], &[u32]) {
        (&self.texts, &self.ends)
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        4 * (self.codes.capacity() + 2 * self.ends.capacity())
            + self.texts.capacity()
            + self.index.memory()
    }

    /// The codes so far, one a record; of the first records only where
    /// codes are not kept.
    pub fn codes(&self) -> &[u32] {
        match &self.survey {
            Some(survey) => &survey.head,
            None => &self.codes,
        }
    }

    /// The code of a text, by a search; `None` where no record has it.
    pub fn find(&self, text: &str) -> Option<u32> {
        let text = text.as_bytes();
        let mut start = 0;
        let found = self.ends.iter().position(|end| {
            let known = &self.texts[start..*end as usize];
            start = *end as usize;
            known == text
        });
        found.map(|code| code as u32)
    }

    /// Takes out records, given in order.
    pub fn remove(&mut self, records: &[usize]) {
        let mut record = 0;
        let mut out = records.iter().peekable();
        self.codes.retain(|_| {
            let gone = out.next_if(|next| **next == record).is_some();
            record += 1;
            !gone
        });
        let goes_on = |pair: &&[u32]| pair[0] == pair[1] && pair[0] < OVER;
        self.n_runs = self.codes.windows(2).filter(goes_on).count() as u64;
    }

    /// The finished column.
    pub fn finish(mut self) -> Finished {
        self.texts.truncate(self.texts.len() - SLACK);
        let codes = match &mut self.survey {
            None => self.codes,
            Some(survey) => {
                let mut codes = std::mem::take(&mut survey.head);
                codes.append(&mut survey.tail);
                codes
            }
        };
        let data = ColumnData {
            codes,
            texts: self.texts,
            ends: self.ends,
            parsed: Parsed::Text,
        };
        Finished {
            data,
            n_runs: self.n_runs,
            survey: self.survey,
        }
    }

    #[inline(never)]
    fn look_up(&mut self, window: &[u8], text: &Text) -> Result<u32, Fault> {
        let Text {
            word,
            start,
            len,
            hash,
            ..
        } = *text;
        let found = self.index.find(hash, word, len, |code| {
            self.rest_is_same(window, start, len, code)
        });
        match found {
            Some(code) => Ok(code),
            None => self.insert(&window[start..start + len], hash, word),
        }
    }

    /// Whether a text over eight bytes goes on as that of a code does.
    #[inline(always)]
    fn rest_is_same(
        &self,
        window: &[u8],
        start: usize,
        len: usize,
        code: u32,
    ) -> bool {
        let known = span(&self.ends, code).start;
        same(window, start + 8, &self.texts, known + 8, len - 8)
    }

    /// The code of a new text; none where it is blank.
    #[inline(never)]
    fn insert(
        &mut self,
        text: &[u8],
        hash: u32,
        word: u64,
    ) -> Result<u32, Fault> {
        check_text(text)?;
        if is_blank(text) {
            return Ok(MISSING);
        }
        if self.survey.as_ref().is_some_and(|survey| survey.is_full) {
            return Ok(OVER);
        }
        let code = self.ends.len() as u32;
        let end = self.texts.len() - SLACK + text.len();
        if code == OVER || u32::try_from(end).is_err() {
            return Err(Fault::Full);
        }
        self.reserve(text.len())?;
        self.texts.truncate(self.texts.len() - SLACK);
        self.texts.extend_from_slice(text);
        self.texts.extend_from_slice(&[0; SLACK]);
        self.ends.push(end as u32);
        self.hashes.push(hash);
        let len = text.len() as u32;
        self.index.insert(hash, Slot { word, len, code });
        Ok(code)
    }

    fn reserve(&mut self, n_bytes: usize) -> Result<(), Fault> {
        let texts = self.texts.try_reserve(n_bytes);
        let ends = self.ends.try_reserve(1);
        let hashes = self.hashes.try_reserve(1);
        let index = self.index.reserve(&self.hashes);
        if texts.is_err() || ends.is_err() || hashes.is_err() || index.is_err()
        {
            return Err(Fault::Full);
        }
        Ok(())
    }
}

/// A text that may be stored: UTF-8 without NUL.
pub(crate) fn check_text(text: &[u8]) -> Result<(), Fault> {
    if let Err(error) = std::str::from_utf8(text) {
        return Err(Fault::Utf8(error.valid_up_to()));
    }
    if text.contains(&0) {
        return Err(Fault::Nul);
    }
    Ok(())
}

/// Where the text of a code stands.
#[inline(always)]
fn span(ends: &[u32], code: u32) -> std::ops::Range<usize> {
    let code = code as usize;
    let start = if code == 0 { 0 } else { ends[code - 1] };
    start as usize..ends[code] as usize
}

/// Whether a text is white space only; a no-break space counts.
fn is_blank(text: &[u8]) -> bool {
    if text.first().is_some_and(u8::is_ascii_graphic) {
        return false;
    }
    std::str::from_utf8(text).is_ok_and(|text| text.trim().is_empty())
}
