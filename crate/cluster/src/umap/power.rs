//! One power of many numbers: a table instead of `pow`, which would take
//! most of the layout's time.

/// Steps from one power of two to the next.
const STEPS: usize = 1 << STEP_BITS;
const STEP_BITS: u32 = 10;

/// Bits of a number below the step.
const REST_BITS: u32 = 52 - STEP_BITS;

/// Raises numbers to a fixed power.
pub(super) struct Power {
    /// `2^(exponent · e)` by the biased exponent `e + 1023`.
    scales: Vec<f64>,
    /// `(1 + i / STEPS)^exponent`, the end included.
    steps: Vec<f64>,
}

impl Power {
    pub(super) fn new(exponent: f64) -> Self {
        let scale =
            |biased: u32| libm::exp2(exponent * (f64::from(biased) - 1023.0));
        let step =
            |at: usize| libm::pow(1.0 + at as f64 / STEPS as f64, exponent);
        Self {
            scales: (0..2048).map(scale).collect(),
            steps: (0..=STEPS).map(step).collect(),
        }
    }

    /// `x` to the power, within 1e-7 of it, for positive normal numbers.
    #[inline]
    pub(super) fn of(&self, x: f64) -> f64 {
        let bits = x.to_bits();
        let step = (bits >> REST_BITS) as usize & (STEPS - 1);
        let rest = (bits & ((1 << REST_BITS) - 1)) as f64;
        let rest = rest / (1_u64 << REST_BITS) as f64;
        let from = self.steps[step];
        let at = from + (self.steps[step + 1] - from) * rest;
        self.scales[(bits >> 52) as usize & 2047] * at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_power_of_the_library(
            mantissa in 1.0..2.0_f64,
            exponent in -100..100_i32,
            power in 0.2..1.5_f64,
        ) {
            let x = libm::ldexp(mantissa, exponent);
            let expected = libm::pow(x, power);
            let away = (Power::new(power).of(x) / expected - 1.0).abs();
            prop_assert!(away < 2e-7, "{x}^{power}: {away}");
        }
    }
}
