//! A file that is too large to be held, read for some customers at a time.
//!
//! A first reading, the survey, keeps every distinct text and counts its
//! records, but keeps no code of a record: what is decided of the columns is
//! decided over the whole file, as always. Each further reading takes the
//! records of some customers only ([`Slice`]) and gives them as a table of
//! their own, whose values are those the survey decided. Memory then follows
//! the distinct texts and the largest slice, not the records.

mod keeps;

use std::collections::HashMap;
use std::sync::Arc;

use crate::combine::{compact, key_form};
use crate::dictionary::{Dictionary, Fault};
use crate::hash::Key;
use crate::refuse::changed;
use crate::{ColumnType, Histogram, MISSING, ReadError, Table};

pub(crate) use keeps::Keeps;

/// Which records of a surveyed table are read.
#[derive(Clone, Debug)]
pub struct Slice {
    /// The columns that are read, ascending.
    pub columns: Vec<usize>,
    /// The one of them that says to whom a record belongs.
    pub by: usize,
    /// Whether the records of each of its codes are read; one a code.
    pub taken: Vec<bool>,
    /// Another of them, by whose codes a record is read that has no value in
    /// the first: the order of a record that names no customer.
    pub beside: Option<(usize, Vec<bool>)>,
    /// Others of them, by whose codes records are shared out that have no
    /// value in these: by the first in which there is one.
    pub spread: Vec<usize>,
    /// Which slice it is, from 0; the first has the records without any of
    /// these values.
    pub nth: u32,
    /// Of how many, at least one.
    pub n: u32,
}

/// To which slice the records of each code belong.
#[derive(Clone, Debug, Default)]
pub struct Slicing {
    /// One a code of the column that says whose a record is.
    of_code: Vec<u32>,
    /// Another column, one a code of it, for records without a value there.
    beside: Option<(usize, Vec<u32>)>,
    /// How many slices there are.
    n: u32,
}

impl Slicing {
    /// One of the slices: these columns of records whose owner stands in the
    /// column `by`. The first has the records of nobody, unless they are
    /// [spread](Slice::spread).
    pub fn slice(&self, columns: Vec<usize>, by: usize, nth: u32) -> Slice {
        let is_in =
            |slices: &[u32]| slices.iter().map(|it| *it == nth).collect();
        Slice {
            columns,
            by,
            taken: is_in(&self.of_code),
            beside: self.beside.as_ref().map(|(at, of)| (*at, is_in(of))),
            spread: Vec::new(),
            nth,
            n: self.n.max(1),
        }
    }

    /// To which slice the records of each code belong, of the column that
    /// says whose they are.
    pub fn of_code(&self) -> &[u32] {
        &self.of_code
    }
}

/// A surveyed file that was read once more.
pub(crate) struct Again {
    pub keeps: Keeps,
    pub dictionaries: Vec<Dictionary>,
    /// Those that were kept.
    pub n_records: u64,
}

/// The codes of a column that hang together because they share a code of
/// another: the customers of one order.
#[derive(Clone, Debug, Default)]
pub struct Links {
    parent: Vec<u32>,
    /// The first code beside each of the other column's.
    first: Vec<u32>,
    /// The other column.
    what: usize,
    /// The other column stands before it in the file.
    is_behind: bool,
    /// How many codes the survey has of both: further ones are of texts that
    /// it took for no value.
    n_codes: [usize; 2],
}

impl Links {
    fn root(&mut self, mut code: u32) -> u32 {
        while self.parent[code as usize] != code {
            let above = self.parent[code as usize];
            self.parent[code as usize] = self.parent[above as usize];
            code = self.parent[code as usize];
        }
        code
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        self.parent[high as usize] = low;
    }

    fn grow(&mut self, n_codes: usize) {
        let n = self.parent.len() as u32;
        self.parent.extend(n..n_codes.max(n as usize) as u32);
    }

    /// Takes the codes that were read, of two columns.
    pub(crate) fn take(&mut self, dictionaries: &mut [Dictionary]) {
        let [whose, what] = dictionaries else {
            return;
        };
        let (whose, what) = match self.is_behind {
            true => (what, whose),
            false => (whose, what),
        };
        let [n_whose, n_what] = self.n_codes;
        self.grow(n_whose);
        self.first.resize(n_what, MISSING);
        let (whose, what) = (whose.take_codes(), what.take_codes());
        for (whose, what) in whose.iter().zip(&what) {
            if *whose as usize >= n_whose || *what as usize >= n_what {
                continue;
            }
            match self.first[*what as usize] {
                MISSING => self.first[*what as usize] = *whose,
                first => self.join(first, *whose),
            }
        }
    }
}

impl Table {
    /// Whether the table is a survey: it holds every distinct text, but no
    /// record.
    pub fn is_survey(&self) -> bool {
        self.is_survey
    }

