//! The civil calendar.

/// Days since 1970-01-01 of a day that exists; `None` for one that does not.
/// Years are `1..=9999` of the proleptic Gregorian calendar, counted from
/// March so that the leap day comes last.
pub(crate) fn day_number(year: u32, month: u32, day: u32) -> Option<i64> {
    let known = (1..=9999).contains(&year) && (1..=12).contains(&month);
    if !known || day == 0 || day > month_length(year, month) {
        return None;
    }
    let (year, month, day) =
        (i64::from(year), i64::from(month), i64::from(day));
    let year = year - i64::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let leaps =
        year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(365 * year + leaps + of_year - 719_468)
}

/// The day as `2025-03-31`.
pub(crate) fn iso_day(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The year, the month from 1 and the day from 1.
pub(crate) fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year =
        (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, late) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (year + era * 400 + late, month, day)
}

fn month_length(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4)
        && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
