//! Money as integers: exact sums, and cents that add up.
//!
//! The value of a line is an integer at the scale of its columns: the amount
//! itself, or quantity × price, whose scales add. Sums are exact. What is
//! shown is in the minor unit; where the columns have more digits than the
//! minor unit, parts are rounded by the method of largest remainders, so
//! that they always add up to the rounded whole.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use numeric::order;
use table::{ColumnProfile, ColumnType, MISSING};

use crate::{RunError, role::words_of};

/// A column of numbers: a code a record, an integer a code.
#[derive(Clone, Debug)]
pub(crate) struct NumberColumn<'a> {
    pub codes: Cow<'a, [u32]>,
    /// At [`NumberColumn::scale`]; [`NO_NUMBER`] where a text is not one.
    pub mantissas: Vec<i64>,
    pub scale: u8,
}

/// In place of a number that is not told.
pub(crate) const NO_NUMBER: i64 = i64::MIN;

/// What a line is worth, and how many pieces it has.
#[derive(Clone, Debug, Default)]
pub(crate) struct LineMoney<'a> {
    pub amount: Option<NumberColumn<'a>>,
    pub quantity: Option<NumberColumn<'a>>,
    pub price: Option<NumberColumn<'a>>,
    /// Columns that tell what was given back, at the scale of a line's
    /// value.
    pub refunds: Vec<NumberColumn<'a>>,
}

/// What the numbers of a record say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineValue {
    /// The file has no amounts: a line is a line.
    Uncounted,
    /// A purchase, at the scale of [`LineMoney::scale`]; above 0.
    Bought(i64),
    /// A return, at the same scale; at most 0.
    Returned(i64),
    /// Nothing is bought and nothing returned; the amount still counts in
    /// the total.
    Worthless(i64),
    /// A number is missing.
    Missing,
}

/// The powers of ten up to the largest scale of a product.
const POWERS: [i128; 19] = {
    let mut powers = [1i128; 19];
    let mut index = 1;
    while index < 19 {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};

/// The factor that brings a sum from one scale to one that is at least as
/// fine; nothing has the scale of nothing.
pub(crate) fn between(from: Option<u8>, to: Option<u8>) -> i128 {
    let digits = to.unwrap_or(0) - from.unwrap_or(0);
    POWERS[usize::from(digits)]
}

/// Digits that a column's whole numbers have after the point, where its name
/// says that they are cents.
pub(crate) fn cents(column: &ColumnProfile) -> u8 {
    let is_cents = |it: &String| matches!(&**it, "cents" | "cent" | "pence");
    let is_whole = column.column_type == ColumnType::Integer;
    let is_told = words_of(&column.name).iter().any(is_cents);
    if is_whole && is_told { 2 } else { 0 }
}

impl NumberColumn<'_> {
    /// The number of a record.
    pub fn get(&self, record: usize) -> Option<i64> {
        let code = self.codes[record];
        if code == MISSING {
            return None;
        }
        let number = self.mantissas[code as usize];
        (number != NO_NUMBER).then_some(number)
    }

    /// The same at another scale that is at least as fine; what would not
    /// fit is so large that [`LineMoney::check`] refuses it.
    pub fn rescale(&mut self, scale: u8) {
        let factor = POWERS[usize::from(scale - self.scale)];
        for mantissa in self.mantissas.iter_mut().filter(|m| **m != NO_NUMBER)
        {
            let wide = i128::from(*mantissa) * factor;
            let largest = i128::from(i64::MAX);
            *mantissa = wide.clamp(-largest, largest) as i64;
        }
        self.scale = scale;
    }

    /// What each number lacks of a total; nothing where it is zero, or more.
    pub fn missing_of(mut self, mut total: Self) -> Self {
        let scale = self.scale.max(total.scale);
        self.rescale(scale);
        total.rescale(scale);
        for (record, left) in self.mantissas.iter_mut().enumerate() {
            *left = match (*left, total.get(record)) {
                (NO_NUMBER | 0, _) | (_, None) => NO_NUMBER,
                (left, Some(total)) => total.saturating_sub(left).max(0),
            };
        }
        self
    }

    fn largest(&self) -> u64 {
        let told = self.mantissas.iter().filter(|&&m| m != NO_NUMBER);
        told.map(|m| m.unsigned_abs()).max().unwrap_or(0)
    }
}

