//! Currency signs and codes beside a number.

/// A currency as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Currency {
    /// The sign or code.
    pub written: &'static str,
    /// Its ISO 4217 code, where the sign says as much; else the sign.
    pub code: &'static str,
}

/// Signs that say which currency they are. A dollar, a yen sign, a crown and
/// a rupee are those of several countries: they stand for themselves.
const SIGNS: [(&str, &str); 50] = [
    ("€", "EUR"),
    ("$", "$"),
    ("£", "GBP"),
    ("¥", "¥"),
    ("￥", "¥"),
    ("＄", "$"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("₫", "VND"),
    ("₴", "UAH"),
    ("฿", "THB"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("₸", "KZT"),
    ("₾", "GEL"),
    ("₼", "AZN"),
    ("zł", "PLN"),
    ("kr", "kr"),
    ("kr.", "kr"),
    ("Kč", "CZK"),
    ("Ft", "HUF"),
    ("lei", "RON"),
    ("лв", "BGN"),
    ("лв.", "BGN"),
    ("руб", "RUB"),
    ("руб.", "RUB"),
    ("TL", "TRY"),
    ("Fr.", "CHF"),
    ("SFr.", "CHF"),
    ("Rs", "Rs"),
    ("Rs.", "Rs"),
    ("R$", "BRL"),
    ("US$", "USD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("NT$", "TWD"),
    ("MX$", "MXN"),
    ("CN¥", "CNY"),
    ("RMB", "CNY"),
    ("Euro", "EUR"),
];

/// ISO 4217.
const CODES: [&str; 64] = [
    "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "NZD",
    "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY",
    "RUB", "UAH", "ILS", "ZAR", "BRL", "MXN", "ARS", "CLP", "COP", "KRW",
    "SGD", "HKD", "TWD", "THB", "AED", "SAR", "VND", "PHP", "IDR", "MYR",
    "KZT", "GEL", "EGP", "MAD", "NGN", "KES", "PKR", "LKR", "BDT", "RSD",
    "PEN", "UYU", "QAR", "KWD", "BHD", "OMR", "JOD", "TND", "HRK", "BAM",
    "MDL", "BYN", "XOF", "XAF",
];

/// The name of a currency that a text is: its ISO 4217 code, or its sign
/// where that is one of several currencies. `None` where it is neither.
///
/// ```
/// use table::currency_name;
/// assert_eq!(currency_name("€"), Some("EUR"));
/// assert_eq!(currency_name("eur"), Some("EUR"));
/// assert_eq!(currency_name("$"), Some("$"));
/// assert_eq!(currency_name("gold"), None);
/// ```
pub fn currency_name(text: &str) -> Option<&'static str> {
    find(text.trim()).map(|found| found.code)
}

/// Signs of several currencies, and the codes of these.
const SHARED: [(&str, &str); 4] = [
    ("$", "USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU"),
    ("¥", "JPY CNY"),
    ("kr", "SEK NOK DKK ISK"),
    ("Rs", "INR PKR LKR"),
];

/// Whether a sign may stand for the currency of a code.
///
/// ```
/// use table::may_stand_for;
/// assert!(may_stand_for("$", "CAD"));
/// assert!(!may_stand_for("$", "EUR"));
/// ```
pub fn may_stand_for(sign: &str, code: &str) -> bool {
    let mut shared = SHARED.iter();
    let all = shared.find(|(written, _)| *written == sign);
    all.is_some_and(|(_, codes)| codes.split(' ').any(|it| it == code))
}

/// The currency of a sign or a code, which may be in small letters.
pub(crate) fn find(text: &str) -> Option<Currency> {
    if text.len() > 8 {
        return None;
    }
    let signs = SIGNS.iter().copied();
    let all = signs.chain(CODES.iter().map(|code| (*code, *code)));
    let same = |(written, _): &(&str, &str)| {
        *written == text
            || (text.len() >= 3 && written.eq_ignore_ascii_case(text))
    };
    let mut found = all.filter(same);
    let (written, code) = found.next()?;
    Some(Currency { written, code })
}
