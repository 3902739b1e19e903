//! The first bytes of a text: how it is written and how it is laid out.

use encoding_rs::Encoding;

use crate::decode::Decode;
use crate::refuse::refuse;
use crate::sniff::{
    Layout, dialect_of, find_dialect, find_layout, guess_encoding, other_kind,
    sample_rows, separator_line,
};
use crate::tokens::Dialect;
use crate::{ReadError, ReadOptions, limits};

/// What was found, or given.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    pub encoding: &'static Encoding,
    /// Bytes of a byte order mark.
    pub mark: usize,
    /// The encoding is a guess because the text is no UTF-8.
    pub doubtful: bool,
    pub dialect: Dialect,
    /// Bytes of decoded text before the table: a line `sep=;`.
    pub skip: usize,
    pub layout: Layout,
}

/// Looks at the first bytes of a text, at most [`limits::HEAD`]; a `whole`
/// text ends with them.
pub(crate) fn open(
    file: &str,
    head: &[u8],
    whole: bool,
    options: &ReadOptions,
) -> Result<Opening, ReadError> {
    if let Some(kind) = other_kind(head) {
        let message =
            format!("{file} is {}, not a table of delimited text.", kind.what);
        let error = refuse(file, "E_TYPE", message, kind.advice);
        return Err(error.with("kind", kind.name));
    }
    let guess = guess_encoding(head);
    let encoding = match &options.encoding {
        Some(label) => named_encoding(file, label)?,
        None => guess.encoding,
    };
    let same = encoding == guess.encoding;
    let mark = if same { guess.mark } else { 0 };
    let text = decode_head(head, mark, encoding);
    let found = separator_line(&text);
    let skip = found.map_or(0, |(_, end)| end);
    let text = &text[skip..];
    let dialect = match (options.delimiter, found) {
        (Some(given), _) => dialect_of(delimiter_byte(file, given)?),
        (None, Some((delimiter, _))) => dialect_of(delimiter),
        (None, None) => find_dialect(text, whole),
    };
    check_mark(file, options)?;
    let rows = sample_rows(text, whole, dialect).rows;
    let layout = find_layout(&rows, options.has_header);
    check_columns(file, options, layout.n_columns)?;
    Ok(Opening {
        encoding,
        mark,
        doubtful: guess.doubtful && options.encoding.is_none(),
        dialect,
        skip,
        layout,
    })
}

/// The text of the head, as far as it can be decoded.
fn decode_head(
    head: &[u8],
    mark: usize,
    encoding: &'static Encoding,
) -> Vec<u8> {
    let mut text = Vec::new();
    let head = &head[mark..head.len().min(limits::HEAD)];
    // What cannot be decoded is refused when it is read in earnest.
    let _ = Decode::new(encoding, mark).feed(head, false, &mut text);
    text
}

fn named_encoding(
    file: &str,
    label: &str,
) -> Result<&'static Encoding, ReadError> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        let message = format!("{label:?} is not the name of an encoding.");
        let hint = "Known names are utf-8, windows-1252, utf-16le, \
                    iso-8859-15, shift_jis and the others of the WHATWG \
                    Encoding Standard.";
        refuse(file, "E_ENCODING", message, hint).with("encoding", label)
    })
}

fn delimiter_byte(file: &str, delimiter: char) -> Result<u8, ReadError> {
    let known =
        delimiter.is_ascii() && !matches!(delimiter, '"' | '\r' | '\n' | '\0');
    if known {
        return Ok(delimiter as u8);
    }
    let message = format!("{delimiter:?} cannot part columns.");
    let hint = "Choose one of , ; tab | or a blank.";
    let error = refuse(file, "E_SEPARATOR", message, hint);
    Err(error.with("delimiter", delimiter.to_string()))
}

fn check_mark(file: &str, options: &ReadOptions) -> Result<(), ReadError> {
    let Some(mark) = options.decimal_mark else {
        return Ok(());
    };
    if matches!(mark, '.' | ',') {
        return Ok(());
    }
    let message = format!("{mark:?} is not a decimal mark.");
    let hint = "Choose a point or a comma.";
    let error = refuse(file, "E_DECIMAL_MARK", message, hint);
    Err(error.with("mark", mark.to_string()))
}

fn check_columns(
    file: &str,
    options: &ReadOptions,
    n_columns: usize,
) -> Result<(), ReadError> {
    let beyond = options.columns.iter().find(|column| **column >= n_columns);
    let Some(column) = beyond.filter(|_| n_columns > 0) else {
        return Ok(());
    };
    let message = format!(
        "There is no column {}: the file has {n_columns}.",
        column + 1
    );
    let hint = "Choose among the columns there are.";
    let error =
        refuse(file, "E_COLUMN", message, hint).with("position", column + 1);
    Err(error.with("columns", n_columns))
}
