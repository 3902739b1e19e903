//! Records that say again what an earlier one said.

use crate::hash::spread;
use crate::{MISSING, Table};

impl Table {
    /// The earlier record that each record repeats in every column; `None`
    /// where it is the first of its kind.
    ///
    /// O(records · columns) time, 16 bytes a record.
    pub fn repeats(&self) -> Vec<Option<u32>> {
        let mut firsts = Firsts::new(self.n_records, self.own_seed());
        (0..self.n_records as u32)
            .map(|record| firsts.find_or_add(self, record))
            .collect()
    }

    /// A number that nobody can choose who writes the file: it changes with
    /// every byte of it. It never changes what is found.
    fn own_seed(&self) -> u64 {
        let add = |sum: u64, byte| spread(sum ^ u64::from(byte));
        self.sha256.bytes().fold(0, add)
    }

    /// Equal for equal records; seldom for others.
    fn fingerprint(&self, record: u32, seed: u64) -> u64 {
        self.data.iter().fold(seed, |sum, column| {
            spread(sum ^ u64::from(column.codes[record as usize]))
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
struct Firsts {
    places: Vec<u32>,
    seed: u64,
}

impl Firsts {
    fn new(n_records: usize, seed: u64) -> Self {
        let n_places = (2 * n_records).next_power_of_two().max(2);
        let places = vec![MISSING; n_places];
        Self { places, seed }
    }

    /// The record of its kind that came first, or nothing where it is that.
    fn find_or_add(&mut self, table: &Table, record: u32) -> Option<u32> {
        let mask = self.places.len() - 1;
        let mut at = table.fingerprint(record, self.seed) as usize & mask;
        loop {
            match self.places[at] {
                MISSING => {
                    self.places[at] = record;
                    return None;
                }
                first if table.is_same(first, record) => return Some(first),
                _ => at = (at + 1) & mask,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{ReadOptions, Reader, Table};

    fn table() -> Table {
        let mut reader = Reader::new("t.csv", ReadOptions::default(), 7);
        let record = |at: u32| format!("{},{}\n", at % 7, at * at % 11);
        let records: String = (0..500).map(record).collect();
        let fed = reader.feed(format!("a,b\n{records}").as_bytes());
        fed.and_then(|()| reader.finish()).expect("it is read")
    }

    #[test]
    fn the_seed_is_the_file_s_own_and_changes_no_result() {
        let mut table = table();
        let (found, seed) = (table.repeats(), table.own_seed());
        let naive = |at: u32| {
            let earlier = |before: &u32| table.is_same(*before, at);
            (0..at).find(earlier)
        };
        assert!(found.iter().any(Option::is_some));
        assert_eq!(found, (0..500).map(naive).collect::<Vec<_>>());
        table.sha256.replace_range(..1, "x");
        assert_ne!(table.own_seed(), seed);
        assert_eq!(table.repeats(), found);
    }
}
