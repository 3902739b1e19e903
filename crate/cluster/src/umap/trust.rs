//! How far a picture can be trusted: are neighbours in it neighbours?
//!
//! Venna and Kaski (2001), DOI 10.1007/3-540-44668-0_68. Every neighbour in
//! the picture that is none in truth costs by how far down in the true order
//! it stands:
//!
//! ```text
//! 1 - 2 / (n · k · (2n - 3k - 1)) · Σ max(0, rank - k)
//! ```
//!
//! 1 is without such neighbours; a picture of chance has about a half.

use numeric::linalg::squared_distance;
use numeric::neighbours::{Neighbour, Tree};
use numeric::tick::{Interrupted, Tick};

use crate::FeatureMatrix;

/// The trustworthiness of a picture of `x`, `(n_samples, n_features)`: of
/// `places`, `(n_samples, n_axes)`, by `k` neighbours each. `0.0..=1.0`; of
/// samples equally far the one with the lower index is the nearer.
///
/// # Errors
/// The tick asked to stop.
///
/// # Panics
/// There are not more than `2 · k` samples, or `places` has other ones.
///
/// ```
/// use cluster::{FeatureMatrix, umap::trust};
/// let x: Vec<f64> = (0..9).map(|i| f64::from(i * i)).collect();
/// let x = FeatureMatrix::from_samples(x, 1).unwrap();
/// let mut never = numeric::tick::never;
/// let same = trust::worthiness(&x, x.samples(), 3, &mut never);
/// assert_eq!(same, Ok(1.0));
/// ```
///
/// # Complexity
/// `O(n_samples² · (n_features + k))`.
pub fn worthiness(
    x: &FeatureMatrix,
    places: &[f64],
    k: usize,
    tick: Tick<'_>,
) -> Result<f64, Interrupted> {
    of_pictures(x, [places], k, tick).map(|[trust]| trust)
}

/// The same of several pictures, for one look at the samples.
pub(super) fn of_pictures<const N: usize>(
    x: &FeatureMatrix,
    pictures: [&[f64]; N],
    k: usize,
    tick: Tick<'_>,
) -> Result<[f64; N], Interrupted> {
    let n = x.n_samples();
    assert!(n > 2 * k, "too few samples for so many neighbours");
    let mut near = Vec::with_capacity(N);
    for places in pictures {
        near.push(neighbours(places, n, k, tick)?);
    }
    let mut costs = [0_u64; N];
    let mut squared = vec![0.0; n];
    let samples: Vec<&[f64]> =
        x.samples().chunks_exact(x.n_features()).collect();
    for own in 0..n {
        if own.is_multiple_of(64) {
            tick(own as f64 / n as f64)?;
        }
        look(&mut squared, &samples, own);
        for (cost, near) in costs.iter_mut().zip(&near) {
            *cost += costing(&squared, &near[k * own..k * (own + 1)]);
        }
    }
    let (n, k) = (n as f64, k as f64);
    let most = n * k * (2.0 * n - 3.0 * k - 1.0);
    Ok(costs.map(|cost| 1.0 - 2.0 / most * cost as f64))
}

/// The `k` nearest others of each sample in a picture, one after the other.
fn neighbours(
    places: &[f64],
    n: usize,
    k: usize,
    tick: Tick<'_>,
) -> Result<Vec<u32>, Interrupted> {
    let tree = Tree::new(places, places.len() / n);
    assert_eq!(tree.n_samples(), n, "as many places as samples");
    let mut all = vec![0; n * k];
    let take = |own: usize, near: &[Neighbour]| {
        let to = &mut all[k * own..k * (own + 1)];
        for (to, near) in to.iter_mut().zip(near) {
            *to = near.index;
        }
    };
    tree.k_nearest(k, take, tick)?;
    Ok(all)
}

/// The squared distances from one sample to all others. A function apart: in a
/// browser one becomes fast between two calls, not within a long one.
#[inline(never)]
fn look(squared: &mut [f64], samples: &[&[f64]], own: usize) {
    for (to, other) in squared.iter_mut().zip(samples) {
        *to = squared_distance(samples[own], other);
    }
    squared[own] = f64::INFINITY;
}

/// What the neighbours of one sample in a picture cost.
#[inline(never)]
fn costing(squared: &[f64], near: &[u32]) -> u64 {
    let beyond = |&other: &u32| {
        rank(squared, other as usize).saturating_sub(near.len()) as u64
    };
    near.iter().map(beyond).sum()
}

/// The place of a sample in the order of distances, from 1.
fn rank(squared: &[f64], of: usize) -> usize {
    let own = squared[of];
    let before = squared[..of].iter().filter(|&&it| it <= own).count();
    let after = squared[of..].iter().filter(|&&it| it < own).count();
    1 + before + after
}
