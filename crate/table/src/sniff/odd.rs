//! Other quotes and longer delimiters, from the head of a text.

use memchr::memmem::find_iter;

use super::dialect::score;
use super::rows::{Row, Sample, sample_rows};
use crate::odd::{Escape, Odd};
use crate::tokens::Dialect;

/// Scores that differ by no more are equal.
const EQUAL: f64 = 0.02;
/// Line ends up to which a long delimiter is looked for.
const N_LINES: usize = 8;
/// Characters of one long delimiter, at most.
const LONGEST: usize = 4;

/// How a text is written that a plain `dialect` reads worse, or not as it is
/// meant; `None` for nearly every text.
pub(crate) fn find_odd(
    head: &[u8],
    whole: bool,
    dialect: Dialect,
    is_given: bool,
) -> Option<Odd> {
    let plain = sample_rows(head, whole, dialect);
    let mut all = if dialect.runs {
        Vec::new()
    } else {
        of_quotes(head, dialect.delimiter, &plain)
    };
    if !is_given {
        all.extend(of_delimiters(head));
    }
    let mut best: Option<(f64, Odd)> = None;
    let plain_score = score(&plain);
    for odd in all {
        let text = odd.rewritten(head, whole);
        let sample = sample_rows(&text, whole, odd.dialect());
        let found = score(&sample);
        let least = best.as_ref().map_or(plain_score, |(score, _)| *score);
        // A delimiter that stands twice makes every second column empty, and
        // more columns look better.
        let slack = match odd.delimiter.len() {
            1 => EQUAL,
            _ => 0.4 * plain_score,
        };
        let equal = found >= plain_score - slack && best.is_none();
        let better = found > least + 1e-9;
        let parts_more = sample.rows.len() > plain.rows.len();
        let is_meant = match odd.escape {
            Escape::None => parts_more,
            _ => is_meant(head, dialect, &plain.rows, &odd),
        };
        if better || equal && is_meant {
            best = Some((found.max(plain_score), odd));
        }
    }
    best.map(|(_, odd)| odd)
}

/// Quotes other than doubled ones, where there is a sign of them.
fn of_quotes(head: &[u8], delimiter: u8, plain: &Sample) -> Vec<Odd> {
    let has = |text: &[u8]| find_iter(head, text).next().is_some();
    let odd = |delimiter: &[u8], quote, escape| Odd {
        delimiter: delimiter.to_vec(),
        quote,
        escape,
    };
    let mut all = Vec::new();
    let one = [delimiter];
    if has(&[delimiter, b'\'']) || has(b"\n'") || head.starts_with(b"'") {
        all.push(odd(&one, b'\'', of_apostrophes(head, delimiter)));
    }
    if has(b"\\\"") {
        all.push(odd(&one, b'"', Escape::Backslash));
    }
    let width = plain.rows.first().map_or(0, Vec::len);
    let ragged = plain.rows.iter().any(|row| row.len() != width);
    let breaks = plain.rows.iter().flatten().any(|it| it.contains('\n'));
    let is_doubtful = ragged || plain.broken || breaks;
    if is_doubtful && never_doubled(head, delimiter) {
        all.push(odd(&one, b'"', Escape::None));
    }
    if has(&[delimiter, b' ', b'"']) {
        all.push(odd(&[delimiter, b' '], b'"', Escape::Doubled));
    }
    all
}

/// How apostrophes are written in fields that stand between them.
fn of_apostrophes(head: &[u8], delimiter: u8) -> Escape {
    let is_inside = |at: &usize| {
        let is_letter = |byte: Option<&u8>| {
            byte.is_some_and(|byte| {
                byte.is_ascii_alphanumeric() || !byte.is_ascii()
            })
        };
        is_letter(head.get(at.wrapping_sub(1))) && is_letter(head.get(at + 1))
    };
    let escaped = find_iter(head, b"\\'").count();
    let bare = memchr::memchr_iter(b'\'', head).filter(is_inside).count();
    if escaped > bare {
        return Escape::Backslash;
    }
    match keeps_doubled(head, delimiter) {
        true => Escape::Exchanged,
        false => Escape::Doubled,
    }
}

