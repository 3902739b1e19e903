//! An ODS document: its sheets, and one of them as text.

use std::io::{BufReader, Error, Read, Result as IoResult, Seek};

use table::{Part, ReadError};

use crate::{
    archive::{Archive, Inflating},
    limits,
    ods::{Row, Tables},
    refuse,
    rows::Rows,
    scan::Scan,
    text::Text,
    xlsx::Look,
};

const CONTENT: &str = "content.xml";

/// A document whose content was looked at.
pub(crate) struct Document<R: Read + Seek> {
    archive: Archive<R>,
    content: usize,
    file: String,
}

impl<R: Read + Seek + 'static> Document<R> {
    /// Looks at the content and at every sheet.
    pub fn open(
        mut archive: Archive<R>,
        file: &str,
    ) -> Result<(Self, Vec<Look>), ReadError> {
        check_password(&mut archive, file)?;
        let content = archive.find(CONTENT);
        let content = content
            .ok_or_else(|| refuse::odd(file, "it has no content.xml"))?;
        let looks = look(&mut archive, content, file)?;
        let document = Self {
            archive,
            content,
            file: file.to_owned(),
        };
        Ok((document, looks))
    }

    /// The text of the sheet with this number among the tables.
    pub fn text(mut self, number: usize, part: String) -> Text {
        Text::of(async move |chunk| {
            let file = self.file;
            let bytes = Inflating::open(&mut self.archive, self.content)?;
            let mut tables = Tables::new(BufReader::new(Plain(bytes)), &file);
            for _ in 0..=number {
                tables.table()?;
            }
            let mut rows = Rows::new(&file, &part);
            let mut at = 0_u32;
            while let Some(row) = tables.row()? {
                for _ in 0..repeats(&row) {
                    write(&mut rows, at, &row)?;
                    at += 1;
                    if rows.is_full() {
                        chunk.give(rows.take()).await;
                    }
                }
                at = at.saturating_add(row.repeat - repeats(&row));
            }
            rows.finish();
            chunk.give(rows.take()).await;
            Ok(())
        })
    }
}

/// An empty row need not be written at all.
fn repeats(row: &Row) -> u32 {
    match row.cells.is_empty() {
        true => 0,
        false => row.repeat,
    }
}

fn write(rows: &mut Rows, at: u32, row: &Row) -> Result<(), ReadError> {
    for cell in &row.cells {
        for n in 0..cell.repeat {
            let column = cell.column.saturating_add(n);
            rows.cell(at, column, |out| out.extend_from_slice(&cell.text))?;
        }
    }
    Ok(())
}

/// The sheets with their sizes, while every byte passes the scan.
fn look<R: Read + Seek>(
    archive: &mut Archive<R>,
    content: usize,
    file: &str,
) -> Result<Vec<Look>, ReadError> {
    let mut refused = None;
    let scanned = Scanned {
        bytes: Inflating::open(archive, content)?,
        scan: Scan::new(),
        refused: &mut refused,
        file,
    };
    let mut tables = Tables::new(BufReader::new(scanned), file);
    let found = looks(&mut tables);
    drop(tables);
    refused.map_or(found, Err)
}

fn looks<B: std::io::BufRead>(
    tables: &mut Tables<B>,
) -> Result<Vec<Look>, ReadError> {
    let mut looks = Vec::new();
    while let Some(table) = tables.table()? {
        let (mut n_rows, mut last, mut n_wide) = (0_u64, 0, 0);
        while let Some(row) = tables.row()? {
            n_rows += u64::from(row.repeat);
            if !row.cells.is_empty() {
                last = n_rows;
            }
            n_wide += u32::from(row.cells.len() > 1);
        }
        if looks.len() >= limits::SHEETS {
            continue;
        }
        looks.push(Look {
            part: Part {
                name: table.name,
                hidden: table.hidden,
                size: Some(last),
            },
            is_table: n_wide > 1,
        });
    }
    Ok(looks)
}

fn check_password<R: Read + Seek>(
    archive: &mut Archive<R>,
    file: &str,
) -> Result<(), ReadError> {
    let Some(manifest) = archive.find("META-INF/manifest.xml") else {
        return Ok(());
    };
    let mut text = Vec::new();
    archive.inflate(manifest, |bytes| {
        text.extend_from_slice(bytes);
        match text.len() as u64 > limits::CELL {
            true => Err(refuse::odd(file, "its manifest is too long")),
            false => Ok(()),
        }
    })?;
    let word = b"encryption-data";
    match memchr::memmem::find(&text, word) {
        Some(_) => Err(refuse::password(file)),
        None => Ok(()),
    }
}

/// Inflated bytes for a reader of XML.
struct Plain<'a, R: Read + Seek>(Inflating<'a, R>);

impl<R: Read + Seek> Read for Plain<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> IoResult<usize> {
        let read = self.0.read(into);
        read.map(Option::unwrap_or_default).map_err(Error::other)
    }
}

/// The same, past the scan; it keeps why it stopped.
struct Scanned<'a, R: Read + Seek> {
    bytes: Inflating<'a, R>,
    scan: Scan,
    refused: &'a mut Option<ReadError>,
    file: &'a str,
}

impl<R: Read + Seek> Scanned<'_, R> {
    fn next(&mut self, into: &mut [u8]) -> Result<usize, ReadError> {
        let told = |fault| refuse::scanned(self.file, CONTENT, fault);
        let Some(n_bytes) = self.bytes.read(into)? else {
            self.scan.finish().map_err(told)?;
            return Ok(0);
        };
        self.scan.feed(&into[..n_bytes]).map_err(told)?;
        Ok(n_bytes)
    }
}

impl<R: Read + Seek> Read for Scanned<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> IoResult<usize> {
        self.next(into).map_err(|error| {
            let told = Error::other(error.message.clone());
            *self.refused = Some(error);
            told
        })
    }
}
