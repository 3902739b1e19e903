//! How a column's values are spread: a part of its profile.
//!
//! Made from its distinct values and their counts when the file is read.

use serde::{Deserialize, Serialize};

use crate::ColumnType;
use crate::infer::calendar::civil;
use crate::summary::{clip, most_frequent};
use crate::values::{ColumnData, Parsed};

/// Bins of a column of numbers.
const BINS: usize = 20;
/// The most bins of a column of dates.
const DATE_BINS: i64 = 40;
/// Texts told.
const TOP: usize = 5;
/// Characters told of a text.
const TEXT: usize = 80;
/// Months of one bin: a month, a quarter, a year, and more where a column
/// goes over centuries.
const STEPS: [i64; 6] = [1, 3, 12, 120, 1_200, 12_000];

/// How many records have which value.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum Histogram {
    /// No record has a value that could be read.
    #[default]
    Nothing,
    /// Bins of one width over what lies between the 1st and the 99th
    /// percentile; what lies beyond is counted in the first and the last.
    Numbers {
        /// Where each bin starts, and where the last ends.
        edges: Vec<f64>,
        /// Records in each.
        #[ts(type = "Array<number>")]
        counts: Vec<u64>,
        /// Each bin holds one whole number, that at which it starts.
        whole: bool,
    },
    /// Bins of months.
    Dates {
        /// The first month of each, such as `2011-01`.
        starts: Vec<String>,
        /// Records in each.
        #[ts(type = "Array<number>")]
        counts: Vec<u64>,
        /// Months of each.
        months: u32,
    },
    /// The most frequent texts.
    Texts {
        /// Up to five, the most frequent first.
        texts: Vec<String>,
        /// Records with each.
        #[ts(type = "Array<number>")]
        counts: Vec<u64>,
        /// Records with another text.
        #[ts(type = "number")]
        others: u64,
    },
}

/// Two to the power of it are the buckets in which a rank is looked for.
const BITS: u32 = 10;

/// Values that could be read, with the records of each.
type Counted = Vec<(i64, u32)>;

/// The histogram of a finished column: `counts` are the records of each
/// distinct text.
///
/// O(distinct texts).
pub(crate) fn histogram(
    kind: ColumnType,
    data: &ColumnData,
    counts: &[u32],
) -> Histogram {
    let pair = |(value, count): (Option<i64>, &u32)| Some((value?, *count));
    match &data.parsed {
        Parsed::Text | Parsed::Booleans(_) => texts(data, counts),
        Parsed::Numbers {
            mantissas, scale, ..
        } => {
            let all = mantissas.iter().copied().zip(counts);
            let is_whole = kind == ColumnType::Integer;
            numbers(all.filter_map(pair).collect(), *scale, is_whole)
        }
        Parsed::Moments(moments) => {
            let month =
                |it: &Option<crate::Moment>| it.map(|it| month(it.day()));
            let all = moments.iter().map(month).zip(counts);
            dates(all.filter_map(pair).collect())
        }
    }
}

fn texts(data: &ColumnData, counts: &[u32]) -> Histogram {
    let best = most_frequent(counts, TOP);
    let text = |code: &usize| {
        let start = code.checked_sub(1).map_or(0, |before| data.ends[before]);
        let bytes = &data.texts[start as usize..data.ends[*code] as usize];
        let text = std::str::from_utf8(bytes);
        clip(
            text.expect("every text was checked when it was stored"),
            TEXT,
        )
    };
    let count = |code: &usize| u64::from(counts[*code]);
    let told: u64 = best.iter().map(count).sum();
    let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    match all {
        0 => Histogram::Nothing,
        _ => Histogram::Texts {
            texts: best.iter().map(text).collect(),
            counts: best.iter().map(count).collect(),
            others: all - told,
        },
    }
}

