//! Numbers, money, shares, spans of days and dates as a language writes
//! them.

/// A no-break blank: a number and its unit stay on one line.
pub(crate) const NBSP: char = '\u{a0}';

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// Between thousands.
    pub group: char,
    /// Before the fraction.
    pub decimal: char,
    /// Whether the currency stands before the amount.
    pub currency_first: bool,
    /// Before a bound that is exceeded, and before one that is not reached.
    pub over: &'static str,
    pub under: &'static str,
    /// Between a number and `%`.
    pub before_percent: &'static str,
}

/// Which way a threshold is rounded, so that it still covers what it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    Nearest,
    Down,
    Up,
}

impl Numbers {
    /// A whole number with its thousands apart.
    pub(crate) fn integer(self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() + 4);
        if n < 0 {
            text.push('−');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(self.group);
            }
            text.push(digit);
        }
        text
    }

    /// A number with at most `digits` after the point, none that are 0 at
    /// the end.
    pub(crate) fn decimal(
        self,
        value: f64,
        digits: u32,
        rounding: Rounding,
    ) -> String {
        let fixed = self.fixed(value, digits, rounding);
        if digits == 0 {
            return fixed;
        }
        let trimmed = fixed.trim_end_matches('0');
        trimmed.trim_end_matches(self.decimal).to_owned()
    }

    /// A number with exactly `digits` after the point.
    pub(crate) fn fixed(
        self,
        value: f64,
        digits: u32,
        rounding: Rounding,
    ) -> String {
        let power = 10_i64.pow(digits);
        let scaled = value * power as f64;
        // What a float can't tell apart from a whole number is one.
        let near = scaled.round();
        let scaled = if (scaled - near).abs() < 1e-6 {
            near
        } else {
            match rounding {
                Rounding::Nearest => near,
                Rounding::Down => scaled.floor(),
                Rounding::Up => scaled.ceil(),
            }
        };
        let whole = scaled as i64;
        let sign = if whole < 0 { "−" } else { "" };
        let parts = (whole.abs() / power, whole.abs() % power);
        let mut text = format!("{sign}{}", self.integer(parts.0));
        if digits > 0 {
            text.push(self.decimal);
            let width = digits as usize;
            text.push_str(&format!("{:0width$}", parts.1));
        }
        text
    }

    /// A share, `0.0..=1.0`, in whole hundredths; never 0 or 100 for what is
    /// not.
    pub(crate) fn percent(self, share: f64) -> String {
        let hundredths = (share * 100.0).round();
        let text = if share > 0.0 && hundredths < 1.0 {
            format!("{}1", self.under)
        } else if share < 1.0 && hundredths >= 100.0 {
            format!("{}99", self.over)
        } else {
            self.integer(hundredths as i64)
        };
        format!("{text}{}%", self.before_percent)
    }

    /// An exact sum with all its digits after the point, `0..=18`.
    pub(crate) fn exact(self, sum: i128, scale: u8) -> String {
        let power = 10_i128.pow(u32::from(scale));
        let (whole, rest) = (sum.abs() / power, sum.abs() % power);
        let sign = if sum < 0 { "−" } else { "" };
        let whole = self.integer(i64::try_from(whole).unwrap_or(i64::MAX));
        if scale == 0 {
            return format!("{sign}{whole}");
        }
        let (point, digits) = (self.decimal, usize::from(scale));
        format!("{sign}{whole}{point}{rest:0digits$}")
    }

    /// Money given in its major unit. The minor unit is left out from a
    /// thousand on.
    pub(crate) fn money(
        self,
        amount: f64,
        currency: &Currency<'_>,
        rounding: Rounding,
    ) -> String {
        let digits = if amount.abs() >= 1000.0 || amount == amount.round() {
            0
        } else {
            u32::from(currency.minor_digits)
        };
        let number = self.fixed(amount, digits, rounding);
        self.priced(number, currency)
    }

    /// An amount that is written, with its currency.
    pub(crate) fn priced(
        self,
        number: String,
        currency: &Currency<'_>,
    ) -> String {
        let Some(name) = currency.name else {
            return number;
        };
        if !self.currency_first {
            return format!("{number}{NBSP}{name}");
        }
        let code = name.chars().all(|c| c.is_ascii_alphabetic());
        let blank = if code {
            NBSP.to_string()
        } else {
            String::new()
        };
        match number.strip_prefix('−') {
            Some(size) => format!("−{name}{blank}{size}"),
            None => format!("{name}{blank}{number}"),
        }
    }
}

