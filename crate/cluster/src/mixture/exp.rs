//! The exponential function of four numbers at once, with the same bits on
//! every machine.

use wide::f64x4;

/// Below this the exponential counts as 0: it is under 1e-304.
const LEAST: f64 = -700.0;

/// Added to a small number it leaves the nearest whole number, 1023 above
/// it, in the last bits: the exponent of a power of two.
const WHOLE: f64 = 6_755_399_441_055_744.0 + 1023.0;

/// The logarithm of 2 in two parts, the first short enough for its products
/// with whole numbers to be exact.
const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];

/// `1 / i!`, from 12 down to 0.
const TERMS: [f64; 13] = [
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1.0,
    1.0,
];

/// `e^x` of numbers that are not positive, 0 below −700.
///
/// The argument is brought within half of ln 2 of zero, where twelve terms
/// of the series are within 2e-16. Off by less than 4e-16 of the result.
#[inline]
pub(super) fn exp(x: f64x4) -> f64x4 {
    let least = f64x4::splat(LEAST);
    let counts = x.simd_ge(least);
    let x = x.fast_max(least);
    let shifted =
        x * f64x4::splat(std::f64::consts::LOG2_E) + f64x4::splat(WHOLE);
    let whole = shifted - f64x4::splat(WHOLE);
    let rest = x - whole * f64x4::splat(LN_2[0]);
    let rest = rest - whole * f64x4::splat(LN_2[1]);
    let mut sum = f64x4::splat(TERMS[0]);
    for term in &TERMS[1..] {
        sum = sum * rest + f64x4::splat(*term);
    }
    (sum * power_of_two(shifted)) & counts
}

#[inline]
fn power_of_two(shifted: f64x4) -> f64x4 {
    let power = |lane: f64| f64::from_bits(lane.to_bits() << 52);
    f64x4::from(shifted.to_array().map(power))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exp_of(x: f64) -> f64 {
        exp(f64x4::splat(x)).to_array()[2]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn it_is_the_exponential_of_the_library(x in -700.0..=0.0) {
            let expected = libm::exp(x);
            let away = (exp_of(x) / expected - 1.0).abs();
            prop_assert!(away < 4e-16, "{x}: {away}");
        }
    }

    #[test]
    fn its_ends_are_exact() {
        assert_eq!(exp_of(0.0), 1.0);
        assert_eq!(exp_of(-0.0), 1.0);
        assert_eq!(exp_of(-700.1), 0.0);
        assert_eq!(exp_of(f64::MIN), 0.0);
        assert_eq!(exp_of(f64::NEG_INFINITY), 0.0);
    }

    #[test]
    fn each_lane_is_its_own() {
        let x = f64x4::from([0.0, -1.0, -800.0, -0.25]);
        assert_eq!(x.simd_ge(f64x4::splat(-700.0)).to_bitmask(), 0b1011);
        let lanes = exp(x).to_array();
        assert_eq!(lanes[2], 0.0);
        assert!((lanes[1] - libm::exp(-1.0)).abs() < 1e-16);
    }
}
