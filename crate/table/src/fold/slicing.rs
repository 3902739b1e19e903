//! Which records belong to which slice, in one table or in several that are
//! parted together.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Links, Slice};
use crate::combine::{compact, key_form};
use crate::{Histogram, MISSING, Table};

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

/// A table, held or surveyed, that is parted together with others.
#[derive(Clone, Debug)]
pub struct Parted<'a> {
    /// The table.
    pub table: &'a Table,
    /// The column that says to whom a record belongs.
    pub by: usize,
    /// Which codes of that column hang together.
    pub links: Option<Links>,
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

/// Parts tables into `n` slices each. The spellings of one key are in one
/// slice, in whichever table, and so are codes that are linked, and the
/// records without a value that share what they are linked by. Where `across`
/// is set, equal texts of two tables link as those of one do.
///
/// O(distinct texts).
///
/// # Panics
/// If there is no such column or no slice, or the tables have 2³² keys.
pub fn part(
    mut tables: Vec<Parted<'_>>,
    across: bool,
    n: u32,
) -> Vec<Slicing> {
    // The codes of all the tables, one after the other.
    let mut all = Links::default();
    let mut starts = Vec::with_capacity(tables.len());
    for parted in &mut tables {
        let start = all.parent.len();
        let n_codes = parted.table.data[parted.by].ends.len();
        starts.push(u32::try_from(start).expect("fewer keys than 2³²"));
        all.grow(start + n_codes);
        let Some(links) = &mut parted.links else {
            continue;
        };
        links.grow(n_codes);
        let own = links.parent.iter().zip(&mut all.parent[start..]);
        own.filter(|_| !links.is_apart)
            .for_each(|(of, parent)| *parent = start as u32 + of);
    }
    all.join_spellings(&tables, &starts);
    let mut firsts = HashMap::new();
    for (parted, start) in tables.iter().zip(&starts) {
        for (code, first) in parted.firsts() {
            if first == MISSING || !across {
                continue;
            }
            let text = parted.other_text(code);
            let own = start + first;
            let known = *firsts.entry(text).or_insert(own);
            if !parted.links.as_ref().is_some_and(|it| it.is_apart) {
                all.join(known, own);
            }
        }
    }
    let mut made = Vec::with_capacity(tables.len());
    for (parted, start) in tables.iter().zip(&starts) {
        let n_codes = parted.table.data[parted.by].ends.len() as u32;
        let codes = *start..start + n_codes;
        let of_code = codes.map(|code| all.root(code) % n).collect();
        let mut beside = Vec::new();
        for (code, first) in parted.firsts() {
            let first = match first {
                MISSING => firsts.get(parted.other_text(code)).copied(),
                first => Some(start + first),
            };
            // Those of nobody alone are shared out, but not where another
            // table may have them too.
            let alone = if tables.len() > 1 { 0 } else { code % n };
            beside.push(first.map_or(alone, |first| all.root(first) % n));
        }
        let what = parted.links.as_ref().map(|links| links.what);
        let beside = what.map(|what| (what, beside));
        made.push(Slicing { of_code, beside, n });
    }
    made
}

