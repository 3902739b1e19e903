//! Spellings of one key that share a code.

use std::collections::HashMap;
use std::sync::Arc;

use super::compact::compact;
use super::key::key_form;
use crate::{MISSING, Table};

impl Table {
    /// The table in which the spellings of one key in a column share the code
    /// and the text of the first, and how many spellings were taken in;
    /// `None` where every key is written in one way.
    ///
    /// O(distinct texts), and O(records) where something is to be done.
    ///
    /// # Panics
    /// If there is no such column.
    pub fn unified(&self, column: usize) -> Option<(Self, u64)> {
        let values = self.values(column);
        let n_codes = values.n_codes() as u32;
        let form = |code| key_form(values.text(code));
        let is_odd = |code: &u32| form(*code) != values.text(*code);
        if !(0..n_codes).any(|code| is_odd(&code)) {
            return None;
        }
        let mut first = HashMap::new();
        let mut joined = 0;
        let mut new_code = Vec::with_capacity(n_codes as usize);
        for code in 0..n_codes {
            let kept = *first.entry(form(code)).or_insert(code);
            joined += u64::from(kept != code);
            new_code.push(kept);
        }
        if joined == 0 {
            return None;
        }
        let codes = values.codes().iter().map(|code| match *code {
            MISSING => MISSING,
            code => new_code[code as usize],
        });
        let data = compact(&self.data[column], codes.collect());
        let mut table = self.clone();
        table.columns[column].distinct = data.ends.len() as u64;
        table.data[column] = Arc::new(data);
        Some((table, joined))
    }
}
