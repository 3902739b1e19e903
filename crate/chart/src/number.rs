//! Numbers as people read them, in the plan's language.

use kindred::analysis::Amount;
use kindred::plan::Language;

/// A whole number with its thousands apart.
///
/// ```
/// use kindred::plan::Language;
/// assert_eq!(chart::number::count(Language::En, 269_927), "269,927");
/// assert_eq!(chart::number::count(Language::De, 269_927), "269.927");
/// ```
pub fn count(language: Language, value: u64) -> String {
    group(language, &value.to_string())
}

/// A number with so many digits after the point.
///
/// ```
/// use kindred::plan::Language;
/// let of = chart::number::decimal;
/// assert_eq!(of(Language::En, -1234.567, 1), "−1,234.6");
/// assert_eq!(of(Language::De, 0.375, 2), "0,38");
/// ```
pub fn decimal(language: Language, value: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", value.abs());
    let sign = minus(value < 0.0 && text.bytes().any(nonzero));
    match text.split_once('.') {
        None => format!("{sign}{}", group(language, &text)),
        Some((whole, fraction)) => {
            let point = marks(language).point;
            format!("{sign}{}{point}{fraction}", group(language, whole))
        }
    }
}

/// A measured value with three digits that matter, or all before the point.
///
/// ```
/// use kindred::plan::Language;
/// assert_eq!(chart::number::quantity(Language::En, 0.1234), "0.12");
/// assert_eq!(chart::number::quantity(Language::En, 9.0), "9");
/// assert_eq!(chart::number::quantity(Language::En, 1234.6), "1,235");
/// ```
pub fn quantity(language: Language, value: f64) -> String {
    let digits = match value.abs() {
        size if size >= 99.95 || value == value.round() => 0,
        size if size >= 9.995 => 1,
        _ => 2,
    };
    decimal(language, value, digits)
}

/// A share `0.0..=1.0` in per cent; below one and just below a hundred with
/// a digit more.
///
/// ```
/// use kindred::plan::Language;
/// assert_eq!(chart::number::percent(Language::En, 0.187), "19%");
/// assert_eq!(chart::number::percent(Language::De, 0.004), "0,4\u{a0}%");
/// ```
pub fn percent(language: Language, share: f64) -> String {
    let hundredths = share * 100.0;
    let size = hundredths.abs();
    let edge = (size > 0.0 && size < 0.95) || (99.5..100.0).contains(&size);
    let text = decimal(language, hundredths, usize::from(edge));
    match language {
        Language::En => format!("{text}%"),
        Language::De => format!("{text}\u{a0}%"),
    }
}

/// Money in full, from the minor unit.
///
/// ```
/// use kindred::{analysis::Amount, plan::Language};
/// let amount = Amount {
///     currency: Some("£".into()),
///     minor_digits: 2,
///     total: None,
///     used: None,
///     returned: None,
/// };
/// let money = chart::number::money;
/// assert_eq!(money(Language::En, &amount, 313_421_140), "£3,134,211.40");
/// assert_eq!(
///     money(Language::De, &amount, -5),
///     "−0,05\u{a0}£"
/// );
/// ```
pub fn money(language: Language, amount: &Amount, minor: i64) -> String {
    let digits = usize::from(amount.minor_digits);
    let text = format!("{:0width$}", minor.unsigned_abs(), width = digits + 1);
    let (whole, fraction) = text.split_at(text.len() - digits);
    let mut number = group(language, whole);
    if digits > 0 {
        number.push(marks(language).point);
        number.push_str(fraction);
    }
    with_currency(language, amount, minor < 0, &number)
}

/// Money to the nearest whole unit, for cards and charts.
pub fn money_rounded(
    language: Language,
    amount: &Amount,
    minor: i64,
) -> String {
    let unit = (0..amount.minor_digits).fold(1_u64, |unit, _| unit * 10);
    let whole = (minor.unsigned_abs() + unit / 2) / unit;
    with_currency(language, amount, minor < 0, &count(language, whole))
}

/// An ISO day as people write it.
///
/// ```
/// use kindred::plan::Language;
/// assert_eq!(chart::number::day(Language::En, "2011-12-09"), "9 Dec 2011");
/// assert_eq!(chart::number::day(Language::De, "2011-12-09"), "9.12.2011");
/// assert_eq!(chart::number::day(Language::De, "soon"), "soon");
/// ```
pub fn day(language: Language, iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
        "Nov", "Dec",
    ];
    let parts: Option<Vec<usize>> =
        iso.split('-').map(|part| part.parse().ok()).collect();
    match (parts.as_deref(), language) {
        (Some(&[year, month @ 1..=12, day]), Language::En) => {
            format!("{day} {} {year}", MONTHS[month - 1])
        }
        (Some(&[year, month @ 1..=12, day]), Language::De) => {
            format!("{day}.{month}.{year}")
        }
        _ => iso.to_string(),
    }
}

fn with_currency(
    language: Language,
    amount: &Amount,
    negative: bool,
    number: &str,
) -> String {
    let sign = minus(negative);
    let currency = amount.currency.as_deref().unwrap_or("").trim();
    let currency = crate::one_line(currency);
    match language {
        _ if currency.is_empty() => format!("{sign}{number}"),
        Language::De => format!("{sign}{number}\u{a0}{currency}"),
        Language::En if currency.chars().all(char::is_alphabetic) => {
            format!("{sign}{currency}\u{a0}{number}")
        }
        Language::En => format!("{sign}{currency}{number}"),
    }
}

struct Marks {
    thousands: char,
    point: char,
}

fn marks(language: Language) -> Marks {
    match language {
        Language::En => Marks {
            thousands: ',',
            point: '.',
        },
        Language::De => Marks {
            thousands: '.',
            point: ',',
        },
    }
}

fn group(language: Language, digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(marks(language).thousands);
        }
        out.push(digit);
    }
    out
}

fn minus(negative: bool) -> &'static str {
    if negative { "−" } else { "" }
}

fn nonzero(byte: u8) -> bool {
    (b'1'..=b'9').contains(&byte)
}