/// The texts of the other columns that stand beside several keys, ascending:
/// the orders of several customers, in whichever tables.
///
/// O(distinct texts).
pub fn shared(tables: &[Parted<'_>]) -> Vec<String> {
    let mut found: Vec<&str> = Vec::new();
    let mut known = HashMap::new();
    for parted in tables {
        for (code, first) in parted.firsts() {
            let links = parted.links.as_ref();
            let is_shared =
                links.is_some_and(|it| it.is_shared[code as usize]);
            let text = || parted.other_text(code);
            if is_shared {
                found.push(text());
            } else if tables.len() > 1 && first != MISSING {
                let key = key_form(parted.table.values(parted.by).text(first));
                if *known.entry(text()).or_insert(key.clone()) != key {
                    found.push(text());
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(str::to_owned).collect()
}

/// The first code of each code's key; nothing where every key is written in
/// one way.
pub(super) fn forms(table: &Table, column: usize) -> Vec<u32> {
    let values = table.values(column);
    let codes = 0..values.n_codes() as u32;
    let form = |code: u32| key_form(values.text(code));
    if codes.clone().all(|code| form(code) == values.text(code)) {
        return Vec::new();
    }
    let mut first = HashMap::new();
    let of = |code: u32| *first.entry(form(code)).or_insert(code);
    codes.map(of).collect()
}

impl Links {
    /// Lets the spellings of one key hang together.
    fn join_spellings(&mut self, tables: &[Parted<'_>], starts: &[u32]) {
        let texts = || {
            tables.iter().zip(starts).flat_map(|(parted, start)| {
                let values = parted.table.values(parted.by);
                let codes = 0..values.n_codes() as u32;
                codes.map(move |code| (start + code, values.text(code)))
            })
        };
        let is_odd = |(_, text): (u32, &str)| key_form(text) != text;
        if tables.len() == 1 && !texts().any(is_odd) {
            return;
        }
        let mut first = HashMap::new();
        for (code, text) in texts() {
            self.join(*first.entry(key_form(text)).or_insert(code), code);
        }
    }

    /// The same where nothing hangs together, but the records without a value
    /// are where the first is that they share the other column's with.
    #[must_use]
    pub fn apart(mut self) -> Self {
        self.is_apart = true;
        self
    }

    /// Which codes of the first column of a table that is held share one of
    /// the second.
    ///
    /// # Panics
    /// If there is no such column.
    pub fn of_table(table: &Table, columns: [usize; 2]) -> Self {
        let mut links = Self::new(table, columns);
        let codes = columns.map(|column| &table.data[column].codes[..]);
        links.take(codes);
        links
    }
}

impl Parted<'_> {
    /// The codes of the other column, with the first beside each.
    fn firsts(&self) -> impl Iterator<Item = (u32, u32)> {
        let links = self.links.iter().flat_map(|links| &links.first);
        links.enumerate().map(|(code, first)| (code as u32, *first))
    }

    fn other_text(&self, code: u32) -> &str {
        let what = self.links.as_ref().map_or(0, |links| links.what);
        self.table.values(what).text(code)
    }
}

impl Table {
    /// Parts a survey into `n` slices by a column, as [`part`] does.
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
        let parted = Parted {
            table: self,
            by: column,
            links,
        };
        let mut made = part(vec![parted], false, n);
        made.pop().expect("one a table")
    }

    /// A slice of a table that is held, with all its columns.
    ///
    /// O(records · columns).
    ///
    /// # Panics
    /// If the slice names a column that the table does not have.
    #[must_use]
    pub fn sliced(&self, slice: &Slice) -> Self {
        let codes = |column: usize| &self.data[column].codes[..];
        let beside = slice.beside.as_ref().map(|it| (codes(it.0), it));
        let mut takes = Vec::with_capacity(self.n_records);
        let spread: Vec<&[u32]> =
            slice.spread.iter().map(|&it| codes(it)).collect();
        for (record, code) in codes(slice.by).iter().enumerate() {
            let own = slice.taken.get(*code as usize);
            let by_other = || {
                let (codes, (_, taken)) = beside?;
                taken.get(codes[record] as usize)
            };
            let is_nobodys = || {
                let mut codes = spread.iter().map(|it| it[record]);
                let known = codes.find(|code| *code != MISSING);
                known.unwrap_or(0) % slice.n == slice.nth
            };
            let known = own.or_else(by_other).copied();
            takes.push(known.unwrap_or_else(is_nobodys));
        }
        let data = self.data.iter().map(|column| {
            let taken = column.codes.iter().zip(&takes);
            let codes =
                taken.filter_map(|(code, takes)| takes.then_some(*code));
            Arc::new(compact(column, codes.collect()))
        });
        let data: Vec<_> = data.collect();
        let n_records = takes.iter().filter(|takes| **takes).count();
        let with_rest = |n: u64| if slice.nth == 0 { n } else { 0 };
        Self {
            n_records,
            read: n_records as u64 + with_rest(self.rejected),
            blank: with_rest(self.blank),
            rejected: with_rest(self.rejected),
            columns: self.columns.clone(),
            histograms: self
                .columns
                .iter()
                .map(|_| Histogram::Nothing)
                .collect(),
            warnings: Vec::new(),
            is_survey: false,
            is_full: Vec::new(),
            keys: Vec::new(),
            data,
            name: self.name.clone(),
            format: self.format.clone(),
            sha256: self.sha256.clone(),
        }
    }
}