/// Quotation marks stand in texts, and always two of them.
fn keeps_doubled(head: &[u8], delimiter: u8) -> bool {
    let mut runs = 0;
    let mut rest = head;
    while let Some(at) = memchr::memchr(b'"', rest) {
        let n = rest[at..].iter().take_while(|byte| **byte == b'"').count();
        let before = at.checked_sub(1).map(|before| rest[before]);
        let starts = before
            .is_none_or(|byte| byte == delimiter || byte.is_ascii_control());
        if starts || n % 2 == 1 {
            return false;
        }
        runs += 1;
        rest = &rest[at + n..];
    }
    runs > 0
}

/// Quotes are there, and two of them together only where a field ends or is
/// empty.
fn never_doubled(head: &[u8], delimiter: u8) -> bool {
    let ends =
        |byte: &u8| matches!(*byte, b'\r' | b'\n') || *byte == delimiter;
    memchr::memchr(b'"', head).is_some()
        && find_iter(head, b"\"\"").all(|at| head.get(at + 2).is_none_or(ends))
}

/// Signs that stand together in the first lines.
fn of_delimiters(head: &[u8]) -> Vec<Odd> {
    let mut ends = memchr::memchr2_iter(b'\n', b'\r', head);
    let end = ends.nth(N_LINES).unwrap_or(head.len());
    let line = String::from_utf8_lossy(&head[..end.min(4096)]).into_owned();
    let is_word = |c: char| {
        c.is_alphanumeric() || c.is_whitespace() || "\"'.-+_".contains(c)
    };
    let mut all: Vec<Odd> = Vec::new();
    for run in line.split(is_word) {
        let n = run.chars().count();
        let is_long =
            run.len() > 1 && n <= LONGEST && !run.contains('\u{fffd}');
        let new = all.iter().all(|odd| odd.delimiter != run.as_bytes());
        let is_empty_column = stands_alone_first(head, run.as_bytes());
        if is_long && new && !is_empty_column && all.len() < 8 {
            all.push(Odd {
                delimiter: run.as_bytes().to_vec(),
                quote: b'"',
                escape: Escape::Doubled,
            });
        }
    }
    all
}

/// Whether a sign that is repeated in `run` stands alone in the first line
/// that has it: then it parts columns, and one between is empty below.
fn stands_alone_first(head: &[u8], run: &[u8]) -> bool {
    let (Some(sign), true) =
        (run.first(), run.windows(2).all(|it| it[0] == it[1]))
    else {
        return false;
    };
    let mut lines = head.split(|byte| matches!(byte, b'\n' | b'\r'));
    let first = lines.find(|line| line.contains(sign));
    first.is_some_and(|line| find_iter(line, run).next().is_none())
}

/// Whether the odd reading is the meant one where the plain one is as good.
fn is_meant(head: &[u8], plain: Dialect, rows: &[Row], odd: &Odd) -> bool {
    if odd.delimiter.len() > 1 {
        // The plain delimiter stands nowhere but in the long one.
        let count = |text: &[u8]| find_iter(head, text).count();
        let of_one = count(&[plain.delimiter]);
        let inside = find_iter(&odd.delimiter, &[plain.delimiter]).count();
        let long = count(&odd.delimiter);
        // A bar in a text does not speak against a double bar.
        let repeats = inside == odd.delimiter.len();
        let share = if repeats { 9 } else { 10 };
        return long > 1 && inside > 0 && 10 * long * inside >= share * of_one;
    }
    match (odd.quote, odd.escape) {
        (b'\'', _) => {
            let quoted = |text: &&String| text.starts_with('\'');
            let mut quoted = rows.iter().flatten().filter(quoted).peekable();
            quoted.peek().is_some()
                && quoted.all(|text| text.len() > 1 && text.ends_with('\''))
        }
        (_, Escape::Backslash) => {
            let after = find_iter(head, b"\\\"").map(|at| head.get(at + 2));
            after.flatten().any(|byte| *byte != b'"')
        }
        _ => false,
    }
}
