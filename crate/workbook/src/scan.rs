//! The bytes of an XML part, before any other reader sees them.
//!
//! A reader of workbooks trusts what it reads: it makes room for as many
//! strings as a count says, gathers a cell however long, and counts rows in
//! 32 bits. So each part passes here first, a piece at a time in constant
//! memory: only well-formed XML without a DTD, in an encoding whose `<` is
//! the byte, with references inside a sheet and cells of a bounded size.

mod attribute;
#[cfg(test)]
mod tests;

use memchr::{memchr, memchr3, memmem};

use self::attribute::{attribute, dimension, number, reference, within};
use crate::limits;

/// Why a part is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It declares a document type.
    Dtd,
    /// A row or a column no sheet has; its reference.
    Range(String),
    /// Too many cells.
    Cells,
    /// It is not what a spreadsheet program writes; what.
    Odd(&'static str),
}

/// One part's scan.
pub(crate) struct Scan {
    state: State,
    /// The tag at hand, without its angle brackets.
    tag: Vec<u8>,
    /// The names of the open elements, one after another.
    names: Vec<u8>,
    /// Where each begins.
    open: Vec<usize>,
    /// How deep the cell or the string stands that is open.
    unit: Option<usize>,
    /// Bytes of the open cell or string.
    unit_bytes: u64,
    /// Bytes before the first row, cell or string.
    plain: u64,
    tally: Tally,
}

#[derive(Default)]
struct Tally {
    tags: u64,
    units: u64,
    strings: u64,
    formats: u64,
    /// How many strings the part says it has.
    promised: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    Tag,
    /// In an attribute's value.
    Quoted(u8),
    /// Up to and with these bytes: a comment, text as it is.
    Until(&'static [u8]),
}

impl Scan {
    /// Before the first byte.
    pub fn new() -> Self {
        Self {
            state: State::Text,
            tag: Vec::new(),
            names: Vec::new(),
            open: Vec::new(),
            unit: None,
            unit_bytes: 0,
            plain: 0,
            tally: Tally::default(),
        }
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        // A mark of UTF-16, which a later reader would follow.
        let is_marked =
            self.plain == 0 && matches!(bytes.first(), Some(0xfe | 0xff));
        if is_marked || memchr(0, bytes).is_some() {
            return Err(Fault::Odd("its text is not UTF-8"));
        }
        self.weigh(bytes.len() as u64)?;
        let mut rest = bytes;
        while !rest.is_empty() {
            rest = self.step(rest)?;
        }
        Ok(())
    }

    /// The end of the part.
    pub fn finish(&self) -> Result<(), Fault> {
        if self.state != State::Text || !self.open.is_empty() {
            return Err(Fault::Odd("it ends in the middle"));
        }
        if self.tally.promised > 2 * self.tally.strings + 1024 {
            return Err(Fault::Odd("it has fewer strings than it says"));
        }
        Ok(())
    }

    /// The piece as a whole counts where it began: a cell may be longer than
    /// its limit by a piece.
    fn weigh(&mut self, n_bytes: u64) -> Result<(), Fault> {
        if self.unit.is_some() {
            self.unit_bytes += n_bytes;
        }
        if self.tally.units == 0 {
            self.plain += n_bytes;
        }
        if self.unit_bytes > limits::CELL {
            return Err(Fault::Odd("a cell is too long"));
        }
        if self.plain > limits::PLAIN {
            return Err(Fault::Odd("a part without rows is too long"));
        }
        Ok(())
    }

