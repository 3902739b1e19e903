//! Currency signs and codes beside a number.

const SIGNS: [&str; 16] = [
    "€", "$", "£", "¥", "₹", "₽", "₺", "₩", "₪", "₫", "₴", "฿", "₦", "₱",
    "zł", "kr",
];
const CODES: [&str; 36] = [
    "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "NZD",
    "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY",
    "RUB", "UAH", "ILS", "ZAR", "BRL", "MXN", "ARS", "CLP", "COP", "KRW",
    "SGD", "HKD", "TWD", "THB", "AED", "SAR",
];

/// Takes a currency off the front or the back of a number.
pub(crate) fn strip(text: &str) -> (&str, Option<&'static str>) {
    for currency in SIGNS.into_iter().chain(CODES) {
        let inner = text
            .strip_prefix(currency)
            .or_else(|| text.strip_suffix(currency));
        if let Some(inner) = inner {
            return (inner.trim(), Some(currency));
        }
    }
    (text, None)
}
