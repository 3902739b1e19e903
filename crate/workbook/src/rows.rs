//! Cells to rows of text, in one dialect.
//!
//! UTF-8, a comma between cells, quotes as in RFC 4180, one line feed a row.
//! A row without a value is an empty line and a row ends at its last value,
//! so that the n-th record is the n-th row of the sheet.

use table::ReadError;

use crate::{limits, refuse};

/// Writes rows; cells come in the order of the sheet.
pub(crate) struct Rows {
    file: String,
    part: String,
    out: Vec<u8>,
    /// The row at hand, from 0.
    row: u32,
    /// Cells of it that are written.
    n_cells: u32,
    /// The value at hand.
    value: Vec<u8>,
    n_values: u64,
    /// Bytes given away.
    given: u64,
}

impl Rows {
    /// Before the first row.
    pub fn new(file: &str, part: &str) -> Self {
        Self {
            file: file.to_owned(),
            part: part.to_owned(),
            out: Vec::new(),
            row: 0,
            n_cells: 0,
            value: Vec::new(),
            n_values: 0,
            given: 0,
        }
    }

    /// Writes a cell; `value` writes its text, and nothing where it is
    /// empty.
    ///
    /// # Errors
    /// It is outside every sheet or before one that was written, or there
    /// are too many.
    pub fn cell(
        &mut self,
        row: u32,
        column: u32,
        value: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(), ReadError> {
        self.value.clear();
        value(&mut self.value);
        if self.value.is_empty() {
            return Ok(());
        }
        self.check(row, column)?;
        while self.row < row {
            self.end_row();
        }
        if self.n_cells == 0 {
            self.n_cells = 1;
        }
        while self.n_cells <= column {
            self.out.push(b',');
            self.n_cells += 1;
        }
        // The next cell of this row stands further to the right.
        self.n_cells = column + 1;
        quote(&self.value, &mut self.out);
        self.n_values += 1;
        Ok(())
    }

    fn check(&self, row: u32, column: u32) -> Result<(), ReadError> {
        if row >= limits::ROWS || column >= limits::COLUMNS {
            let told = format!("row {}, column {}", row + 1, column + 1);
            return Err(refuse::range(&self.file, &self.part, &told));
        }
        let before = row < self.row || row == self.row && column < self.next();
        if before {
            let what =
                format!("the cells of row {} are not in order", row + 1);
            return Err(refuse::odd(&self.file, what));
        }
        if self.n_values >= limits::CELLS {
            return Err(refuse::cells(&self.file, &self.part));
        }
        if self.given + self.out.len() as u64 > limits::ALL {
            return Err(refuse::size(&self.file));
        }
        Ok(())
    }

    /// The first column not written in the row at hand.
    fn next(&self) -> u32 {
        self.n_cells
    }

    fn end_row(&mut self) {
        self.out.push(b'\n');
        self.row += 1;
        self.n_cells = 0;
    }

    /// The last row ends.
    pub fn finish(&mut self) {
        if self.n_cells > 0 {
            self.end_row();
        }
    }

    /// Whether there is enough to give away.
    pub fn is_full(&self) -> bool {
        self.out.len() >= limits::CHUNK
    }

    /// What is written, taken away.
    pub fn take(&mut self) -> Vec<u8> {
        self.given += self.out.len() as u64;
        std::mem::take(&mut self.out)
    }
}

fn quote(value: &[u8], out: &mut Vec<u8>) {
    // Every byte is looked at, so that many are looked at in one step.
    let is_special =
        |b: &u8| (*b == b',') | (*b == b'"') | (*b == b'\n') | (*b == b'\r');
    let has = value.iter().fold(false, |has, b| has | is_special(b));
    if !has {
        return out.extend_from_slice(value);
    }
    out.push(b'"');
    for byte in value {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(
        rows: &mut Rows,
        row: u32,
        column: u32,
        text: &str,
    ) -> &'static str {
        let put = |out: &mut Vec<u8>| out.extend_from_slice(text.as_bytes());
        let told = rows.cell(row, column, put);
        told.map_or_else(|error| error.code, |()| "")
    }

    #[test]
    fn a_row_is_a_record_and_an_empty_one_a_blank_line() {
        let mut rows = Rows::new("shop.xlsx", "Orders");
        put(&mut rows, 1, 0, "a");
        put(&mut rows, 1, 1, "");
        put(&mut rows, 1, 3, "b,\"c\"\nd");
        put(&mut rows, 4, 2, "e");
        rows.finish();
        let text = String::from_utf8(rows.take()).expect("is UTF-8");
        assert_eq!(text, "\na,,,\"b,\"\"c\"\"\nd\"\n\n\n,,e\n");
    }

    #[test]
    fn a_cell_outside_every_sheet_is_refused() {
        let mut rows = Rows::new("shop.xlsx", "Orders");
        assert_eq!(put(&mut rows, 0, 16_383, "x"), "");
        assert_eq!(put(&mut rows, 1 << 20, 0, "x"), "E_RANGE");
        assert_eq!(put(&mut rows, 1, 1 << 14, "x"), "E_RANGE");
        assert_eq!(put(&mut rows, u32::MAX - 1, 0, "x"), "E_RANGE");
    }

    #[test]
    fn cells_out_of_order_are_refused() {
        let mut rows = Rows::new("shop.xlsx", "Orders");
        assert_eq!(put(&mut rows, 3, 3, "x"), "");
        assert_eq!(put(&mut rows, 3, 3, "y"), "E_WORKBOOK");
        assert_eq!(put(&mut rows, 2, 9, "z"), "E_WORKBOOK");
    }
}
