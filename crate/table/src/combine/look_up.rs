//! Each record's partner in another table, by a key.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::key::{key_form, masked};
use crate::{ColumnValues, MISSING, Table};

/// The partners that were found.
#[derive(Clone, Debug)]
pub struct Matches {
    /// For each record the partner's position, [`MISSING`] where it has none.
    pub records: Vec<u32>,
    /// What joined, and what did not.
    pub report: MatchReport,
}

/// What joined, and what did not. In each of the two tables
/// `records = matched + without a key + without a partner`.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
pub struct MatchReport {
    /// The table that looks.
    pub left: MatchSide,
    /// The table that is looked in.
    pub right: MatchSide,
    /// Records of the right table whose key stood in an earlier one: they
    /// are no record's partner.
    #[ts(type = "number")]
    pub repeated: u64,
    /// Keys of the left table that are written in another way in the right.
    #[ts(type = "number")]
    pub respelled: u64,
}

/// One side of a match.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
pub struct MatchSide {
    /// All its records.
    #[ts(type = "number")]
    pub records: u64,
    /// Those whose key the other side has.
    #[ts(type = "number")]
    pub matched: u64,
    /// Those without a key.
    #[ts(type = "number")]
    pub no_key: u64,
    /// Those whose key the other side does not have.
    #[ts(type = "number")]
    pub unmatched: u64,
    /// Different keys.
    #[ts(type = "number")]
    pub keys: u64,
    /// Different keys that the other side has as well.
    #[ts(type = "number")]
    pub keys_matched: u64,
    /// Up to three keys that the other side does not have, masked.
    pub examples: Vec<String>,
}

impl Table {
    /// Finds each record's partner: the first record of the other table with
    /// the same key. Keys are compared as [`key_form`] writes them.
    ///
    /// O(records of both).
    ///
    /// # Panics
    /// If a table has no such column.
    pub fn look_up(&self, key: usize, other: &Self, of: usize) -> Matches {
        let (left, right) = (self.values(key), other.values(of));
        let index = Index::of(right);
        let mut partner = Vec::with_capacity(left.n_codes());
        let mut of_form = HashMap::new();
        let mut respelled = 0;
        for code in 0..left.n_codes() as u32 {
            let text = left.text(code);
            let found = index.by_form.get(&key_form(text)).copied();
            let spelled = found.map(|code| right.text(code));
            respelled += u64::from(spelled.is_some_and(|it| it != text));
            of_form.insert(key_form(text), ());
            partner.push(found);
        }
        let joined = |code: u32| partner[code as usize].is_some();
        let known =
            |code: u32| of_form.contains_key(&key_form(right.text(code)));
        let record = |code: &u32| match *code {
            MISSING => MISSING,
            code => partner[code as usize]
                .map_or(MISSING, |of| index.first[of as usize]),
        };
        Matches {
            records: left.codes().iter().map(record).collect(),
            report: MatchReport {
                left: MatchSide::of(left, joined),
                right: MatchSide::of(right, known),
                repeated: index.n_repeated,
                respelled,
            },
        }
    }
}

impl Table {
    /// Each record's partner as [`Table::look_up`] finds it, but where a key
    /// stands more than once the first record whose text in a column `weighs`
    /// more, else the first with any text there.
    ///
    /// O(records of both).
    ///
    /// # Panics
    /// If a table has no such column.
    pub fn look_up_weighed(
        &self,
        key: usize,
        other: &Self,
        of: usize,
        column: usize,
        weighs: &dyn Fn(&str) -> bool,
    ) -> Vec<u32> {
        let (left, right) = (self.values(key), other.values(of));
        let said = other.values(column);
        let heavy: Vec<bool> = (0..said.n_codes() as u32)
            .map(|code| weighs(said.text(code)))
            .collect();
        let weight = |record: u32| match said.codes()[record as usize] {
            MISSING => 0,
            code => 1 + u8::from(heavy[code as usize]),
        };
        let mut index = Index::of(right);
        for (record, code) in right.codes().iter().enumerate() {
            let Some(form) = index.forms.get(*code as usize) else {
                continue;
            };
            let best = &mut index.first[*form as usize];
            if weight(record as u32) > weight(*best) {
                *best = record as u32;
            }
        }
        let partner = |code: &u32| match *code {
            MISSING => MISSING,
            code => {
                let form = key_form(left.text(code));
                let found = index.by_form.get(&form);
                found.map_or(MISSING, |of| index.first[*of as usize])
            }
        };
        left.codes().iter().map(partner).collect()
    }
}

/// Where each key of a table stands first.
struct Index<'a> {
    /// The first code of each form.
    by_form: HashMap<Cow<'a, str>, u32>,
    /// The first code of the form of each code.
    forms: Vec<u32>,
    /// The first record of each form.
    first: Vec<u32>,
    n_repeated: u64,
}

impl<'a> Index<'a> {
    fn of(values: ColumnValues<'a>) -> Self {
        let mut by_form = HashMap::new();
        let forms = (0..values.n_codes() as u32).map(|code| {
            *by_form.entry(key_form(values.text(code))).or_insert(code)
        });
        let forms: Vec<u32> = forms.collect();
        let mut first = vec![MISSING; values.n_codes()];
        let mut n_repeated = 0;
        for (record, code) in values.codes().iter().enumerate() {
            if *code == MISSING {
                continue;
            }
            let first = &mut first[forms[*code as usize] as usize];
            if *first == MISSING {
                *first = record as u32;
            } else {
                n_repeated += 1;
            }
        }
        Self {
            by_form,
            forms,
            first,
            n_repeated,
        }
    }
}

impl MatchSide {
    fn of(values: ColumnValues<'_>, joined: impl Fn(u32) -> bool) -> Self {
        let n_codes = values.n_codes() as u32;
        let joined: Vec<bool> = (0..n_codes).map(joined).collect();
        let mut side = Self {
            records: values.codes().len() as u64,
            keys: u64::from(n_codes),
            keys_matched: joined.iter().filter(|it| **it).count() as u64,
            ..Self::default()
        };
        for code in values.codes() {
            let count = match joined.get(*code as usize) {
                None => &mut side.no_key,
                Some(true) => &mut side.matched,
                Some(false) => &mut side.unmatched,
            };
            *count += 1;
        }
        let lost = (0..n_codes).filter(|code| !joined[*code as usize]);
        let lost = lost.take(3).map(|code| masked(values.text(code)));
        side.examples = lost.collect();
        side
    }
}
