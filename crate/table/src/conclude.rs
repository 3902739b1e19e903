//! The end of a reading: what is said of the file as a whole.

use std::sync::Arc;

use crate::choice::Wanted;
use crate::columns::{Columns, Odds};
use crate::ends::{footer, take_headers};
use crate::fold::Keeps;
use crate::names::{Names, unique_names};
use crate::odd::{Escape, Odd};
use crate::opening::Opening;
use crate::refuse::refuse;
use crate::summary::{Summary, clip, summarise};
use crate::{Format, Origin, Place, ReadError, ReadOptions, Table, Warning};

/// So many times more ragged records than others are no table.
const RAGGED: u64 = 2;

/// No question in a sheet, whose cells hold numbers.
const MARK: &str = "W_DECIMAL_MARK";

/// All that a table is made of.
pub(crate) struct Ending<'a> {
    pub name: String,
    pub options: &'a ReadOptions,
    pub opening: &'a Opening,
    pub columns: Columns,
    /// What is told of the text as a whole.
    pub told: Vec<Warning>,
    pub sha256: String,
    pub gzip: bool,
    pub origin: Option<Origin>,
}

/// The table, or why there is none.
pub(crate) fn conclude(mut ending: Ending<'_>) -> Result<Table, ReadError> {
    let layout = &ending.opening.layout;
    let n_headers = match ending.columns.each {
        true => ending.columns.tally.repeated,
        false => take_headers(&mut ending.columns, layout),
    };
    check_not_empty(&ending)?;
    let names = unique_names(&layout.header, layout.n_columns);
    let mut warnings = file_warnings(&ending, &names);
    warnings.append(&mut ending.told);
    let n_later = ending.columns.tally.later.n;
    match ending.columns.closed && n_later > 0 {
        true => warnings.extend(later_tables(&ending.columns.tally.later)),
        false => warnings.extend(headers_again(n_headers)),
    }
    let tally = &ending.columns.tally;
    let (read, blank) = (tally.n_records + tally.rejected(), tally.blank);
    let rejected = tally.rejected();
    let n_records = tally.n_records as usize;
    let format = format_of(&ending);
    let mut table = Table {
        name: ending.name,
        format,
        n_records,
        read,
        blank,
        rejected,
        sha256: ending.sha256,
        columns: Vec::new(),
        histograms: Vec::new(),
        warnings,
        is_survey: matches!(ending.columns.keeps, Keeps::Counts(_)),
        is_full: Vec::new(),
        keys: Vec::new(),
        data: Vec::new(),
    };
    let is_sheet = ending.opening.is_sheet;
    let kept = ending.columns.kept;
    let columns = kept.into_iter().zip(ending.columns.dictionaries);
    for (column, dictionary) in columns {
        let name = &ending.columns.names[column];
        let wanted = Wanted::new(ending.options, name);
        let mut summary = summarise(name, dictionary, wanted);
        let last = column + 1 == ending.columns.names.len();
        if last && is_phantom(layout.header.get(column), &summary) {
            table.warnings.push(phantom());
            continue;
        }
        if table.is_survey {
            table.is_full.push(summary.is_full);
        }
        summary.warnings.retain(|it| !(is_sheet && it.code == MARK));
        add_column(&mut table, summary);
    }
    table.warnings.extend(footer(&table));
    debug_assert!(table.warnings.iter().all(Warning::keeps));
    Ok(table)
}

fn headers_again(n: u64) -> Option<Warning> {
    let message = format!(
        "{n} records repeat the names of the columns and were set aside; \
         those below them were kept. If they are those of another table, \
         let the table end there."
    );
    (n > 0).then(|| Warning::new("W_HEADER_AGAIN", n, message))
}

/// What is told where the table ends at a header that comes again.
fn later_tables(later: &Odds) -> Option<Warning> {
    let n = later.n;
    let message = format!(
        "The table ends where the names of its columns come again; {n} \
         records below were left out."
    );
    let mut told = Warning::new("W_TABLES", n, message);
    told.place = Some(later.first.clone()?.0);
    Some(told)
}

/// Adds a finished column and what is said of it.
pub(crate) fn add_column(table: &mut Table, summary: Summary) {
    for mut warning in summary.warnings {
        warning.place = Some(Place {
            file: table.name.clone(),
            column: Some(summary.profile.name.clone()),
            ..Place::default()
        });
        table.warnings.push(warning);
    }
    table.columns.push(summary.profile);
    table.histograms.push(summary.histogram);
    table.data.push(Arc::new(summary.data));
}