fn numbers(values: Counted, scale: u8, is_whole: bool) -> Histogram {
    let Some((low, high)) = middle(&values) else {
        return Histogram::Nothing;
    };
    let span = (i128::from(high) - i128::from(low)) as f64;
    let whole = is_whole && scale == 0 && span < BINS as f64;
    let n_bins = match (whole, low == high) {
        (true, _) => span as usize + 1,
        (false, true) => 1,
        (false, false) => BINS,
    };
    let unit = 10_i64.pow(u32::from(scale)) as f64;
    let width = match whole {
        true => 1.0,
        false => span / n_bins as f64,
    };
    let edge = |bin: usize| (low as f64 + width * bin as f64) / unit;
    let mut counts = vec![0; n_bins];
    for (value, count) in values {
        let above = value.clamp(low, high) as f64 - low as f64;
        let place = above / width.max(1e-9);
        counts[(place as usize).min(n_bins - 1)] += u64::from(count);
    }
    Histogram::Numbers {
        edges: (0..=n_bins).map(edge).collect(),
        counts,
        whole,
    }
}

fn dates(months: Counted) -> Histogram {
    let all = months.iter().map(|it| it.0);
    let Some(mut ends) = all.clone().min().zip(all.max()) else {
        return Histogram::Nothing;
    };
    let n_bins = |(from, to): (i64, i64), step: i64| {
        to.div_euclid(step) - from.div_euclid(step) + 1
    };
    let fits = |ends, step: &i64| n_bins(ends, *step) <= DATE_BINS;
    if !fits(ends, &STEPS[2]) {
        ends = middle(&months).expect("there is a month");
    }
    let step = STEPS.into_iter().find(|step| fits(ends, step));
    let step = step.unwrap_or(STEPS[STEPS.len() - 1]);
    let first = ends.0.div_euclid(step);
    let mut counts = vec![0; n_bins(ends, step) as usize];
    for (month, count) in months {
        let bin = month.clamp(ends.0, ends.1).div_euclid(step) - first;
        counts[bin as usize] += u64::from(count);
    }
    let bins = first..first + counts.len() as i64;
    Histogram::Dates {
        starts: bins.map(|bin| month_name(bin * step)).collect(),
        counts,
        months: step as u32,
    }
}

/// The 1st and the 99th percentile.
fn middle(values: &[(i64, u32)]) -> Option<(i64, i64)> {
    let n: u64 = values.iter().map(|it| u64::from(it.1)).sum();
    let last = n.checked_sub(1)?;
    let low = at_rank(values, n / 100);
    Some((low, at_rank(values, last - n / 100)))
}

/// The value of a rank, from 0, among all records: by counting them in ever
/// narrower buckets, since a sort of the library takes kilobytes.
/// O(distinct), whatever the values.
fn at_rank(values: &[(i64, u32)], mut rank: u64) -> i64 {
    let all = values.iter().map(|it| it.0);
    let mut low = all.clone().min().unwrap_or(0);
    let mut span = all.max().unwrap_or(0).wrapping_sub(low) as u64;
    loop {
        let shift = (u64::BITS - span.leading_zeros()).saturating_sub(BITS);
        let mut buckets = [0_u64; 1 << BITS];
        for (value, count) in values {
            let above = value.wrapping_sub(low) as u64;
            if *value >= low && above <= span {
                buckets[(above >> shift) as usize] += u64::from(*count);
            }
        }
        let mut bucket = 0;
        while bucket + 1 < buckets.len() && rank >= buckets[bucket] {
            rank -= buckets[bucket];
            bucket += 1;
        }
        low = low.wrapping_add(((bucket as u64) << shift) as i64);
        if shift == 0 {
            return low;
        }
        span = (1 << shift) - 1;
    }
}

/// Months since the year 0.
fn month(day: i64) -> i64 {
    let (year, month, _) = civil(day);
    12 * year + month - 1
}

fn month_name(month: i64) -> String {
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12));
    format!("{year:04}-{:02}", month + 1)
}
