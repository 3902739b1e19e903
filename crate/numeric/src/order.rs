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