    fn step<'a>(&mut self, rest: &'a [u8]) -> Result<&'a [u8], Fault> {
        match self.state {
            State::Text => {
                let Some(at) = memchr(b'<', rest) else {
                    return Ok(&[]);
                };
                self.open_tag(&rest[at + 1..])
            }
            State::Tag => self.in_tag(rest),
            State::Quoted(quote) => {
                let at = memchr(quote, rest);
                let taken = at.map_or(rest.len(), |at| at + 1);
                self.keep(&rest[..taken])?;
                if at.is_some() {
                    self.state = State::Tag;
                }
                Ok(&rest[taken..])
            }
            State::Until(end) => Ok(self.skip(rest, end)),
        }
    }

    /// Most tags stand whole in their piece: they are looked at there.
    fn open_tag<'a>(&mut self, rest: &'a [u8]) -> Result<&'a [u8], Fault> {
        if let Some(end) = attribute::end_of_tag(rest) {
            self.element(&rest[..end])?;
            return Ok(&rest[end + 1..]);
        }
        self.state = State::Tag;
        self.tag.clear();
        Ok(rest)
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        if self.tag.len() + bytes.len() > limits::TAG {
            return Err(Fault::Odd("a tag is too long"));
        }
        self.tag.extend_from_slice(bytes);
        Ok(())
    }

    /// What is no element is known by its first bytes, of which there are
    /// few: they are taken one by one.
    fn in_tag<'a>(&mut self, rest: &'a [u8]) -> Result<&'a [u8], Fault> {
        let special = matches!(self.tag.first(), None | Some(b'!' | b'?'));
        if special {
            self.keep(&rest[..1])?;
            return self.special().map(|()| &rest[1..]);
        }
        let Some(at) = memchr3(b'>', b'"', b'\'', rest) else {
            self.keep(rest)?;
            return Ok(&[]);
        };
        if rest[at] == b'>' {
            self.keep(&rest[..at])?;
            self.state = State::Text;
            let tag = std::mem::take(&mut self.tag);
            self.element(&tag)?;
            self.tag = tag;
        } else {
            self.keep(&rest[..=at])?;
            self.state = State::Quoted(rest[at]);
        }
        Ok(&rest[at + 1..])
    }

    fn special(&mut self) -> Result<(), Fault> {
        match self.tag.as_slice() {
            b"!--" => self.until(b"-->"),
            b"![CDATA[" => self.until(b"]]>"),
            [b'!', rest @ ..] => {
                let known =
                    b"--".starts_with(rest) || b"[CDATA[".starts_with(rest);
                if !known {
                    return Err(Fault::Dtd);
                }
            }
            [b'?', .., b'?', b'>'] => {
                self.state = State::Text;
                self.declaration()?;
            }
            [b'>'] => return Err(Fault::Odd("a tag has no name")),
            _ => {}
        }
        Ok(())
    }

    fn until(&mut self, end: &'static [u8]) {
        self.state = State::Until(end);
        self.tag.clear();
    }

    /// `tag` holds what may be the beginning of the end.
    fn skip<'a>(&mut self, rest: &'a [u8], end: &'static [u8]) -> &'a [u8] {
        let held = self.tag.len();
        let look = rest.len().min(end.len());
        self.tag.extend_from_slice(&rest[..look]);
        let across = memmem::find(&self.tag, end);
        let found = across
            .map(|at| at + end.len() - held)
            .or_else(|| memmem::find(rest, end).map(|at| at + end.len()));
        if let Some(taken) = found {
            self.state = State::Text;
            self.tag.clear();
            return &rest[taken..];
        }
        self.tag.truncate(held);
        self.tag.extend_from_slice(rest);
        let extra = self.tag.len().saturating_sub(end.len() - 1);
        self.tag.drain(..extra);
        &[]
    }

    /// `<?xml version="1.0" encoding="UTF-8"?>`
    fn declaration(&mut self) -> Result<(), Fault> {
        if !self.tag.starts_with(b"?xml ") {
            return Ok(());
        }
        let Some(name) = attribute(&self.tag, b"encoding") else {
            return Ok(());
        };
        let name = name.to_ascii_lowercase();
        let known: [&[u8]; 5] =
            [b"utf-8", b"utf8", b"us-ascii", b"iso-8859-", b"windows-125"];
        if known.iter().any(|known| name.starts_with(known)) {
            return Ok(());
        }
        Err(Fault::Odd("its text is not UTF-8"))
    }

    /// A whole tag of an element.
    fn element(&mut self, tag: &[u8]) -> Result<(), Fault> {
        self.tally.tags += 1;
        if self.tally.units == 0 && self.tally.tags > limits::PLAIN_TAGS {
            return Err(Fault::Odd("a part without rows is too long"));
        }
        match tag.strip_prefix(b"/") {
            Some(name) => self.close(name.trim_ascii_end()),
            None => self.begin(tag),
        }
    }

    fn close(&mut self, name: &[u8]) -> Result<(), Fault> {
        let start = self.open.pop();
        let start = start.filter(|start| &self.names[*start..] == name);
        let Some(start) = start else {
            return Err(Fault::Odd("its tags do not match"));
        };
        self.names.truncate(start);
        if self.unit == Some(self.open.len()) {
            self.unit = None;
            self.unit_bytes = 0;
        }
        Ok(())
    }

    fn begin(&mut self, tag: &[u8]) -> Result<(), Fault> {
        let end = tag
            .iter()
            .position(|b| b.is_ascii_whitespace() || *b == b'/');
        let name = &tag[..end.unwrap_or(tag.len())];
        if name.is_empty() || name.contains(&b'"') || name.contains(&b'\'') {
            return Err(Fault::Odd("a tag has no name"));
        }
        let colon = memchr(b':', name).map_or(0, |at| at + 1);
        self.meet(&name[colon..], tag)?;
        if tag.ends_with(b"/") {
            return Ok(());
        }
        if self.open.len() >= limits::DEPTH {
            return Err(Fault::Odd("its elements stand too deep"));
        }
        let is_unit = matches!(
            &name[colon..],
            b"c" | b"si" | b"table-cell" | b"covered-table-cell"
        );
        if is_unit && self.unit.is_none() {
            self.unit = Some(self.open.len());
            self.unit_bytes = 0;
        }
        self.open.push(self.names.len());
        self.names.extend_from_slice(name);
        Ok(())
    }

    /// What an element promises.
    fn meet(&mut self, name: &[u8], tag: &[u8]) -> Result<(), Fault> {
        match name {
            b"c" => {
                self.tally.units += 1;
                if self.tally.units > limits::CELLS {
                    return Err(Fault::Cells);
                }
                within(reference(tag))?;
            }
            b"table-cell" | b"covered-table-cell" => {
                self.tally.units += 1;
                if self.tally.units > limits::CELLS {
                    return Err(Fault::Cells);
                }
            }
            b"row" => {
                self.tally.units += 1;
                within(attribute(tag, b"r"))?;
            }
            b"si" => {
                self.tally.units += 1;
                self.tally.strings += 1;
                if self.tally.strings > limits::CELLS {
                    return Err(Fault::Cells);
                }
            }
            b"dimension" => {
                dimension(attribute(tag, b"ref").unwrap_or_default())?;
            }
            b"sst" => {
                let promised = attribute(tag, b"uniqueCount");
                let promised = promised.map_or(0, number);
                self.tally.promised = self.tally.promised.max(promised);
            }
            b"xf" => {
                self.tally.formats += 1;
                if self.tally.formats > limits::FORMATS {
                    return Err(Fault::Odd("it has too many formats"));
                }
            }
            b"Relationship" => relation(tag)?,
            _ => {}
        }
        Ok(())
    }
}