/// A currency as the result knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Currency<'a> {
    /// Sign or code, where known.
    pub name: Option<&'a str>,
    /// Digits of the minor unit.
    pub minor_digits: u8,
}

/// A span of days in the unit people would use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    Days(i64),
    Weeks(i64),
    Months(i64),
    Years(i64),
}

impl Span {
    /// Days up to two weeks, weeks up to ten, months up to two years.
    pub(crate) fn of(days: f64) -> Self {
        let rounded = |unit: f64| (days / unit).round() as i64;
        if days < 14.0 {
            Self::Days(rounded(1.0))
        } else if days < 70.0 {
            Self::Weeks(rounded(7.0))
        } else if days < 730.0 {
            Self::Months(rounded(30.44))
        } else {
            Self::Years(rounded(365.25))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Numbers = Numbers {
        group: ',',
        decimal: '.',
        currency_first: true,
        over: "over ",
        under: "under ",
        before_percent: "",
    };
    const DE: Numbers = Numbers {
        group: '.',
        decimal: ',',
        currency_first: false,
        over: "mehr als ",
        under: "unter ",
        before_percent: "\u{a0}",
    };

    #[test]
    fn each_language_has_its_marks() {
        let value = 1234.5;
        assert_eq!(EN.decimal(value, 2, Rounding::Nearest), "1,234.5");
        assert_eq!(DE.decimal(value, 2, Rounding::Nearest), "1.234,5");
        assert_eq!(EN.fixed(-0.5, 2, Rounding::Nearest), "−0.50");
        assert_eq!(EN.integer(1_234_567), "1,234,567");
        assert_eq!(EN.integer(-100), "−100");
        assert_eq!(DE.percent(0.19), "19\u{a0}%");
    }

    #[test]
    fn thresholds_round_outwards() {
        assert_eq!(EN.decimal(12.346, 2, Rounding::Down), "12.34");
        assert_eq!(EN.decimal(12.341, 2, Rounding::Up), "12.35");
        assert_eq!(EN.decimal(0.1 + 0.2, 1, Rounding::Up), "0.3");
    }

    #[test]
    fn a_share_is_never_told_as_nothing_or_all() {
        assert_eq!(EN.percent(0.001), "under 1%");
        assert_eq!(EN.percent(0.999), "over 99%");
        assert_eq!(EN.percent(0.0), "0%");
        assert_eq!(EN.percent(1.0), "100%");
    }

    #[test]
    fn money_stands_where_the_language_puts_it() {
        let pound = Currency {
            name: Some("£"),
            minor_digits: 2,
        };
        let euro = Currency {
            name: Some("EUR"),
            minor_digits: 2,
        };
        let unknown = Currency {
            name: None,
            minor_digits: 2,
        };
        let near = Rounding::Nearest;
        assert_eq!(EN.money(12.5, &pound, near), "£12.50");
        assert_eq!(EN.money(-12.5, &pound, near), "−£12.50");
        assert_eq!(EN.money(3134.4, &pound, near), "£3,134");
        assert_eq!(EN.money(12.5, &euro, near), "EUR\u{a0}12.50");
        assert_eq!(DE.money(12.5, &euro, near), "12,50\u{a0}EUR");
        assert_eq!(DE.money(12.0, &unknown, near), "12");
    }

    #[test]
    fn spans_are_told_in_the_unit_people_use() {
        assert_eq!(Span::of(8.0), Span::Days(8));
        assert_eq!(Span::of(49.0), Span::Weeks(7));
        assert_eq!(Span::of(365.0), Span::Months(12));
        assert_eq!(Span::of(800.0), Span::Years(2));
    }
}
