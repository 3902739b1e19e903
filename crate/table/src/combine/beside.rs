//! Another table's columns, brought over to the records they belong to.

use std::sync::Arc;

use super::compact::{compact, n_present};
use super::look_up::Matches;
use crate::{MISSING, Table};

impl Table {
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