    /// Whether a column of a survey has more distinct texts than it holds, and
    /// is not one of plain text: what its other texts mean is not known.
    ///
    /// # Panics
    /// If there is no such column.
    pub fn is_cut(&self, column: usize) -> bool {
        let is_text = self.columns[column].column_type == ColumnType::Text;
        self.is_full.get(column) == Some(&true) && !is_text
    }

    /// Whether a survey holds only some distinct texts of a column.
    pub fn is_full(&self, column: usize) -> bool {
        self.is_full.get(column) == Some(&true)
    }

    /// Bytes that the distinct texts of a survey take.
    pub fn memory(&self) -> usize {
        let data = self.data.iter();
        data.map(|it| it.texts.len() + 20 * it.ends.len()).sum()
    }

    /// Parts a survey into `n` slices by a column. The spellings of one key
    /// are in one slice, and so are codes that are linked, and the records
    /// without a value that share what they are linked by.
    ///
    /// O(distinct texts).
    ///
    /// # Panics
    /// If there is no such column or no slice.
    pub fn slices(
        &self,
        column: usize,
        links: Option<Links>,
        n: u32,
    ) -> Slicing {
        let values = self.values(column);
        let n_codes = values.n_codes();
        let is_linked = links.is_some();
        let mut links = links.unwrap_or_default();
        links.grow(n_codes);
        let codes = || 0..n_codes as u32;
        let is_odd =
            |code: u32| key_form(values.text(code)) != values.text(code);
        if codes().any(is_odd) {
            let mut first = HashMap::new();
            for code in codes() {
                let form = key_form(values.text(code));
                links.join(*first.entry(form).or_insert(code), code);
            }
        }
        let of_code: Vec<u32> =
            codes().map(|code| links.root(code) % n).collect();
        let of = |code: &u32| of_code.get(*code as usize).copied();
        // Those of nobody alone are shared out.
        let beside = links.first.iter().zip(0..);
        let beside = beside.map(|(it, code)| of(it).unwrap_or(code % n));
        let beside = is_linked.then(|| (links.what, beside.collect()));
        Slicing { of_code, beside, n }
    }
}

/// The columns of a surveyed table, without a record, to be read once more.
pub(crate) fn again(
    survey: &Table,
    columns: &[usize],
    key: Key,
) -> Result<Vec<Dictionary>, Fault> {
    let of = |column: &usize| match survey.is_full[*column] {
        true => Ok(Dictionary::new(key)),
        false => Dictionary::of_texts(key, &survey.data[*column]),
    };
    columns.iter().map(of).collect()
}

/// The table of a slice.
pub(crate) fn conclude(
    again: Again,
    survey: &Table,
) -> Result<Table, ReadError> {
    let Keeps::Some(sieve) = again.keeps else {
        unreachable!("a slice is read by a sieve");
    };
    check_same(survey, sieve.n_seen)?;
    let slice = sieve.slice;
    let with_rest = |n: u64| if slice.nth == 0 { n } else { 0 };
    let mut table = Table {
        n_records: again.n_records as usize,
        read: again.n_records + with_rest(survey.rejected),
        blank: with_rest(survey.blank),
        rejected: with_rest(survey.rejected),
        is_survey: false,
        is_full: Vec::new(),
        keys: Vec::new(),
        columns: Vec::new(),
        histograms: Vec::new(),
        warnings: Vec::new(),
        data: Vec::new(),
        name: survey.name.clone(),
        format: survey.format.clone(),
        sha256: survey.sha256.clone(),
    };
    let read = slice.columns.iter().zip(again.dictionaries);
    for (column, mut dictionary) in read {
        let of = &survey.data[*column];
        if survey.is_full[*column] {
            table.columns.push(survey.columns[*column].clone());
            table.histograms.push(Histogram::Nothing);
            table.data.push(Arc::new(dictionary.finish().data));
            continue;
        }
        let mut codes = dictionary.take_codes();
        drop(dictionary);
        // What the survey took for no value.
        let unknown = codes.iter_mut();
        let unknown = unknown.filter(|code| **code as usize >= of.ends.len());
        unknown.for_each(|code| *code = MISSING);
        table.columns.push(survey.columns[*column].clone());
        table.histograms.push(Histogram::Nothing);
        table.data.push(Arc::new(compact(of, codes)));
    }
    Ok(table)
}

/// The links that were found.
pub(crate) fn links(again: Again, survey: &Table) -> Result<Links, ReadError> {
    check_same(survey, again.n_records)?;
    match again.keeps {
        Keeps::Links(links) => Ok(links),
        _ => unreachable!("links were asked for"),
    }
}

fn check_same(survey: &Table, n_seen: u64) -> Result<(), ReadError> {
    if n_seen == survey.n_records as u64 {
        return Ok(());
    }
    Err(changed(&survey.name, "it was changed meanwhile"))
}
