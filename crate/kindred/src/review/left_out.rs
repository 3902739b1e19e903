//! Who is missing: how those who are left out differ from those who are
//! used, by every attribute of few values.
//!
//! Counted are customers, each with the first value that a record of theirs
//! tells, and a record without a customer as one of its own. Of a file of
//! customers all are counted whom it names: those who bought nothing, or
//! nothing that is used, are left out. No count of fewer than [`SMALLEST`] is
//! told, and none that would follow from the others and their sum.

mod beside;

use serde::{Deserialize, Serialize};
use table::{ColumnType, MISSING, Table};

use crate::{
    Permitted,
    disclose::{SMALLEST, may_tell},
    permit::{PermittedColumn, names_somebody, who_agreed},
    role::Role,
};

pub(super) use beside::Beside;

/// Who is used and who is left out.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, ts_rs::TS,
)]
pub struct LeftOut {
    /// Whether a column says who agreed: who has not counts as left out.
    pub by_consent: bool,
    /// By each attribute of few values: those of the purchases in the order
    /// of the columns, then those of each file of customers.
    pub attributes: Vec<Attribute>,
}

/// Who is used and who is left out, by one attribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(rename = "AttributeShares")]
pub struct Attribute {
    /// The column.
    pub column: String,
    /// The file of customers that tells it; `None` for the purchases.
    pub file: Option<String>,
    /// How many are used and have a value in it; never a few.
    #[ts(type = "number")]
    pub used: u64,
    /// How many are left out and have one; `None` where they are too few to
    /// be told.
    #[ts(type = "number | null")]
    pub left_out: Option<u64>,
    /// Its values, the most frequent first; all others, where there are any,
    /// are one without a name.
    pub values: Vec<Shares>,
}

/// How many have a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Shares {
    /// The value; `None` for all others.
    pub value: Option<String>,
    /// Of those who are used; `None` where it is not told.
    pub used: Option<Share>,
    /// Of those who are left out.
    pub left_out: Option<Share>,
    /// Whether the intervals lie apart.
    pub differs: bool,
}

/// A share with its Wilson interval (95 %), all `0.0..=1.0`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Share {
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
    /// The share.
    pub share: f64,
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
}

/// Values of an attribute that can be looked at.
const VALUES: std::ops::RangeInclusive<usize> = 2..=50;
/// Attributes that are looked at, and values that are told of each.
const MOST: usize = 12;
const NAMED: usize = 8;

/// What becomes of the customers of a table, of whom those with these ids,
/// in ascending order, bought; and of those whom the files beside it name.
///
/// O(records · attributes).
pub(super) fn left_out(
    permitted: &Permitted<'_, Table>,
    ids: &[String],
    files: &[Beside<'_>],
) -> LeftOut {
    let consent = permitted.consent();
    let by_consent = consent.is_some();
    let Some(customer) = permitted.column(Role::CustomerId) else {
        let attributes = Vec::new();
        return LeftOut {
            by_consent,
            attributes,
        };
    };
    let agreed = consent.map(|consent| who_agreed(&customer, &consent));
    let fate = |code: usize| {
        let id = customer.values.text(code as u32);
        let is_bought =
            || ids.binary_search_by(|it| it.as_str().cmp(id)).is_ok();
        let may = agreed.as_ref().is_none_or(|agreed| agreed[code]);
        names_somebody(id).then(|| may && is_bought())
    };
    let fates: Vec<Option<bool>> =
        (0..customer.values.n_codes()).map(fate).collect();
    let own = People {
        who: &customer.codes,
        fates: &fates,
    };
    let mut attributes = own.attributes(permitted, None);
    for file in files {
        attributes.extend(file.attributes(&own));
    }
    LeftOut {
        by_consent,
        attributes,
    }
}

/// The people of a table.
struct People<'a> {
    /// Who stands in each record; a number that `fates` does not know is
    /// nobody in particular.
    who: &'a [u32],
    /// Whether each of them is used; `None` for who is nobody.
    fates: &'a [Option<bool>],
}

impl People<'_> {
    /// By every attribute of few values of their table.
    fn attributes(
        &self,
        permitted: &Permitted<'_, Table>,
        file: Option<&str>,
    ) -> Vec<Attribute> {
        let all = permitted.attributes();
        // Sums and days are no groups of people.
        let is_group = |it: &&PermittedColumn<'_>| {
            let is_sum = matches!(
                it.profile.column_type,
                ColumnType::Decimal | ColumnType::Date | ColumnType::Timestamp
            );
            !is_sum && VALUES.contains(&it.values.n_codes())
        };
        let few = all.iter().filter(is_group);
        let attribute = |column| Attribute {
            file: file.map(str::to_owned),
            ..self.by(permitted, column)
        };
        let told = few.take(MOST).map(attribute);
        told.filter(|it| it.used >= SMALLEST).collect()
    }

    /// By one attribute.
    fn by(
        &self,
        permitted: &Permitted<'_, Table>,
        column: &PermittedColumn<'_>,
    ) -> Attribute {
        let mut told = vec![MISSING; self.fates.len()];
        // Of each value: used, left out.
        let mut counts = vec![[0_u64; 2]; column.values.n_codes()];
        for (record, &value) in column.codes.iter().enumerate() {
            let who = self.who[record] as usize;
            let is_named = self.fates.get(who).is_some_and(Option::is_some);
            if value == MISSING {
                continue;
            }
            if is_named && told[who] == MISSING {
                told[who] = value;
            } else if !is_named && permitted.aside(record).is_none() {
                counts[value as usize][1] += 1;
            }
        }
        for (value, fate) in told.iter().zip(self.fates) {
            if let (Some(count), Some(used)) =
                (counts.get_mut(*value as usize), fate)
            {
                count[usize::from(!used)] += 1;
            }
        }
        let text = |code: usize| column.values.text(code as u32).to_owned();
        shares(column.profile.name.clone(), &counts, &text)
    }
}

