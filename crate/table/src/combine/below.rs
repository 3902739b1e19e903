//! Tables set below one another.

use std::collections::HashMap;
use std::sync::Arc;

use super::compact::{n_present, pick, text_of};
use crate::values::{ColumnData, Parsed};
use crate::{ColumnProfile, ColumnType, ColumnValues, MISSING, Moment, Table};

/// One column of the result: where each table has it, if it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Below {
    /// Its name.
    pub name: String,
    /// Its position in each of the tables.
    pub of: Vec<Option<usize>>,
    /// Whether equal texts are equal whatever they were read as: ids.
    pub as_text: bool,
}

/// Sets tables below one another, a column a [`Below`]. What each table read
/// a text as is kept: `03/04/2025` may be another day in each. Numbers take
/// the finest scale; where one table read numbers or days and another did
/// not, the column is of texts.
///
/// Records, blank lines and warnings add up; name, format and digest are
/// those of the first. O(records + distinct texts) a column.
///
/// # Panics
/// If there is no table, or a table has no such column.
#[must_use]
pub fn below(tables: &[&Table], columns: &[Below]) -> Table {
    let mut all = tables[0].clone();
    for table in &tables[1..] {
        all.n_records += table.n_records;
        all.read += table.read;
        all.blank += table.blank;
        all.rejected += table.rejected;
        all.warnings.extend_from_slice(&table.warnings);
    }
    let made = columns.iter().map(|column| stack(tables, column));
    (all.columns, all.data) = made.unzip();
    all
}

/// What a text was read as, so that equal texts of equal meaning share a
/// code.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Meaning {
    Text,
    Number(Option<i64>, Option<&'static str>),
    Moment(Option<Moment>),
    Boolean(Option<bool>),
}

fn stack(
    tables: &[&Table],
    column: &Below,
) -> (ColumnProfile, Arc<ColumnData>) {
    let parts = || tables.iter().zip(&column.of);
    let held =
        || parts().filter_map(|(table, at)| at.map(|at| &table.data[at]));
    let scale = held().map(|data| scale_of(&data.parsed)).max().unwrap_or(0);
    // Of a slice, what its whole file holds counts: it may have no value.
    let told = || {
        let told = parts().filter_map(|(table, at)| Some((table, (*at)?)));
        let told = told.filter(|(table, at)| table.columns[*at].distinct > 0);
        told.map(|(table, at)| &table.data[at].parsed)
    };
    let first = told().next();
    let kind = first.map(std::mem::discriminant);
    let is_one_kind = !column.as_text
        && told().all(|parsed| kind == Some(std::mem::discriminant(parsed)));
    let mut stack = Stack::default();
    for (table, at) in parts() {
        match at {
            None => stack.skip(table.n_records),
            Some(at) => {
                let data = &table.data[*at];
                stack.push(data, |code| match is_one_kind {
                    true => meaning(data, code, scale),
                    false => Some(Meaning::Text),
                });
            }
        }
    }
    let profiles: Vec<&ColumnProfile> = parts()
        .filter_map(|(table, at)| at.map(|at| &table.columns[at]))
        .collect();
    let mut data = stack.done(scale);
    if let (true, true, Some(first)) =
        (data.ends.is_empty(), is_one_kind, first)
    {
        data.parsed = without_value(first, scale);
    }
    (
        profile(&column.name, &profiles, &data, is_one_kind),
        Arc::new(data),
    )
}

#[derive(Default)]
struct Stack<'a> {
    codes: Vec<u32>,
    texts: Vec<u8>,
    ends: Vec<u32>,
    meanings: Vec<Meaning>,
    index: HashMap<(&'a [u8], Meaning), u32>,
}

impl<'a> Stack<'a> {
    fn skip(&mut self, n_records: usize) {
        self.codes.resize(self.codes.len() + n_records, MISSING);
    }

    /// Adds the records of a column; a meaning of `None` is one that can't
    /// be told at the common scale.
    fn push(
        &mut self,
        data: &'a ColumnData,
        meaning: impl Fn(u32) -> Option<Meaning>,
    ) {
        let mut new_code = Vec::with_capacity(data.ends.len());
        for code in 0..data.ends.len() as u32 {
            let text = text_of(data, code);
            let meaning = meaning(code).unwrap_or(Meaning::Number(None, None));
            let next = self.ends.len() as u32;
            let kept = *self.index.entry((text, meaning)).or_insert(next);
            if kept == next {
                self.texts.extend_from_slice(text);
                self.ends.push(self.texts.len() as u32);
                self.meanings.push(meaning);
            }
            new_code.push(kept);
        }
        let codes = data.codes.iter().map(|code| match *code {
            MISSING => MISSING,
            code => new_code[code as usize],
        });
        self.codes.extend(codes);
    }

