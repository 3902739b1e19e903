//! Times of day.

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    /// Since midnight, `0..=86_400`: 24:00 and a leap second are the next
    /// instant.
    pub seconds: u32,
    /// An offset from universal time stood beside it and was left out.
    pub offset: bool,
}

/// Reads `T08:26`, ` 8:26:00.000`, ` 8:26 PM`, each with an offset or `Z`.
pub(crate) fn parse_time(bytes: &[u8]) -> Option<Time> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix(['T', 't', ' ', ','])?.trim_start();
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','))
        .unwrap_or(text.len());
    let clock = Clock::parse(&text[..end])?;
    let mut rest = text[end..].trim_start();
    let mut hours = clock.hours;
    if let Some(after) = half_day(rest, &mut hours) {
        rest = after?;
    }
    let offset = !rest.is_empty();
    if offset && !is_offset(rest) {
        return None;
    }
    let seconds = hours * 3600 + clock.minutes * 60 + clock.seconds;
    (seconds <= 86_400).then_some(Time { seconds, offset })
}

struct Clock {
    hours: u32,
    minutes: u32,
    seconds: u32,
}

impl Clock {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let hours = two_digits(parts.next()?)?;
        let minutes = two_digits(parts.next()?)?;
        let seconds = match parts.next() {
            None => 0,
            Some(part) => two_digits(part.split(['.', ',']).next()?)?,
        };
        let known = hours <= 24 && minutes <= 59 && seconds <= 60;
        (known && parts.next().is_none()).then_some(Self {
            hours,
            minutes,
            seconds,
        })
    }
}

fn two_digits(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || !(1..=2).contains(&text.len()) {
        return None;
    }
    text.parse().ok()
}

/// Applies AM or PM; `None` where neither stands there, `Some(None)` where
/// the hour does not fit.
fn half_day<'a>(text: &'a str, hours: &mut u32) -> Option<Option<&'a str>> {
    let half = text.get(..2)?;
    let afternoon = half.eq_ignore_ascii_case("pm");
    if !afternoon && !half.eq_ignore_ascii_case("am") {
        return None;
    }
    if !(1..=12).contains(hours) {
        return Some(None);
    }
    *hours = *hours % 12 + if afternoon { 12 } else { 0 };
    Some(Some(text[2..].trim_start()))
}

/// `Z`, `UTC`, `+01`, `+0100`, `+01:00`.
fn is_offset(text: &str) -> bool {
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return true;
    }
    let Some(digits) = text.strip_prefix(['+', '-']) else {
        return false;
    };
    let digits = digits.replacen(':', "", 1);
    matches!(digits.len(), 2 | 4)
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}