/// Folders of a workbook that nothing here reads.
const UNREAD: [&[u8]; 5] = [
    b"customxml/",
    b"docprops/",
    b"xl/pivotcache/",
    b"xl/media/",
    b"xl/drawings/",
];

/// Whether nothing reads the part at this path, in small letters.
pub(crate) fn is_unread(path: &[u8]) -> bool {
    UNREAD.iter().any(|folder| path.starts_with(folder))
}

/// A part that is read as XML is named like one, so that it was looked at.
fn relation(tag: &[u8]) -> Result<(), Fault> {
    let kind = attribute(tag, b"Type").unwrap_or_default();
    let kind = kind.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    let read: [&[u8]; 4] = [
        b"officeDocument",
        b"worksheet",
        b"chartsheet",
        b"dialogsheet",
    ];
    let target = attribute(tag, b"Target").unwrap_or_default();
    let end = target.len().saturating_sub(4);
    let is_xml = target[end..].eq_ignore_ascii_case(b".xml");
    let folder = |word: &[u8]| {
        memmem::find(&target.to_ascii_lowercase(), word).is_some()
    };
    let is_hidden = target.contains(&b'&')
        || UNREAD
            .iter()
            .any(|path| folder(path.strip_prefix(b"xl/").unwrap_or(path)));
    match !read.contains(&kind) || is_xml && !is_hidden {
        true => Ok(()),
        false => Err(Fault::Odd("a sheet is not named like XML")),
    }
}
