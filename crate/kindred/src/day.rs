//! Calendar days as whole days since 1970-01-01, without a zone.

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// The year.
    pub year: i64,
    /// The month, `1..=12`.
    pub month: u32,
    /// The day of the month, `1..=31`.
    pub day: u32,
}

/// Days since 1970-01-01 of a civil day (Richards' method of counting in
/// 400-year eras that start in March, so that leap days come last).
///
/// ```
/// use kindred::day::{Civil, to_days};
/// assert_eq!(to_days(Civil { year: 1970, month: 1, day: 1 }), 0);
/// assert_eq!(to_days(Civil { year: 2011, month: 12, day: 10 }), 15318);
/// ```
pub fn to_days(civil: Civil) -> i64 {
    let month = i64::from(civil.month);
    let year = civil.year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let march_month = (month + 9) % 12;
    let day_of_year = (153 * march_month + 2) / 5 + i64::from(civil.day) - 1;
    let leap_days = year_of_era / 4 - year_of_era / 100;
    era * DAYS_OF_ERA + year_of_era * 365 + leap_days + day_of_year
        - DAYS_TO_1970
}

/// The civil day of a number of days since 1970-01-01.
///
/// ```
/// use kindred::day::{Civil, from_days};
/// let leap = Civil { year: 2000, month: 2, day: 29 };
/// assert_eq!(from_days(11016), leap);
/// ```
pub fn from_days(days: i64) -> Civil {
    let shifted = days + DAYS_TO_1970;
    let era = shifted.div_euclid(DAYS_OF_ERA);
    let day_of_era = shifted.rem_euclid(DAYS_OF_ERA);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524
        - day_of_era / 146_096)
        / 365;
    let day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let month = (march_month + 2) % 12 + 1;
    Civil {
        year: year_of_era + era * 400 + i64::from(month <= 2),
        month: month as u32,
        day: (day_of_year - (153 * march_month + 2) / 5 + 1) as u32,
    }
}

/// Reads `2011-12-10`; `None` where the text is not such a day.
///
/// ```
/// assert_eq!(kindred::day::parse_iso("2011-12-10"), Some(15318));
/// assert_eq!(kindred::day::parse_iso("2011-02-30"), None);
/// ```
pub fn parse_iso(text: &str) -> Option<i64> {
    let (year, rest) = text.trim().split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    if [year, month, day].map(str::len) != [4, 2, 2] {
        return None;
    }
    let civil = Civil {
        year: i64::from(digits(year)?),
        month: digits(month)?,
        day: digits(day)?,
    };
    let days = to_days(civil);
    (from_days(days) == civil).then_some(days)
}

/// Writes a day as `2011-12-10`.
///
/// ```
/// assert_eq!(kindred::day::iso(15318), "2011-12-10");
/// ```
pub fn iso(days: i64) -> String {
    let Civil { year, month, day } = from_days(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Whether the day is a Saturday or a Sunday.
///
/// ```
/// assert!(kindred::day::is_weekend(2)); // 1970-01-03, a Saturday
/// assert!(!kindred::day::is_weekend(0));
/// ```
pub fn is_weekend(days: i64) -> bool {
    // 1970-01-01 was a Thursday: Saturday is 2, Sunday 3 days later.
    matches!(days.rem_euclid(7), 2 | 3)
}

/// Months since January of year 0, one number a calendar month.
///
/// ```
/// assert_eq!(kindred::day::month_index(0), 1970 * 12);
/// ```
pub fn month_index(days: i64) -> i64 {
    let civil = from_days(days);
    civil.year * 12 + i64::from(civil.month) - 1
}

const DAYS_OF_ERA: i64 = 146_097;
const DAYS_TO_1970: i64 = 719_468;

fn digits(text: &str) -> Option<u32> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_800_years_goes_there_and_back() {
        let mut before = from_days(-150_000);
        for days in -149_999..150_000 {
            let civil = from_days(days);
            assert_eq!(to_days(civil), days);
            assert!(before < civil, "{before:?} {civil:?}");
            before = civil;
        }
    }

    #[test]
    fn what_is_not_a_day_is_refused() {
        for text in ["", "2011", "2011-13-01", "11-12-10", "2011-1-1", "x"] {
            assert_eq!(parse_iso(text), None, "{text}");
        }
        assert_eq!(parse_iso("+011-12-10"), None);
    }
}
