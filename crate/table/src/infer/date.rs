//! Days and moments as people write them.

use crate::infer::calendar::day_number;
use crate::infer::months::month_of;
use crate::infer::time::{Time, parse_time};
use crate::{DateOrder, Moment};

/// A text that looks like a day, its order not yet decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    parts: Parts,
    /// The time of day, where there is one.
    pub time: Option<Time>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parts {
    /// The text itself says which is which.
    Plain { year: u32, month: u32, day: u32 },
    /// Two numbers before the year.
    YearLast { first: u32, second: u32, year: u32 },
    /// Three numbers of one or two digits.
    Short([u32; 3]),
}

impl Shape {
    /// The moment it means in this order.
    pub fn moment(self, order: DateOrder) -> Option<Moment> {
        let day = self.day(order)?;
        let seconds = self.time.map_or(0, |time| time.seconds);
        Some(Moment(day * 86_400 + i64::from(seconds)))
    }

    fn day(self, order: DateOrder) -> Option<i64> {
        use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
        match (self.parts, order) {
            (Parts::Plain { year, month, day }, _) => {
                day_number(year, month, day)
            }
            (
                Parts::YearLast {
                    first,
                    second,
                    year,
                },
                DayMonthYear,
            ) => day_number(year, second, first),
            (
                Parts::YearLast {
                    first,
                    second,
                    year,
                },
                MonthDayYear,
            ) => day_number(year, first, second),
            (Parts::YearLast { .. }, YearMonthDay) => None,
            (Parts::Short([d, m, y]), DayMonthYear)
            | (Parts::Short([m, d, y]), MonthDayYear)
            | (Parts::Short([y, m, d]), YearMonthDay) => {
                day_number(full_year(y), m, d)
            }
        }
    }

    /// Whether the text itself says which part is the year.
    pub fn is_plain(self) -> bool {
        matches!(self.parts, Parts::Plain { .. })
    }
}

/// The year of two digits: `69..=99` are 1969 to 1999, `0..=68` are 2000 to
/// 2068.
fn full_year(year: u32) -> u32 {
    if year >= 69 { 1900 + year } else { 2000 + year }
}

/// Reads `2025-03-31`, `31.3.25`, `3/31/2025`, `31 Mar 2025`, each with a
/// time of day after a blank or a `T`.
pub(crate) fn parse(text: &str) -> Option<Shape> {
    let text = text.trim();
    if !(6..=48).contains(&text.len()) {
        return None;
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (parts, rest) = numeric(text.as_bytes()).or_else(|| named(text))?;
    if rest.is_empty() {
        return Some(Shape { parts, time: None });
    }
    let time = parse_time(rest)?;
    Some(Shape {
        parts,
        time: Some(time),
    })
}

/// Reads `20250331`, from 1900 to 2100; the days since 1970-01-01.
pub(crate) fn compact(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u32 = text.parse().ok()?;
    let year = number / 10_000;
    if !(1900..=2100).contains(&year) {
        return None;
    }
    let day = day_number(year, number / 100 % 100, number % 100)?;
    Some(Moment(day * 86_400))
}

/// Three numbers parted by one and the same of `-`, `/` and `.`.
fn numeric(bytes: &[u8]) -> Option<(Parts, &[u8])> {
    let (first, n_first, rest) = digits(bytes)?;
    let [mark @ (b'-' | b'/' | b'.'), rest @ ..] = rest else {
        return None;
    };
    let (second, n_second, rest) = digits(rest)?;
    let rest = rest.strip_prefix(&[*mark])?;
    let (third, n_third, rest) = digits(rest)?;
    let parts = match (n_first, n_second, n_third) {
        (4, 1..=2, 1..=2) => Parts::Plain {
            year: first,
            month: second,
            day: third,
        },
        (1..=2, 1..=2, 4) => Parts::YearLast {
            first,
            second,
            year: third,
        },
        (1..=2, 1..=2, 2) => Parts::Short([first, second, third]),
        _ => return None,
    };
    Some((parts, rest))
}

/// The number at the start, how many digits it has, and what follows.
fn digits(bytes: &[u8]) -> Option<(u32, usize, &[u8])> {
    let n = bytes
        .iter()
        .take(5)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if n == 0 || n > 4 {
        return None;
    }
    let number = bytes[..n]
        .iter()
        .fold(0, |sum, byte| 10 * sum + u32::from(byte - b'0'));
    Some((number, n, &bytes[n..]))
}

/// `31 Mar 2025`, `31. März 2025`, `Mar 31, 2025`, `2025-Mar-31`.
fn named(text: &str) -> Option<(Parts, &[u8])> {
    let is_mark = |c: char| matches!(c, ' ' | '-' | '/' | '.' | ',');
    let mut tokens = [""; 3];
    let mut n = 0;
    let mut rest = text;
    while n < 3 {
        rest = rest.trim_start_matches(is_mark);
        let end = rest.find(|c| is_mark(c) || c == 'T').unwrap_or(rest.len());
        let token = &rest[..end];
        rest = &rest[end..];
        if token.is_empty() {
            return None;
        }
        if token != "de" {
            tokens[n] = token;
            n += 1;
        }
    }
    let [first, second, third] = tokens;
    let parts = if let Some(month) = month_of(second) {
        day_and_year(first, third, month)?
    } else {
        day_and_year(second, third, month_of(first)?)?
    };
    Some((parts, rest.as_bytes()))
}

fn day_and_year(first: &str, last: &str, month: u32) -> Option<Parts> {
    let (a, n_a, rest_a) = digits(first.as_bytes())?;
    let (b, n_b, rest_b) = digits(last.as_bytes())?;
    if !rest_a.is_empty() || !rest_b.is_empty() {
        return None;
    }
    let (year, day) = match (n_a, n_b) {
        (4, 1..=2) => (a, b),
        (1..=2, 4) => (b, a),
        (1..=2, 2) => (full_year(b), a),
        _ => return None,
    };
    Some(Parts::Plain { year, month, day })
}
