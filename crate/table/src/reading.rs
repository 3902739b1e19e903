//! How a table was read, beside how it was asked to be read.

use std::fmt;

use crate::encoding;
use crate::{ColumnChoice, DateOrder, Format, Ragged, ReadOptions, Tables};

/// One choice about the reading that was made otherwise than expected.
///
/// `found` and `expected` are what stands in the option, or a word: `tab`,
/// `blank`, `header`, `record`, an order of dates, `all`, and `open` for what
/// was left to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The choice: a field of [`ReadOptions`].
    pub option: &'static str,
    /// How the table was read.
    pub found: String,
    /// How it should have been.
    pub expected: String,
}

/// The first choice in which a table that was read with the choices `given`,
/// and turned out to be written in `format`, was not read as `expected`. What
/// `expected` leaves open matches anything.
///
/// ```
/// # use table::{Format, ReadOptions, reading::difference};
/// let format = Format {
///     name: "csv".into(),
///     encoding: "UTF-8".into(),
///     delimiter: ",".into(),
///     has_header: true,
///     part: None,
///     parts: Vec::new(),
/// };
/// let found = ReadOptions::default();
/// let mut expected = ReadOptions { delimiter: Some(','), ..found.clone() };
/// assert_eq!(difference(&found, &format, &expected), None);
/// expected.delimiter = Some(';');
/// let told = difference(&found, &format, &expected).expect("a comma");
/// assert_eq!(told.to_string(), "the delimiter is “,”, expected “;”");
/// ```
pub fn difference(
    given: &ReadOptions,
    format: &Format,
    expected: &ReadOptions,
) -> Option<Difference> {
    let row = |option, found: String, expected: Option<String>| Difference {
        option,
        expected: expected.unwrap_or_else(|| found.clone()),
        found,
    };
    let open = |given: Option<String>| given.unwrap_or_else(|| "open".into());
    let kept = (!expected.columns.is_empty()).then(|| places(expected));
    let all = [
        row(
            "delimiter",
            mark(&format.delimiter),
            expected.delimiter.map(mark),
        ),
        row(
            "encoding",
            format.encoding.clone(),
            expected.encoding.as_deref().map(named),
        ),
        row(
            "has_header",
            header(format.has_header),
            expected.has_header.map(header),
        ),
        row(
            "date_order",
            open(given.date_order.map(dates)),
            expected.date_order.map(dates),
        ),
        row(
            "decimal_mark",
            open(given.decimal_mark.map(mark)),
            expected.decimal_mark.map(mark),
        ),
        row("columns", places(given), kept),
        row("part", given_part(format), expected.part.clone()),
        row("ragged", ragged(given), Some(ragged(expected))),
        row("tables", tables(given), Some(tables(expected))),
    ];
    let differs = all.into_iter().find(|it| it.found != it.expected);
    differs.or_else(|| decided(given, expected))
}

/// The first column of which something else was decided.
fn decided(given: &ReadOptions, expected: &ReadOptions) -> Option<Difference> {
    expected.decided.iter().find_map(|choice| {
        let mut own = given.decided.iter().rev();
        let found = own.find(|own| own.column == choice.column);
        let found = found.map_or_else(|| "open".to_owned(), own_words);
        let expected = own_words(choice);
        (found != expected).then_some(Difference {
            option: "decided",
            found,
            expected,
        })
    })
}

/// Such as `amount: decimal, ","`.
fn own_words(choice: &ColumnChoice) -> String {
    let order = choice.date_order.map(dates);
    let mark = choice.decimal_mark.map(|mark| format!("{mark:?}"));
    let kind = choice
        .as_type
        .map(|kind| format!("{kind:?}").to_lowercase());
    let all = [kind, order, mark];
    let words: Vec<String> = all.into_iter().flatten().collect();
    format!("{}: {}", choice.column, words.join(", "))
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.option {
            "delimiter" => "the delimiter",
            "encoding" => "the encoding",
            "has_header" => "the first record",
            "date_order" => "the order of dates",
            "decimal_mark" => "the decimal mark",
            "decided" => "what is decided of a column",
            "part" => "the part that was read",
            "ragged" => "what becomes of records of another width",
            "tables" => "the choice of tables",
            _ => "the choice of columns",
        };
        let (found, expected) = (said(&self.found), said(&self.expected));
        write!(f, "{what} is {found}, expected {expected}")
    }
}

/// The part that was read, or the word for a file that has none.
fn given_part(format: &Format) -> String {
    format.part.clone().unwrap_or_else(|| "all".to_owned())
}

fn said(value: &str) -> String {
    match value {
        "open" => "as found".to_owned(),
        "header" => "a header".to_owned(),
        "record" => "a record".to_owned(),
        "tab" | "blank" => format!("a {value}"),
        _ => format!("“{value}”"),
    }
}