impl LineMoney<'_> {
    /// Whether lines have a value at all: an amount, or a price.
    pub fn is_counted(&self) -> bool {
        self.amount.is_some() || self.price.is_some()
    }

    /// Digits after the point of a line's value, `0..=18`.
    pub fn scale(&self) -> u8 {
        match (&self.amount, &self.quantity, &self.price) {
            (Some(amount), _, _) => amount.scale,
            (None, Some(quantity), Some(price)) => {
                quantity.scale + price.scale
            }
            (None, None, Some(price)) => price.scale,
            (None, _, None) => 0,
        }
    }

    /// Checks that no line's value can exceed 64 bits.
    pub fn check(&self) -> Result<(), RunError> {
        let largest = |c: &Option<NumberColumn<'_>>| {
            c.as_ref().map_or(1, NumberColumn::largest)
        };
        let bound = match self.amount {
            Some(_) => Some(largest(&self.amount)),
            None => largest(&self.quantity).checked_mul(largest(&self.price)),
        };
        match bound {
            Some(bound) if bound < i64::MAX as u64 => Ok(()),
            _ => Err(RunError::AmountOverflow),
        }
    }

    /// Brings what was given back and the values to one scale.
    pub fn align(&mut self) {
        let scales = self.refunds.iter().map(|refund| refund.scale);
        let scale = scales.fold(self.scale(), u8::max);
        let missing = scale - self.scale();
        if let Some(paid) = self.amount.as_mut().or(self.price.as_mut())
            && missing > 0
        {
            paid.rescale(paid.scale + missing);
        }
        for refund in &mut self.refunds {
            refund.rescale(scale);
        }
    }

    /// What was given back of a record's value, at least 0; nothing where
    /// the record is itself what was given back.
    pub fn refund(&self, record: usize) -> i64 {
        match self.own(record) {
            LineValue::Missing | LineValue::Worthless(0) => 0,
            _ => self.given_back(record),
        }
    }

    fn given_back(&self, record: usize) -> i64 {
        let told = self.refunds.iter().filter_map(|it| it.get(record));
        told.fold(0, |sum, it| sum.saturating_add(it.saturating_abs()))
    }

    /// What a record adds to the total.
    pub fn net(&self, record: usize) -> i128 {
        i128::from(self.line(record).amount())
            - i128::from(self.refund(record))
    }

    /// What the numbers of a record say: see [`crate::ledger`] for the rule.
    pub fn line(&self, record: usize) -> LineValue {
        match self.own(record) {
            nothing @ (LineValue::Missing | LineValue::Worthless(0)) => {
                match self.given_back(record) {
                    0 => nothing,
                    refund => LineValue::Returned(-refund),
                }
            }
            line => line,
        }
    }

    fn own(&self, record: usize) -> LineValue {
        let quantity = self.quantity.as_ref().map(|q| q.get(record));
        if let Some(amount) = &self.amount {
            return of_amount(amount.get(record), quantity.flatten());
        }
        match &self.price {
            Some(price) => of_price(price.get(record), quantity),
            None => match quantity {
                Some(Some(pieces)) if pieces < 0 => LineValue::Returned(0),
                _ => LineValue::Uncounted,
            },
        }
    }
}

impl LineValue {
    /// The amount a record adds to the total, at the columns' scale.
    pub fn amount(self) -> i64 {
        match self {
            Self::Uncounted | Self::Missing => 0,
            Self::Bought(value)
            | Self::Returned(value)
            | Self::Worthless(value) => value,
        }
    }
}

/// The nearest `f64` of an exact sum at a scale of `0..=18`.
pub(crate) fn to_f64(sum: i128, scale: u8) -> f64 {
    sum as f64 / POWERS[usize::from(scale)] as f64
}

/// Digits of the minor unit of a currency, by sign or ISO 4217 code; 2 where
/// it is unknown.
///
/// ```
/// assert_eq!(kindred::money::minor_digits(Some("JPY")), 0);
/// assert_eq!(kindred::money::minor_digits(None), 2);
/// ```
pub fn minor_digits(currency: Option<&str>) -> u8 {
    match currency {
        Some(
            "JPY" | "¥" | "KRW" | "₩" | "VND" | "₫" | "CLP" | "ISK" | "PYG"
            | "UGX" | "XAF" | "XOF" | "XPF" | "RWF" | "KMF" | "GNF" | "DJF"
            | "BIF" | "VUV",
        ) => 0,
        Some("BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND") => 3,
        _ => 2,
    }
}

