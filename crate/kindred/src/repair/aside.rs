//! Records that are no purchase of their own.

use std::hash::{DefaultHasher, Hash, Hasher};

use table::MISSING;

use super::{Because, Bench, Repair, Scoped};
use crate::{RunError, analysis::SetAsideReason};

impl Bench<'_, '_> {
    /// Sets aside what a repair says; a record that is set aside already
    /// keeps its reason.
    pub(super) fn set_aside(&mut self, of: &Scoped) -> Result<(), RunError> {
        match &of.repair {
            Repair::Keep {
                column,
                words,
                reason,
            } => {
                let kept = self.said(column, words)?;
                self.put_all(of, *reason, |record| !kept[record]);
                Ok(())
            }
            Repair::SetAside {
                column,
                words,
                reason,
                unless,
            } => {
                let out = self.said(column, words)?;
                let none = || Ok(vec![false; out.len()]);
                let kept = match unless {
                    Some(it) => self.said(&it.column, &it.words),
                    None => none(),
                }?;
                let is_out = |record: usize| out[record] && !kept[record];
                self.put_all(of, *reason, is_out);
                Ok(())
            }
            Repair::DropDuplicates => {
                self.drop_duplicates(of);
                Ok(())
            }
            Repair::FillDown { .. }
            | Repair::Instead { .. }
            | Repair::OrderTotal { .. }
            | Repair::Refund { .. } => Ok(()),
        }
    }

    /// Whether each record has one of these words in a column.
    pub(super) fn said(
        &self,
        column: &str,
        words: &[String],
    ) -> Result<Vec<bool>, RunError> {
        let column = self.named(column)?;
        let words: Vec<String> = words.iter().map(|it| folded(it)).collect();
        let is_listed = |text: &str| words.contains(&folded(text));
        let values = (self.open)(column);
        let listed: Vec<bool> = (0..values.n_codes() as u32)
            .map(|code| is_listed(values.text(code)))
            .collect();
        let nothing = is_listed("");
        let is_said = |&code: &u32| match code {
            MISSING => nothing,
            code => listed[code as usize],
        };
        Ok(self.codes(column).iter().map(is_said).collect())
    }

    fn put_all(
        &mut self,
        of: &Scoped,
        because: Because,
        is_out: impl Fn(usize) -> bool,
    ) {
        for record in of.records.clone().filter(|&it| is_out(it)) {
            self.put(record, because.reason());
        }
    }

    /// Sets aside every record that equals an earlier one: those of one
    /// digest stand together, and are compared.
    fn drop_duplicates(&mut self, of: &Scoped) {
        let columns: Vec<&[u32]> = (0..self.table.columns.len())
            .map(|column| (self.open)(column).codes())
            .collect();
        let digest = |record: usize| {
            let mut hasher = DefaultHasher::new();
            columns.iter().for_each(|c| c[record].hash(&mut hasher));
            hasher.finish()
        };
        let equal = |a: usize, b: usize| columns.iter().all(|c| c[a] == c[b]);
        let mut records: Vec<(u64, usize)> =
            of.records.clone().map(|it| (digest(it), it)).collect();
        records.sort_unstable();
        let mut out = Vec::new();
        for alike in records.chunk_by(|a, b| a.0 == b.0) {
            for (nth, &(_, record)) in alike.iter().enumerate() {
                let mut earlier = alike[..nth].iter();
                if earlier.any(|&(_, before)| equal(before, record)) {
                    out.push(record);
                }
            }
        }
        let reason = SetAsideReason::Duplicate;
        out.into_iter().for_each(|it| self.put(it, reason));
    }

    /// Gives a record its reason, where it has none.
    pub(super) fn put(&mut self, record: usize, reason: SetAsideReason) {
        let aside = &mut self.done.aside;
        aside.resize(self.table.n_records, None);
        aside[record].get_or_insert(reason);
    }
}

/// A word without the blanks around it, in small letters.
pub(super) fn folded(word: &str) -> String {
    word.trim().to_lowercase()
}
