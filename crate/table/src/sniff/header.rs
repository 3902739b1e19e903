//! The columns of a text, from its first records.

use std::collections::BTreeSet;

use super::dialect::usual_width;
use super::rows::{Row, n_comments};
use crate::infer::date;
use crate::infer::number::{self, Mark};
use crate::infer::words::is_missing_word;

/// So many title rows are looked over.
const N_TITLES: usize = 20;

/// Where the table starts and what its columns are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Fields of a record.
    pub n_columns: usize,
    /// Records before the header or the first record.
    pub n_preamble: usize,
    /// The first record names the columns.
    pub has_header: bool,
    /// The header as it stands, short by an empty last name if need be.
    pub header: Vec<String>,
    /// More lines of names below the header.
    pub n_below: usize,
    /// The header and the lines of names below it, as they stand in the file.
    pub lines: Vec<Row>,
}

/// The layout of a text that begins with these records.
pub(crate) fn find_layout(rows: &[Row], has_header: Option<bool>) -> Layout {
    let (comments, rows) = rows.split_at(n_comments(rows));
    let mut layout = find_table(rows, has_header);
    layout.n_preamble += comments.len();
    layout
}

fn find_table(rows: &[Row], has_header: Option<bool>) -> Layout {
    let mut n_columns = usual_width(rows);
    if let Some(wider) = phantom_width(rows, n_columns) {
        n_columns = wider;
    }
    let fits = |row: &Row| row.len() == n_columns;
    let phantom = rows.first().is_some_and(|first| {
        first.len() + 1 == n_columns && is_phantom(&rows[1..], n_columns)
    });
    let named_rows =
        !phantom && has_header != Some(false) && lacks_corner(rows, n_columns);
    let start = if phantom || named_rows {
        0
    } else {
        rows.iter().position(fits).unwrap_or(0)
    };
    let start = match has_header {
        Some(false) => start,
        _ if named_rows => start,
        _ => below_titles(rows, start, n_columns).unwrap_or(start),
    };
    let body: Vec<&Row> = rows
        .iter()
        .skip(start + 1)
        .filter(|row| fits(row))
        .collect();
    let mut first = rows.get(start).cloned().unwrap_or_default();
    if named_rows {
        first.insert(0, String::new());
    }
    let has_header = has_header
        .unwrap_or_else(|| phantom || named_rows || is_header(&first, &body));
    let mut layout = Layout {
        n_columns,
        n_preamble: start,
        has_header,
        header: if has_header { first } else { Vec::new() },
        n_below: 0,
        lines: Vec::new(),
    };
    if layout.has_header {
        layout.lines.push(layout.header.clone());
        let above = start.checked_sub(1).and_then(|at| rows.get(at));
        if let Some(names) =
            above.and_then(|row| told_apart(row, &layout.header))
        {
            layout.header = names;
        }
    }
    layout.take_lines_below(rows);
    layout
}

/// Lines of names below the header, at most.
const N_BELOW: usize = 2;

impl Layout {
    /// A header may have more lines: names of columns below that of their
    /// group, or the same names once more.
    fn take_lines_below(&mut self, rows: &[Row]) {
        while self.has_header && self.n_below < N_BELOW {
            let at = self.n_preamble + 1 + self.n_below;
            let fits = |row: &&Row| row.len() == self.n_columns;
            let Some(row) = rows.get(at).filter(fits) else {
                return;
            };
            let body: Vec<&Row> = rows[at + 1..].iter().filter(fits).collect();
            let spans =
                spans(&self.header, row) || self.is_qualified(row, &body);
            let names = spans || is_named_again(&self.header, row);
            if !names || body.is_empty() || is_record(row, &body) {
                return;
            }
            if spans {
                join(&mut self.header, row);
            }
            self.n_below += 1;
            self.lines.push(row.clone());
        }
    }

    /// The row says more of some columns, as in a header of several lines,
    /// or names units.
    fn is_qualified(&self, row: &Row, body: &[&Row]) -> bool {
        let is_deep = self.n_preamble + self.n_below > 0;
        let mut filled = row.iter().filter(|text| !is_blank(text));
        qualifies(&self.header, row, body)
            && (is_deep || filled.all(|text| is_unit(text)))
    }
}

/// Such as `EUR`, `%` or `[kg]`.
fn is_unit(text: &str) -> bool {
    let text = text.trim();
    let is_code =
        text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_sign = !text.contains(char::is_alphanumeric);
    let is_bracketed = text.starts_with(['(', '[']);
    is_code || is_sign || is_bracketed
}

/// The row names columns where the header has none, and none where its names
/// are of one column only: those with a neighbour of their own.
fn spans(header: &Row, row: &Row) -> bool {
    let blank = |row: &Row, at: usize| row.get(at).is_none_or(|t| is_blank(t));
    let all = 0..row.len();
    let below = all
        .clone()
        .filter(|at| blank(header, *at) && !blank(row, *at));
    let above = all.filter(|at| !blank(header, *at) && blank(row, *at));
    below.count() > 0 && above.count() > 0
}

