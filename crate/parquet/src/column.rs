//! A column of a row group, record by record.

use std::io::{Read, Seek, SeekFrom};

use crate::footer::Chunk;
use crate::limits;
use crate::page::{Header, Page, PageKind};
use crate::refuse::{Fault, Result};
use crate::schema::Leaf;
use crate::texts::Texts;
use crate::values::Values;

/// Between the values of a list.
const BETWEEN: &[u8] = b"; ";
/// Bytes looked at first for a page's header, and at most.
const HEADER: u64 = 4 << 10;
const MOST_HEADER: u64 = 1 << 20;

/// Where a column is read.
pub(crate) struct Column {
    codec: i64,
    /// What is left of its bytes in the file.
    at: u64,
    end: u64,
    /// Values and gaps in pages not read yet.
    n_left: u64,
    dictionary: Texts,
    page: Option<Page>,
    /// The next value or gap, and the next value, of the page.
    next: usize,
    next_value: usize,
}

/// The bytes of a file.
pub(crate) fn read_at(
    file: &mut (impl Read + Seek),
    at: u64,
    len: u64,
) -> Result<Vec<u8>> {
    let changed = |error: std::io::Error| Fault::Changed(error.to_string());
    file.seek(SeekFrom::Start(at)).map_err(changed)?;
    let mut bytes = Vec::new();
    file.take(len).read_to_end(&mut bytes).map_err(changed)?;
    match bytes.len() as u64 == len {
        true => Ok(bytes),
        false => Err(Fault::CutShort),
    }
}

impl Column {
    /// Before the first page.
    pub fn new(chunk: &Chunk, file_len: u64) -> Result<Self> {
        if chunk.is_encrypted {
            return Err(Fault::Encrypted);
        }
        let end = chunk.offset.saturating_add(chunk.n_bytes);
        if chunk.is_elsewhere || end > file_len {
            return Err(Fault::Damaged);
        }
        Ok(Self {
            codec: chunk.codec,
            at: chunk.offset,
            end,
            n_left: chunk.n_values,
            dictionary: Texts::default(),
            page: None,
            next: 0,
            next_value: 0,
        })
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        let page = self.page.as_ref().map_or(0, Page::memory);
        page + self.dictionary.memory()
    }

    /// Whether the next record needs another page.
    pub fn needs_page(&self) -> bool {
        self.page.as_ref().is_none_or(|page| self.next >= page.n)
    }

    /// Whether every value was given.
    pub fn is_done(&self) -> bool {
        self.needs_page() && self.n_left == 0
    }

    /// Appends the text of the next record: its value, those of its list, or
    /// nothing.
    pub fn record(
        &mut self,
        leaf: &Leaf,
        file: &mut (impl Read + Seek),
        out: &mut Vec<u8>,
    ) -> Result<()> {
        let start = out.len();
        let mut is_first = true;
        loop {
            if self.needs_page() {
                if !is_first && self.n_left == 0 {
                    return Ok(());
                }
                self.load(leaf, file)?;
            }
            let Some(page) = &self.page else {
                return Err(Fault::Damaged);
            };
            let rep = page.reps.get(self.next).copied().unwrap_or(0);
            match (is_first, rep) {
                (true, 0) | (false, 1..) => {}
                (true, _) => return Err(Fault::Damaged),
                (false, 0) => return Ok(()),
            }
            let def = page.defs.get(self.next).copied();
            if def.is_none_or(|def| def == leaf.max_def) {
                let text = self.text(page)?;
                if out.len() > start && !text.is_empty() {
                    out.extend_from_slice(BETWEEN);
                }
                out.extend_from_slice(text);
                self.next_value += 1;
            }
            self.next += 1;
            is_first = false;
            if leaf.max_rep == 0 {
                return Ok(());
            }
            if out.len() - start > limits::PAGE {
                return Err(Fault::Memory);
            }
        }
    }

    fn text<'a>(&'a self, page: &'a Page) -> Result<&'a [u8]> {
        let at = self.next_value;
        let text = match &page.values {
            Values::Texts(texts) => texts.get(at),
            Values::Codes(codes) => codes
                .get(at)
                .and_then(|code| self.dictionary.get(*code as usize)),
        };
        text.ok_or(Fault::Damaged)
    }

    /// Reads the next page of data, and a dictionary before it.
    fn load(
        &mut self,
        leaf: &Leaf,
        file: &mut (impl Read + Seek),
    ) -> Result<()> {
        self.page = None;
        (self.next, self.next_value) = (0, 0);
        while self.n_left > 0 {
            let header = self.header(file)?;
            let len = header.n_packed as u64;
            if len > self.end - self.at {
                return Err(Fault::Damaged);
            }
            let bytes = read_at(file, self.at, len)?;
            self.at += len;
            match header.kind {
                PageKind::Other => continue,
                PageKind::Dictionary => {
                    self.dictionary =
                        header.open_dictionary(leaf, self.codec, &bytes)?;
                    continue;
                }
                PageKind::Data | PageKind::NewData => {}
            }
            let page = header.open(leaf, self.codec, &bytes)?;
            let left = self.n_left.checked_sub(page.n as u64);
            self.n_left = left.ok_or(Fault::Damaged)?;
            if page.n > 0 {
                self.page = Some(page);
                return Ok(());
            }
        }
        Err(Fault::Damaged)
    }

    fn header(&mut self, file: &mut (impl Read + Seek)) -> Result<Header> {
        let mut len = HEADER;
        loop {
            let all = self.end - self.at;
            let bytes = read_at(file, self.at, len.min(all))?;
            match Header::read(&bytes) {
                Ok((header, n)) => {
                    self.at += n as u64;
                    return Ok(header);
                }
                Err(Fault::CutShort) if len < all && len < MOST_HEADER => {
                    len *= 16;
                }
                Err(Fault::CutShort) => return Err(Fault::Damaged),
                Err(fault) => return Err(fault),
            }
        }
    }
}
