//! The pages of a column.

use crate::bits::{hybrid, width_of};
use crate::codec;
use crate::limits;
use crate::refuse::{Fault, Result};
use crate::schema::Leaf;
use crate::texts::Texts;
use crate::thrift::{STRUCT, Thrift};
use crate::values::{Values, decode};

/// What stands before a page.
#[derive(Debug, Default)]
pub(crate) struct Header {
    pub kind: PageKind,
    /// Bytes unpacked and packed.
    pub n_unpacked: usize,
    pub n_packed: usize,
    n_values: usize,
    encoding: u64,
    level_encodings: [u64; 2],
    /// Bytes of the levels, which are not packed.
    n_defs: usize,
    n_reps: usize,
    is_packed: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PageKind {
    Data,
    NewData,
    Dictionary,
    /// An index, which is left out.
    #[default]
    Other,
}

/// The values of a page, with where they stand.
#[derive(Debug)]
pub(crate) struct Page {
    /// How many values and gaps.
    pub n: usize,
    /// Empty where no value repeats.
    pub reps: Vec<u8>,
    /// Empty where no value is missing.
    pub defs: Vec<u8>,
    pub values: Values,
}

impl Page {
    /// Bytes taken.
    pub fn memory(&self) -> usize {
        self.reps.capacity() + self.defs.capacity() + self.values.memory()
    }
}

impl Header {
    /// Reads a header, and how many bytes it takes.
    pub fn read(bytes: &[u8]) -> Result<(Self, usize)> {
        let mut it = Self {
            is_packed: true,
            ..Self::default()
        };
        let mut from = Thrift::new(bytes);
        let mut kind = -1;
        from.fields(|from, id, of| {
            match (id, of) {
                (1, _) => kind = from.int()?,
                (2, _) => it.n_unpacked = size(from)?,
                (3, _) => it.n_packed = size(from)?,
                (5, STRUCT) => it.data(from)?,
                (7, STRUCT) => it.dictionary(from)?,
                (8, STRUCT) => it.new_data(from)?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        it.kind = match kind {
            0 => PageKind::Data,
            2 => PageKind::Dictionary,
            3 => PageKind::NewData,
            _ => PageKind::Other,
        };
        let is_large = it.n_unpacked.max(it.n_packed) > limits::PAGE;
        match is_large || it.n_values > limits::VALUES {
            true => Err(Fault::Memory),
            false => Ok((it, from.at())),
        }
    }

    fn data(&mut self, from: &mut Thrift<'_>) -> Result<()> {
        from.fields(|from, id, _| {
            match id {
                1 => self.n_values = size(from)?,
                2 => self.encoding = from.count()?,
                3 => self.level_encodings[0] = from.count()?,
                4 => self.level_encodings[1] = from.count()?,
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn dictionary(&mut self, from: &mut Thrift<'_>) -> Result<()> {
        from.fields(|from, id, _| {
            match id {
                1 => self.n_values = size(from)?,
                2 => self.encoding = from.count()?,
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn new_data(&mut self, from: &mut Thrift<'_>) -> Result<()> {
        from.fields(|from, id, kind| {
            match id {
                1 => self.n_values = size(from)?,
                4 => self.encoding = from.count()?,
                5 => self.n_defs = size(from)?,
                6 => self.n_reps = size(from)?,
                7 => self.is_packed = Thrift::truth(kind),
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    /// The values of a dictionary.
    pub fn open_dictionary(
        &self,
        leaf: &Leaf,
        codec: i64,
        bytes: &[u8],
    ) -> Result<Texts> {
        let bytes = codec::unpack(codec, bytes, self.n_unpacked)?;
        // Its plain encoding has two names.
        match decode(leaf, 0, &bytes, self.n_values)? {
            Values::Texts(texts) => Ok(texts),
            Values::Codes(_) => Err(Fault::Damaged),
        }
    }

    /// The values of a page of data.
    pub fn open(&self, leaf: &Leaf, codec: i64, bytes: &[u8]) -> Result<Page> {
        match self.kind {
            PageKind::NewData => self.open_new(leaf, codec, bytes),
            _ => self.open_old(leaf, codec, bytes),
        }
    }

    fn open_old(&self, leaf: &Leaf, codec: i64, bytes: &[u8]) -> Result<Page> {
        let bytes = codec::unpack(codec, bytes, self.n_unpacked)?;
        let mut rest = &bytes[..];
        let n = self.n_values;
        let [def_encoding, rep_encoding] = self.level_encodings;
        let reps = old_levels(&mut rest, rep_encoding, leaf.max_rep, n)?;
        let defs = old_levels(&mut rest, def_encoding, leaf.max_def, n)?;
        self.page(leaf, reps, defs, rest)
    }

    fn open_new(&self, leaf: &Leaf, codec: i64, bytes: &[u8]) -> Result<Page> {
        let n_levels = self.n_reps + self.n_defs;
        let rest = bytes.get(n_levels..).ok_or(Fault::Damaged)?;
        let (reps, defs) = bytes[..n_levels].split_at(self.n_reps);
        let reps = levels(reps, leaf.max_rep, self.n_values)?;
        let defs = levels(defs, leaf.max_def, self.n_values)?;
        let n_unpacked = self.n_unpacked.checked_sub(n_levels);
        let n_unpacked = n_unpacked.ok_or(Fault::Damaged)?;
        let is_packed = self.is_packed && n_unpacked > 0;
        let codec = if is_packed { codec } else { 0 };
        let rest = if n_unpacked == 0 { &[] } else { rest };
        let values = codec::unpack(codec, rest, n_unpacked)?;
        self.page(leaf, reps, defs, &values)
    }

    fn page(
        &self,
        leaf: &Leaf,
        reps: Vec<u8>,
        defs: Vec<u8>,
        values: &[u8],
    ) -> Result<Page> {
        let present = defs.iter().filter(|def| **def == leaf.max_def).count();
        let n = self.n_values;
        let n_present = if leaf.max_def == 0 { n } else { present };
        let values = decode(leaf, self.encoding, values, n_present)?;
        Ok(Page {
            n,
            reps,
            defs,
            values,
        })
    }
}

fn size(from: &mut Thrift<'_>) -> Result<usize> {
    let size = from.count()?;
    Ok(usize::try_from(size).unwrap_or(usize::MAX))
}

/// Levels with their length before them.
fn old_levels(
    rest: &mut &[u8],
    encoding: u64,
    max: u8,
    n: usize,
) -> Result<Vec<u8>> {
    if max == 0 {
        return Ok(Vec::new());
    }
    if encoding != 3 {
        return Err(Fault::Encoding(encoding));
    }
    let (len, after) = rest.split_first_chunk().ok_or(Fault::Damaged)?;
    let len = u32::from_le_bytes(*len) as usize;
    let bytes = after.get(..len).ok_or(Fault::Damaged)?;
    *rest = &after[len..];
    levels(bytes, max, n)
}

fn levels(bytes: &[u8], max: u8, n: usize) -> Result<Vec<u8>> {
    if max == 0 {
        return Ok(Vec::new());
    }
    let levels = hybrid(bytes, width_of(u32::from(max)), n)?;
    let level = |level: u32| match level <= u32::from(max) {
        true => Ok(level as u8),
        false => Err(Fault::Damaged),
    };
    levels.into_iter().map(level).collect()
}
