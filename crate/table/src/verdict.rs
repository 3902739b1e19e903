//! What a column is, and what is said of numbers and dates.

use crate::choice::{Kind, Wanted};
use crate::infer::words::is_missing_word;
use crate::infer::{
    DateChoice, NumberChoice, Texts, force_truths, iso_day, orders_disagree,
    read_dates, read_numbers, read_truths,
};
use crate::values::Parsed;
use crate::{ColumnProfile, ColumnType, DateOrder, Moment, Warning};

/// What a column is.
pub(crate) enum Verdict {
    Empty,
    Text,
    Truths(Vec<Option<bool>>),
    Numbers(NumberChoice),
    Dates(DateChoice),
}

/// What a column is, and which texts mean "no value" in it: the verdict has
/// one entry for each of the others.
pub(crate) struct Decision {
    pub verdict: Verdict,
    /// One entry a text.
    pub dropped: Vec<bool>,
    /// A column of texts looks like days in two orders at once.
    pub mixed_dates: bool,
}

/// What was decided, or else truth words, dates and numbers, in this order.
pub(crate) fn decide(texts: &Texts<'_>, wanted: Wanted) -> Decision {
    let said = |verdict| Decision {
        mixed_dates: matches!(verdict, Verdict::Text)
            && wanted.kind.is_none()
            && orders_disagree(texts),
        verdict,
        dropped: vec![false; texts.texts.len()],
    };
    match wanted.kind {
        _ if texts.present == 0 => return said(Verdict::Empty),
        Some(Kind::Text) => return said(Verdict::Text),
        Some(Kind::Empty) => {
            return Decision {
                dropped: vec![true; texts.texts.len()],
                ..said(Verdict::Empty)
            };
        }
        Some(Kind::Truths | Kind::Numbers(_) | Kind::Dates(_)) | None => {}
    }
    let words: Vec<bool> = texts
        .texts
        .iter()
        .map(|text| is_missing_word(text))
        .collect();
    if !words.contains(&true) {
        return said(typed(texts, wanted).unwrap_or(Verdict::Text));
    }
    match typed(&without(texts, &words), wanted) {
        Some(verdict) => Decision {
            verdict,
            dropped: words,
            mixed_dates: false,
        },
        None => said(Verdict::Text),
    }
}

fn without<'a>(texts: &Texts<'a>, dropped: &[bool]) -> Texts<'a> {
    let kept = || (0..dropped.len()).filter(|code| !dropped[*code]);
    let counts: Vec<u32> = kept().map(|code| texts.counts[code]).collect();
    Texts {
        texts: kept().map(|code| texts.texts[code]).collect(),
        present: counts.iter().map(|count| u64::from(*count)).sum(),
        patient: texts.patient,
        counts,
    }
}

fn typed(texts: &Texts<'_>, wanted: Wanted) -> Option<Verdict> {
    if texts.present == 0 {
        return None;
    }
    if let Some(kind) = wanted.kind {
        return forced(&texts.patiently(), wanted, kind);
    }
    if let Some(truths) = read_truths(texts) {
        return Some(Verdict::Truths(truths));
    }
    if let Some(dates) = read_dates(texts, wanted.order) {
        return Some(Verdict::Dates(dates));
    }
    read_numbers(texts, wanted.mark).map(Verdict::Numbers)
}

/// The texts as what they must be, however few of them are.
fn forced(texts: &Texts<'_>, wanted: Wanted, kind: Kind) -> Option<Verdict> {
    match kind {
        Kind::Empty | Kind::Text => None,
        Kind::Truths => Some(Verdict::Truths(force_truths(texts))),
        Kind::Dates(as_type) => {
            let dates = read_dates(texts, wanted.order)?;
            Some(Verdict::Dates(dates.forced(as_type)))
        }
        Kind::Numbers(as_type) => {
            let numbers = read_numbers(texts, wanted.mark)?;
            Some(Verdict::Numbers(numbers.forced(as_type, &texts.counts)))
        }
    }
}

impl NumberChoice {
    /// Says what there is to say.
    pub(crate) fn write(
        self,
        counts: &[u32],
        profile: &mut ColumnProfile,
        warnings: &mut Vec<Warning>,
    ) -> Parsed {
        profile.column_type = if self.whole {
            ColumnType::Integer
        } else {
            ColumnType::Decimal
        };
        profile.scale = self.scale;
        profile.unread = self.unread;
        profile.currency = self.currency.map(str::to_owned);
        let read = || self.mantissas.iter().flatten();
        let written = |m: &i64| decimal_text(*m, self.scale);
        profile.range = read()
            .min()
            .zip(read().max())
            .map(|(low, high)| (written(low), written(high)));
        profile.negative_and_zero = Some(self.signs(counts));
        self.warn(&profile.name, warnings);
        Parsed::Numbers {
            mantissas: self.mantissas,
            scale: self.scale,
        }
    }

