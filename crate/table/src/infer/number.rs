//! Exact numbers as people write them.

use std::borrow::Cow;

use crate::infer::currency::{self, Currency};
use crate::infer::digits;
use crate::limits;

/// The decimal mark of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

/// One number, at its own scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// The digits as one integer.
    pub mantissa: i64,
    /// How many of them stand after the mark, `0..=9`.
    pub scale: u8,
    /// Digits beyond the ninth were rounded away.
    pub rounded: bool,
    /// The sign or code beside it.
    pub currency: Option<Currency>,
    /// A percent sign stood beside it and was left out: 12 % is 12.
    pub percent: bool,
    /// It was written in digits of another script.
    pub foreign: bool,
}

impl Number {
    /// Whether it is whole, written plainly or with `.0`.
    pub fn is_whole(self) -> bool {
        self.scale == 0 || (self.scale == 1 && self.mantissa % 10 == 0)
    }

    /// The mantissa at another scale; `None` where it does not fit.
    pub fn at_scale(self, scale: u8) -> Option<i64> {
        if scale >= self.scale {
            let factor = 10_i64.checked_pow(u32::from(scale - self.scale))?;
            return self.mantissa.checked_mul(factor);
        }
        let factor = 10_i64.pow(u32::from(self.scale - scale));
        Some(self.mantissa / factor)
    }
}

/// Reads a number: sign before or after, parentheses for negative, a currency
/// or a percent sign beside it, thousands in threes (or as in India), and an
/// exponent if the mantissa has a mark or the exponent a sign. Whole numbers
/// with a leading zero or with more than 15 digits are ids and not read.
pub(crate) fn parse(text: &str, mark: Mark) -> Option<Number> {
    let text = digits::plain(text.trim(), mark);
    let mut number = parse_plain(&text, mark)?;
    number.foreign = matches!(text, Cow::Owned(_));
    Some(number)
}

fn parse_plain(text: &str, mark: Mark) -> Option<Number> {
    if let Some(number) = body(text.as_bytes(), mark) {
        return Some(number);
    }
    let (start, end) = core(text)?;
    let mut dress = Dress::default();
    dress.take(&text[..start])?;
    dress.take(without_dashes(&text[end..]))?;
    let negative = dress.negative()?;
    let mut number = body(&text.as_bytes()[start..end], mark)?;
    if negative {
        number.mantissa = -number.mantissa;
    }
    number.currency = dress.currency;
    number.percent = dress.percent;
    Some(number)
}

/// Where the digits begin and end, a mark before the first among them.
fn core(text: &str) -> Option<(usize, usize)> {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let bytes = text.as_bytes();
    let start = bytes.iter().position(is_digit)?;
    let end = bytes.iter().rposition(is_digit)? + 1;
    let marked = match bytes[..start] {
        [.., before, b'.' | b','] => !before.is_ascii_alphabetic(),
        [b'.' | b','] => true,
        _ => false,
    };
    Some((start - usize::from(marked), end))
}

/// What follows the digits, without the dashes of a round price: `12,-`.
fn without_dashes(after: &str) -> &str {
    let dashes: &[char] = &['-', '\u{2013}', '\u{2014}'];
    match after.strip_prefix(['.', ',']) {
        Some(rest) if rest.starts_with(dashes) => {
            rest.trim_start_matches(dashes)
        }
        _ => after,
    }
}

/// What stands around the digits.
#[derive(Default)]
struct Dress {
    currency: Option<Currency>,
    percent: bool,
    n_minus: u32,
    n_plus: u32,
    n_open: u32,
    n_close: u32,
}

impl Dress {
    /// Takes all that stands on one side; `None` where it is something else.
    fn take(&mut self, side: &str) -> Option<()> {
        let mut rest = side.trim();
        while let Some(inner) = self.sign(rest) {
            rest = inner.trim();
        }
        if rest.is_empty() {
            return Some(());
        }
        let found = currency::find(rest)?;
        let first = self.currency.replace(found).is_none();
        first.then_some(())
    }

    /// Takes a sign off either end.
    fn sign<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let of_front = text.chars().next().map(|c| (c, &text[c.len_utf8()..]));
        let last = text.chars().next_back();
        let of_back = last.map(|c| (c, &text[..text.len() - c.len_utf8()]));
        let ends = [of_front, of_back].into_iter().flatten();
        ends.into_iter().find_map(|(sign, inner)| {
            match sign {
                '-' | '\u{2212}' | '\u{2013}' => self.n_minus += 1,
                '+' => self.n_plus += 1,
                '(' => self.n_open += 1,
                ')' => self.n_close += 1,
                '%' if !self.percent => self.percent = true,
                _ => return None,
            }
            Some(inner)
        })
    }

    /// Whether it makes the number negative; `None` where it makes no sense.
    fn negative(&self) -> Option<bool> {
        let n_signs = self.n_minus + self.n_plus + self.n_open;
        let fits = n_signs <= 1 && self.n_open == self.n_close;
        fits.then_some(self.n_minus + self.n_open == 1)
    }
}

/// Digits collected into a mantissa.
struct Digits {
    value: i64,
    n: usize,
}

impl Digits {
    fn push(&mut self, digit: u8) -> Option<()> {
        self.n += 1;
        let value = self.value.checked_mul(10)?;
        self.value = value.checked_add(i64::from(digit - b'0'))?;
        Some(())
    }
}

