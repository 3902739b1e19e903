//! The hard files of Pollock: what is read of each, beside the truth.

mod common;

use std::path::Path;

use common::{data, names, read, texts};
use table::{ColumnType, Table};

type Rows = Vec<Vec<String>>;

/// The records of a clean table, the header first.
fn clean(path: &Path) -> Rows {
    let bytes = std::fs::read(path).expect("it can be read");
    let mut reader = csv_core::Reader::new();
    let mut rows = Vec::new();
    let (mut out, mut ends) = (vec![0; bytes.len() + 64], vec![0; 4096]);
    let mut rest = &bytes[..];
    loop {
        let (result, n, _, n_ends) =
            reader.read_record(rest, &mut out, &mut ends);
        rest = &rest[n..];
        let done = matches!(result, csv_core::ReadRecordResult::End);
        if done {
            return rows;
        }
        if n_ends == 0 {
            continue;
        }
        let mut start = 0;
        let cell = |end: &usize| {
            let text = String::from_utf8_lossy(&out[start..*end]);
            start = *end;
            text.into_owned()
        };
        rows.push(ends[..n_ends].iter().map(cell).collect());
    }
}

fn found(table: &Table) -> Rows {
    let columns: Vec<_> =
        (0..table.columns.len()).map(|c| texts(table, c)).collect();
    let cell = |record: usize| {
        columns
            .iter()
            .map(move |c| c[record].unwrap_or("").to_owned())
    };
    let header = names(table).into_iter().map(str::to_owned).collect();
    let mut rows = vec![header];
    rows.extend((0..table.n_records).map(|record| cell(record).collect()));
    rows
}

/// What a clean table holds that no reading of ours does, and need not: empty
/// columns at its end, words for "no value" where numbers or dates stand.
fn as_read(mut clean: Rows, table: &Table) -> Rows {
    let width = table.columns.len();
    let is_empty =
        |row: &Vec<String>| row.iter().skip(width).all(|t| t.is_empty());
    if clean.iter().all(is_empty) {
        clean.iter_mut().for_each(|row| row.truncate(width));
    }
    for (at, column) in table.columns.iter().enumerate() {
        let is_text = matches!(column.column_type, ColumnType::Text);
        let words = ["NA", "N/A", "n/a", "#N/A", "missing", "-"];
        for row in clean.iter_mut().filter(|_| !is_text) {
            let cell = row.get_mut(at).filter(|t| words.contains(&t.trim()));
            if let Some(cell) = cell {
                cell.clear();
            }
        }
    }
    clean
}

fn trimmed(rows: Rows) -> Rows {
    let trim =
        |row: Vec<String>| row.iter().map(|t| t.trim().to_owned()).collect();
    rows.into_iter().map(trim).collect()
}

/// Records of the truth that are missing, and those that it does not have.
fn differences(found: &Rows, clean: &Rows) -> (usize, usize) {
    let mut left = clean.clone();
    let mut n_extra = 0;
    for row in found {
        match left.iter().position(|other| other == row) {
            Some(at) => drop(left.remove(at)),
            None => n_extra += 1,
        }
    }
    (left.len(), n_extra)
}

/// What is not read as the truth has it.
struct Exception {
    file: &'static str,
    /// The code of a refusal; empty where it is read.
    code: &'static str,
    n_missing: usize,
    n_extra: usize,
    why: &'static str,
}

const fn but(
    file: &'static str,
    n_missing: usize,
    n_extra: usize,
    why: &'static str,
) -> Exception {
    Exception {
        file,
        code: "",
        n_missing,
        n_extra,
        why,
    }
}

const fn refused(
    file: &'static str,
    code: &'static str,
    why: &'static str,
) -> Exception {
    Exception {
        code,
        ..but(file, 0, 0, why)
    }
}

const RAGGED: &str = "one line has a delimiter more or less: set aside, told";

const INFOS: &str = "its only record is wider than its header";
const NAMES: &str = "names that come again are numbered, the corner is filled";

