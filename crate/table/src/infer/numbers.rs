//! A column of numbers: its decimal mark, scale and currency.

use super::Texts;
use super::currency::Currency;
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
    /// The most frequent currency, as it is written most.
    pub currency: Option<&'static str>,
    /// The currencies by their codes, each with its records, in order of
    /// appearance.
    pub currencies: Vec<(&'static str, u64)>,
    /// One a text, where there is any: which of the currencies, from 1.
    pub units: Vec<u8>,
    /// Records with a percent sign.
    pub percent: u64,
    /// Records in digits of another script.
    pub foreign: u64,
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

/// Whole numbers beside the likes of `C536379`, `00417` or a number of more
/// digits than are exact, in at least one of two hundred records.
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

/// A letter and three digits or more, or digits alone that are no number.
fn is_marked(text: &str) -> bool {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits == text.len()
        || (digits >= 3 && text.chars().any(char::is_alphabetic))
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
    let said = |wanted: &dyn Fn(&Number) -> bool| {
        weight(&|code| reading.numbers[code].as_ref().is_some_and(wanted))
    };
    let money = Money::of(texts, &reading);
    NumberChoice {
        percent: said(&|number| number.percent),
        foreign: said(&|number| number.foreign),
        mantissas,
        scale,
        whole,
        unread,
        rounded,
        currency: money.written(),
        currencies: money.currencies,
        units: money.units,
        ambiguous,
    }
}

/// The currencies of a column.
struct Money {
    currencies: Vec<(&'static str, u64)>,
    units: Vec<u8>,
    /// As each is written, and its records.
    written: Vec<(Currency, u64)>,
}

impl Money {
    fn of(texts: &Texts<'_>, reading: &Reading) -> Self {
        let mut money = Self {
            currencies: Vec::new(),
            units: Vec::new(),
            written: Vec::new(),
        };
        let counts = texts.counts.iter().map(|count| u64::from(*count));
        let found =
            || reading.numbers.iter().map(|n| n.and_then(|n| n.currency));
        if found().flatten().next().is_some() {
            let units = found().zip(counts);
            money.units = units.map(|(it, n)| money.unit(it, n)).collect();
        }
        money
    }

    /// Counts a text; 0 where it names no currency.
    fn unit(&mut self, found: Option<Currency>, count: u64) -> u8 {
        let Some(found) = found else {
            return 0;
        };
        tally(&mut self.written, found, count);
        tally(&mut self.currencies, found.code, count) as u8 + 1
    }

    /// The form with the most records of the currency with the most; the
    /// first to appear wins a tie.
    fn written(&self) -> Option<&'static str> {
        let (code, _) = most(self.currencies.iter())?;
        let forms = self.written.iter().filter(|(it, _)| it.code == *code);
        most(forms).map(|(currency, _)| currency.written)
    }
}

/// Adds to a tally; where it stands there.
fn tally<T: PartialEq>(all: &mut Vec<(T, u64)>, key: T, count: u64) -> usize {
    let at = all.iter().position(|(known, _)| *known == key);
    let at = at.unwrap_or_else(|| {
        all.push((key, 0));
        all.len() - 1
    });
    all[at].1 += count;
    at
}

fn most<'a, T: 'a>(
    all: impl Iterator<Item = &'a (T, u64)>,
) -> Option<&'a (T, u64)> {
    all.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Whether a text is a whole number in scientific form, as a spreadsheet
/// writes a long id: `4.00638E+12`, `1E5`.
pub(crate) fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().split_once(['E', 'e']) else {
        return false;
    };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let digits = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
    };
    let (whole, rest) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    whole.len() == 1
        && exponent.len() <= 3
        && [whole, rest, exponent].into_iter().all(digits)
}

/// Whether a column is one of numbers of which some can only be read with a
/// decimal point and some only with a comma, so that neither mark reads
/// enough of them.
pub(crate) fn marks_disagree(texts: &Texts<'_>) -> bool {
    let patience = texts.patience();
    let (mut unread, mut only_point, mut only_comma) = (0, false, false);
    for (text, count) in texts.iter() {
        let read = |mark| parse(text, mark).is_some();
        match (read(Mark::Point), read(Mark::Comma)) {
            (true, true) => {}
            (true, false) => only_point = true,
            (false, true) => only_comma = true,
            (false, false) => unread += count,
        }
        if unread > patience {
            return false;
        }
    }
    only_point && only_comma
}