/// The row says more of some columns only, as a unit does: it leaves the first
/// one out, and where its words stand, the header has names and the records
/// have numbers or dates.
fn qualifies(header: &Row, row: &Row, body: &[&Row]) -> bool {
    let mut texts = row.iter().enumerate();
    let leaves_out = texts.next().is_some_and(|(_, text)| is_blank(text));
    let mut filled = texts.filter(|(_, text)| !is_blank(text)).peekable();
    leaves_out
        && filled.peek().is_some()
        && filled.all(|(at, text)| {
            is_word(text)
                && header.get(at).is_some_and(|name| !is_blank(name))
                && mostly_typed(body.iter().map(|row| row[at].as_str()))
        })
}

fn is_named_again(header: &Row, row: &Row) -> bool {
    header.len() == row.len() && header.iter().zip(row).all(|(a, b)| a == b)
}

/// Adds names to those of their groups, which reach over the blank ones.
fn join(header: &mut Row, row: &Row) {
    let mut group = String::new();
    header.resize(row.len(), String::new());
    for (name, below) in header.iter_mut().zip(row) {
        if !is_blank(name) {
            group.clone_from(name);
        }
        if !is_blank(below) {
            let joined = format!("{} {}", group.trim(), below.trim());
            *name = joined.trim_start().to_owned();
        }
    }
}

/// The header whose columns of one name are told apart by the line above it,
/// as by their years: the line has a text for each group of them, and none for
/// the first column, as a title has.
fn told_apart(above: &Row, header: &Row) -> Option<Row> {
    let is_title = above.first().is_none_or(|text| !is_blank(text));
    if is_title || above.len() != header.len() {
        return None;
    }
    let twice = doubled(header);
    let mut joined = above.clone();
    join(&mut joined, header);
    let all = header.iter().zip(joined);
    let names: Row = all
        .map(|(name, joined)| match twice.contains(name.trim()) {
            true => joined,
            false => name.clone(),
        })
        .collect();
    (doubled(&names).is_empty() && names != *header).then_some(names)
}

/// The names that come again.
fn doubled(header: &Row) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let names = header.iter().map(|name| name.trim().to_owned());
    names
        .filter(|name| !name.is_empty() && !seen.insert(name.clone()))
        .collect()
}

/// Gives rows of a sheet, which are short by the empty cells at their end,
/// the width of the table; what has less than half of it is a title.
pub(crate) fn fill_rows(rows: &mut [Row]) {
    let usual = usual_width(rows);
    let table = usual.div_ceil(2)..=2 * usual;
    let widths = rows.iter().map(Vec::len).filter(|n| table.contains(n));
    let width = widths.max().unwrap_or(0);
    let short = rows.iter_mut().filter(|row| table.contains(&row.len()));
    short.for_each(|row| row.resize(width, String::new()));
}

/// The width of records that all end in a delimiter, where the header does
/// not.
fn phantom_width(rows: &[Row], usual: usize) -> Option<usize> {
    let first = rows.first()?;
    (first.len() == usual && is_phantom(&rows[1..], usual + 1))
        .then_some(usual + 1)
}

fn is_phantom(rows: &[Row], width: usize) -> bool {
    let ends_empty = |row: &Row| {
        row.len() == width && row.last().is_some_and(String::is_empty)
    };
    !rows.is_empty() && rows.iter().all(ends_empty)
}

/// The first row names all columns but the first, which names the rows: so
/// does R write a table.
fn lacks_corner(rows: &[Row], n_columns: usize) -> bool {
    let Some((first, body)) = rows.split_first() else {
        return false;
    };
    first.len() + 1 == n_columns
        && n_columns > 2
        && body.len() > 1
        && body.iter().all(|row| row.len() == n_columns)
        && first.iter().all(|text| is_word(text) && !is_typed(text))
}

/// The first of two columns that look like one number each, cut at its
/// decimal comma; `None` where the header is as wide as the records.
pub(crate) fn cut_column(rows: &[Row]) -> Option<usize> {
    let (first, body) = rows.split_first()?;
    let width = first.len();
    let body: Vec<&Row> =
        body.iter().filter(|row| row.len() > width).collect();
    let wider = body.first()?.len();
    let alike = body.iter().all(|row| row.len() == wider);
    if !alike || 10 * body.len() < 9 * (rows.len() - 1) || width < 2 {
        return None;
    }
    let digits = |text: &str| {
        let text = text.trim();
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
    };
    (0..wider - 1).find(|at| {
        body.iter().all(|row| {
            let whole = row[*at].trim().trim_start_matches('-');
            digits(whole) && row[at + 1].len() == 2 && digits(&row[at + 1])
        })
    })
}

