//! Offsets from universal time as they stand beside a time of day.

/// What a time says of its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Minutes east of universal time, `-1439..=1439`.
    Offset(i16),
    /// A place, whose offset changes with the season: `Europe/Berlin`.
    Place,
}

/// Zones by their letters. Those of several meanings are read as in the
/// exports of American and British shops.
const NAMES: [(&str, i16); 34] = [
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("PST", -480),
    ("PDT", -420),
    ("MST", -420),
    ("MDT", -360),
    ("CST", -360),
    ("CDT", -300),
    ("EST", -300),
    ("EDT", -240),
    ("AKST", -540),
    ("AKDT", -480),
    ("HST", -600),
    ("BST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("WEST", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("TRT", 180),
    ("IST", 330),
    ("SGT", 480),
    ("JST", 540),
    ("KST", 540),
    ("AWST", 480),
    ("ACST", 570),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
];

/// Reads `Z`, `PST`, `+01`, `+0100`, `UTC+01:00`, `GMT+0100 (CET)`,
/// `+02:00[Europe/Berlin]`, `Europe/Berlin`.
pub(crate) fn parse_zone(text: &str) -> Option<Zone> {
    let text = match text.find(['[', '(']) {
        Some(at) if at > 0 && text.ends_with([']', ')']) => text[..at].trim(),
        _ => text,
    };
    let letters = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(letters);
    if rest.is_empty() {
        let same = |known: &&(&str, i16)| known.0.eq_ignore_ascii_case(name);
        let known = NAMES.iter().find(same);
        return known.map(|(_, minutes)| Zone::Offset(*minutes));
    }
    if matches!(name, "" | "UTC" | "GMT") {
        return offset(rest).map(Zone::Offset);
    }
    let is_place = rest.starts_with('/')
        && rest.len() > 3
        && rest
            .bytes()
            .all(|b| b.is_ascii_alphabetic() || b"/_-".contains(&b));
    is_place.then_some(Zone::Place)
}

/// Minutes of `+1`, `+01`, `-0530`, `+05:30`.
fn offset(text: &str) -> Option<i16> {
    let east = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = text[1..].replacen(':', "", 1);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i16 = match digits.len() {
        1 | 2 => digits.parse::<i16>().ok()? * 100,
        4 => digits.parse().ok()?,
        _ => return None,
    };
    let (hours, minutes) = (number / 100, number % 100);
    let known = hours < 24 && minutes < 60;
    known.then_some(east * (60 * hours + minutes))
}

/// An offset as `UTC+05:30`.
pub(crate) fn offset_name(minutes: i16) -> String {
    if minutes == 0 {
        return "UTC".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
