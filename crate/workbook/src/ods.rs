//! ODS: the tables of `content.xml`, row by row.
//!
//! Our own, where XLSX is calamine's: that one spreads every table of the
//! workbook out in memory, and a table may say of one row that it stands a
//! million times.

use std::collections::HashSet;
use std::io::BufRead;

use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, Event},
};
use table::ReadError;

use crate::{cell, limits, refuse};

/// The tables of a document.
pub(crate) struct Tables<B> {
    xml: Reader<B>,
    buffer: Vec<u8>,
    file: String,
    /// Styles of tables that are not shown.
    hidden: HashSet<String>,
}

/// A table begins.
pub(crate) struct Table {
    pub name: String,
    pub hidden: bool,
}

/// A row, or several that are the same.
#[derive(Default)]
pub(crate) struct Row {
    /// How many.
    pub repeat: u32,
    /// The cells that have a value.
    pub cells: Vec<Cell>,
}

/// A cell, or several beside each other that are the same.
pub(crate) struct Cell {
    /// The first column, from 0.
    pub column: u32,
    /// How many.
    pub repeat: u32,
    pub text: Vec<u8>,
}

impl<B: BufRead> Tables<B> {
    /// Before the first table.
    pub fn new(content: B, file: &str) -> Self {
        let mut xml = Reader::from_reader(content);
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        config.trim_text(false);
        Self {
            xml,
            buffer: Vec::new(),
            file: file.to_owned(),
            hidden: HashSet::new(),
        }
    }

    /// The next table; its rows come next.
    pub fn table(&mut self) -> Result<Option<Table>, ReadError> {
        let mut style = String::new();
        while let Some(event) = self.event()? {
            let Event::Start(tag) = event else {
                continue;
            };
            match tag.name().as_ref() {
                "style:style" => style = attribute(&tag, "style:name"),
                "style:table-properties"
                    if attribute(&tag, "table:display") == "false" =>
                {
                    self.hidden.insert(style.clone());
                }
                "table:table" => {
                    let style = attribute(&tag, "table:style-name");
                    let name = attribute(&tag, "table:name");
                    let hidden = self.hidden.contains(&style);
                    return Ok(Some(Table { name, hidden }));
                }
                _ => {}
            }
        }
        Ok(None)
    }

    /// The next row of the table.
    pub fn row(&mut self) -> Result<Option<Row>, ReadError> {
        while let Some(event) = self.event()? {
            match event {
                Event::Start(tag) => match tag.name().as_ref() {
                    "table:table-row" => {
                        let repeat = count(&tag, "table:number-rows-repeated");
                        let cells = self.cells()?;
                        return Ok(Some(Row { repeat, cells }));
                    }
                    "table:table" | "table:shapes" | "office:forms" => {
                        self.skip(&tag)?;
                    }
                    _ => {}
                },
                Event::End(tag) if tag.name().as_ref() == "table:table" => {
                    return Ok(None);
                }
                _ => {}
            }
        }
        Ok(None)
    }

    fn cells(&mut self) -> Result<Vec<Cell>, ReadError> {
        let mut cells = Vec::new();
        let mut column = 0_u32;
        while let Some(event) = self.event()? {
            let tag = match event {
                Event::Start(tag) => tag,
                Event::End(tag)
                    if tag.name().as_ref() == "table:table-row" =>
                {
                    break;
                }
                _ => continue,
            };
            let is_cell = matches!(
                tag.name().as_ref(),
                "table:table-cell" | "table:covered-table-cell"
            );
            if !is_cell {
                self.skip(&tag)?;
                continue;
            }
            let repeat = count(&tag, "table:number-columns-repeated");
            let text = self.value(&tag)?;
            if !text.is_empty() {
                cells.push(Cell {
                    column,
                    repeat,
                    text,
                });
            }
            column = column.saturating_add(repeat);
        }
        Ok(cells)
    }

