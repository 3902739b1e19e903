//! A record that stands alone between blank lines.

use crate::dictionary::check_text;
use crate::tokens::{PADDING, Record};

/// Watches for the title of a further table: a record of which only the first
/// field is filled, between blank lines, right above a header that comes
/// again. It is held back until what follows shows what it is.
#[derive(Debug, Default)]
pub(crate) struct Lone {
    after_blank: bool,
    held: Option<Held>,
}

/// The record that is held back.
#[derive(Debug)]
pub(crate) struct Held {
    /// Its first field, with [`PADDING`] bytes after it.
    pub window: Vec<u8>,
    pub line: u64,
    /// A blank line follows it.
    pub is_enclosed: bool,
}

impl Held {
    /// Bytes of its field.
    pub fn len(&self) -> usize {
        self.window.len() - PADDING
    }
}

impl Lone {
    /// Whether the next record may matter.
    #[inline(always)]
    pub fn is_watching(&self) -> bool {
        self.after_blank || self.held.is_some()
    }

    /// A blank line.
    pub fn blank(&mut self) {
        match &mut self.held {
            Some(held) => held.is_enclosed = true,
            None => self.after_blank = true,
        }
    }

    /// Forgets the blank line right before; whether there was one.
    pub fn after_blank(&mut self) -> bool {
        let is_enclosed = self.held.as_ref().is_some_and(|it| it.is_enclosed);
        std::mem::take(&mut self.after_blank) || is_enclosed
    }

    /// What is held back, no longer so.
    pub fn release(&mut self) -> Option<Held> {
        self.held.take()
    }

    /// Holds a record back that looks like a title; whether it does.
    pub fn holds(&mut self, record: &Record<'_>) -> bool {
        if !is_title(record) {
            return false;
        }
        let text = record.text(0);
        let mut window = Vec::with_capacity(text.len() + PADDING);
        window.extend_from_slice(text);
        window.resize(text.len() + PADDING, 0);
        self.held = Some(Held {
            window,
            line: record.line,
            is_enclosed: false,
        });
        true
    }
}

/// Only the first field is filled, and it is text.
fn is_title(record: &Record<'_>) -> bool {
    let is_blank = |cell: usize| record.text(cell).trim_ascii().is_empty();
    let mut others = 1..record.cells.len();
    !record.cells.is_empty()
        && others.all(is_blank)
        && !is_blank(0)
        && record.strays.is_empty()
        && check_text(record.text(0)).is_ok()
}
