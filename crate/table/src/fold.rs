//! A file that is too large to be held, read for some customers at a time.
//!
//! A first reading, the survey, keeps every distinct text and counts its
//! records, but keeps no code of a record: what is decided of the columns is
//! decided over the whole file, as always. Each further reading takes the
//! records of some customers only ([`Slice`]) and gives them as a table of
//! their own, whose values are those the survey decided. Memory then follows
//! the distinct texts and the largest slice, not the records.

mod keeps;
mod slicing;

use std::sync::Arc;

use crate::choice::Wanted;
use crate::combine::compact;
use crate::dictionary::{Dictionary, Fault};
use crate::hash::Key;
use crate::refuse::changed;
use crate::{Histogram, MISSING, ReadError, Table, summary};

pub(crate) use keeps::Keeps;
pub use slicing::{Parted, Slicing, part, shared};

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
    /// The first code of the same key, where keys have several spellings.
    forms: Vec<u32>,
    /// Whether different keys stand beside each code of the other column.
    is_shared: Vec<bool>,
    /// Nothing hangs together.
    is_apart: bool,
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

    /// Nothing of two columns of a table yet.
    fn new(table: &Table, [whose, what]: [usize; 2]) -> Self {
        Self {
            what,
            is_behind: what < whose,
            n_codes: [whose, what].map(|it| table.data[it].ends.len()),
            forms: slicing::forms(table, whose),
            ..Self::default()
        }
    }

    /// Takes the codes that were read, of two columns.
    fn take_read(&mut self, dictionaries: &mut [Dictionary]) {
        let [whose, what] = dictionaries else {
            return;
        };
        let (whose, what) = match self.is_behind {
            true => (what, whose),
            false => (whose, what),
        };
        let (whose, what) = (whose.take_codes(), what.take_codes());
        self.take([&whose, &what]);
    }

    /// Takes codes of the two columns.
    fn take(&mut self, [whose, what]: [&[u32]; 2]) {
        let [n_whose, n_what] = self.n_codes;
        self.grow(n_whose);
        self.first.resize(n_what, MISSING);
        self.is_shared.resize(n_what, false);
        let forms = std::mem::take(&mut self.forms);
        let form = |code: u32| *forms.get(code as usize).unwrap_or(&code);
        for (whose, what) in whose.iter().zip(what) {
            if *whose as usize >= n_whose || *what as usize >= n_what {
                continue;
            }
            match self.first[*what as usize] {
                MISSING => self.first[*what as usize] = *whose,
                first if first == *whose => {}
                first => {
                    let differs = form(first) != form(*whose);
                    self.is_shared[*what as usize] |= differs;
                    self.join(first, *whose);
                }
            }
        }
        self.forms = forms;
    }
}

impl Table {
    /// Whether the table is a survey: it holds every distinct text, but no
    /// record.
    pub fn is_survey(&self) -> bool {
        self.is_survey
    }

    /// Whether a column of a survey has more distinct texts than it holds, and
    /// those it holds do not tell what the others mean.
    ///
    /// # Panics
    /// If there is no such column.
    pub fn is_cut(&self, column: usize) -> bool {
        self.is_full(column)
            && Wanted::decided(&self.columns[column]).is_none()
    }

    /// Whether a survey holds only some distinct texts of a column.
    pub fn is_full(&self, column: usize) -> bool {
        self.is_full.get(column) == Some(&true)
    }

    /// Bytes that the table takes.
    pub fn memory(&self) -> usize {
        let data = self.data.iter();
        let bytes = data.map(|it| {
            it.texts.len() + 20 * it.ends.len() + 4 * it.codes.len()
        });
        bytes.sum()
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
            let profile = survey.columns[*column].clone();
            let data = summary::decided(&profile, dictionary);
            table.columns.push(profile);
            table.histograms.push(Histogram::Nothing);
            table.data.push(Arc::new(data));
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