/// The header below titles that a spreadsheet padded to the width of the
/// table: rows of which half is empty, and then one that is not and that
/// names, beyond doubt, what stands below it. A first record is no such row,
/// as something in it is a number or a date; nor is the second line of a
/// header that names columns in its first. Nothing is a title where the first
/// row names the columns of a file padded with empty ones, or where a row is
/// one of its records.
fn below_titles(
    rows: &[Row],
    start: usize,
    n_columns: usize,
) -> Option<usize> {
    let fits = |row: &&Row| row.len() == n_columns;
    let mut top = rows[start.min(rows.len())..].iter().take(N_TITLES + 1);
    let n_titles = top.position(|row| fits(&row) && !is_sparse(row))?;
    let (above, rest) = rows[start..].split_at(n_titles);
    let (header, body) = rest.split_first()?;
    let is_named_above = |column: &usize| {
        let mut above = above.iter().filter_map(|row| row.get(*column));
        is_blank(&header[*column]) && above.any(|text| !is_blank(text))
    };
    if (0..n_columns).filter(is_named_above).count() > 1 {
        return None;
    }
    let body: Vec<&Row> = body.iter().filter(fits).collect();
    // Years above names that come again are no record of numbers.
    let is_of_names = |row: &Row| told_apart(row, header).is_some();
    let above = match above.split_last() {
        Some((last, titles)) if is_of_names(last) => titles,
        _ => above,
    };
    let kept = above.first().is_some_and(|row| names_all(row, &body))
        || above.iter().any(|row| is_record(row, &body));
    (!kept && names_beyond_doubt(header, &body)).then_some(start + n_titles)
}

/// The row names what stands below it and leaves no column without a name
/// that most of the records fill.
fn names_all(row: &Row, body: &[&Row]) -> bool {
    let is_filled = |column: usize| {
        let filled = body.iter().filter(|row| !is_blank(&row[column]));
        2 * filled.count() > body.len()
    };
    let mut texts = row.iter().enumerate();
    texts.all(|(column, text)| !is_blank(text) || !is_filled(column))
        && names_beyond_doubt(row, body)
}

fn names_beyond_doubt(row: &Row, body: &[&Row]) -> bool {
    let votes = votes(row, body);
    votes.favour > 0 && votes.against == 0
}

/// A number or a date in the row stands above others. The row may be of
/// another width than the records.
fn is_record(row: &Row, body: &[&Row]) -> bool {
    let n_columns = body.first().map_or(0, |row| row.len());
    let mut texts = row.iter().take(n_columns).enumerate();
    texts.any(|(column, text)| {
        is_typed(text)
            && mostly_typed(body.iter().map(|row| row[column].as_str()))
    })
}

fn is_sparse(row: &Row) -> bool {
    let filled = row.iter().filter(|text| !is_blank(text));
    2 * filled.count() <= row.len()
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// What the columns say of a first record.
struct Votes {
    /// Columns of numbers or dates in which its text is neither.
    favour: usize,
    /// Its numbers and dates.
    against: usize,
    /// Its texts that come again below.
    repeated: usize,
}

fn votes(first: &Row, body: &[&Row]) -> Votes {
    let mut votes = Votes {
        favour: 0,
        against: 0,
        repeated: 0,
    };
    // A header may come again, further down.
    let others = body.iter().filter(|row| **row != first);
    let others: Vec<&&Row> = others.collect();
    for (column, text) in first.iter().enumerate() {
        let mut below = body.iter().map(|row| row[column].as_str());
        let others = others.iter().map(|row| row[column].as_str());
        if is_typed(text) {
            votes.against += 1;
        } else if is_word(text) && mostly_typed(others) {
            votes.favour += 1;
        }
        votes.repeated += usize::from(below.any(|other| other == text));
    }
    votes
}

/// Each column whose other texts are numbers or dates has a vote: for a
/// header where its first text is not one, against where it is. Without a
/// vote the first record is a header unless half of its texts come again
/// below.
fn is_header(first: &Row, body: &[&Row]) -> bool {
    let votes = votes(first, body);
    if votes.favour == 0 && votes.against == 0 {
        return 2 * votes.repeated < first.len().max(1);
    }
    2 * votes.favour >= votes.against
}

fn is_word(text: &str) -> bool {
    !is_blank(text) && !is_missing_word(text)
}

fn mostly_typed<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let present: Vec<&str> = texts.filter(|text| is_word(text)).collect();
    let typed = present.iter().filter(|text| is_typed(text)).count();
    !present.is_empty() && 10 * typed >= 9 * present.len()
}

/// A number, an id of digits, or a date.
fn is_typed(text: &str) -> bool {
    let text = text.trim();
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    (!text.is_empty() && digits(text))
        || number::parse(text, Mark::Point).is_some()
        || number::parse(text, Mark::Comma).is_some()
        || date::parse(text).is_some()
}
