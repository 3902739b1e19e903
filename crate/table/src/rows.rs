//! Records as their file writes them, for whoever opened that file.
//!
//! This is not a way to analyse anything: it gives at most [`RECORDS`]
//! records at a time, cut short where they are long, to be looked at.

use serde::{Deserialize, Serialize};

use crate::dictionary::{Dictionary, HEAD};
use crate::summary::clip;
use crate::values::{ColumnData, Parsed};
use crate::{MISSING, Table};

/// The most records given at once.
pub const RECORDS: usize = 500;
/// The most columns that are given.
pub const COLUMNS: usize = 60;
/// Characters given of a text.
const TEXT: usize = 120;

/// Some records that follow one another.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
pub struct Rows {
    /// The position of the first, from 0.
    #[ts(type = "number")]
    pub from: u64,
    /// The names of the first [`COLUMNS`] columns.
    pub columns: Vec<String>,
    /// How many columns there are.
    #[ts(type = "number")]
    pub n_columns: u64,
    /// A text for each of these columns, empty where there is none.
    pub cells: Vec<Vec<String>>,
    /// Cells whose text is not what their column holds: the position in
    /// `cells`, and in the record.
    #[ts(type = "Array<[number, number]>")]
    pub unread: Vec<(u64, u64)>,
}

impl Table {
    /// Records from a position on, `count` of them at most, fewer at the end
    /// and never more than [`RECORDS`]; of a survey, among its first thousand.
    ///
    /// O(count).
    pub fn rows(&self, from: usize, count: usize) -> Rows {
        let n = match self.is_survey {
            true => self.n_records.min(HEAD),
            false => self.n_records,
        };
        let from = from.min(n);
        let to = from + count.min(RECORDS).min(n - from);
        let data = &self.data[..self.data.len().min(COLUMNS)];
        let named = self.columns.iter().take(data.len());
        let mut rows = Rows {
            from: from as u64,
            columns: named.map(|column| column.name.clone()).collect(),
            n_columns: self.data.len() as u64,
            cells: Vec::with_capacity(to - from),
            unread: Vec::new(),
        };
        for (nth, record) in (from..to).enumerate() {
            let mut cells = Vec::with_capacity(data.len());
            for (column, of) in data.iter().enumerate() {
                let code = of.codes[record];
                cells.push(text(&of.texts, &of.ends, code));
                if is_unread(of, code) {
                    rows.unread.push((nth as u64, column as u64));
                }
            }
            rows.cells.push(cells);
        }
        rows
    }
}

/// The first records of columns that are still being filled; `None` where
/// there are fewer than `count` yet.
pub(crate) fn first_rows(
    columns: &[(String, &Dictionary)],
    count: usize,
) -> Option<Rows> {
    let shown = &columns[..columns.len().min(COLUMNS)];
    let is_there = |it: &(String, &Dictionary)| it.1.codes().len() >= count;
    if shown.is_empty() || !shown.iter().all(is_there) {
        return None;
    }
    let record = |at: usize| {
        let cell = |it: &(String, &Dictionary)| {
            let (texts, ends) = it.1.texts();
            text(texts, ends, it.1.codes()[at])
        };
        shown.iter().map(cell).collect()
    };
    Some(Rows {
        from: 0,
        columns: shown.iter().map(|it| it.0.clone()).collect(),
        n_columns: columns.len() as u64,
        cells: (0..count).map(record).collect(),
        unread: Vec::new(),
    })
}

fn text(texts: &[u8], ends: &[u32], code: u32) -> String {
    if code == MISSING {
        return String::new();
    }
    let code = code as usize;
    let start = if code == 0 { 0 } else { ends[code - 1] };
    let bytes = &texts[start as usize..ends[code] as usize];
    let text = std::str::from_utf8(bytes);
    clip(
        text.expect("every text was checked when it was stored"),
        TEXT,
    )
}

fn is_unread(data: &ColumnData, code: u32) -> bool {
    let at = code as usize;
    code != MISSING
        && match &data.parsed {
            Parsed::Text => false,
            Parsed::Numbers { mantissas, .. } => mantissas[at].is_none(),
            Parsed::Moments(moments) => moments[at].is_none(),
            Parsed::Booleans(truths) => truths[at].is_none(),
        }
}
