//! A value's one text.

use std::io::Write;

use crate::footer::Element;
use crate::refuse::{Fault, Result};

/// What a value stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Truth,
    Signed,
    /// Of so many bits.
    Unsigned(u8),
    Day,
    /// A time of day in such parts of a second.
    Clock(i64),
    /// An instant in such parts of a second since 1970, of UTC or not.
    Moment {
        per_second: i64,
        is_utc: bool,
    },
    /// Nanoseconds of a Julian day.
    OldMoment,
    Half,
    Float,
    Double,
    Decimal {
        scale: usize,
    },
    Uuid,
    Text,
    /// Text where it is UTF-8, else hexadecimal digits.
    Bytes,
}

const BOOLEAN: i64 = 0;
const INT_32: i64 = 1;
const INT_64: i64 = 2;
const INT_96: i64 = 3;
const FLOAT: i64 = 4;
const DOUBLE: i64 = 5;
const BYTES: i64 = 6;
const FIXED: i64 = 7;

/// Digits of the longest decimals read, and the most after the mark.
const DIGITS: usize = 38;

/// What the values of a column stand for; `None` where that is not known.
pub(crate) fn kind_of(it: &Element) -> Option<Kind> {
    let physical = it.physical?;
    match meaning(it) {
        Some(meaning) => meaning.filter(|kind| fits(*kind, physical, it)),
        None => plain(physical, it.length),
    }
}

fn plain(physical: i64, length: usize) -> Option<Kind> {
    match physical {
        BOOLEAN => Some(Kind::Truth),
        INT_32 | INT_64 => Some(Kind::Signed),
        INT_96 => Some(Kind::OldMoment),
        FLOAT => Some(Kind::Float),
        DOUBLE => Some(Kind::Double),
        BYTES => Some(Kind::Bytes),
        FIXED if length > 0 => Some(Kind::Bytes),
        _ => None,
    }
}

/// `None` where nothing is said, `Some(None)` where it is not known.
#[allow(clippy::option_option, reason = "nothing said is not unknown")]
fn meaning(it: &Element) -> Option<Option<Kind>> {
    let decimal = |scale: i64| {
        let scale = usize::try_from(scale).ok();
        let scale = scale.filter(|scale| *scale <= DIGITS);
        scale.map(|scale| Kind::Decimal { scale })
    };
    let instant =
        |per_second, is_utc| Some(Kind::Moment { per_second, is_utc });
    if let Some(logical) = it.logical {
        let per_second = match logical.unit {
            1 => 1_000,
            2 => 1_000_000,
            _ => 1_000_000_000,
        };
        return Some(match logical.id {
            1 | 4 | 12 => Some(Kind::Text),
            5 => decimal(logical.scale),
            6 => Some(Kind::Day),
            7 => Some(Kind::Clock(per_second)),
            8 => instant(per_second, logical.is_signed_or_utc),
            10 if logical.is_signed_or_utc => Some(Kind::Signed),
            10 => Some(Kind::Unsigned(logical.width.unsigned_abs())),
            // A column of nulls.
            11 => return None,
            14 => Some(Kind::Uuid),
            15 => Some(Kind::Half),
            _ => None,
        });
    }
    Some(match it.converted? {
        0 | 4 | 19 => Some(Kind::Text),
        5 => decimal(it.scale),
        6 => Some(Kind::Day),
        7 => Some(Kind::Clock(1_000)),
        8 => Some(Kind::Clock(1_000_000)),
        9 => instant(1_000, true),
        10 => instant(1_000_000, true),
        11..=13 => Some(Kind::Unsigned(32)),
        14 => Some(Kind::Unsigned(64)),
        15..=18 => Some(Kind::Signed),
        _ => None,
    })
}

fn fits(kind: Kind, physical: i64, it: &Element) -> bool {
    let is_int = matches!(physical, INT_32 | INT_64);
    let is_fixed = |n| physical == FIXED && it.length == n;
    match kind {
        Kind::Signed | Kind::Unsigned(_) | Kind::Clock(_) => is_int,
        Kind::Moment { .. } => physical == INT_64,
        Kind::Day => physical == INT_32,
        Kind::Decimal { .. } => {
            let is_short = physical == FIXED && (1..=16).contains(&it.length);
            is_int || physical == BYTES || is_short
        }
        Kind::Uuid => is_fixed(16),
        Kind::Half => is_fixed(2),
        Kind::Text => physical == BYTES || physical == FIXED && it.length > 0,
        _ => true,
    }
}

/// Writes a whole number of a column.
pub(crate) fn int(kind: Kind, value: i64, out: &mut Vec<u8>) {
    let written = match kind {
        Kind::Unsigned(64) => write!(out, "{}", value as u64),
        Kind::Unsigned(_) => write!(out, "{}", value as u32),
        Kind::Day => return day(value, out),
        Kind::Clock(per_second) => return clock(value, per_second, out),
        Kind::Moment { per_second, is_utc } => {
            return instant(value, per_second, is_utc, out);
        }
        Kind::Decimal { scale } => {
            return decimal(i128::from(value), scale, out);
        }
        _ => write!(out, "{value}"),
    };
    written.expect("memory takes all");
}