/// `[+-] digits [mark digits] [exponent]`, all of the text.
fn body(bytes: &[u8], mark: Mark) -> Option<Number> {
    let (negative, bytes) = match bytes.first()? {
        b'-' => (true, &bytes[1..]),
        b'+' => (false, &bytes[1..]),
        _ => (false, bytes),
    };
    let mut digits = Digits { value: 0, n: 0 };
    let rest = whole_part(bytes, mark, &mut digits)?;
    let n_whole = digits.n;
    if n_whole > 1 && bytes[0] == b'0' {
        return None;
    }
    let mut number = Number {
        mantissa: 0,
        scale: 0,
        rounded: false,
        currency: None,
        percent: false,
        foreign: false,
    };
    let rest = fraction(rest, mark, &mut digits, &mut number)?;
    let marked = digits.n > n_whole;
    if digits.n == 0 || (!marked && n_whole > limits::DIGITS) {
        return None;
    }
    number.mantissa = digits.value;
    if !rest.is_empty() {
        exponent(rest, marked, &mut number)?;
    }
    if negative {
        number.mantissa = -number.mantissa;
    }
    Some(number)
}

/// The digits before the mark, in groups or not; returns what follows.
fn whole_part<'a>(
    bytes: &'a [u8],
    mark: Mark,
    digits: &mut Digits,
) -> Option<&'a [u8]> {
    let mut rest = take_digits(bytes, digits)?;
    let first = digits.n;
    if !(1..=3).contains(&first) {
        return Some(rest);
    }
    let Some(group) = group_mark(rest, mark) else {
        return Some(rest);
    };
    let (mut n_groups, mut n_pairs, mut n_last) = (0, 0, 0);
    while let Some(tail) = rest.strip_prefix(group) {
        let before = digits.n;
        rest = take_digits(tail, digits)?;
        n_last = digits.n - before;
        n_groups += 1;
        n_pairs += usize::from(n_last == 2);
        (2..=3).contains(&n_last).then_some(())?;
    }
    // 1,234,567, or 12,34,567 as in India.
    let indian = group == b"," && first <= 2 && n_pairs + 1 == n_groups;
    let fits = n_last == 3 && (n_pairs == 0 || indian);
    fits.then_some(rest)
}

/// The digits at the start; returns what follows.
fn take_digits<'a>(bytes: &'a [u8], digits: &mut Digits) -> Option<&'a [u8]> {
    let mut rest = bytes;
    while let [digit @ b'0'..=b'9', tail @ ..] = rest {
        digits.push(*digit)?;
        rest = tail;
    }
    Some(rest)
}

/// The mark of thousands at the start of `rest`.
fn group_mark(rest: &[u8], mark: Mark) -> Option<&'static [u8]> {
    let other: &[u8] = match mark {
        Mark::Point => b",",
        Mark::Comma => b".",
    };
    let marks = [
        other,
        b" ",
        b"'",
        "\u{a0}".as_bytes(),
        "\u{202f}".as_bytes(),
        "\u{2009}".as_bytes(),
        "\u{2007}".as_bytes(),
        "\u{2019}".as_bytes(),
    ];
    marks.into_iter().find(|mark| rest.starts_with(mark))
}

/// The digits after the mark; those beyond the ninth round, half away from
/// zero.
fn fraction<'a>(
    rest: &'a [u8],
    mark: Mark,
    digits: &mut Digits,
    number: &mut Number,
) -> Option<&'a [u8]> {
    let sign = match mark {
        Mark::Point => b'.',
        Mark::Comma => b',',
    };
    let [first, tail @ ..] = rest else {
        return Some(rest);
    };
    if *first != sign {
        return Some(rest);
    }
    let n = tail.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if n == 0 {
        return None;
    }
    let kept = n.min(usize::from(limits::SCALE));
    for digit in &tail[..kept] {
        digits.push(*digit)?;
    }
    number.scale = kept as u8;
    let beyond = &tail[kept..n];
    number.rounded = beyond.iter().any(|digit| *digit != b'0');
    if beyond.first().is_some_and(|digit| *digit >= b'5') {
        digits.value = digits.value.checked_add(1)?;
    }
    Some(&tail[n..])
}

/// `e-05`, or `e5` after a fraction; shifts the scale.
fn exponent(rest: &[u8], marked: bool, number: &mut Number) -> Option<()> {
    let [b'e' | b'E', tail @ ..] = rest else {
        return None;
    };
    let signed = matches!(tail.first(), Some(b'+' | b'-'));
    if !signed && !marked {
        return None;
    }
    let text = std::str::from_utf8(tail).ok()?;
    let shift: i32 = text.parse().ok()?;
    let scale = i32::from(number.scale) - shift;
    if scale < 0 {
        let factor = 10_i64.checked_pow(scale.unsigned_abs())?;
        number.mantissa = number.mantissa.checked_mul(factor)?;
        number.scale = 0;
    } else {
        drop_digits(number, scale);
    }
    Some(())
}

/// Brings a scale over nine down to nine.
fn drop_digits(number: &mut Number, mut scale: i32) {
    while scale > i32::from(limits::SCALE) {
        if scale > 60 {
            number.mantissa = 0;
        }
        let last = number.mantissa % 10;
        number.rounded |= last != 0 || number.mantissa == 0;
        number.mantissa = number.mantissa / 10 + i64::from(last >= 5);
        scale = if scale > 60 { 9 } else { scale - 1 };
    }
    number.scale = scale as u8;
}
