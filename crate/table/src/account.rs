//! What is said of a column: its profile and its warnings.

use crate::infer::{
    DateChoice, NumberChoice, Texts, hides, is_scientific, iso_day,
    marks_disagree, offset_name, orders_disagree,
};
use crate::profile::Counting;
use crate::values::Parsed;
use crate::{ColumnProfile, ColumnType, DateOrder, Moment, Warning};

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
        let named = |(code, n): &(&str, u64)| ((*code).to_owned(), *n);
        profile.currencies = self.currencies.iter().map(named).collect();
        profile.percent = self.percent;
        let read = || self.mantissas.iter().flatten();
        let written = |m: &i64| decimal_text(*m, self.scale);
        profile.range = read()
            .min()
            .zip(read().max())
            .map(|(low, high)| (written(low), written(high)));
        profile.negative_and_zero = Some(self.signs(counts));
        let n_read = present(counts) - self.unread;
        self.warn(&profile.name, n_read, warnings);
        let codes = self.currencies.into_iter().map(|(code, _)| code);
        Parsed::Numbers {
            mantissas: self.mantissas,
            scale: self.scale,
            currencies: codes.collect(),
            units: self.units,
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

    fn warn(&self, name: &str, n_read: u64, warnings: &mut Vec<Warning>) {
        let mut tell = |code, n: u64, what: &str| {
            if n > 0 {
                let message = format!("Column {name:?}: {what}");
                warnings.push(Warning::new(code, n, message));
            }
        };
        let open = "the decimal mark may be a point or a comma; choose it \
                    if the numbers are wrong.";
        tell("W_DECIMAL_MARK", u64::from(self.ambiguous), open);
        let n = self.rounded;
        let what = format!("{n} numbers were rounded to 9 decimals.");
        tell("W_ROUNDED", n, &what);
        let all = self.currencies.iter().map(|(_, n)| n);
        let n = all.clone().sum::<u64>() - all.max().unwrap_or(&0);
        let what =
            format!("{n} amounts are in another currency than the others.");
        tell("W_CURRENCIES", n, &what);
        let n = match self.percent {
            0 => 0,
            n => n_read - n,
        };
        let what = format!(
            "{n} numbers have no percent sign and the others do; all were \
             read as they stand, 12 % as 12."
        );
        tell("W_PERCENT", n, &what);
        let n = self.foreign;
        let what =
            format!("{n} numbers are written in digits of another script.");
        tell("W_DIGITS", n, &what);
        warn_unread(name, self.unread, "numbers", warnings);
    }
}

fn present(counts: &[u32]) -> u64 {
    counts.iter().map(|count| u64::from(*count)).sum()
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
        profile.zone = self.offset.map(offset_name);
        profile.counting = self.counting;
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
        self.warn_zones(name, warnings);
        if self.short_years > 0 {
            let n = self.short_years;
            let message = format!(
                "Column {name:?}: {n} years of two digits were read as 1969 \
                 to 2068."
            );
            warnings.push(Warning::new("W_YEAR", n, message));
        }
        if let Some(counting) = self.counting {
            let n = self.moments.iter().flatten().count() as u64;
            let (words, fact) = match counting {
                Counting::Seconds => ("seconds", "seconds"),
                Counting::Milliseconds => ("milliseconds", "milliseconds"),
                Counting::Microseconds => ("microseconds", "microseconds"),
                Counting::SpreadsheetDays => ("days", "days"),
            };
            let since = match counting {
                Counting::SpreadsheetDays => "1900, as a spreadsheet does",
                _ => "1970 in universal time",
            };
            let message = format!(
                "Column {name:?}: its numbers were read as dates that count \
                 {words} since {since}."
            );
            let told = Warning::new("W_COUNTED", n, message);
            warnings.push(told.with("unit", fact));
        }
        warn_unread(name, self.unread, "dates", warnings);
    }

    fn warn_zones(&self, name: &str, warnings: &mut Vec<Warning>) {
        if self.moved > 0 {
            let n = self.moved;
            let offset = self.offset.map_or_else(String::new, offset_name);
            let message = format!(
                "Column {name:?}: its times have several offsets; {n} were \
                 brought to {offset}, that of the others."
            );
            let told = Warning::new("W_ZONES", n, message);
            warnings.push(told.with("offset", offset));
        } else if self.zoned > 0 {
            let n = self.zoned;
            let message = format!(
                "Column {name:?}: the time zone beside {n} times was left \
                 out; days are those written in the file."
            );
            warnings.push(Warning::new("W_OFFSET", n, message));
        }
    }
}

/// What looks like numbers or dates and stays a column of texts.
pub(crate) fn warn_texts(
    name: &str,
    texts: &Texts<'_>,
    warnings: &mut Vec<Warning>,
) {
    let n = texts.present;
    if orders_disagree(texts) {
        let message = format!(
            "Column {name:?}: some dates have the day first and some the \
             month, so it was left as text. Export it with one order."
        );
        warnings.push(Warning::new("W_DATE_MIXED", n, message));
    }
    if marks_disagree(texts) {
        let message = format!(
            "Column {name:?}: some numbers have a decimal point and some a \
             decimal comma, so it was left as text. Export it with one mark."
        );
        warnings.push(Warning::new("W_DECIMAL_MIXED", n, message));
    }
}

/// Long ids that a spreadsheet made numbers of.
pub(crate) fn warn_scientific(
    name: &str,
    texts: &Texts<'_>,
    warnings: &mut Vec<Warning>,
) {
    let found = texts.iter().filter(|(text, _)| is_scientific(text));
    let n: u64 = found.map(|(_, count)| count).sum();
    if n > 0 {
        let message = format!(
            "Column {name:?}: {n} values are in scientific form, as a \
             spreadsheet writes long ids, and may have lost digits."
        );
        warnings.push(Warning::new("W_SCIENTIFIC", n, message));
    }
}

/// Characters in a key that nobody sees.
pub(crate) fn warn_invisible(
    name: &str,
    texts: &Texts<'_>,
    warnings: &mut Vec<Warning>,
) {
    let found = texts.iter().filter(|(text, _)| hides(text));
    let n: u64 = found.map(|(_, count)| count).sum();
    let n = n + u64::from(hides(name));
    if n > 0 {
        let message = format!(
            "Column {name:?}: {n} texts hold characters that cannot be \
             seen, such as a no-break space or a zero-width one."
        );
        warnings.push(Warning::new("W_INVISIBLE", n, message));
    }
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
pub(crate) fn decimal_text(mantissa: i64, scale: u8) -> String {
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
