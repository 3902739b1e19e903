//! A column of numbers: its decimal mark, scale and currency.

use super::Texts;
use super::number::{Mark, Number, parse};
use crate::ColumnType;
use crate::choice::Wish;

/// A column read as numbers.
pub(crate) struct NumberChoice {
    /// One a text, at the column's scale.
    pub mantissas: Vec<Option<i64>>,
    /// Digits after the mark.
    pub scale: u8,
    /// Every number is whole.
    pub whole: bool,
    /// Records that could not be read.
    pub unread: u64,
    /// Records with digits beyond the ninth.
    pub rounded: u64,
    /// The most frequent currency.
    pub currency: Option<&'static str>,
    /// Records beside another currency.
    pub other_currencies: u64,
    /// The other mark reads every text as well, and differently.
    pub ambiguous: bool,
}

/// Reads a column as numbers; `None` where too few of its texts are.
///
/// The mark that reads more records wins. Where both read all, the wished
/// one does, else the point.
pub(crate) fn read_numbers(
    texts: &Texts<'_>,
    wish: Wish<Mark>,
) -> Option<NumberChoice> {
    if let Some(mark) = wish.must() {
        return Some(settle(texts, read_with(texts, mark)?, false));
    }
    let point = read_with(texts, Mark::Point);
    let marked = texts.texts.iter().any(|text| text.contains([',', '.']));
    let comma = marked.then(|| read_with(texts, Mark::Comma)).flatten();
    let (chosen, other) = choose(point, comma, wish)?;
    let ambiguous = other.is_some_and(|other| {
        other.unread == chosen.unread && other.numbers != chosen.numbers
    });
    let is_id = is_ids(texts, &chosen) || is_marked_ids(texts, &chosen);
    if is_id && !texts.patient {
        return None;
    }
    Some(settle(texts, chosen, ambiguous))
}

impl NumberChoice {
    /// As whole numbers, or as decimals.
    pub fn forced(
        mut self,
        as_type: Option<ColumnType>,
        counts: &[u32],
    ) -> Self {
        match as_type {
            Some(ColumnType::Integer) if !self.whole => {
                self.drop_parts(counts)
            }
            Some(ColumnType::Decimal) => self.whole = false,
            Some(_) | None => {}
        }
        self
    }

    /// What is not whole is unread.
    fn drop_parts(&mut self, counts: &[u32]) {
        let unit = 10_i64.pow(u32::from(self.scale));
        for (number, count) in self.mantissas.iter_mut().zip(counts) {
            if number.is_some_and(|number| number % unit != 0) {
                self.unread += u64::from(*count);
                *number = None;
            }
            *number = number.map(|number| number / unit);
        }
        (self.scale, self.whole) = (0, true);
    }
}

/// A column read with one mark.
struct Reading {
    numbers: Vec<Option<Number>>,
    unread: u64,
}

fn read_with(texts: &Texts<'_>, mark: Mark) -> Option<Reading> {
    let patience = texts.patience();
    let mut unread = 0;
    let mut numbers = Vec::with_capacity(texts.texts.len());
    for (text, count) in texts.iter() {
        let number = parse(text, mark);
        unread += if number.is_none() { count } else { 0 };
        if unread > patience {
            return None;
        }
        numbers.push(number);
    }
    Some(Reading { numbers, unread })
}

fn choose(
    point: Option<Reading>,
    comma: Option<Reading>,
    wish: Wish<Mark>,
) -> Option<(Reading, Option<Reading>)> {
    match (point, comma) {
        (Some(point), Some(comma)) => {
            let tie = point.unread == comma.unread;
            if comma.unread < point.unread || (tie && wish.is(Mark::Comma)) {
                Some((comma, Some(point)))
            } else {
                Some((point, Some(comma)))
            }
        }
        (Some(only), None) | (None, Some(only)) => Some((only, None)),
        (None, None) => None,
    }
}

/// Texts of one length of which some begin with a nought are ids.
fn is_ids(texts: &Texts<'_>, reading: &Reading) -> bool {
    if reading.unread == 0 {
        return false;
    }
    let len = texts.texts[0].trim().len();
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    texts
        .texts
        .iter()
        .map(|text| text.trim())
        .all(|text| text.len() == len && digits(text))
}

/// Whole numbers beside the likes of `C536379`: a letter and three digits or
/// more, in at least one of two hundred records.
fn is_marked_ids(texts: &Texts<'_>, reading: &Reading) -> bool {
    let whole = |n: &Number| n.is_whole() && n.mantissa >= 0;
    if !reading.numbers.iter().flatten().all(whole) {
        return false;
    }
    let pairs = reading.numbers.iter().zip(texts.iter());
    let marked: u64 = pairs
        .filter(|(number, (text, _))| number.is_none() && is_marked(text))
        .map(|(_, (_, count))| count)
        .sum();
    marked > 0 && 200 * marked >= texts.present
}

fn is_marked(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && text.chars().any(char::is_alphabetic)
}

fn settle(
    texts: &Texts<'_>,
    reading: Reading,
    ambiguous: bool,
) -> NumberChoice {
    let read = || reading.numbers.iter().flatten();
    let whole = read().all(|number| number.is_whole());
    let widest = read().map(|number| number.scale).max().unwrap_or(0);
    let scale = if whole { 0 } else { widest };
    let mantissas: Vec<Option<i64>> = reading
        .numbers
        .iter()
        .map(|number| number.and_then(|number| number.at_scale(scale)))
        .collect();
    let weight = |wanted: &dyn Fn(usize) -> bool| -> u64 {
        let chosen = (0..mantissas.len()).filter(|code| wanted(*code));
        chosen.map(|code| u64::from(texts.counts[code])).sum()
    };
    let unread = weight(&|code| mantissas[code].is_none());
    let rounded = weight(&|code| {
        reading.numbers[code].is_some_and(|number| number.rounded)
    });
    let currency = main_currency(texts, &reading);
    let other_currencies = weight(&|code| {
        reading.numbers[code].is_some_and(|number| {
            number.currency.is_some() && number.currency != currency
        })
    });
    NumberChoice {
        mantissas,
        scale,
        whole,
        unread,
        rounded,
        currency,
        other_currencies,
        ambiguous,
    }
}

/// The currency with the most records; the first to appear wins a tie.
fn main_currency(
    texts: &Texts<'_>,
    reading: &Reading,
) -> Option<&'static str> {
    let mut tally: Vec<(&'static str, u64)> = Vec::new();
    for (number, count) in reading.numbers.iter().zip(&texts.counts) {
        let Some(currency) = number.and_then(|number| number.currency) else {
            continue;
        };
        match tally.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, sum)) => *sum += u64::from(*count),
            None => tally.push((currency, u64::from(*count))),
        }
    }
    let best = tally.iter().map(|(_, sum)| *sum).max()?;
    let first = tally.iter().find(|(_, sum)| *sum == best)?;
    Some(first.0)
}
