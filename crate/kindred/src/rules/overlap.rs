//! How sets of customers overlap: who is in just these sets and no other.
//!
//! As drawn by A. Lex, N. Gehlenborg, H. Strobelt, R. Vuillemot, H. Pfister:
//! UpSet: Visualization of Intersecting Sets, IEEE TVCG 20 (2014),
//! <https://doi.org/10.1109/TVCG.2014.2346248>.

use serde::{Deserialize, Serialize};

use super::{Bits, Condition, Ground, judge::Judge};
use crate::words::Words;

/// Sets that are set against each other at most: each way to be in some of
/// them has a place in a table.
pub const MAX_SETS: usize = 12;
/// Ways to be in some of the sets that are told at most.
const MAX_TOLD: usize = 30;

/// How sets overlap. `nobody + Σ patterns.customers + others` are all
/// customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Overlaps {
    /// The sets.
    pub sets: Vec<OverlapSet>,
    /// Who is in which of them: most customers first, at most 30; ties to
    /// those of earlier sets.
    pub patterns: Vec<Overlap>,
    /// How many more patterns there are.
    pub n_others: usize,
    /// Their customers.
    #[ts(type = "number")]
    pub others: u64,
    /// Customers in none of the sets.
    #[ts(type = "number")]
    pub nobody: u64,
}

/// A set that others overlap with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct OverlapSet {
    /// The rule or segment in words.
    pub name: String,
    /// Its customers.
    #[ts(type = "number")]
    pub customers: u64,
}

/// Customers who are in just these sets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Overlap {
    /// Positions of the sets, ascending.
    pub sets: Vec<usize>,
    /// The customers in all of them and in no other.
    #[ts(type = "number")]
    pub customers: u64,
}

impl Ground<'_> {
    /// How sets overlap; `None` for fewer than two or too many, and where
    /// one can't be judged. O(sets · customers + 2^sets).
    pub(super) fn overlaps(
        &self,
        judge: &mut Judge<'_>,
        chosen: &[Condition],
        words: &'static dyn Words,
    ) -> Option<Overlaps> {
        if !(2..=MAX_SETS).contains(&chosen.len()) {
            return None;
        }
        let sets = chosen.iter().map(|it| judge.set(it, "overlap", 1).ok());
        let sets: Vec<Bits> = sets.collect::<Option<_>>()?;
        let named = chosen.iter().zip(&sets);
        let named = named.map(|(it, set)| OverlapSet {
            name: self.name(it, words),
            customers: set.len(),
        });
        let mut counts = patterns(&sets, self.n_customers);
        let nobody = std::mem::take(&mut counts[0]);
        let mut found: Vec<usize> =
            (0..counts.len()).filter(|&it| counts[it] > 0).collect();
        numeric::order::positions(&mut found, &|a, b| {
            counts[b].cmp(&counts[a]).then(a.cmp(&b))
        });
        let others = found.split_off(found.len().min(MAX_TOLD));
        let of = |pattern: usize| Overlap {
            sets: (0..sets.len()).filter(|s| pattern >> s & 1 == 1).collect(),
            customers: counts[pattern],
        };
        Some(Overlaps {
            sets: named.collect(),
            patterns: found.into_iter().map(of).collect(),
            n_others: others.len(),
            others: others.into_iter().map(|it| counts[it]).sum(),
            nobody,
        })
    }
}

/// How many customers are in just the sets of each pattern: bit `s` of its
/// position says whether in set `s`.
fn patterns(sets: &[Bits], n_customers: usize) -> Vec<u64> {
    let mut counts = vec![0; 1 << sets.len()];
    for customer in 0..n_customers {
        let bit =
            |(s, set): (usize, &Bits)| usize::from(set.has(customer)) << s;
        let pattern: usize = sets.iter().enumerate().map(bit).sum();
        counts[pattern] += 1;
    }
    counts
}