const EXCEPTIONS: &[Exception] = &[
    refused(
        "file_field_delimiter_0x20.csv",
        "E_WIDTHS",
        "blanks part the fields and stand in them, unquoted",
    ),
    refused(
        "file_header_only.csv",
        "E_NO_ROWS",
        "there is a header and no record",
    ),
    refused("file_no_payload.csv", "E_EMPTY", "it is empty"),
    but(
        "file_header_multirow_2.csv",
        1,
        1,
        "a name that stands twice is taken once; the second line is told",
    ),
    but(
        "file_header_multirow_3.csv",
        1,
        1,
        "a name that stands thrice is taken once; the other lines are told",
    ),
    but(
        "file_multitable_same.csv",
        0,
        82,
        "the header again is set aside and told; records below are kept",
    ),
    but(
        "file_quotation_char_0x27.csv",
        6,
        6,
        "it doubles quotation marks though apostrophes stand around; both are kept",
    ),
    but("row_extra_quote31_col2.csv", 1, 0, RAGGED),
    but("row_extra_quote52_col1.csv", 1, 0, RAGGED),
    but("row_extra_quote54_col1.csv", 1, 0, RAGGED),
    but("row_extra_quote8_col3.csv", 1, 0, RAGGED),
    but("row_field_delimiter_29_0x20.csv", 1, 0, RAGGED),
    but("row_field_delimiter_33_0x20.csv", 1, 0, RAGGED),
    but("row_field_delimiter_70_0x20.csv", 1, 0, RAGGED),
    but("row_field_delimiter_81_0x20.csv", 1, 0, RAGGED),
    but("row_less_sep_row18_col2.csv", 1, 0, RAGGED),
    but("row_less_sep_row1_col6.csv", 1, 0, RAGGED),
    but("row_less_sep_row52_col8.csv", 1, 0, RAGGED),
    but("row_less_sep_row81_col3.csv", 1, 0, RAGGED),
    but("row_more_sep_row36_col3.csv", 1, 0, RAGGED),
    but("row_more_sep_row46_col0.csv", 1, 0, RAGGED),
    but("row_more_sep_row46_col1.csv", 1, 0, RAGGED),
    but("row_more_sep_row49_col6.csv", 1, 0, RAGGED),
    but(
        "20170320-ePC_Data-Travel-Stationery.csv",
        0,
        1,
        "two tables: the second one's title is a record, its header is told",
    ),
    but(
        "Auto_Tone_sub242_nov.csv",
        2,
        1,
        "the truth splits its last line in two",
    ),
    but(
        "Feb-2016.csv",
        2,
        1,
        "the truth splits its last line in two",
    ),
    but(
        "Note_4_Staff_costs_-_Average_number_of_persons_employed_13-14.csv",
        3,
        3,
        "the years above the header are set aside and told, its third line is a record",
    ),
    but(
        "O18_air.csv",
        1,
        1,
        "the truth has a backslash that the file has not",
    ),
    but(
        "PLA_6%Talc-1hz.csv",
        1,
        1,
        "the truth writes a quotation mark as two apostrophes",
    ),
    refused(
        "ResultsOR30x100-0.25_10.dat__m21Infos.csv",
        "E_NO_ROWS",
        INFOS,
    ),
    refused(
        "ResultsOR30x100-0.75_1.dat__m21Infos.csv",
        "E_NO_ROWS",
        INFOS,
    ),
    refused("ResultsOR30x250-0.50_1.datInfos.csv", "E_NO_ROWS", INFOS),
    but("ResultsOR30x100-0.50_1.dat__m21.csv", 1, 1, NAMES),
    but("ResultsOR30x100-0.50_3.dat.csv", 3, 2, NAMES),
    but("ResultsOR30x100-0.50_5.dat__m23.csv", 1, 1, NAMES),
    but("ResultsOR30x100-0.75_10.dat__m13.csv", 1, 1, NAMES),
    but("ResultsOR30x250-0.25_7.dat.csv", 1, 1, NAMES),
    but("ResultsOR30x250-0.75_2.dat.csv", 1, 1, NAMES),
    but(
        "Sustainability_-_Water_consumption_P_56.csv",
        1,
        1,
        "the title is set aside and told; the truth makes it part of a name",
    ),
    but(
        "ministers-overseas-travel-jan-mar-2013.csv",
        3,
        3,
        "it was decoded wrongly before it was written; controls are kept",
    ),
    refused(
        "scottish_law_commission-2011-03-31-organogram-junior.csv",
        "E_NO_ROWS",
        "there is a header and no record",
    ),
    but(
        "workforce-management-information-dft_201706.csv",
        2,
        1,
        "the truth leaves a comma out of a name and splits a line",
    ),
];

/// The truth of a file: its clean table, and what the annotators say.
fn check(set: &str, folder: &Path, path: &Path, list: &str) {
    let name = path.file_name().expect("a name").to_string_lossy();
    let of =
        |line: &str| line.strip_prefix(&format!("{name},")).map(str::to_owned);
    let of = list.lines().find_map(of).unwrap_or(name.to_string());
    let truth = clean(&folder.join("clean").join(of));
    let bytes = std::fs::read(path).expect("it can be read");
    let exception = EXCEPTIONS.iter().find(|it| it.file == name);
    let why = exception.map_or("as its truth says", |it| it.why);
    match read(&bytes) {
        Err(error) => {
            println!("{set}/{name}: refused, {}: {why}", error.code);
            assert_eq!(
                Some(error.code),
                exception.map(|it| it.code),
                "{name}"
            );
        }
        Ok(table) => {
            let kept = table.n_records as u64 + table.rejected;
            assert_eq!(table.read, kept, "{name}");
            let truth = trimmed(as_read(truth, &table));
            let mut found = trimmed(found(&table));
            let mut truth = &truth[..];
            if !table.format.has_header {
                found.remove(0);
                let made = truth[0].iter().all(|t| t.starts_with("col_"));
                truth = &truth[usize::from(made)..];
            }
            let (n_missing, n_extra) = differences(&found, &truth.to_vec());
            println!(
                "{set}/{name}: read, {n_missing} missing, {n_extra} others: {why}"
            );
            let wanted =
                exception.map_or((0, 0), |it| (it.n_missing, it.n_extra));
            assert_eq!((n_missing, n_extra), wanted, "{name}");
        }
    }
}

#[test]
fn every_file_of_pollock_is_read_as_its_truth_says_or_said_why_not() {
    let mut n_files = 0;
    for set in ["pollock_polluted", "pollock_survey"] {
        let Some(folder) = data(&format!("csv_torture/{set}")) else {
            return;
        };
        let list = std::fs::read_to_string(folder.join("clean_of.csv"));
        let list = list.unwrap_or_default();
        let mut paths: Vec<_> = std::fs::read_dir(folder.join("csv"))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        paths.sort();
        for path in &paths {
            check(set, &folder, path, &list);
        }
        n_files += paths.len();
    }
    assert_eq!(n_files, 72);
    println!(
        "{} of {n_files} as their truth says",
        n_files - EXCEPTIONS.len()
    );
}