/// Writes a value of a column that is stored as bytes.
///
/// # Errors
/// It is of another length than its kind.
pub(crate) fn bytes(
    kind: Kind,
    value: &[u8],
    out: &mut Vec<u8>,
) -> Result<()> {
    match kind {
        Kind::Float => {
            let value = value.first_chunk().ok_or(Fault::Damaged)?;
            fraction(f32::from_le_bytes(*value), out);
        }
        Kind::Double => {
            let value = value.first_chunk().ok_or(Fault::Damaged)?;
            fraction(f64::from_le_bytes(*value), out);
        }
        Kind::Half => {
            let value = value.first_chunk().ok_or(Fault::Damaged)?;
            fraction(half(u16::from_le_bytes(*value)), out);
        }
        Kind::OldMoment => old_instant(value, out)?,
        Kind::Decimal { scale } => decimal(big_endian(value)?, scale, out),
        Kind::Uuid => uuid(value, out),
        Kind::Bytes if !is_text(value) => hexadecimal(value, out),
        _ => out.extend_from_slice(value),
    }
    Ok(())
}

/// A binary fraction, by the fewest digits that give it again.
trait Fraction: std::fmt::Display + std::fmt::LowerExp + Copy {
    /// It is written without a power of ten.
    fn is_plain(self) -> bool;
}

impl Fraction for f32 {
    fn is_plain(self) -> bool {
        f64::from(self).is_plain()
    }
}

impl Fraction for f64 {
    fn is_plain(self) -> bool {
        self == 0.0 || !self.is_finite() || (1e-7..1e21).contains(&self.abs())
    }
}

fn fraction(value: impl Fraction, out: &mut Vec<u8>) {
    let written = match value.is_plain() {
        true => write!(out, "{value}"),
        false => write!(out, "{value:e}"),
    };
    written.expect("memory takes all");
}

/// A fraction of 16 bits: a sign, 5 bits of exponent, 10 of fraction.
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let part = f32::from(bits & 0x3ff);
    let power = i32::from(bits >> 10 & 0x1f);
    let value = match power {
        0 => part / f32::from(1_u16 << 14) / 1024.0,
        31 if part == 0.0 => f32::INFINITY,
        31 => f32::NAN,
        15.. => (1024.0 + part) / 1024.0 * f32::from(1_u16 << (power - 15)),
        _ => (1024.0 + part) / 1024.0 / f32::from(1_u16 << (15 - power)),
    };
    sign * value
}

/// A number with all the digits of its scale: `-0.50`.
fn decimal(value: i128, scale: usize, out: &mut Vec<u8>) {
    let mut digits = value.unsigned_abs().to_string();
    if digits.len() <= scale {
        digits.insert_str(0, &"0".repeat(scale + 1 - digits.len()));
    }
    if value < 0 {
        out.push(b'-');
    }
    let (whole, part) = digits.split_at(digits.len() - scale);
    out.extend_from_slice(whole.as_bytes());
    if scale > 0 {
        out.push(b'.');
        out.extend_from_slice(part.as_bytes());
    }
}

fn big_endian(value: &[u8]) -> Result<i128> {
    if value.len() > 16 {
        return Err(Fault::Damaged);
    }
    let is_negative = value.first().is_some_and(|byte| byte >> 7 == 1);
    let start = if is_negative { -1 } else { 0 };
    let fold = |sum: i128, byte: &u8| sum << 8 | i128::from(*byte);
    Ok(value.iter().fold(start, fold))
}

/// A day since 1970, as `2025-03-31`, by the civil calendar.
///
/// Years of 365 days and leap days by fours, hundreds and four hundreds,
/// counted from a first of March.
fn day(days: i64, out: &mut Vec<u8>) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let leap = of_era / 1_460 - of_era / 36_524 + of_era / 146_096;
    let year = (of_era - leap) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + 400 * era + i64::from(month <= 2);
    let written = write!(out, "{year:04}-{month:02}-{day:02}");
    written.expect("memory takes all");
}

/// A time of day, with a fraction where it is not nought.
fn clock(value: i64, per_second: i64, out: &mut Vec<u8>) {
    let seconds = value.div_euclid(per_second);
    let (hours, rest) = (seconds / 3600, seconds % 3600);
    let (minutes, seconds) = (rest / 60, rest % 60);
    let written = write!(out, "{hours:02}:{minutes:02}:{seconds:02}");
    written.expect("memory takes all");
    let part = value.rem_euclid(per_second);
    if part != 0 {
        // With a digit before it, so that noughts at its start stay.
        let digits = (per_second + part).to_string();
        let digits = digits[1..].trim_end_matches('0');
        write!(out, ".{digits}").expect("memory takes all");
    }
}

/// An instant, as `2025-03-31T08:26:00`, with a `Z` where it is of UTC.
fn instant(value: i64, per_second: i64, is_utc: bool, out: &mut Vec<u8>) {
    let per_day = 86_400 * per_second;
    day(value.div_euclid(per_day), out);
    out.push(b'T');
    clock(value.rem_euclid(per_day), per_second, out);
    if is_utc {
        out.push(b'Z');
    }
}

fn old_instant(value: &[u8], out: &mut Vec<u8>) -> Result<()> {
    let (nanos, rest) = value.split_first_chunk().ok_or(Fault::Damaged)?;
    let days = rest.first_chunk().ok_or(Fault::Damaged)?;
    let nanos = i64::from_le_bytes(*nanos);
    let per_day = 86_400_000_000_000;
    let days = i64::from(u32::from_le_bytes(*days)) - 2_440_588;
    day(days + nanos.div_euclid(per_day), out);
    out.push(b'T');
    clock(nanos.rem_euclid(per_day), 1_000_000_000, out);
    Ok(())
}

fn uuid(value: &[u8], out: &mut Vec<u8>) {
    for (index, byte) in value.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            out.push(b'-');
        }
        write!(out, "{byte:02x}").expect("memory takes all");
    }
}

fn is_text(value: &[u8]) -> bool {
    std::str::from_utf8(value).is_ok() && !value.contains(&0)
}

fn hexadecimal(value: &[u8], out: &mut Vec<u8>) {
    for byte in value {
        write!(out, "{byte:02x}").expect("memory takes all");
    }
}
