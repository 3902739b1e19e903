//! XLSX: sheets by calamine, once every part was looked at.

use std::io::{Read, Seek};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use table::{Part, ReadError};

use crate::{
    archive::Archive,
    cell, limits, refuse,
    rows::Rows,
    scan::{self, Scan},
    text::Text,
};

/// Looks at every part that may be read.
///
/// # Errors
/// One of them is not what a spreadsheet program writes.
pub(crate) fn check<R: Read + Seek>(
    archive: &mut Archive<R>,
    file: &str,
) -> Result<(), ReadError> {
    for index in 0..archive.entries.len() {
        let path = archive.entries[index].path.clone();
        let plain = archive.entries[index].plain();
        let is_xml = plain.ends_with(".xml") || plain.ends_with(".rels");
        if !is_xml || scan::is_unread(plain.as_bytes()) {
            continue;
        }
        let told = |fault| refuse::scanned(file, &path, fault);
        let mut scan = Scan::new();
        archive.inflate(index, |bytes| scan.feed(bytes).map_err(told))?;
        scan.finish().map_err(told)?;
    }
    Ok(())
}

/// A workbook that was checked.
pub(crate) struct Book<R: Read + Seek> {
    xlsx: Xlsx<R>,
    file: String,
}

/// What is known of a sheet.
pub(crate) struct Look {
    pub part: Part,
    /// Two rows of it have two values or more.
    pub is_table: bool,
}

impl<R: Read + Seek + 'static> Book<R> {
    /// Opens a workbook whose parts were checked.
    pub fn open(reader: R, file: &str) -> Result<Self, ReadError> {
        let xlsx = Xlsx::new(reader).map_err(|error| told(file, &error))?;
        Ok(Self {
            xlsx,
            file: file.to_owned(),
        })
    }

    /// The sheets, in their order; a chart is none.
    pub fn sheets(&mut self) -> Vec<Look> {
        let all = self.xlsx.sheets_metadata().to_vec();
        let sheets = all.iter().filter(|it| it.typ == SheetType::WorkSheet);
        let sheets = sheets.take(limits::SHEETS).enumerate();
        sheets
            .map(|(n, sheet)| {
                let (size, is_table) = match n < limits::LOOKED_INTO {
                    true => self.look(&sheet.name),
                    false => (None, false),
                };
                let part = Part {
                    name: sheet.name.clone(),
                    hidden: sheet.visible != SheetVisible::Visible,
                    size,
                };
                Look { part, is_table }
            })
            .collect()
    }

    /// Its rows, and whether it holds a table.
    fn look(&mut self, name: &str) -> (Option<u64>, bool) {
        let Ok(mut cells) = self.xlsx.worksheet_cells_reader(name) else {
            return (None, false);
        };
        let dimensions = cells.dimensions();
        let rows = u64::from(dimensions.end.0) + 1;
        let is_told =
            dimensions.end.0 >= dimensions.start.0 && dimensions.end != (0, 0);
        (is_told.then_some(rows), holds_table(|| cells.next_cell()))
    }

    /// The text of a sheet.
    pub fn text(mut self, part: String) -> Text {
        Text::of(async move |chunk| {
            let file = self.file.clone();
            let cells = self.xlsx.worksheet_cells_reader(&part);
            let mut cells = cells.map_err(|error| told(&file, &error))?;
            let mut rows = Rows::new(&file, &part);
            loop {
                let next = cells.next_cell();
                let next = next.map_err(|error| told(&file, &error))?;
                let Some(next) = next else {
                    break;
                };
                let (row, column) = next.get_position();
                let value = next.get_value();
                rows.cell(row, column, |out| cell::write(value, out))?;
                if rows.is_full() {
                    chunk.give(rows.take()).await;
                }
            }
            rows.finish();
            chunk.give(rows.take()).await;
            Ok(())
        })
    }
}

/// Whether two rows among the first cells have two values or more.
fn holds_table<'a, E>(
    mut next: impl FnMut() -> Result<Option<calamine::Cell<DataRef<'a>>>, E>,
) -> bool {
    let (mut row, mut n_values, mut n_rows) = (u32::MAX, 0, 0);
    for _ in 0..2_000 {
        let Ok(Some(cell)) = next() else {
            return false;
        };
        if *cell.get_value() == DataRef::Empty {
            continue;
        }
        if cell.get_position().0 != row {
            row = cell.get_position().0;
            n_values = 0;
        }
        n_values += 1;
        n_rows += u32::from(n_values == 2);
        if n_rows == 2 {
            return true;
        }
    }
    false
}

fn told(file: &str, error: &XlsxError) -> ReadError {
    match error {
        XlsxError::Password => refuse::password(file),
        error => refuse::odd(file, error.to_string()),
    }
}
