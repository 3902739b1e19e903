//! The hard files of Pollock: what is read of each, beside the truth.

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::{data, names, read, read_chunks, texts};
use table::{ColumnType, Ragged, ReadOptions, Table, Tables};

type Rows = Vec<Vec<String>>;

/// The records of a clean table, the header first.
fn clean(path: &Path) -> Rows {
    let mut bytes = std::fs::read(path).expect("it can be read");
    if !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
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
    let is_empty = |row: &Vec<String>| {
        row.iter().skip(width).all(|t| t.trim().is_empty())
    };
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

/// What becomes of a file that is not read as its truth says.
enum Otherwise {
    /// Its records are; its names are others, told so often, and these by
    /// what the truth calls the columns.
    Names(&'static str, u64, fn(&[String]) -> Vec<String>),
    /// It is when lines of another width are filled up or cut: the line that
    /// is told, and the code of a refusal that says the same by default.
    Padded(&'static str, u64),
    /// A line is set aside and told, and must be: filled up or cut, it would
    /// not be what the truth says.
    SetAside(u64),
    /// It is when the table ends where its header comes again, which is told
    /// so often by default; then so many records follow.
    FirstTable(&'static str, u64, u64),
    /// The truth is wrong; nothing is to be told.
    Truth,
    /// It is refused with this code, at this line.
    Refused(&'static str, Option<u64>),
}
use Otherwise::*;

const EXCEPTIONS: &[(&str, Otherwise, &str)] = &[
    (
        "file_field_delimiter_0x20.csv",
        Refused("E_WIDTHS", Some(2)),
        "blanks part the fields and stand in them, unquoted",
    ),
    (
        "file_header_only.csv",
        Refused("E_NO_ROWS", None),
        "there is a header and no record",
    ),
    (
        "scottish_law_commission-2011-03-31-organogram-junior.csv",
        Refused("E_NO_ROWS", None),
        "there is a header and no record",
    ),
    (
        "file_no_payload.csv",
        Refused("E_EMPTY", None),
        "it is empty",
    ),
    (
        "file_header_multirow_2.csv",
        Names("W_PREAMBLE", 1, once),
        "a name that stands twice is taken once",
    ),
    (
        "file_header_multirow_3.csv",
        Names("W_PREAMBLE", 2, once),
        "a name that stands thrice is taken once",
    ),
    (
        "Sustainability_-_Water_consumption_P_56.csv",
        Names("W_PREAMBLE", 1, untitled),
        "the title is not made part of a name",
    ),
    (
        "workforce-management-information-dft_201706.csv",
        Names("W_PREAMBLE", 2, workforce),
        "the truth leaves a comma out of two names, and a group out of one",
    ),
    ("ResultsOR30x100-0.50_1.dat__m21.csv", twice(119), NAMES),
    ("ResultsOR30x100-0.50_3.dat.csv", twice(128), NAMES),
    ("ResultsOR30x100-0.50_5.dat__m23.csv", twice(121), NAMES),
    ("ResultsOR30x100-0.75_10.dat__m13.csv", twice(111), NAMES),
    ("ResultsOR30x250-0.25_7.dat.csv", twice(278), NAMES),
    ("ResultsOR30x250-0.75_2.dat.csv", twice(278), NAMES),
    (
        "PLA_6%Talc-1hz.csv",
        Names("W_PREAMBLE", 22, |truth| replaced(truth, "E''", "E\"")),
        "the truth writes a quotation mark as two apostrophes",
    ),
    (
        "row_less_sep_row52_col8.csv",
        Padded("W_RAGGED", 53),
        "its last field is empty and lacks its delimiter",
    ),
    ("ResultsOR30x100-0.25_10.dat__m21Infos.csv", INFOS, WIDER),
    ("ResultsOR30x100-0.75_1.dat__m21Infos.csv", INFOS, WIDER),
    ("ResultsOR30x250-0.50_1.datInfos.csv", INFOS, WIDER),
    ("row_field_delimiter_29_0x20.csv", SetAside(30), BLANKS),
    ("row_field_delimiter_33_0x20.csv", SetAside(34), BLANKS),
    ("row_field_delimiter_70_0x20.csv", SetAside(71), BLANKS),
    ("row_field_delimiter_81_0x20.csv", SetAside(82), BLANKS),
    ("row_less_sep_row18_col2.csv", SetAside(19), GROWN),
    ("row_less_sep_row1_col6.csv", SetAside(2), GROWN),
    ("row_less_sep_row81_col3.csv", SetAside(82), GROWN),
    ("row_more_sep_row36_col3.csv", SetAside(37), MOVED),
    ("row_more_sep_row46_col0.csv", SetAside(47), MOVED),
    ("row_more_sep_row46_col1.csv", SetAside(47), MOVED),
    ("row_more_sep_row49_col6.csv", SetAside(50), MOVED),
    (
        "file_multitable_same.csv",
        FirstTable("W_HEADER_AGAIN", 1, 82),
        "two tables: the second is read with the first, or left out",
    ),
    (
        "Note_4_Staff_costs_-_Average_number_of_persons_employed_13-14.csv",
        Names("W_PREAMBLE", 4, untitled),
        "the title is not made part of a name",
    ),
    (
        "O18_air.csv",
        Truth,
        "the truth has a backslash that the file has not",
    ),
];
const TITLES: [&str; 2] =
    ["Average number of persons employed ", "Water consumption "];
const NAMES: &str = "names that come again are numbered, the corner is filled";
const INFOS: Otherwise = Padded("E_NO_ROWS", 2);
const WIDER: &str = "its only record is wider than its header, by a blank";
const BLANKS: &str = "one line has blanks for commas, and in its texts";
const GROWN: &str = "two fields of one line grew together";
const MOVED: &str = "an empty field moves the others of one line";

/// `DATE DATE` is `DATE`.
fn once(truth: &[String]) -> Vec<String> {
    let first =
        |name: &String| name.split(' ').next().unwrap_or("").to_owned();
    truth.iter().map(first).collect()
}

/// A title that stands above the first column is no part of its name.
fn untitled(truth: &[String]) -> Vec<String> {
    let mut names = truth.to_vec();
    let title = TITLES.iter().find_map(|title| names[0].strip_prefix(title));
    names[0] = title.expect("the title").to_owned();
    names
}

fn replaced(truth: &[String], from: &str, to: &str) -> Vec<String> {
    let names: Vec<String> =
        truth.iter().map(|name| name.replace(from, to)).collect();
    assert_ne!(names, truth);
    names
}

fn workforce(truth: &[String]) -> Vec<String> {
    let group = "consultants/consultancy) ";
    let agency = format!("{group}Agency staff \n(clerical/admin) Full-time");
    let mut names = replaced(truth, "unknown or", "unknown, or");
    names = replaced(&names, &format!("{group}Full-time"), &agency);
    names.truncate(names.len() - 1); // Empty throughout, and without a name.
    names
}

/// The corner above the names of rows, which the header leaves out, and the
/// second `x` as `x (2)`.
fn numbered(truth: &[String]) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let number = |name: &String| {
        let n = seen.entry(name.clone()).or_insert(0);
        *n += 1;
        match n {
            1 => name.clone(),
            n => format!("{name} ({n})"),
        }
    };
    let corner = "column_1".to_owned();
    std::iter::once(corner)
        .chain(truth.iter().map(number))
        .collect()
}

const fn twice(n: u64) -> Otherwise {
    Names("W_HEADER_TWICE", n, numbered)
}

/// A file, its truth, and the name of both.
struct Case {
    bytes: Vec<u8>,
    truth: Rows,
}

impl Case {
    fn open(folder: &Path, path: &Path, list: &str) -> Self {
        let name = path.file_name().expect("a name").to_string_lossy();
        let of = |line: &str| {
            line.strip_prefix(&format!("{name},")).map(str::to_owned)
        };
        let of = list.lines().find_map(of).unwrap_or(name.to_string());
        Self {
            bytes: std::fs::read(path).expect("it can be read"),
            truth: clean(&folder.join("clean").join(of)),
        }
    }

    /// Records of the truth that are missing in a table, and those that it
    /// has beside them; `skip` leaves the names out.
    fn against(&self, table: &Table, skip: usize) -> (usize, usize) {
        let kept = table.n_records as u64 + table.rejected;
        assert_eq!(table.read, kept);
        let truth = trimmed(as_read(self.truth.clone(), table));
        let mut found = trimmed(found(table));
        let mut truth = &truth[skip..];
        found.drain(..skip);
        if !table.format.has_header {
            found.remove(0);
            let made = truth[0].iter().all(|t| t.starts_with("col_"));
            truth = &truth[usize::from(made)..];
        }
        differences(&found, &truth.to_vec())
    }

    fn first(&self) -> Table {
        let options = ReadOptions {
            tables: Some(Tables::First),
            ..ReadOptions::default()
        };
        read_chunks(&self.bytes, 4096, &options).expect("it is read")
    }

    fn padded(&self) -> Table {
        let options = ReadOptions {
            ragged: Some(Ragged::Pad),
            ..ReadOptions::default()
        };
        read_chunks(&self.bytes, 4096, &options).expect("it is read")
    }

    /// It is read, and told with this code so often, at this line.
    fn told(&self, code: &str, count: u64, line: Option<u64>) -> Table {
        let table = read(&self.bytes).expect("it is read");
        says(&table, code, count, line);
        table
    }

    fn check(&self, name: &str, otherwise: &Otherwise) {
        match *otherwise {
            Names(code, n, of) => {
                let table = self.told(code, n, None);
                assert_eq!(self.against(&table, 1), (0, 0), "{name}");
                let expected = trimmed(vec![of(&self.truth[0])]).remove(0);
                assert_eq!(trimmed(found(&table))[0], expected, "{name}");
                assert_ne!(self.against(&table, 0), (0, 0), "{name}");
            }
            Padded(code, line) => {
                let table = self.padded();
                assert_eq!(self.against(&table, 0), (0, 0), "{name}");
                let is_cut = code.starts_with("E_");
                let now = if is_cut { "W_CUT" } else { "W_PADDED" };
                says(&table, now, 1, Some(line));
                if is_cut {
                    self.check(name, &Refused(code, Some(line)));
                } else {
                    let table = self.told(code, 1, Some(line));
                    assert_eq!(self.against(&table, 0), (1, 0), "{name}");
                }
            }
            SetAside(line) => {
                let table = self.told("W_RAGGED", 1, Some(line));
                assert_eq!(self.against(&table, 0), (1, 0), "{name}");
                let table = self.padded();
                assert_eq!(self.against(&table, 0), (1, 1), "{name}");
            }
            FirstTable(code, n, n_later) => {
                let table = self.told(code, n, None);
                let n_extra = n_later as usize;
                assert_eq!(self.against(&table, 0), (0, n_extra), "{name}");
                let table = self.first();
                assert_eq!(self.against(&table, 0), (0, 0), "{name}");
                says(&table, "W_TABLES", n_later, Some(86));
            }
            Truth => {
                let table = read(&self.bytes).expect("it is read");
                assert_eq!(self.against(&table, 0), (1, 1), "{name}");
            }
            Refused(code, line) => {
                let error = read(&self.bytes).expect_err("it is refused");
                let found = (error.code, error.place.line);
                assert_eq!(found, (code, line), "{name}");
            }
        }
    }
}

#[track_caller]
fn says(table: &Table, code: &str, count: u64, line: Option<u64>) {
    let told = table.warnings.iter().find(|told| told.code == code);
    let told = told.unwrap_or_else(|| panic!("{:?}", table.warnings));
    assert_eq!(told.count, count, "{told:?}");
    let place = told.place.clone().unwrap_or_default();
    assert_eq!(place.line, line, "{told:?}");
}

#[test]
fn every_file_of_pollock_is_read_as_its_truth_says_or_said_why_not() {
    let (mut n_files, mut n_equal) = (0, 0);
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
            let name = path.file_name().expect("a name").to_string_lossy();
            let case = Case::open(&folder, path, &list);
            let other = EXCEPTIONS.iter().find(|it| it.0 == name);
            match other {
                Some((_, otherwise, _)) => case.check(&name, otherwise),
                None => {
                    let table = read(&case.bytes).expect("it is read");
                    assert_eq!(case.against(&table, 0), (0, 0), "{name}");
                    n_equal += 1;
                }
            }
            let why = other.map_or("as its truth says", |it| it.2);
            println!("{set}/{name}: {why}");
        }
        n_files += paths.len();
    }
    let of = |is: fn(&Otherwise) -> bool| {
        EXCEPTIONS.iter().filter(|it| is(&it.1)).count()
    };
    let n_chosen = of(|it| matches!(it, Padded(..) | FirstTable(..)));
    let n_names = of(|it| matches!(it, Names(..)));
    let n_refused = of(|it| matches!(it, Refused(..)));
    let n_without = of(|it| matches!(it, SetAside(..)));
    let n_wrong = of(|it| matches!(it, Truth));
    println!(
        "{n_equal} of {n_files} as their truth says, {n_chosen} by a choice \
         that is offered, {n_names} but for names, whose rule is told, \
         {n_without} but for one damaged record, refused at its line, \
         {n_refused} refused, {n_wrong} whose truth is wrong"
    );
    assert_eq!((n_files, n_equal + EXCEPTIONS.len()), (72, 72));
}