fn shares(
    column: String,
    counts: &[[u64; 2]],
    text: &dyn Fn(usize) -> String,
) -> Attribute {
    let size = |at: usize| counts[at][0] + counts[at][1];
    let mut order: Vec<usize> = (0..counts.len()).collect();
    numeric::order::positions(&mut order, &|a, b| size(b).cmp(&size(a)));
    let n_named = order.iter().take(NAMED);
    let n_named = n_named.take_while(|at| size(**at) >= SMALLEST).count();
    let (named, others) = order.split_at(n_named);
    let mut rows: Vec<[u64; 2]> = named.iter().map(|at| counts[*at]).collect();
    let rest = others.iter().fold([0, 0], |sum: [u64; 2], at| {
        [sum[0] + counts[*at][0], sum[1] + counts[*at][1]]
    });
    let has_rest = rest != [0, 0];
    rows.extend(has_rest.then_some(rest));
    let sides = [0, 1].map(|side| {
        let side: Vec<u64> = rows.iter().map(|row| row[side]).collect();
        (side.iter().sum::<u64>(), told(&side))
    });
    let share = |row: usize, side: usize| {
        let (all, shown) = &sides[side];
        shown[row].then(|| Share::of(rows[row][side], *all))
    };
    let value = |row: usize| {
        let (used, left_out) = (share(row, 0), share(row, 1));
        Shares {
            value: named.get(row).map(|at| text(*at)),
            differs: used.zip(left_out).is_some_and(|(a, b)| a.is_apart(b)),
            used,
            left_out,
        }
    };
    Attribute {
        column,
        file: None,
        used: sides[0].0,
        left_out: may_tell(sides[1].0).then_some(sides[1].0),
        values: (0..rows.len()).map(value).collect(),
    }
}

/// Which counts of one sum may be told: none that is small, and not the one
/// that alone would be hidden.
fn told(counts: &[u64]) -> Vec<bool> {
    let mut told: Vec<bool> = counts.iter().map(|n| may_tell(*n)).collect();
    if told.iter().filter(|it| !**it).count() == 1 {
        let others = (0..counts.len()).filter(|at| told[*at]);
        let others = others.filter(|at| counts[*at] > 0);
        if let Some(least) = others.min_by_key(|at| counts[*at]) {
            told[least] = false;
        }
    }
    if !may_tell(counts.iter().sum()) {
        told.fill(false);
    }
    told
}

impl Share {
    /// A count of so many (Wilson 1927, `doi:10.2307/2276774`).
    pub(crate) fn of(count: u64, all: u64) -> Self {
        const Z: f64 = 1.959_963_984_540_054;
        let n = all.max(1) as f64;
        let share = count as f64 / n;
        let wide = 1.0 + Z * Z / n;
        let middle = (share + Z * Z / (2.0 * n)) / wide;
        let spread = share * (1.0 - share) / n + Z * Z / (4.0 * n * n);
        let half = Z / wide * spread.sqrt();
        Self {
            count,
            share,
            low: (middle - half).max(0.0),
            high: (middle + half).min(1.0),
        }
    }

    fn is_apart(self, other: Self) -> bool {
        self.high < other.low || other.high < self.low
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_interval_is_wilsons() {
        // The roots of (p − 0.15)² = z² · p · (1 − p) / 100, found apart.
        let share = Share::of(15, 100);
        assert!((share.low - 0.093_06).abs() < 1e-4, "{share:?}");
        assert!((share.high - 0.232_85).abs() < 1e-4, "{share:?}");
        assert_eq!(Share::of(0, 20).low, 0.0);
    }

    proptest! {
        #[test]
        fn no_small_count_is_told_nor_follows_from_the_others(
            counts in prop::collection::vec(0..60_u64, 1..9),
        ) {
            let told = told(&counts);
            for (told, count) in told.iter().zip(&counts) {
                prop_assert!(!told || may_tell(*count));
            }
            let hidden: Vec<u64> = counts
                .iter()
                .zip(&told)
                .filter(|it| !it.1 && *it.0 > 0)
                .map(|it| *it.0)
                .collect();
            let is_open = told.iter().any(|it| *it);
            prop_assert!(
                hidden.len() != 1 || counts.iter().filter(|n| **n > 0).count() == 1,
                "{counts:?} {told:?} {is_open}"
            );
        }
    }
}
