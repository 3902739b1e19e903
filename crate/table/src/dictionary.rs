//! Each distinct text of a column once, a code a record.

use hashbrown::HashTable;

use crate::MISSING;
use crate::hash::{Key, SLACK, same};
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
    table: HashTable<Entry>,
    last: Last,
    /// Records whose text is that of the record before.
    n_runs: u64,
}

/// Where the text of the record before stands.
#[derive(Clone, Copy, Debug)]
struct Last {
    start: usize,
    len: usize,
    code: u32,
}

/// No text has this length.
const NONE: Last = Last {
    start: 0,
    len: usize::MAX,
    code: MISSING,
};

#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u32,
    code: u32,
}

impl Dictionary {
    /// An empty column.
    pub fn new(key: Key) -> Self {
        Self {
            key,
            codes: Vec::new(),
            texts: vec![0; SLACK],
            ends: Vec::new(),
            table: HashTable::new(),
            last: NONE,
            n_runs: 0,
        }
    }

    /// Takes the text `window[start..end]` of the next record; [`SLACK`]
    /// bytes after it must be there.
    #[inline(always)]
    pub fn push(
        &mut self,
        window: &[u8],
        start: usize,
        end: usize,
    ) -> Result<(), Fault> {
        let len = end - start;
        let last = self.last;
        if len == last.len && same(window, start, &self.texts, last.start, len)
        {
            self.n_runs += 1;
            return self.push_code(last.code);
        }
        if len == 0 || is_blank(&window[start..end]) {
            self.last = NONE;
            return self.push_code(MISSING);
        }
        self.look_up(window, start, len)
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        4 * (self.codes.capacity() + self.ends.capacity())
            + self.texts.capacity()
            + 9 * self.table.capacity()
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
    ) -> Result<(), Fault> {
        let hash = self.key.hash(window, start, len);
        let found = self.table.find(wide_hash(hash), |entry| {
            let span = span(&self.ends, entry.code);
            entry.hash == hash
                && span.len() == len
                && same(window, start, &self.texts, span.start, len)
        });
        let code = match found {
            Some(entry) => entry.code,
            None => self.insert(&window[start..start + len], hash)?,
        };
        let start = span(&self.ends, code).start;
        self.last = Last { start, len, code };
        self.push_code(code)
    }

    #[inline(always)]
    fn push_code(&mut self, code: u32) -> Result<(), Fault> {
        if self.codes.len() == self.codes.capacity() {
            self.codes.try_reserve(1).map_err(|_| Fault::Full)?;
        }
        self.codes.push(code);
        Ok(())
    }

    #[inline(never)]
    fn insert(&mut self, text: &[u8], hash: u32) -> Result<u32, Fault> {
        check_text(text)?;
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
        let entry = Entry { hash, code };
        self.table
            .insert_unique(wide_hash(hash), entry, |e| wide_hash(e.hash));
        Ok(code)
    }

    fn reserve(&mut self, n_bytes: usize) -> Result<(), Fault> {
        let texts = self.texts.try_reserve(n_bytes);
        let ends = self.ends.try_reserve(1);
        let table = self.table.try_reserve(1, |e| wide_hash(e.hash));
        if texts.is_err() || ends.is_err() || table.is_err() {
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

/// Hash tables look at the lowest and at the highest bits.
#[inline(always)]
fn wide_hash(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

/// Whether a text is white space only (a no-break space counts).
#[inline(always)]
fn is_blank(text: &[u8]) -> bool {
    (text[0] <= b' ' || text[0] >= 0xc2) && is_blank_text(text)
}

#[cold]
fn is_blank_text(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|text| text.trim().is_empty())
}
