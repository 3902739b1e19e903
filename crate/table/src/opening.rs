//! The first bytes of a text: how it is written and how it is laid out.

use crate::choice::check_choices;
use crate::decode::Decode;
use crate::encoding::{self, Encoding, UTF_8};
use crate::names::unique_names;
use crate::odd::Odd;
use crate::refuse::refuse;
use crate::sniff::{
    Found, Guess, Layout, by_mark, cut_column, dialect_of, fill_rows,
    find_dialect, find_layout, find_odd, guess_encoding, other_kind,
    sample_rows, separator_line,
};
use crate::tokens::Dialect;
use crate::{ReadError, ReadOptions, limits};

/// What was found, or given.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    pub encoding: Encoding,
    /// Bytes of a byte order mark.
    pub mark: usize,
    /// The encoding is a guess because the text is no UTF-8.
    pub doubtful: bool,
    /// Of the text, or of what it is rewritten as.
    pub dialect: Dialect,
    /// Another delimiter that does nearly as well.
    pub rival: Option<u8>,
    /// It holds controls where letters were decoded wrongly.
    pub misdecoded: bool,
    /// It has to be rewritten.
    pub odd: Option<Odd>,
    /// Bytes of decoded text before the table: a line `sep=;`.
    pub skip: usize,
    pub layout: Layout,
    /// The text is the rows of a sheet: a record a row.
    pub is_sheet: bool,
}

/// The first bytes of a text.
#[derive(Clone, Copy)]
pub(crate) struct Head<'a> {
    pub bytes: &'a [u8],
    /// The text ends with them.
    pub whole: bool,
    /// They are rows that a heavy reader wrote.
    pub is_sheet: bool,
}

/// Looks at the first bytes of a text. Nothing is decided where they show too
/// little, such as a part of the header.
pub(crate) fn open(
    file: &str,
    head: Head<'_>,
    options: &ReadOptions,
) -> Result<Option<Opening>, ReadError> {
    let Head {
        bytes: head,
        whole,
        is_sheet,
    } = head;
    if let Some(kind) = other_kind(head).filter(|_| !is_sheet) {
        let message =
            format!("{file} is {}, not a table of delimited text.", kind.what);
        let error = refuse(file, "E_TYPE", message, kind.advice);
        return Err(error.with("kind", kind.name));
    }
    let Written {
        encoding,
        mark,
        doubtful,
    } = written(file, head, options)?;
    let decode = || Decode::new(encoding, mark);
    let mut text = decode_head(&head[mark..], decode().mending(true));
    if !text.misdecoded {
        text = decode_head(&head[mark..], decode());
    }
    let found = separator_line(&text.bytes).filter(|_| !is_sheet);
    let skip = found.map_or(0, |(_, end)| end);
    let bytes = &text.bytes[skip..];
    let Found {
        dialect,
        rival,
        enough,
    } = match (options.delimiter, found) {
        (Some(given), _) => certain(delimiter_byte(file, given)?),
        (None, Some((delimiter, _))) => certain(delimiter),
        (None, None) => find_dialect(bytes, whole),
    };
    check_mark(file, options)?;
    let is_given = options.delimiter.is_some();
    let odd = match is_sheet || skip > 0 {
        true => None,
        false => find_odd(bytes, whole, dialect, is_given),
    };
    let dialect = odd.as_ref().map_or(dialect, Odd::dialect);
    let mut sample = match &odd {
        None => sample_rows(bytes, whole, dialect),
        Some(odd) => sample_rows(&odd.rewritten(bytes, whole), whole, dialect),
    };
    if is_sheet {
        fill_rows(&mut sample.rows);
    }
    let is_last = text.malformed || head.len() > limits::ROW;
    if !(is_last || enough && sample.enough) {
        return Ok(None);
    }
    if dialect.delimiter == b',' && !is_sheet {
        check_commas(file, &sample.rows)?;
    }
    let layout = find_layout(&sample.rows, options.has_header);
    check_columns(file, options, layout.n_columns)?;
    if !options.decided.is_empty() {
        let names = unique_names(&layout.header, layout.n_columns).names;
        check_choices(file, options, &names)?;
    }
    Ok(Some(Opening {
        encoding,
        mark,
        doubtful,
        dialect,
        rival,
        misdecoded: text.misdecoded,
        odd,
        skip,
        layout,
        is_sheet,
    }))
}

