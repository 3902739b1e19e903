//! Fields that begin with a quote.

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
