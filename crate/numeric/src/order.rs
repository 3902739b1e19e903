//! Sorting, in one place: the standard library's sort is six kilobytes of
//! WebAssembly for every comparison it is given.

use std::cmp::Ordering;

/// Sorts positions by a comparison; equals keep their order.
///
/// O(n log n).
///
/// ```
/// let values = [3.0, 1.0, 2.0];
/// let mut order: Vec<usize> = (0..3).collect();
/// let by_value = |a: usize, b: usize| f64::total_cmp(&values[a], &values[b]);
/// numeric::order::positions(&mut order, &by_value);
/// assert_eq!(order, [1, 2, 0]);
/// ```
#[inline(never)]
pub fn positions(
    order: &mut [usize],
    compare: &dyn Fn(usize, usize) -> Ordering,
) {
    order.sort_by(|a, b| compare(*a, *b));
}

/// Sorts by a comparison; equals keep their order. For what is not worth a
/// sort of its own: it moves each value twice.
///
/// O(n log n).
///
/// ```
/// let mut words = vec!["pear", "fig", "plum", "kiwi"];
/// numeric::order::by(&mut words, |a, b| a.len().cmp(&b.len()));
/// assert_eq!(words, ["fig", "pear", "plum", "kiwi"]);
/// ```
pub fn by<T>(values: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut order: Vec<usize> = (0..values.len()).collect();
    positions(&mut order, &|a, b| compare(&values[a], &values[b]));
    let mut left: Vec<Option<T>> = values.drain(..).map(Some).collect();
    values.extend(order.into_iter().filter_map(|at| left[at].take()));
}

/// Sorts numbers by the total order of `f64`.
///
/// O(n log n).
#[inline(never)]
pub fn numbers(values: &mut [f64]) {
    values.sort_unstable_by(f64::total_cmp);
}

/// Sorts numbers by the total order of `f64`, each with its label; equals
/// keep their order.
///
/// ```text
/// O(n): at most eight passes over the bytes of the numbers, of which those
/// that all numbers share are left out
/// ```
///
/// # Panics
/// There is not one label a number.
///
/// ```
/// let (mut values, mut labels) = (vec![2.0, -1.0, 0.5], vec![7, 8, 9]);
/// numeric::order::labelled(&mut values, &mut labels);
/// assert_eq!((values, labels), (vec![-1.0, 0.5, 2.0], vec![8, 9, 7]));
/// ```
pub fn labelled(values: &mut [f64], labels: &mut [u32]) {
    assert_eq!(values.len(), labels.len(), "one label a number");
    let pairs = values.iter().zip(&*labels);
    let mut pairs: Vec<(u64, u32)> = pairs
        .map(|(value, label)| (to_key(*value), *label))
        .collect();
    let mut other = pairs.clone();
    for byte in 0..8 {
        if pass(&pairs, &mut other, byte * 8) {
            std::mem::swap(&mut pairs, &mut other);
        }
    }
    let both = values.iter_mut().zip(labels);
    for ((value, label), (key, of_key)) in both.zip(pairs) {
        (*value, *label) = (from_key(key), of_key);
    }
}

/// Puts pairs in the order of one byte of their keys; `false` and nothing
/// done where all share it.
fn pass(from: &[(u64, u32)], to: &mut [(u64, u32)], shift: u32) -> bool {
    let byte = |key: u64| (key >> shift) as usize & 0xff;
    let mut next = [0usize; 256];
    for &(key, _) in from {
        next[byte(key)] += 1;
    }
    if next.contains(&from.len()) {
        return false;
    }
    let mut start = 0;
    for count in &mut next {
        (*count, start) = (start, start + *count);
    }
    for &pair in from {
        let place = &mut next[byte(pair.0)];
        to[*place] = pair;
        *place += 1;
    }
    true
}

/// A number whose order is that of the value.
fn to_key(value: f64) -> u64 {
    let bits = value.to_bits();
    match bits >> 63 {
        0 => bits | 1 << 63,
        _ => !bits,
    }
}

fn from_key(key: u64) -> f64 {
    f64::from_bits(match key >> 63 {
        0 => !key,
        _ => key & !(1 << 63),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_with_labels_stand_as_a_stable_sort_puts_them(
            drawn in prop::collection::vec(any::<(f64, bool)>(), 0..300),
        ) {
            // Half of them are among few values, so that there are equals.
            let few = |(value, few): &(f64, bool)| match few {
                true => (value % 3.0).round(),
                false => *value,
            };
            let mut values: Vec<f64> = drawn.iter().map(few).collect();
            let mut labels: Vec<u32> = (0..values.len() as u32).collect();
            let mut naive: Vec<(f64, u32)> =
                values.iter().copied().zip(labels.clone()).collect();
            naive.sort_by(|a, b| a.0.total_cmp(&b.0));
            labelled(&mut values, &mut labels);
            let naive: Vec<(u64, u32)> =
                naive.iter().map(|it| (it.0.to_bits(), it.1)).collect();
            let own = values.iter().map(|it| it.to_bits()).zip(labels);
            prop_assert_eq!(own.collect::<Vec<_>>(), naive);
        }
    }
}