    fn done(self, scale: u8) -> ColumnData {
        let parsed = parsed(&self.meanings, scale);
        ColumnData {
            codes: self.codes,
            texts: self.texts,
            ends: self.ends,
            parsed,
        }
    }
}

fn scale_of(parsed: &Parsed) -> u8 {
    match parsed {
        Parsed::Numbers { scale, .. } => *scale,
        Parsed::Text | Parsed::Moments(_) | Parsed::Booleans(_) => 0,
    }
}

/// `None` where a number does not fit at the common scale.
fn meaning(data: &ColumnData, code: u32, scale: u8) -> Option<Meaning> {
    let at = code as usize;
    Some(match &data.parsed {
        Parsed::Text => Meaning::Text,
        Parsed::Numbers {
            mantissas,
            scale: own,
            ..
        } => {
            let unit = ColumnValues { data }.currency(code);
            let Some(mantissa) = mantissas[at] else {
                return Some(Meaning::Number(None, unit));
            };
            let factor = 10_i64.checked_pow(u32::from(scale - own))?;
            Meaning::Number(Some(mantissa.checked_mul(factor)?), unit)
        }
        Parsed::Moments(moments) => Meaning::Moment(moments[at]),
        Parsed::Booleans(truths) => Meaning::Boolean(truths[at]),
    })
}

/// A column of a kind that holds no value.
fn without_value(kind: &Parsed, at: u8) -> Parsed {
    let mut none = pick(kind, &[]);
    if let Parsed::Numbers { scale, .. } = &mut none {
        *scale = at;
    }
    none
}

/// Meanings of one kind, as a column keeps them.
fn parsed(meanings: &[Meaning], scale: u8) -> Parsed {
    match meanings.first() {
        None | Some(Meaning::Text) => Parsed::Text,
        Some(Meaning::Number(..)) => numbers(meanings, scale),
        Some(Meaning::Moment(_)) => {
            Parsed::Moments(each(meanings, |it| match it {
                Meaning::Moment(moment) => moment,
                _ => None,
            }))
        }
        Some(Meaning::Boolean(_)) => {
            Parsed::Booleans(each(meanings, |it| match it {
                Meaning::Boolean(truth) => truth,
                _ => None,
            }))
        }
    }
}

fn each<T>(
    meanings: &[Meaning],
    pick: impl Fn(Meaning) -> Option<T>,
) -> Vec<Option<T>> {
    meanings.iter().map(|it| pick(*it)).collect()
}

fn numbers(meanings: &[Meaning], scale: u8) -> Parsed {
    let mantissas = each(meanings, |it| match it {
        Meaning::Number(mantissa, _) => mantissa,
        _ => None,
    });
    let mut currencies: Vec<&'static str> = Vec::new();
    let units = meanings.iter().map(|it| match it {
        Meaning::Number(_, Some(unit)) => {
            let at = currencies.iter().position(|known| known == unit);
            let at = at.unwrap_or_else(|| {
                currencies.push(unit);
                currencies.len() - 1
            });
            at as u8 + 1
        }
        _ => 0,
    });
    let mut units: Vec<u8> = units.collect();
    if currencies.is_empty() {
        units.clear();
    }
    Parsed::Numbers {
        mantissas,
        scale,
        currencies,
        units,
    }
}

/// What can be said of the column as a whole.
fn profile(
    name: &str,
    parts: &[&ColumnProfile],
    data: &ColumnData,
    is_one_kind: bool,
) -> ColumnProfile {
    let told = |part: &&&ColumnProfile| part.distinct > 0;
    let first = parts.iter().find(told).or(parts.first());
    let mut profile = (**first.expect("a table has the column")).clone();
    profile.name = name.to_owned();
    profile.missing = data.codes.len() as u64 - n_present(&data.codes);
    profile.distinct = data.ends.len() as u64;
    profile.unread = parts.iter().map(|part| part.unread).sum();
    profile.percent = parts.iter().map(|part| part.percent).sum();
    profile.currencies = currencies(parts);
    profile.currency = parts.iter().find_map(|part| part.currency.clone());
    profile.scale = scale_of(&data.parsed);
    profile.date_order_ambiguous =
        parts.iter().any(|part| part.date_order_ambiguous);
    if !is_one_kind {
        profile.column_type = ColumnType::Text;
    }
    if parts.len() > 1 {
        profile.range = None;
        profile.negative_and_zero = None;
    }
    profile
}

/// The records of each currency, over all the files.
fn currencies(parts: &[&ColumnProfile]) -> Vec<(String, u64)> {
    let mut all: Vec<(String, u64)> = Vec::new();
    for (name, n) in parts.iter().flat_map(|part| &part.currencies) {
        match all.iter_mut().find(|(known, _)| known == name) {
            Some((_, sum)) => *sum += n,
            None => all.push((name.clone(), *n)),
        }
    }
    all
}
