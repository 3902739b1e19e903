//! The text of a file, once it is known how it is written.

use crate::columns::{Batch, Columns, Tally};
use crate::decode::Decode;
use crate::encoding::Malformed;
use crate::fold::Keeps;
use crate::hash::Key;
use crate::lone::Lone;
use crate::names::unique_names;
use crate::odd::Rewrite;
use crate::opening::Opening;
use crate::refuse::{Spot, by_tokenizer, malformed, too_large};
use crate::tokens::{PADDING, Tokenizer};
use crate::{ReadError, ReadOptions, Tables, Warning, limits};

/// Reads decoded text into columns.
pub(crate) struct Body {
    pub columns: Columns,
    decode: Decode,
    rewrite: Option<Rewrite>,
    tokenizer: Tokenizer,
    /// Text not yet taken, then [`PADDING`] bytes.
    window: Vec<u8>,
    /// The window is looked at again when it holds so many bytes: twice a
    /// record that did not end.
    look_again: usize,
    encoding: &'static str,
}

impl Body {
    /// A body for what the opening found; nothing is read yet.
    pub fn new(file: &str, opening: &Opening, options: &ReadOptions) -> Self {
        let layout = &opening.layout;
        let kept = &options.columns;
        let names = unique_names(&layout.header, layout.n_columns).names;
        let all = 0..names.len();
        let keep = |column: &usize| kept.is_empty() || kept.contains(column);
        let columns = Columns {
            file: file.to_owned(),
            kept: all.filter(keep).collect(),
            names,
            dictionaries: Vec::new(),
            n_preamble: layout.n_preamble,
            header: layout.has_header,
            n_below: layout.n_below,
            fills: opening.is_sheet,
            ragged: options.ragged.unwrap_or_default(),
            base: opening.skip as u64,
            tally: Tally::default(),
            batch: Batch::default(),
            keeps: Keeps::Whole,
            again: Vec::new(),
            each: false,
            only_first: options.tables == Some(Tables::First),
            closed: false,
            lone: Lone::default(),
        };
        let line = if opening.skip > 0 { 2 } else { 1 };
        Self {
            columns,
            decode: Decode::new(opening.encoding, opening.mark)
                .mending(opening.misdecoded),
            rewrite: opening.odd.clone().map(Rewrite::new),
            tokenizer: Tokenizer::new(opening.dialect, line)
                .counting(opening.is_sheet),
            window: vec![0; PADDING],
            look_again: 0,
            encoding: opening.encoding.name(),
        }
    }

    /// Sets up the dictionaries.
    pub fn open(&mut self, key: Key) {
        self.columns.open(key);
    }

    /// Takes the next bytes of the file's text; `skip` of the decoded ones
    /// are left out.
    pub fn feed(&mut self, text: &[u8], skip: usize) -> Result<(), ReadError> {
        self.append(text, skip, false)?;
        if self.len() < self.look_again {
            return Ok(());
        }
        self.run(false)?;
        let Columns {
            keeps,
            dictionaries,
            ..
        } = &mut self.columns;
        keeps.fill(dictionaries);
        if self.memory() > limits::MEMORY {
            return Err(too_large(&self.columns.file));
        }
        Ok(())
    }

    /// The end of the text; a trailing end-of-file mark is taken off. What is
    /// to be told of it as a whole.
    pub fn finish(&mut self) -> Result<Vec<Warning>, ReadError> {
        self.append(&[], 0, true)?;
        let mut n_marks = 0;
        while self.window[..self.len()].ends_with(b"\x1a") {
            let len = self.len() - 1;
            self.window.truncate(len + PADDING);
            n_marks += 1;
        }
        self.run(true)?;
        self.columns.settle(&self.window)?;
        let n_mended = self.decode.n_mended();
        let all = [
            ("W_END_MARK", n_marks, END_MARK.to_owned()),
            ("W_MISDECODED", n_mended, misdecoded(n_mended)),
        ];
        let told = all.into_iter().filter(|it| it.1 > 0);
        Ok(told.map(|it| Warning::new(it.0, it.1, it.2)).collect())
    }

    /// Whether all records are kept.
    pub fn is_whole(&self) -> bool {
        matches!(self.columns.keeps, Keeps::Whole)
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        self.columns.memory() + self.window.capacity()
    }

    fn len(&self) -> usize {
        self.window.len() - PADDING
    }

    fn append(
        &mut self,
        text: &[u8],
        skip: usize,
        last: bool,
    ) -> Result<(), ReadError> {
        let len = self.len();
        let room = 3 * text.len() + 2 * PADDING;
        if self.window.try_reserve(room).is_err() {
            return Err(too_large(&self.columns.file));
        }
        self.window.truncate(len);
        let decoded = match &mut self.rewrite {
            None => self.decode.feed(text, last, &mut self.window),
            Some(rewrite) => {
                let mut plain = Vec::new();
                let decoded = self.decode.feed(text, last, &mut plain);
                rewrite.feed(&plain, last, &mut self.window);
                decoded
            }
        };
        if skip > 0 {
            self.window.drain(..skip);
        }
        self.window.resize(self.window.len() + PADDING, 0);
        decoded.map_err(|bad| self.malformed(bad))
    }

    fn run(&mut self, end: bool) -> Result<(), ReadError> {
        let len = self.len();
        let taken = self
            .tokenizer
            .run(&mut self.window, len, end, &mut self.columns)
            .map_err(|stop| self.stopped(stop))?;
        self.window.copy_within(taken..len, 0);
        self.window.truncate(len - taken + PADDING);
        self.columns.base += taken as u64;
        self.look_again = 2 * (len - taken);
        Ok(())
    }

    fn stopped(&self, stop: crate::tokens::Stop) -> ReadError {
        let tally = &self.columns.tally;
        let spot = Spot {
            file: &self.columns.file,
            names: &self.columns.names,
            line: self.tokenizer.line(),
            record: tally.n_records + tally.rejected() + 1,
            column: None,
            byte: None,
        };
        by_tokenizer(stop, spot)
    }

    /// Reads what is before the malformed bytes first, so that the line is
    /// known.
    fn malformed(&mut self, bad: Malformed) -> ReadError {
        if let Err(earlier) = self.run(false) {
            return earlier;
        }
        let text = &self.window[..self.len()];
        let breaks = memchr::memchr_iter(b'\n', text).count() as u64;
        let line = self.tokenizer.line() + breaks;
        malformed(&self.columns.file, self.encoding, line, bad.byte)
    }
}

const END_MARK: &str = "The end-of-file mark 0x1A was left out.";

fn misdecoded(n: u64) -> String {
    format!(
        "{n} characters were decoded wrongly before the file was written; \
         they were read as the dashes, quotes and letters of Windows-1252 \
         that they were."
    )
}
