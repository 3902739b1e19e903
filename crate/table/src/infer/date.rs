//! Days and moments as people write them.

use std::borrow::Cow;

use crate::infer::calendar::day_number;
use crate::infer::months::{month_of, without_weekday};
use crate::infer::number::Mark;
use crate::infer::time::{Time, parse_time};
use crate::infer::zone::Zone;
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
    /// A day with its month's name and a year of two digits.
    ShortYear { year: u32, month: u32, day: u32 },
    /// A day of a week.
    Week { year: u32, week: u32, weekday: u32 },
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
            (Parts::ShortYear { year, month, day }, _) => {
                day_number(full_year(year), month, day)
            }
            (
                Parts::Week {
                    year,
                    week,
                    weekday,
                },
                _,
            ) => week_day(year, week, weekday),
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
        matches!(
            self.parts,
            Parts::Plain { .. } | Parts::ShortYear { .. } | Parts::Week { .. }
        )
    }

    /// The zone of its time.
    pub fn zone(self) -> Option<Zone> {
        self.time.and_then(|time| time.zone)
    }

    /// Whether its year has two digits.
    pub fn is_short(self) -> bool {
        matches!(self.parts, Parts::Short(_) | Parts::ShortYear { .. })
    }
}

/// The year of two digits: `69..=99` are 1969 to 1999, `0..=68` are 2000 to
/// 2068.
fn full_year(year: u32) -> u32 {
    if year >= 69 { 1900 + year } else { 2000 + year }
}

/// Reads `2025-03-31`, `31.3.25`, `3/31/2025`, `Mon, 31 Mar 2025`,
/// `2025-W14-1`, `2025年3月31日`, each with a time of day after a blank or a
/// `T`.
pub(crate) fn parse(text: &str) -> Option<Shape> {
    let text = text.trim();
    if !(6..=80).contains(&text.len()) {
        return None;
    }
    if text.is_ascii() {
        return parse_plain(text);
    }
    let text = crate::infer::digits::plain(text, Mark::Point);
    if text.contains('年') {
        let text = text.replace(['年', '月'], "-").replace('日', "");
        return parse_plain(&text);
    }
    parse_plain(&text)
}

fn parse_plain(text: &str) -> Option<Shape> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some((parts, rest)) = numeric(text.as_bytes()) {
        return with_time(parts, rest);
    }
    if let Some((parts, rest)) = iso_week(text) {
        return with_time(parts, rest);
    }
    let text = without_weekday(text);
    if let Some((parts, rest)) = numeric(text.as_bytes()) {
        return with_time(parts, rest);
    }
    let text = year_forward(text);
    let (parts, rest) = named(&text)?;
    with_time(parts, rest)
}

fn with_time(parts: Parts, rest: &[u8]) -> Option<Shape> {
    let time = match rest {
        [] => None,
        rest => Some(parse_time(rest)?),
    };
    Some(Shape { parts, time })
}

/// `Mar 31 20:05:07 UTC 2025` with the year after the day.
fn year_forward(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() || !text.contains(':') {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    match words[..] {
        [month, day, time, year] if time.contains(':') => {
            format!("{month} {day} {year} {time}").into()
        }
        [month, day, time, zone, year] if time.contains(':') => {
            let plain = year.len() == 4 && digits(year.as_bytes()).is_some();
            match plain {
                true => format!("{month} {day} {year} {time} {zone}").into(),
                false => Cow::Borrowed(text),
            }
        }
        _ => Cow::Borrowed(text),
    }
}

/// Reads `20250331`, from 1900 to 2100, with `T200507` or the like behind it
/// or not.
pub(crate) fn compact(text: &str) -> Option<Shape> {
    let text = text.trim();
    let (day, rest) = text.split_at_checked(8)?;
    if !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u32 = day.parse().ok()?;
    let (year, month, day) =
        (number / 10_000, number / 100 % 100, number % 100);
    if !(1900..=2100).contains(&year) {
        return None;
    }
    let parts = Parts::Plain { year, month, day };
    day_number(year, month, day)?;
    let clock = rest.strip_prefix(['T', ' ']).unwrap_or(rest);
    let plain = clock.len() >= 6
        && clock.as_bytes()[..6].iter().all(u8::is_ascii_digit);
    if !plain {
        return with_time(parts, rest.as_bytes());
    }
    let [hours, minutes, seconds, zone] =
        [&clock[..2], &clock[2..4], &clock[4..6], &clock[6..]];
    let clock = format!(" {hours}:{minutes}:{seconds}{zone}");
    with_time(parts, clock.as_bytes())
}

/// `2025-W14-1`, `2025W141`, `2025-W14`, which is its Monday.
fn iso_week(text: &str) -> Option<(Parts, &[u8])> {
    let (year, n, rest) = digits(text.as_bytes())?;
    let dash = |bytes| <[u8]>::strip_prefix(bytes, b"-").unwrap_or(bytes);
    let rest = dash(rest).strip_prefix(b"W")?;
    let [tens @ b'0'..=b'5', ones @ b'0'..=b'9', rest @ ..] = rest else {
        return None;
    };
    let week = u32::from(10 * (tens - b'0') + (ones - b'0'));
    let (weekday, rest) = match dash(rest) {
        [day @ b'1'..=b'7', rest @ ..] => (u32::from(day - b'0'), rest),
        _ => (1, rest),
    };
    let known = n == 4 && (1..=53).contains(&week);
    known.then_some((
        Parts::Week {
            year,
            week,
            weekday,
        },
        rest,
    ))
}

/// The day of a week: the first one holds the fourth of January.
fn week_day(year: u32, week: u32, weekday: u32) -> Option<i64> {
    let first = |year| {
        let fourth = day_number(year, 1, 4)?;
        // The first of January 1970 was a Thursday.
        Some(fourth - (fourth + 3).rem_euclid(7))
    };
    let start = first(year)? + 7 * i64::from(week - 1);
    let exists = first(year + 1).is_none_or(|next| start < next);
    exists.then_some(start + i64::from(weekday) - 1)
}

/// Three numbers parted by one and the same of `-`, `/` and `.`.
fn numeric(bytes: &[u8]) -> Option<(Parts, &[u8])> {
    let (first, n_first, rest) = digits(bytes)?;
    let [mark @ (b'-' | b'/' | b'.'), rest @ ..] = rest else {
        return None;
    };
    let blank = |bytes| match mark {
        b'.' => <[u8]>::trim_ascii_start(bytes),
        _ => bytes,
    };
    let (second, n_second, rest) = digits(blank(rest))?;
    let rest = rest.strip_prefix(&[*mark])?;
    let (third, n_third, rest) = digits(blank(rest))?;
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
        let number = rest.starts_with(|c: char| c.is_ascii_digit());
        let ends = |c| is_mark(c) || (number && c == 'T');
        let end = rest.find(ends).unwrap_or(rest.len());
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
    if ![rest_a, rest_b].into_iter().all(is_ordinal) {
        return None;
    }
    match (n_a, n_b) {
        (4, 1..=2) => Some(Parts::Plain {
            year: a,
            month,
            day: b,
        }),
        (1..=2, 4) => Some(Parts::Plain {
            year: b,
            month,
            day: a,
        }),
        (1..=2, 2) => Some(Parts::ShortYear {
            year: b,
            month,
            day: a,
        }),
        _ => None,
    }
}

/// What may follow the number of a day: `1st`, `1er`, `1º`.
fn is_ordinal(rest: &[u8]) -> bool {
    let known: [&[u8]; 7] =
        [b"", b"st", b"nd", b"rd", b"th", b"er", "º".as_bytes()];
    known.contains(&rest)
}
