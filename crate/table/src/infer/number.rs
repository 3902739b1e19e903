//! Exact numbers as people write them.

use crate::infer::currency;
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
    pub currency: Option<&'static str>,
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
/// beside it, thousands in threes, and an exponent if the mantissa has a mark
/// or the exponent a sign. Whole numbers with a leading zero or with more than
/// 15 digits are ids and not read.
pub(crate) fn parse(text: &str, mark: Mark) -> Option<Number> {
    let text = text.trim();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(number) = body(text.as_bytes(), mark) {
        return Some(number);
    }
    let dressed = undress(text)?;
    let mut number = body(dressed.body.as_bytes(), mark)?;
    if dressed.negative {
        number.mantissa = -number.mantissa;
    }
    number.currency = dressed.currency;
    Some(number)
}

/// A number without what stands around it.
struct Undressed<'a> {
    body: &'a str,
    negative: bool,
    currency: Option<&'static str>,
}

fn undress(text: &str) -> Option<Undressed<'_>> {
    let mut signs = 0;
    let mut body = text;
    if let Some(inner) = text.strip_prefix('(') {
        body = inner.strip_suffix(')')?.trim();
        signs += 1;
    }
    let mut found = None;
    for _ in 0..2 {
        body = strip_minus(body, &mut signs);
        if found.is_none() {
            (body, found) = currency::strip(body);
        }
    }
    (signs <= 1).then_some(Undressed {
        body,
        negative: signs == 1,
        currency: found,
    })
}

fn strip_minus<'a>(text: &'a str, signs: &mut u32) -> &'a str {
    for minus in ['-', '\u{2212}'] {
        let inner = text
            .strip_prefix(minus)
            .or_else(|| text.strip_suffix(minus));
        if let Some(inner) = inner {
            *signs += 1;
            return inner.trim();
        }
    }
    text
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

/// The digits before the mark, in threes or not; returns what follows.
fn whole_part<'a>(
    bytes: &'a [u8],
    mark: Mark,
    digits: &mut Digits,
) -> Option<&'a [u8]> {
    let mut rest = bytes;
    while let [digit @ b'0'..=b'9', tail @ ..] = rest {
        digits.push(*digit)?;
        rest = tail;
    }
    if !(1..=3).contains(&digits.n) {
        return Some(rest);
    }
    let group = group_mark(rest, mark);
    while let Some(tail) = group.and_then(|group| rest.strip_prefix(group)) {
        let [a, b, c, tail @ ..] = tail else {
            return None;
        };
        for digit in [a, b, c] {
            digit.is_ascii_digit().then_some(())?;
            digits.push(*digit)?;
        }
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
