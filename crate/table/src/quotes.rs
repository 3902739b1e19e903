//! Fields that begin with a quote.

use std::ops::Range;

use crate::limits;
use crate::specials::Specials;
use crate::tokens::Cell;

/// A cell that began with a quote, not yet freed of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quoted {
    /// Which cell of the record.
    pub cell: usize,
    /// Where its closing quote stands.
    pub close: usize,
    /// Whether quotes are doubled inside.
    pub doubled: bool,
    /// Line ends inside.
    pub lines: u64,
}

/// Finds the closing quote of a field whose opening quote was the last
/// special; `None` where the window ends before it is certain.
pub(crate) fn find_close(
    specials: &mut Specials,
    window: &[u8],
    len: usize,
    end: bool,
    cell: usize,
) -> Option<Quoted> {
    let mut doubled = false;
    let mut lines = 0;
    loop {
        let at = specials.next(window, len)?;
        match window[at] {
            b'"' if at + 1 == len && !end => return None,
            b'"' if at + 1 < len && window[at + 1] == b'"' => {
                specials.next(window, len);
                doubled = true;
            }
            b'"' => {
                let close = at;
                return Some(Quoted {
                    cell,
                    close,
                    doubled,
                    lines,
                });
            }
            b'\n' => lines += u64::from(window[at - 1] != b'\r'),
            b'\r' => lines += 1,
            _ => {}
        }
    }
}

/// Takes the quotes out of a cell, in place; what follows the closing quote
/// belongs to the field.
pub(crate) fn unquote(window: &mut [u8], cell: Cell, quoted: Quoted) -> Cell {
    let start = cell.start as usize + 1;
    let mut end = quoted.close;
    if quoted.doubled {
        end = halve_quotes(window, start, quoted.close);
    }
    let rest = quoted.close + 1..cell.end as usize;
    let n_rest = rest.len();
    window.copy_within(rest, end);
    Cell {
        start: start as u32,
        end: (end + n_rest) as u32,
    }
}

/// Writes each doubled quote once; returns the new end.
fn halve_quotes(window: &mut [u8], start: usize, end: usize) -> usize {
    let (mut from, mut to) = (start, start);
    while from < end {
        let byte = window[from];
        window[to] = byte;
        from += if byte == b'"' { 2 } else { 1 };
        to += 1;
    }
    to
}

/// A record in which a quote opens a field only where one closes it.
#[derive(Default)]
pub(crate) struct Line {
    pub cells: Vec<Cell>,
    pub quoted: Vec<Quoted>,
    /// Fields with a quote that is text.
    pub strays: Vec<usize>,
}

impl Line {
    /// Reads a range of the window; `None` where it would be more than one
    /// line, or a field too long.
    ///
    /// A field that begins with a quote goes on to the first one that is not
    /// doubled. Where neither a delimiter nor the end follows that, it opened
    /// nothing.
    pub fn read(
        window: &[u8],
        range: Range<usize>,
        delimiter: u8,
    ) -> Option<Self> {
        let mut line = Self::default();
        let mut start = range.start;
        loop {
            let text = &window[start..range.end];
            let ends = |at: &usize| {
                text.get(at + 1).is_none_or(|byte| *byte == delimiter)
            };
            let close = close_of(text).filter(ends);
            let len = match close {
                Some(close) => close + 1,
                None => memchr::memchr(delimiter, text).unwrap_or(text.len()),
            };
            line.push(&text[..len], start, close)?;
            start += len + 1;
            if start > range.end {
                return Some(line);
            }
        }
    }

    fn push(
        &mut self,
        text: &[u8],
        start: usize,
        close: Option<usize>,
    ) -> Option<()> {
        let cell = self.cells.len();
        let is_cut = memchr::memchr2(b'\n', b'\r', text).is_some();
        if text.len() > limits::FIELD || is_cut {
            return None;
        }
        match close {
            Some(close) => self.quoted.push(Quoted {
                cell,
                close: start + close,
                doubled: text[1..close].contains(&b'"'),
                lines: 0,
            }),
            None if text.contains(&b'"') => self.strays.push(cell),
            None => {}
        }
        self.cells.push(Cell {
            start: start as u32,
            end: (start + text.len()) as u32,
        });
        Some(())
    }
}

/// Where the quote stands that closes the one with which a text begins.
fn close_of(text: &[u8]) -> Option<usize> {
    let mut at = 1;
    if text.first() != Some(&b'"') {
        return None;
    }
    loop {
        at += memchr::memchr(b'"', text.get(at..)?)?;
        if text.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}