    /// A cell's value; reads to its end.
    fn value(&mut self, tag: &BytesStart<'_>) -> Result<Vec<u8>, ReadError> {
        let shown = self.shown(tag)?;
        let kind = attribute(tag, "office:value-type");
        if attribute(tag, "calcext:value-type") == "error" {
            return Ok(shown);
        }
        let text = |name| attribute(tag, name).into_bytes();
        Ok(match kind.as_str() {
            "float" | "percentage" | "currency" => {
                let number = attribute(tag, "office:value");
                let number: f64 = number.parse().map_err(|_| {
                    let what = format!("{number:?} is not a number");
                    refuse::odd(&self.file, what)
                })?;
                let mut out = Vec::new();
                cell::number(number, &mut out);
                out
            }
            "date" => {
                let mut out = Vec::new();
                cell::moment(&attribute(tag, "office:date-value"), &mut out);
                out
            }
            "boolean" => text("office:boolean-value"),
            "time" => {
                let mut out = Vec::new();
                let time = attribute(tag, "office:time-value");
                cell::duration(&time, &mut out);
                out
            }
            "string" => match text("office:string-value") {
                none if none.is_empty() => shown,
                given => given,
            },
            _ => shown,
        })
    }

    /// The text of a cell as the sheet shows it.
    fn shown(&mut self, tag: &BytesStart<'_>) -> Result<Vec<u8>, ReadError> {
        let mut text = String::new();
        let mut n_paragraphs = 0;
        let mut depth = 0_u32;
        let file = self.file.clone();
        while let Some(event) = self.event()? {
            match event {
                Event::Text(piece) if depth > 0 => {
                    text.push_str(&piece.xml10_content());
                }
                Event::CData(piece) if depth > 0 => {
                    text.push_str(&piece.xml10_content());
                }
                Event::GeneralRef(name) if depth > 0 => {
                    text.push(character(&name).ok_or_else(|| {
                        let what = "it names a character that is unknown";
                        refuse::odd(&file, what)
                    })?);
                }
                Event::Start(inner) => match inner.name().as_ref() {
                    "text:p" => {
                        if n_paragraphs > 0 && depth == 0 {
                            text.push('\n');
                        }
                        n_paragraphs += 1;
                        depth += 1;
                    }
                    "text:s" => {
                        let n = count(&inner, "text:c");
                        if u64::from(n) > limits::CELL {
                            return Err(refuse::odd(
                                &file,
                                "a cell is too long",
                            ));
                        }
                        text.extend(std::iter::repeat_n(' ', n as usize));
                        depth += 1;
                    }
                    name @ ("text:tab" | "text:line-break") => {
                        let is_tab = name == "text:tab";
                        text.push(if is_tab { '\t' } else { '\n' });
                        depth += 1;
                    }
                    "office:annotation" | "draw:frame" | "table:table" => {
                        self.skip(&inner)?;
                    }
                    _ => depth += 1,
                },
                Event::End(inner) => {
                    if depth == 0 && inner.name() == tag.name() {
                        break;
                    }
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
            if text.len() as u64 > limits::CELL {
                return Err(refuse::odd(&file, "a cell is too long"));
            }
        }
        Ok(text.into_bytes())
    }

    fn event(&mut self) -> Result<Option<Event<'static>>, ReadError> {
        self.buffer.clear();
        let event = self.xml.read_event_into(&mut self.buffer);
        match event.map_err(|error| told(&self.file, &error))? {
            Event::Eof => Ok(None),
            event => Ok(Some(event.into_owned())),
        }
    }

    fn skip(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        self.buffer.clear();
        let read = self.xml.read_to_end_into(tag.name(), &mut self.buffer);
        read.map_err(|error| told(&self.file, &error))?;
        Ok(())
    }
}

fn told(file: &str, error: &quick_xml::Error) -> ReadError {
    refuse::odd(file, error.to_string())
}

/// An attribute's value; empty where it is missing.
fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found = tag.try_get_attribute(name).ok().flatten();
    let value = found.and_then(|it| {
        quick_xml::escape::unescape(&it.value).ok().map(Into::into)
    });
    value.unwrap_or_default()
}

/// How often; once where it is not said.
fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    match attribute(tag, name).as_str() {
        "" => 1,
        digits => digits.parse().unwrap_or(u32::MAX),
    }
}

/// `amp`, `#65`, `#x41`
fn character(name: &BytesRef<'_>) -> Option<char> {
    if name.is_char_ref() {
        return name.resolve_char_ref().ok().flatten();
    }
    match &*name.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
