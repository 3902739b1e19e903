//! The fuzzy graph: how surely each sample is a neighbour of another.

use numeric::neighbours::{Neighbour, Tree};
use numeric::tick::{Interrupted, Tick};

use crate::FeatureMatrix;

/// How near the memberships of a sample come to their sum.
const TOLERANCE: f64 = 1e-5;

/// Halvings until then, at most.
const HALVINGS: usize = 64;

/// A scale is at least this share of the mean distance.
const LEAST_SCALE: f64 = 1e-3;

/// Two samples that are neighbours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The sample with the lower index.
    pub low: u32,
    /// The other.
    pub high: u32,
    /// How surely they are neighbours, above 0, up to 1.
    pub weight: f64,
}

/// The neighbours of one sample, the sample itself left out.
struct Row {
    near: Vec<Neighbour>,
}

/// The links between samples and their `n_neighbours` nearest, each itself
/// the first of them as in the package umap-learn: by sample, then by the
/// other; `low < high`.
///
/// A membership is 1 up to the nearest sample that lies elsewhere and falls
/// exponentially from there, on a scale of each sample's own, so that its
/// memberships add up to the logarithm of `n_neighbours` to base 2. Two
/// samples are linked by the probability that either is the other's
/// neighbour: `a + b - a · b`.
///
/// # Errors
/// The tick asked to stop.
///
/// ```
/// use cluster::{FeatureMatrix, umap};
/// let x = FeatureMatrix::from_samples(vec![0.0, 1.0, 3.0, 7.0], 1).unwrap();
/// let links = umap::links(&x, 2, &mut numeric::tick::never).unwrap();
/// assert_eq!((links[0].low, links[0].high, links[0].weight), (0, 1, 1.0));
/// ```
///
/// # Complexity
/// `O(n_samples · (log n_samples + n_neighbours))` where features are few.
pub fn links(
    x: &FeatureMatrix,
    n_neighbours: usize,
    tick: Tick<'_>,
) -> Result<Vec<Link>, Interrupted> {
    let tree = Tree::new(x.samples(), x.n_features());
    let n = x.n_samples();
    let mut rows: Vec<Row> =
        (0..n).map(|_| Row { near: Vec::new() }).collect();
    let others = n_neighbours.saturating_sub(1);
    let take = |own: usize, near: &[Neighbour]| {
        rows[own].near = near.to_vec();
    };
    tree.k_nearest(others, take, tick)?;
    let sum: f64 = rows.iter().map(Row::sum).sum();
    let overall = sum / (n * n_neighbours.max(1)) as f64;
    let target = libm::log2(n_neighbours as f64);
    let mut directed = Vec::new();
    for (own, row) in rows.iter().enumerate() {
        let nearest = row.nearest_elsewhere();
        let scale = row.scale(nearest, target, n_neighbours, overall);
        for near in &row.near {
            let weight = membership(near.distance - nearest, scale);
            let ends = [own as u32, near.index];
            directed.push((ends, weight));
        }
    }
    Ok(united(directed))
}

impl Row {
    fn sum(&self) -> f64 {
        self.near.iter().map(|near| near.distance).sum()
    }

    /// The least distance above 0; 0 where there is none.
    fn nearest_elsewhere(&self) -> f64 {
        let distances = self.near.iter().map(|near| near.distance);
        distances.into_iter().find(|&it| it > 0.0).unwrap_or(0.0)
    }

    /// The scale on which the memberships add up to `target`.
    fn scale(
        &self,
        nearest: f64,
        target: f64,
        n_neighbours: usize,
        overall: f64,
    ) -> f64 {
        let (mut low, mut high, mut scale) = (0.0, f64::INFINITY, 1.0);
        for _ in 0..HALVINGS {
            let sum: f64 = self
                .near
                .iter()
                .map(|near| membership(near.distance - nearest, scale))
                .sum();
            if (sum - target).abs() < TOLERANCE {
                break;
            }
            if sum > target {
                high = scale;
                scale = (low + high) / 2.0;
            } else {
                low = scale;
                scale = if high.is_finite() {
                    (low + high) / 2.0
                } else {
                    scale * 2.0
                };
            }
        }
        let mean = if nearest > 0.0 {
            self.sum() / n_neighbours as f64
        } else {
            overall
        };
        scale.max(LEAST_SCALE * mean)
    }
}

/// How surely a sample so much farther than the nearest is a neighbour.
fn membership(farther: f64, scale: f64) -> f64 {
    if farther <= 0.0 || scale <= 0.0 {
        return 1.0;
    }
    libm::exp(-farther / scale)
}

/// Both directions of every link as one.
fn united(mut directed: Vec<([u32; 2], f64)>) -> Vec<Link> {
    for (ends, _) in &mut directed {
        ends.sort_unstable();
    }
    numeric::order::by(&mut directed, |a, b| a.0.cmp(&b.0));
    let pairs = directed.chunk_by(|a, b| a.0 == b.0);
    let links = pairs.map(|pair| {
        let [low, high] = pair[0].0;
        let weight = match pair {
            [(_, a), (_, b)] => a + b - a * b,
            _ => pair[0].1,
        };
        Link { low, high, weight }
    });
    links.filter(|link| link.weight > 0.0).collect()
}