fn check_not_empty(ending: &Ending<'_>) -> Result<(), ReadError> {
    let tally = &ending.columns.tally;
    if tally.ragged > RAGGED * tally.n_records && tally.n_records > 0 {
        return Err(mostly_ragged(ending));
    }
    if tally.n_records > 0 {
        return Ok(());
    }
    let file = &ending.name;
    let again = "Check the export and take the file again.";
    if ending.columns.names.is_empty() {
        let message = format!("{file} is empty.");
        return Err(refuse(file, "E_EMPTY", message, again));
    }
    let names = list(&ending.columns.names);
    let expected = ending.columns.names.len();
    let message = if tally.ragged > 0 {
        format!(
            "No record has {expected} fields as expected ({names}); {} were \
             set aside.",
            tally.ragged
        )
    } else {
        format!("{file} names its columns ({names}) but has no record.")
    };
    let mut error = refuse(file, "E_NO_ROWS", message, again)
        .with("names", first_names(&ending.columns.names))
        .with("expected", expected);
    if let Some((place, _)) = &tally.first_ragged {
        error.place = place.clone();
    }
    Err(error.with("ragged", tally.ragged))
}

/// A table is not made of a third of the records.
fn mostly_ragged(ending: &Ending<'_>) -> ReadError {
    let tally = &ending.columns.tally;
    let expected = ending.columns.names.len();
    let (n, all) = (tally.ragged, tally.n_records + tally.ragged);
    let message = format!(
        "{n} of {all} records do not have {expected} fields, as the others \
         do between delimiters {:?}.",
        format_of(ending).delimiter
    );
    let hint = "Check the delimiter, and whether texts that hold it are in \
                quotation marks.";
    let mut error = refuse(&ending.name, "E_WIDTHS", message, hint)
        .with("ragged", n)
        .with("records", all)
        .with("delimiter", format_of(ending).delimiter)
        .with("expected", expected);
    if let Some((place, _)) = &tally.first_ragged {
        error.place = place.clone();
    }
    error
}

/// The first names as a text.
pub(crate) fn list(names: &[String]) -> String {
    first_names(names).join(", ")
}

/// The first names, each not too long.
pub(crate) fn first_names(names: &[String]) -> Vec<String> {
    let short = names.iter().take(20).map(|name| clip(name, 40));
    let more = (names.len() > 20).then(|| "…".to_owned());
    short.chain(more).collect()
}

fn format_of(ending: &Ending<'_>) -> Format {
    let byte = ending.opening.dialect.delimiter;
    let delimiter = match &ending.opening.odd {
        Some(odd) => String::from_utf8_lossy(&odd.delimiter).into_owned(),
        None => char::from(byte).to_string(),
    };
    let name = match byte {
        b'\t' => "tsv",
        b' ' => "spaces",
        _ => "csv",
    };
    Format {
        name: packed(name, ending.gzip, ending.origin.as_ref()),
        encoding: ending.opening.encoding.name().to_owned(),
        delimiter,
        has_header: ending.opening.layout.has_header,
        part: part(ending.origin.as_ref()),
        parts: Vec::new(),
    }
}

/// The part of the file that was read, where it has parts.
pub(crate) fn part(origin: Option<&Origin>) -> Option<String> {
    let part = origin.map(|origin| origin.part.clone());
    part.filter(|part| !part.is_empty())
}

/// The name of a format with what it was packed in.
pub(crate) fn packed(
    name: &str,
    gzip: bool,
    origin: Option<&Origin>,
) -> String {
    let packed = if gzip { "+gzip" } else { "" };
    match origin {
        None => format!("{name}{packed}"),
        Some(origin) if origin.is_sheet => origin.format.clone(),
        Some(origin) => format!("{name}{packed}+{}", origin.format),
    }
}

/// A last column without a name and without a value.
fn is_phantom(header: Option<&String>, summary: &Summary) -> bool {
    let unnamed = header.is_none_or(|name| name.trim().is_empty());
    unnamed && summary.profile.distinct == 0
}

fn phantom() -> Warning {
    Warning::new(
        "W_TRAILING_DELIMITER",
        1,
        "Each record ends in a delimiter; the empty last column was left \
         out."
            .into(),
    )
}