/// Refuses a table whose commas are both decimal marks and delimiters.
fn check_commas(file: &str, rows: &[Vec<String>]) -> Result<(), ReadError> {
    let Some(column) = cut_column(rows) else {
        return Ok(());
    };
    let (expected, found) = (rows[0].len(), rows[1].len());
    let message = format!(
        "Commas part the columns and the decimals: the header has {expected} \
         fields, the records have {found}."
    );
    let hint = "Export it with semicolons, or with a decimal point.";
    let mut error = refuse(file, "E_DECIMAL_COMMA", message, hint);
    error.place.line = Some(2);
    error.place.column = rows[0].get(column).cloned();
    Err(error.with("expected", expected).with("found", found))
}

/// In which encoding a text is written.
pub(crate) struct Written {
    pub encoding: Encoding,
    /// Bytes of a byte order mark.
    pub mark: usize,
    /// The encoding is a guess because the text is no UTF-8.
    pub doubtful: bool,
}

/// The encoding that was given, or that the head shows.
///
/// # Errors
/// The given one is none, or nothing is there that reads it.
pub(crate) fn written(
    file: &str,
    head: &[u8],
    options: &ReadOptions,
) -> Result<Written, ReadError> {
    let found = match &options.encoding {
        Some(label) => given(file, head, label)?,
        None => shown(file, head)?,
    };
    if found.encoding != UTF_8 {
        encoding::old(file)?;
    }
    Ok(found)
}

/// As the user named it; a mark of another encoding is text.
fn given(file: &str, head: &[u8], label: &str) -> Result<Written, ReadError> {
    let encoding = named_encoding(file, label)?;
    let mark = by_mark(head).filter(|mark| mark.0 == encoding);
    Ok(Written {
        encoding,
        mark: mark.map_or(0, |mark| mark.1),
        doubtful: false,
    })
}

fn shown(file: &str, head: &[u8]) -> Result<Written, ReadError> {
    Ok(match guess_encoding(head) {
        Guess::Certain { encoding, mark } => Written {
            encoding,
            mark,
            doubtful: false,
        },
        Guess::Old => Written {
            encoding: encoding::old(file)?.guess(head),
            mark: 0,
            doubtful: true,
        },
    })
}

fn certain(delimiter: u8) -> Found {
    Found {
        dialect: dialect_of(delimiter),
        rival: None,
        enough: true,
    }
}

/// The text of the head, as far as it can be decoded.
pub(crate) struct Decoded {
    pub bytes: Vec<u8>,
    /// It held controls that were letters, which they are now.
    misdecoded: bool,
    /// What cannot be decoded is refused when it is read in earnest.
    malformed: bool,
}

/// The text of a head without its byte order mark.
pub(crate) fn decode_head(head: &[u8], mut decode: Decode) -> Decoded {
    let mut bytes = Vec::new();
    let read = decode.feed(head, false, &mut bytes);
    Decoded {
        bytes,
        misdecoded: decode.is_misdecoded(),
        malformed: read.is_err(),
    }
}

fn named_encoding(file: &str, label: &str) -> Result<Encoding, ReadError> {
    encoding::named(file, label)?.ok_or_else(|| {
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

pub(crate) fn check_mark(
    file: &str,
    options: &ReadOptions,
) -> Result<(), ReadError> {
    let own = options.decided.iter().filter_map(|own| own.decimal_mark);
    let mut marks = options.decimal_mark.into_iter().chain(own);
    let Some(mark) = marks.find(|mark| !matches!(mark, '.' | ',')) else {
        return Ok(());
    };
    let message = format!("{mark:?} is not a decimal mark.");
    let hint = "Choose a point or a comma.";
    let error = refuse(file, "E_DECIMAL_MARK", message, hint);
    Err(error.with("mark", mark.to_string()))
}

pub(crate) fn check_columns(
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
