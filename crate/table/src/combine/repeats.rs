//! Records that say again what an earlier one said.

use crate::{MISSING, Table};

impl Table {
    /// The earlier record that each record repeats in every column; `None`
    /// where it is the first of its kind.
    ///
    /// O(records · columns) time, 16 bytes a record.
    pub fn repeats(&self) -> Vec<Option<u32>> {
        let mut firsts = Firsts::new(self.n_records);
        (0..self.n_records as u32)
            .map(|record| firsts.find_or_add(self, record))
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

/// The first record of each kind, by its fingerprint: one number a place,
/// at most half of the places taken.
struct Firsts(Vec<u32>);

impl Firsts {
    fn new(n_records: usize) -> Self {
        Self(vec![MISSING; (2 * n_records).next_power_of_two().max(2)])
    }

    /// The record of its kind that came first, or nothing where it is that.
    fn find_or_add(&mut self, table: &Table, record: u32) -> Option<u32> {
        let mask = self.0.len() - 1;
        let mut at = table.fingerprint(record) as usize & mask;
        loop {
            match self.0[at] {
                MISSING => {
                    self.0[at] = record;
                    return None;
                }
                first if table.is_same(first, record) => return Some(first),
                _ => at = (at + 1) & mask,
            }
        }
    }
}
