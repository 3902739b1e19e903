//! The radius that the data suggest.

use numeric::neighbours::Tree;
use numeric::order;
use numeric::tick::{Interrupted, Tick};

use crate::FeatureMatrix;

/// The curve to choose a radius by: of each sample the distance within
/// which it has `min_samples` samples, itself among them; ascending. Where
/// there are fewer samples, the distance to the farthest.
///
/// With a radius of `curve[i]`, at least `i + 1` samples are core samples.
///
/// O(n_samples · log n_samples) where there are few features.
///
/// # Errors
/// The tick asked to stop.
///
/// ```
/// use cluster::{FeatureMatrix, dbscan};
/// let x = ndarray::array![[0.0], [1.0], [2.0], [9.0]];
/// let x = FeatureMatrix::new(x).unwrap();
/// let mut never = numeric::tick::never;
/// let curve = dbscan::k_distances(&x, 2, &mut never).unwrap();
/// assert_eq!(curve, [1.0, 1.0, 1.0, 7.0]);
/// assert_eq!(dbscan::suggested(&curve), 1.0);
/// ```
pub fn k_distances(
    x: &FeatureMatrix,
    min_samples: usize,
    tick: Tick<'_>,
) -> Result<Vec<f64>, Interrupted> {
    let tree = Tree::new(x.samples(), x.n_features());
    curve(&tree, min_samples, tick)
}

/// The knee of an ascending curve of distances: the place farthest below
/// the line from its first to its last point; ties to the later place.
///
/// Never 0 where a distance is above it: then the least such distance.
///
/// Satopää et al. 2011, DOI 10.1109/ICDCSW.2011.20. O(n).
pub fn suggested(curve: &[f64]) -> f64 {
    let (Some(&first), Some(&last)) = (curve.first(), curve.last()) else {
        return 0.0;
    };
    let steps = (curve.len() - 1).max(1) as f64;
    let rise = last - first;
    let depth = |at: usize| rise * (at as f64 / steps) - (curve[at] - first);
    let deeper = |best, at| if depth(at) >= depth(best) { at } else { best };
    let knee = curve[(0..curve.len()).fold(0, deeper)];
    if knee > 0.0 {
        return knee;
    }
    let above = curve.iter().find(|distance| **distance > 0.0);
    above.copied().unwrap_or(0.0)
}

/// [`k_distances`] by a tree that is there.
pub(super) fn curve(
    tree: &Tree,
    min_samples: usize,
    tick: Tick<'_>,
) -> Result<Vec<f64>, Interrupted> {
    let mut curve = vec![0.0; tree.n_samples()];
    let take = |own: usize, near: &[(f64, u32)]| {
        curve[own] = near.last().map_or(0.0, |near| tree.distance(near.0));
    };
    tree.k_nearest_positions(min_samples.saturating_sub(1), take, tick)?;
    order::numbers(&mut curve);
    Ok(curve)
}