fn mark(mark: impl ToString) -> String {
    match mark.to_string().as_str() {
        "\t" => "tab".to_owned(),
        " " => "blank".to_owned(),
        mark => mark.to_owned(),
    }
}

/// The name of the encoding that a label stands for.
fn named(label: &str) -> String {
    let known = encoding::named("", label).ok().flatten();
    known.map_or(label, |known| known.name()).to_owned()
}

fn header(has: bool) -> String {
    if has { "header" } else { "record" }.to_owned()
}

fn dates(order: DateOrder) -> String {
    match order {
        DateOrder::YearMonthDay => "year-month-day",
        DateOrder::DayMonthYear => "day-month-year",
        DateOrder::MonthDayYear => "month-day-year",
    }
    .to_owned()
}

/// What is left out is set aside, as the reader does it.
fn ragged(options: &ReadOptions) -> String {
    match options.ragged.unwrap_or_default() {
        Ragged::SetAside => "set-aside",
        Ragged::Pad => "pad",
    }
    .to_owned()
}

fn tables(options: &ReadOptions) -> String {
    match options.tables.unwrap_or_default() {
        Tables::All => "all",
        Tables::First => "first",
    }
    .to_owned()
}

/// The columns kept: positions from 1, each once, in order.
fn places(options: &ReadOptions) -> String {
    let mut kept = options.columns.clone();
    if kept.is_empty() {
        return "all".to_owned();
    }
    kept.sort_unstable();
    kept.dedup();
    let numbers: Vec<String> =
        kept.iter().map(|at| (at + 1).to_string()).collect();
    numbers.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ColumnType;

    fn format() -> Format {
        Format {
            name: "csv".into(),
            encoding: "windows-1252".into(),
            delimiter: ";".into(),
            has_header: true,
            part: None,
            parts: Vec::new(),
        }
    }

    fn amount(decimal_mark: Option<char>) -> ColumnChoice {
        ColumnChoice {
            column: "amount".into(),
            as_type: Some(ColumnType::Decimal),
            decimal_mark,
            ..ColumnChoice::default()
        }
    }

    fn decided() -> ReadOptions {
        ReadOptions {
            delimiter: Some(';'),
            encoding: Some("latin1".into()),
            has_header: Some(true),
            date_order: Some(DateOrder::DayMonthYear),
            decimal_mark: Some(','),
            columns: vec![2, 0],
            decided: vec![amount(Some(','))],
            part: None,
            ragged: Some(Ragged::Pad),
            tables: Some(Tables::First),
        }
    }

    #[test]
    fn the_same_reading_does_not_differ() {
        let given = ReadOptions {
            columns: vec![0, 2, 2],
            ..decided()
        };
        assert_eq!(difference(&given, &format(), &decided()), None);
    }

    #[test]
    fn what_is_left_open_matches_anything() {
        let open = ReadOptions {
            ragged: Some(Ragged::Pad),
            tables: Some(Tables::First),
            ..ReadOptions::default()
        };
        assert_eq!(difference(&decided(), &format(), &open), None);
    }

    #[test]
    fn what_was_found_counts_as_if_it_had_been_given() {
        let open = ReadOptions::default();
        let expected = ReadOptions {
            date_order: None,
            decimal_mark: None,
            columns: Vec::new(),
            decided: Vec::new(),
            ragged: None,
            tables: None,
            ..decided()
        };
        assert_eq!(difference(&open, &format(), &expected), None);
    }

    #[test]
    fn every_choice_is_compared() {
        let mut expected = decided();
        let open = ReadOptions {
            decided: vec![amount(None)],
            ..ReadOptions::default()
        };
        let other = Format {
            name: "tsv".into(),
            encoding: "UTF-8".into(),
            delimiter: "\t".into(),
            has_header: false,
            part: None,
            parts: Vec::new(),
        };
        let mut next = || {
            let told = difference(&open, &other, &expected)?;
            match told.option {
                "delimiter" => expected.delimiter = None,
                "encoding" => expected.encoding = None,
                "has_header" => expected.has_header = None,
                "date_order" => expected.date_order = None,
                "decimal_mark" => expected.decimal_mark = None,
                "columns" => expected.columns.clear(),
                "ragged" => expected.ragged = None,
                "tables" => expected.tables = None,
                _ => expected.decided.clear(),
            }
            Some(told.to_string())
        };
        let told: Vec<String> = std::iter::from_fn(&mut next).collect();
        let all = [
            "the delimiter is a tab, expected “;”",
            "the encoding is “UTF-8”, expected “windows-1252”",
            "the first record is a record, expected a header",
            "the order of dates is as found, expected “day-month-year”",
            "the decimal mark is as found, expected “,”",
            "the choice of columns is “all”, expected “1, 3”",
            "what becomes of records of another width is “set-aside”, \
             expected “pad”",
            "the choice of tables is “all”, expected “first”",
            "what is decided of a column is “amount: decimal”, expected \
             “amount: decimal, ','”",
        ];
        assert_eq!(told, all);
    }
}
