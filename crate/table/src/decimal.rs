//! Exact decimal numbers: money is never a float.

/// An exact decimal: `mantissa × 10^-scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits as one integer.
    pub mantissa: i64,
    /// How many of them stand after the point, `0..=9`.
    pub scale: u8,
}

impl Decimal {
    /// The nearest `f64`.
    ///
    /// ```
    /// # use table::Decimal;
    /// assert_eq!(Decimal { mantissa: -1250, scale: 2 }.to_f64(), -12.5);
    /// ```
    pub fn to_f64(self) -> f64 {
        const POWERS: [f64; 10] =
            [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
        self.mantissa as f64 / POWERS[usize::from(self.scale).min(9)]
    }
}
