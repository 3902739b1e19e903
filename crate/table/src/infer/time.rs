//! Times of day.

use super::zone::{Zone, parse_zone};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    /// Since midnight, `0..=86_400`: 24:00 and a leap second are the next
    /// instant.
    pub seconds: u32,
    /// The zone beside it.
    pub zone: Option<Zone>,
}

/// Words between a day and its time.
const AT: [&str; 5] = ["at ", "um ", "à ", "a las ", "alle "];

/// Reads `T08:26`, ` 8:26:00.000`, `, 8:26 PM`, ` 8:26 Uhr`, each with a zone.
pub(crate) fn parse_time(bytes: &[u8]) -> Option<Time> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix(['T', 't', ' ', ',', '-', ':'])?;
    let text = text.trim_start();
    let mut words = AT.iter().filter_map(|word| text.strip_prefix(word));
    let text = words.next().unwrap_or(text);
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','))
        .unwrap_or(text.len());
    let clock = Clock::parse(&text[..end])?;
    let mut rest = text[end..].trim_start();
    let mut hours = clock.hours;
    if let Some(after) = half_day(rest, &mut hours) {
        rest = after?;
    }
    let rest = rest.strip_prefix("Uhr").unwrap_or(rest).trim();
    let zone = match rest {
        "" => None,
        rest => Some(parse_zone(rest)?),
    };
    let seconds = hours * 3600 + clock.minutes * 60 + clock.seconds;
    (seconds <= 86_400).then_some(Time { seconds, zone })
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

/// Applies AM or PM, also `a. m.`; `None` where neither stands there,
/// `Some(None)` where the hour does not fit.
fn half_day<'a>(text: &'a str, hours: &mut u32) -> Option<Option<&'a str>> {
    let afternoon = match text.as_bytes().first()? {
        b'p' | b'P' => true,
        b'a' | b'A' => false,
        _ => return None,
    };
    let rest = text[1..].trim_start_matches(['.', ' ', '\u{a0}']);
    let rest = rest.strip_prefix(['m', 'M'])?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    if !(1..=12).contains(hours) {
        return Some(None);
    }
    *hours = *hours % 12 + if afternoon { 12 } else { 0 };
    Some(Some(rest.trim_start()))
}
