//! A Parquet file, as the text of its records.

use std::collections::VecDeque;
use std::io::{Read, Seek, SeekFrom};

use table::{Parts, ReadError, Warning};

use crate::column::{Column, read_at};
use crate::footer::{self, Group};
use crate::limits;
use crate::refuse::{Fault, Result};
use crate::schema::{Schema, columns};
use crate::texts::quote;

/// A file that is being read.
///
/// ```
/// # use parquet::Parquet;
/// let cut = std::io::Cursor::new(b"PAR1 and no end");
/// let refused = Parquet::open(cut, "orders.parquet").err();
/// let refused = refused.expect("its footer is missing");
/// assert_eq!(refused.code, "E_PARQUET");
/// assert_eq!(refused.place.file, "orders.parquet");
/// ```
pub struct Parquet<R> {
    name: String,
    file: R,
    len: u64,
    schema: Schema,
    /// Row groups not begun yet.
    groups: VecDeque<Group>,
    columns: Vec<Column>,
    /// What the pages in use take.
    memory: usize,
    n_rows: u64,
    /// Rows given, and those left of the group at hand.
    n_given: u64,
    n_left: u64,
    has_header: bool,
    cell: Vec<u8>,
}

const MAGIC: [u8; 4] = *b"PAR1";
const ENCRYPTED: [u8; 4] = *b"PARE";
/// The text given at a time, about.
const CHUNK: usize = 256 << 10;
/// Names of columns left out that are told.
const NAMED: usize = 20;

impl<R: Read + Seek> Parquet<R> {
    /// Opens a file of this name.
    ///
    /// # Errors
    /// It is cut short, damaged, encrypted, or has no column that can be
    /// read.
    pub fn open(file: R, name: &str) -> std::result::Result<Self, ReadError> {
        Self::begin(file, name).map_err(|fault| fault.refuse(name, None))
    }

    fn begin(mut file: R, name: &str) -> Result<Self> {
        let changed =
            |error: std::io::Error| Fault::Changed(error.to_string());
        let len = file.seek(SeekFrom::End(0)).map_err(changed)?;
        let footer = footer_bytes(&mut file, len)?;
        // Inside the footer nothing may be missing.
        let footer = footer::read(&footer).map_err(|fault| match fault {
            Fault::CutShort => Fault::Damaged,
            fault => fault,
        })?;
        let schema = columns(&footer.schema)?;
        if schema.leaves.is_empty() {
            return Err(Fault::NoColumn);
        }
        let rows = footer.groups.iter().map(|group| group.n_rows);
        Ok(Self {
            name: name.to_owned(),
            file,
            len,
            schema,
            n_rows: rows.fold(0, u64::saturating_add),
            groups: footer.groups.into(),
            columns: Vec::new(),
            memory: 0,
            n_given: 0,
            n_left: 0,
            has_header: false,
            cell: Vec::new(),
        })
    }

    /// That the file is one table, and what is left out of it.
    pub fn parts(&self) -> Parts {
        Parts {
            format: "parquet".to_owned(),
            is_sheets: true,
            has_names: true,
            parts: Vec::new(),
            proposed: 0,
            warnings: self.left_out().into_iter().collect(),
        }
    }

    fn left_out(&self) -> Option<Warning> {
        let names = &self.schema.left_out;
        let more = (names.len() > NAMED).then(|| "…".to_owned());
        let named = names.iter().take(NAMED).cloned().chain(more);
        let named: Vec<String> = named.collect();
        let message = format!(
            "{} columns of lists of objects, maps or other values were left \
             out: {}.",
            names.len(),
            named.join(", ")
        );
        let n = names.len() as u64;
        let told = || Warning::new("W_PARQUET_LEFT_OUT", n, message);
        (n > 0).then(|| told().with("columns", named))
    }

    /// How many records the file says it has.
    pub fn n_rows(&self) -> u64 {
        self.n_rows
    }

    /// How much of the records is given, `0.0..=1.0`.
    pub fn done(&self) -> f64 {
        self.n_given as f64 / self.n_rows.max(1) as f64
    }

    /// The next piece of the text: whole records, the names first; `None`
    /// after the last.
    ///
    /// # Errors
    /// The file is damaged there, or its pages do not fit.
    pub fn next_chunk(
        &mut self,
    ) -> std::result::Result<Option<Vec<u8>>, ReadError> {
        let mut out = Vec::new();
        if !self.has_header {
            self.has_header = true;
            self.header(&mut out);
        }
        while out.len() < CHUNK && self.next_group()? {
            self.record(&mut out)?;
        }
        Ok((!out.is_empty()).then_some(out))
    }

    fn header(&self, out: &mut Vec<u8>) {
        for (index, leaf) in self.schema.leaves.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            // A sign for an empty name, so that the line is not blank.
            match leaf.name.is_empty() {
                true => out.extend_from_slice(b"\"\""),
                false => quote(leaf.name.as_bytes(), out),
            }
        }
        out.push(b'\n');
    }

    /// Whether there is another record: the next group begins if need be.
    fn next_group(&mut self) -> std::result::Result<bool, ReadError> {
        while self.n_left == 0 {
            let done = self.columns.iter().all(Column::is_done);
            if !done {
                return Err(Fault::Damaged.refuse(&self.name, None));
            }
            let Some(group) = self.groups.pop_front() else {
                return Ok(false);
            };
            self.columns.clear();
            self.memory = 0;
            self.n_left = group.n_rows;
            for leaf in &self.schema.leaves {
                let chunk = group.chunks.get(leaf.index);
                let column = chunk.ok_or(Fault::Damaged);
                let column =
                    column.and_then(|chunk| Column::new(chunk, self.len));
                let column = column.map_err(|fault| {
                    fault.refuse(&self.name, Some(&leaf.name))
                })?;
                self.columns.push(column);
            }
        }
        Ok(true)
    }

    fn record(
        &mut self,
        out: &mut Vec<u8>,
    ) -> std::result::Result<(), ReadError> {
        let start = out.len();
        let both = self.schema.leaves.iter().zip(&mut self.columns);
        for (index, (leaf, column)) in both.enumerate() {
            if index > 0 {
                out.push(b',');
            }
            self.cell.clear();
            let before = column.memory();
            let needs_page = column.needs_page();
            let cell = column.record(leaf, &mut self.file, &mut self.cell);
            let refuse =
                |fault: Fault| fault.refuse(&self.name, Some(&leaf.name));
            cell.map_err(refuse)?;
            if needs_page {
                self.memory = self.memory + column.memory() - before;
                if self.memory > limits::MEMORY {
                    return Err(refuse(Fault::Memory));
                }
            }
            quote(&self.cell, out);
        }
        if out.len() == start {
            out.extend_from_slice(b"\"\"");
        }
        out.push(b'\n');
        self.n_left -= 1;
        self.n_given += 1;
        Ok(())
    }
}

/// The footer stands at the end, before its length and the magic word.
fn footer_bytes(file: &mut (impl Read + Seek), len: u64) -> Result<Vec<u8>> {
    if len < 12 {
        return Err(Fault::CutShort);
    }
    let end = read_at(file, len - 8, 8)?;
    let (size, magic) = end.split_at(4);
    if magic == ENCRYPTED {
        return Err(Fault::Encrypted);
    }
    if magic != MAGIC {
        return Err(Fault::CutShort);
    }
    let size = crate::bits::little_endian(size);
    if size > len - 12 {
        return Err(Fault::Damaged);
    }
    if size > limits::FOOTER {
        return Err(Fault::Memory);
    }
    read_at(file, len - 8 - size, size)
}