/// A sum at `scale` in the minor unit, half away from zero.
///
/// # Errors
/// It exceeds 2^53, above which the page could not show it exactly.
pub(crate) fn to_minor(
    sum: i128,
    scale: u8,
    digits: u8,
) -> Result<i64, RunError> {
    let (factor, divisor) = ratio(scale, digits);
    let wide = sum.checked_mul(factor).ok_or(RunError::AmountOverflow)?;
    let half = divisor / 2 * wide.signum();
    let rounded = (wide + half) / divisor;
    match i64::try_from(rounded) {
        Ok(minor) if minor.unsigned_abs() <= 1 << 53 => Ok(minor),
        _ => Err(RunError::AmountOverflow),
    }
}

/// Rounds parts to the minor unit so that they add up to `total`, the
/// rounded whole: every part is rounded down, then those with the largest
/// remainder get one more each, ties to the lower index (Hamilton's method).
/// O(n log n).
pub(crate) fn apportion(
    parts: &[i128],
    scale: u8,
    digits: u8,
    total: i64,
) -> Vec<i64> {
    let (factor, divisor) = ratio(scale, digits);
    let wide = |part: i128| part * factor;
    let mut rounded: Vec<i64> = parts
        .iter()
        .map(|&part| wide(part).div_euclid(divisor) as i64)
        .collect();
    let sum: i64 = rounded.iter().sum();
    let mut left = usize::try_from(total - sum)
        .expect("parts rounded down exceed no total made of them");
    if left == 0 {
        return rounded;
    }
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let left_over = |i: usize| wide(parts[i]).rem_euclid(divisor);
    order::positions(&mut order, &|a, b| left_over(b).cmp(&left_over(a)));
    for index in order {
        if left == 0 {
            break;
        }
        rounded[index] += 1;
        left -= 1;
    }
    rounded
}

/// Shares a sum out by weights, evenly where one is not told or none is
/// above 0, so that the shares add up to it: Hamilton's method, ties to the
/// lower index. Nobody gets anything where there is nobody. O(n log n).
pub(crate) fn share(total: i64, weights: &[Option<i128>]) -> Vec<i64> {
    let told: Option<Vec<i128>> = weights.iter().copied().collect();
    let sum = |weights: &[i128]| {
        let sum = weights.iter().try_fold(0_i128, |a, &b| a.checked_add(b));
        sum.filter(|sum| (1..=i128::from(i64::MAX)).contains(sum))
    };
    let told = told.filter(|weights| sum(weights).is_some());
    let weights = told.unwrap_or_else(|| vec![1; weights.len()]);
    let whole = weights.iter().sum::<i128>().max(1);
    let size = i128::from(total.unsigned_abs());
    let mut shares: Vec<i128> =
        weights.iter().map(|weight| size * weight / whole).collect();
    let left = size - shares.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let left_over = |i: usize| size * weights[i] % whole;
    order::positions(&mut order, &|a, b| left_over(b).cmp(&left_over(a)));
    for &index in order.iter().take(left as usize) {
        shares[index] += 1;
    }
    let sign = i128::from(total.signum());
    shares.iter().map(|&it| (sign * it) as i64).collect()
}

/// By what a sum at `scale` is multiplied, and by what divided, to be in the
/// minor unit.
pub(crate) fn ratio(scale: u8, digits: u8) -> (i128, i128) {
    let up = digits.saturating_sub(scale);
    let down = scale.saturating_sub(digits);
    (POWERS[usize::from(up)], POWERS[usize::from(down)])
}

fn of_amount(amount: Option<i64>, quantity: Option<i64>) -> LineValue {
    let returns = quantity.is_some_and(|pieces| pieces < 0);
    match amount {
        None => LineValue::Missing,
        Some(value) if value < 0 => LineValue::Returned(value),
        Some(0) if returns => LineValue::Returned(0),
        Some(value) if value == 0 || returns => LineValue::Worthless(value),
        Some(value) => LineValue::Bought(value),
    }
}

fn of_price(price: Option<i64>, quantity: Option<Option<i64>>) -> LineValue {
    let (Some(price), Some(pieces)) = (price, quantity.unwrap_or(Some(1)))
    else {
        return LineValue::Missing;
    };
    of_amount(Some(price * pieces), quantity.flatten())
}
