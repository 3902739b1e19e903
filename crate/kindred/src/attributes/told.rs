//! How segments differ in what is known beside the purchases: the share of
//! each level in each segment, against that of all customers.
//!
//! Numbers and days are cut at the quartiles of all customers. No count of
//! fewer than [`SMALLEST`] customers is told, and none that would follow from
//! the others of its row or column.
//!
//! [`SMALLEST`]: crate::disclose::SMALLEST

use explain::share::{believed, difference};
use numeric::{order, stats};
use serde::{Deserialize, Serialize};

use super::{Attribute, Attributes, Values, encode, is_enough};
use crate::{
    disclose::cells_to_tell, features::Side, review::Share, segment::Grouping,
    words::AttributeWords,
};

/// Levels that are told by name.
const NAMED: usize = 8;
/// Of the differences that are told as such, so many may be chance.
const FALSE: f64 = 0.05;

/// An attribute in all segments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct AttributeTold {
    /// The column, with its file where two have one name.
    pub column: String,
    /// Its name in a recipe.
    pub name: String,
    /// The file of customers that tells it; `None` for the purchases.
    pub file: Option<String>,
    /// Of which side of the customers.
    pub side: Side,
    /// Whether it helped to form the segments: then it differs because of
    /// that.
    pub in_segments: bool,
    /// The most frequent first, or from low to high; then others, then those
    /// of whom nothing is known.
    pub levels: Vec<LevelTold>,
}

/// A level in all segments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct LevelTold {
    /// The level, in the plan's language where it is no value of the column.
    pub level: String,
    /// Of all customers; `None` where it is not told.
    pub all: Option<Share>,
    /// Of each segment, in the order of their ids.
    pub segments: Vec<LevelShare>,
}

/// A level in one segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct LevelShare {
    /// Of the segment; `None` where it is not told.
    pub share: Option<Share>,
    /// Its share over that of all customers, at least 0; `None` where either
    /// is not told.
    pub index: Option<f64>,
    /// Whether it is another share than among all other customers: at most 5
    /// of 100 of these are expected to be chance.
    pub differs: bool,
}

impl Attributes {
    /// Every attribute in every segment.
    ///
    /// O(n_customers · attributes + cells · log cells).
    pub(crate) fn told(
        &self,
        asked: &[String],
        grouping: &Grouping,
        words: &AttributeWords,
    ) -> Vec<AttributeTold> {
        let mut tested = Vec::new();
        let told = self.all.iter().map(|it| {
            let name = encode::name(it);
            AttributeTold {
                column: it.column.clone(),
                in_segments: asked.contains(&name),
                name,
                file: it.file.clone(),
                side: it.side,
                levels: levels(it, grouping, words, &mut tested),
            }
        });
        let mut told: Vec<AttributeTold> = told.collect();
        let mut answers = believed(&tested, FALSE).into_iter();
        let levels = told.iter_mut().flat_map(|it| &mut it.levels);
        for cell in levels.flat_map(|it| &mut it.segments) {
            if cell.index.is_some() {
                cell.differs = answers.next().unwrap_or(false);
            }
        }
        told
    }
}

/// The levels of an attribute; the probabilities of the cells that are told
/// are added to `tested`.
fn levels(
    attribute: &Attribute,
    grouping: &Grouping,
    words: &AttributeWords,
    tested: &mut Vec<f64>,
) -> Vec<LevelTold> {
    let (titles, of) = places(attribute, words);
    let k = grouping.k;
    // The last column is that of all customers.
    let mut counts = vec![vec![0_u64; k + 1]; titles.len()];
    for (&level, &label) in of.iter().zip(&grouping.labels) {
        counts[level][label as usize] += 1;
        counts[level][k] += 1;
    }
    let mut rows: Vec<(String, Vec<u64>)> =
        titles.into_iter().zip(counts).collect();
    rows.retain(|it| it.1[k] > 0);
    let (titles, counts): (Vec<String>, Vec<Vec<u64>>) =
        rows.into_iter().unzip();
    let sizes: Vec<u64> = grouping.parts.iter().map(|it| it.size).collect();
    let n = of.len() as u64;
    let cells = cells_to_tell(&counts);
    let rows = titles.into_iter().zip(cells);
    rows.map(|(level, cells)| {
        let all = cells[k];
        let mut segment = |(cell, &size): (&Option<u64>, &u64)| {
            let share = cell.map(|count| Share::of(count, size));
            let index = cell.zip(all).map(|(count, all)| {
                let outside = (all - count, n - size);
                tested.push(difference((count, size), outside));
                let of_all = all as f64 / n as f64;
                count as f64 / size as f64 / of_all
            });
            LevelShare {
                share,
                index,
                differs: false,
            }
        };
        LevelTold {
            level,
            segments: cells.iter().zip(&sizes).map(&mut segment).collect(),
            all: all.map(|count| Share::of(count, n)),
        }
    })
    .collect()
}

/// The titles of the levels, and the position among them of each customer's.
fn places(
    attribute: &Attribute,
    words: &AttributeWords,
) -> (Vec<String>, Vec<usize>) {
    match &attribute.values {
        Values::Levels { names, of, counts } => {
            let named = counts.iter().take(NAMED);
            let n_named = named.take_while(|n| is_enough(**n)).count();
            let mut titles = names[..n_named].to_vec();
            titles.push(words.others.to_owned());
            titles.push(words.unknown.to_owned());
            let place = |&it: &f64| match it.is_nan() {
                true => n_named + 1,
                false => (it as usize).min(n_named),
            };
            (titles, of.iter().map(place).collect())
        }
        Values::Numbers(values) => bands(values, "", words),
        Values::Days(values) => bands(values, words.days, words),
    }
}

/// Numbers in at most four bands of about as many customers each.
fn bands(
    values: &[f64],
    unit: &str,
    words: &AttributeWords,
) -> (Vec<String>, Vec<usize>) {
    let mut known: Vec<f64> =
        values.iter().copied().filter(|it| !it.is_nan()).collect();
    order::numbers(&mut known);
    let quartile = |p| stats::quantile_sorted(&known, p).unwrap_or(0.0);
    let mut ends: Vec<f64> = [0.25, 0.5, 0.75].map(quartile).to_vec();
    ends.dedup();
    // Nothing stands above the largest value.
    ends.retain(|end| known.last() > Some(end));
    let figure = |it: f64| words.figure(it);
    let mut titles = Vec::new();
    for (at, &end) in ends.iter().enumerate() {
        titles.push(match at {
            0 => format!("≤ {}{unit}", figure(end)),
            _ => format!("> {} – {}{unit}", figure(ends[at - 1]), figure(end)),
        });
    }
    if let Some(&end) = ends.last() {
        titles.push(format!("> {}{unit}", figure(end)));
    } else {
        titles.push(format!("{}{unit}", figure(quartile(0.5))));
    }
    titles.push(words.unknown.to_owned());
    let n = titles.len();
    let place = |&it: &f64| match it.is_nan() {
        true => n - 1,
        false => ends.iter().filter(|end| it > **end).count(),
    };
    (titles, values.iter().map(place).collect())
}