/// The encoding is a guess.
pub(crate) fn doubtful(encoding: &'static str) -> Warning {
    let message = format!(
        "The text is not UTF-8; it was read as {encoding}. Look at accented \
         letters, and choose the encoding if they are wrong."
    );
    let told = Warning::new("W_ENCODING", 1, message);
    told.with("encoding", encoding)
}

fn file_warnings(ending: &Ending<'_>, names: &Names) -> Vec<Warning> {
    let mut list = Vec::new();
    if ending.opening.doubtful {
        list.push(doubtful(ending.opening.encoding.name()));
    }
    list.extend(rival(ending));
    list.extend(ending.opening.odd.as_ref().and_then(quotes));
    list.extend(widths(&ending.columns));
    list.extend(preamble(&ending.columns));
    names.warn(&mut list);
    if names.names.len() == 1 {
        list.push(Warning::new(
            "W_ONE_COLUMN",
            1,
            "Only one column was found. If there should be more, choose \
             the delimiter."
                .into(),
        ));
    }
    list
}

/// Another delimiter would do nearly as well.
fn rival(ending: &Ending<'_>) -> Option<Warning> {
    let long = |odd: &Odd| odd.delimiter.len() > 1;
    if ending.opening.odd.as_ref().is_some_and(long) {
        return None;
    }
    let other = char::from(ending.opening.rival?).to_string();
    let found = format_of(ending).delimiter;
    let message = format!(
        "The columns are parted by {found:?}, but {other:?} would do nearly \
         as well; choose it if they are wrong."
    );
    let told = Warning::new("W_DELIMITER", 1, message);
    Some(told.with("delimiter", found).with("other", other))
}

/// Quotes that are not those of most files.
fn quotes(odd: &Odd) -> Option<Warning> {
    let (words, fact) = match (odd.quote, odd.escape) {
        (_, Escape::Exchanged) => (
            "apostrophes stand around fields, and quotation marks inside \
             are still doubled",
            "exchanged",
        ),
        (b'\'', _) => ("apostrophes stand around fields", "apostrophe"),
        (_, Escape::Backslash) => {
            ("a backslash stands before quotation marks", "backslash")
        }
        (_, Escape::None) => {
            ("quotation marks inside fields are not doubled", "bare")
        }
        (_, Escape::Doubled) => return None,
    };
    let message = format!("In this file {words}; it was read so.");
    Some(Warning::new("W_QUOTE", 1, message).with("how", fact))
}

/// What is told of records of another width, and of stray quotes.
fn widths(columns: &Columns) -> Vec<Warning> {
    let tally = &columns.tally;
    let expected = columns.names.len();
    let set_aside = Odds {
        n: tally.ragged,
        first: tally.first_ragged.clone(),
    };
    let all = [
        (
            "W_RAGGED",
            format!(
                "records do not have {expected} fields and were set aside"
            ),
            &set_aside,
        ),
        (
            "W_PADDED",
            format!(
                "records have fewer than {expected} fields; those that lack \
                 count as empty"
            ),
            &tally.padded,
        ),
        (
            "W_CUT",
            format!(
                "records have more than {expected} fields; what stands \
                 beyond was left out"
            ),
            &tally.cut,
        ),
        (
            "W_STRAY_QUOTE",
            "fields hold a quotation mark that neither opens nor closes \
             them; they were read as they stand"
                .to_owned(),
            &tally.strays,
        ),
    ];
    let told = |(code, what, odds)| odd(code, what, odds, expected);
    all.into_iter().filter_map(told).collect()
}

fn odd(
    code: &'static str,
    what: String,
    odds: &Odds,
    expected: usize,
) -> Option<Warning> {
    let (place, found) = odds.first.clone()?;
    let (n, line) = (odds.n, place.line.unwrap_or(0));
    let mut message = format!("{n} {what}; the first is on line {line}");
    let is_record = code != "W_STRAY_QUOTE";
    if is_record {
        message += &format!(" and has {found}");
    }
    let mut told = Warning::new(code, n, message + ".");
    told.place = Some(place);
    if !is_record {
        return Some(told);
    }
    Some(told.with("expected", expected).with("found", found))
}

fn preamble(columns: &Columns) -> Option<Warning> {
    let n = columns.tally.preamble;
    let expected = columns.names.len();
    let message = format!(
        "{n} lines above the table of {expected} columns were set aside."
    );
    let told = || Warning::new("W_PREAMBLE", n, message);
    (n > 0).then(|| told().with("expected", expected))
}
