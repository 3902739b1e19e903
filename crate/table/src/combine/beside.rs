//! Another table's columns, brought over to the records they belong to.

use std::sync::Arc;

use super::below::Below;
use super::compact::{compact, n_present};
use super::look_up::Matches;
use crate::{MISSING, Table};

impl Table {
    /// The table in which a column takes the text of another where that
    /// `weighs` more, or where it has none of its own.
    ///
    /// O(records).
    ///
    /// # Panics
    /// If there is no such column.
    #[must_use]
    pub fn outweighed(
        &self,
        column: usize,
        by: usize,
        weighs: &dyn Fn(&str) -> bool,
    ) -> Self {
        // Both columns' texts in one dictionary: the other's records are
        // those after this table's own.
        let both = Below {
            name: self.columns[column].name.clone(),
            of: vec![Some(column), Some(by)],
            as_text: true,
        };
        let both = super::below(&[self, self], &[both]);
        let values = both.values(0);
        let heavy: Vec<bool> = (0..values.n_codes() as u32)
            .map(|code| weighs(values.text(code)))
            .collect();
        let weight = |code: u32| match code {
            MISSING => 0,
            code => 1 + u8::from(heavy[code as usize]),
        };
        let (own, other) = values.codes().split_at(self.n_records);
        let heavier = |(own, other): (&u32, &u32)| {
            if weight(*other) > weight(*own) {
                *other
            } else {
                *own
            }
        };
        let codes = own.iter().zip(other).map(heavier).collect();
        let data = compact(&both.data[0], codes);
        let mut table = self.clone();
        let profile = &mut table.columns[column];
        profile.missing = self.n_records as u64 - n_present(&data.codes);
        profile.distinct = data.ends.len() as u64;
        table.data[column] = Arc::new(data);
        table
    }

    /// The table with some of the other's columns beside its own, under new
    /// names: each record takes its partner's value, and has none where it
    /// has no partner.
    ///
    /// O(records) a column.
    ///
    /// # Panics
    /// If the other table has no such column, or the matches are not those
    /// of these tables.
    #[must_use]
    pub fn beside(
        &self,
        other: &Self,
        columns: &[(usize, String)],
        matches: &Matches,
    ) -> Self {
        let mut table = self.clone();
        for (column, name) in columns {
            let of = &other.data[*column];
            let take = |record: &u32| match *record {
                MISSING => MISSING,
                record => of.codes[record as usize],
            };
            let codes = matches.records.iter().map(take).collect();
            let data = compact(of, codes);
            let mut profile = other.columns[*column].clone();
            profile.name.clone_from(name);
            profile.missing = self.n_records as u64 - n_present(&data.codes);
            profile.distinct = data.ends.len() as u64;
            table.columns.push(profile);
            table.data.push(Arc::new(data));
        }
        table
    }
}
