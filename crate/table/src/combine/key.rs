//! The one form of a key that people write in more than one way.

use std::borrow::Cow;

use super::canonical::decomposed;

/// The form in which a key is compared: without characters that nobody sees
/// and blanks around it, letters and their marks written in one way; an
/// address with an `@` in small letters. Leading noughts stay, and so do the
/// letters of an id.
///
/// ```
/// use table::combine::key_form;
/// assert_eq!(key_form(" 0017\u{200b} "), "0017");
/// assert_eq!(key_form("Ada@Example.COM"), "ada@example.com");
/// assert_eq!(key_form("aB3"), "aB3");
/// assert_eq!(key_form("Zo\u{eb}"), key_form("Zoe\u{308}"));
/// ```
pub fn key_form(text: &str) -> Cow<'_, str> {
    let is_address = text.contains('@');
    let is_plain = |byte: u8| {
        byte.is_ascii_graphic() && !(is_address && byte.is_ascii_uppercase())
    };
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter(|c| !is_invisible(*c));
    let seen = seen.map(|c| if c.is_whitespace() { ' ' } else { c });
    let seen = decomposed(seen);
    let trimmed = seen.trim();
    if !is_address {
        return Cow::Owned(trimmed.to_owned());
    }
    // A Turkish capital İ is an i with a dot above it in small letters.
    let small = trimmed.to_lowercase().replace("i\u{307}", "i");
    Cow::Owned(small)
}

/// An example that tells nobody who it is: its first character, if it is not
/// the only one, and how long it goes on.
///
/// ```
/// assert_eq!(table::combine::masked("ada@example.com"), "a•••@•••");
/// assert_eq!(table::combine::masked("10042"), "1••••");
/// ```
pub fn masked(text: &str) -> String {
    let first: String = text.chars().take(1).collect();
    if text.contains('@') {
        return format!("{first}•••@•••");
    }
    let rest = text.chars().skip(1).take(7).count();
    match rest {
        0 if text.is_empty() => first,
        0 => "•".to_owned(),
        _ => format!("{first}{}", "•".repeat(rest)),
    }
}

/// Characters without a width: zero-width ones, marks of direction, the soft
/// hyphen and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}
