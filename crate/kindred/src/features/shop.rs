//! What single customers are compared with: the shop as a whole.

use numeric::{order, stats};
use table::MISSING;

use crate::{
    day,
    ledger::Book,
    lines::Line,
    money::{self, NO_NUMBER},
};

/// The shop as a whole, before the as-of day.
#[derive(Clone, Debug)]
pub(crate) struct Shop {
    /// `None` where the file tells no day at all.
    pub as_of_day: Option<i64>,
    /// Whether any line has a time of day.
    pub has_times: bool,
    /// The usual price of a piece by product code, in the major unit; `None`
    /// where it is not known.
    pub usual_price: Vec<Option<f64>>,
    /// The quartiles, lower and upper, of the usual prices of all products.
    pub price_range: Option<[f64; 2]>,
    /// Which calendar months, from January, are the season; `None` where
    /// less than [`SEASON_NEEDS`] days are known.
    pub season: Option<[bool; 12]>,
}

/// Days below which no season can be told from a single event.
const SEASON_NEEDS: i64 = 330;
/// Lines a product needs before it has a usual price.
pub(super) const PRICE_NEEDS: usize = 3;

impl Shop {
    /// Looks at all the lines of a book. O(lines).
    pub fn of(book: &Book) -> Self {
        let seen = Calendar::of(&book.bought.all);
        let usual_price = usual_prices(book);
        Self {
            as_of_day: book.has_days.then_some(book.as_of_day),
            has_times: seen.has_times,
            price_range: price_range(usual_price.iter().flatten()),
            usual_price,
            season: seen.season(),
        }
    }
}

/// When a shop sells; what slices of its customers say adds up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calendar {
    /// Whether any line has a time of day.
    pub has_times: bool,
    /// The first and the last day with a line.
    days: Option<(i64, i64)>,
    /// Lines of each calendar month.
    n_lines: [u64; 12],
}

impl Calendar {
    /// O(lines).
    pub fn of(lines: &[Line]) -> Self {
        let moments = || lines.iter().map(|line| line.moment);
        let day = |moment: i64| moment.div_euclid(86_400);
        let ends = moments().min().zip(moments().max());
        let days = ends.map(|(first, last)| (day(first), day(last)));
        let mut calendar = Self {
            has_times: moments().any(|it| it.rem_euclid(86_400) != 0),
            days,
            n_lines: [0; 12],
        };
        let Some((first, last)) = days else {
            return calendar;
        };
        let months: Vec<u8> = (first..=last).map(month_of).collect();
        for moment in moments() {
            let month = months[(day(moment) - first) as usize];
            calendar.n_lines[usize::from(month)] += 1;
        }
        calendar
    }

    /// Adds what other customers say.
    pub fn add(&mut self, other: &Self) {
        self.has_times |= other.has_times;
        self.days = match (self.days, other.days) {
            (Some(own), Some(more)) => {
                Some((own.0.min(more.0), own.1.max(more.1)))
            }
            (own, more) => own.or(more),
        };
        for (own, more) in self.n_lines.iter_mut().zip(other.n_lines) {
            *own += more;
        }
    }

    /// The three months in a row, of the twelve of a year, with most lines
    /// for each day that the file covers; ties to the earlier one.
    pub fn season(&self) -> Option<[bool; 12]> {
        let (first, last) = self.days?;
        if last - first + 1 < SEASON_NEEDS {
            return None;
        }
        let mut covered = [0u64; 12];
        for day in first..=last {
            covered[usize::from(month_of(day))] += 1;
        }
        let rate = |start: usize| {
            let sum = |of: &[u64; 12]| -> u64 {
                (start..start + 3).map(|month| of[month % 12]).sum()
            };
            sum(&self.n_lines) as f64 / sum(&covered).max(1) as f64
        };
        let best = (1..12).fold(0, |best, start| {
            if rate(start) > rate(best) {
                start
            } else {
                best
            }
        });
        let mut season = [false; 12];
        (best..best + 3).for_each(|month| season[month % 12] = true);
        Some(season)
    }
}

/// The quartiles, lower and upper, of usual prices in any order; `None` of
/// fewer than four products.
pub(crate) fn price_range<'a>(
    usual: impl Iterator<Item = &'a f64>,
) -> Option<[f64; 2]> {
    let mut usual: Vec<f64> = usual.copied().collect();
    order::numbers(&mut usual);
    let quantile = |p| stats::quantile_sorted(&usual, p);
    let range = [quantile(0.25)?, quantile(0.75)?];
    (usual.len() >= 4).then_some(range)
}

/// What a piece of a purchase costs in the major unit, whatever digits the
/// columns have; `None` where pieces or amounts are not told.
pub(crate) fn piece_price(book: &Book, line: &Line) -> Option<f64> {
    let (scale, pieces_scale) = (book.scale?, book.pieces_scale?);
    let is_told = line.pieces != NO_NUMBER && line.pieces > 0;
    let pieces = || money::to_f64(line.pieces.into(), pieces_scale);
    is_told.then(|| money::to_f64(line.value.into(), scale) / pieces())
}

/// The median price of a piece of each product.
fn usual_prices(book: &Book) -> Vec<Option<f64>> {
    let lines = &book.bought.all;
    let codes = lines.iter().map(|line| line.product);
    let codes = codes.filter(|&code| code != MISSING);
    let n = codes.max().map_or(0, |code| code as usize + 1);
    if n == 0 || book.pieces_scale.is_none() || book.scale.is_none() {
        return vec![None; n];
    }
    let priced = |line: &Line| {
        let price = piece_price(book, line)?;
        (line.product != MISSING).then_some((line.product as usize, price))
    };
    let mut starts = vec![0usize; n + 1];
    let all = || lines.iter().filter_map(priced);
    all().for_each(|(code, _)| starts[code + 1] += 1);
    for code in 0..n {
        starts[code + 1] += starts[code];
    }
    let mut prices = vec![0.0; starts[n]];
    let mut next = starts.clone();
    for (code, price) in all() {
        prices[next[code]] = price;
        next[code] += 1;
    }
    let median = |code: usize| {
        let own = &mut prices[starts[code]..starts[code + 1]];
        let middle = own.len() / 2;
        (own.len() >= PRICE_NEEDS)
            .then(|| *own.select_nth_unstable_by(middle, f64::total_cmp).1)
    };
    (0..n).map(median).collect()
}

/// The calendar month of a day, from 0 for January.
pub(crate) fn month_of(days: i64) -> u8 {
    (day::from_days(days).month - 1) as u8
}
