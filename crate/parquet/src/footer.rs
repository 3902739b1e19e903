//! What a Parquet file says of itself.

use crate::limits;
use crate::refuse::{Fault, Result};
use crate::thrift::{Kind, STRUCT, Thrift};

/// All that is needed of the footer.
#[derive(Debug, Default)]
pub(crate) struct Footer {
    pub n_rows: u64,
    /// The tree of columns, parents before their children.
    pub schema: Vec<Element>,
    pub groups: Vec<Group>,
}

/// A column or a group of columns.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub name: String,
    pub physical: Option<i64>,
    /// Bytes of a value of fixed length.
    pub length: usize,
    pub repetition: i64,
    pub n_children: u64,
    pub converted: Option<i64>,
    pub scale: i64,
    pub logical: Option<Logical>,
}

/// What the bytes of a column stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Logical {
    /// Which of the union.
    pub id: i64,
    pub scale: i64,
    /// For integers and times.
    pub is_signed_or_utc: bool,
    pub width: i8,
    /// 1 for milliseconds, 2 for microseconds, 3 for nanoseconds.
    pub unit: i64,
}

/// Rows that are stored together.
#[derive(Debug, Default)]
pub(crate) struct Group {
    pub n_rows: u64,
    pub chunks: Vec<Chunk>,
}

/// A column of a group.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chunk {
    pub codec: i64,
    pub n_values: u64,
    /// Where its first page starts.
    pub offset: u64,
    pub n_bytes: u64,
    /// It stands in another file.
    pub is_elsewhere: bool,
    pub is_encrypted: bool,
}

/// Reads the footer.
pub(crate) fn read(bytes: &[u8]) -> Result<Footer> {
    let mut footer = Footer::default();
    let mut is_encrypted = false;
    let mut n_pieces = 0;
    Thrift::new(bytes).fields(|from, id, _| {
        match id {
            2 => footer.schema = structs(from, &mut n_pieces, element)?,
            3 => footer.n_rows = from.count()?,
            4 => {
                let mut n_chunks = 0;
                footer.groups = structs(from, &mut n_pieces, |from| {
                    group(from, &mut n_chunks)
                })?;
            }
            8 => {
                is_encrypted = true;
                return Ok(false);
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    match is_encrypted {
        true => Err(Fault::Encrypted),
        false => Ok(footer),
    }
}

/// A list of structures.
fn structs<T>(
    from: &mut Thrift<'_>,
    n_pieces: &mut usize,
    mut one: impl FnMut(&mut Thrift<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let (n, kind) = from.list()?;
    *n_pieces += n;
    if kind != STRUCT && n > 0 || *n_pieces > limits::PIECES {
        return Err(Fault::Damaged);
    }
    (0..n).map(|_| one(from)).collect()
}

fn element(from: &mut Thrift<'_>) -> Result<Element> {
    let mut it = Element::default();
    from.fields(|from, id, _| {
        match id {
            1 => it.physical = Some(from.int()?),
            2 => {
                let len = from.count()?;
                it.length = usize::try_from(len).unwrap_or(usize::MAX);
            }
            3 => it.repetition = from.int()?,
            4 => {
                let name = from.binary()?;
                it.name = String::from_utf8_lossy(name).into_owned();
            }
            5 => it.n_children = from.count()?,
            6 => it.converted = Some(from.int()?),
            7 => it.scale = from.int()?,
            10 => it.logical = logical(from)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(it)
}

fn logical(from: &mut Thrift<'_>) -> Result<Option<Logical>> {
    let mut found = None;
    from.fields(|from, id, kind| {
        if kind != STRUCT {
            return Ok(false);
        }
        let mut it = Logical {
            id,
            scale: 0,
            is_signed_or_utc: false,
            width: 0,
            unit: 0,
        };
        from.fields(|from, field, kind| part(&mut it, from, field, kind))?;
        found = Some(it);
        Ok(true)
    })?;
    Ok(found)
}

/// A field of one of the union: 5 is a decimal, 7 a time, 8 an instant, 10 a
/// whole number.
fn part(
    it: &mut Logical,
    from: &mut Thrift<'_>,
    field: i64,
    kind: Kind,
) -> Result<bool> {
    match (it.id, field) {
        (5, 1) => it.scale = from.int()?,
        (7 | 8, 1) | (10, 2) => it.is_signed_or_utc = Thrift::truth(kind),
        (7 | 8, 2) => from.fields(|_, id, _| {
            it.unit = id;
            Ok(false)
        })?,
        (10, 1) => it.width = from.small()?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn group(from: &mut Thrift<'_>, n_chunks: &mut usize) -> Result<Group> {
    let mut it = Group::default();
    from.fields(|from, id, _| {
        match id {
            1 => it.chunks = structs(from, n_chunks, chunk)?,
            3 => it.n_rows = from.count()?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(it)
}

fn chunk(from: &mut Thrift<'_>) -> Result<Chunk> {
    let mut it = Chunk::default();
    let mut has_data = false;
    from.fields(|from, id, _| {
        match id {
            1 => it.is_elsewhere = !from.binary()?.is_empty(),
            3 => {
                has_data = true;
                data(&mut it, from)?;
            }
            8 | 9 => {
                it.is_encrypted = true;
                return Ok(false);
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    it.is_encrypted |= !has_data;
    Ok(it)
}

/// The description of a column's pages; a dictionary stands before them.
fn data(it: &mut Chunk, from: &mut Thrift<'_>) -> Result<()> {
    let (mut first, mut dictionary) = (0, None);
    from.fields(|from, id, _| {
        match id {
            4 => it.codec = from.int()?,
            5 => it.n_values = from.count()?,
            7 => it.n_bytes = from.count()?,
            9 => first = from.count()?,
            11 => dictionary = Some(from.count()?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    // Some writers leave a 0 where there is none.
    let before = dictionary.filter(|at| (4..first).contains(at));
    it.offset = before.unwrap_or(first);
    Ok(())
}
