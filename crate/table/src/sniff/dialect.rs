//! The delimiter of a text, from its head.

use super::rows::{Row, Sample, n_comments, sample_rows};
use crate::infer::date;
use crate::infer::number::{self, Mark};
use crate::tokens::Dialect;

const CANDIDATES: [u8; 5] = *b",;\t| ";
/// Blanks part words as well, so they must do better than the others.
const BLANK_WEIGHT: f64 = 0.5;
/// A delimiter that scores so much of the best one is told.
const CLOSE: f64 = 0.95;
/// Rows looked at.
const N_ROWS: usize = 400;

/// The dialect of a delimiter that was given or found.
pub(crate) fn dialect_of(delimiter: u8) -> Dialect {
    Dialect {
        delimiter,
        runs: delimiter == b' ',
    }
}

/// The dialect that speaks best for itself.
pub(crate) struct Found {
    pub dialect: Dialect,
    /// Another delimiter that does nearly as well.
    pub rival: Option<u8>,
    /// No candidate needs more of the text: what stands in the quotes of one
    /// may look like a table to another.
    pub enough: bool,
}

/// The dialect of the text; a comma where nothing speaks for another one.
///
/// Each candidate reads the head. Its score is the share of records with the
/// most frequent number of fields (the first record counts as a tenth of
/// all), times the share of fields that are clean, times `1 - 1/n_fields`.
pub(crate) fn find_dialect(head: &[u8], whole: bool) -> Found {
    let mut best = (0.0, dialect_of(b','));
    let mut second = (0.0, b',');
    let mut enough = true;
    for delimiter in CANDIDATES {
        if !head.contains(&delimiter) {
            continue;
        }
        let dialect = dialect_of(delimiter);
        let sample = sample_rows(head, whole, dialect);
        enough &= sample.enough;
        let weight = if dialect.runs { BLANK_WEIGHT } else { 1.0 };
        let parts_dates = dialect.runs && are_dates(&sample.rows);
        let weight = if parts_dates { 0.0 } else { weight };
        let score = weight * score(&sample);
        if score > best.0 {
            second = (best.0, best.1.delimiter);
            best = (score, dialect);
        } else if score > second.0 {
            second = (score, delimiter);
        }
    }
    let close = second.0 > 0.0 && second.0 >= CLOSE * best.0;
    Found {
        dialect: best.1,
        rival: close.then_some(second.1),
        enough,
    }
}

/// The delimiter of a first line `sep=;`, and the length of that line.
pub(crate) fn separator_line(head: &[u8]) -> Option<(u8, usize)> {
    let rest = head.strip_prefix(b"\"").unwrap_or(head);
    let quotes = head.len() - rest.len();
    let start = rest.get(..4)?;
    let delimiter = *rest.get(4)?;
    if !start.eq_ignore_ascii_case(b"sep=") || !delimiter.is_ascii() {
        return None;
    }
    let at = 5 + 2 * quotes;
    let end = match head.get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\r' | b'\n', ..]) => at + 1,
        _ => return None,
    };
    (quotes == 0 || head[at - 1] == b'"').then_some((delimiter, end))
}

/// How many fields most records have; the first record has a say of a
/// quarter.
pub(crate) fn usual_width(rows: &[Row]) -> usize {
    let Some(first) = rows.first() else {
        return 0;
    };
    let mut tally = vec![(first.len(), rows.len() / 4)];
    for row in rows {
        match tally.iter_mut().find(|(width, _)| *width == row.len()) {
            Some((_, n)) => *n += 1,
            None => tally.push((row.len(), 1)),
        }
    }
    // Of equals the wider: titles are narrow. A single row proves nothing.
    let usual = tally.into_iter().reduce(|best, next| {
        let wider = next.1 == best.1 && next.1 > 1 && next.0 > best.0;
        if next.1 > best.1 || wider { next } else { best }
    });
    usual.map_or(0, |(width, _)| width)
}

/// How well a dialect reads the head, `0.0..=1.0`.
pub(super) fn score(sample: &Sample) -> f64 {
    let rows = &sample.rows[n_comments(&sample.rows)..];
    let rows = &rows[..rows.len().min(N_ROWS)];
    let width = usual_width(rows);
    if width < 2 {
        return 0.0;
    }
    let bonus = rows.len() as f64 / 10.0;
    let like = |row: &&Row| row.len() == width;
    let alike = rows.iter().filter(like).count() as f64;
    let first = if rows[0].len() == width { bonus } else { 0.0 };
    let consistent = (alike + first) / (rows.len() as f64 + bonus);
    let fields = rows.iter().filter(like).flatten();
    let clean = fields.clone().filter(|text| is_clean(text)).count() as f64;
    let clean = clean / fields.count() as f64;
    let broken = if sample.broken { 0.5 } else { 1.0 };
    consistent * consistent * clean * broken * (1.0 - 1.0 / width as f64)
}

/// Whether most rows are one moment each, whose blank parts nothing.
fn are_dates(rows: &[Row]) -> bool {
    let rows = &rows[..rows.len().min(N_ROWS)];
    let is_date =
        |row: &&Row| row.len() > 1 && date::parse(&row.join(" ")).is_some();
    2 * rows.iter().filter(is_date).count() > rows.len()
}

/// A field that no other delimiter would part better.
fn is_clean(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || !text.contains([',', ';', '\t', '|', '"'])
        || number::parse(text, Mark::Point).is_some()
        || number::parse(text, Mark::Comma).is_some()
        || date::parse(text).is_some()
}
