//! Signs, rounding and shares of money.

use proptest::prelude::*;

use super::*;

#[test]
fn parts_that_would_round_up_together_still_add_up() {
    // Three thirds of a cent more than 1.00 each: 3.01 in all.
    let parts = [100_333, 100_333, 100_334];
    let total = to_minor(301_000, 5, 2).unwrap();
    assert_eq!(total, 301);
    let cents = apportion(&parts, 5, 2, total);
    assert_eq!(cents, [100, 100, 101]);
}

#[test]
fn a_half_rounds_away_from_zero() {
    assert_eq!(to_minor(1_005, 3, 2).unwrap(), 101);
    assert_eq!(to_minor(-1_005, 3, 2).unwrap(), -101);
    assert_eq!(to_minor(7, 0, 2).unwrap(), 700);
}

#[test]
fn what_can_not_be_shown_exactly_is_refused() {
    assert!(to_minor(1 << 60, 2, 2).is_err());
    assert!(to_minor(i128::MAX, 0, 3).is_err());
}

#[test]
fn the_sign_of_quantity_and_price_decides() {
    let cases = [
        (Some(2), Some(3), LineValue::Bought(6)),
        (Some(2), Some(-3), LineValue::Returned(-6)),
        (Some(0), Some(-3), LineValue::Returned(0)),
        (Some(0), Some(3), LineValue::Worthless(0)),
        (Some(-2), Some(1), LineValue::Returned(-2)),
        (Some(-2), Some(0), LineValue::Worthless(0)),
        (Some(-2), Some(-1), LineValue::Worthless(2)),
        (None, Some(1), LineValue::Missing),
        (Some(1), None, LineValue::Missing),
    ];
    for (price, quantity, expected) in cases {
        assert_eq!(of_price(price, Some(quantity)), expected);
        // The same as where the product stands in the file.
        if let (Some(price), Some(pieces)) = (price, quantity) {
            let amount = Some(price * pieces);
            assert_eq!(of_amount(amount, quantity), expected);
        }
    }
    assert_eq!(of_price(Some(5), None), LineValue::Bought(5));
    assert_eq!(of_price(Some(-5), None), LineValue::Returned(-5));
}

#[test]
fn a_total_is_shared_out_by_weight_to_the_cent() {
    let weights = [Some(1), Some(1), Some(1)];
    assert_eq!(share(1000, &weights), [334, 333, 333]);
    assert_eq!(share(-1000, &weights), [-334, -333, -333]);
    assert_eq!(share(5395, &[Some(4000), Some(1000)]), [4316, 1079]);
    assert_eq!(share(7, &[Some(0), Some(3)]), [0, 7]);
    assert_eq!(share(7, &[Some(5), None]), [4, 3]);
    assert_eq!(share(7, &[Some(0), Some(0)]), [4, 3]);
    assert!(share(7, &[]).is_empty());
}

proptest! {
    #[test]
    fn shares_add_up_to_the_total(
        total in any::<i64>(),
        weights in prop::collection::vec(
            prop::option::weighted(0.9, 0i128..1 << 62), 1..20),
    ) {
        let shares = share(total, &weights);
        let sum: i128 = shares.iter().map(|&it| i128::from(it)).sum();
        prop_assert_eq!(sum, i128::from(total));
    }

    #[test]
    fn rounded_parts_add_up_to_the_rounded_whole(
        parts in prop::collection::vec(-1_000_000i128..1_000_000, 1..40),
        scale in 0u8..6,
        digits in 0u8..4,
    ) {
        let sum: i128 = parts.iter().sum();
        let total = to_minor(sum, scale, digits).unwrap();
        let rounded = apportion(&parts, scale, digits, total);
        prop_assert_eq!(rounded.iter().sum::<i64>(), total);
        let (factor, divisor) = ratio(scale, digits);
        for (part, minor) in parts.iter().zip(&rounded) {
            let exact = part * factor;
            let gap = (i128::from(*minor) * divisor - exact).abs();
            prop_assert!(gap <= divisor);
        }
    }
}
