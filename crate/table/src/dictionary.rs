//! Each distinct text of a column once, a code a record.

use crate::MISSING;
use crate::hash::{Key, SLACK, first_word, same};
use crate::index::{Index, Slot};
use crate::tokens::Cell;
use crate::values::{ColumnData, Parsed};

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
    last: Last,
    /// Records whose text is that of the record before.
    n_runs: u64,
}

/// Where the text of the record before stands.
#[derive(Clone, Copy, Debug)]
struct Last {
    word: u64,
    start: usize,
    len: usize,
    code: u32,
}

/// No text has this length.
const NONE: Last = Last {
    word: 0,
    start: 0,
    len: usize::MAX,
    code: MISSING,
};

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
            last: NONE,
            n_runs: 0,
        }
    }

    /// Takes the texts of the next records, one a cell.
    pub fn push_all(
        &mut self,
        window: &[u8],
        cells: &[Cell],
    ) -> Result<(), Fault> {
        let room = self.codes.try_reserve(cells.len());
        room.map_err(|_| Fault::Full)?;
        for cell in cells {
            self.push(window, cell.start as usize, cell.end as usize)?;
        }
        Ok(())
    }

    /// Takes the text `window[start..end]` of the next record; [`SLACK`]
    /// bytes after it must be there.
    #[inline(always)]
    fn push(
        &mut self,
        window: &[u8],
        start: usize,
        end: usize,
    ) -> Result<(), Fault> {
        let len = end - start;
        let word = first_word(window, start, len);
        let last = self.last;
        if word == last.word
            && len == last.len
            && (len <= 8 || self.rest_is_same(window, start, len, last.start))
        {
            self.n_runs += 1;
            self.codes.push(last.code);
            return Ok(());
        }
        let code = if len == 0 {
            MISSING
        } else {
            self.look_up(window, start, len, word)?
        };
        self.last = if code == MISSING {
            NONE
        } else {
            let start = span(&self.ends, code).start;
            Last {
                word,
                start,
                len,
                code,
            }
        };
        self.codes.push(code);
        Ok(())
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        4 * (self.codes.capacity() + 2 * self.ends.capacity())
            + self.texts.capacity()
            + self.index.memory()
    }

    /// The finished column and its number of runs.
    pub fn finish(mut self) -> (ColumnData, u64) {
        self.texts.truncate(self.texts.len() - SLACK);
        let data = ColumnData {
            codes: self.codes,
            texts: self.texts,
            ends: self.ends,
            parsed: Parsed::Text,
        };
        (data, self.n_runs)
    }

    #[inline(always)]
    fn look_up(
        &mut self,
        window: &[u8],
        start: usize,
        len: usize,
        word: u64,
    ) -> Result<u32, Fault> {
        let hash = self.key.hash(window, start, len, word);
        let found = self.index.find(hash, word, len, |code| {
            let known = span(&self.ends, code).start;
            self.rest_is_same(window, start, len, known)
        });
        match found {
            Some(code) => Ok(code),
            None => self.insert(&window[start..start + len], hash, word),
        }
    }

    /// Whether a text over eight bytes goes on as a stored one does.
    #[inline(always)]
    fn rest_is_same(
        &self,
        window: &[u8],
        start: usize,
        len: usize,
        known: usize,
    ) -> bool {
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
        let code = self.ends.len() as u32;
        let end = self.texts.len() - SLACK + text.len();
        if code == MISSING || u32::try_from(end).is_err() {
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
    std::str::from_utf8(text).is_ok_and(|text| text.trim().is_empty())
}
