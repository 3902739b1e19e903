//! The value of a cell as text, one way for each.
//!
//! Numbers are the shortest decimals that mean the same number, with a point
//! and without an exponent; days are ISO, `2025-03-31` or
//! `2025-03-31T18:30:00`; a time without a day is `18:30:00`; truth is `true`
//! or `false`; errors are as the sheet shows them, `#N/A`.

use std::io::Write;

use calamine::{DataRef, ExcelDateTime};

/// Writes a value; nothing for an empty cell.
pub(crate) fn write(value: &DataRef<'_>, out: &mut Vec<u8>) {
    match value {
        DataRef::Empty => {}
        DataRef::String(text) => out.extend_from_slice(text.as_bytes()),
        DataRef::SharedString(text) => out.extend_from_slice(text.as_bytes()),
        DataRef::DateTimeIso(text) => moment(text, out),
        DataRef::DurationIso(text) => duration(text, out),
        DataRef::Int(number) => put(out, format_args!("{number}")),
        DataRef::Float(value) => number(*value, out),
        DataRef::Bool(truth) => put(out, format_args!("{truth}")),
        DataRef::DateTime(moment) => date_time(moment, out),
        DataRef::Error(error) => put(out, format_args!("{error}")),
    }
}

/// A number as the shortest decimal that means it.
pub(crate) fn number(value: f64, out: &mut Vec<u8>) {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT {
        if value < 0.0 {
            out.push(b'-');
        }
        digits(value.abs() as u64, 1, out);
    } else {
        put(out, format_args!("{value}"));
    }
}

/// A moment in ISO form; midnight is the day alone.
pub(crate) fn moment(text: &str, out: &mut Vec<u8>) {
    let day = text.strip_suffix("T00:00:00").unwrap_or(text);
    out.extend_from_slice(day.as_bytes());
}

/// `PT10H30M` as `10:30:00`; what is no such duration stays as it is.
pub(crate) fn duration(text: &str, out: &mut Vec<u8>) {
    match seconds_of(text) {
        Some(seconds) => clock(seconds, out),
        None => out.extend_from_slice(text.as_bytes()),
    }
}

fn seconds_of(text: &str) -> Option<f64> {
    let mut rest = text.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, factor) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((count, after)) = rest.split_once(unit) {
            seconds += count.replace(',', ".").parse::<f64>().ok()? * factor;
            rest = after;
        }
    }
    (rest.is_empty() && seconds.is_finite()).then_some(seconds)
}

fn date_time(moment: &ExcelDateTime, out: &mut Vec<u8>) {
    /// The day after 9999-12-31, counted from 1900.
    const END: f64 = 2_958_466.0;
    let value = moment.as_f64();
    if moment.is_duration() && value.abs() < END {
        return clock(value * 86_400.0, out);
    }
    if !(0.0..END).contains(&value) {
        return number(value, out);
    }
    let (year, month, day, hour, minute, second, milli) =
        moment.to_ymd_hms_milli();
    let is_timed = (hour, minute, second, milli) != (0, 0, 0, 0);
    if value >= 1.0 {
        digits(year.into(), 4, out);
        out.push(b'-');
        digits(month.into(), 2, out);
        out.push(b'-');
        digits(day.into(), 2, out);
    }
    if value >= 1.0 && is_timed {
        out.push(b'T');
    }
    if is_timed || value < 1.0 {
        time(hour.into(), minute.into(), second.into(), out);
        fraction(u64::from(milli), out);
    }
}

/// Hours, which may be many, minutes and seconds.
fn clock(seconds: f64, out: &mut Vec<u8>) {
    let millis = (seconds.abs() * 1000.0).round() as u64;
    if seconds < 0.0 && millis > 0 {
        out.push(b'-');
    }
    let (whole, millis) = (millis / 1000, millis % 1000);
    let (hours, minutes) = (whole / 3600, whole / 60 % 60);
    time(hours, minutes, whole % 60, out);
    fraction(millis, out);
}

fn time(hours: u64, minutes: u64, seconds: u64, out: &mut Vec<u8>) {
    digits(hours, 2, out);
    out.push(b':');
    digits(minutes, 2, out);
    out.push(b':');
    digits(seconds, 2, out);
}

fn fraction(millis: u64, out: &mut Vec<u8>) {
    if millis > 0 {
        put(out, format_args!(".{millis:03}"));
    }
}

/// A whole number of so many digits at least: nearly every number and day
/// of a sheet, several times as fast as by the library's formatting.
fn digits(mut value: u64, width: usize, out: &mut Vec<u8>) {
    let mut text = [b'0'; 20];
    let mut at = text.len();
    while value > 0 {
        at -= 1;
        text[at] += (value % 10) as u8;
        value /= 10;
    }
    out.extend_from_slice(&text[at.min(text.len() - width)..]);
}

fn put(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a vector takes all");
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    fn said(value: DataRef<'_>) -> String {
        let mut out = Vec::new();
        write(&value, &mut out);
        String::from_utf8(out).expect("is UTF-8")
    }

    #[test]
    fn numbers_are_exact_and_plain() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (3.0, "3"),
            (-12.5, "-12.5"),
            (-120.0, "-120"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (0.1, "0.1"),
            (4_012_345_678_901_234.0, "4012345678901234"),
            (1e21, "1000000000000000000000"),
            (1.5e-7, "0.00000015"),
        ];
        for (number, text) in cases {
            assert_eq!(said(DataRef::Float(number)), text);
        }
    }

    #[test]
    fn days_and_times_are_iso() {
        let kinds =
            [ExcelDateTimeType::DateTime, ExcelDateTimeType::TimeDelta];
        let at = |value, kind: usize, is_1904| {
            let moment = ExcelDateTime::new(value, kinds[kind], is_1904);
            said(DataRef::DateTime(moment))
        };
        assert_eq!(at(45_747.0, 0, false), "2025-03-31");
        assert_eq!(at(45_747.75, 0, false), "2025-03-31T18:00:00");
        assert_eq!(at(44_285.0, 0, true), "2025-03-31");
        assert_eq!(at(0.75, 0, false), "18:00:00");
        assert_eq!(at(1.5, 1, false), "36:00:00");
        assert_eq!(at(-1.0, 0, false), "-1");
        assert_eq!(at(1e18, 0, false), "1000000000000000000");
    }

    #[test]
    fn all_else_is_as_the_sheet_shows_it() {
        assert_eq!(said(DataRef::Bool(true)), "true");
        assert_eq!(said(DataRef::Error(CellErrorType::NA)), "#N/A");
        assert_eq!(
            said(DataRef::DurationIso("PT10H30M1S".into())),
            "10:30:01"
        );
        assert_eq!(said(DataRef::DurationIso("soon".into())), "soon");
        assert_eq!(said(DataRef::Empty), "");
    }
}
