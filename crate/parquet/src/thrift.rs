//! The compact protocol of Thrift, as far as Parquet uses it.

use crate::refuse::{Fault, Result};

/// Structures inside one another.
const DEPTH: usize = 16;

/// Reads from a slice; what it lacks is [`Fault::CutShort`].
pub(crate) struct Thrift<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// The kind of a value, as it is written.
pub(crate) type Kind = u8;
const TRUE: Kind = 1;
const FALSE: Kind = 2;
const DOUBLE: Kind = 7;
const BINARY: Kind = 8;
const LIST: Kind = 9;
const SET: Kind = 10;
const MAP: Kind = 11;
pub(crate) const STRUCT: Kind = 12;

impl<'a> Thrift<'a> {
    /// Before the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Bytes read.
    pub fn at(&self) -> usize {
        self.at
    }

    fn byte(&mut self) -> Result<u8> {
        let byte = self.bytes.get(self.at).ok_or(Fault::CutShort)?;
        self.at += 1;
        Ok(*byte)
    }

    fn unsigned(&mut self) -> Result<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Fault::Damaged)
    }

    /// A whole number of any width.
    pub fn int(&mut self) -> Result<i64> {
        let value = self.unsigned()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A whole number that is not negative.
    pub fn count(&mut self) -> Result<u64> {
        u64::try_from(self.int()?).map_err(|_| Fault::Damaged)
    }

    /// A single byte.
    pub fn small(&mut self) -> Result<i8> {
        Ok(self.byte()? as i8)
    }

    /// Bytes with their length before them.
    pub fn binary(&mut self) -> Result<&'a [u8]> {
        let len = self.unsigned()?;
        let rest = &self.bytes[self.at..];
        let len = usize::try_from(len).map_err(|_| Fault::Damaged)?;
        let found = rest.get(..len).ok_or(Fault::CutShort)?;
        self.at += len;
        Ok(found)
    }

    /// Gives each field of a structure to `take`, which reads it or says
    /// that it did not; a truth is in the kind.
    pub fn fields(
        &mut self,
        mut take: impl FnMut(&mut Self, i64, Kind) -> Result<bool>,
    ) -> Result<()> {
        let mut id = 0_i64;
        loop {
            let head = self.byte()?;
            let kind = head & 0xf;
            if kind == 0 {
                return Ok(());
            }
            id = match head >> 4 {
                0 => self.int()?,
                step => id.saturating_add(i64::from(step)),
            };
            if !take(self, id, kind)? {
                self.skip(kind, DEPTH)?;
            }
        }
    }

    /// The number and kind of the entries of a list.
    pub fn list(&mut self) -> Result<(usize, Kind)> {
        let head = self.byte()?;
        let n = match head >> 4 {
            15 => self.unsigned()?,
            n => u64::from(n),
        };
        // Each entry takes a byte at least.
        let rest = (self.bytes.len() - self.at) as u64;
        match n > rest {
            true => Err(Fault::CutShort),
            false => Ok((n as usize, head & 0xf)),
        }
    }

    /// The value of a truth's kind.
    pub fn truth(kind: Kind) -> bool {
        kind == TRUE
    }

    fn skip(&mut self, kind: Kind, depth: usize) -> Result<()> {
        if depth == 0 {
            return Err(Fault::Damaged);
        }
        match kind {
            TRUE | FALSE => {}
            3 => {
                self.byte()?;
            }
            4..=6 => {
                self.unsigned()?;
            }
            DOUBLE => {
                for _ in 0..8 {
                    self.byte()?;
                }
            }
            BINARY => {
                self.binary()?;
            }
            LIST | SET => self.skip_list(depth)?,
            MAP => self.skip_map(depth)?,
            STRUCT => self.skip_struct(depth)?,
            _ => return Err(Fault::Damaged),
        }
        Ok(())
    }

    /// Truths in a list take a byte each.
    fn skip_entry(&mut self, kind: Kind, depth: usize) -> Result<()> {
        match kind {
            TRUE | FALSE => self.byte().map(|_| ()),
            kind => self.skip(kind, depth - 1),
        }
    }

    fn skip_list(&mut self, depth: usize) -> Result<()> {
        let (n, kind) = self.list()?;
        (0..n).try_for_each(|_| self.skip_entry(kind, depth))
    }

    fn skip_map(&mut self, depth: usize) -> Result<()> {
        let n = self.unsigned()?;
        if n == 0 {
            return Ok(());
        }
        let kinds = self.byte()?;
        for _ in 0..n {
            self.skip_entry(kinds >> 4, depth)?;
            self.skip_entry(kinds & 0xf, depth)?;
        }
        Ok(())
    }

    fn skip_struct(&mut self, depth: usize) -> Result<()> {
        loop {
            let head = self.byte()?;
            if head & 0xf == 0 {
                return Ok(());
            }
            if head >> 4 == 0 {
                self.int()?;
            }
            self.skip(head & 0xf, depth - 1)?;
        }
    }
}
