//! Columns of days or moments written as one number each.

use super::Texts;
use super::calendar::day_number;
use crate::profile::Counting;
use crate::{DateOrder, Moment};

use super::dates::DateChoice;

const UNITS: [Counting; 4] = [
    Counting::Seconds,
    Counting::Milliseconds,
    Counting::Microseconds,
    Counting::SpreadsheetDays,
];

/// Seconds since 1970 that begin 1990 and end 2099.
const SINCE_1970: std::ops::RangeInclusive<i64> = 631_152_000..=4_102_444_799;
/// Spreadsheet days from 1954 to 2119; in a column that must be one of dates
/// all there are.
const DAYS: std::ops::RangeInclusive<i64> = 20_000..=80_000;
const ALL_DAYS: std::ops::RangeInclusive<i64> = 1..=2_958_465;

/// Reads a column as a count of seconds or days; `None` where too few of its
/// texts are. In a column that need not be one of dates all must fit.
pub(crate) fn read_counted(texts: &Texts<'_>) -> Option<DateChoice> {
    let read = |unit| read_as(texts, unit);
    let read = UNITS.into_iter().filter_map(read);
    let best = read.min_by_key(|choice| choice.unread)?;
    (texts.patient || best.unread == 0).then_some(best)
}

fn read_as(texts: &Texts<'_>, unit: Counting) -> Option<DateChoice> {
    let mut unread = 0;
    let mut moments = Vec::with_capacity(texts.texts.len());
    for (text, count) in texts.iter() {
        let number = Count::parse(text);
        let moment = number.and_then(|it| it.moment(unit, texts.patient));
        unread += if moment.is_none() { count } else { 0 };
        if unread > 0 && !texts.patient {
            return None;
        }
        moments.push(moment);
    }
    let timed = |moment: &Moment| moment.0 % 86_400 != 0;
    Some(DateChoice {
        timed: moments.iter().flatten().any(timed),
        unread,
        order: DateOrder::YearMonthDay,
        counting: Some(unit),
        offset: (unit != Counting::SpreadsheetDays).then_some(0),
        ..DateChoice::of(moments)
    })
}

/// A number of digits, and its fraction.
#[derive(Clone, Copy)]
struct Count {
    whole: i64,
    billionths: i64,
}

impl Count {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (whole, rest) = match text.split_once(['.', ',']) {
            Some((whole, rest)) if !rest.is_empty() => (whole, rest),
            Some(_) => return None,
            None => (text, "0"),
        };
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(rest) {
            return None;
        }
        let kept = rest.get(..9).unwrap_or(rest);
        let unit = 10_i64.pow(9 - kept.len() as u32);
        Some(Self {
            whole: whole.parse().ok()?,
            billionths: kept.parse::<i64>().ok()? * unit,
        })
    }

    fn moment(self, unit: Counting, forced: bool) -> Option<Moment> {
        let in_second = match unit {
            Counting::SpreadsheetDays => return self.day(forced),
            Counting::Seconds => 1,
            Counting::Milliseconds => 1_000,
            Counting::Microseconds => 1_000_000,
        };
        let seconds = self.whole.div_euclid(in_second);
        SINCE_1970.contains(&seconds).then_some(Moment(seconds))
    }

    /// Of the 1900 system, in which day 60 is the 29 February that 1900 did
    /// not have.
    fn day(self, forced: bool) -> Option<Moment> {
        let known = if forced { ALL_DAYS } else { DAYS };
        if !known.contains(&self.whole) || self.whole == 60 {
            return None;
        }
        let first = day_number(1899, 12, 31)?;
        let day = first + self.whole - i64::from(self.whole > 60);
        let seconds = (self.billionths * 86_400 + 500_000_000) / 1_000_000_000;
        Some(Moment(day * 86_400 + seconds))
    }
}

/// Words of a name that speak of a day or a time.
const WORDS: [&str; 26] = [
    "date",
    "datetime",
    "timestamp",
    "time",
    "ts",
    "day",
    "at",
    "on",
    "when",
    "created",
    "updated",
    "modified",
    "purchased",
    "ordered",
    "epoch",
    "datum",
    "zeit",
    "zeitpunkt",
    "zeitstempel",
    "tag",
    "jour",
    "fecha",
    "dia",
    "día",
    "data",
    "giorno",
];
/// Words that only end as one does.
const OTHERS: [&str; 4] = ["update", "candidate", "mandate", "validate"];

/// Whether a column's name speaks of a date: `InvoiceDate`, `created_at`,
/// `Bestelldatum`.
pub(crate) fn speaks_of_date(name: &str) -> bool {
    let mut words = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for c in name.chars() {
        if was_small && c.is_uppercase() {
            words.push(' ');
        }
        was_small = c.is_lowercase();
        words.extend(c.to_lowercase());
    }
    let words = words.split(|c: char| !c.is_alphanumeric());
    let speaks = |word: &str| {
        WORDS.contains(&word)
            || ((word.ends_with("date") || word.ends_with("datum"))
                && !OTHERS.contains(&word))
    };
    words.into_iter().any(speaks)
}
