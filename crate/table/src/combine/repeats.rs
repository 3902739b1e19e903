//! Records that say again what an earlier one said.

use std::collections::HashMap;

use crate::Table;

impl Table {
    /// The earlier record that each record repeats in every column; `None`
    /// where it is the first of its kind.
    ///
    /// O(records · columns).
    pub fn repeats(&self) -> Vec<Option<u32>> {
        let mut firsts: HashMap<u64, Vec<u32>> = HashMap::new();
        (0..self.n_records as u32)
            .map(|record| {
                let same = firsts.entry(self.fingerprint(record)).or_default();
                let found =
                    same.iter().copied().find(|it| self.is_same(*it, record));
                if found.is_none() {
                    same.push(record);
                }
                found
            })
            .collect()
    }

    /// Equal for equal records; seldom for others.
    fn fingerprint(&self, record: u32) -> u64 {
        self.data.iter().fold(0, |sum: u64, column| {
            let code = u64::from(column.codes[record as usize]);
            (sum ^ code)
                .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                .rotate_left(29)
        })
    }

    fn is_same(&self, one: u32, other: u32) -> bool {
        let code = |codes: &[u32], record: u32| codes[record as usize];
        self.data
            .iter()
            .all(|it| code(&it.codes, one) == code(&it.codes, other))
    }
}
