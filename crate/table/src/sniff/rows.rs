//! The first records of a text, to look at.

use crate::ReadError;
use crate::tokens::{Dialect, PADDING, Record, Sink, Tokenizer};

/// One record of the head, as texts.
pub(crate) type Row = Vec<String>;

/// The complete records of a head; of a `whole` text all of them.
pub(crate) struct Sample {
    pub rows: Vec<Row>,
    /// A quote stayed open, or a limit was passed.
    pub broken: bool,
    /// There are records enough to see the layout, or there is no hope of
    /// more.
    pub enough: bool,
}

/// Complete records that show a layout, titles and a header among them.
const ENOUGH: usize = 8;

/// Reads the head in one dialect.
pub(crate) fn sample_rows(
    head: &[u8],
    whole: bool,
    dialect: Dialect,
) -> Sample {
    let mut rows = Rows(Vec::new());
    let taken = read(head, whole, dialect, &mut rows);
    let mut broken = taken.is_none();
    let cut = head.len() - taken.unwrap_or(0);
    let many = rows.0.len() >= ENOUGH && 2 * cut <= head.len();
    let enough = whole || broken || many;
    if rows.0.is_empty() && !whole && !broken {
        broken = read(head, true, dialect, &mut rows).is_none();
    }
    Sample {
        rows: rows.0,
        broken,
        enough,
    }
}

/// The bytes of complete records, where nothing stopped the reading.
fn read(
    head: &[u8],
    whole: bool,
    dialect: Dialect,
    rows: &mut Rows,
) -> Option<usize> {
    let mut window = head.to_vec();
    window.resize(head.len() + PADDING, 0);
    let mut tokenizer = Tokenizer::new(dialect, 1);
    tokenizer.run(&mut window, head.len(), whole, rows).ok()
}

struct Rows(Vec<Row>);

impl Sink for Rows {
    fn record(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        let text =
            |cell| String::from_utf8_lossy(record.text(cell)).into_owned();
        self.0.push((0..record.cells.len()).map(text).collect());
        Ok(())
    }

    fn blank(&mut self) {}
}

/// Lines that begin with `#` above a table, where there are several: one
/// alone may be a header's first name, and the last is one if it is as wide
/// as what follows.
pub(super) fn n_comments(rows: &[Row]) -> usize {
    let is_comment =
        |row: &&Row| row.first().is_some_and(|it| it.starts_with('#'));
    let n = rows.iter().take_while(is_comment).count();
    match (
        n.checked_sub(1).and_then(|last| rows.get(last)),
        rows.get(n),
    ) {
        (Some(last), Some(next)) if n > 1 => {
            n - usize::from(last.len() > 1 && last.len() == next.len())
        }
        _ => 0,
    }
}
