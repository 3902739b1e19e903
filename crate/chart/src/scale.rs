//! Round numbers for axes, found without logarithms so that they are the
//! same everywhere.

/// At most about `wanted` round numbers within `low..=high`, evenly apart.
pub(crate) fn ticks(low: f64, high: f64, wanted: usize) -> Vec<f64> {
    let span = high - low;
    if !span.is_finite() || span <= 0.0 || wanted == 0 {
        return Vec::new();
    }
    let step = round_up(span / wanted as f64);
    let first = (low / step).ceil() as i64;
    let last = (high / step).floor() as i64;
    (first..=last).map(|index| index as f64 * step).collect()
}

/// Zero and one or two round numbers on each side, within
/// `-reach..=reach`.
pub(crate) fn around_zero(reach: f64) -> Vec<f64> {
    if !reach.is_finite() || reach <= 0.0 {
        return Vec::new();
    }
    let step = round_down(reach);
    let n_steps = (reach / step).floor() as i64;
    (-n_steps..=n_steps)
        .map(|index| index as f64 * step)
        .collect()
}

/// How many digits tell these ticks apart.
pub(crate) fn digits(ticks: &[f64]) -> usize {
    let whole = |factor: f64| {
        ticks.iter().all(|tick| {
            let scaled = tick * factor;
            (scaled - scaled.round()).abs() < 1e-6
        })
    };
    [1.0, 10.0, 100.0].into_iter().position(whole).unwrap_or(3)
}

/// The smallest 1, 2 or 5 × a power of ten that is at least `value`.
fn round_up(value: f64) -> f64 {
    let decade = decade(value);
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|factor| factor * decade)
        .find(|&step| step >= value)
        .unwrap_or(decade * 10.0)
}

/// The largest 1, 2 or 5 × a power of ten that is at most `value`.
fn round_down(value: f64) -> f64 {
    let decade = decade(value);
    [5.0, 2.0]
        .into_iter()
        .map(|factor| factor * decade)
        .find(|&step| step <= value)
        .unwrap_or(decade)
}

/// The power of ten at or below a positive value.
fn decade(value: f64) -> f64 {
    let mut decade = 1.0;
    while decade > value {
        decade /= 10.0;
    }
    while decade * 10.0 <= value {
        decade *= 10.0;
    }
    decade
}

/// The smallest range that holds every finite value; `None` without one.
pub(crate) fn range(
    values: impl IntoIterator<Item = f64>,
) -> Option<(f64, f64)> {
    values.into_iter().filter(|value| value.is_finite()).fold(
        None,
        |range, value| match range {
            None => Some((value, value)),
            Some((low, high)) => Some((value.min(low), value.max(high))),
        },
    )
}

/// `range` with a margin of `share` of its width on each side; a single
/// value gets a margin of one.
pub(crate) fn widen((low, high): (f64, f64), share: f64) -> (f64, f64) {
    let span = high - low;
    let margin = if span > 0.0 { span * share } else { 1.0 };
    (low - margin, high + margin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(-0.1, 1.0, 5), [0.0, 0.5, 1.0]);
        assert_eq!(ticks(0.0, 0.04, 4), [0.0, 0.01, 0.02, 0.03, 0.04]);
        assert_eq!(ticks(0.0, 970.0, 4), [0.0, 500.0]);
    }

    #[test]
    fn a_range_without_width_has_no_ticks() {
        assert!(ticks(1.0, 1.0, 4).is_empty());
        assert!(ticks(0.0, f64::INFINITY, 4).is_empty());
        assert!(ticks(0.0, f64::NAN, 4).is_empty());
    }

    #[test]
    fn zero_has_a_round_number_on_each_side() {
        assert_eq!(around_zero(1.9), [-1.0, 0.0, 1.0]);
        assert_eq!(around_zero(4.3), [-4.0, -2.0, 0.0, 2.0, 4.0]);
        assert_eq!(around_zero(0.55), [-0.5, 0.0, 0.5]);
        assert!(around_zero(f64::NAN).is_empty());
    }

    #[test]
    fn as_many_digits_as_tell_ticks_apart() {
        assert_eq!(digits(&[0.0, 5.0]), 0);
        assert_eq!(digits(&[0.0, 0.5]), 1);
        assert_eq!(digits(&[0.0, 0.05]), 2);
    }

    #[test]
    fn values_that_are_no_numbers_have_no_range() {
        assert_eq!(range([f64::NAN, f64::INFINITY]), None);
        assert_eq!(range([2.0, f64::NAN, 1.0]), Some((1.0, 2.0)));
        assert_eq!(widen((1.0, 1.0), 0.1), (0.0, 2.0));
    }
}