    /// Records below nought, and at it.
    fn signs(&self, counts: &[u32]) -> (u64, u64) {
        let (mut negative, mut zero) = (0, 0);
        for (mantissa, count) in self.mantissas.iter().zip(counts) {
            match mantissa {
                Some(..0) => negative += u64::from(*count),
                Some(0) => zero += u64::from(*count),
                _ => {}
            }
        }
        (negative, zero)
    }

    fn warn(&self, name: &str, warnings: &mut Vec<Warning>) {
        if self.ambiguous {
            let message = format!(
                "Column {name:?}: the decimal mark may be a point or a \
                 comma; choose it if the numbers are wrong."
            );
            warnings.push(Warning::new("W_DECIMAL_MARK", 1, message));
        }
        if self.rounded > 0 {
            let n = self.rounded;
            let message = format!(
                "Column {name:?}: {n} numbers were rounded to 9 decimals."
            );
            warnings.push(Warning::new("W_ROUNDED", n, message));
        }
        if self.other_currencies > 0 {
            let n = self.other_currencies;
            let message = format!(
                "Column {name:?}: {n} amounts are in another currency than \
                 the others."
            );
            warnings.push(Warning::new("W_CURRENCIES", n, message));
        }
        warn_unread(name, self.unread, "numbers", warnings);
    }
}

impl DateChoice {
    /// Says what there is to say.
    pub(crate) fn write(
        self,
        profile: &mut ColumnProfile,
        warnings: &mut Vec<Warning>,
    ) -> Parsed {
        profile.column_type = if self.timed {
            ColumnType::Timestamp
        } else {
            ColumnType::Date
        };
        profile.unread = self.unread;
        profile.date_order = Some(self.order);
        profile.date_order_ambiguous = self.ambiguous;
        let read = || self.moments.iter().flatten();
        let written = |moment: &Moment| moment_text(*moment, self.timed);
        profile.range = read()
            .min()
            .zip(read().max())
            .map(|(first, last)| (written(first), written(last)));
        self.warn(&profile.name, warnings);
        Parsed::Moments(self.moments)
    }

    fn warn(&self, name: &str, warnings: &mut Vec<Warning>) {
        if self.ambiguous {
            let (order, fact) = match self.order {
                DateOrder::DayMonthYear => {
                    ("day, month, year", "day-month-year")
                }
                DateOrder::MonthDayYear => {
                    ("month, day, year", "month-day-year")
                }
                DateOrder::YearMonthDay => {
                    ("year, month, day", "year-month-day")
                }
            };
            let message = format!(
                "Column {name:?}: the dates can be read in more than one \
                 order; they were read as {order}. Choose the order if this \
                 is wrong."
            );
            let told = Warning::new("W_DATE_ORDER", 1, message);
            warnings.push(told.with("order", fact));
        }
        if self.offsets > 0 {
            let n = self.offsets;
            let message = format!(
                "Column {name:?}: the time zone beside {n} times was left \
                 out; days are those written in the file."
            );
            warnings.push(Warning::new("W_OFFSET", n, message));
        }
        warn_unread(name, self.unread, "dates", warnings);
    }
}

/// A column of days in two orders at once stays a column of texts.
pub(crate) fn mixed_dates(name: &str, n: u64) -> Warning {
    let message = format!(
        "Column {name:?}: some dates have the day first and some the month, \
         so it was left as text. Export it with one order."
    );
    Warning::new("W_DATE_MIXED", n, message)
}

/// Values that are not of the column's kind: `numbers`, `dates`, `truths`.
pub(crate) fn warn_unread(
    name: &str,
    n: u64,
    kind: &str,
    warnings: &mut Vec<Warning>,
) {
    if n > 0 {
        let words = match kind {
            "truths" => "yes or no",
            kind => kind,
        };
        let message = format!(
            "Column {name:?}: {n} values are not readable as {words} and \
             count as missing."
        );
        let told = Warning::new("W_UNREAD", n, message);
        warnings.push(told.with("kind", kind));
    }
}

/// A number with all its decimals: `-0.50`.
fn decimal_text(mantissa: i64, scale: u8) -> String {
    if scale == 0 {
        return mantissa.to_string();
    }
    let unit = 10_u64.pow(u32::from(scale));
    let digits = mantissa.unsigned_abs();
    let sign = if mantissa < 0 { "-" } else { "" };
    let width = usize::from(scale);
    format!("{sign}{}.{:0width$}", digits / unit, digits % unit)
}

fn moment_text(moment: Moment, timed: bool) -> String {
    let day = iso_day(moment.day());
    if !timed {
        return day;
    }
    let seconds = moment.0.rem_euclid(86_400);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{day}T{hours:02}:{minutes:02}:{:02}", seconds % 60)
}
